"""Pure calendar arithmetic over "open days": which day is open, the next open one, n open days on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

IsOpen = Callable[[date], bool]

# A library that shows no open day for a year has an empty timetable, not a long holiday.
LONGEST_SEARCH = 366


class NoOpenDay(ValueError):
    """No open day within a year: the timetable is empty."""


def next_open_day(day: date, is_open: IsOpen) -> date:
    """`day` itself when open, else the first open day after it. Raises :class:`NoOpenDay`."""
    for offset in range(LONGEST_SEARCH + 1):
        candidate = day + timedelta(days=offset)
        if is_open(candidate):
            return candidate
    raise NoOpenDay(f"no open day within {LONGEST_SEARCH} days after {day}")


def add_open_days(day: date, count: int, is_open: IsOpen) -> date:
    """The `count`-th open day strictly after `day`; `day` moved to an open day when `count` is 0."""
    if count < 0:
        raise ValueError("count of open days is never negative")
    current = day if count else next_open_day(day, is_open)
    for _ in range(count):
        current = next_open_day(current + timedelta(days=1), is_open)
    return current


def months_between(first: date, last: date) -> list[tuple[int, int]]:
    """Every (year, month) from the month of `first` to that of `last`, both included."""
    months = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        months.append((year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return months
