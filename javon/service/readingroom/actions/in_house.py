"""A book is given to be read in the hall, comes back, or is looked for in the evening."""

from __future__ import annotations

from uuid import UUID

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.stock import whereabouts
from javon.collection.stock.models import Copy
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.verdict import Refused, Verdict
from javon.service.readers.models import Reader
from javon.service.readingroom import rights
from javon.service.readingroom.actions.visits import note_visit
from javon.service.readingroom.models import InHouseUse, Visit
from javon.service.readingroom.queries import in_house as queries
from javon.service.readingroom.queries import people
from javon.service.readingroom.queries.visits import counting_day
from javon.service.readingroom.rules import in_house as rules

State = InHouseUse.State


@action
def give_in_house(
    *, by: Actor, reader: Reader, point: ServicePoint, code: str, request_id: UUID | None = None
) -> InHouseUse:
    """Hand the copy over for today: it is in the reading room, and the reader's coming is a visit.

    A copy that was not given back yesterday is at hand after all: its old use ends first. Raises Refused of
    ``rules.in_house.may_give``.
    """
    require(by, rights.SERVE)
    facts, copy = queries.scanned_copy(point.centre_id, code, reader)
    rules.may_give(facts).enforce()
    if copy is None:
        raise Refused(Verdict.of([rules.it_names_no_copy(facts)]))
    copy = Copy.objects.select_for_update().get(pk=copy.pk)
    before = queries.use_of_copy(copy)
    if before is not None:
        if before.state == State.OPEN:
            return before  # scanned twice: it is theirs already
        _end(by, before, State.RETURNED)
    today = clock.today()
    use = InHouseUse.objects.create(
        centre_id=point.centre_id,
        point=point,
        copy=copy,
        reader=reader,
        came_from=before.came_from if before is not None else _home_of(copy),
        given_on=today,
        counted_on=counting_day(point.centre, today, today),
        given_at=clock.now(),
        given_by_id=by.user_id,
        kind=copy.kind,
        content_group=copy.content_group,
        language=copy.language,
        script=copy.script,
        **people.portrait(reader, today),
    )
    whereabouts.move([copy], to=Copy.State.IN_READING_ROOM, by=by, because=use)
    note_visit(by=by, reader=reader, point=point, day=today, how=Visit.How.ROOM)
    audit.record(by, "given_in_house", use, subject=reader)
    return use


@action
def take_back_in_house(*, by: Actor, use: InHouseUse, request_id: UUID | None = None) -> InHouseUse:
    """It came back: the copy goes to where it was taken from."""
    require(by, rights.SERVE)
    use = InHouseUse.objects.select_for_update().get(pk=use.pk)
    if use.state not in queries.NOT_BACK:
        raise Refused.because("in_house_use_is_over")
    copy = Copy.objects.select_for_update().get(pk=use.copy_id)
    _end(by, use, State.RETURNED)
    if copy.state == Copy.State.IN_READING_ROOM:
        whereabouts.move([copy], to=use.came_from, by=by, because=use)
    audit.record(by, "taken_back_in_house", use)
    return use


@action
def close_evening(*, by: Actor, centre: Centre) -> int:
    """The hall closes: what has not come back is looked for from now on. Returns how many books that are."""
    require(by, rights.SERVE)
    rows = InHouseUse.objects.filter(centre=centre, state=State.OPEN, given_on__lte=clock.today())
    count = 0
    for use in rows.select_for_update():
        use.state = State.UNRETURNED
        use.save(update_fields=["state"])
        audit.record(by, "in_house_not_back", use)
        count += 1
    return count


@action
def miss_in_house(*, by: Actor, use: InHouseUse) -> InHouseUse:
    """Nobody finds it: the copy is missing."""
    require(by, rights.SERVE)
    use = InHouseUse.objects.select_for_update().get(pk=use.pk)
    if use.state != State.UNRETURNED:
        raise Refused.because("in_house_use_is_over")
    copy = Copy.objects.select_for_update().get(pk=use.copy_id)
    _end(by, use, State.MISSING)
    if copy.state == Copy.State.IN_READING_ROOM:
        whereabouts.move([copy], to=Copy.State.MISSING, by=by, because=use)
    audit.record(by, "missed_in_house", use)
    return use


def _home_of(copy: Copy) -> str:
    # One that lies in the hall without a use (an import said so) goes to the shelf.
    return Copy.State.ON_SHELF if copy.state == Copy.State.IN_READING_ROOM else copy.state


def _end(by: Actor, use: InHouseUse, state: str) -> None:
    use.state, use.ended_at, use.ended_by_id = state, clock.now(), by.user_id
    use.save(update_fields=["state", "ended_at", "ended_by_id"])
