"""What is wrong with terms of lending before anybody lends by them: lines that never speak, gaps, quarrels. Nizom 1.5.

Exact, not guessed: a value of a line is never heard when the lines that speak before it and say that value fit every
case that the line fits. Only category, kind and age need trying out: a fund, a place opened later, an unknown age and an
unknown day of coming always leave a case that nobody before has fitted. docs/algorithms/lending-terms.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any, Final, Self
from uuid import UUID

from javon.core.verdict import Refusal, Verdict, Weight
from javon.service.lending.rules.terms import REQUIRED, SAID, Case, Line, in_order

OLDEST: Final = 120  # whole years
LIKELY_AGES: Final = {
    "preschool": (0, 7),
    "pupil": (6, 20),
    "college": (14, OLDEST),
    "student": (16, OLDEST),
    "teacher": (17, OLDEST),
    "researcher": (17, OLDEST),
    "pensioner": (40, OLDEST),
}
"""Whole years between which readers of a category are met; the other categories are met at any age from 14."""
FIRST_WORKING_YEAR: Final = 14


@dataclass(frozen=True, slots=True)
class World:
    """What there is: categories of readers, kinds of stock, funds, open service points."""

    categories: tuple[str, ...]
    kinds: tuple[str, ...]
    funds: tuple[str, ...] = ()
    points: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """The cases that a line fits, or several lines at once."""

    category: str = ""
    age_from: int | None = None
    age_to: int | None = None
    kind: str = ""
    funds: frozenset[str] = frozenset()
    service_point: UUID | None = None
    newer_than_days: int | None = None

    @classmethod
    def of(cls, line: Line) -> Self:
        funds = frozenset({line.fund}) if line.fund else frozenset()
        return cls(
            line.category, line.age_from, line.age_to, line.kind, funds, line.service_point, line.newer_than_days
        )  # fmt: skip

    def with_line(self, line: Line) -> Reach | None:
        """The cases that both fit; None where they ask different things."""
        for name in ("category", "kind", "service_point"):
            mine, theirs = getattr(self, name), getattr(line, name)
            if mine and theirs and mine != theirs:
                return None
        return Reach(
            self.category or line.category,
            _of_both(max, self.age_from, line.age_from),
            _of_both(min, self.age_to, line.age_to),
            self.kind or line.kind,
            self.funds | ({line.fund} if line.fund else set()),
            self.service_point or line.service_point,
            _of_both(min, self.newer_than_days, line.newer_than_days),
        )


def _of_both(which: Any, one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return one if other is None else other
    return int(which(one, other))


def case_outside(reach: Reach, lines: Sequence[Line], world: World) -> Case | None:
    """A case of `reach` that none of `lines` fits; None where there is no such case, or no case at all."""
    if reach.newer_than_days == 0 or not reach.funds <= set(world.funds):
        return None
    if reach.service_point is not None and reach.service_point not in world.points:
        return None
    days = None if reach.newer_than_days is None else reach.newer_than_days - 1  # fits fewest of the others
    for category, kind, age in product(
        _named(reach.category, world.categories, (line.category for line in lines)),
        _named(reach.kind, world.kinds, (line.kind for line in lines)),
        _ages(reach, lines),
    ):
        case = Case(category, age, kind, reach.funds, reach.service_point, days)
        if not any(line.fits(case) for line in lines):
            return case
    return None


def _named(asked: str, there_is: Sequence[str], others_ask: Iterable[str]) -> list[str]:
    """Values to try: the one asked for, else those that others ask for and one that nobody does."""
    if asked:
        return [asked] if asked in there_is else []
    asked_by_others = set(others_ask)
    free = [one for one in there_is if one not in asked_by_others]
    return free[:1] + [one for one in there_is if one in asked_by_others]


def _ages(reach: Reach, lines: Sequence[Line]) -> list[int | None]:
    if reach.age_from is None and reach.age_to is None:
        return [None]  # not known, or a class: no line that asks an age fits
    first, last = reach.age_from or 0, min(OLDEST if reach.age_to is None else reach.age_to, OLDEST)
    edges = {first}
    for line in lines:
        edges.add(line.age_from or 0)
        if line.age_to is not None:
            edges.add(line.age_to + 1)
    return [age for age in sorted(edges) if first <= age <= last]


def says(line: Line, name: str) -> bool:
    """Whether the line has this value."""
    value = getattr(line, name)
    return value is not None and value != ""


def said_by(line: Line) -> list[str]:
    """The values that a line has, in their order."""
    return [name for name in SAID if says(line, name)]


def heard(line: Line, name: str, lines: Iterable[Line], world: World) -> Case | None:
    """A case in which this line's value is the one that holds; None when there is none."""
    before: list[Line] = []
    for other in in_order(lines):
        if other == line:
            break
        if says(other, name):
            before.append(other)
    return case_outside(Reach.of(line), before, world)


