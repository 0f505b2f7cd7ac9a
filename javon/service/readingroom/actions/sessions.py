"""Seats and computers: sit down, half an hour more, get up, wait, a class hour. The engine is ``core.booking``."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Model

from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.booking import engine
from javon.core.booking.engine import Done
from javon.core.booking.models import Booking
from javon.core.booking.rules.use import OTHERS_WAIT, QUOTA_REACHED
from javon.core.database import action
from javon.core.verdict import Refused, Verdict
from javon.service.readers.models import Block, Reader
from javon.service.readingroom import rights
from javon.service.readingroom.actions.visits import note_visit
from javon.service.readingroom.models import Computer, Place, Room, Visit
from javon.service.readingroom.queries import people
from javon.service.readingroom.rules import hall as rules

OVERRIDES = {OTHERS_WAIT: rights.PASS_QUEUE.code, QUOTA_REACHED: rights.EXCEED_QUOTA.code}


@action
def sit_down(
    *, by: Actor, place: Place, card: str, override_reason: str = "", request_id: UUID | None = None
) -> Booking:
    """The reader of this card has the place from now on; coming is a visit. Whoever was called here checks in.

    Raises Refused with every objection to the card (``rules.hall``) or to the place (``core.booking``).
    """
    require(by, rights.SERVE)
    reader = _served(place.room, card, place.KIND)
    done = engine.take(
        resource=place.resource,
        who=people.who(reader),
        by=by,
        now=clock.now(),
        overrides=OVERRIDES,
        reason=override_reason,
    )
    note_visit(by=by, reader=reader, point=place.room.service_point, day=clock.today(), how=Visit.How.ROOM)
    _record(by, "session_begun", done, reader, override_reason)
    return done.booking


@action
def wait_for(
    *, by: Actor, room: Room, kind: str, card: str, override_reason: str = "", request_id: UUID | None = None
) -> Booking:
    """The reader stands in the queue of the room for seats or for computers."""
    require(by, rights.SERVE)
    reader = _served(room, card, kind)
    done = engine.join_queue(
        centre_id=room.centre_id,
        kind=kind,
        group_id=room.pk,
        who=people.who(reader),
        by=by,
        now=clock.now(),
        overrides=OVERRIDES,
        reason=override_reason,
    )
    _record(by, "queue_joined", done, reader, override_reason)
    return done.booking


@action
def check_in_session(*, by: Actor, session: Booking) -> Booking:
    """Whoever was called has come: known by face, without the card."""
    require(by, rights.SERVE)
    booking = engine.check_in(session, now=clock.now()).booking
    audit.record(by, "session_begun", booking)
    return booking


@action
def extend_session(
    *, by: Actor, session: Booking, override_reason: str = "", request_id: UUID | None = None
) -> Booking:
    """Half an hour more."""
    require(by, rights.SERVE)
    done = engine.extend(session, by=by, now=clock.now(), overrides=OVERRIDES, reason=override_reason)
    audit.record(
        by, "session_extended", done.booking, overruled=done.overruled, reason=_why(done, override_reason)
    )
    return done.booking


@action
def end_session(*, by: Actor, session: Booking) -> Booking:
    """The reader has got up; the next in the queue is called."""
    require(by, rights.SERVE)
    booking = engine.finish(session, now=clock.now())
    audit.record(by, "session_ended", booking)
    return booking


@action
def leave_queue(*, by: Actor, session: Booking) -> Booking:
    """The reader waits no more, or lets the place that was kept go."""
    require(by, rights.SERVE)
    booking = engine.cancel(session, now=clock.now())
    audit.record(by, "queue_left", booking)
    return booking


@action
def set_class_hour(
    *,
    by: Actor,
    room: Room,
    kind: str,
    count: int,
    starts_at: datetime,
    ends_at: datetime,
    label: str,
    request_id: UUID | None = None,
) -> int:
    """So many places of a room for a class; all or none. Returns how many."""
    require(by, rights.SERVE)
    made = engine.block(
        centre_id=room.centre_id,
        kind=kind,
        group_id=room.pk,
        count=count,
        starts_at=starts_at,
        ends_at=ends_at,
        label=label,
        by=by,
        now=clock.now(),
    )
    audit.record(by, "class_hour_set", made[0])
    return len(made)


@action
def end_class_hour(*, by: Actor, hour: Booking) -> int:
    """The class has gone, or does not come: the places are free again. Returns how many."""
    require(by, rights.SERVE)
    if hour.block_id is None:
        raise Refused.because("booking_is_over")
    count = engine.end_block(
        centre_id=hour.centre_id, kind=hour.kind, block_id=hour.block_id, now=clock.now()
    )
    audit.record(by, "class_hour_ended", hour)
    return count


def _served(room: Room, card: str, kind: str) -> Reader:
    deeds = [Block.Deed.ALL]
    if kind == Computer.KIND:
        deeds.append(Block.Deed.COMPUTER)
    known = people.known_card(room.centre_id, card, clock.today(), deeds=deeds)
    rules.may_serve(known.facts).enforce()
    if known.reader is None:
        raise Refused(Verdict.of([rules.it_names_nobody(known.facts)]))
    return known.reader


def _why(done: Done, reason: str) -> str:
    return reason if done.overruled else ""


def _record(by: Actor, verb: str, done: Done, reader: Reader, reason: str) -> None:
    subject: Model = reader
    audit.record(by, verb, done.booking, overruled=done.overruled, reason=_why(done, reason), subject=subject)
