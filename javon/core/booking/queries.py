"""Questions about bookings: the picture of one kind as it is at a moment, who has how many minutes of a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from javon.core.booking.models import Booking, Resource, UseTerms
from javon.core.booking.rules import settling
from javon.core.booking.rules.settling import Lengths, Place, Use
from javon.core.booking.rules.use import LIVE, OCCUPIES, DayOfUse, Span, days_of
from javon.core.clock import TASHKENT


class Who(NamedTuple):
    """Whose a booking is, opaque to the engine: ("readers.reader", its id)."""

    type: str
    id: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One booking and how it is at the moment asked for, whether or not anybody has written that yet."""

    booking: Booking
    now: Use

    @property
    def who(self) -> Who:
        return who_of(self.booking)


@dataclass(frozen=True, slots=True)
class Picture:
    """All things of one kind at one moment: who has them, who waits, what is promised later."""

    terms: UseTerms
    resources: tuple[Resource, ...]
    current: dict[UUID, Seen]  # by resource: has it or it is kept for them now
    following: dict[UUID, Seen]  # by resource: the next promise
    waiting: tuple[Seen, ...]  # in the order of the queue

    @property
    def free(self) -> tuple[Resource, ...]:
        """Open, and nobody's now."""
        return tuple(one for one in self.resources if one.is_open and one.pk not in self.current)


def who_of(booking: Booking) -> Who:
    """Whose it is."""
    return Who(booking.booked_for_type, booking.booked_for_id)


def terms_of(centre_id: UUID, kind: str) -> UseTerms:
    """The terms of a kind; the usual ones, not saved, where nobody has set any."""
    found = UseTerms.objects.filter(centre_id=centre_id, kind=kind).first()
    return found or UseTerms(centre_id=centre_id, kind=kind)


def resources_of(centre_id: UUID, kind: str) -> list[Resource]:
    """Things of one kind, those with short codes first: P2 before P10."""
    found = Resource.objects.filter(centre_id=centre_id, kind=kind)
    return sorted(found, key=lambda one: (len(one.code), one.code))


def live_bookings(centre_id: UUID, kind: str) -> list[Booking]:
    """What waits, is kept or in use, as it is written down."""
    rows = Booking.objects.filter(centre_id=centre_id, kind=kind, state__in=LIVE)
    return list(rows.order_by("queue_place", "starts_at", "pk"))


def picture(centre_id: UUID, kind: str, now: datetime) -> Picture:
    """How things stand at `now`. Reads only: what time has changed meanwhile is worked out, not written."""
    terms, resources = terms_of(centre_id, kind), resources_of(centre_id, kind)
    seen = [
        Seen(booking, use)
        for booking, use in as_of(terms, resources, live_bookings(centre_id, kind), now)
        if use.state in LIVE
    ]
    current: dict[UUID, Seen] = {}
    following: dict[UUID, Seen] = {}
    for one in sorted((one for one in seen if one.now.place), key=lambda one: one.now.starts_at or now):
        place, starts_at = one.now.place, one.now.starts_at
        assert place is not None and starts_at is not None  # a booking that occupies has both
        (current if starts_at <= now else following).setdefault(place, one)
    waiting = [one for one in seen if one.now.place is None]
    waiting.sort(key=lambda one: one.now.queue_place or 0)
    return Picture(terms, tuple(resources), current, following, tuple(waiting))


def as_of(
    terms: UseTerms, resources: Sequence[Resource], bookings: Sequence[Booking], now: datetime
) -> list[tuple[Booking, Use]]:
    """Each booking with what it is at `now`."""
    # What is over matters as long as a thing is still being cleared after it.
    clearing = Booking.objects.filter(
        resource__in=[one.pk for one in resources], state="done", free_at__gt=now
    )
    over = list(clearing) if any(one.padding_minutes for one in resources) else []
    after = settling.settled(
        [place_of(one) for one in resources],
        [use_of(one) for one in (*bookings, *over)],
        lengths=lengths_of(terms),
        now=now,
        day_began=midnight_before(now),
    )
    return list(zip(bookings, after[: len(bookings)], strict=True))


