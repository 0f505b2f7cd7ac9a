"""The file of a run, opened: what its sheets are, and its rows as the layout has them. Nothing is kept in memory.

Nizom 2.11; the reading itself is ``collection/sources/sheets.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from javon.collection.sources.outcome import Fault, SourceError
from javon.collection.sources.sheets import sheets
from javon.collection.stock.rules.old_lines_columns import HEADING_ROWS, IGNORED, WIDEST, heading_of, plain

MOST_SHEETS = 40
FIRST_LINES = 12  # below the heading, shown before anything is decided
LONGEST_CELL = 400  # characters; what is longer is no cell of a book


class SheetRow(NamedTuple):
    """One row that is not empty: its sheet from nought, its number in the spreadsheet, its cells."""

    sheet: int
    row: int
    cells: list[str]


def described(path: Path) -> list[dict[str, Any]]:
    """The sheets of a file with the heading of each, the meanings proposed and the first lines, as a run keeps them.

    A sheet is {"name", "head", "captions", "columns", "top": [[number, cells], …], "rows"}. Raises SourceError
    (``empty`` when no sheet has a row).
    """
    found: list[dict[str, Any]] = []
    for name, rows in sheets(path):
        if len(found) == MOST_SHEETS:
            break
        stream = (SheetRow(len(found), row.number, _cells(row.cells)) for row in rows)
        filled = (one for one in stream if any(one.cells))
        top = list(islice(filled, HEADING_ROWS + FIRST_LINES))
        count = len(top) + sum(1 for _one in filled)
        heading = heading_of([(one.row, one.cells) for one in top])
        found.append(
            {
                "name": name[:60],
                "head": heading.row,
                "captions": list(heading.captions),
                "columns": list(heading.columns),
                "top": [[one.row, one.cells] for one in top],
                "rows": count,
            }
        )
    found = [one for one in found if one["rows"]] and found
    if not found:
        raise SourceError(Fault.EMPTY)
    return found


def heading_at(sheet: dict[str, Any], row: int) -> tuple[list[str], list[str]]:
    """Captions and proposed meanings when the heading of a described sheet is said to stand in `row` (0: nowhere)."""
    top = [(number, cells) for number, cells in sheet["top"]]
    if row == sheet["head"]:
        return sheet["captions"], sheet["columns"]
    chosen = [(number, cells) for number, cells in top if number == row]
    heading = heading_of(chosen)
    if heading.row:
        return list(heading.captions), list(heading.columns)
    width = min(WIDEST, max((len(cells) for _number, cells in top), default=0))
    captions = [" ".join(cell.split()) for cell in (chosen[0][1] if chosen else [])][:width]
    return captions + [""] * (width - len(captions)), [IGNORED] * width


def first_lines(sheet: dict[str, Any], row: int) -> list[SheetRow]:
    """The first rows below the heading, from what was kept of the file."""
    below = [SheetRow(0, number, cells) for number, cells in sheet["top"] if number > row]
    return below[:FIRST_LINES]


def rows_of(path: Path, described_sheets: list[dict[str, Any]], layout: dict[str, Any]) -> Iterator[SheetRow]:
    """The rows below the heading of the chosen sheet, or of every sheet that has the same heading."""
    chosen = int(layout["sheet"])
    same = _same_headed(described_sheets, chosen) if layout.get("every") else {chosen: int(layout["head"])}
    for place, (_name, rows) in enumerate(sheets(path)):
        if place not in same:
            continue
        for row in rows:
            cells = _cells(row.cells)
            if row.number > same[place] and any(cells):
                yield SheetRow(place, row.number, cells)


def rows_in(described_sheets: list[dict[str, Any]], layout: dict[str, Any]) -> int:
    """About how many rows that will be."""
    chosen = int(layout["sheet"])
    same = _same_headed(described_sheets, chosen) if layout.get("every") else {chosen: 0}
    return sum(int(described_sheets[place]["rows"]) for place in same)


def _same_headed(described_sheets: list[dict[str, Any]], chosen: int) -> dict[int, int]:
    """The sheets whose captions are those of the chosen one, each with the row of its heading."""
    captions = _plain(described_sheets[chosen])
    return {
        place: int(sheet["head"])
        for place, sheet in enumerate(described_sheets)
        if place == chosen or (sheet["head"] and _plain(sheet) == captions)
    }


def has_more_like_it(described_sheets: list[dict[str, Any]], chosen: int) -> bool:
    """Whether another sheet has the same heading."""
    return len(_same_headed(described_sheets, chosen)) > 1


def _plain(sheet: dict[str, Any]) -> list[str]:
    told = [plain(caption) for caption in sheet["captions"]]
    while told and not told[-1]:
        told.pop()
    return told


def _cells(cells: list[str]) -> list[str]:
    """Cells cut to what a book has, without what no database takes; empty ones at the end left out."""
    clean = [cell.replace("\x00", "").strip()[:LONGEST_CELL] for cell in cells[:WIDEST]]
    while clean and not clean[-1]:
        clean.pop()
    return [_storable(cell) for cell in clean]


def _storable(cell: str) -> str:
    return cell if cell.isascii() else cell.encode("utf-8", "replace").decode()
