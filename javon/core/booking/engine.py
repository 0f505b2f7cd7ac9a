"""The verbs: take, book, check in, extend, finish, cancel, queue, block, close.

Called inside the write transaction of an action that has asked for its right and that writes the journal. Each verb
first locks the terms of its kind, then writes down what time has changed, then decides. All raise Refused with every
objection; `overrides` names, code by code, the right that may overrule it, `reason` is why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max

from javon.core.access import Actor
from javon.core.booking import deciding, queries
from javon.core.booking.deciding import Done
from javon.core.booking.models import Booking, Resource, UseTerms
from javon.core.booking.queries import Who
from javon.core.booking.rules import use as rules
from javon.core.booking.rules.use import Span
from javon.core.clock import TASHKENT
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

NOBODY: Mapping[str, str] = {}  # nobody may overrule anything
GONE = "-"  # whose booking it was nobody knows any more
State = Booking.State


def keep_terms(*, centre_id: UUID, kind: str, **terms: Any) -> UseTerms:
    """Set how long things of a kind may be had; bookings that stand keep their times."""
    found = deciding.locked_terms(centre_id, kind)
    for name, value in terms.items():
        setattr(found, name, value)
    found.save()
    return found


def add(
    *, centre_id: UUID, kind: str, code: str, group_id: UUID | None = None, padding_minutes: int = 0
) -> Resource:
    """A new thing."""
    deciding.locked_terms(centre_id, kind)
    return Resource.objects.create(
        centre_id=centre_id, kind=kind, code=code, group_id=group_id, padding_minutes=padding_minutes
    )


def close(resource: Resource, *, now: datetime) -> list[Booking]:
    """Out of service: a use ends now, who was offered it stands in the queue again at the old place.

    What is booked for later stays: it may work again by then. Returns the bookings that were cut short.
    """
    deciding.settle_rows(resource.centre_id, resource.kind, now)
    Resource.objects.filter(pk=resource.pk).update(is_open=False)
    resource.is_open = False
    cut: list[Booking] = []
    rows = Booking.objects.filter(resource=resource, state__in=(State.IN_USE, State.HELD), starts_at__lte=now)
    for booking in rows:
        if booking.is_block:
            continue
        if booking.state == State.IN_USE:
            deciding.end_now(booking, now)
        else:
            deciding.back_to_queue(booking)
        cut.append(booking)
    deciding.settle_rows(resource.centre_id, resource.kind, now)
    return cut


def reopen(resource: Resource, *, now: datetime) -> None:
    """In service again; the next in the queue is offered it."""
    deciding.locked_terms(resource.centre_id, resource.kind)
    Resource.objects.filter(pk=resource.pk).update(is_open=True)
    resource.is_open = True
    deciding.settle_rows(resource.centre_id, resource.kind, now)


def settle(centre_id: UUID, kind: str, now: datetime) -> int:
    """Write down what time has changed; returns how many bookings that were."""
    return deciding.settle_rows(centre_id, kind, now)[1]


def take(
    *,
    resource: Resource,
    who: Who,
    by: Actor,
    now: datetime,
    overrides: Mapping[str, str] = NOBODY,
    reason: str = "",
) -> Done:
    """The person sits down now, until the use ends, the thing is promised to another, or the day's quota is over.

    Whoever was offered this very thing checks in; an offer of another one is let go; a place in the queue is given up.
    """
    terms, _count = deciding.settle_rows(resource.centre_id, resource.kind, now)
    resource = Resource.objects.get(pk=resource.pk)
    mine = list(queries.of_person(terms.centre_id, terms.kind, who).filter(state__in=rules.LIVE))
    offered = next((one for one in mine if deciding.is_on(one, now) and one.resource_id == resource.pk), None)
    if offered is not None and offered.state == State.HELD:
        return deciding.sit_down(offered, resource, terms, now)
    deciding.let_go_of_offers(mine, now)
    facts, end = deciding.use_facts(resource, terms, who, mine, now, overrides)
    verdict = rules.may_use(facts)
    verdict.enforce(rights=by.rights, reason=reason)
    for one in mine:
        if one.state == State.WAITING:
            deciding.become(one, State.CANCELLED)
    booking = deciding.new_booking(
        terms, resource, who, by, now, state=State.IN_USE, span=Span(now, end), verdict=verdict, reason=reason
    )
    return Done(booking, verdict)


def book(
    *,
    resource: Resource,
    who: Who,
    by: Actor,
    now: datetime,
    starts_at: datetime,
    ends_at: datetime,
    overrides: Mapping[str, str] = NOBODY,
    reason: str = "",
) -> Done:
    """Promise the thing for a time to come; it is let go when nobody has come a hold's length after the beginning."""
    terms, _count = deciding.settle_rows(resource.centre_id, resource.kind, now)
    resource = Resource.objects.get(pk=resource.pk)
    span = Span(starts_at.astimezone(TASHKENT), ends_at.astimezone(TASHKENT))
    mine = queries.of_person(terms.centre_id, terms.kind, who).filter(
        state__in=(State.HELD, State.IN_USE), starts_at__lt=span.ends_at, ends_at__gt=span.starts_at
    )
    facts = rules.UseFacts(
        now=now,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        is_open=resource.is_open or span.starts_at > now,
        taken=tuple(deciding.taken_in(resource, span)),
        has_another=deciding.code_of(mine.select_related("resource").first()),
        days=queries.days_of_use(terms, who, span) if span.starts_at < span.ends_at else (),
        longest_minutes=terms.longest_minutes,
        last_moment=queries.midnight_before(now) + timedelta(days=terms.days_ahead + 1),
        overrides=overrides,
    )
    verdict = rules.may_use(facts)
    verdict.enforce(rights=by.rights, reason=reason)
    held_until = span.starts_at + timedelta(minutes=terms.hold_minutes)
    booking = deciding.new_booking(
        terms, resource, who, by, now,
        state=State.HELD, span=span, verdict=verdict, reason=reason, held_until=held_until,
    )  # fmt: skip
    return Done(booking, verdict)


