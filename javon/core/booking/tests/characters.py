"""A hall with computers, and people who want them, for the tests of the engine."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from javon.core.access import Actor
from javon.core.booking import engine
from javon.core.booking.models import Booking, Resource
from javon.core.booking.queries import Who
from javon.core.clock import TASHKENT

CENTRE = UUID(int=1)
KIND = "computer"
MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=TASHKENT)  # a Tuesday
BY = Actor(user_id=1, label="librarian", rights=frozenset({"may.skip_queue", "may.exceed_quota"}))
OVERRIDES = {"booking_others_wait": "may.skip_queue", "booking_quota_reached": "may.exceed_quota"}


def at(minutes: int) -> datetime:
    """So many minutes after ten in the morning."""
    return MORNING + timedelta(minutes=minutes)


def a_person(number: int = 1) -> Who:
    return Who("person", str(number))


def things(count: int = 2, *, padding: int = 0, group: UUID | None = None, **terms: object) -> list[Resource]:
    """P1, P2 … with terms of 60 minutes, a hold of 15, half an hour more."""
    engine.keep_terms(centre_id=CENTRE, kind=KIND, **terms)
    return [
        engine.add(
            centre_id=CENTRE, kind=KIND, code=f"P{number + 1}", group_id=group, padding_minutes=padding
        )
        for number in range(count)
    ]


def taken(resource: Resource, person: int = 1, minute: int = 0, **more: object) -> Booking:
    return engine.take(resource=resource, who=a_person(person), by=BY, now=at(minute), **more).booking


def queued(person: int, minute: int = 0, **more: object) -> Booking:
    return engine.join_queue(
        centre_id=CENTRE, kind=KIND, who=a_person(person), by=BY, now=at(minute), **more
    ).booking


def booked(resource: Resource, person: int, start: int, end: int, minute: int = 0, **more: object) -> Booking:
    return engine.book(
        resource=resource,
        who=a_person(person),
        by=BY,
        now=at(minute),
        starts_at=at(start),
        ends_at=at(end),
        **more,
    ).booking


def blocked(count: int, start: int, end: int, minute: int = 0, label: str = "5-B sinf") -> list[Booking]:
    return engine.block(
        centre_id=CENTRE, kind=KIND, count=count, starts_at=at(start), ends_at=at(end), label=label, by=BY,
        now=at(minute),
    )  # fmt: skip


def as_now(booking: Booking) -> Booking:
    return Booking.objects.get(pk=booking.pk)


def overlaps() -> list[str]:
    """Pairs of bookings of one thing that share a moment: there may never be any."""
    rows = list(
        Booking.objects.filter(state__in=("held", "in_use", "done")).order_by("resource", "starts_at")
    )
    return [
        f"{one.pk} {other.pk}"
        for place, one in enumerate(rows)
        for other in rows[place + 1 :]
        if one.resource_id == other.resource_id
        and max(one.starts_at, other.starts_at) < min(one.free_at, other.free_at)
    ]
