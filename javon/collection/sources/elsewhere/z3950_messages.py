"""The messages of Z39.50 (ISO 23950) that a search needs, built and understood: init, search, present, close.

Tags in comments are those of the standard's ASN.1. Implicit tagging: a value stands under its tag alone.
"""

from __future__ import annotations

from typing import NamedTuple

from javon.collection.sources.elsewhere import ber
from javon.collection.sources.elsewhere.address import SYNTAXES, Address
from javon.collection.sources.elsewhere.ber import CONTEXT, UNIVERSAL, Element
from javon.collection.sources.elsewhere.question import By, Question, Term
from javon.collection.sources.elsewhere.trouble import Trouble, Unanswered, diagnosed, shortened

INIT_REQUEST, INIT_RESPONSE, SEARCH_REQUEST, SEARCH_RESPONSE = 20, 21, 22, 23
PRESENT_REQUEST, PRESENT_RESPONSE, CLOSE = 24, 25, 48
_BIB1 = ber.oid_bytes("1.2.840.10003.3.1")
_RESULT_SET = b"default"
_USE, _RELATION, _STRUCTURE = 1, 2, 4  # types of attributes in bib-1, and values of the last two
_EQUAL, _WORD, _WORD_LIST = 3, 2, 6

# --- what we say


def _put(number: int, content: bytes | tuple[Element, ...]) -> Element:
    return Element(CONTEXT, number, content)


def _number(number: int, value: int) -> Element:
    return _put(number, ber.number_bytes(value))


def init_request(address: Address, size: int) -> bytes:
    """The first message: versions 1 to 3, search and present; who we are; name and password where there are any."""
    parts = [
        _put(3, ber.bits(0, 1, 2)),  # protocolVersion
        _put(4, ber.bits(0, 1)),  # options: search, present
        _number(5, size),  # preferredMessageSize
        _number(6, size),  # exceptionalRecordSize
    ]
    if address.user:
        pair = (_put(1, address.user.encode()), _put(2, address.password.encode()))
        parts.append(_put(7, (Element(UNIVERSAL, ber.SEQUENCE, pair),)))  # idAuthentication: idPass
    parts.append(_put(111, b"Javon"))  # implementationName
    return ber.encoded(_put(INIT_REQUEST, tuple(parts)))


def search_request(address: Address, question: Question, *, plain: bool = False) -> bytes:
    """The question as a query of type 1 (RPN); no record is wanted yet.

    `plain`: each term with its Use attribute only, for servers that know no other.
    """
    query = _put(1, (Element(UNIVERSAL, ber.OID, _BIB1), _rpn(address, question, plain)))
    parts = (
        _number(13, 0),  # smallSetUpperBound
        _number(14, 1),  # largeSetLowerBound
        _number(15, 0),  # mediumSetPresentNumber
        _put(16, b"\xff"),  # replaceIndicator
        _put(17, _RESULT_SET),
        _put(18, (_put(105, address.database.encode()),)),
        _put(21, (query,)),
    )
    return ber.encoded(_put(SEARCH_REQUEST, parts))


def _rpn(address: Address, question: Question, plain: bool) -> Element:
    """Terms joined two by two: ((a and b) and c)."""
    operator = _put(46, (_put(1 if question.any_of else 0, b""),))
    made: Element | None = None
    for term in question.terms:
        operand = _put(0, (_operand(address, term, plain),))
        made = operand if made is None else _put(1, (made, operand, operator))
    assert made is not None  # a question has a term
    return made


def _operand(address: Address, term: Term, plain: bool) -> Element:
    pairs = [(_USE, int(address.index(term.by)))]
    if term.by is not By.ISBN and not plain:
        # Words anywhere and in any order: of a title only a part may be known, and names are written both ways round.
        pairs += [(_RELATION, _EQUAL), (_STRUCTURE, _WORD_LIST if " " in term.text.strip() else _WORD)]
    attributes = tuple(
        Element(UNIVERSAL, ber.SEQUENCE, (_number(120, kind), _number(121, value))) for kind, value in pairs
    )
    return _put(102, (_put(44, attributes), _put(45, written(address, term.text.strip()))))


def written(address: Address, text: str) -> bytes:
    """Words in the letters of a library; what its letters lack becomes a question mark."""
    name = address.encoding if address.encoding not in ("auto", "marc-8", "iso-5426") else "utf-8"
    return text.encode(name, "replace")


def present_request(syntax: str, first: int, count: int) -> bytes:
    """`count` records from number `first` on, whole, in a syntax of ``SYNTAXES``."""
    parts = (
        _put(31, _RESULT_SET),
        _number(30, first),
        _number(29, count),
        _put(19, (_put(0, b"F"),)),  # recordComposition: the full records
        _put(104, ber.oid_bytes(SYNTAXES[syntax])),
    )
    return ber.encoded(_put(PRESENT_REQUEST, parts))


def close_request() -> bytes:
    """A polite end."""
    return ber.encoded(_put(CLOSE, (_number(211, 0),)))


# --- what we are told


