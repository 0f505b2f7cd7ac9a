"""May a commission be entered or ended; does one serve a purpose on a day. Dossier 2.9, 2.10: a chair and at least two members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight

LEAST_MEMBERS = 2  # besides the chair
PURPOSES = ("acceptance", "preservation", "stocktaking")


@dataclass(frozen=True, slots=True)
class CommissionFacts:
    """What is typed about a commission; people by any key that tells them apart."""

    name: str
    purposes: Sequence[str]
    has_order: bool  # a paper of the system, or the words of one on paper
    valid_from: date
    valid_to: date | None
    chair: object
    members: Sequence[object]
    left: Sequence[str] = ()  # names of people who do not work here on the first day


def name_is_missing(facts: CommissionFacts) -> Refusal | None:
    return Refusal("commission_without_name", Weight.FORBIDS) if not facts.name.strip() else None


def purpose_is_missing(facts: CommissionFacts) -> Refusal | None:
    known = [one for one in facts.purposes if one in PURPOSES]
    return Refusal("commission_without_purpose", Weight.FORBIDS) if not known else None


def order_is_missing(facts: CommissionFacts) -> Refusal | None:
    return Refusal("commission_without_order", Weight.FORBIDS) if not facts.has_order else None


def it_ends_before_it_begins(facts: CommissionFacts) -> Refusal | None:
    if facts.valid_to is not None and facts.valid_to < facts.valid_from:
        return Refusal("commission_ends_first", Weight.FORBIDS, {"day": facts.valid_from})
    return None


def chair_is_missing(facts: CommissionFacts) -> Refusal | None:
    return Refusal("commission_without_chair", Weight.FORBIDS) if facts.chair is None else None


def members_are_few(facts: CommissionFacts) -> Refusal | None:
    others = {one for one in facts.members if one != facts.chair}
    if len(others) < LEAST_MEMBERS:
        return Refusal(
            "commission_too_small", Weight.FORBIDS, {"members": len(others), "least": LEAST_MEMBERS}
        )
    return None


def chair_is_a_member_too(facts: CommissionFacts) -> Refusal | None:
    return Refusal("chair_is_member", Weight.FORBIDS) if facts.chair in facts.members else None


def somebody_has_left(facts: CommissionFacts) -> Refusal | None:
    if facts.left:
        return Refusal("commission_with_leaver", Weight.FORBIDS, {"names": ", ".join(facts.left)})
    return None


RULES = (
    name_is_missing,
    purpose_is_missing,
    order_is_missing,
    it_ends_before_it_begins,
    chair_is_missing,
    members_are_few,
    chair_is_a_member_too,
    somebody_has_left,
)


def may_set(facts: CommissionFacts) -> Verdict:
    """Whether the commission may be entered."""
    return Verdict.of(rule(facts) for rule in RULES)


def may_end(valid_from: date, valid_to: date | None, last_day: date, open_works: int) -> Verdict:
    """Whether it may serve no longer than `last_day`; `open_works` are write-offs that wait for it."""
    return Verdict.of(
        (
            Refusal("commission_ends_first", Weight.FORBIDS, {"day": valid_from})
            if last_day < valid_from
            else None,
            Refusal("commission_ended_already", Weight.FORBIDS, {"day": valid_to})
            if valid_to is not None and valid_to <= last_day
            else None,
            Refusal("commission_has_work", Weight.FORBIDS, {"count": open_works}) if open_works else None,
        )
    )


def serves(purposes: Sequence[str], valid_from: date, valid_to: date | None, purpose: str, day: date) -> bool:
    """The commission was set up for `purpose` and is valid on `day`."""
    return purpose in purposes and valid_from <= day and (valid_to is None or day <= valid_to)
