"""The hall as it is now: places on the plan with who has them, the queue, class hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from javon.core.booking import queries as booking
from javon.core.booking.models import Booking
from javon.core.booking.queries import Picture, Seen
from javon.core.booking.rules.use import minutes_of
from javon.service.readers.models import Reader
from javon.service.readingroom.models import Computer, Place, Room, Seat
from javon.service.readingroom.queries.people import READER, readers_by_id
from javon.service.readingroom.rules.plan import Cell, written

MODELS: tuple[type[Place], ...] = (Computer, Seat)
KINDS = tuple(model.KIND for model in MODELS)


@dataclass(frozen=True, slots=True)
class Session:
    """Who has a place, or for whom it is kept; `reader` None for a class hour and for an erased reader."""

    booking: Booking
    state: str
    starts_at: datetime
    ends_at: datetime
    held_until: datetime | None
    reader: Reader | None
    minutes_left: int

    @property
    def is_block(self) -> bool:
        return self.booking.is_block


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the plan at this moment. `look`: free, busy, held, block, faulty."""

    place: Place
    look: str
    session: Session | None
    following: Session | None

    @property
    def code(self) -> str:
        return self.place.code


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person in the queue."""

    booking: Booking
    reader: Reader | None
    number: int  # from 1


@dataclass(frozen=True, slots=True)
class Group:
    """Places of one kind in a room, and the queue for them."""

    kind: str
    spots: tuple[Spot, ...]
    waiting: tuple[Waiting, ...]
    picture: Picture
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hall:
    """A room at a moment."""

    room: Room
    groups: tuple[Group, ...]
    now: datetime

    @property
    def spots(self) -> list[Spot]:
        return [spot for group in self.groups for spot in group.spots]

    def spot(self, code: str) -> Spot | None:
        """The place of this code."""
        return next((one for one in self.spots if one.code == code), None)


def rooms(centre_id: UUID) -> list[Room]:
    """Rooms of a centre in their order."""
    return list(Room.objects.filter(centre_id=centre_id).select_related("service_point"))


def room_by_number(centre_id: UUID, number: int) -> Room | None:
    """The room of this number."""
    return Room.objects.filter(centre_id=centre_id, number=number).select_related("service_point").first()


def places_of(room: Room) -> list[Place]:
    """What stands on the plan of a room now: computers, then seats, each by number."""
    return [
        place
        for model in MODELS
        for place in model._default_manager.filter(room=room, removed_on=None).select_related("resource")
    ]


def place_by_code(centre_id: UUID, letter: str, number: int) -> Place | None:
    """The place that bears this code, on whichever plan."""
    for model in MODELS:
        if letter == model.LETTER:
            rows = model._default_manager.filter(room__centre_id=centre_id, number=number, removed_on=None)
            return rows.select_related("resource", "room").first()
    return None


def hall(room: Room, now: datetime) -> Hall:
    """The room as it is at `now`, also where nobody has written down yet what time has changed."""
    places = places_of(room)
    pictures = {kind: booking.picture(room.centre_id, kind, now) for kind in KINDS}
    people = _people(pictures.values())
    groups = []
    for model in MODELS:
        picture = pictures[model.KIND]
        spots = tuple(_spot(place, picture, people, now) for place in places if isinstance(place, model))
        waiting = [one for one in picture.waiting if one.booking.group_id in (None, room.pk)]
        counts: dict[str, int] = {}
        for spot in spots:
            counts[spot.look] = counts.get(spot.look, 0) + 1
        groups.append(
            Group(
                kind=model.KIND,
                spots=spots,
                waiting=tuple(
                    Waiting(one.booking, people.get(one.booking.booked_for_id), number)
                    for number, one in enumerate(waiting, start=1)
                ),
                picture=picture,
                counts=counts,
            )
        )
    return Hall(room, tuple(groups), now)


def _spot(place: Place, picture: Picture, people: dict[str, Reader], now: datetime) -> Spot:
    current = picture.current.get(place.resource_id)
    following = picture.following.get(place.resource_id)
    session = _session(current, people, now)
    if place.is_faulty:
        look = "faulty"
    elif session is None:
        look = "free"
    elif session.is_block:
        look = "block"
    else:
        look = "busy" if session.state == Booking.State.IN_USE else "held"
    return Spot(place, look, session, _session(following, people, now))


def _session(seen: Seen | None, people: dict[str, Reader], now: datetime) -> Session | None:
    if seen is None or seen.now.starts_at is None or seen.now.ends_at is None:
        return None
    use = seen.now
    until = use.held_until if use.state == Booking.State.HELD and use.held_until else use.ends_at
    assert use.starts_at is not None and use.ends_at is not None and until is not None
    return Session(
        booking=seen.booking,
        state=use.state,
        starts_at=use.starts_at,
        ends_at=use.ends_at,
        held_until=use.held_until,
        reader=people.get(seen.booking.booked_for_id),
        minutes_left=minutes_of(until - now),
    )


def _people(pictures: Iterable[Picture]) -> dict[str, Reader]:
    bookings = [
        one.booking
        for picture in pictures
        for one in (*picture.current.values(), *picture.following.values(), *picture.waiting)
    ]
    return readers_by_id(one.booked_for_id for one in bookings if one.booked_for_type == READER)


def plan_text(room: Room, places: Sequence[Place]) -> str:
    """The plan as it is typed."""
    cells = [Cell(one.LETTER, one.number, one.column, one.row) for one in places]
    return written(cells, room.columns, room.rows)


def class_hours(centre_id: UUID, room: Room, now: datetime) -> list[Booking]:
    """Class hours that run or are to come, one row each with how many places it takes (`places`)."""
    rows = Booking.objects.filter(
        centre_id=centre_id, kind__in=KINDS, is_block=True, group_id=room.pk, state="held", ends_at__gt=now
    ).order_by("starts_at", "block_id")
    found: dict[UUID, Booking] = {}
    for one in rows:
        assert one.block_id is not None
        first = found.setdefault(one.block_id, one)
        first.places = getattr(first, "places", 0) + 1  # type: ignore[attr-defined]
    return list(found.values())


def booking_by_id(centre_id: UUID, key: UUID) -> Booking | None:
    """A session of this centre."""
    return (
        Booking.objects.filter(centre_id=centre_id, kind__in=KINDS, pk=key).select_related("resource").first()
    )
