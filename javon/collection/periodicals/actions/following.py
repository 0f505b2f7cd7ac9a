"""When two records of one periodical become one, its sheet follows the record that stays; undone, it goes back."""

from __future__ import annotations

from javon.collection.catalogue.actions.merging import note_moved
from javon.collection.catalogue.happened import MergeUndone, RecordsMerged
from javon.collection.catalogue.models import Merge
from javon.collection.periodicals.models import Periodical


def follow_merge(event: RecordsMerged) -> None:
    """The sheet moves to the kept record, unless that one has its own: then both stay where they are."""
    if Periodical.objects.filter(title=event.kept_id).exists():
        return
    moved = [str(pk) for pk in Periodical.objects.filter(title=event.taken_id).values_list("pk", flat=True)]
    if moved:
        Periodical.objects.filter(pk__in=moved).update(title=event.kept_id)
        note_moved(event.merge_id, "periodicals", moved)


def follow_undone_merge(event: MergeUndone) -> None:
    """And back."""
    moved = Merge.objects.get(pk=event.merge_id).moved.get("periodicals", [])
    Periodical.objects.filter(pk__in=moved, title=event.kept_id).update(title=event.taken_id)