class Sent(NamedTuple):
    """One record as it was sent: the syntax it claims, its bytes; or why this one could not be sent."""

    syntax: str  # a name of SYNTAXES, or the object identifier of another
    raw: bytes
    trouble: Unanswered | None = None


def expected(raw: bytes, wanted: int) -> Element:
    """The message `wanted`; raises :class:`Unanswered` for any other, with the reason where it is a farewell."""
    message = ber.decoded(raw)
    if message.tag_class != CONTEXT or isinstance(message.content, bytes):
        raise ber.garbled("no message")
    if message.number == CLOSE and wanted != CLOSE:
        reason = message.get(3)
        said = ber.octets_of(reason).decode("utf-8", "replace") if reason is not None else ""
        raise Unanswered(Trouble.CLOSED, problem=shortened(said))
    if message.number != wanted:
        raise ber.garbled(f"message {message.number} instead of {wanted}")
    return message


def let_in(raw: bytes) -> None:
    """Understand the answer to init; raises :class:`Unanswered` when the library refuses us."""
    message = expected(raw, INIT_RESPONSE)
    result = message.get(12)
    if result is None or not isinstance(result.content, bytes) or len(result.content) != 1:
        raise ber.garbled("no result")
    if result.content == b"\0":
        told = message.get(11)
        raise _reason(told) or Unanswered(Trouble.NOT_LET_IN, number=0, told="")
    options = message.get(4)
    if options is None or not isinstance(options.content, bytes) or len(options.content) < 2:
        raise ber.garbled("no options")
    if options.content[1] & 0xC0 != 0xC0:  # search, present
        raise Unanswered(Trouble.DIAGNOSTIC, number=0, told="no search and present")


def _reason(told: Element | None) -> Unanswered | None:
    """A diagnostic inside the user information of a refused init, wherever it stands there."""
    if told is None:
        return None
    found = _diagnostic(told)
    if found is not None:
        return found
    for element in told.inside:
        deeper = _reason(element)
        if deeper is not None:
            return deeper
    return None


def hits(raw: bytes) -> int:
    """How many records answer the question; raises what the library says when it could not search."""
    message = expected(raw, SEARCH_RESPONSE)
    _raise_diagnostics(message)
    status = message.get(22)
    if status is not None and status.content == b"\0":
        raise Unanswered(Trouble.DIAGNOSTIC, number=0, told="")
    count = ber.number_of(message.get(23))
    if count is None or count < 0:
        raise ber.garbled("no count")
    return count


def sent(raw: bytes) -> list[Sent]:
    """The records of an answer to present; raises what the library says when it sends none."""
    message = expected(raw, PRESENT_RESPONSE)
    _raise_diagnostics(message)
    records = message.get(28)
    return [_one(element) for element in records.inside] if records is not None else []


def _raise_diagnostics(message: Element) -> None:
    """Non-surrogate diagnostics, one or several: the first is told."""
    single = message.get(130)
    if single is not None:
        raise _diagnostic(single) or ber.garbled("no diagnostic")
    several = message.get(205)
    for element in several.inside if several is not None else ():
        raise _diagnostic(element) or Unanswered(Trouble.DIAGNOSTIC, number=0, told="")


def _diagnostic(element: Element) -> Unanswered | None:
    """``DefaultDiagFormat``: which set, which number, more words."""
    inside = element.inside
    if len(inside) < 2 or (inside[0].tag_class, inside[0].number) != (UNIVERSAL, ber.OID):
        return None
    if (inside[1].tag_class, inside[1].number) != (UNIVERSAL, ber.INTEGER):
        return None
    number = ber.number_of(inside[1]) or 0
    told = ber.octets_of(inside[2]).decode("utf-8", "replace") if len(inside) > 2 else ""
    return diagnosed(number, told)


def _one(element: Element) -> Sent:
    """``NamePlusRecord``."""
    record = element.get(1)
    if record is None:
        raise ber.garbled("no record")
    surrogate = record.get(2)
    if surrogate is not None:
        # DiagRec is a choice: the diagnostic stands inside as a sequence.
        told = next((found for found in map(_diagnostic, surrogate.inside) if found), None) or _diagnostic(
            surrogate
        )
        return Sent("", b"", told or Unanswered(Trouble.DIAGNOSTIC, number=0, told=""))
    retrieval = record.get(1)
    external = retrieval.get(ber.EXTERNAL, UNIVERSAL) if retrieval is not None else None
    # Both ways are met: the EXTERNAL under its own tag, and (implicit) its parts at once.
    external = external or retrieval
    if external is None:
        raise ber.garbled("no record")
    return _external(external)


def _external(external: Element) -> Sent:
    reference = external.get(ber.OID, UNIVERSAL)
    oid = ber.oid_of(reference) if reference is not None else ""
    syntax = next((name for name, known in SYNTAXES.items() if known == oid), oid)
    octets, single = external.get(1), external.get(0)
    if octets is not None:
        return Sent(syntax, ber.octets_of(octets))
    if single is not None:
        return Sent(syntax, ber.octets_of(single))
    raise ber.garbled("an empty record")
