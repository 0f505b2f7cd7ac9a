"""Norms that the stock goes by, each a file that a librarian can read and correct."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from javon.collection.stock.rules.stocktaking import Interval

_FOLDER = Path(__file__).parent


@cache
def stocktaking_intervals() -> tuple[Interval, ...]:
    """How often a stock is counted, by its size."""
    rows = tomllib.loads((_FOLDER / "stocktaking.toml").read_text("utf-8"))["interval"]
    return tuple(Interval(row["years"], row.get("up_to"), row["valid_from"]) for row in rows)
