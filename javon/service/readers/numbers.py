"""Numbers of cards and of the registration journal: taken in the transaction that uses them. Dossier 2.2, 8.3."""

from __future__ import annotations

from collections.abc import Container
from uuid import UUID

from django.db.models import Exists, OuterRef

from javon.collection.stock import counters
from javon.service.readers.models import Card, Reader


def free_card(centre_id: UUID, kept: Container[int] = frozenset()) -> int:
    """The next number that no card and no reader has: cards printed beforehand may have gone ahead of the row.

    `kept`: numbers that stand on cards of readers who are still to be entered.
    """
    counter = f"reader-cards/{centre_id.hex}"
    number = counters.take(counter)
    while gap := _first_free(centre_id, number, kept) - number:
        number = counters.take(counter, gap) + gap - 1
    return number


def _first_free(centre_id: UUID, number: int, kept: Container[int]) -> int:
    """The first free number from `number` on. A row of taken ones, ten thousand from a file, is passed at one leap."""
    cards = Card.objects.filter(centre_id=centre_id)
    following = Exists(cards.filter(number=OuterRef("number") + 1))
    while True:
        if cards.filter(number=number).exists():
            ends = cards.filter(~following, number__gte=number).order_by("number")
            number = ends.values_list("number", flat=True)[0] + 1
        elif number in kept or Reader.objects.filter(centre_id=centre_id, number=number).exists():
            number += 1
        else:
            return number


def journal_line(centre_id: UUID, year: int, count: int = 1) -> int:
    """The first of the next `count` lines of the registration journal of `year`; it begins with 1 on 1 January."""
    return counters.take(f"registrations/{centre_id.hex}/{year}", count)
