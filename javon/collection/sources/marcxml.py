"""MARCXML (and MarcXchange, also inside OAI-PMH and SRU answers), read as a stream without trusting the file.

Each record element is cut out of the bytes and parsed by itself, so that broken markup costs one record only.
Invariant: document types and entities are refused, nothing is fetched, depth and size are bounded.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from typing import BinaryIO, Protocol
from xml.parsers import expat

from javon.collection.sources.charsets import LEGACY, UNREADABLE, Profile, decoder, is_utf8
from javon.collection.sources.dialect import no_title_because, of_which
from javon.collection.sources.outcome import Fault, Note, Reason, Rejected, SourceError, Taken
from javon.collection.sources.record import BLANK_LEADER, Field, Record, Subfield, control, data

CHUNK = 1 << 18
DEEPEST = 16  # elements inside a record
LARGEST_RECORD = 4 << 20
_TOKEN = re.compile(
    rb"<(?:[A-Za-z_][\w.-]*:)?(?:record|r)(?=[\s>/])[^<>]*>"
    rb"|</(?:[A-Za-z_][\w.-]*:)?(?:record|r)\s*>|<!--|<!\[CDATA\[|<!DOCTYPE|<!ENTITY"
)
_LONGEST_TOKEN = 4096  # a start tag with its namespaces
_CONTENT = re.compile(
    rb"<(?:[A-Za-z_][\w.-]*:)?(?:leader|controlfield|datafield|l(?=>)|[cd][0-9A-Z]{3}(?=[\s>]))[\s>]"
)
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)")
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile(r"&(#x[0-9a-fA-F]{1,8};|#\d{1,9};|[A-Za-z][A-Za-z0-9]*;)?")


class _Bytes(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _BrokenError(Exception):
    """A record that is not sound XML."""


def declared_encoding(head: bytes) -> str:
    """The encoding that the beginning of an XML file names or shows; UTF-8 when it says nothing."""
    for mark, name in (
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"<\x00", "utf-16-le"),
        (b"\x00<", "utf-16-be"),
    ):
        if head.startswith(mark):
            return name
    found = _DECLARED.search(head[:1024])
    return found.group(1).decode("ascii").lower() if found else "utf-8"


class _Recoded:
    """A UTF-16 stream as UTF-8; positions are then those of the UTF-8 form."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self.stream = stream
        self.decoder = codecs.getincrementaldecoder(encoding)("replace")

    def read(self, size: int, /) -> bytes:
        """The next bytes as UTF-8, empty only at the end."""
        while True:
            chunk = self.stream.read(size)
            text = self.decoder.decode(chunk, not chunk)
            if text or not chunk:
                return text.lstrip("\ufeff").encode("utf-8", "replace")


def records(
    stream: BinaryIO, encoding: str, progress: list[int] | None = None, *, unimarc: bool = False
) -> Iterator[Taken | Rejected]:
    """Every record element of the stream, taken or rejected; ``encoding`` is a codec's name."""
    source: _Bytes = stream
    if encoding.startswith("utf-16"):
        source = _Recoded(stream, encoding)
        encoding = "utf-8"
    ordinal = 0
    root = ""
    for position, raw, reason, details in _stretches(source):
        if reason is None and not raw:
            root = root or str(details.get("root", ""))
            continue
        ordinal += 1
        if progress is not None:
            progress[0] = position + len(raw)
        if reason is None:
            piece = _one(raw, position, ordinal, encoding)
            why = no_title_because(piece.record, unimarc=unimarc) if isinstance(piece, Taken) else None
            if isinstance(piece, Taken) and why is not None:
                yield Rejected(position, ordinal, why, of_which(piece.record), raw, len(raw))
            else:
                yield piece
        else:
            yield Rejected(position, ordinal, reason, details, raw, len(raw))
    if ordinal == 0:
        if not root:
            raise SourceError(Fault.WRONG_FORMAT, format="marcxml", problem="no element")
        raise SourceError(Fault.NO_RECORDS, root=root)


_Stretch = tuple[int, bytes, Reason | None, dict[str, str | int]]


