"""Drawings in the cells of a sheet, as one PDF: set out here, drawn by Typst in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from javon.core.papers.pdf import pressed
from javon.core.sheets.drawing import Drawing, Rule, set_down
from javon.core.sheets.geometry import Sheet, places

TEMPLATE: Final = Path(__file__).with_name("sheet.typ")
# Labels go to the printer, not to the archive: plain PDF, which needs no date and so has the same bytes for the same labels.
STANDARD: Final = "1.7"
PATIENCE: Final = 30.0  # seconds
_MARK, _AWAY = 4_000, 500  # a cutting mark: its length, and how far it stays from the corner


def render_sheets(
    sheet: Sheet,
    drawings: Sequence[Drawing],
    *,
    start: int = 1,
    backs: Sequence[Drawing] = (),
    title: str = "",
    language: str = "uz",
    patience: float = PATIENCE,
) -> bytes:
    """The PDF of `drawings`, one to a cell from cell `start` on. Raises ``PaperFailed`` and ValueError (no such cell).

    With `backs` each page is followed by its back: the same cells as they lie when the sheet is turned over.
    """
    pages = _pages(sheet, drawings, start)
    if backs:
        behind = _pages(sheet, backs, start, is_back=True)
        pages = [page for pair in zip(pages, behind, strict=True) for page in pair]
    script = "cyrl" if language in {"uz-cyrl", "ru"} else "latn"
    manuscript = {
        "title": title,
        "language": language[:2],
        "script": script,
        "width": sheet.width,
        "height": sheet.height,
        "pages": pages,
    }
    return pressed(
        json.dumps(manuscript, ensure_ascii=False).encode(), patience, template=TEMPLATE, standard=STANDARD
    )


def _pages(
    sheet: Sheet, drawings: Sequence[Drawing], start: int, *, is_back: bool = False
) -> list[list[dict[str, Any]]]:
    """The items of every page, in the order of the cells."""
    pages: list[list[dict[str, Any]]] = []
    faced = sheet.mirrored() if is_back else sheet
    for (number, cell), drawing in zip(places(sheet, len(drawings), start), drawings, strict=True):
        while len(pages) <= number:
            pages.append([set_down(mark, 0, 0) for mark in _marks(faced)])
        if is_back:
            row, column = divmod(cell, sheet.columns)
            cell = row * sheet.columns + sheet.columns - 1 - column
        left, top = faced.cell(cell)
        pages[number] += [set_down(item, left, top) for item in drawing]
    return pages


def _marks(sheet: Sheet) -> Iterator[Rule]:
    """Lines to cut along: short ones in the margins at the edges of all columns and rows; faint ones across the whole
    sheet where the margin has no room for a mark.
    """
    if not sheet.has_marks:
        return
    x_edges = sorted(
        {sheet.cell(column)[0] + side for column in range(sheet.columns) for side in (0, sheet.cell_width)}
    )
    y_edges = sorted(
        {
            sheet.cell(row * sheet.columns)[1] + side
            for row in range(sheet.rows)
            for side in (0, sheet.cell_height)
        }
    )
    left, right, upper, lower = (
        x_edges[0] - _AWAY,
        x_edges[-1] + _AWAY,
        y_edges[0] - _AWAY,
        y_edges[-1] + _AWAY,
    )
    x_long, y_long = upper - _MARK < 0, left - _MARK < 0
    for x in x_edges:
        if x_long:
            yield Rule(x, 0, x, sheet.height, 100, is_faint=True)
        else:
            yield Rule(x, upper - _MARK, x, upper, 100)
            yield Rule(x, lower, x, min(sheet.height, lower + _MARK), 100)
    for y in y_edges:
        if y_long:
            yield Rule(0, y, sheet.width, y, 100, is_faint=True)
        else:
            yield Rule(left - _MARK, y, left, y, 100)
            yield Rule(right, y, min(sheet.width, right + _MARK), y, 100)
