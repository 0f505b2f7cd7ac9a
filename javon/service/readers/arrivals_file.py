"""A file of readers, opened: what its sheets are, its rows, and a workbook to be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from javon.collection.runs.reading import Reading, SheetRow, heads_of, workbook_to_fill
from javon.service.readers.rules.arrivals_columns import COLUMNS

TEMPLATE_HEADS = (
    "Familiyasi", "Ismi", "Otasining ismi", "Tugʻilgan sanasi", "Jinsi", "Toifasi", "Maktabi", "Sinfi", "Ish joyi",
    "Mahallasi", "Manzili", "Telefoni", "Ota-onasi", "Ota-onasining telefoni", "Bilet raqami", "Izoh",
)  # fmt: skip
_EXAMPLE = (
    "Karimova", "Dilnoza", "Anvar qizi", "17.04.2013", "ayol", "oʻquvchi", "5-maktab", "5-B", "", "Gulbahor MFY",
    "Navoiy koʻchasi, 14", "", "Karimova Nargiza", "+998 90 123-45-67", "", "",
)  # fmt: skip
# Longer than any column of a reader: what is cut there is told, what is cut here would not be.
_READING = Reading(COLUMNS.heading_of, longest_cell=400)
described, first_lines, heading_at = _READING.described, _READING.first_lines, COLUMNS.heading_at


def rows_of(path: Path, layout: dict[str, Any]) -> Iterator[SheetRow]:
    """The rows below the heading of the chosen sheet. Raises SourceError."""
    return _READING.rows_of(path, heads_of(layout))


def template() -> bytes:
    """A workbook to be filled in: the heading and one example."""
    return workbook_to_fill(_("Readers"), TEMPLATE_HEADS, _EXAMPLE)
