"""A reader is erased: the book of replacements keeps its row, and no longer says whose copy it was. Law on personal data.

A reaction to what happens above: it runs in the deed's own transaction and refuses nothing. The approved act, a paper
under the law on accounting, stays as it was signed.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from javon.collection.stock.models import Delivery, Loss

NOBODY: Final = "—"


def forget_who_lost(losses: Collection[UUID]) -> None:
    """Empty name, card and story of these rows, and the name from whom the replacement came."""
    rows = Loss.objects.filter(pk__in=list(losses))
    offers = list(rows.exclude(offer=None).values_list("offer__delivery", flat=True))
    rows.update(reader_name=NOBODY, reader_card="", circumstances=NOBODY)
    Delivery.objects.filter(pk__in=offers, kind=Delivery.Kind.REPLACEMENT).update(source=NOBODY)
