"""May this reader reserve this? And what may be done with a hold. Nizom 2.6; dossier 3.3; ux.md 5.2.

Reserving what stands on the shelf is welcome: a librarian fetches it. No objection names another reader.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from javon.core.verdict import Refusal, Verdict, Weight
from javon.service.lending.rules.borrowing import OVERRULE, Restriction

NO_SHOWS: Final = 3  # holds not fetched, within…
NO_SHOW_DAYS: Final = 180
LONGEST_PAUSE: Final = 180  # days
MOST_TITLES: Final = 20  # of a list


@dataclass(frozen=True, slots=True)
class HoldingFacts:
    """One reader and what is to be reserved, the day, the terms."""

    is_own: bool = True  # a reader acts for themselves (always true at the desk)
    is_here: bool = True
    belongs_to_centre: bool = True
    is_registered: bool = True
    restrictions: tuple[Restriction, ...] = ()
    most_days_late: int = 0
    debtor_days: int = 30
    open_holds: int = 0
    most_holds: int = 5
    waits_already: bool = False
    has_it: bool = False
    titles: int = 1
    has_hidden: bool = False  # a record that was taken away from readers
    living_copies: int = 1  # neither withdrawn nor lost
    lendable_copies: int = 1  # of these, those that may leave the house
    age_mark: int | None = None
    age: int | None = 30
    is_collective: bool = False
    not_fetched: int = 0
    today: date = date(2026, 1, 1)


def hold_is_anothers(f: HoldingFacts) -> Refusal | None:
    return None if f.is_own else Refusal("not_your_hold", Weight.FORBIDS)


def reader_is_of_another_centre(f: HoldingFacts) -> Refusal | None:
    return None if f.belongs_to_centre else Refusal("reader_of_another_centre", Weight.FORBIDS)


def reader_has_left(f: HoldingFacts) -> Refusal | None:
    return None if f.is_here else Refusal("reader_has_left", Weight.FORBIDS)


def nothing_was_named(f: HoldingFacts) -> Refusal | None:
    if f.titles < 1:
        return Refusal("nothing_to_reserve", Weight.FORBIDS)
    if f.titles > MOST_TITLES:
        return Refusal("too_many_titles", Weight.FORBIDS, {"most": MOST_TITLES})
    return None


def record_is_hidden(f: HoldingFacts) -> Refusal | None:
    return Refusal("title_hidden", Weight.FORBIDS) if f.has_hidden else None


def no_copy_is_left(f: HoldingFacts) -> Refusal | None:
    if f.titles >= 1 and f.living_copies < 1:
        return Refusal("no_copy_left", Weight.FORBIDS)
    return None


def nothing_may_leave_the_house(f: HoldingFacts) -> Refusal | None:
    if f.living_copies and f.lendable_copies < 1:
        return Refusal("hold_reading_room_only", Weight.HOLDS, {}, OVERRULE)
    return None


def reader_waits_already(f: HoldingFacts) -> Refusal | None:
    return Refusal("waits_already", Weight.FORBIDS) if f.waits_already else None


def reader_has_it(f: HoldingFacts) -> Refusal | None:
    return Refusal("has_what_is_reserved", Weight.HOLDS, {}, OVERRULE) if f.has_it else None


def registration_is_over(f: HoldingFacts) -> Refusal | None:
    if not f.is_registered:
        return Refusal("not_registered_this_year", Weight.HOLDS, {"year": f.today.year}, OVERRULE)
    return None


def reader_is_restricted(f: HoldingFacts) -> Refusal | None:
    for one in f.restrictions:
        if one.deed in ("all", "hold"):
            details = {"reason": one.reason, "until": one.ends_on}
            return Refusal("reader_restricted", Weight.HOLDS, details, OVERRULE)
    return None


def reader_is_a_debtor(f: HoldingFacts) -> Refusal | None:
    if f.most_days_late > f.debtor_days:
        return Refusal("debtor_may_not_reserve", Weight.HOLDS, {"days": f.most_days_late}, OVERRULE)
    return None


def limit_is_reached(f: HoldingFacts) -> Refusal | None:
    if f.open_holds >= f.most_holds:
        details = {"open": f.open_holds, "most": f.most_holds}
        return Refusal("holds_limit_reached", Weight.HOLDS, details, OVERRULE)
    return None


def reader_is_too_young(f: HoldingFacts) -> Refusal | None:
    if not f.age_mark or f.is_collective:
        return None
    if f.age is None or f.age < f.age_mark:
        return Refusal("too_young", Weight.HOLDS, {"mark": f.age_mark, "age": f.age}, OVERRULE)
    return None


def reader_often_does_not_come(f: HoldingFacts) -> Refusal | None:
    if f.not_fetched >= NO_SHOWS:
        return Refusal("often_not_fetched", Weight.WARNS, {"times": f.not_fetched})
    return None


HOLDING_RULES: tuple[Callable[[HoldingFacts], Refusal | None], ...] = (
    hold_is_anothers,
    reader_is_of_another_centre,
    reader_has_left,
    nothing_was_named,
    record_is_hidden,
    no_copy_is_left,
    reader_waits_already,
    nothing_may_leave_the_house,
    reader_has_it,
    registration_is_over,
    reader_is_restricted,
    reader_is_a_debtor,
    limit_is_reached,
    reader_is_too_young,
    reader_often_does_not_come,
)


def may_hold(facts: HoldingFacts) -> Verdict:
    """Every objection to a reservation."""
    return Verdict.of(rule(facts) for rule in HOLDING_RULES)


@dataclass(frozen=True, slots=True)
class HoldDeed:
    """A deed at a hold that exists: cancel, pause, go on, put first, close."""

    state: str = "waiting"
    is_own: bool = True
    pause_until: date | None = None
    today: date = date(2026, 1, 1)
    is_pausing: bool = False
    is_pinning: bool = False
    reason: str = ""
    has_a_copy: bool = False  # a copy that could still come


def may_change(f: HoldDeed) -> Verdict:
    """Every objection to a deed at an open hold."""
    found: list[Refusal] = []
    if not f.is_own:
        found.append(Refusal("not_your_hold", Weight.FORBIDS))
    elif f.state not in ("waiting", "ready"):
        found.append(Refusal("hold_over", Weight.FORBIDS))
    if f.is_pausing:
        last = f.today + timedelta(days=LONGEST_PAUSE)
        if f.pause_until is None or not f.today < f.pause_until <= last:
            found.append(Refusal("pause_day_wrong", Weight.FORBIDS, {"most": LONGEST_PAUSE}))
    if f.is_pinning and not f.reason.strip():
        found.append(Refusal("pin_without_reason", Weight.FORBIDS))
    return Verdict(tuple(found))


_AT_HAND: Final = ("on_shelf", "on_display", "missing", "in_transit", "in_reading_room", "in_processing")


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A copy that was scanned beside the list of what is to be fetched, or that is not in its place."""

    state: str = "on_shelf"
    loanable: bool = True
    is_listed: bool = False  # on an open list of withdrawals or moves
    is_ready: bool = False  # stands on the ready shelf already


def may_find(f: FindingFacts) -> Verdict:
    """Every objection to putting a scanned copy on the ready shelf."""
    if f.is_ready:
        return Verdict((Refusal("ready_already", Weight.FORBIDS),))
    if f.state == "written_off":
        return Verdict((Refusal("copy_withdrawn", Weight.FORBIDS),))
    if f.state not in _AT_HAND:
        return Verdict((Refusal("not_at_hand", Weight.FORBIDS, {"state": f.state}),))
    if f.is_listed:
        return Verdict((Refusal("listed_copy_not_held", Weight.FORBIDS),))
    return Verdict()


def may_be_missing(f: FindingFacts) -> Verdict:
    """Whether a copy that should stand on its shelf may be written down as missing."""
    if f.state not in ("on_shelf", "on_display", "on_hold_shelf"):
        return Verdict((Refusal("not_on_its_shelf", Weight.FORBIDS, {"state": f.state}),))
    return Verdict()
