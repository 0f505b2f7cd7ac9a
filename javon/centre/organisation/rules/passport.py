"""Which figures of the passport may be entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight

JUMP = 5  # times: a figure five times its predecessor is usually a slipped key


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """A figure that is to be entered, and the newest earlier one of the same line."""

    is_known: bool
    value: int
    as_of: date
    today: date
    has_basis: bool
    before: int | None = None
    body_fits: bool = True  # a mahalla where mahallas are asked, nothing where nothing is
    age_fits: bool = True


def indicator_is_unknown(f: FigureFacts) -> Refusal | None:
    return None if f.is_known else Refusal("no_such_indicator", Weight.FORBIDS)


def figure_is_negative(f: FigureFacts) -> Refusal | None:
    return Refusal("figure_negative", Weight.FORBIDS) if f.value < 0 else None


def figure_is_of_tomorrow(f: FigureFacts) -> Refusal | None:
    return Refusal("figure_of_future", Weight.FORBIDS, {"day": f.as_of}) if f.as_of > f.today else None


def figure_has_no_paper(f: FigureFacts) -> Refusal | None:
    return None if f.has_basis else Refusal("figure_without_paper", Weight.FORBIDS)


def figure_is_of_the_wrong_body(f: FigureFacts) -> Refusal | None:
    return None if f.body_fits else Refusal("figure_of_wrong_body", Weight.FORBIDS)


def figure_has_the_wrong_age(f: FigureFacts) -> Refusal | None:
    return None if f.age_fits else Refusal("figure_of_wrong_age", Weight.FORBIDS)


def figure_jumps(f: FigureFacts) -> Refusal | None:
    if f.before and f.value and not f.before / JUMP <= f.value <= f.before * JUMP:
        return Refusal("figure_jumps", Weight.WARNS, {"before": f.before, "value": f.value})
    return None


FIGURE_RULES = (
    indicator_is_unknown,
    figure_is_negative,
    figure_is_of_tomorrow,
    figure_has_no_paper,
    figure_is_of_the_wrong_body,
    figure_has_the_wrong_age,
    figure_jumps,
)


def may_enter_figure(facts: FigureFacts) -> Verdict:
    """May this figure stand in the passport?"""
    return Verdict.of(rule(facts) for rule in FIGURE_RULES)
