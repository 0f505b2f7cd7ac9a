"""Copies as other systems read them: one field 952 in Koha's layout for each, in today's state.

The counterpart of `copies_in_records.py`. A copy that has been written off is no holding, and is not told. Nizom 2.11.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from javon.collection.sources.record import Field
from javon.collection.stock.models import Copy

# Koha's authorised values for an item that is not to be had.
_LOST = {Copy.State.LOST: "1", Copy.State.MISSING: "4"}
_AT_ONCE = 400


def copy_fields(titles: Sequence[UUID]) -> dict[UUID, list[Field]]:
    """The fields 952 of these titles, in the order in which the copies came."""
    found: dict[UUID, list[Field]] = {}
    for start in range(0, len(titles), _AT_ONCE):
        part = titles[start : start + _AT_ONCE]
        copies = Copy.objects.filter(title_id__in=part).exclude(state=Copy.State.WRITTEN_OFF)
        for copy in copies.select_related("service_point").order_by("pk"):
            found.setdefault(copy.title_id, []).append(_field(copy))
    return found


def _field(copy: Copy) -> Field:
    told = [
        ("1", _LOST.get(Copy.State(copy.state), "")),
        ("7", "" if copy.loanable else "1"),
        ("a", copy.service_point.code),
        ("b", copy.service_point.code),
        ("c", copy.shelf),
        ("d", copy.acquired_on.isoformat() if copy.acquired_on else ""),
        ("g", f"{copy.price // 100}.{copy.price % 100:02d}" if copy.price is not None else ""),
        ("i", copy.inventory_number),
        ("o", copy.shelf_mark),
        ("p", copy.barcode or copy.foreign_barcode),
    ]
    return Field("952", " ", " ", [pair for pair in told if pair[1]])
