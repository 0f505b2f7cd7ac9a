"""What may be written down of a call about late books."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from javon.core.verdict import Refusal, Verdict, Weight

OUTCOMES: Final = ("brings", "says_returned", "not_answered", "wrong_number")
LONGEST_PROMISE: Final = 60  # days


@dataclass(frozen=True, slots=True)
class CallFacts:
    """One call: what came of it, the day that was promised, today."""

    outcome: str
    promised_on: date | None
    today: date


def known_outcome(facts: CallFacts) -> Refusal | None:
    if facts.outcome in OUTCOMES:
        return None
    return Refusal("call_without_outcome", Weight.FORBIDS)


def promise_to_come(facts: CallFacts) -> Refusal | None:
    if facts.outcome != "brings":
        return None
    if facts.promised_on is None:
        return Refusal("promise_without_day", Weight.FORBIDS)
    days = (facts.promised_on - facts.today).days
    if days < 0 or days > LONGEST_PROMISE:
        return Refusal("promise_unreal", Weight.FORBIDS, {"most": LONGEST_PROMISE})
    return None


CALL_RULES: tuple[Callable[[CallFacts], Refusal | None], ...] = (known_outcome, promise_to_come)


def may_log_call(facts: CallFacts) -> Verdict:
    """May this be written down? Every objection."""
    return Verdict.of(rule(facts) for rule in CALL_RULES)
