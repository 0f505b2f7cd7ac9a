"""Lists kept by hand, as CSV or XLSX, row by row as MARC 21 records with their copies.

Invariant: a cell that has no meaning of its own is kept in a local note (590); a row without a title is
rejected with
its number. Nothing is unpacked before its size is known.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

import python_calamine
from python_calamine import SheetTypeEnum, SheetVisibleEnum

from javon.collection.sources.charsets import Profile, is_utf8
from javon.collection.sources.columns import (
    AUTHOR,
    COUNT,
    GRADE,
    IGNORED,
    LANGUAGE,
    is_target,
    language_code,
    meaning,
    plain,
)
from javon.collection.sources.outcome import Fault, Reason, Rejected, SourceError, Taken
from javon.collection.sources.record import Field, Record, Subfield, control, data

MOST_COPIES = 2_000  # in one row
MOST_CELLS = 2_000_000  # of a sheet, since a sheet is unpacked whole
MOST_TEXTS = 16_000_000  # of a workbook, as it tells itself: each sheet may have its own
MOST_UNPACKED = 256 << 20
LONGEST_LINE = 1 << 20
_DEFLATE_LIMIT = 1032  # deflate never packs tighter
HEADER_ROWS = 40
_TOTALS = ("jami", "жами", "итого", "всего", "total", "hammasi", "ҳаммаси")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")


# What a damaged archive, or a damaged part of it, makes of itself.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, expat.ExpatError, ValueError,
    LookupError,
)  # fmt: skip


class Row(NamedTuple):
    """One row: its number as a person sees it, its cells as text, its bytes."""

    number: int
    cells: list[str]
    raw: bytes


# --- rows of a CSV file
# -------------------------------------------------------------------------------------------


def csv_encoding(sample: bytes) -> str:
    """The encoding of a CSV file by its first bytes."""
    if sample.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    zeros = sample[:2000].count(0)
    if zeros > len(sample[:2000]) // 4:
        return "utf-16-le" if sample[1:2] == b"\x00" else "utf-16-be"
    if is_utf8(sample) or is_utf8(sample.rsplit(b"\n", 1)[0]):
        return "utf-8"
    cells = re.sub(rb"[;,\t|\"]+", b"\n", sample)
    return Profile(cells, ("cp1251", "cp866", "koi8-r", "cp1252"), cut=True).fallback


def delimiter(sample: str) -> str:
    """The sign between cells: the one that cuts most rows into equally many cells."""
    lines = [line[:2000] for line in sample.splitlines() if line.strip()][:60]
    best, best_score = ",", 0.0
    for sign in ";\t,|":
        widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
        wide = [width for width in widths if width > 1]
        if wide:
            usual = max(set(wide), key=wide.count)
            score = wide.count(usual) / len(widths) * (1 + min(usual, 12) / 12)
            if score > best_score:
                best, best_score = sign, score
    return best


def csv_rows(stream: BinaryIO, encoding: str, progress: list[int]) -> Iterator[Row]:
    """The rows of a CSV file; a stray quotation mark does not swallow the rows after it."""
    head = stream.read(1 << 16).decode(encoding, "ignore")
    stream.seek(0)
    sign = delimiter(head)
    taken: list[str] = []
    with io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="") as text:

        def lines() -> Iterator[str]:
            while line := text.readline(LONGEST_LINE):
                taken.append(line)
                yield line.replace("\x00", "")

        source = lines()
        reader = csv.reader(source, delimiter=sign)
        number = 0
        while True:
            taken.clear()
            try:
                cells: list[str] | None = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells = None
            if cells is None or len(taken) > 30:
                for line in list(taken):
                    number += 1
                    progress[0] += len(line)
                    yield Row(number, _unquoted(line, sign), line.encode(encoding, "replace"))
                reader = csv.reader(source, delimiter=sign)
                continue
            number += 1
            raw = "".join(taken).encode(encoding, "replace")
            progress[0] += len(raw)
            yield Row(number, cells, raw)
            number += len(taken) - 1


def _unquoted(line: str, sign: str) -> list[str]:
    return [cell.strip('"') for cell in line.replace("\x00", "").rstrip("\r\n").split(sign)]


# --- rows of an XLSX workbook
# -------------------------------------------------------------------------------------


def check_xlsx(path: Path) -> None:
    """Refuse a workbook that would unpack beyond reason; raises :class:`SourceError`."""
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
            names = {member.filename for member in members}
            if "xl/workbook.xml" not in names:
                kind = "ods" if "content.xml" in names else "docx" if "word/document.xml" in names else "zip"
                raise SourceError(Fault.PACKED, kind=kind)
            if len(members) > 5000:
                raise SourceError(Fault.TOO_LARGE, bytes=len(members), limit=5000)
            told = sum(member.file_size for member in members)
            if told > MOST_UNPACKED:
                raise SourceError(Fault.TOO_LARGE, bytes=told, limit=MOST_UNPACKED)
            sheets = _may_be_sheets(packed)
            possible = sum(member.compress_size for member in members) * _DEFLATE_LIMIT
            for member in members:
                name = member.filename.lower()
                is_sheet = name.startswith("xl/worksheets/sheet") or _last_part(name) in sheets
                if is_sheet:
                    _measure(packed, member)
                if possible > MOST_UNPACKED and not is_sheet:
                    _unpack(packed, member, len)
    except (*_DAMAGED, OSError) as problem:
        if isinstance(problem, OSError) and problem.errno:
            raise SourceError(Fault.UNREADABLE, problem=problem.strerror or str(problem)) from problem
        raise SourceError(Fault.WRONG_FORMAT, format="xlsx", problem=str(problem)[:80]) from problem


_RELATIONS = "xl/_rels/workbook.xml.rels"
_REFERENCE = re.compile(r"([A-Za-z]{1,9})(\d{1,20})", re.ASCII)


def _may_be_sheets(packed: zipfile.ZipFile) -> set[str]:
    """The last parts of the names of all that the workbook points at: a sheet may be called anything."""
    found = {"sharedstrings.xml"}

    def opened(name: str, given: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Relationship":
            found.add(_last_part(given.get("Target", "")))

    for member in packed.infolist():
        if member.filename.lower() == _RELATIONS:
            parser = expat.ParserCreate()
            parser.StartElementHandler = opened
            _parse(packed, member, parser)
    return found


def _last_part(name: str) -> str:
    return name.lower().replace("\\", "/").rpartition("/")[2]


class _Extent:
    """How far the cells of a sheet reach that hold something, and how many texts a list of texts says it has. A cell
    that only has a format is none: people colour whole columns to the last row.
    """

    def __init__(self) -> None:
        self.rows = self.columns = self.texts = 0
        self._row = self._told_row = self._column = 0

    def opened(self, name: str, given: dict[str, str]) -> None:
        """An element begins; what has no place of its own stands after the one before."""
        name = name.rpartition(":")[2]
        if name == "c":
            self._column += 1
            if found := _REFERENCE.fullmatch(given.get("r", "")):
                self._told_row, self._column = int(found[2]), 0
                for letter in found[1].upper():
                    self._column = self._column * 26 + ord(letter) - 64
        elif name in ("v", "is", "t"):
            self.rows = max(self.rows, self._row, self._told_row)
            self.columns = max(self.columns, self._column)
        elif name == "row":
            self._row, self._column = _whole(given.get("r", "")) or self._row + 1, 0
        elif name == "sst":
            self.texts = max(_whole(given.get("uniqueCount", "")), _whole(given.get("count", "")))


def _whole(told: str) -> int:
    return int(told) if told.isascii() and told.isdigit() else 0


def _measure(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Refuse a sheet with one cell far away, for it would be laid out whole, and room for texts that nobody has."""
    extent = _Extent()
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.opened
    _parse(packed, member, parser)
    for told, most in ((extent.rows * extent.columns, MOST_CELLS), (extent.texts, MOST_TEXTS)):
        if told > most:
            raise SourceError(Fault.TOO_LARGE, bytes=told, limit=most)


