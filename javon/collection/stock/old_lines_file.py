"""The file of a run, opened: what its sheets are, and its rows as the layout has them: several sheets may be one book.

Nizom 2.11.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from javon.collection.runs.reading import Reading, SheetRow, heads_of
from javon.collection.stock.rules.old_lines_columns import IGNORED, WIDEST, heading_of, plain

_READING = Reading(heading_of, widest=WIDEST, longest_cell=400, shown=12)
described, first_lines = _READING.described, _READING.first_lines


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


def rows_of(path: Path, described_sheets: list[dict[str, Any]], layout: dict[str, Any]) -> Iterator[SheetRow]:
    """The rows below the heading of the chosen sheet, or of every sheet that has the same heading."""
    every = layout.get("every")
    heads = _same_headed(described_sheets, int(layout["sheet"])) if every else heads_of(layout)
    return _READING.rows_of(path, heads)


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
