"""When is an issue expected, may it be ticked, subscribed, claimed, bound? Dossier 2.7, 2.12; Nizom 2.11."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from javon.core.verdict import Refusal, Verdict, Weight

TIMES_A_WEEK: Mapping[str, int] = {
    "daily": 6, "five_a_week": 5, "three_a_week": 3, "two_a_week": 2, "weekly": 1,
}  # fmt: skip
TIMES_A_YEAR: Mapping[str, int] = {
    "weekly": 52, "fortnightly": 24, "monthly": 12, "bimonthly": 6, "quarterly": 4, "half_yearly": 2, "irregular": 0,
}  # fmt: skip
USUAL_DAYS: Mapping[str, str] = {
    "daily": "123456", "five_a_week": "23456", "three_a_week": "246", "two_a_week": "36", "weekly": "5",
}  # fmt: skip
MOST_COPIES = 100
DEAREST = 10_000_000_00  # tiyin, of one copy for one month
MOST_NUMBERS = 400
LONGEST_DOUBLE = 6  # numbers in one issue
# How long the Post may be late before an issue is missing.
GRACE = {"newspaper": timedelta(days=3), "journal": timedelta(days=15)}


def expected_days(year: int, weekdays: str, months: Iterable[int]) -> list[date]:
    """The days of a year on which a newspaper comes out, in the months that are subscribed."""
    found = []
    for month in sorted(set(months)):
        for day in range(1, calendar.monthrange(year, month)[1] + 1):
            one = date(year, month, day)
            if str(one.isoweekday()) in weekdays:
                found.append(one)
    return found


def month_of(number: int, per_year: int) -> int:
    """The month in which a journal's number comes out: 5 of 12 is May, 5 of 6 is October, 60 of 52 December."""
    return min(12, max(1, ceil(12 * number / per_year))) if per_year else 12


def expected_numbers(per_year: int, months: Iterable[int]) -> list[int]:
    """The numbers of a year that come out in the months that are subscribed."""
    wanted = set(months)
    return [number for number in range(1, per_year + 1) if month_of(number, per_year) in wanted]


def last_day_of(year: int, month: int) -> date:
    """The last day of a month: until then its number of a journal may come."""
    return date(year, month, calendar.monthrange(year, month)[1])


def is_missing(kind: str, due: date, today: date) -> bool:
    """Is what was due that day late beyond the days of grace?"""
    return due + GRACE[kind] < today


