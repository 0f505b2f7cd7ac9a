"""Which notice about a subject is wanted now: by state ("has been due for n days"), never by "exactly on day n".

A program that asks "is it day n today?" is silent for ever where the power was out on day n; one that sends
whatever was never sent floods. So of all steps that have come only the highest is wanted, and the lower ones
that nobody sent are written down as missed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of a ladder of notices about one subject.

    `from_day`   days after the day that the ladder counts from; negative is before it
    `until_day`  the last day on which saying it still makes sense; None has no end
    `kind`       code of the notice kind that words it
    `label`      language → how the text names this step ("2-eslatma"); needed where a kind serves several steps
    """

    code: str
    kind: str
    from_day: int
    until_day: int | None = None
    label: Mapping[str, str] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        if self.until_day is not None and self.until_day < self.from_day:
            raise ValueError(
                f"step {self.code} ends (day {self.until_day}) before it begins (day {self.from_day})"
            )


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What decides: the day counted from, today, and the steps of this version that the ledger has.

    `known_since`: the day on which the subject became known here, where its facts are older than that. Steps that had
    come by then were somebody else's to say: they were missed, and nothing floods on the day of a take-over.
    """

    counts_from: date
    today: date
    recorded: Collection[str] = frozenset()
    known_since: date | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The step to send now (or none), and those that were missed and shall never be sent."""

    step: Step | None = None
    missed: tuple[Step, ...] = ()


def wanted_step(facts: StepFacts, steps: Sequence[Step]) -> Wanted:
    """The highest step that has come, unless the ledger has it; lower ones that it lacks were missed."""
    day = (facts.today - facts.counts_from).days
    come = [step for step in steps if step.from_day <= day]
    if not come:
        return Wanted()
    highest = come[-1]
    open_ones = [step for step in come if step.code not in facts.recorded]
    is_current = highest.until_day is None or day <= highest.until_day
    began = facts.counts_from + timedelta(days=highest.from_day)
    is_older = facts.known_since is not None and began <= facts.known_since
    if highest.code in facts.recorded or not is_current or is_older:
        return Wanted(missed=tuple(open_ones))
    return Wanted(highest, tuple(open_ones[:-1]))


def objections_to_ladder(steps: Sequence[Step]) -> list[str]:
    """What is wrong with the steps of a ladder, for whoever declares it."""
    wrong = []
    if not steps:
        wrong.append("a ladder has at least one step")
    if len({step.code for step in steps}) < len(steps):
        wrong.append("two steps have one code")
    if any(later.from_day <= earlier.from_day for earlier, later in pairwise(steps)):
        wrong.append("each step begins later than the one before it")
    return wrong
