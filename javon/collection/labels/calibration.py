"""The page that is printed to see how far a printer pushes: two crosses that should be 20 mm from the edges, rulers,
and the outlines of the cells to be held against a sheet of labels.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from javon.core.sheets import MM, Item, Rule, Sheet, Text, render_sheets

AWAY = 20 * MM  # where the middle of the cross should be
ARM = 8 * MM


def corrected(offset: int, measured: int) -> int:
    """The new offset, when the cross that was printed with `offset` was measured at `measured` from the edge."""
    return offset + AWAY - measured


def calibration_page(sheet: Sheet, *, title: str, language: str) -> bytes:
    """One page on the paper of `sheet`, pushed by its present offset. Raises ``PaperFailed``."""
    page = Sheet(
        sheet.width,
        sheet.height,
        1,
        1,
        sheet.width,
        sheet.height,
        offset_x=sheet.offset_x,
        offset_y=sheet.offset_y,
    )
    at = replace(sheet, offset_x=0, offset_y=0)
    drawn: list[Item] = [*_cells(at), *_cross(AWAY, AWAY), *_ruler(sheet)]
    wide = sheet.width - AWAY - ARM - 14 * MM
    if wide > 30 * MM:
        words = _("Measure from the edge of the paper to the lines of the cross: both must be 20.0 mm.")
        drawn.append(
            Text(AWAY + ARM + 4 * MM, AWAY - 6 * MM, wide, 12 * MM, words, size=10, least=6, wraps=True)
        )
    return render_sheets(page, [tuple(drawn)], title=title, language=language)


def _cells(sheet: Sheet) -> list[Item]:
    """The outline of every cell, faint."""
    found: list[Item] = []
    for number in range(sheet.cells):
        x, y = sheet.cell(number)
        right, lower = x + sheet.cell_width, y + sheet.cell_height
        corners = ((x, y, right, y), (x, lower, right, lower), (x, y, x, lower), (right, y, right, lower))
        found += [Rule(*corner, 100, is_faint=True) for corner in corners]
    return found


def _cross(x: int, y: int) -> list[Item]:
    return [Rule(x - ARM, y, x + ARM, y, 100), Rule(x, y - ARM, x, y + ARM, 100)]


def _ruler(sheet: Sheet) -> list[Item]:
    """Millimetres along the middle of the page, for a printer that shrinks: 50 mm must be 50 mm."""
    if sheet.width < 75 * MM or sheet.height < 60 * MM:
        return []
    left, top = (sheet.width - 50 * MM) // 2, sheet.height // 2
    found: list[Item] = [
        Rule(left + mm * MM, top, left + mm * MM, top - (5 * MM if mm % 10 == 0 else 3 * MM if mm % 5 == 0 else 2 * MM), 100)
        for mm in range(51)
    ]  # fmt: skip
    found.append(Rule(left, top, left + 50 * MM, top, 100))
    found.append(Text(left, top + MM, 50 * MM, 4 * MM, "50 mm", size=8, align="center"))
    return found