@dataclass(frozen=True, slots=True)
class PeriodicalFacts:
    """A title that is to get a sheet."""

    kind: str = "newspaper"
    frequency: str = "daily"
    weekdays: str = "123456"
    has_title: bool = True
    is_donor: bool = False
    has_sheet_already: bool = False


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """An issue that is to be ticked. `taken` are numbers of the year that stand on the sheet already."""

    today: date
    kind: str = "newspaper"
    year: int = 2026
    day: date | None = None
    number: int | None = None
    last_number: int | None = None
    copies: int | None = 1
    arrived_on: date | None = None
    is_published: bool = True
    is_ticked: bool = False
    taken: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line of a subscription."""

    today: date
    state: str = "draft"
    year: int | None = 2027
    half: int = 1
    first_month: int | None = 1
    last_month: int | None = 6
    copies: int | None = 1
    month_price: int | None = 0
    stands_already: bool = False


def may_keep_periodical(f: PeriodicalFacts) -> Verdict:
    """May this title have a registration sheet, come out so often, on such days?"""
    found: list[Refusal | None] = []
    if not f.has_title:
        found.append(Refusal("periodical_without_record", Weight.FORBIDS))
    if f.is_donor:
        found.append(Refusal("periodical_of_donor", Weight.FORBIDS))
    if f.has_sheet_already:
        found.append(Refusal("periodical_has_sheet", Weight.FORBIDS))
    known = TIMES_A_WEEK if f.kind == "newspaper" else TIMES_A_YEAR
    if f.frequency not in known:
        found.append(Refusal("frequency_of_other_kind", Weight.FORBIDS))
    elif f.kind == "newspaper" and (
        len(set(f.weekdays)) != TIMES_A_WEEK[f.frequency] or not set(f.weekdays) <= set("1234567")
    ):
        details = {"times": TIMES_A_WEEK[f.frequency]}
        found.append(Refusal("weekdays_do_not_fit", Weight.FORBIDS, details))
    return Verdict.of(found)


def place_is_missing(f: IssueFacts) -> Refusal | None:
    if f.kind == "newspaper" and f.day is None:
        return Refusal("issue_without_day", Weight.FORBIDS)
    if f.kind == "journal" and f.number is None:
        return Refusal("issue_without_number", Weight.FORBIDS)
    return None


def day_is_out_of_year(f: IssueFacts) -> Refusal | None:
    if f.day is not None and f.day.year != f.year:
        return Refusal("issue_out_of_year", Weight.FORBIDS, {"day": f.day, "year": str(f.year)})
    return None


def year_is_unreal(f: IssueFacts) -> Refusal | None:
    if not 1990 <= f.year <= f.today.year:
        return Refusal("sheet_year_unreal", Weight.FORBIDS, {"year": str(f.year)})
    return None


def issue_has_not_come_out(f: IssueFacts) -> Refusal | None:
    if f.day is not None and f.day > f.today:
        return Refusal("issue_in_future", Weight.FORBIDS, {"day": f.day})
    return None


def arrival_is_unreal(f: IssueFacts) -> Refusal | None:
    if f.arrived_on is None or f.arrived_on > f.today:
        return Refusal("arrival_in_future", Weight.FORBIDS)
    if f.day is not None and f.arrived_on < f.day and f.is_published:
        return Refusal("arrival_before_issue", Weight.FORBIDS, {"day": f.day})
    return None


def numbers_are_unreal(f: IssueFacts) -> Refusal | None:
    if f.number is not None and not 1 <= f.number <= MOST_NUMBERS:
        return Refusal("issue_number_unreal", Weight.FORBIDS, {"most": MOST_NUMBERS})
    if f.last_number is not None and (
        f.number is None or not f.number < f.last_number < f.number + LONGEST_DOUBLE
    ):
        return Refusal("double_issue_unreal", Weight.FORBIDS)
    return None


def copies_are_unreal(f: IssueFacts) -> Refusal | None:
    if f.is_published and (f.copies is None or not 1 <= f.copies <= MOST_COPIES):
        return Refusal("issue_copies_unreal", Weight.FORBIDS, {"most": MOST_COPIES})
    return None


def stands_already(f: IssueFacts) -> Refusal | None:
    """A number inside a double issue stands there too."""
    covered = f.number is not None and any(f.number <= one <= (f.last_number or f.number) for one in f.taken)
    return Refusal("issue_ticked_already", Weight.FORBIDS) if f.is_ticked or covered else None


TICKING_RULES = (
    place_is_missing,
    year_is_unreal,
    day_is_out_of_year,
    issue_has_not_come_out,
    arrival_is_unreal,
    numbers_are_unreal,
    copies_are_unreal,
    stands_already,
)


def may_tick(facts: IssueFacts) -> Verdict:
    """May the issue be written on the sheet?"""
    return Verdict.of(rule(facts) for rule in TICKING_RULES)


def may_untick(*, is_bound: bool, is_counted: bool) -> Verdict:
    """May a tick be taken off? Not once the issue is bound or stands in the books."""
    return Verdict.of(
        [
            Refusal("issue_is_bound", Weight.FORBIDS) if is_bound else None,
            Refusal("issue_is_counted", Weight.FORBIDS) if is_counted else None,
        ]
    )


def months_of(half: int) -> range:
    """The months of a half-year."""
    return range(1, 7) if half == 1 else range(7, 13)


def half_is_unreal(f: LineFacts) -> Refusal | None:
    if f.year is None or abs(f.year - f.today.year) > 2 or f.half not in (1, 2):
        return Refusal("subscription_half_unreal", Weight.FORBIDS)
    return None


def may_begin_subscription(facts: LineFacts, supplier: str) -> Verdict:
    """May an order for this half-year be begun?"""
    nobody = None if supplier.strip() else Refusal("subscription_without_supplier", Weight.FORBIDS)
    return Verdict.of([half_is_unreal(facts), nobody])


def may_subscribe(f: LineFacts) -> Verdict:
    """May this line stand on the subscription?"""
    found: list[Refusal | None] = []
    if f.state != "draft":
        found.append(Refusal("subscription_is_ordered", Weight.FORBIDS))
    months = months_of(f.half)
    if (
        f.first_month is None
        or f.last_month is None
        or not months[0] <= f.first_month <= f.last_month <= months[-1]
    ):
        found.append(Refusal("months_outside_half", Weight.FORBIDS, {"first": months[0], "last": months[-1]}))
    if f.copies is None or not 1 <= f.copies <= MOST_COPIES:
        found.append(Refusal("subscribed_copies_unreal", Weight.FORBIDS, {"most": MOST_COPIES}))
    if f.month_price is None or not 0 <= f.month_price <= DEAREST:
        found.append(Refusal("month_price_unreal", Weight.FORBIDS))
    if f.stands_already:
        found.append(Refusal("subscribed_already", Weight.FORBIDS))
    return Verdict.of(found)


def may_order(state: str, lines: int) -> Verdict:
    """May the subscription be ordered as it stands?"""
    return Verdict.of(
        [
            Refusal("subscription_is_ordered", Weight.FORBIDS) if state != "draft" else None,
            Refusal("subscription_without_lines", Weight.FORBIDS) if not lines else None,
        ]
    )


def may_claim(lines: int, addressee: str) -> Verdict:
    """May the letter be written?"""
    return Verdict.of(
        [
            None if lines else Refusal("claim_without_issues", Weight.FORBIDS),
            None if addressee.strip() else Refusal("claim_without_addressee", Weight.FORBIDS),
        ]
    )


def may_bind(*, issues: int, label: str, label_taken: bool, price: int | None, is_counted: bool) -> Verdict:
    """May these issues be bound? `price` in tiyin of the volume that `is_counted` into the books with it."""
    wrong_price = is_counted and (price is None or not 0 <= price <= 10 * DEAREST)
    return Verdict.of(
        [
            None if issues else Refusal("volume_without_issues", Weight.FORBIDS),
            None if label.strip() else Refusal("volume_without_label", Weight.FORBIDS),
            Refusal("volume_label_taken", Weight.FORBIDS) if label_taken else None,
            Refusal("volume_price_unreal", Weight.FORBIDS) if wrong_price else None,
        ]
    )
