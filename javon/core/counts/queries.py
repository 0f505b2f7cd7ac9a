"""Questions about the daily counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Sum

from javon.core.counts.counting import NAMES
from javon.core.counts.models import DailyCount


def totals(first: date, last: date) -> dict[str, int]:
    """The sum of every name from `first` to `last`, both included; a name never counted is 0."""
    rows = DailyCount.objects.filter(day__range=(first, last)).values("name").annotate(total=Sum("count"))
    found = {row["name"]: int(row["total"]) for row in rows.order_by()}
    return {name: found.get(name, 0) for name in NAMES}


def totals_of(family: str, keys: Sequence[str], first: date, last: date) -> dict[str, int]:
    """The sums of these things of a family from `first` to `last`; what was never counted is left out."""
    names = {f"{family}:{key}": key for key in keys}
    rows = DailyCount.objects.filter(day__range=(first, last), name__in=names).values("name")
    return {names[row["name"]]: int(row["total"]) for row in rows.annotate(total=Sum("count")).order_by()}


def total_of_family(family: str, first: date, last: date) -> int:
    """The sum of all things of a family from `first` to `last`."""
    rows = DailyCount.objects.filter(day__range=(first, last), name__startswith=f"{family}:")
    return int(rows.aggregate(total=Sum("count"))["total"] or 0)


def by_day(name: str, first: date, last: date) -> dict[date, int]:
    """One figure a day of `name`; days without any are left out."""
    return dict(DailyCount.objects.filter(name=name, day__range=(first, last)).values_list("day", "count"))
