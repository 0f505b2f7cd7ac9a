"""Writing records for other libraries: ISO 2709 in UTF-8 and MARCXML, both read back by independent programs.

Invariant: what was read can be written again without losing a subfield; what a format cannot hold is said,
not dropped.
Nizom 2.5, 5.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from javon.collection.sources.outcome import TooLong
from javon.collection.sources.record import Record

LONGEST_RECORD = 99_999
LONGEST_FIELD = 9_999

_NAMESPACE = "http://www.loc.gov/MARC21/slim"
# What XML 1.0 cannot hold even as a character reference, and the three structure bytes of ISO 2709.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_ISO = re.compile("[\x1d\x1e]")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
_NEEDS_ESCAPE = re.compile('[&<>"\r\n\t]')


def iso2709(record: Record) -> bytes:
    """The record as ISO 2709 in UTF-8 (leader/09 = ``a``), lengths computed.

    Raises :class:`TooLong` when a field or the record does not fit. A structure byte inside a text (possible
    only in
    records that came as XML or a table) becomes a space, since ISO 2709 has no way to say it.
    """
    directory: list[bytes] = []
    bodies: list[bytes] = []
    start = 0
    for field in record.fields:
        if field.subfields is None:
            text = field.value or ""
        else:
            parts = [field.ind1, field.ind2]
            for place, (code, value) in enumerate(field.subfields):
                # Text without a code stands before the first delimiter, as it was found there.
                parts.append(
                    value.replace("\x1f", " ")
                    if not code and value and place == 0
                    else f"\x1f{code}" + value.replace("\x1f", " ")
                )
            text = "".join(parts)
        body = _NOT_ISO.sub(" ", text).encode("utf-8", "replace") + b"\x1e"
        if len(body) > LONGEST_FIELD:
            raise TooLong(f"field {field.tag}", len(body), LONGEST_FIELD)
        if start > LONGEST_RECORD:
            raise TooLong("record", start, LONGEST_RECORD)
        directory.append(b"%b%04d%05d" % (_tag(field.tag), len(body), start))
        bodies.append(body)
        start += len(body)
    base = 24 + 12 * len(directory) + 1
    size = base + start + 1
    if size > LONGEST_RECORD:
        raise TooLong("record", size, LONGEST_RECORD)
    leader = f"{record.leader:<24.24}"
    head = f"{size:05d}{leader[5:9]}a22{base:05d}{leader[17:20]}4500"
    head_bytes = head.encode("ascii", "replace").translate(_NO_CONTROLS)
    return b"".join((head_bytes, *directory, b"\x1e", *bodies, b"\x1d"))


_NO_CONTROLS = bytes(32 if byte < 32 else byte for byte in range(256))


def _tag(tag: str) -> bytes:
    """Exactly three bytes, as the directory wants them; a byte that was no ASCII comes back as it was."""
    found = tag.encode("latin-1", "replace").translate(_NO_CONTROLS)
    return (found + b"   ")[:3]


def marcxml(records: Iterable[Record]) -> Iterator[bytes]:
    """The records as one MARCXML collection in UTF-8, piece by piece.

    Characters that XML 1.0 cannot hold become U+FFFD; tabs and line breaks are written as references, so
    that they
    come back as they were.
    """
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="%b">\n' % _NAMESPACE.encode()
    for record in records:
        yield marcxml_record(record).encode("utf-8")
    yield b"</collection>\n"


def marcxml_record(record: Record, *, namespace: bool = False) -> str:
    """One ``<record>`` element; with its own namespace declaration for use outside a collection."""
    leader = f"{record.leader:<24.24}"
    leader = f"{leader[:9]}a{leader[10:]}"
    lines = [
        f'<record xmlns="{_NAMESPACE}">' if namespace else "<record>",
        f"<leader>{_text(leader)}</leader>",
    ]
    for field in record.fields:
        if field.subfields is None:
            lines.append(f'<controlfield tag="{_text(field.tag)}">{_text(field.value or "")}</controlfield>')
            continue
        inside = "".join(
            f'<subfield code="{_text(code)}">{_text(value)}</subfield>' for code, value in field.subfields
        )
        indicators = f'ind1="{_text(field.ind1)}" ind2="{_text(field.ind2)}"'
        lines.append(f'<datafield tag="{_text(field.tag)}" {indicators}>{inside}</datafield>')
    lines.append("</record>\n")
    return "\n".join(lines)


def _text(text: str) -> str:
    if _NOT_XML.search(text):
        text = _NOT_XML.sub("�", text)
    if _NEEDS_ESCAPE.search(text):
        text = _NEEDS_ESCAPE.sub(lambda found: _ESCAPED[found.group()], text)
    return text
