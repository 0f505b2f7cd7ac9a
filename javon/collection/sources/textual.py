"""Text exports of library systems: IRBIS (``#tag: ^asubfield``, ``*****``) and Aleph sequential.

Invariant: every line belongs to one record, taken or rejected. A line that is no field is noted and its
record keeps
the raw bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from javon.collection.sources.charsets import decoder
from javon.collection.sources.outcome import Note, Reason, Rejected, Taken
from javon.collection.sources.record import Field, Record, Subfield, control, data
from javon.collection.sources.unimarc import to_marc21

LONGEST_LINE = 1 << 20
LARGEST_RECORD = 4 << 20
IRBIS_LINE = re.compile(r"\s*#\s*(\d{1,5})(?:/\d+)?\s*:[ _]?(.*)", re.S)
IRBIS_END = re.compile(rb"\s*\*{5,}\s*\Z")
# Aleph writes nine figures and the letter of the script; Alma, which came after it, longer numbers and no
# letter.
ALEPH_LINE = re.compile(r"(\d{9}(?= )|\d{12,24}) ([A-Z0-9]{3})(.)(.) (?:[A-Z] )?(.*)", re.S)
_ALEPH_START = re.compile(rb"(\d{9,24}) ")
_BOM = b"\xef\xbb\xbf"


class _Block(NamedTuple):
    position: int
    raw: bytes


def _blocks(stream: BinaryIO, *, aleph: bool) -> Iterator[_Block]:
    """The lines of one record together; bounded in size."""
    position = start = 0
    lines: list[bytes] = []
    size = 0
    number = b""
    while True:
        line = stream.readline(LONGEST_LINE)
        if not line:
            break
        begin = _ALEPH_START.match(line) if aleph else None
        own = begin.group(1) if begin else number
        if lines and ((aleph and number and own != number) or size > LARGEST_RECORD):
            yield _Block(start, b"".join(lines))
            lines, size, start = [], 0, position
        number = own
        position += len(line)
        lines.append(line)
        size += len(line)
        if not aleph and IRBIS_END.match(line):
            yield _Block(start, b"".join(lines))
            lines, size, start = [], 0, position
    if lines:
        yield _Block(start, b"".join(lines))


def records(
    stream: BinaryIO, encoding: str, *, aleph: bool = False, progress: list[int] | None = None
) -> Iterator[Taken | Rejected]:
    """Every record of a text export in MARC 21; blocks of white space only are passed over."""
    decode = decoder(encoding)
    ordinal = 0
    for position, raw in _blocks(stream, aleph=aleph):
        if progress is not None:
            progress[0] = position + len(raw)
        body = raw.removeprefix(_BOM)
        if not body.strip(b"\r\n\t *\x1a\x00"):
            continue
        ordinal += 1
        if len(raw) > LARGEST_RECORD:
            details: dict[str, str | int] = {"bytes": len(raw), "limit": LARGEST_RECORD}
            yield Rejected(position, ordinal, Reason.TOO_LARGE, details, raw, len(raw))
            continue
        text, lost = decode(body)
        notes: list[str] = []
        strange: list[tuple[int, str]] = []
        record = _aleph(text, notes, strange) if aleph else _irbis(text, strange)
        if lost > 3 and lost * 20 > len(raw):
            yield Rejected(
                position,
                ordinal,
                Reason.BAD_ENCODING,
                {"encoding": encoding, "unreadable": lost},
                raw,
                len(raw),
            )
            continue
        if not record.fields:
            line, words = strange[0] if strange else (1, "")
            yield Rejected(
                position, ordinal, Reason.BAD_LINE, {"line": line, "text": words[:80]}, raw, len(raw)
            )
            continue
        if lost:
            notes.append(Note.REPLACED_BYTES.value)
        if strange:
            notes.append(Note.MARKUP.value)
        converted = record if aleph else to_marc21(record, irbis=True)
        yield Taken(converted, position, ordinal, len(raw), tuple(notes), raw if lost or strange else b"")


def irbis_field(tag: str, text: str) -> Field:
    """One IRBIS field; subfield codes are the same in capitals and small letters there."""
    head, *rest = text.split("^")
    if not rest:
        return control(tag, head.strip())
    subfields: list[Subfield] = [("a", head.strip())] if head.strip() else []
    subfields += [(part[:1].lower(), part[1:]) for part in rest if part]
    return data(tag, " ", " ", subfields)


def _irbis(text: str, strange: list[tuple[int, str]]) -> Record:
    fields: list[Field] = []
    for number, line in enumerate(re.split("\r\n|\n|\r", text), 1):
        if not line.strip() or set(line.strip()) == {"*"}:
            continue
        found = IRBIS_LINE.match(line)
        if found is None:
            strange.append((number, line))
        elif found.group(2).strip():
            fields.append(irbis_field(found.group(1).zfill(3), found.group(2)))
    return Record(" " * 24, fields)


def _aleph(text: str, notes: list[str], strange: list[tuple[int, str]]) -> Record:
    fields: list[Field] = []
    leader = ""
    for number, line in enumerate(re.split("\r\n|\n|\r", text), 1):
        if not line.strip():
            continue
        found = ALEPH_LINE.match(line)
        if found is None:
            strange.append((number, line))
            continue
        _record, tag, ind1, ind2, value = found.groups()
        if tag == "LDR":
            leader = value.replace("^", " ")
        elif not value.startswith("$$"):
            fields.append(control(tag, value.replace("^", " ")))
        else:
            fields.append(data(tag, ind1, ind2, [(part[:1], part[1:]) for part in value[2:].split("$$")]))
    if len(leader) != 24:
        notes.append(Note.LEADER.value)
    return Record(f"{leader:<24.24}" if leader.strip() else "00000nam a2200000 u 4500", fields)
