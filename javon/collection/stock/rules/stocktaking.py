"""Counting the stock: what a scan means, what an unseen copy means, what may be opened, when the next is due.

The outcomes of :func:`scanned` and :func:`unseen` together part the expected copies: each gets exactly one.
Dossier 3.7, 3.8, 8.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from javon.core.verdict import Refusal, Verdict, Weight

AT_HAND = "on_shelf"  # the one place that says a copy stands where its shelf is
NOT_THERE = ("missing", "lost")  # a copy found again when it is scanned
LARGEST_SAMPLE = 1_000
LONGEST_LIST = 5_000  # codes of a handheld scanner taken in at one time
WINDOW = timedelta(minutes=10)  # the pace is that of the last minutes of work


@dataclass(frozen=True, slots=True)
class Shelf:
    """A shelf of a session: its key, its service point, its name ("" where the copies name none)."""

    key: int
    point: UUID
    name: str = ""


@dataclass(frozen=True, slots=True)
class ScanFacts:
    """What is known of the copy behind a code at the moment of its scan."""

    is_known: bool = True
    is_counted: bool = False  # scanned before in this session
    is_expected: bool = True
    now: str = AT_HAND  # where it is said to be
    own: Shelf | None = None  # where it was said to stand when the session opened
    here: Shelf | None = None  # the shelf that is being counted; None: nobody said


def scanned(facts: ScanFacts) -> str:
    """The outcome of one scan."""
    if not facts.is_known:
        return "unknown"
    if facts.is_counted:
        return "duplicate"
    if facts.now == "written_off":
        return "withdrawn"
    if not facts.is_expected:
        return "stray"
    if facts.now in NOT_THERE:
        return "found"
    if facts.now != AT_HAND:
        return "said_away"
    return "in_place" if _fits(facts.own, facts.here) else "wrong_place"


def _fits(own: Shelf | None, here: Shelf | None) -> bool:
    if own is None or here is None or own.key == here.key:
        return True
    # Where the copy's record names no shelf, or the point is counted as a whole, the point decides.
    return own.point == here.point and ("" in (own.name, here.name))


def unseen(*, now: str, has_moved: bool, is_finished: bool) -> str:
    """The outcome of an expected copy that nobody has scanned; "" while its shelf is not finished.

    `has_moved`: it was lent, returned or carried after the session had opened, so somebody held it in the hand; it
    must never count as missing.
    """
    if now not in (AT_HAND, "missing"):
        return "away"
    if now == AT_HAND and has_moved:
        return "handled"
    return "missing" if is_finished else ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be counted: service points, and narrower bounds where there are any."""

    points: tuple[UUID, ...] = ()
    shelf: str = ""
    mark_from: str = ""
    mark_to: str = ""
    number_from: int | None = None
    number_to: int | None = None
    sample: int | None = None

    @property
    def is_whole(self) -> bool:
        """The whole stock of its points."""
        return not (self.shelf or self.mark_from or self.mark_to or self.sample) and (
            self.number_from is None and self.number_to is None
        )


@dataclass(frozen=True, slots=True)
class OpeningFacts:
    """What must be known before a session is opened."""

    scope: Scope
    copies: int  # in the scope
    order_label: str = ""
    is_handover: bool = False
    liable_before: UUID | None = None
    liable_after: UUID | None = None
    commission_counts: bool = True  # it was set up for stocktaking and is in being today
    counted_elsewhere: int = 0  # copies of the scope that another open session counts
    others: tuple[int, ...] = ()  # numbers of those sessions


def may_open(facts: OpeningFacts) -> Verdict:
    """Every objection to a session."""
    scope = facts.scope
    return Verdict.of(
        (
            _if(not scope.points, "no_point"),
            _if(
                scope.number_from is not None
                and scope.number_to is not None
                and scope.number_from > scope.number_to,
                "numbers_reversed",
            ),
            _if(
                bool(scope.mark_from and scope.mark_to) and scope.mark_from > scope.mark_to, "marks_reversed"
            ),
            _if(
                scope.sample is not None and not 1 <= scope.sample <= LARGEST_SAMPLE,
                "sample_unreal",
                most=LARGEST_SAMPLE,
            ),
            _if(bool(scope.points) and facts.copies == 0, "nothing_to_count"),
            _if(not facts.order_label.strip(), "no_order"),
            _if(not facts.commission_counts, "commission_does_not_count"),
            _if(
                bool(facts.counted_elsewhere),
                "counted_elsewhere",
                copies=facts.counted_elsewhere,
                numbers=", ".join(map(str, facts.others)),
            ),
            *_handover(facts),
        )
    )


def _handover(facts: OpeningFacts) -> Iterable[Refusal | None]:
    if not facts.is_handover:
        return ()
    return (
        _if(facts.liable_before is None or facts.liable_after is None, "handover_needs_two"),
        _if(
            facts.liable_before is not None and facts.liable_before == facts.liable_after,
            "handover_to_the_same",
        ),
        _if(not facts.scope.is_whole, "handover_is_of_the_whole"),
    )


def _if(is_so: bool, code: str, **details: object) -> Refusal | None:
    return Refusal(code, Weight.FORBIDS, details) if is_so else None


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast it goes: copies per minute, and the minutes left; None where nothing can be said yet."""

    per_minute: float | None = None
    minutes_left: int | None = None


def pace(first: datetime | None, last: datetime | None, scans: int, left: int) -> Pace:
    """From the `scans` between `first` and `last` of the last minutes of work."""
    if first is None or last is None or scans < 5 or last <= first:
        return Pace()
    per_minute = (scans - 1) * 60 / (last - first).total_seconds()
    return Pace(round(per_minute, 1), max(0, round(left / per_minute)))


@dataclass(frozen=True, slots=True)
class Interval:
    """A stock of up to so many copies is counted every so many years (None: of any size), from a day on."""

    years: int
    up_to: int | None = None
    valid_from: date = date.min


def years_between(copies: int, intervals: Sequence[Interval], today: date) -> int:
    """How often a stock of this size is counted, by the interval that holds `today`."""
    newest = max((one.valid_from for one in intervals if one.valid_from <= today), default=date.min)
    for one in sorted(
        (one for one in intervals if one.valid_from == newest), key=lambda one: one.up_to or 10**12
    ):
        if one.up_to is None or copies <= one.up_to:
            return one.years
    raise ValueError("no interval for a stock of this size")


def due_on(last_on: date | None, years: int) -> date | None:
    """The day by which the next session is to be; None: never counted, due now."""
    if last_on is None:
        return None
    try:
        return last_on.replace(year=last_on.year + years)
    except ValueError:  # the 29th of February
        return last_on.replace(year=last_on.year + years, day=28)
