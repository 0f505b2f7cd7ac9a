"""Conversations of Z39.50: what we say, what we make of answers, and what we do not let be done to us."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from javon.collection.sources import write
from javon.collection.sources.elsewhere import (
    Address,
    By,
    Limits,
    Outcome,
    Protocol,
    Question,
    Term,
    Trouble,
    Unanswered,
    ask,
    ask_all,
    asking,
    ber,
)
from javon.collection.sources.elsewhere import z3950_messages as messages
from javon.collection.sources.elsewhere.address import is_allowed
from javon.collection.sources.elsewhere.tests.servers import (
    Part,
    answering,
    at,
    diagnostic,
    found,
    number,
    played,
    presented,
    put,
    record,
    surrogate,
    welcome,
)
from javon.collection.sources.record import Field, Record
from javon.core.testing import shared_data

BOOK = Record(
    "00000nam a2200000 i 4500",
    [
        Field("001", value="17"),
        Field("008", value="190101s2019    uz            000 1 uzb d"),
        Field("100", "1", " ", [("a", "Qodiriy, Abdulla")]),
        Field("245", "1", "0", [("a", "Oʻtkan kunlar")]),
    ],
)
RUSMARC = Record(
    "00000nam  2200000   450 ",
    [
        Field("001", value="RU/1"),
        Field("100", " ", " ", [("a", "20090410d2009    m  y0rusy0279    ca")]),
        Field("101", "0", " ", [("a", "rus")]),
        Field("200", "1", " ", [("a", "Минувшие дни"), ("f", "Абдулла Кадыри")]),
        Field("210", " ", " ", [("a", "Ташкент"), ("c", "Шарк"), ("d", "2009")]),
        Field("700", " ", "1", [("a", "Кадыри"), ("b", "А.")]),
    ],
)
KUNLAR = Question((Term(By.TITLE, "Oʻtkan kunlar"), Term(By.AUTHOR, "Qodiriy")))
QUICK = Limits(connect=1, read=0.5, whole=0.6)


def sound(record_: Record) -> bytes:
    """Bytes with lengths as ISO 2709 wants them."""
    return write.iso2709(record_)


def trouble_of(*answers: bytes, part: Part | None = None, limits: Limits = QUICK) -> Unanswered:
    with played(part or answering(*answers)) as port, pytest.raises(Unanswered) as caught:
        ask(at(port), KUNLAR, limits)
    return caught.value


def test_init_is_said_byte_by_byte_as_the_standard_has_it() -> None:
    said = messages.init_request(at(210), 1 << 20)
    assert said.hex() == (
        "b41a"  # [20] initRequest
        "830205e0"  # [3] protocolVersion 1, 2, 3
        "840206c0"  # [4] options: search, present
        "8503100000"  # [5] preferredMessageSize
        "8603100000"  # [6] exceptionalRecordSize
        "9f6f054a61766f6e"  # [111] implementationName
    )


def test_a_question_becomes_a_tree_of_two_branches() -> None:
    said = ber.decoded(messages.search_request(at(210, database="LCDB"), KUNLAR))
    query = said.get(21).get(1)
    assert ber.oid_of(query.inside[0]) == "1.2.840.10003.3.1"
    left, right, operator = query.inside[1].inside
    assert operator.inside[0].number == 0  # and
    terms = [ber.octets_of(side.get(102).get(45)).decode() for side in (left, right)]
    assert terms == ["Oʻtkan kunlar", "Qodiriy"]
    uses = [
        [tuple(ber.number_of(value) for value in pair.inside) for pair in side.get(102).get(44).inside]
        for side in (left, right)
    ]
    assert uses == [[(1, 4), (2, 3), (4, 6)], [(1, 1003), (2, 3), (4, 2)]]
    either = Question((Term(By.ISBN, "1"), Term(By.ANY, "x"), Term(By.ANY, "y")), any_of=True)
    outer = ber.decoded(messages.search_request(at(210), either)).get(21).get(1).inside[1]
    assert outer.inside[2].inside[0].number == 1 and outer.inside[0].number == 1  # or; (a or b) or c


def test_words_are_sent_in_the_letters_of_the_library() -> None:
    assert messages.written(at(210, encoding="cp1251"), "Дни") == "Дни".encode("cp1251")
    assert messages.written(at(210, encoding="cp1251"), "oʻ") == b"o?"
    assert messages.written(at(210), "oʻ") == "oʻ".encode()


def test_name_and_password_are_sent_only_where_the_address_has_them() -> None:
    said = ber.decoded(messages.init_request(at(210, user="akm", password="sir"), 1 << 20))
    pair = said.get(7).inside[0]
    assert [piece.content for piece in pair.inside] == [b"akm", b"sir"]
    assert "sir" not in repr(at(210, user="akm", password="sir"))


@pytest.mark.parametrize("syntax, book", [("5.10", BOOK), ("5.28", RUSMARC), ("5.1", RUSMARC)])
def test_records_come_back_as_marc_21(syntax: str, book: Record) -> None:
    sent = record(sound(book), f"1.2.840.10003.{syntax}")
    with played(answering(welcome(), found(1), presented(sent))) as port:
        answer = ask(at(port), KUNLAR)
    (taken,) = answer.records
    assert answer.hits == 1
    assert taken.first("245", "a") in ("Oʻtkan kunlar", "Минувшие дни")


def test_russian_letters_are_told_by_their_bytes() -> None:
    fields = RUSMARC.fields
    # The same record in cp1251: each field written anew, so that the lengths fit.
    bodies = [_body(field, "cp1251") for field in fields]
    directory, start = b"", 0
    for field, body in zip(fields, bodies, strict=True):
        directory += f"{field.tag}{len(body):04d}{start:05d}".encode()
        start += len(body)
    base = 24 + len(directory) + 1
    whole = base + start + 1
    raw = f"{whole:05d}nam  22{base:05d}   450 ".encode() + directory + b"\x1e" + b"".join(bodies) + b"\x1d"
    sent = record(raw, "1.2.840.10003.5.28")
    with played(answering(welcome(), found(1), presented(sent))) as port:
        (taken,) = ask(at(port), KUNLAR).records
    assert taken.first("245", "a") == "Минувшие дни"
    assert taken.first("100", "a") == "Кадыри, А."


def _body(field: Field, encoding: str) -> bytes:
    if field.subfields is None:
        return (field.value or "").encode(encoding) + b"\x1e"
    inside = "".join(f"\x1f{code}{value}" for code, value in field.subfields)
    return f"{field.ind1}{field.ind2}{inside}".encode(encoding) + b"\x1e"


def test_marcxml_inside_z3950_is_read_too() -> None:
    xml = write.marcxml_record(BOOK, namespace=True).encode()
    sent = record(xml, "1.2.840.10003.5.109.10")
    with played(answering(welcome(), found(1), presented(sent))) as port:
        (taken,) = ask(at(port, syntax="xml"), KUNLAR).records
    assert taken.first("245", "a") == "Oʻtkan kunlar"


def test_a_library_that_sends_few_at_a_time_is_asked_again_for_the_rest() -> None:
    one = record(sound(BOOK))
    talk = answering(welcome(), found(3), presented(one), presented(one), presented(one))
    with played(talk) as port:
        assert len(ask(at(port), KUNLAR).records) == 3


def test_no_more_records_are_taken_than_the_limit() -> None:
    many = presented(*[record(sound(BOOK))] * 30)
    with played(answering(welcome(), found(10_000), many)) as port:
        answer = ask(at(port), KUNLAR, Limits(records=5))
    assert (answer.hits, len(answer.records)) == (10_000, 5)


def test_fewer_records_than_counted_are_kept() -> None:
    late = ber.encoded(put(25, (number(24, 0), number(27, 5), put(130, diagnostic(13)))))
    with played(answering(welcome(), found(9), presented(record(sound(BOOK))), late)) as port:
        assert len(ask(at(port), KUNLAR).records) == 1


def test_a_record_that_cannot_be_sent_or_read_does_not_spoil_the_others() -> None:
    sent = presented(
        record(sound(BOOK)), surrogate(14, "broken"), record(b"no record", "1.2.840.10003.5.101")
    )
    with played(answering(welcome(), found(3), sent)) as port:
        answer = ask(at(port), KUNLAR)
    assert len(answer.records) == 1
    assert answer.unread == ["diagnostic", "syntax_not_supported"]


@pytest.mark.parametrize(
    "condition, code",
    [
        (2, Trouble.BUSY),
        (3, Trouble.QUESTION_NOT_SUPPORTED),
        (13, Trouble.OUT_OF_RANGE),
        (30, Trouble.NO_RESULT_SET),
        (101, Trouble.NOT_LET_IN),
        (109, Trouble.NO_DATABASE),
        (114, Trouble.QUESTION_NOT_SUPPORTED),
        (235, Trouble.NO_DATABASE),
        (239, Trouble.SYNTAX_NOT_SUPPORTED),
        (1, Trouble.DIAGNOSTIC),
        (99_999, Trouble.DIAGNOSTIC),
    ],
)
def test_a_diagnostic_is_told_in_the_words_of_who_must_act(condition: int, code: Trouble) -> None:
    trouble = trouble_of(welcome(), found(0, put(130, diagnostic(condition, "LCDB\nclosed")), status=b"\0"))
    assert (trouble.code, trouble.details) == (code, {"number": condition, "told": "LCDB closed"})


def test_several_diagnostics_are_told_by_the_first() -> None:
    inside = tuple(ber.Element(0, 16, diagnostic(number_)) for number_ in (114, 109))
    assert trouble_of(welcome(), found(0, put(205, inside))).details["number"] == 114


def test_a_server_that_knows_only_use_attributes_is_asked_again_without_the_others() -> None:
    refused = found(0, put(130, diagnostic(118)), status=b"\0")
    with played(answering(welcome(), refused, found(1), presented(record(sound(BOOK))))) as port:
        assert len(ask(at(port), KUNLAR).records) == 1


def test_another_syntax_is_asked_for_when_the_first_is_not_sent() -> None:
    no = ber.encoded(put(25, (number(24, 0), number(27, 5), put(130, diagnostic(239)))))
    with played(answering(welcome(), found(1), no, presented(record(sound(RUSMARC))))) as port:
        assert len(ask(at(port), KUNLAR).records) == 1
    each = presented(surrogate(238))
    assert trouble_of(welcome(), found(1), each, each, each).code is Trouble.SYNTAX_NOT_SUPPORTED


def test_a_refused_init_says_why_where_the_server_says_it() -> None:
    assert trouble_of(welcome(result=b"\0")).code is Trouble.NOT_LET_IN
    why = put(11, (put(0, (ber.Element(0, 16, diagnostic(1014, "wrong password")),)),))
    assert trouble_of(welcome(result=b"\0", more=(why,))).details["told"] == "wrong password"
    assert trouble_of(welcome(options=b"\x07\x80")).code is Trouble.DIAGNOSTIC


def test_a_farewell_in_the_middle_is_told() -> None:
    close = ber.encoded(put(48, (number(211, 5), put(3, b"too many users"))))
    assert trouble_of(close).details == {"problem": "too many users"}
    assert trouble_of(welcome(), close).code is Trouble.CLOSED
    assert trouble_of(part=lambda caller: None).code is Trouble.CLOSED


# --- hostile servers


def dripping(raw: bytes) -> Part:
    def part(caller: socket.socket) -> None:
        for byte in raw:
            caller.sendall(bytes((byte,)))
            time.sleep(0.05)

    return part


def silent(caller: socket.socket) -> None:
    while caller.recv(1 << 16):
        pass


def endless(caller: socket.socket) -> None:
    caller.sendall(b"\xb5\x80")
    while True:
        caller.sendall(b"\x04\x82\xff\xff" + b"x" * 65535)


@pytest.mark.parametrize(
    "part, codes",
    [
        (lambda caller: caller.recv(1), {Trouble.CLOSED}),
        (silent, {Trouble.TIMED_OUT}),
        (dripping(b"\xb5\x82\xff\xff" + b"\x05\x00" * 40), {Trouble.TIMED_OUT}),
        (endless, {Trouble.TOO_LARGE}),
        (answering(b"\xb5\x84\x7f\xff\xff\xff"), {Trouble.TOO_LARGE}),
        (answering(b"SSH-2.0-OpenSSH_9.2\r\n"), {Trouble.NOT_UNDERSTOOD, Trouble.TIMED_OUT}),
        (answering(b"HTTP/1.1 400 Bad Request\r\n\r\n"), {Trouble.NOT_UNDERSTOOD, Trouble.TIMED_OUT}),
        (answering(b"\xb5\x80" * 600), {Trouble.NOT_UNDERSTOOD}),
        (answering(b"\xb5\x02\x05\x00"), {Trouble.NOT_UNDERSTOOD}),
        (answering(welcome() + welcome()), {Trouble.NOT_UNDERSTOOD}),
        (answering(welcome(), found(-1)), {Trouble.NOT_UNDERSTOOD}),
        (answering(welcome(), found(1), presented(put(9, b"x"))), {Trouble.NOT_UNDERSTOOD}),
        (answering(welcome(), found(1), welcome()), {Trouble.NOT_UNDERSTOOD}),
    ],
)
def test_a_hostile_server_gets_a_clear_end_in_time(part: Part, codes: set[Trouble]) -> None:
    begun = time.monotonic()
    trouble = trouble_of(part=part, limits=Limits(read=0.5, whole=0.6, message=1 << 18))
    assert trouble.code in codes
    assert time.monotonic() - begun < 10  # an end, not a hang; never a speed


UNDERSTOOD: tuple[Callable[[bytes], object], ...] = (messages.let_in, messages.hits, messages.sent)
SOUND = (
    welcome(),
    found(3),
    found(0, put(130, diagnostic(114))),
    presented(record(sound(BOOK)), surrogate(13)),
)


@settings(max_examples=300)
@given(st.sampled_from(SOUND), st.data())
def test_no_garbled_message_escapes_as_anything_but_trouble(raw: bytes, data: st.DataObject) -> None:
    garbled = bytearray(raw)
    for _ in range(data.draw(st.integers(1, 4))):
        garbled[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    for understand in UNDERSTOOD:
        try:
            understand(bytes(garbled))
        except Unanswered as trouble:
            assert isinstance(trouble.code, Trouble)


@pytest.mark.parametrize(
    "address, allowed",
    [
        ("140.147.249.67", True),
        ("192.168.1.5", True),
        ("127.0.0.1", True),
        ("169.254.169.254", False),
        ("::ffff:169.254.169.254", False),
        ("fe80::1%eth0", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("no address", False),
    ],
)
def test_addresses_that_are_no_librarys_are_not_called(address: str, allowed: bool) -> None:
    assert is_allowed(address) is allowed


def test_a_forbidden_address_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(Unanswered) as trouble:
        ask(Address(Protocol.Z3950, "169.254.169.254", 80), KUNLAR, QUICK)
    assert trouble.value.code is Trouble.FORBIDDEN_ADDRESS


@pytest.mark.parametrize(
    "terms", [(), tuple(Term(By.ANY, "x") for _ in range(9)), (Term(By.ANY, " "),), (Term(By.ANY, "a\x00"),)]
)
def test_a_question_that_nobody_could_answer_is_not_asked(terms: tuple[Term, ...]) -> None:
    with pytest.raises(ValueError):
        Question(terms)


# --- several at once


def test_each_library_is_heard_whatever_the_others_do() -> None:
    good = answering(welcome(), found(1), presented(record(sound(BOOK))))
    with played(good) as well, played(silent) as quiet, played(endless) as flood:
        outcomes = ask_all(
            [at(well), at(quiet), at(flood), at(1)], KUNLAR, Limits(whole=0.6, message=1 << 18)
        )
    assert len(outcomes[0].answer.records) == 1
    codes = [outcome.trouble.code for outcome in outcomes[1:]]
    assert codes == [Trouble.TIMED_OUT, Trouble.TOO_LARGE, Trouble.UNREACHABLE]


def test_no_more_conversations_than_a_process_can_bear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_places", threading.BoundedSemaphore(1))
    with played(silent) as slow:
        outcomes = ask_all([at(slow), at(slow)], KUNLAR, Limits(whole=0.4))
    assert outcomes[1] == Outcome(trouble=outcomes[1].trouble)
    assert [outcome.trouble.code for outcome in outcomes] == [Trouble.TIMED_OUT, Trouble.BUSY]


@pytest.mark.parametrize(
    "name", ["marc_intl/yaz/marc0.marc", "marc_intl/yaz/marc3.marc", "marc_intl/yaz/marc10.marc"]
)
def test_real_records_of_other_libraries_come_through(name: str) -> None:
    raw = shared_data(name).read_bytes()
    first = raw[: raw.index(b"\x1d") + 1]
    with played(answering(welcome(), found(1), presented(record(first)))) as port:
        answer = ask(at(port), KUNLAR)
    assert len(answer.records) + len(answer.unread) == 1