# --- findings ----------------------------------------------------------------------------------------------


def lint(lines: Sequence[Line], world: World) -> Verdict:
    """Everything that a person should know of these lines. Stops: the terms cannot be put into force with them."""
    found = [*_gaps(lines)]
    for line in sorted(lines, key=lambda one: one.position):
        found += _of_line(line, lines, world)
    found += _quarrels(lines, world)
    return Verdict(tuple(sorted(found, key=lambda one: one.weight is Weight.WARNS)))


def _stop(code: str, **details: Any) -> Refusal:
    return Refusal(code, Weight.FORBIDS, details)


def _note(code: str, **details: Any) -> Refusal:
    return Refusal(code, Weight.WARNS, details)


def _gaps(lines: Sequence[Line]) -> Iterator[Refusal]:
    defaults = [line for line in lines if line.is_default]
    if not defaults:
        yield _stop("terms_no_default")
    elif len(defaults) > 1:
        yield _stop("terms_several_defaults", line=defaults[0].position, other=defaults[1].position)
    for line in defaults[:1]:
        if silent := [name for name in REQUIRED if not says(line, name)]:
            yield _stop("terms_default_silent", line=line.position, fields=silent)


def _of_line(line: Line, lines: Sequence[Line], world: World) -> Iterator[Refusal]:
    at = line.position
    yield from _zeros(line)
    if not said_by(line):
        yield _stop("terms_says_nothing", line=at)
        return
    if line.service_point is not None and line.service_point not in world.points:
        yield _note("terms_point_closed", line=at)
        return
    if case_outside(Reach.of(line), (), world) is None:
        yield _note("terms_meets_nobody", line=at)
        return
    if not _is_likely(line):
        yield _note("terms_ages_unlikely", line=at)
    if line.is_default:
        return
    never = [name for name in said_by(line) if heard(line, name, lines, world) is None]
    if never == said_by(line):
        yield _note("terms_shadowed", line=at, others=_who_hides(line, never, lines))
    elif never:
        yield _note("terms_value_hidden", line=at, fields=never, others=_who_hides(line, never, lines))


def _who_hides(line: Line, names: Sequence[str], lines: Iterable[Line]) -> list[int]:
    hiding = set()
    for other in in_order(lines):
        if other == line:
            break
        if any(says(other, name) for name in names) and Reach.of(line).with_line(other) is not None:
            hiding.add(other.position)
    return sorted(hiding)


def _zeros(line: Line) -> Iterator[Refusal]:
    at = line.position
    for name in ("loan_days", "renewal_days", "hold_days"):
        if getattr(line, name) == 0:
            yield _stop("terms_zero_days", line=at, fields=[name])
    if line.most_copies == 0 and line.may_leave is not False:
        yield _note("terms_zero_copies", line=at)
    if line.debtor_days == 0:
        yield _note("terms_debtor_at_once", line=at)
    if line.counts and line.most_copies is None:
        yield _note("terms_counts_nothing", line=at)


def _is_likely(line: Line) -> bool:
    """Whether readers of the category are met in the span of ages."""
    if not line.category or (line.age_from is None and line.age_to is None):
        return True
    first, last = LIKELY_AGES.get(line.category, (FIRST_WORKING_YEAR, OLDEST))
    return (line.age_from or 0) <= last and (line.age_to if line.age_to is not None else OLDEST) >= first


def _quarrels(lines: Sequence[Line], world: World) -> Iterator[Refusal]:
    """Two lines of equal weight that answer one case differently: the upper one wins, and somebody should know."""
    ordered = in_order(lines)
    for first, second in combinations(ordered, 2):
        if first.conditions != second.conditions or first.is_default:
            continue
        both = Reach.of(first).with_line(second)
        fields = [name for name in said_by(first) if says(second, name) and _differ(first, second, name)]
        if both is None or not fields:
            continue
        before = ordered[: ordered.index(first)]
        open_to_both = [
            name
            for name in fields
            if case_outside(both, [line for line in before if says(line, name)], world) is not None
        ]
        if open_to_both:
            yield _note("terms_quarrel", line=first.position, other=second.position, fields=open_to_both)


def _differ(one: Line, other: Line, name: str) -> bool:
    if name == "most_copies" and (one.counts or "all") != (other.counts or "all"):
        return True
    return bool(getattr(one, name) != getattr(other, name))
