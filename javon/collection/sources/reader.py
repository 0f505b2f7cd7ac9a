"""The one door for files of other libraries: detect what a file is, then stream its records as MARC 21.

Invariant: the pieces yielded, taken and rejected together, are all there is in the file. Nizom 2.5, 5.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from javon.collection.sources import dialect, iso2709, labelled, marcjson, marcxml, tables, textual
from javon.collection.sources.charsets import LEGACY, Profile, canonical
from javon.collection.sources.columns import meaning
from javon.collection.sources.outcome import Fault, SourceError, Taken
from javon.collection.sources.outcome import Rejected as Rejected
from javon.collection.sources.packing import Source
from javon.collection.sources.unimarc import to_marc21

FORMATS = (
    "marc21", "marcxml", "unimarc", "unimarcxml", "irbis-text", "csv", "xlsx", "aleph", "marcjson", "mrk", "marctext",
)  # fmt: skip
_ALIASES = {
    "rusmarc": "unimarc", "iso2709": "marc21", "irbis": "irbis-text", "tsv": "csv", "xml": "marcxml",
    "turbomarc": "marcxml", "json": "marcjson", "breaker": "mrk",
}  # fmt: skip
HEAD = 1 << 18
_TEXTS = ("irbis-text", "aleph", "mrk", "marctext", "marcjson")
_BLANK = b" \t\r\n\x00\x1a"
_RUSSIAN = ("cp1251", "cp866", "koi8-r", "cp1252", "iso-5426")


class Reader:
    """Iterates ``Taken`` and ``Rejected`` in the file's order.

    ``format`` and ``encoding`` are what was detected or given; ``position`` of ``size`` bytes serve a
    progress bar. A
    reader may be iterated more than once; each time it reads the file anew.
    """

    def __init__(
        self,
        source: Source,
        format: str,
        encoding: str,
        letters: iso2709.Letters,
        columns: Mapping[str, str] | None,
    ) -> None:
        self.source = source
        self.format = format
        self.encoding = encoding
        self.size = source.size
        self._letters = letters
        self._columns = columns
        self._reached = [0]

    @property
    def position(self) -> int:
        """Bytes of the file dealt with so far."""
        return min(self._reached[0], self.size)

    def __iter__(self) -> Iterator[Taken | Rejected]:
        """The pieces; raises :class:`SourceError` for what makes the whole file unreadable."""
        self._reached[0] = 0
        try:
            yield from self._pieces()
        except OSError as problem:
            raise SourceError(Fault.UNREADABLE, problem=problem.strerror or str(problem)) from problem
        self._reached[0] = self.size

    def _pieces(self) -> Iterator[Taken | Rejected]:
        with self.source.open() as stream:
            if self.format == "csv":
                rows = tables.csv_rows(stream, self.encoding, self._reached)
                yield from tables.records([("", rows)], self._columns)
            elif self.format == "xlsx":
                sheets = tables.xlsx_sheets(self.source.path, self.size, self._reached)
                yield from tables.records(sheets, self._columns)
            elif self.format in ("irbis-text", "aleph"):
                is_aleph = self.format == "aleph"
                yield from textual.records(stream, self.encoding, aleph=is_aleph, progress=self._reached)
            elif self.format in ("mrk", "marctext"):
                is_breaker = self.format == "mrk"
                yield from _by_dialect(
                    labelled.records(stream, self.encoding, breaker=is_breaker, progress=self._reached)
                )
            elif self.format == "marcjson":
                head = stream.read(HEAD)
                stream.seek(0)
                yield from _by_dialect(marcjson.records(stream, self.encoding, self._reached, head=head))
            elif self.format in ("marcxml", "unimarcxml"):
                is_unimarc = self.format == "unimarcxml"
                found = marcxml.records(stream, self.encoding, self._reached, unimarc=is_unimarc)
                yield from _converted(found) if is_unimarc else found
            else:
                found = iso2709.records(stream, self._letters, self._reached)
                yield from _converted(found) if self.format == "unimarc" else found


def _converted(found: Iterator[Taken | Rejected]) -> Iterator[Taken | Rejected]:
    for piece in found:
        yield _in_marc21(piece) if isinstance(piece, Taken) else piece


def _by_dialect(found: Iterator[Taken | Rejected]) -> Iterator[Taken | Rejected]:
    """Records of formats whose files do not say what they are: each is looked at by itself."""
    for piece in found:
        is_foreign = isinstance(piece, Taken) and dialect.weigh_record(piece.record) < 0
        yield _in_marc21(piece) if isinstance(piece, Taken) and is_foreign else piece


def _in_marc21(piece: Taken) -> Taken:
    return piece._replace(record=to_marc21(piece.record, irbis=dialect.is_irbis(piece.record)))


def read(
    path: str | Path,
    format: str = "auto",
    encoding: str = "auto",
    columns: Mapping[str, str] | None = None,
) -> Reader:
    """Open a file of records.

    ``format`` is one of ``FORMATS`` or ``auto``; ``encoding`` a name known to Python, ``marc-8``,
    ``iso-5426`` or
    ``auto``; ``columns`` maps header words (or column letters) of a table to targets such as ``245$a``.
    Raises
    :class:`SourceError` when the file cannot be read at all; iterating may raise it too.
    """
    path = Path(path)
    asked = _ALIASES.get(format, format)
    if asked != "auto" and asked not in FORMATS:
        raise SourceError(Fault.WRONG_FORMAT, format=format, problem="unknown name")
    name = canonical(encoding)
    if name is None:
        raise SourceError(Fault.UNKNOWN_ENCODING, encoding=encoding)
    if columns is not None:
        columns = tables.checked(columns)
    try:
        source = Source(path)
        size = source.size
        with source.open() as stream:
            head = stream.read(HEAD)
            sample = head
            for share in (0.4, 0.8):
                if size > 8 * HEAD:
                    stream.seek(int(size * share))
                    sample += b"\n" + stream.read(HEAD // 2)
    except (OSError, ValueError) as problem:
        raise SourceError(
            Fault.UNREADABLE, problem=getattr(problem, "strerror", None) or str(problem)
        ) from problem
    if not head.strip(_BLANK + b"\xef\xbb\xbf"):
        raise SourceError(Fault.EMPTY)
    found = asked if asked != "auto" else _format(head, columns is not None)
    _agree(found, head)
    declared = "marc-8" if found == "marc21" else ""
    candidates = LEGACY if found == "marc21" else _RUSSIAN
    letters = iso2709.Letters(name, "utf-8", candidates, found == "marc21")
    shown = name
    if found in ("marcxml", "unimarcxml"):
        shown = name if name != "auto" else canonical(marcxml.declared_encoding(head)) or "utf-8"
    elif found == "csv":
        shown = name if name != "auto" else tables.csv_encoding(head)
    elif found == "xlsx":
        shown = "utf-8"
    else:
        if found in _TEXTS:
            sample = re.sub(rb"\^.|\$\$?.|[\"{}]", b"\n", sample)  # a code is no letter of the word after it
        profile = Profile(sample, candidates, declared, cut=size > HEAD)
        letters.fallback = profile.fallback
        shown = name if name != "auto" else profile.likely
    return Reader(source, found, shown, letters, columns)


def _agree(format: str, head: bytes) -> None:
    """Refuse a file that cannot be of the format named; a wrong name would fill the quarantine with one
    huge piece."""
    start = head.lstrip(_BLANK + b"\xef\xbb\xbf\xff\xfe")
    packed = tables.xlsx_or_else(head)
    if (format == "xlsx") != (packed == "xlsx"):
        raise SourceError(Fault.WRONG_FORMAT, format=format, problem=packed or "not a workbook")
    if format in ("marcxml", "unimarcxml") and not start.startswith(b"<"):
        raise SourceError(Fault.WRONG_FORMAT, format=format, problem="not XML")
    if format in ("marc21", "unimarc") and b"\x1e" not in head and b"\x1d" not in head:
        raise SourceError(Fault.WRONG_FORMAT, format=format, problem="no field or record terminator")
    if format not in ("marcxml", "unimarcxml", "csv", "xlsx") and start.startswith(b"<?xml"):
        raise SourceError(Fault.WRONG_FORMAT, format=format, problem="XML")
    if format == "marcjson" and start[:1] not in b"{[":
        raise SourceError(Fault.WRONG_FORMAT, format=format, problem="not JSON")


_ISO_RECORD = re.compile(rb"[\d ]{5}[ -~]{19}(?:[0-9A-Za-z]{3}\d{9})+\x1e")


def _format(head: bytes, mapped: bool) -> str:
    """What a file is, by its bytes; raises :class:`SourceError` when it is nothing known."""
    packed = tables.xlsx_or_else(head)
    if packed:
        return packed
    start = head.lstrip(_BLANK + b"\xef\xbb\xbf\xff\xfe")
    if start.startswith(b"<"):
        if re.match(rb"<(?:!doctype html|html)\b", start[:200], re.I):
            raise SourceError(Fault.UNKNOWN_FORMAT, beginning="HTML")
        return _xml_dialect(head.replace(b"\x00", b""))
    if marcjson.is_marc(start):
        return "marcjson"
    if b"\x1e" in head and (b"\x1d" in head or _ISO_RECORD.search(head) or iso2709.LEADER.match(start)):
        return _iso_dialect(head)
    text_lines = [line for line in start[: 1 << 16].splitlines()[:50] if line.strip()]
    first = text_lines[0].decode("latin-1") if text_lines else ""
    if (
        textual.IRBIS_LINE.match(first)
        or sum(bool(textual.IRBIS_LINE.match(line.decode("latin-1"))) for line in text_lines)
        > len(text_lines) // 2 + 1
    ):
        return "irbis-text"
    if textual.ALEPH_LINE.match(first):
        return "aleph"
    if labelled.is_breaker(first):
        return "mrk"
    if labelled.is_line_mode([line.decode("latin-1") for line in text_lines]):
        return "marctext"
    if mapped or (_is_table(head) and not _SQL.search(head[:8192])):
        return "csv"
    if iso2709.LEADER.match(start) and start[20:24] == b"4500":
        return "marc21"
    raise SourceError(Fault.UNKNOWN_FORMAT, beginning=head[:60].decode("ascii", "backslashreplace"))


def _iso_dialect(head: bytes) -> str:
    """MARC 21 or UNIMARC: what most records of the beginning look like."""
    marc = foreign = 0
    start = 0
    for _ in range(200):
        end = head.find(b"\x1d", start)
        if end < 0:
            break
        score = dialect.weigh_bytes(head[start : end + 1].lstrip(_BLANK + b"\xef\xbb\xbf"))
        marc += score > 0
        foreign += score < 0
        start = end + 1
    return "unimarc" if foreign > marc else "marc21"


def _xml_dialect(head: bytes) -> str:
    marc = foreign = 0
    for piece in re.split(rb"</(?:[\w.-]+:)?(?:record|r)\s*>", head)[:200]:
        score = dialect.weigh_xml(piece)
        marc += score > 0
        foreign += score < 0
    if b'"UNIMARC"' in head[:4096].upper() and not marc:
        return "unimarcxml"
    return "unimarcxml" if foreign > marc else "marcxml"


_SQL = re.compile(rb"(?im)^\s*(?:INSERT INTO|CREATE TABLE|COPY \S+ \(|SELECT SETVAL|BEGIN;|ALTER TABLE)")


def _is_table(head: bytes) -> bool:
    """Whether some row near the top names columns that librarians' lists have."""
    encoding = tables.csv_encoding(head)
    text = head.decode(encoding, "ignore")
    if sum(not (letter.isprintable() or letter in "\r\n\t") for letter in text[:4000]) > 20:
        return False
    sign = tables.delimiter(text)
    for line in text.splitlines()[: tables.HEADER_ROWS]:
        found = [meaning(cell.strip('" ')) for cell in line.split(sign)]
        if "245$a" in found and sum(1 for target in found if target) >= min(2, len(found)):
            return True
    return False
