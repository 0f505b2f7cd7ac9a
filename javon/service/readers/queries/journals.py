"""Under which day, and so in which year's journal, a registration is written. Dossier 2.2; the paper day of issue D."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from javon.centre.organisation.models import Centre
from javon.centre.periods import queries as periods
from javon.service.readers.models import Reader, Registration


def counting_day(centre: Centre, day: date, today: date) -> date:
    """`day` itself while its month is open; else the first day of the open month in which it counts."""
    month = periods.open_month_for(centre, day, today) if day <= today else day
    return day if (month.year, month.month) == (day.year, day.month) else month


def line_for(reader: Reader, day: date, counted_on: date) -> Registration | None:
    """The line by which a reader is registered already on `day`, or in the journal that is open for it."""
    years = Q(year=day.year) | Q(year=counted_on.year) | Q(paper_day__year=day.year)
    return Registration.objects.filter(years, reader=reader).order_by("year", "number").first()
