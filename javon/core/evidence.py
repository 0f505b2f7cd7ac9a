"""Evidence: what a module shows, for a period, as done for a clause of the Regulation.

Each module lists its own in ``evidence.py``; ``config/evidence.py`` joins them. Only facts that
happened in the period count: a standing row ("a staffing table exists") is no evidence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar days, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period ends ({self.last}) before it begins ({self.first})")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line of the living Regulation.

    `clause`    number as the Regulation writes it: "2.11"
    `sentence`  translatable, with ``%(count)d`` for the figure
    `count`     (centre_id, Period) -> int, the figure; zero is an honest answer
    `rows`      address name of the page that lists the very rows counted, or "" when the figure is
                anonymous by design and no rows exist
    `plan_line` code of the counterpart in the yearly plan ("" until a plan has one)
    """

    code: str
    clause: str
    sentence: Any
    count: Callable[[Any, Period], int]
    rows: str = ""
    plan_line: str = ""