def lengths_of(terms: UseTerms) -> Lengths:
    """The terms as the rules read them."""
    return Lengths(timedelta(minutes=terms.use_minutes), timedelta(minutes=terms.hold_minutes))


def place_of(resource: Resource) -> Place:
    """A thing as the rules see it."""
    padding = timedelta(minutes=resource.padding_minutes)
    return Place(resource.pk, resource.group_id, resource.is_open, padding)


def use_of(booking: Booking) -> Use:
    """A booking as the rules see it, its moments in local time."""
    return Use(
        id=booking.pk,
        state=booking.state,
        queued_at=_local(booking.created_at) or booking.created_at,
        place=booking.resource_id,
        group=booking.group_id,
        starts_at=_local(booking.starts_at),
        ends_at=_local(booking.ends_at),
        free_at=_local(booking.free_at),
        held_until=_local(booking.held_until),
        queue_place=booking.queue_place,
        is_block=booking.is_block,
    )


def taken_between(
    resource_ids: Iterable[UUID], span: Span, *, besides: UUID | None = None
) -> dict[UUID, list[Span]]:
    """What of others meets `span`, by thing."""
    rows = Booking.objects.filter(
        resource_id__in=list(resource_ids),
        state__in=OCCUPIES,
        starts_at__lt=span.ends_at,
        free_at__gt=span.starts_at,
    )
    if besides is not None:
        rows = rows.exclude(pk=besides)
    found: dict[UUID, list[Span]] = {}
    for resource_id, starts_at, free_at in rows.values_list("resource_id", "starts_at", "free_at"):
        one = _span(starts_at, free_at)
        if resource_id is not None and one.overlaps(span):
            found.setdefault(resource_id, []).append(one)
    return found


def days_of_use(
    terms: UseTerms, who: Who, span: Span, *, besides: UUID | None = None
) -> tuple[DayOfUse, ...]:
    """The quota of each day on which `span` lies: minutes are counted by the date of use, whenever asked for."""
    if terms.daily_minutes is None:
        return ()
    return tuple(
        DayOfUse(day, used_on(terms, who, day, besides=besides), asked, terms.daily_minutes)
        for day, asked in days_of(span)
    )


def used_on(terms: UseTerms, who: Who, day: date, *, besides: UUID | None = None) -> int:
    """Minutes of things of this kind that a person has had, has, or has booked on one calendar day."""
    begin = datetime.combine(day, time(), TASHKENT)
    whole_day = Span(begin, begin + timedelta(days=1))
    rows = of_person(terms.centre_id, terms.kind, who).filter(
        state__in=OCCUPIES, starts_at__lt=whole_day.ends_at, ends_at__gt=whole_day.starts_at
    )
    if besides is not None:
        rows = rows.exclude(pk=besides)
    spans = [_span(*pair) for pair in rows.values_list("starts_at", "ends_at")]
    return sum(minutes for span in spans for at, minutes in days_of(span) if at == day)


def of_person(centre_id: UUID, kind: str, who: Who) -> QuerySet[Booking]:
    """Every booking of one person of one kind."""
    return Booking.objects.filter(
        centre_id=centre_id, kind=kind, booked_for_type=who.type, booked_for_id=who.id
    )


def midnight_before(now: datetime) -> datetime:
    """When the day of `now` began in Tashkent."""
    return datetime.combine(now.astimezone(TASHKENT).date(), time(), TASHKENT)


def unsettled(now: datetime) -> list[tuple[UUID, str]]:
    """Centres and kinds in which time may have changed something: a hold or a use ran out, somebody waits."""
    due = Q(state="held", held_until__lte=now) | Q(state__in=("held", "in_use"), ends_at__lte=now)
    rows = Booking.objects.filter(due | Q(state="waiting"), state__in=LIVE)
    return list(rows.order_by().values_list("centre_id", "kind").distinct())


def _span(starts_at: datetime | None, ends_at: datetime | None) -> Span:
    assert starts_at is not None and ends_at is not None  # what occupies a thing has both
    return Span(starts_at.astimezone(TASHKENT), ends_at.astimezone(TASHKENT))


def _local(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(TASHKENT)
