"""What the ledger says: the summary book's three parts, balances, and the four figures that must be equal.

Sums are made by the database; a year of 100,000 rows comes back as a few hundred. Dossier 2.8, 8.1.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from javon.collection.stock.models import Copy, Movement
from javon.collection.stock.rules.balance import Fact, PartThree, Quantity, part_three


def facts(rows: QuerySet[Movement]) -> list[Fact]:
    """Sums of these rows by everything that the books tell apart."""
    summed = rows.order_by().values_list("side", "kind", "content_group", "language")
    return [Fact(*row) for row in summed.annotate(Sum("copies"), Sum("amount"))]


def before(centre_id: UUID, first: date) -> QuerySet[Movement]:
    """Rows that count in months before the month of `first`."""
    return Movement.objects.filter(centre_id=centre_id).filter(
        Q(year__lt=first.year) | Q(year=first.year, month__lt=first.month)
    )


def during(centre_id: UUID, first: date, last: date) -> QuerySet[Movement]:
    """Rows that count in the months from that of `first` to that of `last`."""
    rows = Movement.objects.filter(centre_id=centre_id)
    if first.year == last.year:
        return rows.filter(year=first.year, month__range=(first.month, last.month))
    return rows.filter(
        Q(year__gt=first.year, year__lt=last.year)
        | Q(year=first.year, month__gte=first.month)
        | Q(year=last.year, month__lte=last.month)
    )


def after(centre_id: UUID, last: date) -> QuerySet[Movement]:
    """Rows that count in months after the month of `last`."""
    return Movement.objects.filter(centre_id=centre_id).filter(
        Q(year__gt=last.year) | Q(year=last.year, month__gt=last.month)
    )


def at_the_end_of(centre_id: UUID, last: date) -> Quantity:
    """What the ledger says at the end of the month of `last`."""
    whole = balance(centre_id)
    later = after(centre_id, last).aggregate(Sum("copies"), Sum("amount"))
    return whole.minus(Quantity(later["copies__sum"] or 0, later["amount__sum"] or 0))


def movement(centre_id: UUID, first: date, last: date) -> PartThree:
    """Part 3 of the summary book for whole months."""
    return part_three(facts(before(centre_id, first)), facts(during(centre_id, first, last)))


def balance(centre_id: UUID) -> Quantity:
    """What the ledger says there is now."""
    whole = Movement.objects.filter(centre_id=centre_id).aggregate(Sum("copies"), Sum("amount"))
    return Quantity(whole["copies__sum"] or 0, whole["amount__sum"] or 0)


def entered(centre_id: UUID) -> Quantity:
    """Copies of the electronic catalogue that have not left, at the prices that the books have for them."""
    held = Copy.objects.filter(centre_id=centre_id).exclude(state=Copy.State.WRITTEN_OFF)
    found = held.aggregate(count=Count("pk"), amount=Sum("price"))
    return Quantity(found["count"], found["amount"] or 0)
