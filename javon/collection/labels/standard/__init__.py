"""The sheets that every centre knows from the first day: data of sheets.toml, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from javon.core.sheets import MM, Sheet

FILE = Path(__file__).with_name("sheets.toml")


@dataclass(frozen=True, slots=True)
class StandardSheet:
    """A sheet with its code (its name stands in wording.py) and what is usually printed on it."""

    code: str
    sheet: Sheet
    kinds: tuple[str, ...]


@lru_cache(1)
def _read() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def _um(pair: list[float]) -> tuple[int, int]:
    return round(pair[0] * MM), round(pair[1] * MM)


@lru_cache(1)
def standard_sheets() -> Mapping[str, StandardSheet]:
    """Code → sheet, in the order of the file."""
    found = {}
    for row in _read()["sheet"]:
        (width, height), (cell_width, cell_height) = _um(row["paper"]), _um(row["cell"])
        (left, top), (gap_x, gap_y) = _um(row["corner"]), _um(row["gap"])
        columns, rows = row["grid"]
        sheet = Sheet(
            width, height, columns, rows, cell_width, cell_height, left, top, gap_x, gap_y,
            has_marks=row.get("marks", False),
        )  # fmt: skip
        found[row["code"]] = StandardSheet(row["code"], sheet, tuple(row["kinds"]))
    return found


@lru_cache(1)
def least_cells() -> Mapping[str, tuple[int, int]]:
    """Kind of label → the smallest cell, width and height in micrometres, that it fits into."""
    return {kind: _um(pair) for kind, pair in _read()["least"].items()}


def kinds_that_fit(sheet: Sheet) -> tuple[str, ...]:
    """What a centre's own sheet may carry, by the size of its cells."""
    return tuple(
        kind
        for kind, (width, height) in least_cells().items()
        if sheet.cell_width >= width and sheet.cell_height >= height
    )
