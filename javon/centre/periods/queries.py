"""Which months and years are closed, and in which month a late fact counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from javon.centre.organisation.models import Centre
from javon.centre.periods.models import Period
from javon.centre.periods.rules import WHOLE_YEAR, PeriodFacts, YearMonth, following, last_day, month_of
from javon.core.database.prepared import Prepared, a_key


def is_closed(centre: Centre, day: date) -> bool:
    """True when the month of `day`, or its year, is closed: nothing of that day is entered or changed."""
    return Period.objects.filter(
        centre=centre, year=day.year, month__in=(day.month, WHOLE_YEAR), reopened_at=None
    ).exists()


def closed_at(centre: Centre, year: int, month: int) -> datetime | None:
    """When the month (0: the year) was closed; None while it is open. Figures of it are those of that moment."""
    row = Period.objects.filter(centre=centre, year=year, month=month, reopened_at=None).first()
    return row.closed_at if row is not None else None


def open_month_for(centre: Centre, day: date, today: date) -> date:
    """The first day of the open month in which a fact of `day` counts when it is entered `today`.

    The month of `day` while it is open; else the first open one after it, the current one at the latest.
    """
    closed = closed_periods(centre)
    month = month_of(day)
    while (month in closed or (month[0], WHOLE_YEAR) in closed) and month < month_of(today):
        month = following(month)
    return date(*month, 1)


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a year, for a list: closed or open; `is_over` once its last day has passed."""

    year: int
    month: int
    closed_at: datetime | None
    is_over: bool

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)


def months(centre: Centre, year: int, today: date) -> list[Month]:
    """The twelve months of `year`."""
    rows = Period.objects.filter(centre=centre, year=year, reopened_at=None)
    closed = {row.month: row.closed_at for row in rows}
    return [
        Month(year, month, closed.get(month), is_over=last_day(year, month) < today) for month in range(1, 13)
    ]


_closed = Prepared[YearMonth](
    lambda: Period.objects.filter(centre_id=a_key("centre"), reopened_at=None).values_list("year", "month")
)


def closed_periods(centre: Centre) -> frozenset[YearMonth]:
    """Everything that is closed now; (year, 0) for a whole year."""
    return frozenset(_closed(centre=centre.pk))


def facts(centre: Centre, year: int, month: int, today: date, reason: str = "") -> PeriodFacts:
    """What is known before a period is closed or opened again."""
    return PeriodFacts(year, month, today, closed_periods(centre), reason)
