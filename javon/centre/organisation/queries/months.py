"""A month of the calendar as a page shows it."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta

from javon.centre.organisation.models import Centre, SpecialDay
from javon.centre.organisation.queries.calendar import Hours, Timetable


@dataclass(frozen=True, slots=True)
class DayShown:
    """One square of the month. `state`: open, closed (an ordinary free weekday), or the kind of the special day."""

    day: date
    is_of_month: bool
    is_today: bool
    state: str
    hours: Hours
    row: SpecialDay | None


def month_of(centre: Centre, year: int, month: int, today: date) -> list[list[DayShown]]:
    """The weeks of a month, Monday first, days of the neighbouring months filling up; two queries."""
    weeks = months.Calendar(firstweekday=0).monthdatescalendar(year, month)
    book = Timetable.of(centre, weeks[0][0], weeks[-1][-1])
    return [[_shown(book, day, month, today) for day in week] for week in weeks]


def _shown(book: Timetable, day: date, month: int, today: date) -> DayShown:
    hours, row = book.hours(day), book.special.get(day)
    state = row.kind if row is not None else "open" if hours else "closed"
    return DayShown(day, day.month == month, day == today, state, hours, row)


def special_days_of(centre: Centre, year: int) -> list[SpecialDay]:
    """Every day of a year that differs from its weekday."""
    return list(SpecialDay.objects.filter(centre=centre, day__year=year).order_by("day"))


def open_days_in(centre: Centre, first: date, last: date) -> int:
    """How many days the house is open from `first` to `last`, both included."""
    book = Timetable.of(centre, first, last)
    return sum(bool(book.hours(first + timedelta(days=at))) for at in range((last - first).days + 1))
