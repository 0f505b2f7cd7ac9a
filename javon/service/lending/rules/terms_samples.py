"""Twenty pairs of reader and copy that show what a change of the terms does: the changed lines first, then everyday ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from javon.service.lending.rules.terms import Case, Line, Terms, resolve
from javon.service.lending.rules.terms_lint import Reach, World, case_outside, heard, said_by

MOST: Final = 20
EVERYDAY: Final = (
    Case("pupil", 10),
    Case("office", 35),
    Case("pupil", 16),
    Case("pensioner", 67),
    Case("preschool", 5, funds=frozenset({"children"})),
    Case("student", 20),
    Case("pupil", 14, funds=frozenset({"children"})),
    Case("teacher", 41, funds=frozenset({"reference"})),
    Case("pupil", 10, kind="journal"),
    Case("office", 35, kind="newspaper"),
    Case("student", 20, kind="journal"),
    Case("teacher", 41, funds=frozenset({"local"})),
    Case("office", 35, days_since_arrival=3),
    Case("pupil", 12, days_since_arrival=3),
    Case("farmer", 52),
    Case("housewife", 29, funds=frozenset({"children"})),
    Case("pupil", 15),
    Case("unemployed", 24),
    Case("other", None),
    Case("office", 35, kind="electronic"),
)
"""Who comes and what they take; the last but one is a class, whose age nobody knows."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One reader, one copy, and what holds before and after."""

    case: Case
    before: Terms
    after: Terms

    @property
    def differs(self) -> bool:
        return self.before != self.after


def changed_lines(before: Iterable[Line], after: Iterable[Line]) -> list[Line]:
    """The lines that only one of the two has, those of `after` first. Where a line stands does not make another of it."""
    old, new = {_unplaced(line): line for line in before}, {_unplaced(line): line for line in after}
    return [new[key] for key in new if key not in old] + [old[key] for key in old if key not in new]


def _unplaced(line: Line) -> Line:
    return replace(line, position=0)


def samples(before: Sequence[Line], after: Sequence[Line], world: World, most: int = MOST) -> list[Case]:
    """At most `most` cases: one in which each changed line is heard, one beside each, then everyday ones."""
    found: dict[Case, None] = {}
    for case in _wanted(before, after, world):
        found.setdefault(case)
        if len(found) == most:
            break
    return list(found)


def _wanted(before: Sequence[Line], after: Sequence[Line], world: World) -> Iterator[Case]:
    changed = changed_lines(before, after)
    for line in changed:
        lines = after if line in after else before
        names = said_by(line)
        cases = [case for name in names if (case := heard(line, name, lines, world)) is not None]
        yield from (cases or [case for case in [case_outside(Reach.of(line), (), world)] if case])[:2]
    for line in changed:  # what the line leaves alone, just beside it
        case = case_outside(Reach.of(line), (), world)
        if case is not None and line.age_to is not None:
            yield replace(case, age=line.age_to + 1)
        if case is not None and line.age_from:
            yield replace(case, age=line.age_from - 1)
    yield from EVERYDAY


def compared(before: Sequence[Line], after: Sequence[Line], cases: Iterable[Case]) -> list[Pair]:
    """What holds before and after. Raises NoDefault where one of the two has a gap."""
    return [Pair(case, resolve(before, case), resolve(after, case)) for case in cases]
