"""Copies, and lines of deliveries not accepted yet, follow the record that stands for theirs, and go back with it.

Reactions of config/reactions.py. The ledger is not touched: its rows tell of copies and sums, not of titles.
"""

from __future__ import annotations

from javon.collection.catalogue.actions.merging import note_moved
from javon.collection.catalogue.happened import MergeUndone, RecordsMerged
from javon.collection.catalogue.models import Merge
from javon.collection.stock.models import Copy, Delivery, DeliveryLine

_LONGEST_KEY = 80


def move_copies_after_merge(event: RecordsMerged) -> None:
    """Every copy of the taken record hangs on the kept one; what moved is noted with the merge."""
    taken_keys = set(Copy.objects.filter(title=event.kept_id).values_list("source_key", flat=True))
    moved = []
    for copy in Copy.objects.select_for_update().filter(title=event.taken_id).order_by("pk"):
        moved.append([str(copy.pk), copy.source_key])
        copy.title_id = event.kept_id
        copy.source_key = _free(copy.source_key, taken_keys)
        copy.save(update_fields=["title", "source_key"])
    if moved:
        note_moved(event.merge_id, "copies", moved)
    waiting = DeliveryLine.objects.filter(title=event.taken_id).exclude(
        delivery__state=Delivery.State.ACCEPTED
    )
    lines = [str(pk) for pk in waiting.order_by("pk").values_list("pk", flat=True)]
    if lines:
        DeliveryLine.objects.filter(pk__in=lines).update(title=event.kept_id)
        note_moved(event.merge_id, "delivery_lines", lines)


def return_copies_after_undo(event: MergeUndone) -> None:
    """The copies that came with the merge go back under the keys they had; copies that came later stay."""
    merge = Merge.objects.get(pk=event.merge_id)
    keys = dict(merge.moved.get("copies", []))
    for copy in Copy.objects.select_for_update().filter(pk__in=keys, title=event.kept_id).order_by("pk"):
        copy.title_id = event.taken_id
        copy.source_key = keys[str(copy.pk)]
        copy.save(update_fields=["title", "source_key"])
    waiting = DeliveryLine.objects.exclude(delivery__state=Delivery.State.ACCEPTED)
    waiting.filter(pk__in=merge.moved.get("delivery_lines", []), title=event.kept_id).update(
        title=event.taken_id
    )


def _free(key: str, taken: set[str]) -> str:
    """A key by which no other copy of the kept record is recognised: two files may number their copies alike."""
    free, times = key, 1
    while free and free in taken:
        times += 1
        free = f"{key[: _LONGEST_KEY - 6]}~{times}"
    taken.add(free)
    return free
