"""What follows for reservations from deeds elsewhere: merges, copies that go, readers who leave. config/reactions.py."""

from __future__ import annotations

from uuid import UUID

from javon.collection.catalogue.actions.merging import note_moved
from javon.collection.catalogue.happened import MergeUndone, RecordsMerged
from javon.collection.catalogue.models import Merge
from javon.collection.stock import whereabouts
from javon.collection.stock.happened import CopiesTakenBack, CopiesWrittenOff, HoldShelfChanged
from javon.collection.stock.models import Copy
from javon.core import audit
from javon.core.access import Actor, machine
from javon.service.lending.actions import hold_shelf
from javon.service.lending.models import Hold, HoldEvent, HoldTarget
from javon.service.lending.queries import holds as queries
from javon.service.readers.actions.merging import remember_moved
from javon.service.readers.happened import ReaderErased, ReaderLeft, ReaderMergeUndone, ReadersMerged
from javon.service.readers.models import ReaderMerge

State = Hold.State
_HOLDS, _TWINS = "holds", "hold_twins"


def _actor(centre_id: UUID | None = None) -> Actor:
    return machine("reservations", centre_id)


# --- copies ----------------------------------------------------------------------------------------------------


def keep_shelf_true(event: HoldShelfChanged) -> None:
    """Some deed moved copies to the shelf of reservations or off it: no hold is ready with a copy that stands elsewhere,
    no copy stands there for nobody.
    """
    for copy in Copy.objects.filter(pk__in=event.copy_ids).order_by("pk"):
        ready = queries.ready_with(copy.pk, lock=True)
        if copy.state == Copy.State.ON_HOLD_SHELF and ready is None:
            last = Hold.objects.filter(copy_id=copy.pk).order_by("-ended_at").first()
            _rehouse(copy, last)
        elif copy.state != Copy.State.ON_HOLD_SHELF and ready is not None:
            hold_shelf.put_back(_actor(copy.centre_id), ready)


def _rehouse(copy: Copy, last: Hold | None) -> None:
    """A copy came to the ready shelf without a hold: whoever is next gets it, else it goes to its own shelf."""
    by = _actor(copy.centre_id)
    if last is not None:
        hold_shelf.pass_on(by, copy.pk, was=last)
        return
    whereabouts.move([hold_shelf.locked_copy(copy.pk)], to=Copy.State.ON_SHELF, by=by)


def forget_cleared(event: CopiesWrittenOff) -> None:
    """A withdrawn copy has no shelf of its own to be carried to."""
    for copy_id in event.copy_ids:
        hold_shelf.clear(copy_id)


def let_go_of_copies(event: CopiesTakenBack) -> None:
    """Copies entered by mistake are about to be deleted: whoever waits waits for the others."""
    ready = Hold.objects.select_for_update().filter(copy_id__in=event.copy_ids, state=State.READY)
    for hold in ready.order_by("pk"):
        hold_shelf.put_back(_actor(hold.centre_id), hold)
    Hold.objects.filter(copy_id__in=event.copy_ids).update(copy=None, is_to_clear=False)
    single = HoldTarget.objects.filter(copy_id__in=event.copy_ids)
    only = Hold.objects.filter(targets__in=single)
    for hold in Hold.objects.select_for_update().filter(pk__in=only.values("pk"), state=State.WAITING):
        hold_shelf.end(_actor(hold.centre_id), hold, State.NOT_FOUND)
    single.update(copy=None)


# --- records ---------------------------------------------------------------------------------------------------


def follow_merge(event: RecordsMerged) -> None:
    """Whoever waits for the taken record waits for the kept one, at the place of the earlier day. A reader who waits for
    both keeps one hold.
    """
    moved: list[int] = []
    twins: list[str] = []
    dropped: list[str] = []
    rows = HoldTarget.objects.filter(title=event.taken_id).select_related("hold").order_by("id")
    for target in rows:
        same = HoldTarget.objects.filter(hold=target.hold_id, title=event.kept_id, copy=target.copy_id)
        if same.exists():
            dropped.append(str(target.hold_id))  # an edition of one work: one target is enough
            target.delete()
            continue
        if target.is_open and target.copy_id is None:
            twins += _one_of_two(target, event.kept_id)
        HoldTarget.objects.filter(pk=target.pk).update(title=event.kept_id)
        moved.append(target.pk)
    for name, found in (("hold_targets", moved), ("hold_twins", twins), ("hold_dropped", dropped)):
        if found:
            note_moved(event.merge_id, name, found)


def _one_of_two(target: HoldTarget, kept_id: UUID) -> list[str]:
    """Where the reader waits for the kept record too, the later of the two holds ends, a ready one never does."""
    twin = HoldTarget.objects.filter(
        reader=target.reader_id, title_id=kept_id, is_open=True, copy=None
    ).first()
    if twin is None:
        return []
    return _end_later([target.hold_id, twin.hold_id])


