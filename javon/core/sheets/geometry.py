"""A sheet of paper cut into equal cells: what fits on it and where each cell lies.

Every length is in whole micrometres (1 mm = 1000): sheets are sold by tenths and twentieths of a millimetre, and
sums of them must come out exact. Positions are counted from the upper left corner of the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

MM: Final = 1000
MOST_CELLS: Final = 500
MOST_OFFSET: Final = 5 * MM
SMALLEST, LARGEST = 8 * MM, 450 * MM  # of a cell; of a paper (A3 and a little)


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a sheet cannot be: a code, the name of the field, and figures in millimetres for its sentence."""

    code: str
    field: str
    over: float = 0.0  # mm


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper, margins, cells and gaps. `offset_*`: how far this printer is to be pushed right and down."""

    width: int
    height: int
    columns: int = 1
    rows: int = 1
    cell_width: int = 0
    cell_height: int = 0
    left: int = 0
    top: int = 0
    gap_x: int = 0
    gap_y: int = 0
    offset_x: int = 0
    offset_y: int = 0
    has_marks: bool = False  # lines to cut along, for plain paper

    @property
    def cells(self) -> int:
        """How many cells one sheet has."""
        return self.columns * self.rows

    @property
    def used_width(self) -> int:
        """From the left edge of the paper to the right edge of the last column."""
        return self.left + self.columns * self.cell_width + (self.columns - 1) * self.gap_x

    @property
    def used_height(self) -> int:
        """From the upper edge of the paper to the lower edge of the last row."""
        return self.top + self.rows * self.cell_height + (self.rows - 1) * self.gap_y

    def cell(self, number: int) -> tuple[int, int]:
        """Left and top of cell `number`, counted from 0 along the rows, pushed by the offset."""
        row, column = divmod(number, self.columns)
        return (
            self.left + column * (self.cell_width + self.gap_x) + self.offset_x,
            self.top + row * (self.cell_height + self.gap_y) + self.offset_y,
        )

    def mirrored(self) -> Sheet:
        """The same sheet seen from behind, when it is turned over its left edge; its cells run from the right."""
        return replace(self, left=self.width - self.used_width)


def objections(sheet: Sheet) -> list[Objection]:
    """Everything that makes `sheet` impossible; empty when it can be printed on."""
    found = [
        Objection("out_of_range", name)
        for name, value, least, most in (
            ("width", sheet.width, SMALLEST, LARGEST),
            ("height", sheet.height, SMALLEST, LARGEST),
            ("columns", sheet.columns, 1, MOST_CELLS),
            ("rows", sheet.rows, 1, MOST_CELLS),
            ("cell_width", sheet.cell_width, SMALLEST, LARGEST),
            ("cell_height", sheet.cell_height, SMALLEST, LARGEST),
            ("left", sheet.left, 0, LARGEST),
            ("top", sheet.top, 0, LARGEST),
            ("gap_x", sheet.gap_x, 0, LARGEST),
            ("gap_y", sheet.gap_y, 0, LARGEST),
            ("offset_x", sheet.offset_x, -MOST_OFFSET, MOST_OFFSET),
            ("offset_y", sheet.offset_y, -MOST_OFFSET, MOST_OFFSET),
        )
        if not least <= value <= most
    ]
    if found:
        return found
    if sheet.cells > MOST_CELLS:
        found.append(Objection("too_many_cells", "rows"))
    if (over := sheet.used_width - sheet.width) > 0:
        found.append(Objection("too_wide", "columns", over / MM))
    if (over := sheet.used_height - sheet.height) > 0:
        found.append(Objection("too_high", "rows", over / MM))
    return found


def places(sheet: Sheet, count: int, start: int = 1) -> Iterator[tuple[int, int]]:
    """Page (from 0) and cell (from 0) of each of `count` drawings; the first goes to cell `start`, counted from 1.

    Raises ValueError when the sheet has no such cell.
    """
    if not 1 <= start <= sheet.cells:
        raise ValueError(f"no cell {start} on a sheet of {sheet.cells}")
    for place in range(start - 1, start - 1 + count):
        yield divmod(place, sheet.cells)
