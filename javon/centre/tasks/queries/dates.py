"""The days that a giver of tasks is offered: in three open days, the end of the week, the end of the month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from javon.centre.organisation.models import Centre
from javon.centre.organisation.queries.calendar import Timetable
from javon.centre.periods.rules import last_day
from javon.core.days import IsOpen, NoOpenDay, add_open_days

SOON = 3  # open days


@dataclass(frozen=True, slots=True)
class OfferedDay:
    """`code`: "soon", "week", "month"."""

    code: str
    day: date


def offered_days(centre: Centre, today: date) -> list[OfferedDay]:
    """Open days after today, each offered once, in their order; a centre without hours is taken to be open."""
    book = Timetable.of(centre, today, today + timedelta(days=400))
    is_open: IsOpen = (lambda day: bool(book.hours(day))) if book.weekly else (lambda day: True)
    found: dict[date, str] = {}
    try:
        found[add_open_days(today, SOON, is_open)] = "soon"
    except NoOpenDay:
        return []
    sunday = today + timedelta(days=6 - today.weekday())
    for code, end in (("week", sunday), ("month", last_day(today.year, today.month))):
        if (day := _last_open(today, end, is_open)) is not None:
            found.setdefault(day, code)
    return [OfferedDay(found[day], day) for day in sorted(found)]


def _last_open(today: date, end: date, is_open: IsOpen) -> date | None:
    """The last open day after `today` and not after `end`."""
    days = [end - timedelta(days=back) for back in range((end - today).days)]
    return next((day for day in days if is_open(day)), None)
