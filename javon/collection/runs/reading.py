"""A file, opened: what its sheets are, and its rows below the heading. Nothing is kept in memory.

The reading itself is ``collection/sources/sheets.py``: macros do not run, formulas give their stored result, what would
unpack beyond reason is refused before it is unpacked.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from javon.collection.runs.rules.columns import HEADING_ROWS, WIDEST, Heading
from javon.collection.sources.outcome import Fault, SourceError
from javon.collection.sources.sheets import sheets
from javon.core.workbooks import Workbook

MOST_SHEETS = 40
# What no database or no eye takes: controls but for the ends of lines, marks of nothing, marks that turn what follows.
_UNSEEN = dict.fromkeys(
    [
        *(sign for sign in (*range(32), *range(0x7F, 0xA0)) if chr(sign) not in "\t\n\r"),
        *(0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF),
    ]
)


class SheetRow(NamedTuple):
    """One row that is not empty: its sheet from nought, its number in the spreadsheet, its cells."""

    sheet: int
    row: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """How files of one kind are read."""

    heading_of: Callable[[Sequence[tuple[int, Sequence[str]]]], Heading]  # of the first rows
    widest: int = WIDEST
    longest_cell: int = 300  # characters
    shown: int = 10  # lines below the heading, before anything is decided

    def described(self, path: Path) -> list[dict[str, Any]]:
        """The sheets of a file with the heading of each, the meanings proposed and the first lines, as a run keeps them.

        A sheet is {"name", "head", "captions", "columns", "top": [[number, cells], …], "rows"}. Raises SourceError
        (``empty`` when no sheet has a row).
        """
        found: list[dict[str, Any]] = []
        for place, (name, rows) in enumerate(sheets(path)):
            if place == MOST_SHEETS:
                break
            filled = ((row.number, cells) for row in rows if any(cells := self._cells(row.cells)))
            top = list(islice(filled, HEADING_ROWS + self.shown))
            heading = self.heading_of(top)
            found.append(
                {
                    "name": name[:60],
                    "head": heading.row,
                    "captions": list(heading.captions),
                    "columns": list(heading.columns),
                    "top": [[number, cells] for number, cells in top],
                    "rows": len(top) + sum(1 for _one in filled),
                }
            )
        if not any(one["rows"] for one in found):
            raise SourceError(Fault.EMPTY)
        return found

    def first_lines(self, sheet: dict[str, Any], row: int) -> list[SheetRow]:
        """The first rows below the heading, from what was kept of the file."""
        return [SheetRow(0, number, cells) for number, cells in sheet["top"] if number > row][: self.shown]

    def rows_of(self, path: Path, heads: Mapping[int, int]) -> Iterator[SheetRow]:
        """The rows below the heading of the sheets that `heads` names. Raises SourceError."""
        for place, (_name, rows) in enumerate(sheets(path)):
            if place not in heads:
                continue
            for row in rows:
                cells = self._cells(row.cells)
                if row.number > heads[place] and any(cells):
                    yield SheetRow(place, row.number, cells)

    def _cells(self, cells: Sequence[str]) -> list[str]:
        """Cells cut to what a list has, without what no database takes; empty ones at the end left out."""
        clean = [cell.translate(_UNSEEN).strip()[: self.longest_cell] for cell in cells[: self.widest]]
        while clean and not clean[-1]:
            clean.pop()
        return [cell if cell.isascii() else cell.encode("utf-8", "replace").decode() for cell in clean]


def heads_of(layout: Mapping[str, Any]) -> dict[int, int]:
    """The one sheet of a layout with the row of its heading."""
    return {int(layout["sheet"]): int(layout["head"])}


def workbook_to_fill(name: str, heads: Sequence[str], example: Sequence[str]) -> bytes:
    """A heading and one example, all cells of text so that no program turns a date or a number into something else."""
    target = io.BytesIO()
    with Workbook(target, {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(name[:31])
        sheet.set_column(0, len(heads) - 1, 18, text)
        sheet.freeze_panes(1, 0)
        for place, (head, told) in enumerate(zip(heads, example, strict=True)):
            sheet.write_string(0, place, head, bold)
            sheet.write_string(1, place, told, text)
    return target.getvalue()