def _stretches(stream: _Bytes) -> Iterator[_Stretch]:
    """The record elements of a stream; an empty one first, which names the outermost element."""
    buffer = b""
    origin = 0
    at = 0  # what lies before has been looked at
    began = -1  # where the open record element begins in the buffer
    more = True
    root_told = False
    skip_to = b""  # the end of a comment or of character data that is open
    while more:
        chunk = stream.read(CHUNK)
        more = bool(chunk)
        buffer += chunk
        if not root_told:
            found_root = _ROOT.search(buffer)
            if found_root:
                root_told = True
                yield 0, b"", None, {"root": found_root.group(1).decode("ascii", "replace")}
        while True:
            if skip_to:
                end = buffer.find(skip_to, at)
                if end < 0:
                    at = max(at, len(buffer) - 2)
                    break
                at = end + len(skip_to)
                skip_to = b""
            token = _TOKEN.search(buffer, at)
            if token is None:
                # A token may begin in this buffer and end in the next.
                last = buffer.rfind(b"<", max(at, len(buffer) - _LONGEST_TOKEN))
                at = last if last >= 0 and more else len(buffer)
                break
            text = token.group()
            at = token.end()
            if text in (b"<!DOCTYPE", b"<!ENTITY"):
                raise SourceError(Fault.FORBIDDEN_XML, problem=text[2:].decode())
            if text == b"<!--":
                skip_to = b"-->"
            elif text == b"<![CDATA[":
                skip_to = b"]]>"
            elif text.startswith(b"</"):
                # An OAI or SRU envelope, or a record of another scheme, has none of the elements of MARC.
                if began >= 0 and _CONTENT.search(buffer, began, at):
                    yield origin + began, buffer[began:at], None, {}
                began = -1
            elif not text.endswith(b"/>"):
                if began >= 0 and _CONTENT.search(buffer, began, token.start()):
                    piece = buffer[began : token.start()]
                    yield (
                        origin + began,
                        piece,
                        Reason.BAD_MARKUP,
                        {"line": 0, "problem": "record not closed"},
                    )
                began = token.start()
        if began >= 0 and len(buffer) - began > LARGEST_RECORD:
            if _CONTENT.search(buffer, began):
                piece = buffer[began:at]
                yield origin + began, piece, Reason.TOO_LARGE, {"bytes": len(piece), "limit": LARGEST_RECORD}
            began = -1
        keep = min(at, began) if began >= 0 else at
        buffer = buffer[keep:]
        origin += keep
        at -= keep
        began -= keep if began >= 0 else 0
    if began >= 0 and _CONTENT.search(buffer, began):
        piece = buffer[began:]
        yield origin + began, piece, Reason.TRUNCATED, {"expected": 0, "found": len(piece)}


def _one(raw: bytes, position: int, ordinal: int, encoding: str) -> Taken | Rejected:
    """One record element, parsed by itself; when its markup is broken, once more after mending."""
    notes: list[str] = []
    try:
        builder = _Builder(encoding)
        builder.parse(raw)
    except _BrokenError as problem:
        line, message = problem.args
        mended, notes = _mended(raw, encoding)
        try:
            builder = _Builder("utf-8")
            builder.parse(mended)
        except _BrokenError:
            if not is_utf8(raw) and encoding == "utf-8" and "invalid token" in message:
                why: dict[str, str | int] = {"encoding": encoding, "unreadable": 1}
                return Rejected(position, ordinal, Reason.BAD_ENCODING, why, raw, len(raw))
            return Rejected(
                position, ordinal, Reason.BAD_MARKUP, {"line": line, "problem": message}, raw, len(raw)
            )
    if builder.bad:
        return Rejected(
            position, ordinal, Reason.BAD_ELEMENT, {"element": builder.bad, "problem": "tag"}, raw, len(raw)
        )
    record = builder.record()
    if not record.fields:
        return Rejected(position, ordinal, Reason.NO_FIELDS, {}, raw, len(raw))
    notes += builder.notes
    return Taken(record, position, ordinal, len(raw), tuple(notes), raw if notes else b"")


def _mended(raw: bytes, encoding: str) -> tuple[bytes, list[str]]:
    """The same element with unreadable bytes, characters and references made harmless."""
    notes: list[str] = []
    if encoding != "utf-8" or is_utf8(raw):
        text, lost = decoder(encoding)(raw)
    else:
        profile = Profile(
            raw.replace(b"<", b"\n<"), tuple(name for name in LEGACY if name != "marc-8"), "cp1252"
        )
        decode = decoder(profile.fallback)
        lines = []
        lost = 0
        for line in raw.split(b"\n"):
            if is_utf8(line):
                lines.append(line.decode("utf-8"))
            else:
                part, gone = decode(line)
                lines.append(part)
                lost += gone
        text = "\n".join(lines)
        notes.append(Note.ENCODING.value)
    if lost:
        notes.append(Note.REPLACED_BYTES.value)
    mended = _NOT_XML.sub(UNREADABLE, text)
    mended = _REFERENCE.sub(_sound_reference, mended)
    if mended != text:
        notes.append(Note.MARKUP.value)
    return mended.encode("utf-8", "replace"), notes


