"""Which days and hours may be entered. Days older than a month stay as they were: facts were counted with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from javon.core.verdict import Refusal, Verdict, Weight

CHANGED_FOR = 31  # days back; an unexpected closing is often entered late, never a month late
RANGE_AT_MOST = 120  # days; a repair that lasts longer is entered twice

Hours = tuple[time, time]


@dataclass(frozen=True, slots=True)
class SpecialDays:
    """Days that somebody wants to differ from their weekday."""

    first: date
    last: date
    today: date
    is_open: bool  # a shifted working day or a shortened one
    reason: str
    opens_at: time | None = None
    closes_at: time | None = None


def range_is_upside_down(f: SpecialDays) -> Refusal | None:
    if f.last < f.first:
        return Refusal("range_upside_down", Weight.FORBIDS, {"first": f.first, "last": f.last})
    return None


def range_is_too_long(f: SpecialDays) -> Refusal | None:
    days = (f.last - f.first).days + 1
    if days > RANGE_AT_MOST:
        return Refusal("range_too_long", Weight.FORBIDS, {"days": days, "most": RANGE_AT_MOST})
    return None


def day_is_long_past(f: SpecialDays) -> Refusal | None:
    if (f.today - f.first).days > CHANGED_FOR:
        return Refusal("day_long_past", Weight.FORBIDS, {"day": f.first})
    return None


def closed_day_has_no_reason(f: SpecialDays) -> Refusal | None:
    if not f.is_open and not f.reason.strip():
        return Refusal("day_without_reason", Weight.FORBIDS)
    return None


def hours_are_half_given(f: SpecialDays) -> Refusal | None:
    if (f.opens_at is None) != (f.closes_at is None):
        return Refusal("hours_without_end", Weight.FORBIDS)
    return None


def hours_are_upside_down(f: SpecialDays) -> Refusal | None:
    if f.opens_at is not None and f.closes_at is not None and f.closes_at <= f.opens_at:
        return Refusal("hours_upside_down", Weight.FORBIDS, {"opens": f.opens_at, "closes": f.closes_at})
    return None


SPECIAL_DAY_RULES = (
    range_is_upside_down,
    range_is_too_long,
    day_is_long_past,
    closed_day_has_no_reason,
    hours_are_half_given,
    hours_are_upside_down,
)


def may_set_days(facts: SpecialDays) -> Verdict:
    """May these days differ from their weekdays in this way?"""
    return Verdict.of(rule(facts) for rule in SPECIAL_DAY_RULES)


def may_keep_hours(weekly: Mapping[int, Sequence[Hours]]) -> Verdict:
    """May these be the weekly hours? Weekdays from Monday (0); a weekday without hours is closed."""
    found: list[Refusal] = []
    for weekday, given in sorted(weekly.items()):
        ordered = sorted(given)
        for opens, closes in ordered:
            if closes <= opens:
                found.append(Refusal("hours_upside_down", Weight.FORBIDS, {"opens": opens, "closes": closes}))
        for (opens, closes), (later, ends) in pairwise(ordered):
            if later < closes:
                details = {
                    "weekday": weekday,
                    "first": f"{opens:%H:%M}–{closes:%H:%M}",
                    "second": f"{later:%H:%M}–{ends:%H:%M}",
                }
                found.append(Refusal("hours_overlap", Weight.FORBIDS, details))
    if not any(weekly.values()):
        found.append(Refusal("always_closed", Weight.FORBIDS))
    return Verdict(tuple(found))
