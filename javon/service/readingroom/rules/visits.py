"""Is this a visit, of which day, and who is a child? Dossier 3.1 (qatnov), 8.1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from javon.core.verdict import Refusal, Verdict, Weight

HOWS = ("desk", "room", "tally", "event", "virtual")
AUDIENCES = ("child", "adult")
CHILD_TO = 14  # whole years: who is older is counted as grown-up
MOST_HEADS = 500
OLDEST = timedelta(days=366)  # a paper day is entered within the year


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """A visit that is to be counted. `is_here` False: the reader has left, was merged or erased."""

    today: date
    day: date
    how: str
    audience: str = "adult"
    heads: int = 1
    has_reader: bool = True
    is_here: bool = True
    is_of_this_centre: bool = True


def audience_of(age: int | None, category: str) -> str:
    """Child or grown-up; of whom nobody knows the age the category decides."""
    if age is not None:
        return "child" if age <= CHILD_TO else "adult"
    return "child" if category in ("preschool", "pupil") else "adult"


def it_is_in_the_future(f: VisitFacts) -> Refusal | None:
    return Refusal("visit_in_future", Weight.FORBIDS) if f.day > f.today else None


def it_is_too_old(f: VisitFacts) -> Refusal | None:
    return Refusal("visit_too_old", Weight.FORBIDS) if f.day < f.today - OLDEST else None


def it_is_no_visit(f: VisitFacts) -> Refusal | None:
    """Unknown words come from a hand-made request only."""
    if f.how not in HOWS or f.audience not in AUDIENCES or (f.how == "tally") == f.has_reader:
        return Refusal("visit_unreal", Weight.FORBIDS)
    return None


def heads_are_unreal(f: VisitFacts) -> Refusal | None:
    if not 1 <= f.heads <= MOST_HEADS:
        return Refusal("visit_heads_unreal", Weight.FORBIDS, {"most": MOST_HEADS})
    return None


def the_reader_is_gone(f: VisitFacts) -> Refusal | None:
    return Refusal("reader_is_gone", Weight.FORBIDS) if f.has_reader and not f.is_here else None


def the_reader_is_of_another_centre(f: VisitFacts) -> Refusal | None:
    if f.has_reader and not f.is_of_this_centre:
        return Refusal("reader_of_another_centre", Weight.FORBIDS)
    return None


RULES = (
    it_is_no_visit,
    it_is_in_the_future,
    it_is_too_old,
    heads_are_unreal,
    the_reader_is_gone,
    the_reader_is_of_another_centre,
)


def may_count(facts: VisitFacts) -> Verdict:
    """May it be counted?"""
    return Verdict.of(rule(facts) for rule in RULES)
