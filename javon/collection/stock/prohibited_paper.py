"""The rows of a list of prohibited publications, as an office sends it: a workbook, CSV, or text pasted from a letter.

The columns are known by their heads in Uzbek, Russian or English; without heads they stand in the order of the form.
A row without a title is told with its number and not taken. Nothing is decided here.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from javon.collection.sources.tables import Row, csv_encoding, csv_rows, xlsx_sheets
from javon.collection.stock.rules.likeness import identity_of
from javon.core.uzbek import fold, normalise

MOST_BYTES = 8 << 20
MOST_FAULTS = 50  # told by their numbers
_HEAD_ROWS = 15

# In the order in which they stand where the paper has no heads.
COLUMNS = (
    "title", "author", "publisher", "year", "isbn", "other_names", "decision", "decision_on", "ground",
)  # fmt: skip
LONGEST = {
    "title": 500, "author": 300, "publisher": 200, "year": 40, "isbn": 40, "other_names": 2_000, "decision": 120,
    "decision_on": 40, "ground": 300,
}  # fmt: skip
_HEADS: Mapping[str, str] = {
    fold(head): name
    for name, heads in {
        "title": "nomi; sarlavha; asar nomi; kitob nomi; nashr nomi; название; наименование; title; "
        "material nomi; наименование издания; наименование материала",
        "author": "muallif; muallifi; mualliflar; автор; авторы; author",
        "publisher": "nashriyot; nashriyoti; издательство; publisher",
        "year": "yil; yili; nashr yili; год; год издания; year",
        "isbn": "isbn",
        "other_names": "boshqa nomlari; boshqa nomi; asl nomi; другие названия; оригинальное название; other names",
        "decision": "qaror; qaror raqami; qaror №; xulosa raqami; решение; номер решения; № решения; decision",
        "decision_on": "sana; qaror sanasi; qaror kuni; дата; дата решения; date",
        "ground": "asos; sabab; izoh; основание; примечание; ground",
    }.items()
    for head in heads.split("; ")
}
_NUMBERED = re.compile(r"^\s*\d{1,5}\s*[.)]\s+")
_ORDINAL = re.compile(r"\d{1,5}\.?")


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the paper."""

    title: str
    author: str = ""
    publisher: str = ""
    year: str = ""
    isbn: str = ""
    other_names: str = ""
    decision: str = ""
    decision_on: str = ""
    ground: str = ""

    @property
    def identity(self) -> str:
        """The same for the same publication on another paper."""
        return identity_of(self.title, self.author, re.sub(r"\D", "", self.isbn))

    @property
    def values(self) -> dict[str, str]:
        """By the names of the columns."""
        return asdict(self)


@dataclass(slots=True)
class PaperRows:
    """What a paper has: its lines, each publication once, and the numbers of rows that have no title."""

    rows: list[EntryRow] = field(default_factory=list)
    without_title: list[int] = field(default_factory=list)
    repeated: int = 0


def rows_of_file(given: bytes) -> PaperRows:
    """The lines of a workbook or a text file. Raises SourceError for a file that is none of them."""
    if not given.startswith(b"PK"):
        return _read(csv_rows(io.BytesIO(given), csv_encoding(given[:65_536]), [0]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        path.write_bytes(given)
        return _read(row for _sheet, rows in xlsx_sheets(path, len(given), [0]) for row in rows)


def rows_of_text(pasted: str) -> PaperRows:
    """The lines of a pasted text: one publication to the line, cells parted by tabs or semicolons."""
    lines = [_NUMBERED.sub("", line) for line in pasted.replace("\x00", "").splitlines()]
    sign = "\t" if any("\t" in line for line in lines) else ";"
    return _read(Row(number, line.split(sign), b"") for number, line in enumerate(lines, start=1))


def _read(rows: Iterable[Row]) -> PaperRows:
    found, seen = PaperRows(), set[str]()
    for number, cells in _laid_out(rows):
        row = _entry(cells)
        if row is None:
            if any(cells.values()) and len(found.without_title) < MOST_FAULTS:
                found.without_title.append(number)
            continue
        if row.identity in seen:
            found.repeated += 1
            continue
        seen.add(row.identity)
        found.rows.append(row)
    return found


def _laid_out(rows: Iterable[Row]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows as cells by their columns, in the layout of the last heads met; what stands above the first heads is the
    caption of the paper.
    """
    layout: list[str] = []
    above: list[Row] = []
    for turn, row in enumerate(rows):
        heads = [_HEADS.get(fold(cell), "") for cell in row.cells]
        if "title" in heads and (len(list(filter(None, heads))) > 1 or turn == 0):
            layout, above = heads, []
        elif not layout and turn < _HEAD_ROWS:
            above.append(row)
        else:
            yield from ((one.number, _by_columns(one.cells, layout)) for one in (*above, row))
            above = []
    yield from ((one.number, _by_columns(one.cells, layout)) for one in above)


def _by_columns(cells: Sequence[str], layout: Sequence[str]) -> dict[str, str]:
    if layout:
        pairs = [(name, cell) for name, cell in zip(layout, cells, strict=False) if name]
    else:
        # A first column of ordinal numbers is no title.
        skip = 1 if len(cells) > 1 and _ORDINAL.fullmatch(cells[0].strip()) else 0
        pairs = list(zip(COLUMNS, cells[skip:], strict=False))
    return {name: cell.strip() for name, cell in pairs}


def _entry(cells: Mapping[str, str]) -> EntryRow | None:
    values = {name: _clean(cell, LONGEST[name], lines=name == "other_names") for name, cell in cells.items()}
    if not fold(values.get("title", "")):
        return None
    return EntryRow(**values)


def _clean(text: str, most: int, *, lines: bool) -> str:
    """The paper's own letters: only white space, control characters and the apostrophes are put right."""
    pieces = re.split(r"[\n|]", text) if lines else [text]
    clean = ("".join(one if one.isprintable() else " " for one in normalise(piece)) for piece in pieces)
    return "\n".join(filter(None, (" ".join(piece.split()) for piece in clean)))[:most]
