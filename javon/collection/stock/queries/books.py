"""What the ledger says: the summary book's three parts, balances, and the four figures that must be equal.

Sums are made by the database; a year of 100,000 rows comes back as a few hundred. Dossier 2.8, 8.1.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from javon.collection.stock.models import Copy, Movement
from javon.collection.stock.rules.balance import Fact, PartThree, Quantity, part_three


def _facts(rows: QuerySet[Movement]) -> list[Fact]:
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


def movement(centre_id: UUID, first: date, last: date) -> PartThree:
    """Part 3 of the summary book for whole months."""
    return part_three(_facts(before(centre_id, first)), _facts(during(centre_id, first, last)))


def balance(centre_id: UUID) -> Quantity:
    """What the ledger says there is now."""
    whole = Movement.objects.filter(centre_id=centre_id).aggregate(Sum("copies"), Sum("amount"))
    return Quantity(whole["copies__sum"] or 0, whole["amount__sum"] or 0)


def entered(centre_id: UUID) -> Quantity:
    """Copies of the electronic catalogue that have not left, at the prices that the books have for them."""
    held = Copy.objects.filter(centre_id=centre_id).exclude(state=Copy.State.WRITTEN_OFF)
    found = held.aggregate(amount=Sum("price"))
    return Quantity(held.count(), found["amount"] or 0)
