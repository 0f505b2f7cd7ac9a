"""What a centre starts with: units, posts, the calendar of Uzbekistan, and an invented district for the demo.

TOML files beside this module that a librarian can read and correct; nothing here writes the database. Nizom 1.1, 4.1, 4.2.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class StandardUnit:
    """A unit, its `parent` by code ("" = directly under the director) and the topics it works on this year."""

    code: str
    kind: str
    name: str
    short_name: str
    position: int
    parent: str = ""
    name_cyrl: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StandardPost:
    """A post: `positions` of it, each of so many `quarters` of a rate (4 = 1.00). An observer is not paid here."""

    code: str
    unit: str
    kind: str
    title: str
    positions: int
    quarters: int
    position: int
    is_liable: bool = False
    title_cyrl: str = ""


@dataclass(frozen=True, slots=True)
class StandardDay:
    """A special day of a year; `is_approximate` until the decree of that year names it."""

    day: date
    kind: str
    reason: str
    is_approximate: bool = False
    opens_at: time | None = None
    closes_at: time | None = None


@dataclass(frozen=True, slots=True)
class StandardHours:
    """Open on a weekday (0 = Monday)."""

    weekday: int
    opens_at: time
    closes_at: time


@dataclass(frozen=True, slots=True)
class StandardBody:
    """A body of the invented district; `mahalla` is the name of the mahalla in which it lies."""

    kind: str
    name: str
    mahalla: str = ""
    distance_km: int | None = None
    contact_name: str = ""
    name_cyrl: str = ""


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text("utf-8"))


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


@cache
def units() -> tuple[StandardUnit, ...]:
    return tuple(StandardUnit(**_frozen(row)) for row in _read("units.toml")["unit"])


@cache
def posts() -> tuple[StandardPost, ...]:
    return tuple(StandardPost(**row) for row in _read("posts.toml")["post"])


@cache
def opening_hours() -> tuple[StandardHours, ...]:
    return tuple(StandardHours(**row) for row in _read("calendar.toml")["hours"])


@cache
def holidays(year: int) -> tuple[StandardDay, ...]:
    """Holidays fixed by law, the feasts of the moon and shifted days known of `year`, in order.

    A feast that falls on a fixed holiday is that day's second name; of an unknown year only the fixed ones come.
    """
    read = _read("calendar.toml")
    days = {
        date(year, row["month"], row["day"]): StandardDay(
            date(year, row["month"], row["day"]), "holiday", row["reason"]
        )
        for row in read["fixed"]
    }
    for row in read["dated"]:
        if row["day"].year == year:
            days.setdefault(row["day"], StandardDay(**row))
    return tuple(days[day] for day in sorted(days))


def is_last_working_day_sanitary() -> bool:
    """Whether the sanitary day is the last working day of every month."""
    return bool(_read("calendar.toml")["sanitary"]["last_working_day"])


def sanitary_reason() -> str:
    return str(_read("calendar.toml")["sanitary"]["reason"])


@cache
def directory() -> tuple[StandardBody, ...]:
    """The invented district: mahallas first, so that what lies in them can name them."""
    return tuple(StandardBody(**row) for row in _read("directory.toml")["body"])
