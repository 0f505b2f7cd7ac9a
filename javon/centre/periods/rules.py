"""May this month or year be closed, or opened again? Nizom 2.7.

Closed months of a centre stand in one unbroken row: the first ever closed, the next, and so on. A year closes
when its months are, and opens before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from javon.core.verdict import Refusal, Verdict, Weight

WHOLE_YEAR = 0
EARLIEST, LATEST = 2000, 2100  # years that a centre's books can speak of

YearMonth = tuple[int, int]


def month_of(day: date) -> YearMonth:
    """2026-11-24 → (2026, 11)."""
    return day.year, day.month


def following(month: YearMonth) -> YearMonth:
    """The month after."""
    return (month[0] + 1, 1) if month[1] == 12 else (month[0], month[1] + 1)


def previous(month: YearMonth) -> YearMonth:
    """The month before."""
    return (month[0] - 1, 12) if month[1] == 1 else (month[0], month[1] - 1)


def last_day(year: int, month: int) -> date:
    """The last day of a month; of the year when `month` is 0."""
    beginning = following((year, month or 12))
    return date(*beginning, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """The period in question, and everything that is closed now: (year, month), month 0 for a whole year."""

    year: int
    month: int
    today: date
    closed: frozenset[YearMonth] = frozenset()
    reason: str = ""  # of opening again

    @property
    def details(self) -> dict[str, int]:
        return {"year": self.year, "month": self.month}

    @property
    def months(self) -> frozenset[YearMonth]:
        """The months that are closed."""
        return frozenset(one for one in self.closed if one[1] != WHOLE_YEAR)


def period_is_unreal(f: PeriodFacts) -> Refusal | None:
    if not (EARLIEST <= f.year <= LATEST and WHOLE_YEAR <= f.month <= 12):
        return Refusal("no_such_period", Weight.FORBIDS, f.details)
    return None


def period_is_not_over(f: PeriodFacts) -> Refusal | None:
    if last_day(f.year, f.month) >= f.today:
        return Refusal("period_not_over", Weight.FORBIDS, {**f.details, "last": last_day(f.year, f.month)})
    return None


def period_is_closed(f: PeriodFacts) -> Refusal | None:
    if (f.year, f.month) in f.closed:
        return Refusal("period_closed_already", Weight.FORBIDS, f.details)
    return None


def month_before_is_open(f: PeriodFacts) -> Refusal | None:
    """The first month ever closed has none before it; every other follows a closed one."""
    if f.month == WHOLE_YEAR or not f.months or (f.year, f.month) in f.months:
        return None
    expected = following(max(f.months))
    if (f.year, f.month) == expected:
        return None
    return Refusal("not_its_turn", Weight.FORBIDS, {"year": expected[0], "month": expected[1]})


def months_of_the_year_are_open(f: PeriodFacts) -> Refusal | None:
    """Months before the first ever closed are before the centre's books begin."""
    if f.month != WHOLE_YEAR:
        return None
    begins = min(f.months, default=(f.year, 1))
    wanted = [(f.year, month) for month in range(1, 13) if (f.year, month) >= begins]
    missing = [month for year, month in wanted if (year, month) not in f.months]
    if missing or not wanted:
        return Refusal("months_open", Weight.FORBIDS, {"year": f.year, "months": missing or [12]})
    return None


def period_is_open(f: PeriodFacts) -> Refusal | None:
    if (f.year, f.month) not in f.closed:
        return Refusal("period_open_already", Weight.FORBIDS, f.details)
    return None


def year_is_closed(f: PeriodFacts) -> Refusal | None:
    if f.month != WHOLE_YEAR and (f.year, WHOLE_YEAR) in f.closed:
        return Refusal("year_closed", Weight.FORBIDS, {"year": f.year})
    return None


def later_month_is_closed(f: PeriodFacts) -> Refusal | None:
    later = [one for one in f.months if one > (f.year, f.month)]
    if f.month != WHOLE_YEAR and later:
        year, month = max(later)
        return Refusal("later_month_closed", Weight.FORBIDS, {"year": year, "month": month})
    return None


def later_year_is_closed(f: PeriodFacts) -> Refusal | None:
    later = [year for year, month in f.closed if month == WHOLE_YEAR and year > f.year]
    if f.month == WHOLE_YEAR and later:
        return Refusal("later_month_closed", Weight.FORBIDS, {"year": max(later), "month": WHOLE_YEAR})
    return None


def reason_is_missing(f: PeriodFacts) -> Refusal | None:
    return Refusal("reopening_without_reason", Weight.FORBIDS) if not f.reason.strip() else None


CLOSING_RULES = (period_is_not_over, period_is_closed, month_before_is_open, months_of_the_year_are_open)
REOPENING_RULES = (
    period_is_open,
    year_is_closed,
    later_month_is_closed,
    later_year_is_closed,
    reason_is_missing,
)


def _judge(rules: Iterable[Callable[[PeriodFacts], Refusal | None]], facts: PeriodFacts) -> Verdict:
    # Of a month that does not exist nothing else can be asked.
    unreal = period_is_unreal(facts)
    return Verdict((unreal,)) if unreal else Verdict.of(rule(facts) for rule in rules)


def may_close(facts: PeriodFacts) -> Verdict:
    """May this month or year be closed today?"""
    return _judge(CLOSING_RULES, facts)


def may_reopen(facts: PeriodFacts) -> Verdict:
    """May it be opened again?"""
    return _judge(REOPENING_RULES, facts)
