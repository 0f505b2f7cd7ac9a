"""Numbers of cards and of the registration journal: taken in the transaction that uses them. Dossier 2.2, 8.3."""

from __future__ import annotations

from uuid import UUID

from javon.collection.stock import counters
from javon.service.readers.models import Card, Reader


def free_card(centre_id: UUID) -> int:
    """The next number that no card and no reader has: cards printed beforehand may have gone ahead of the row."""
    while True:
        number = counters.take(f"reader-cards/{centre_id.hex}")
        if not (
            Card.objects.filter(centre_id=centre_id, number=number).exists()
            or Reader.objects.filter(centre_id=centre_id, number=number).exists()
        ):
            return number


def journal_line(centre_id: UUID, year: int, count: int = 1) -> int:
    """The first of the next `count` lines of the registration journal of `year`; it begins with 1 on 1 January."""
    return counters.take(f"registrations/{centre_id.hex}/{year}", count)
