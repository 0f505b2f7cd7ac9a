"""May this thing be had, for so long, by this person? Pure; every objection is told, not the first only.

Who may overrule an objection the caller names, code by code, in `overrides`: a right of its own for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from javon.core.verdict import Refusal, Verdict, Weight

WAITING, HELD, IN_USE, DONE = "waiting", "held", "in_use", "done"
RELEASED, CANCELLED, NO_SHOW = "released", "cancelled", "no_show"
LIVE = (WAITING, HELD, IN_USE)
OCCUPIES = (HELD, IN_USE, DONE)  # what was used stays on the calendar: a thing was with one person at a time

# From which state to which; whatever is not here cannot happen.
NEXT: Mapping[str, tuple[str, ...]] = {
    WAITING: (HELD, RELEASED, CANCELLED),
    HELD: (IN_USE, WAITING, RELEASED, CANCELLED, NO_SHOW, DONE),
    IN_USE: (DONE,),
    DONE: (),
    RELEASED: (),
    CANCELLED: (),
    NO_SHOW: (),
}

OTHERS_WAIT = "booking_others_wait"
QUOTA_REACHED = "booking_quota_reached"
OVERRIDABLE = (OTHERS_WAIT, QUOTA_REACHED)

LATE_BY = timedelta(minutes=2)  # a form that was open while the minute went by is not "the past"
LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class Span:
    """From `starts_at` up to, not including, `ends_at`."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: Span) -> bool:
        """True when both share a moment; spans that only touch do not, and an empty one never does."""
        return max(self.starts_at, other.starts_at) < min(self.ends_at, other.ends_at)


@dataclass(frozen=True, slots=True)
class DayOfUse:
    """Minutes of one calendar day: had already or booked, asked for now, and allowed (None: as many as one likes)."""

    day: date
    used: int
    asked: int
    allowed: int | None

    @property
    def is_exceeded(self) -> bool:
        return self.allowed is not None and self.used + self.asked > self.allowed


@dataclass(frozen=True, slots=True)
class UseFacts:
    """One person wants one thing from `starts_at` to `ends_at`.

    `taken` are the spans (clearing time included) of others that meet it; `others_waiting` how many stand before this
    person in the queue; `has_another` the code of the thing of this kind that the person has at that time.
    """

    now: datetime
    starts_at: datetime
    ends_at: datetime
    is_open: bool = True
    taken: tuple[Span, ...] = ()
    others_waiting: int = 0
    has_another: str = ""
    days: tuple[DayOfUse, ...] = ()
    longest_minutes: int = 24 * 60
    last_moment: datetime | None = None  # nothing is booked that begins after it
    next_at: datetime | None = None  # the use was cut short because the thing is promised from then on
    overrides: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """A use that is to go on until `new_end`."""

    now: datetime
    state: str
    ends_at: datetime
    new_end: datetime
    is_block: bool = False
    taken: tuple[Span, ...] = ()
    others_waiting: int = 0
    days: tuple[DayOfUse, ...] = ()
    overrides: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QueueFacts:
    """One person wants to stand in the queue."""

    places: int  # how many things one could wait for, working or not
    has_another: str = ""
    waits_already: bool = False
    days: tuple[DayOfUse, ...] = ()
    overrides: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """So many things of one kind for one purpose: a class hour."""

    now: datetime
    starts_at: datetime
    ends_at: datetime
    label: str
    wanted: int
    free: int
    longest_minutes: int = 24 * 60
    last_moment: datetime | None = None


Facts = UseFacts | BlockFacts


def times_are_unreal(f: Facts) -> Refusal | None:
    if f.ends_at <= f.starts_at:
        return Refusal("booking_ends_before_it_begins", Weight.FORBIDS)
    return None


def it_begins_in_the_past(f: Facts) -> Refusal | None:
    return Refusal("booking_in_the_past", Weight.FORBIDS) if f.starts_at < f.now - LATE_BY else None


def it_is_too_far_ahead(f: Facts) -> Refusal | None:
    if f.last_moment is not None and f.starts_at > f.last_moment:
        return Refusal("booking_too_far_ahead", Weight.FORBIDS, {"until": f.last_moment})
    return None


def it_is_too_long(f: Facts) -> Refusal | None:
    if f.ends_at - f.starts_at > timedelta(minutes=f.longest_minutes):
        return Refusal("booking_too_long", Weight.FORBIDS, {"minutes": f.longest_minutes})
    return None


def it_is_closed(f: UseFacts) -> Refusal | None:
    return None if f.is_open else Refusal("booking_closed", Weight.FORBIDS)


def it_is_taken(f: UseFacts) -> Refusal | None:
    if not f.taken:
        return None
    first = min(f.taken, key=lambda span: span.starts_at)
    return Refusal("booking_taken", Weight.FORBIDS, {"since": first.starts_at, "until": first.ends_at})


