"""What becomes of bookings as time goes by: holds run out, uses end, the next in the queue is offered what is free.

Pure: from things, bookings and a moment to the list of changes. Pages show the picture so computed without writing,
every verb and the job write it; asked twice for one moment it changes nothing the second time. An offer begins when it
is made, so that a machine that was off for an hour does not burn a queue that nobody could answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from javon.core.booking.rules.use import (
    DONE,
    HELD,
    IN_USE,
    NO_SHOW,
    OCCUPIES,
    RELEASED,
    WAITING,
    Span,
    free_until,
)

SHORTEST_USE = timedelta(minutes=15)  # what is free for less after the hold is not worth an offer


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long a use of this kind lasts, and how long a place is kept for the next in the queue."""

    use: timedelta
    hold: timedelta


@dataclass(frozen=True, slots=True)
class Place:
    """A thing that can be had. Those of one `group` are as good as each other."""

    id: UUID
    group: UUID | None = None
    is_open: bool = True
    padding: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Use:
    """A booking as the rules see it; `free_at` is its end and the clearing time after it."""

    id: UUID
    state: str
    queued_at: datetime
    place: UUID | None = None
    group: UUID | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    free_at: datetime | None = None
    held_until: datetime | None = None
    queue_place: int | None = None
    is_block: bool = False

    @property
    def span(self) -> Span | None:
        """What it occupies; None when it occupies nothing."""
        if self.state not in OCCUPIES or self.starts_at is None or self.free_at is None:
            return None
        return Span(self.starts_at, self.free_at)


def settled(
    places: Sequence[Place], uses: Sequence[Use], *, lengths: Lengths, now: datetime, day_began: datetime
) -> list[Use]:
    """The bookings as they are at `now`, in the order given. `day_began` is the midnight before `now`: a queue of
    yesterday is over."""
    after = {use.id: _as_time_went_by(use, now, day_began) for use in uses}
    waiting = [use for use in after.values() if use.state == WAITING]
    for use in sorted(waiting, key=lambda one: one.queue_place or 0):
        offer = _offer(use, places, after.values(), lengths, now)
        if offer is not None:
            after[use.id] = offer
    return list(after.values())


def _as_time_went_by(use: Use, now: datetime, day_began: datetime) -> Use:
    if use.state == HELD and not use.is_block and use.held_until is not None and use.held_until <= now:
        # Who was offered a place and did not come lets it go; who had asked for a time of his own missed it.
        return replace(use, state=NO_SHOW if use.queue_place is None else RELEASED)
    if use.state in (HELD, IN_USE) and use.ends_at is not None and use.ends_at <= now:
        return replace(use, state=DONE)
    if use.state == WAITING and use.queued_at < day_began:
        return replace(use, state=RELEASED)
    return use


def _offer(
    use: Use, places: Sequence[Place], uses: Iterable[Use], lengths: Lengths, now: datetime
) -> Use | None:
    known = list(uses)
    for place in places:
        if not place.is_open or use.group not in (None, place.group):
            continue
        taken = [one.span for one in known if one.place == place.id and one.span is not None]
        end = end_of_use(place, taken, at=now, longest=lengths.use)
        if end is None or end - now < lengths.hold + SHORTEST_USE:
            continue
        return replace(
            use,
            state=HELD,
            place=place.id,
            starts_at=now,
            ends_at=end,
            free_at=end + place.padding,
            held_until=now + lengths.hold,
        )
    return None


def end_of_use(place: Place, taken: Sequence[Span], *, at: datetime, longest: timedelta) -> datetime | None:
    """Until when the thing can be had from `at`, at most `longest`; None when somebody has it then."""
    if any(span.starts_at <= at < span.ends_at for span in taken):
        return None
    end, next_at = at + longest, free_until(at, taken)
    if next_at is not None:
        end = min(end, next_at - place.padding)
    return end if end > at else None