def check_in(booking: Booking, *, now: datetime) -> Done:
    """Whoever the thing is kept for has come."""
    terms, booking = deciding.fresh(booking, now)
    resource = booking.resource
    if resource is None:
        raise Refused.because("booking_is_over")
    return deciding.sit_down(booking, resource, terms, now)


def extend(
    booking: Booking, *, by: Actor, now: datetime, overrides: Mapping[str, str] = NOBODY, reason: str = ""
) -> Done:
    """Half an hour more (the terms say how much), if nobody waits and nothing is promised."""
    terms, booking = deciding.fresh(booking, now)
    resource = booking.resource
    if resource is None or booking.ends_at is None:
        raise Refused.because("booking_is_over")
    ends_at = booking.ends_at.astimezone(TASHKENT)
    new_end = ends_at + timedelta(minutes=terms.extension_minutes)
    padded = Span(ends_at, new_end + timedelta(minutes=resource.padding_minutes))
    facts = rules.ExtensionFacts(
        now=now,
        state=booking.state,
        ends_at=ends_at,
        new_end=new_end,
        is_block=booking.is_block,
        taken=tuple(queries.taken_between([resource.pk], padded, besides=booking.pk).get(resource.pk, ())),
        others_waiting=deciding.waiting_for(resource),
        days=queries.days_of_use(terms, queries.who_of(booking), Span(ends_at, new_end)),
        overrides=overrides,
    )
    verdict = rules.may_extend(facts)
    verdict.enforce(rights=by.rights, reason=reason)
    booking.ends_at, booking.free_at = new_end, padded.ends_at
    booking.extensions += 1
    if verdict.stops:
        booking.overruled = sorted({*booking.overruled, *(stop.code for stop in verdict.stops)})
        booking.override_reason = reason[:200]
    deciding.save(booking)
    return Done(booking, verdict)


def finish(booking: Booking, *, now: datetime) -> Booking:
    """The person has got up; the next in the queue is offered the thing."""
    _terms, booking = deciding.fresh(booking, now)
    rules.may_move_on(booking.state, State.DONE).enforce()
    deciding.end_now(booking, now)
    deciding.settle_rows(booking.centre_id, booking.kind, now)
    return booking


def cancel(booking: Booking, *, now: datetime) -> Booking:
    """Leave the queue, or give back what was promised."""
    _terms, booking = deciding.fresh(booking, now)
    rules.may_move_on(booking.state, State.CANCELLED).enforce()
    deciding.become(booking, State.CANCELLED)
    deciding.settle_rows(booking.centre_id, booking.kind, now)
    return booking


def join_queue(
    *,
    centre_id: UUID,
    kind: str,
    who: Who,
    by: Actor,
    now: datetime,
    group_id: UUID | None = None,
    overrides: Mapping[str, str] = NOBODY,
    reason: str = "",
) -> Done:
    """Stand at the end of the queue; when something is free already it is offered at once."""
    terms, _count = deciding.settle_rows(centre_id, kind, now)
    mine = list(
        queries.of_person(centre_id, kind, who).filter(state__in=rules.LIVE).select_related("resource")
    )
    things = Resource.objects.filter(centre_id=centre_id, kind=kind)
    if group_id is not None:
        things = things.filter(group_id=group_id)
    local = now.astimezone(TASHKENT)
    facts = rules.QueueFacts(
        places=things.count(),
        has_another=deciding.code_of(next((one for one in mine if deciding.is_on(one, now)), None)),
        waits_already=any(one.state == State.WAITING for one in mine),
        days=queries.days_of_use(terms, who, Span(local, local + timedelta(minutes=1))),
        overrides=overrides,
    )
    verdict = rules.may_queue(facts)
    verdict.enforce(rights=by.rights, reason=reason)
    last = Booking.objects.filter(centre_id=centre_id, kind=kind).aggregate(last=Max("queue_place"))["last"]
    booking = Booking(
        **deciding.whose(terms, who, by, now, verdict, reason),
        group_id=group_id,
        state=State.WAITING,
        queue_place=(last or 0) + 1,
    )
    deciding.save(booking, is_new=True)
    deciding.settle_rows(centre_id, kind, now)
    booking.refresh_from_db()
    return Done(booking, verdict)


