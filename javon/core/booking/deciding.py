"""What the verbs of the engine are made of: the lock, writing down what time has changed, facts, one row written.

Only ``engine`` calls these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from javon.core.access import Actor
from javon.core.booking import queries
from javon.core.booking.models import Booking, Resource, UseTerms
from javon.core.booking.queries import Who
from javon.core.booking.rules import settling
from javon.core.booking.rules import use as rules
from javon.core.booking.rules.use import Span
from javon.core.clock import TASHKENT
from javon.core.verdict import Refused, Verdict

State = Booking.State


@dataclass(frozen=True, slots=True)
class Done:
    """What a verb did: the booking, and the verdict for the journal (warnings, and what was overruled)."""

    booking: Booking
    verdict: Verdict

    @property
    def overruled(self) -> tuple[str, ...]:
        return tuple(stop.code for stop in self.verdict.stops)


def locked_terms(centre_id: UUID, kind: str) -> UseTerms:
    UseTerms.objects.get_or_create(centre_id=centre_id, kind=kind)
    return UseTerms.objects.select_for_update().get(centre_id=centre_id, kind=kind)


def fresh(booking: Booking, now: datetime) -> tuple[UseTerms, Booking]:
    """The terms, and the booking as it is once time has been written down."""
    terms, _count = settle_rows(booking.centre_id, booking.kind, now)
    return terms, Booking.objects.select_related("resource").get(pk=booking.pk)


def settle_rows(centre_id: UUID, kind: str, now: datetime) -> tuple[UseTerms, int]:
    terms = locked_terms(centre_id, kind)
    bookings = queries.live_bookings(centre_id, kind)
    if not bookings:
        return terms, 0
    resources = queries.resources_of(centre_id, kind)
    changed = [
        pair for pair in queries.as_of(terms, resources, bookings, now) if pair[0].state != pair[1].state
    ]
    # What ends makes room first: the database looks at each row as it is written.
    for booking, use in sorted(changed, key=lambda pair: pair[1].state == State.HELD):
        booking.state, booking.resource_id = use.state, use.place
        booking.starts_at, booking.ends_at, booking.free_at = use.starts_at, use.ends_at, use.free_at
        booking.held_until = use.held_until
        save(booking)
    return terms, len(changed)


def use_facts(
    resource: Resource,
    terms: UseTerms,
    who: Who,
    mine: Sequence[Booking],
    now: datetime,
    overrides: Mapping[str, str],
) -> tuple[rules.UseFacts, datetime]:
    """What the rules ask of a use that begins now, and when it would end."""
    local = now.astimezone(TASHKENT)
    place, lengths = queries.place_of(resource), queries.lengths_of(terms)
    longest = Span(local, local + lengths.use + place.padding)
    taken = taken_in(resource, longest)
    end = settling.end_of_use(place, taken, at=local, longest=lengths.use)
    whole = longest.starts_at + lengths.use
    next_at = end if end is not None and end < whole else None
    wanted = end or whole
    left = quota_left(terms, who, local)
    if left is not None and left > 0:
        wanted = min(wanted, local + timedelta(minutes=left))
    facts = rules.UseFacts(
        now=now,
        starts_at=local,
        ends_at=wanted,
        is_open=resource.is_open,
        taken=() if end is not None else tuple(taken),
        others_waiting=waiting_for(resource, before=mine),
        has_another=code_of(next((one for one in mine if is_on(one, now)), None)),
        days=queries.days_of_use(terms, who, Span(local, wanted)),
        next_at=next_at,
        overrides=overrides,
    )
    return facts, wanted


def quota_left(terms: UseTerms, who: Who, now: datetime) -> int | None:
    if terms.daily_minutes is None:
        return None
    return terms.daily_minutes - queries.used_on(terms, who, now.date())


def sit_down(booking: Booking, resource: Resource, terms: UseTerms, now: datetime) -> Done:
    verdict = rules.may_check_in(
        state=booking.state, held_until=booking.held_until, is_open=resource.is_open, now=now
    )
    verdict.enforce()
    local, ends_at = now.astimezone(TASHKENT), booking.ends_at
    place, lengths = queries.place_of(resource), queries.lengths_of(terms)
    assert ends_at is not None  # what is kept has its times
    early = Span(local, ends_at.astimezone(TASHKENT) + place.padding)
    others = queries.taken_between(
        [resource.pk], Span(local, max(early.ends_at, local + lengths.use)), besides=booking.pk
    ).get(resource.pk, [])
    in_the_way = tuple(span for span in others if span.overlaps(early))
    if in_the_way:  # came before the time, and somebody is still there
        raise Refused(
            Verdict.of([rules.it_is_taken(rules.UseFacts(now, local, early.ends_at, taken=in_the_way))])
        )
    if booking.queue_place is not None:
        # The minutes of waiting for the person are no minutes of use.
        ends_at = settling.end_of_use(place, others, at=local, longest=lengths.use) or ends_at
        left = quota_left(terms, queries.who_of(booking), local)
        if left is not None:
            held = (
                rules.minutes_of(booking.ends_at - booking.starts_at)
                if booking.starts_at and booking.ends_at
                else 0
            )
            ends_at = min(ends_at, local + timedelta(minutes=max(1, left + held)))
    booking.state, booking.held_until = State.IN_USE, None
    booking.starts_at, booking.ends_at = local, ends_at
    booking.free_at = ends_at + place.padding
    save(booking)
    return Done(booking, verdict)


def let_go_of_offers(mine: Sequence[Booking], now: datetime) -> None:
    for one in mine:
        if one.state == State.HELD and one.queue_place is not None and is_on(one, now):
            become(one, State.CANCELLED)


def end_now(booking: Booking, now: datetime) -> None:
    padding = booking.resource.padding_minutes if booking.resource is not None else 0
    start, end = booking.starts_at, booking.ends_at
    assert start is not None and end is not None  # only what occupies a thing ends
    booking.state, booking.ends_at = State.DONE, max(start, min(end, now))
    booking.free_at = booking.ends_at + timedelta(minutes=padding)
    save(booking)


def back_to_queue(booking: Booking) -> None:
    if booking.queue_place is None:
        become(booking, State.CANCELLED)
        return
    booking.state, booking.resource, booking.held_until = State.WAITING, None, None
    booking.starts_at = booking.ends_at = booking.free_at = None
    save(booking)


def become(booking: Booking, state: str) -> None:
    booking.state = state
    save(booking)


def is_on(booking: Booking, now: datetime) -> bool:
    """The person has it, or it is kept for them now."""
    return (
        booking.state in (State.IN_USE, State.HELD)
        and booking.starts_at is not None
        and booking.starts_at <= now
    )


def padded(resource: Resource, span: Span) -> Span:
    return Span(span.starts_at, span.ends_at + timedelta(minutes=resource.padding_minutes))


def taken_in(resource: Resource, span: Span) -> list[Span]:
    return queries.taken_between([resource.pk], padded(resource, span)).get(resource.pk, [])


def waiting_for(resource: Resource, *, before: Sequence[Booking] = ()) -> int:
    """How many wait for such a thing; only those ahead of `before`, the bookings of one who may wait too."""
    rows = Booking.objects.filter(centre_id=resource.centre_id, kind=resource.kind, state=State.WAITING)
    place = next((one.queue_place for one in before if one.state == State.WAITING), None)
    if place is not None:
        rows = rows.filter(queue_place__lt=place)
    return sum(group_id in (None, resource.group_id) for group_id in rows.values_list("group_id", flat=True))


def code_of(booking: Booking | None) -> str:
    return booking.resource.code if booking is not None and booking.resource is not None else ""


def whose(
    terms: UseTerms, who: Who, by: Actor, now: datetime, verdict: Verdict | None, reason: str
) -> dict[str, Any]:
    overruled = [stop.code for stop in verdict.stops] if verdict is not None else []
    return {
        "centre_id": terms.centre_id,
        "kind": terms.kind,
        "booked_for_type": who.type,
        "booked_for_id": who.id,
        "overruled": overruled,
        "override_reason": reason.strip()[:200] if overruled else "",
        "created_at": now,
        "created_by_id": by.user_id,
    }


def new_booking(
    terms: UseTerms,
    resource: Resource,
    who: Who,
    by: Actor,
    now: datetime,
    *,
    state: str,
    span: Span,
    verdict: Verdict | None = None,
    reason: str = "",
    **more: Any,
) -> Booking:
    booking = Booking(
        **whose(terms, who, by, now, verdict, reason),
        group_id=resource.group_id,
        resource=resource,
        state=state,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        free_at=padded(resource, span).ends_at,
        **more,
    )
    save(booking, is_new=True)
    return booking


def save(booking: Booking, *, is_new: bool = False) -> None:
    """Write it; the database's own refusal is said in words, should a lock ever have been passed by."""
    try:
        with transaction.atomic():
            booking.save(force_insert=is_new)
    except IntegrityError as error:
        raise Refused.because(
            "booking_taken",
            since=booking.starts_at or booking.created_at,
            until=booking.ends_at or booking.created_at,
        ) from error
