"""May this be given to this person by that day? Nizom 1.3; every objection is heard, never the first only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from javon.core.verdict import Refusal, Verdict, Weight

MOST_LETTERS = 4000  # a point of an order fits many times over
FURTHEST = timedelta(days=3 * 366)  # a date beyond it is a mistyped year
OVERRIDE_SHORT_DEADLINE = "tasks.override_short_deadline"


@dataclass(frozen=True, slots=True)
class GivingFacts:
    """A task as it would be given, and what is known around it. Names are for the sentences."""

    what: str
    executor: str
    today: date
    due_on: date | None = None
    executor_works: bool = True
    executor_in_reach: bool = True  # the giver may give tasks to this person
    given_to_oneself: bool = False
    controls_oneself: bool = False
    due_is_open: bool = True  # the house is open that day
    closed_for_today: bool = False  # the last opening hour of today is over
    away_until: date | None = None  # the executor is absent on the day it is due
    whole_due_on: date | None = None  # of the task whose part this is


def words_are_missing(f: GivingFacts) -> Refusal | None:
    return Refusal("task_without_words", Weight.FORBIDS) if not f.what.strip() else None


def words_are_too_many(f: GivingFacts) -> Refusal | None:
    if len(f.what) > MOST_LETTERS:
        return Refusal("task_too_long", Weight.FORBIDS, {"letters": len(f.what), "most": MOST_LETTERS})
    return None


def executor_does_not_work_here(f: GivingFacts) -> Refusal | None:
    return Refusal("executor_left", Weight.FORBIDS, {"person": f.executor}) if not f.executor_works else None


def executor_is_out_of_reach(f: GivingFacts) -> Refusal | None:
    if not f.executor_in_reach:
        return Refusal("not_of_ones_service", Weight.FORBIDS, {"person": f.executor})
    return None


def task_is_given_to_oneself(f: GivingFacts) -> Refusal | None:
    return Refusal("given_to_oneself", Weight.FORBIDS) if f.given_to_oneself else None


def executor_controls_oneself(f: GivingFacts) -> Refusal | None:
    return Refusal("controls_oneself", Weight.FORBIDS, {"person": f.executor}) if f.controls_oneself else None


def due_day_is_past(f: GivingFacts) -> Refusal | None:
    if f.due_on is not None and f.due_on < f.today:
        return Refusal("due_in_the_past", Weight.FORBIDS, {"due": f.due_on, "today": f.today})
    return None


def due_day_is_too_far(f: GivingFacts) -> Refusal | None:
    if f.due_on is not None and f.due_on > f.today + FURTHEST:
        return Refusal("due_too_far", Weight.FORBIDS, {"due": f.due_on})
    return None


def due_day_is_closed(f: GivingFacts) -> Refusal | None:
    if f.due_on is not None and f.due_on >= f.today and not f.due_is_open:
        return Refusal("due_on_closed_day", Weight.HOLDS, {"due": f.due_on}, OVERRIDE_SHORT_DEADLINE)
    return None


def due_day_is_over(f: GivingFacts) -> Refusal | None:
    if f.due_on == f.today and f.due_is_open and f.closed_for_today:
        return Refusal("due_day_is_over", Weight.HOLDS, {"due": f.due_on}, OVERRIDE_SHORT_DEADLINE)
    return None


def part_lasts_longer_than_the_whole(f: GivingFacts) -> Refusal | None:
    if f.whole_due_on is not None and (f.due_on is None or f.due_on > f.whole_due_on):
        return Refusal("part_beyond_whole", Weight.FORBIDS, {"due": f.whole_due_on})
    return None


def executor_is_away(f: GivingFacts) -> Refusal | None:
    if f.away_until is not None:
        return Refusal("executor_away", Weight.WARNS, {"person": f.executor, "day": f.away_until})
    return None


PAPER_RULES = (
    words_are_missing,
    words_are_too_many,
    executor_does_not_work_here,
    executor_controls_oneself,
    due_day_is_past,
    due_day_is_too_far,
    executor_is_away,
)
ORAL_RULES = (*PAPER_RULES, due_day_is_closed, due_day_is_over)
GIVING_RULES = (
    *ORAL_RULES,
    executor_is_out_of_reach,
    task_is_given_to_oneself,
    part_lasts_longer_than_the_whole,
)


def may_give(facts: GivingFacts) -> Verdict:
    """May this person give this task, or a part of their own?"""
    return Verdict.of(rule(facts) for rule in GIVING_RULES)


def may_write_down(facts: GivingFacts) -> Verdict:
    """May an executor write down what the director said? Reach is no question: it was said already."""
    return Verdict.of(rule(facts) for rule in ORAL_RULES)


def may_give_by_paper(facts: GivingFacts) -> Verdict:
    """May a point of an approved paper become a task? The paper is the right; its days stand as signed."""
    return Verdict.of(rule(facts) for rule in PAPER_RULES)