def block(
    *,
    centre_id: UUID,
    kind: str,
    count: int,
    starts_at: datetime,
    ends_at: datetime,
    label: str,
    by: Actor,
    now: datetime,
    group_id: UUID | None = None,
) -> list[Booking]:
    """Set `count` free things aside for one purpose (a class hour), in the order of their codes; all or none."""
    terms, _count = deciding.settle_rows(centre_id, kind, now)
    span = Span(starts_at.astimezone(TASHKENT), ends_at.astimezone(TASHKENT))
    things = [
        one
        for one in queries.resources_of(centre_id, kind)
        if one.is_open and group_id in (None, one.group_id)
    ]
    longest = max((one.padding_minutes for one in things), default=0)
    taken = queries.taken_between(
        [one.pk for one in things], Span(span.starts_at, span.ends_at + timedelta(minutes=longest))
    )
    free = [
        one
        for one in things
        if not any(deciding.padded(one, span).overlaps(had) for had in taken.get(one.pk, ()))
    ]
    label = label.strip()[: rules.LONGEST_LABEL]
    facts = rules.BlockFacts(
        now=now,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        label=label,
        wanted=count,
        free=len(free),
        longest_minutes=terms.longest_minutes,
        last_moment=queries.midnight_before(now) + timedelta(days=terms.days_ahead + 1),
    )
    rules.may_block(facts).enforce()
    block_id = uuid7()
    return [
        deciding.new_booking(
            terms, one, Who("", ""), by, now,
            state=State.HELD, span=span, is_block=True, block_id=block_id, label=label,
        )
        for one in free[:count]
    ]  # fmt: skip


def end_block(*, centre_id: UUID, kind: str, block_id: UUID, now: datetime) -> int:
    """The purpose is over or given up: what has begun ends now, the rest is cancelled. Returns how many things."""
    deciding.settle_rows(centre_id, kind, now)
    rows = list(Booking.objects.filter(centre_id=centre_id, kind=kind, block_id=block_id, state=State.HELD))
    if not rows:
        raise Refused.because("booking_is_over")
    for booking in rows:
        if booking.starts_at is not None and booking.starts_at < now:
            deciding.end_now(booking, now)
        else:
            deciding.become(booking, State.CANCELLED)
    deciding.settle_rows(centre_id, kind, now)
    return len(rows)


def hand_over(*, old: Who, new: Who) -> list[UUID]:
    """Two turned out to be one person: what was the old one's is the new one's. Returns which bookings.

    Where both wait in one queue the later place is given up.
    """
    rows = Booking.objects.filter(booked_for_type=old.type, booked_for_id=old.id)
    theirs = Booking.objects.filter(booked_for_type=new.type, booked_for_id=new.id, state=State.WAITING)
    for booking in rows.filter(state=State.WAITING):
        twin = theirs.filter(centre_id=booking.centre_id, kind=booking.kind).first()
        if twin is not None:
            later = max(booking, twin, key=lambda one: one.queue_place or 0)
            deciding.become(later, State.CANCELLED)
    moved = list(rows.values_list("pk", flat=True))
    rows.update(booked_for_type=new.type, booked_for_id=new.id)
    return moved


def hand_back(bookings: Sequence[UUID], *, to: Who) -> None:
    """They are two people after all: these bookings are the other one's again."""
    for start in range(0, len(bookings), 400):
        rows = Booking.objects.filter(pk__in=bookings[start : start + 400]).exclude(booked_for_id=GONE)
        rows.update(booked_for_type=to.type, booked_for_id=to.id)


def forget(who: Who) -> int:
    """A person is erased: what is to come is cancelled, what was stays as a figure without a name."""
    rows = Booking.objects.filter(booked_for_type=who.type, booked_for_id=who.id)
    rows.filter(state__in=(State.WAITING, State.HELD)).update(state=State.CANCELLED)
    return rows.update(booked_for_type="", booked_for_id=GONE, override_reason="")
