"""May a deed of the desk be undone? Within ten minutes, by whoever did it or the head, while nothing came after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from javon.core.verdict import Refusal, Verdict, Weight

UNDO_OF_OTHERS: Final = "lending.undo_of_others"
LONGEST: Final = timedelta(minutes=10)  # contract: POST /api/v1/undo


@dataclass(frozen=True, slots=True)
class UndoingFacts:
    """One request's deeds, as they stand now."""

    was_found: bool = True
    is_undone: bool = False
    age: timedelta = timedelta()
    is_own: bool = True
    has_right_over_others: bool = False
    came_after: bool = False  # something else has happened to the loan or its copy since


def nothing_to_undo(f: UndoingFacts) -> Refusal | None:
    return None if f.was_found else Refusal("nothing_to_undo", Weight.FORBIDS)


def undone_already(f: UndoingFacts) -> Refusal | None:
    return Refusal("undone_already", Weight.FORBIDS) if f.is_undone else None


def too_long_ago(f: UndoingFacts) -> Refusal | None:
    if f.was_found and f.age > LONGEST:
        return Refusal("too_long_ago", Weight.FORBIDS, {"minutes": int(LONGEST.total_seconds() // 60)})
    return None


def done_by_another(f: UndoingFacts) -> Refusal | None:
    if f.was_found and not f.is_own and not f.has_right_over_others:
        return Refusal("done_by_another", Weight.FORBIDS, {"right": UNDO_OF_OTHERS})
    return None


def something_came_after(f: UndoingFacts) -> Refusal | None:
    return Refusal("something_came_after", Weight.FORBIDS) if f.came_after and not f.is_undone else None


UNDOING_RULES: tuple[Callable[[UndoingFacts], Refusal | None], ...] = (
    nothing_to_undo,
    undone_already,
    too_long_ago,
    done_by_another,
    something_came_after,
)


def may_undo(facts: UndoingFacts) -> Verdict:
    """Every objection to undoing."""
    return Verdict.of(rule(facts) for rule in UNDOING_RULES)
