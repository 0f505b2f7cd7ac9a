"""How a month of execution is counted (ijro intizomi); docs/algorithms/execution-discipline.md says why so.

A task counts in the month of its last day on time. What happened is replayed up to a moment, so that a closed
month keeps the figures it was closed with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Outcome = Literal["on_time", "late", "open", "open_late"]
OUTCOMES: tuple[Outcome, ...] = ("on_time", "late", "open", "open_late")


@dataclass(frozen=True, slots=True)
class Happened:
    """One step: `kind` as TaskStep names it; `day` in Tashkent; `new_due_on` of an extension that was given."""

    kind: str
    at: datetime
    day: date
    new_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a task stood at a moment."""

    due_on: date | None
    done_on: date | None
    is_cancelled: bool

    def outcome(self, day: date) -> Outcome | None:
        """In which column it counts on `day`; None: in none (no date, or cancelled)."""
        if self.due_on is None or self.is_cancelled:
            return None
        if self.done_on is not None:
            return "on_time" if self.done_on <= self.due_on else "late"
        return "open_late" if self.due_on < day else "open"


def standing(first_due_on: date | None, steps: Iterable[Happened], until: datetime | None = None) -> Standing:
    """Replay the steps, the first first, up to `until` (None: all of them)."""
    due_on, done_on, is_cancelled = first_due_on, None, False
    for step in steps:
        if until is not None and step.at > until:
            break
        if step.kind == "reported":
            done_on = step.day
        elif step.kind == "returned":
            done_on = None
        elif step.kind == "extension_granted":
            due_on = step.new_due_on
        elif step.kind == "cancelled":
            is_cancelled = True
    return Standing(due_on, done_on, is_cancelled)


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one person, one service, or all. `given` is the sum of the four that follow."""

    on_time: int = 0
    late: int = 0
    open: int = 0
    open_late: int = 0

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Tally:
        found = Counter(outcomes)
        return cls(found["on_time"], found["late"], found["open"], found["open_late"])

    @property
    def given(self) -> int:
        return self.on_time + self.late + self.open + self.open_late

    @property
    def share_on_time(self) -> int | None:
        """Hundredths on time of those whose day has come, rounded down; None when none has."""
        judged = self.on_time + self.late + self.open_late
        return 100 * self.on_time // judged if judged else None
