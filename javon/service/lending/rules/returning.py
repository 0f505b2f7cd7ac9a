"""What is to be said when a copy comes back. Taking back is never refused for a rule: the book is here.

Dossier 7.3 (3), 8.1: a return needs no reader; issue D: a copy never lent comes back, the clock, the paper day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight


@dataclass(frozen=True, slots=True)
class ReturningFacts:
    """One copy that lies on the desk. `lent_on` is None where no loan is behind it."""

    state: str = "on_loan"
    belongs_to_centre: bool = True
    lent_on: date | None = date(2026, 1, 1)
    days_late: int = 0
    was_claimed: bool = False  # the reader had said that it was brought back
    is_at_home: bool = True  # this is the service point it belongs to
    waiting_readers: int = 0
    happened_on: date = date(2026, 1, 1)
    today: date = date(2026, 1, 1)
    clock_is_behind: bool = False
    day_was_chosen: bool = False
    returned_lately: bool = False  # its last loan was taken back within seconds: read twice


def copy_is_of_another_centre(f: ReturningFacts) -> Refusal | None:
    return None if f.belongs_to_centre else Refusal("copy_of_another_centre", Weight.FORBIDS)


def copy_was_withdrawn(f: ReturningFacts) -> Refusal | None:
    if f.state != "written_off":
        return None
    # Withdrawn while it was out: the loan ends, the copy is put aside.
    return Refusal("copy_withdrawn", Weight.FORBIDS if f.lent_on is None else Weight.WARNS)


_SAID_OTHERWISE = ("on_loan", "missing", "lost", "in_reading_room", "written_off", "on_hold_shelf")


def copy_was_not_out(f: ReturningFacts) -> Refusal | None:
    if f.lent_on is not None or f.state in _SAID_OTHERWISE:
        return None
    return Refusal("read_twice" if f.returned_lately else "not_on_loan", Weight.WARNS)


def nobody_had_it(f: ReturningFacts) -> Refusal | None:
    if f.lent_on is None and f.state == "on_loan":
        return Refusal("no_loan_behind", Weight.WARNS)
    return None


def copy_was_gone(f: ReturningFacts) -> Refusal | None:
    if f.state in ("missing", "lost"):
        return Refusal(f"found_{f.state}", Weight.WARNS)
    return None


def day_is_wrong(f: ReturningFacts) -> Refusal | None:
    if f.happened_on > f.today:
        return Refusal("day_to_come", Weight.FORBIDS)
    if f.lent_on is not None and f.happened_on < f.lent_on:
        return Refusal("before_lent", Weight.FORBIDS, {"lent_on": f.lent_on})
    return None


def clock_stands_behind(f: ReturningFacts) -> Refusal | None:
    if f.clock_is_behind and not f.day_was_chosen:
        return Refusal("clock_behind", Weight.FORBIDS)
    return None


def copy_is_late(f: ReturningFacts) -> Refusal | None:
    return Refusal("came_late", Weight.WARNS, {"days": f.days_late}) if f.days_late else None


def reader_was_right(f: ReturningFacts) -> Refusal | None:
    return Refusal("was_claimed", Weight.WARNS) if f.was_claimed else None


def copy_belongs_elsewhere(f: ReturningFacts) -> Refusal | None:
    return None if f.is_at_home else Refusal("belongs_elsewhere", Weight.WARNS)


RETURNING_RULES: tuple[Callable[[ReturningFacts], Refusal | None], ...] = (
    copy_is_of_another_centre,
    copy_was_withdrawn,
    day_is_wrong,
    clock_stands_behind,
    copy_was_not_out,
    nobody_had_it,
    copy_was_gone,
    copy_is_late,
    reader_was_right,
    copy_belongs_elsewhere,
)


def may_take_back(facts: ReturningFacts) -> Verdict:
    """Every objection and note to a return."""
    return Verdict.of(rule(facts) for rule in RETURNING_RULES)
