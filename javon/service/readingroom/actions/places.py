"""Rooms and their plans, faults, how long places may be had."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Max

from javon.centre.organisation.models import Centre, ServicePoint
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.booking import engine
from javon.core.booking.models import Booking, Resource, UseTerms
from javon.core.booking.rules.use import LIVE
from javon.core.database import action
from javon.core.uzbek import normalise
from javon.core.verdict import Refused
from javon.service.readingroom import rights
from javon.service.readingroom.models import Place, Room
from javon.service.readingroom.queries.hall import MODELS, places_of
from javon.service.readingroom.rules import hall as hall_rules
from javon.service.readingroom.rules import plan as rules
from javon.service.readingroom.rules.hall import TermsFacts
from javon.service.readingroom.rules.plan import Cell, PlanFacts


@action
def keep_room(
    *,
    by: Actor,
    centre: Centre,
    name: str,
    service_point: ServicePoint | None,
    plan: str,
    room: Room | None = None,
    request_id: UUID | None = None,
) -> Room:
    """A room with its plan, new or changed: places that are new on it begin, moved ones move, missing ones go.

    Raises Refused with every objection of ``rules.plan.may_keep_room``.
    """
    require(by, rights.SET_UP)
    read, name = rules.read_plan(plan), normalise(name).strip()[:80]
    kept = {one.code: one for one in places_of(room)} if room is not None else {}
    wanted = {cell.code: cell for cell in read.cells}
    gone = [place for code, place in kept.items() if code not in wanted]
    others = Room.objects.filter(centre=centre)
    if room is not None:
        others = others.exclude(pk=room.pk)
    facts = PlanFacts(
        name=name,
        plan=read,
        has_point=service_point is not None,
        name_taken=others.filter(name=name).exists(),
        elsewhere=frozenset(place.code for other in others for place in places_of(other)),
        busy=tuple(place.code for place in gone if _is_busy(place)),
    )
    rules.may_keep_room(facts).enforce()
    if room is None:
        last = Room.objects.filter(centre=centre).aggregate(last=Max("number"))["last"] or 0
        room = Room(centre=centre, number=last + 1)
    assert service_point is not None  # the rule has seen to it
    room.name, room.service_point = name, service_point
    room.columns, room.rows = read.columns, read.rows
    room.save()
    for place in gone:
        _take_away(place)
    _put(room, list(wanted.values()), kept)
    audit.record(by, "room_kept", room)
    return room


@action
def call_faulty(*, by: Actor, place: Place, note: str) -> Place:
    """It does not work: nobody gets it, a session on it ends, who was called to it waits again at the old place."""
    require(by, rights.SERVE)
    place = _locked(place)
    note = normalise(note).strip()[:200]
    hall_rules.may_call_faulty(is_faulty=place.is_faulty, note=note).enforce()
    engine.close(place.resource, now=clock.now())
    place.state, place.note, place.faulty_since = Place.State.FAULTY, note, clock.now()
    place.save()
    audit.record(by, "place_called_faulty", place)
    return place


@action
def mend(*, by: Actor, place: Place) -> Place:
    """It works again; the next in the queue is called."""
    require(by, rights.SERVE)
    place = _locked(place)
    hall_rules.may_mend(is_faulty=place.is_faulty).enforce()
    place.state, place.note, place.faulty_since = Place.State.OK, "", None
    place.save()
    engine.reopen(place.resource, now=clock.now())
    audit.record(by, "place_mended", place)
    return place


@action
def set_hall_terms(
    *,
    by: Actor,
    centre: Centre,
    kind: str,
    use_minutes: int,
    hold_minutes: int,
    extension_minutes: int,
    daily_minutes: int | None,
    basis: str = "",
) -> UseTerms:
    """How long seats or computers may be had, and how many minutes one person has a day."""
    require(by, rights.SET_UP)
    if kind not in [model.KIND for model in MODELS]:
        raise Refused.because("minutes_unreal", most=24 * 60)
    facts = TermsFacts(use_minutes, hold_minutes, extension_minutes, daily_minutes)
    hall_rules.may_set_terms(facts).enforce()
    terms = engine.keep_terms(
        centre_id=centre.pk,
        kind=kind,
        use_minutes=use_minutes,
        hold_minutes=hold_minutes,
        extension_minutes=extension_minutes,
        daily_minutes=daily_minutes,
        basis=normalise(basis).strip()[:200],
    )
    audit.record(by, "hall_terms_set", terms)
    return terms


def _locked(place: Place) -> Place:
    rows = type(place)._default_manager.select_for_update()
    return rows.get(pk=place.pk)


def _is_busy(place: Place) -> bool:
    return Booking.objects.filter(resource_id=place.resource_id, state__in=LIVE).exists()


def _take_away(place: Place) -> None:
    place.removed_on = clock.today()
    place.save(update_fields=["removed_on"])
    engine.close(place.resource, now=clock.now())


def _put(room: Room, cells: list[Cell], kept: dict[str, Place]) -> None:
    """New places begin; all others go to their cells: first off the plan's cells, so that two may change seats."""
    for place in kept.values():
        if place.removed_on is None:
            place.removed_on = clock.today()
            place.save(update_fields=["removed_on"])
    for cell in cells:
        place = kept.get(cell.code) or _begun(room, cell)
        place.column, place.row, place.removed_on, place.room = cell.column, cell.row, None, room
        place.save()


def _begun(room: Room, cell: Cell) -> Place:
    model = next(one for one in MODELS if cell.letter == one.LETTER)
    # A number that stood on a plan before comes back with its past.
    old = model._default_manager.filter(room__centre_id=room.centre_id, number=cell.number).first()
    if old is not None:
        Resource.objects.filter(pk=old.resource_id).update(group_id=room.pk, is_open=not old.is_faulty)
        return old
    resource = engine.add(centre_id=room.centre_id, kind=model.KIND, code=cell.code, group_id=room.pk)
    return model(room=room, resource=resource, number=cell.number)