def they_have_another(f: UseFacts | QueueFacts) -> Refusal | None:
    return Refusal("booking_has_another", Weight.FORBIDS, {"code": f.has_another}) if f.has_another else None


def quota_is_reached(f: UseFacts | ExtensionFacts | QueueFacts) -> Refusal | None:
    """The minutes count for the day on which they are used, never for the day on which they were asked for."""
    day = next((one for one in f.days if one.is_exceeded), None)
    if day is None:
        return None
    told = {"day": day.day, "used": day.used, "allowed": day.allowed}
    return _held(QUOTA_REACHED, told, f.overrides)


def others_wait(f: UseFacts | ExtensionFacts) -> Refusal | None:
    if not f.others_waiting:
        return None
    return _held(OTHERS_WAIT, {"count": f.others_waiting}, f.overrides)


def it_is_promised_soon(f: UseFacts) -> Refusal | None:
    return Refusal("booking_cut_short", Weight.WARNS, {"until": f.next_at}) if f.next_at else None


def _held(code: str, told: dict[str, object], overrides: Mapping[str, str]) -> Refusal:
    return Refusal(code, Weight.HOLDS, told, override_right=overrides.get(code, ""))


USE_RULES = (
    times_are_unreal,
    it_begins_in_the_past,
    it_is_too_far_ahead,
    it_is_too_long,
    it_is_closed,
    it_is_taken,
    they_have_another,
    others_wait,
    quota_is_reached,
    it_is_promised_soon,
)


def may_use(facts: UseFacts) -> Verdict:
    """May the person have the thing at that time, now or later?"""
    return Verdict.of(rule(facts) for rule in USE_RULES)


def it_is_not_in_use(f: ExtensionFacts) -> Refusal | None:
    is_on = f.state == IN_USE and f.ends_at > f.now and not f.is_block
    return None if is_on else Refusal("booking_is_over", Weight.FORBIDS)


def it_is_promised(f: ExtensionFacts) -> Refusal | None:
    if not f.taken:
        return None
    return Refusal("booking_promised", Weight.FORBIDS, {"since": min(span.starts_at for span in f.taken)})


EXTENSION_RULES = (it_is_not_in_use, it_is_promised, others_wait, quota_is_reached)


def may_extend(facts: ExtensionFacts) -> Verdict:
    """May the use go on?"""
    return Verdict.of(rule(facts) for rule in EXTENSION_RULES)


def may_queue(f: QueueFacts) -> Verdict:
    """May the person stand in the queue?"""
    return Verdict.of(
        [
            None if f.places else Refusal("booking_nothing_to_wait_for", Weight.FORBIDS),
            Refusal("booking_waits_already", Weight.FORBIDS) if f.waits_already else None,
            they_have_another(f),
            quota_is_reached(f),
        ]
    )


def may_check_in(*, state: str, held_until: datetime | None, is_open: bool, now: datetime) -> Verdict:
    """May the person who was promised the thing sit down?"""
    is_promised = state == HELD and (held_until is None or held_until > now)
    return Verdict.of(
        [
            None if is_promised else Refusal("booking_is_over", Weight.FORBIDS),
            None if is_open else Refusal("booking_closed", Weight.FORBIDS),
        ]
    )


def may_move_on(state: str, to: str) -> Verdict:
    """May a booking in `state` become `to`?"""
    return Verdict.of([None if to in NEXT[state] else Refusal("booking_is_over", Weight.FORBIDS)])


def may_block(f: BlockFacts) -> Verdict:
    """May so many things be set aside?"""
    few = f.wanted >= 1 and f.free < f.wanted
    told = {"wanted": f.wanted, "free": f.free}
    return Verdict.of(
        [
            times_are_unreal(f),
            it_begins_in_the_past(f),
            it_is_too_far_ahead(f),
            it_is_too_long(f),
            None if f.label.strip() else Refusal("booking_block_without_label", Weight.FORBIDS),
            None if f.wanted >= 1 else Refusal("booking_block_of_nothing", Weight.FORBIDS),
            Refusal("booking_too_few_free", Weight.FORBIDS, told) if few else None,
        ]
    )


def days_of(span: Span) -> list[tuple[date, int]]:
    """The calendar days that `span` (in local time) touches, each with its minutes, begun ones counted whole."""
    found: list[tuple[date, int]] = []
    at = span.starts_at
    while at < span.ends_at:
        midnight = datetime.combine(at.date() + timedelta(days=1), time(), at.tzinfo)
        until = min(midnight, span.ends_at)
        found.append((at.date(), minutes_of(until - at)))
        at = until
    return found


def minutes_of(length: timedelta) -> int:
    """Whole minutes, a begun one counted."""
    return max(0, -(-int(length.total_seconds()) // 60))


def free_until(at: datetime, taken: Iterable[Span]) -> datetime | None:
    """When the next of `taken` begins after `at`; None when none does."""
    return min((span.starts_at for span in taken if span.starts_at >= at), default=None)
