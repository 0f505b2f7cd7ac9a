"""Questions to a stocktaking: what is being counted, how far it is, what did not fit, what is due."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from javon.collection.stock.models import Expectation, Stocktaking

_AT_ONCE = 400  # SQLite takes a limited number of values in one question


def in_open_stocktaking(copy_ids: Sequence[UUID]) -> set[UUID]:
    """Which of these copies an open stocktaking has to account for: nobody may write them off meanwhile."""
    keys = list(copy_ids)
    found: set[UUID] = set()
    for start in range(0, len(keys), _AT_ONCE):
        rows = Expectation.objects.filter(
            copy_id__in=keys[start : start + _AT_ONCE], stocktaking__state__in=Stocktaking.OPEN
        )
        found.update(rows.values_list("copy_id", flat=True))
    return found
