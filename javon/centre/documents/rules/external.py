"""Acts above us: which may be entered, and how one ends. Nizom 1.7."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight


@dataclass(frozen=True, slots=True)
class ActFacts:
    """An act that is about to be entered."""

    is_external_kind: bool
    title: str
    number: str
    today: date
    dated_on: date | None = None
    known_as: str = ""  # the title of an act of the same kind, number and date


def kind_is_not_external(f: ActFacts) -> Refusal | None:
    return None if f.is_external_kind else Refusal("act_not_external", Weight.FORBIDS)


def act_has_no_title(f: ActFacts) -> Refusal | None:
    return None if f.title.strip() else Refusal("no_title", Weight.FORBIDS)


def act_is_of_tomorrow(f: ActFacts) -> Refusal | None:
    if f.dated_on is not None and f.dated_on > f.today:
        return Refusal("act_of_future", Weight.FORBIDS, {"day": f.dated_on})
    return None


def act_is_known(f: ActFacts) -> Refusal | None:
    return Refusal("act_known", Weight.FORBIDS, {"title": f.known_as}) if f.known_as else None


ACT_RULES = (kind_is_not_external, act_has_no_title, act_is_of_tomorrow, act_is_known)


def may_enter_act(facts: ActFacts) -> Verdict:
    """May this act stand in the register?"""
    return Verdict.of(rule(facts) for rule in ACT_RULES)


@dataclass(frozen=True, slots=True)
class EndingFacts:
    """An act is about to be said to have lost force."""

    is_in_force: bool
    last_day: date
    valid_from: date | None
    today: date
    is_itself: bool = False  # named as what takes its own place
    successor_binds: bool = True  # what takes its place is an act in force


def act_is_not_in_force(f: EndingFacts) -> Refusal | None:
    return None if f.is_in_force else Refusal("act_not_in_force", Weight.FORBIDS)


def act_ends_before_it_begins(f: EndingFacts) -> Refusal | None:
    if f.valid_from is not None and f.last_day < f.valid_from:
        return Refusal("act_ends_before", Weight.FORBIDS, {"day": f.valid_from})
    return None


def act_is_still_in_force(f: EndingFacts) -> Refusal | None:
    """Its last day is still to come, so it binds today."""
    return (
        Refusal("act_still_in_force", Weight.FORBIDS, {"day": f.last_day}) if f.last_day > f.today else None
    )


def successor_does_not_bind(f: EndingFacts) -> Refusal | None:
    return None if f.successor_binds or f.is_itself else Refusal("successor_not_in_force", Weight.FORBIDS)


def act_replaces_itself(f: EndingFacts) -> Refusal | None:
    return Refusal("act_replaces_itself", Weight.FORBIDS) if f.is_itself else None


ENDING_RULES = (
    act_is_not_in_force,
    act_ends_before_it_begins,
    act_is_still_in_force,
    act_replaces_itself,
    successor_does_not_bind,
)


def may_end_act(facts: EndingFacts) -> Verdict:
    """May it be entered that the act has lost force?"""
    return Verdict.of(rule(facts) for rule in ENDING_RULES)
