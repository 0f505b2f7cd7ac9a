"""A file of open loans, opened: what its sheets are, its rows, and a workbook to be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from javon.collection.runs.reading import Reading, SheetRow, heads_of, workbook_to_fill
from javon.service.lending.rules.opening_columns import COLUMNS

TEMPLATE_HEADS = (
    "Bilet raqami",
    "F.I.Sh.",
    "Inventar raqami",
    "Kitob nomi",
    "Berilgan sana",
    "Qaytarish sanasi",
)
_EXAMPLE = ("K-000127", "Karimova Dilnoza Anvar qizi", "10234", "Oʻtkan kunlar", "02.11.2026", "17.11.2026")
_READING = Reading(COLUMNS.heading_of)
described, first_lines, heading_at = _READING.described, _READING.first_lines, COLUMNS.heading_at


def rows_of(path: Path, layout: dict[str, Any]) -> Iterator[SheetRow]:
    """The rows below the heading of the chosen sheet. Raises SourceError."""
    return _READING.rows_of(path, heads_of(layout))


def template() -> bytes:
    """A workbook to be filled in: the heading and one example."""
    return workbook_to_fill(_("Open loans"), TEMPLATE_HEADS, _EXAMPLE)
