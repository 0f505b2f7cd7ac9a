"""What follows in the hall from what happens elsewhere: a loan is a visit, a renewal from afar a virtual one; readers are
joined, parted, erased.

The lending desk and the hall know nothing of each other: config/reactions.py joins them. All run in the transaction
of what happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from javon.centre.organisation.models import ServicePoint
from javon.collection.stock.models import Copy
from javon.core import clock
from javon.core.access import Actor
from javon.core.booking import engine
from javon.service.readers.actions.merging import remember_moved
from javon.service.readers.happened import ReaderErased, ReaderMergeUndone, ReadersMerged
from javon.service.readers.models import Reader, ReaderMerge
from javon.service.readingroom.actions.visits import leans_on_earlier, let_go_of_visit, note_visit
from javon.service.readingroom.models import InHouseUse, Visit
from javon.service.readingroom.queries import in_house as queries
from javon.service.readingroom.queries.people import who_is

if TYPE_CHECKING:
    from javon.service.lending.happened import CopyLent, DeedUndone, LoanRenewed

IN_PERSON = ("desk", "class", "paper", "api")  # doors of a loan by which the reader stands at the desk
FROM_AFAR = ("phone", "cabinet")
_VISITS, _DOUBLES, _USES, _BOOKINGS = "visits", "double_visits", "in_house_uses", "bookings"


def _for(user_id: int | None) -> Actor:
    """The deed was allowed to whoever did it; what follows from it is the machine's, in their name."""
    return Actor(user_id=user_id, label="lending", is_machine=True)


def visit_after_loan(event: CopyLent) -> None:
    """Who takes a book home was here; a copy that lay before them in the hall is theirs now."""
    if event.channel in IN_PERSON and not leans_on_earlier(event.reader_id, event.point_id, event.day):
        note_visit(
            by=_for(event.by_user_id),
            reader=Reader.objects.get(pk=event.reader_id),
            point=ServicePoint.objects.select_related("centre").get(pk=event.point_id),
            day=event.day,
        )
    if event.came_from != Copy.State.IN_READING_ROOM:
        return
    for use in InHouseUse.objects.filter(copy_id=event.copy_id, state__in=queries.NOT_BACK):
        use.state, use.ended_at, use.ended_by_id = InHouseUse.State.RETURNED, clock.now(), event.by_user_id
        use.save(update_fields=["state", "ended_at", "ended_by_id"])


def visit_after_renewal(event: LoanRenewed) -> None:
    """A renewal by telephone or from the cabinet is a virtual visit of the centre's lending desk."""
    if event.channel not in FROM_AFAR:
        return
    reader = Reader.objects.get(pk=event.reader_id)
    points = ServicePoint.objects.filter(centre_id=reader.centre_id).select_related("centre")
    point = points.filter(kind=ServicePoint.Kind.LENDING).first() or points.first()
    if point is not None:
        note_visit(by=_for(None), reader=reader, point=point, day=event.day, how=Visit.How.VIRTUAL)


def visit_after_undoing(event: DeedUndone) -> None:
    """A loan that never happened takes its visit with it, unless something else was done that day."""
    if event.kind != "lent" or event.reader_id is None:
        return
    let_go_of_visit(
        by=_for(None),
        reader=Reader.objects.get(pk=event.reader_id),
        point=ServicePoint.objects.get(pk=event.at_point_id),
        day=event.day,
    )


def hall_after_merge(event: ReadersMerged) -> None:
    """Her visits, books and bookings are those of the reader who stays.

    Where both were at one place on one day her visit stays a figure that names nobody: a count that was reported is
    not changed, and a reader has one visit a day.
    """
    theirs = set(_days_of(event.kept_id))
    visits = list(Visit.objects.filter(reader=event.gone_id))
    doubles = [visit.pk for visit in visits if visit.undone_at is None and _day_of(visit) in theirs]
    for visit in visits:
        Visit.objects.filter(pk=visit.pk).update(reader=None if visit.pk in doubles else event.kept_id)
    uses = list(InHouseUse.objects.filter(reader=event.gone_id).values_list("pk", flat=True))
    InHouseUse.objects.filter(reader=event.gone_id).update(reader=event.kept_id)
    moved = engine.hand_over(old=who_is(event.gone_id), new=who_is(event.kept_id))
    remember_moved(event.merge_id, _VISITS, [visit.pk for visit in visits if visit.pk not in doubles])
    remember_moved(event.merge_id, _DOUBLES, doubles)
    remember_moved(event.merge_id, _USES, uses)
    remember_moved(event.merge_id, _BOOKINGS, moved)


def hall_after_parting(event: ReaderMergeUndone) -> None:
    """They go back; what was unlinked meanwhile stays nobody's."""
    moved = ReaderMerge.objects.values_list("moved", flat=True).get(pk=event.merge_id)
    kinds = ((Visit, _VISITS, event.kept_id), (Visit, _DOUBLES, None), (InHouseUse, _USES, event.kept_id))
    for model, what, holder in kinds:
        ids = [UUID(one) for one in moved.get(what, ())]
        for start in range(0, len(ids), 400):
            rows = model._default_manager.filter(pk__in=ids[start : start + 400], reader=holder)
            rows.update(reader=event.gone_id)
    engine.hand_back([UUID(one) for one in moved.get(_BOOKINGS, ())], to=who_is(event.gone_id))


def hall_after_erasing(event: ReaderErased) -> None:
    """Figures stay, as nobody's; a book that is still out is looked for without a name."""
    readers = list(event.reader_ids)
    InHouseUse.objects.filter(reader__in=readers, state=InHouseUse.State.OPEN).update(
        state=InHouseUse.State.UNRETURNED
    )
    InHouseUse.objects.filter(reader__in=readers).update(reader=None)
    Visit.objects.filter(reader__in=readers).update(reader=None)
    for reader_id in readers:
        engine.forget(who_is(reader_id))


def _days_of(reader_id: UUID) -> list[tuple[object, ...]]:
    return [_day_of(visit) for visit in Visit.objects.filter(reader=reader_id, undone_at=None)]


def _day_of(visit: Visit) -> tuple[object, ...]:
    return visit.point_id, visit.day, visit.how == Visit.How.VIRTUAL