def _parse(packed: zipfile.ZipFile, member: zipfile.ZipInfo, parser: expat.XMLParserType) -> None:
    _unpack(packed, member, lambda chunk: parser.Parse(chunk, False))
    parser.Parse(b"", True)


def _unpack(packed: zipfile.ZipFile, member: zipfile.ZipInfo, take: Callable[[bytes], object]) -> None:
    """Unpack one member without keeping it: the sizes told in the archive may be lies."""
    size = 0
    with packed.open(member) as stream:
        while chunk := stream.read(1 << 18):
            size += len(chunk)
            if size > MOST_UNPACKED:
                raise SourceError(Fault.TOO_LARGE, bytes=size, limit=MOST_UNPACKED)
            take(chunk)


def xlsx_sheets(path: Path, size: int, progress: list[int]) -> Iterator[tuple[str, Iterator[Row]]]:
    """The sheets of a workbook that have cells, with their rows; those that its owner has hidden come last."""
    check_xlsx(path)
    try:
        book = python_calamine.load_workbook(path)
        told = sorted(book.sheets_metadata, key=lambda one: one.visible != SheetVisibleEnum.Visible)
        names = [one.name for one in told if one.typ == SheetTypeEnum.WorkSheet]
        for place, name in enumerate(names):
            sheet = book.get_sheet_by_name(name)
            if sheet.height:
                yield name, _sheet_rows(sheet, size * place // len(names), size // len(names), progress)
    except (python_calamine.CalamineError, ValueError) as problem:
        raise SourceError(Fault.WRONG_FORMAT, format="xlsx", problem=str(problem)[:80]) from problem


def _sheet_rows(
    sheet: python_calamine.CalamineSheet, origin: int, share: int, progress: list[int]
) -> Iterator[Row]:
    # Rows are told from the top of the sheet, columns from the first one that holds something.
    left = (sheet.start or (0, 0))[1]
    height = max(1, sheet.height)
    waiting, open_spans = _spans(sheet), list[_Span]()
    above: list[str] = []
    for place, cells in enumerate(sheet.iter_rows()):
        texts = [_cell(cell) for cell in cells]
        open_spans = [span for span in open_spans if place <= span.bottom]
        for span in open_spans:
            # A cell merged over several rows is meant for each of them; the file holds it in the first only.
            at = span.column - left
            if 0 <= at < min(len(texts), len(above)) and not texts[at]:
                texts[at] = above[at]
        while waiting and waiting[-1].top <= place:
            open_spans.append(waiting.pop())
        above = texts
        progress[0] = origin + share * place // height
        yield Row(place + 1, texts, "\t".join(texts).encode())


class _Span(NamedTuple):
    """A cell merged over several rows, counted from nought."""

    top: int
    bottom: int
    column: int


def _spans(sheet: python_calamine.CalamineSheet) -> list[_Span]:
    """The cells merged over several rows, the last first."""
    found = getattr(sheet, "merged_cell_ranges", None) or []
    spans = (_Span(top, bottom, left) for (top, left), (bottom, _right) in found if bottom > top)
    return sorted(spans, reverse=True)


def _cell(value: object) -> str:
    """A cell as a person reads it: whole numbers without a point, dates as year-month-day."""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


# --- from rows to records
# -----------------------------------------------------------------------------------------


class Layout(NamedTuple):
    """Which column means what, and the header words of the columns."""

    targets: list[str | None]
    headers: list[str]


def _by_mapping(cells: Sequence[str], columns: Mapping[str, str]) -> Layout | None:
    """The layout given by a person, if this row is its header."""
    wanted = {plain(name): target for name, target in columns.items()}
    found = [wanted.get(plain(cell)) if plain(cell) else None for cell in cells]
    return Layout(found, list(cells)) if any(found) and "245$a" in found else None


def _by_letters(columns: Mapping[str, str]) -> Layout | None:
    """The layout of a table without a header, its columns named by letters (A, B, …) or numbers (1, 2, …)."""
    targets: dict[int, str] = {}
    for name, target in columns.items():
        key = name.strip()
        if key.isdecimal() and 0 < int(key) <= 1000:
            targets[int(key) - 1] = target
        elif re.fullmatch("[A-Za-z]{1,2}", key):
            place = 0
            for letter in key.upper():
                place = place * 26 + ord(letter) - 64
            targets[place - 1] = target
        else:
            return None
    width = max(targets) + 1
    return Layout([targets.get(place) for place in range(width)], [""] * width)


def _by_words(cells: Sequence[str]) -> Layout | None:
    """The layout that the words of this row tell, if it is a header."""
    found = [meaning(cell) for cell in cells]
    filled = sum(1 for cell in cells if cell.strip())
    known = sum(1 for target in found if target)
    if "245$a" not in found or known < min(2, filled) or (known * 2 < filled and known < 4):
        return None
    seen: set[str] = set()
    for place, target in enumerate(found):
        if target in seen and target not in ("700$a", "653$a", "650$a", IGNORED):
            found[place] = None  # a second column of the same meaning is kept as a note
        seen.add(target or "")
    return Layout(found, list(cells))


def checked(columns: Mapping[str, str]) -> dict[str, str]:
    """A mapping given by a person, or :class:`SourceError` telling what is wrong with it."""
    if not columns:
        raise SourceError(Fault.BAD_COLUMNS, column="", problem="empty")
    clean = {name: target.strip().lower() for name, target in columns.items()}
    for name, target in clean.items():
        if not is_target(target):
            raise SourceError(Fault.BAD_COLUMNS, column=name, problem=f"unknown target {target}")
    if "245$a" not in clean.values():
        raise SourceError(Fault.BAD_COLUMNS, column="", problem="no column is 245$a")
    return clean


def records(
    sheets: Iterable[tuple[str, Iterator[Row]]], columns: Mapping[str, str] | None
) -> Iterator[Taken | Rejected]:
    """Every row below the header as a record with its copies, or rejected with its number."""
    given = checked(columns) if columns is not None else None
    ordinal = 0
    headed = False
    seen: list[str] = []
    for sheet, rows in sheets:
        layout = _by_letters(given) if given else None
        waiting: list[Row] = []
        for row in rows:
            if not any(cell.strip() for cell in row.cells):
                continue
            if layout is None:
                layout = _by_mapping(row.cells, given) if given else _by_words(row.cells)
                if layout is None:
                    waiting.append(row)
                    if len(waiting) >= HEADER_ROWS:
                        break
                    continue
                headed = True
                continue
            if layout.headers and [plain(cell) for cell in row.cells] == [
                plain(cell) for cell in layout.headers
            ]:
                continue  # the header again, as at the top of each printed page
            if given and not any(layout.headers) and _by_words(row.cells):
                continue
            headed = True
            ordinal += 1
            yield _row(row, layout, sheet, ordinal)
        if layout is None and not seen:
            seen = [cell for row in waiting[:3] for cell in row.cells if cell.strip()]
    if not headed:
        raise SourceError(Fault.NO_HEADER, seen=" | ".join(seen)[:200])


def _row(row: Row, layout: Layout, sheet: str, ordinal: int) -> Taken | Rejected:
    values: dict[str, list[str]] = {}
    notes: list[str] = []
    extra = [cell for cell in row.cells[len(layout.targets) :] if cell.strip()]
    if len(extra) > 0 and layout.headers and any(layout.headers):
        details: dict[str, str | int] = {
            "row": row.number,
            "cells": len(row.cells),
            "columns": len(layout.targets),
        }
        return Rejected(row.number, ordinal, Reason.TOO_MANY_CELLS, details, row.raw)
    for place, cell in enumerate(row.cells[: len(layout.targets)]):
        text = cell.strip()
        target = layout.targets[place]
        if not text or target == IGNORED:
            continue
        if target is None:
            header = layout.headers[place].strip() or f"{place + 1}"
            notes.append(f"{header}: {text}")
        elif target == "020$a" and _ROUNDED.match(text):
            # A number that a spreadsheet has rounded: its last digits are gone, and nobody can tell the book by it.
            notes.append(f"ISBN: {text}")
        else:
            values.setdefault(target, []).append(_as_meant(target, text))
    title = " ".join(values.get("245$a", ()))
    heading = [
        name for name, target in zip(layout.headers, layout.targets, strict=False) if target == "245$a"
    ]
    if (
        not title
        or any(plain(title) == plain(name) for name in heading if name)
        or (plain(title).split(" ")[0] in _TOTALS and not values.get(AUTHOR))
    ):
        return Rejected(row.number, ordinal, Reason.NO_TITLE, {"row": row.number, "sheet": sheet}, row.raw)
    told = " ".join(values.pop(COUNT, ()))
    number = re.match(r"\s*(\d{1,9})", told.replace("\xa0", " "))
    count = int(number.group(1)) if number else None
    if count is not None and count > MOST_COPIES:
        wrong: dict[str, str | int] = {"row": row.number, "value": told, "limit": MOST_COPIES}
        return Rejected(row.number, ordinal, Reason.BAD_COUNT, wrong, row.raw)
    if told and count is None:
        notes.append(told)
    return Taken(_record(values, notes, count), row.number, ordinal)


_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{2}\Z")
_FRACTION = re.compile(r"(\d+)[.,]0+\Z")
_FIRST_DAY = datetime.date(1899, 12, 30)


def _as_meant(target: str, text: str) -> str:
    """A cell without what a spreadsheet does to numbers: «2018.0» is a year, 45291 in a column of dates a day."""
    whole = _FRACTION.match(text)
    if whole and target in ("264$c", "020$a", "952$i", "952$p", COUNT, "001", GRADE):
        text = whole.group(1)
    if (
        target == "952$d"
        and re.fullmatch(r"\d{5}(?:[.,]\d+)?", text)
        and 18_000 < float(text.replace(",", ".")) < 60_000
    ):
        return (_FIRST_DAY + datetime.timedelta(days=int(float(text.replace(",", "."))))).isoformat()
    return text


def _record(values: dict[str, list[str]], notes: list[str], count: int | None) -> Record:
    """One record from the values of a row by target."""
    fields: list[Field] = []
    authors = [name.strip() for cell in values.pop(AUTHOR, ()) for name in cell.split(";") if name.strip()]
    spoken = values.pop(LANGUAGE, [])
    codes = [code for text in spoken for code in [language_code(text)] if code]
    year = _YEAR.search(" ".join(values.get("264$c", ())))
    dates = f"s{year.group()}" if year else "nuuuu"
    fields.append(control("008", f"000000{dates}    xx {' ' * 17}{codes[0] if codes else '   '}  "))
    if codes:
        fields.append(data("041", "0", " ", [("a", code) for code in dict.fromkeys(codes)]))
    notes = [*notes, *(text for text in spoken if not language_code(text))]
    for place, name in enumerate(authors):
        ind1 = "1" if "," in name or " " in name else "0"
        fields.append(data("700" if place else "100", ind1, " ", [("a", name)]))
    copies = _copies({key[4:]: values.pop(key) for key in list(values) if key.startswith("952$")}, count)
    for grade in values.pop(GRADE, ()):
        fields.append(data("521", " ", " ", [("a", f"{grade}-sinf" if grade.isdecimal() else grade)]))
    for number in values.pop("001", ())[:1]:
        fields.append(control("001", number))
    grouped: dict[str, list[Subfield]] = {}
    for target, texts in values.items():
        tag, _, code = target.partition("$")
        if tag in ("245", "264", "300", "490", "084", "090"):
            grouped.setdefault(tag, []).append((code or "a", " ".join(texts)))
        else:
            fields += [data(tag, *_INDICATORS.get(tag, (" ", " ")), [(code or "a", text)]) for text in texts]
    for tag, subfields in grouped.items():
        ind1, ind2 = _INDICATORS.get(tag, (" ", " "))
        if tag == "245" and authors:
            ind1 = "1"
        fields.append(
            data(
                tag,
                ind1,
                ind2,
                sorted(
                    subfields, key=lambda pair: "anpb".find(pair[0]) % 9 if tag == "245" else ord(pair[0])
                ),
            )
        )
    fields += [data("590", " ", " ", [("a", note)]) for note in notes]
    fields.sort(key=lambda field: field.tag)
    return Record("00000nam a2200000 u 4500", fields + copies)


_INDICATORS = {
    "245": ("0", "0"),
    "264": (" ", "1"),
    "490": ("0", " "),
    "650": (" ", "4"),
    "856": ("4", " "),
    "700": ("1", " "),
}
_RANGE = re.compile(r"(\d{1,12})\s*[-–—]\s*(\d{1,12})\Z")


def inventory_numbers(text: str) -> list[str]:
    """The numbers in a cell: «1201–1204», «15, 16; 22», or one number of any kind."""
    found: list[str] = []
    for part in re.split(r"[,;\n]+", text):
        part = part.strip()
        span = _RANGE.match(part)
        if span and len(span[1]) == len(span[2]) and 0 < int(span[2]) - int(span[1]) < MOST_COPIES:
            found += [str(number).zfill(len(span[1])) for number in range(int(span[1]), int(span[2]) + 1)]
        elif part:
            found.append(part)
    return found[:MOST_COPIES]


def _copies(values: dict[str, list[str]], count: int | None) -> list[Field]:
    """One field 952 for each copy: as many as there are numbers, or as the count tells."""
    inventory = inventory_numbers(";".join(values.pop("i", ())))
    barcodes = [part for text in values.pop("p", ()) for part in re.split(r"[,;\s]+", text) if part]
    common: list[Subfield] = [(code, " ".join(texts)) for code, texts in values.items()]
    told = count if count is not None else 1 if common else 0
    fields = []
    for place in range(max(len(inventory), len(barcodes), told)):
        own: list[Subfield] = []
        if place < len(inventory):
            own.append(("i", inventory[place]))
        if place < len(barcodes):
            own.append(("p", barcodes[place]))
        fields.append(data("952", " ", " ", sorted(common + own)))
    return fields


def xlsx_or_else(head: bytes) -> str:
    """What a packed or binary file is, by its first bytes: ``xlsx`` or ``""``; raises for what is refused."""
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        is_locked = "EncryptedPackage".encode("utf-16-le") in head
        raise SourceError(Fault.LOCKED if is_locked else Fault.OLD_EXCEL)
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    for mark, kind in ((b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"7z\xbc\xaf", "7z"), (b"Rar!", "rar"),
    (b"%PDF", "pdf"),
                       (b"\xfd7zXZ", "xz")):  # fmt: skip
        if head.startswith(mark):
            raise SourceError(Fault.PACKED, kind=kind)
    return ""