def _sound_reference(found: re.Match[str]) -> str:
    name = found.group(1)
    if name is None:
        return "&amp;"
    if name in ("amp;", "lt;", "gt;", "quot;", "apos;"):
        return found.group()
    text = html.unescape(found.group())
    if text == found.group():
        return "&amp;" + name
    return html.escape(_NOT_XML.sub(UNREADABLE, text))


_TURBO = re.compile(r"([cd])([0-9A-Z]{3})\Z|s(.?)\Z")


def _slim(local: str, attributes: dict[str, str]) -> tuple[str, dict[str, str]]:
    """An element of TurboMARC, whose names hold what MARCXML says in attributes, as one of MARCXML.

    ``c001`` control field, ``d245`` with ``i1`` and ``i2`` data field, ``sa`` subfield, ``l`` leader, ``r`` record.
    """
    if local in ("l", "r"):
        return ("leader" if local == "l" else "record"), attributes
    found = _TURBO.match(local)
    if found is None:
        return local, attributes
    kind, tag, code = found.groups()
    if kind is None:
        return "subfield", {"code": code} if code else attributes
    if kind == "c":
        return "controlfield", {**attributes, "tag": tag}
    told = {"tag": tag, "ind1": attributes.get("i1", " "), "ind2": attributes.get("i2", " ")}
    return "datafield", told


class _Builder:
    """Follows the events of the parser through one record element."""

    def __init__(self, encoding: str) -> None:
        self.parser = expat.ParserCreate(None if encoding == "utf-8" else encoding)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.depth = 0
        self.leader: str | None = None
        self.fields: list[Field] = []
        self.notes: list[str] = []
        self.bad = ""
        self.text: list[str] | None = None
        self.attributes: dict[str, str] = {}
        self.subfields: list[Subfield] | None = None
        self.code = ""

    def parse(self, raw: bytes) -> None:
        """Read the element; raises ``_BrokenError`` (line, problem)."""
        try:
            self.parser.Parse(raw, True)
        except expat.ExpatError as problem:
            raise _BrokenError(problem.lineno, expat.ErrorString(problem.code)) from problem
        except (UnicodeError, LookupError, ValueError) as problem:
            raise _BrokenError(0, str(problem)[:80]) from problem

    def record(self) -> Record:
        """What was read."""
        leader = (self.leader or "").strip("\r\n\t")
        if len(leader) != 24:
            self._note(Note.LEADER)
            if re.match("[acdnp][a-z]", leader) and len(leader) <= 19:
                leader = "     " + leader  # the blanks for the length were trimmed away
            leader = f"{leader:<24.24}" if leader.strip() else BLANK_LEADER
        return Record(leader, self.fields)

    def _note(self, note: Note) -> None:
        if note.value not in self.notes:
            self.notes.append(note.value)

    def _characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)
        elif text.strip():
            self._note(Note.MARKUP)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _BrokenError(self.parser.CurrentLineNumber, "nested too deeply")
        local, attributes = _slim(name.rpartition(":")[2], attributes)
        if local == "subfield" and self.subfields is not None:
            self.text = []
            # A blank stands for a code that nobody wrote: the text is worth keeping.
            self.code = attributes.get("code", " ")
            if "code" not in attributes:
                self._note(Note.MARKUP)
        elif local == "datafield":
            self.attributes = attributes
            self.subfields = []
            self.text = None
        elif local in ("controlfield", "leader"):
            self.attributes = attributes
            self.text = []
        elif local != "record":
            self._note(Note.MARKUP)

    def _end(self, name: str) -> None:
        self.depth -= 1
        local, _attributes = _slim(name.rpartition(":")[2], {})
        if local == "subfield" and self.subfields is not None:
            self.subfields.append((self.code, "".join(self.text or ())))
        elif local == "datafield" and self.subfields is not None:
            tag = self.attributes.get("tag")
            if not tag:
                self.bad = local
            else:
                ind1, ind2 = self.attributes.get("ind1", " "), self.attributes.get("ind2", " ")
                self.fields.append(data(tag, ind1[:1] or " ", ind2[:1] or " ", self.subfields))
            self.subfields = None
        elif local == "controlfield":
            tag = self.attributes.get("tag")
            if not tag:
                self.bad = local
            else:
                self.fields.append(control(tag, "".join(self.text or ())))
        elif local == "leader":
            self.leader = "".join(self.text or ())
        self.text = None