def _end_later(hold_ids: list[UUID]) -> list[str]:
    """Of holds of one reader on one thing the first in order stays; the others end."""
    holds = [hold_shelf.locked(Hold(pk=key)) for key in hold_ids]
    ordered = sorted(holds, key=lambda hold: (hold.state != State.READY, queries.key_of(hold)))
    kept, later = ordered[0], ordered[1:]
    first = min(hold.requested_at for hold in holds)
    if kept.requested_at != first:
        kept.requested_at = first
        kept.save(update_fields=["requested_at"])
    for hold in later:
        by = _actor(hold.centre_id)
        stood = hold_shelf.end(by, hold, State.CANCELLED, why=Hold.Why.TWIN)
        audit.record(by, "hold_cancelled", hold)
        if stood is not None:
            hold_shelf.pass_on(by, stood, was=hold)
    return [str(hold.pk) for hold in later]


def follow_undone_merge(event: MergeUndone) -> None:
    """And back; a hold that ended because of the other is open again, unless the reader has reserved since."""
    moved = Merge.objects.get(pk=event.merge_id).moved
    for target in HoldTarget.objects.filter(pk__in=moved.get("hold_targets", []), title=event.kept_id):
        HoldTarget.objects.filter(pk=target.pk).update(title=event.taken_id)
    for key in moved.get("hold_dropped", []):
        hold = Hold.objects.filter(pk=key).first()
        if hold is not None:
            HoldTarget.objects.create(
                hold=hold, reader_id=hold.reader_id, title_id=event.taken_id, is_open=hold.is_open
            )
    for key in moved.get("hold_twins", []):
        hold = Hold.objects.select_for_update().filter(pk=key, reader__isnull=False).first()
        if hold is not None:
            hold_shelf.reopen(_actor(hold.centre_id), hold)


# --- readers ---------------------------------------------------------------------------------------------------


def follow_merged_readers(event: ReadersMerged) -> None:
    """The holds of the row that goes are those of the reader who stays; of two on one thing the earlier stays."""
    twins: list[str] = []
    for hold in Hold.objects.filter(reader_id=event.gone_id, state__in=Hold.OPEN).order_by("pk"):
        for target in HoldTarget.objects.filter(hold=hold, is_open=True):
            theirs = HoldTarget.objects.filter(reader_id=event.kept_id, is_open=True, copy=target.copy_id)
            twin = theirs.filter(title_id=target.title_id).first()
            if twin is not None and Hold.objects.filter(pk=hold.pk, state__in=Hold.OPEN).exists():
                twins += _end_later([hold.pk, twin.hold_id])
    moved = list(Hold.objects.filter(reader_id=event.gone_id).values_list("pk", flat=True))
    _hand_over(event.gone_id, event.kept_id, moved)
    remember_moved(event.merge_id, _HOLDS, moved)
    remember_moved(event.merge_id, _TWINS, twins)


def follow_parted_readers(event: ReaderMergeUndone) -> None:
    """They go back; a hold that ended because of the other is open again."""
    moved = ReaderMerge.objects.values_list("moved", flat=True).get(pk=event.merge_id)
    _hand_over(event.kept_id, event.gone_id, [UUID(key) for key in moved.get(_HOLDS, ())])
    for key in moved.get(_TWINS, ()):
        hold = Hold.objects.select_for_update().filter(pk=key, reader__isnull=False).first()
        if hold is not None:
            hold_shelf.reopen(_actor(hold.centre_id), hold)


def _hand_over(from_id: UUID, to_id: UUID, hold_ids: list[UUID]) -> None:
    for start in range(0, len(hold_ids), 400):
        part = hold_ids[start : start + 400]
        Hold.objects.filter(pk__in=part, reader=from_id).update(reader=to_id)
        HoldTarget.objects.filter(hold__in=part, reader=from_id).update(reader=to_id)


def let_go_of_reader(event: ReaderLeft) -> None:
    """A reader has left: nothing is kept for them any more."""
    _end_all(event.reader_id)


def _end_all(reader_id: UUID) -> None:
    for hold in Hold.objects.filter(reader_id=reader_id, state__in=Hold.OPEN).order_by("pk"):
        row = hold_shelf.locked(hold)
        by = _actor(row.centre_id)
        stood = hold_shelf.end(by, row, State.CANCELLED, why=Hold.Why.LEFT)
        audit.record(by, "hold_cancelled", row)
        if stood is not None:
            hold_shelf.pass_on(by, stood, was=row)


def forget_readers(event: ReaderErased) -> None:
    """Erased readers: their holds are over, name nobody and say nothing that somebody wrote about them."""
    for reader_id in event.reader_ids:
        _end_all(reader_id)
        HoldEvent.objects.filter(hold__reader=reader_id).update(because="")
        HoldTarget.objects.filter(reader=reader_id).update(reader=None)
        Hold.objects.filter(reader=reader_id).update(reader=None)
