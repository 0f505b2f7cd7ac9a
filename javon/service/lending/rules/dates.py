"""When a loan is due, and under which day a fact is counted. Dossier 3.3, 8.3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from javon.core.days import IsOpen, NoOpenDay, next_open_day


@dataclass(frozen=True, slots=True)
class Due:
    """A due date and how it came about: `counted` is the day before it was moved to an open one."""

    day: date
    counted: date
    days: int

    @property
    def moved(self) -> int:
        """By how many days the closed house moved it on."""
        return (self.day - self.counted).days


def due_after(begins: date, days: int, is_open: IsOpen, *, not_before: date | None = None) -> Due:
    """`days` after `begins`, moved on to an open day; never before `not_before` (a renewal never shortens).

    A house whose timetable shows no open day keeps the counted day: somebody has to correct the calendar, nobody has
    to wait for it.
    """
    counted = max(begins + timedelta(days=days), not_before or date.min)
    try:
        return Due(next_open_day(counted, is_open), counted, days)
    except NoOpenDay:
        return Due(counted, counted, days)


def days_late(due_on: date, day: date) -> int:
    """Whole days after the due date; 0 while it is not over. Late begins the day after (dossier 8.3)."""
    return max(0, (day - due_on).days)


def after_closing(due_on: date, is_open: IsOpen) -> date:
    """Where a due date goes when its day is closed after all: forward to the next open day, never back.

    An open day stays; so does every day of a house whose timetable shows no open one.
    """
    try:
        return next_open_day(due_on, is_open)
    except NoOpenDay:
        return due_on
