"""When an issue is expected and what speaks against a tick, a line, a volume: tables of cases and two laws."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.collection.periodicals import rules, wording
from javon.collection.periodicals.rules import IssueFacts, LineFacts, PeriodicalFacts
from javon.core.verdict import Refusal

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    "number, per_year, month",
    [(1, 12, 1), (12, 12, 12), (13, 12, 12), (5, 6, 10), (1, 4, 3), (4, 4, 12), (1, 52, 1), (52, 52, 12), (3, 24, 2), (7, 0, 12)],
)  # fmt: skip
def test_the_month_in_which_a_number_comes_out(number, per_year, month):
    assert rules.month_of(number, per_year) == month


def test_the_days_of_a_newspaper_in_the_months_that_are_subscribed():
    days = rules.expected_days(2026, "246", [2])
    assert (
        days[0] == date(2026, 2, 3) and len(days) == 12 and all(day.isoweekday() in (2, 4, 6) for day in days)
    )
    assert rules.expected_days(2026, "246", []) == []


@given(st.sampled_from(sorted(set(rules.TIMES_A_YEAR.values()))), st.sets(st.integers(1, 12)))
def test_every_number_comes_out_in_one_month(per_year, months):
    every = [number for month in range(1, 13) for number in rules.expected_numbers(per_year, [month])]
    assert sorted(every) == list(range(1, per_year + 1))
    assert set(rules.expected_numbers(per_year, months)) <= set(every)


@pytest.mark.parametrize(
    "kind, due, missing",
    [
        ("newspaper", date(2026, 11, 25), False), ("newspaper", date(2026, 11, 24), True),
        ("journal", date(2026, 11, 13), False), ("journal", date(2026, 11, 12), True),
    ],
)  # fmt: skip
def test_the_post_may_be_late_for_some_days(kind, due, missing):
    assert rules.is_missing(kind, due, TODAY) is missing


@pytest.mark.parametrize(
    "told, codes",
    [
        ({}, []),
        ({"weekdays": "12345"}, ["weekdays_do_not_fit"]),
        ({"weekdays": "123459"}, ["weekdays_do_not_fit"]),
        ({"frequency": "monthly"}, ["frequency_of_other_kind"]),
        ({"kind": "journal", "frequency": "daily"}, ["frequency_of_other_kind"]),
        ({"kind": "journal", "frequency": "weekly", "weekdays": ""}, []),
        ({"is_donor": True, "has_sheet_already": True}, ["periodical_of_donor", "periodical_has_sheet"]),
    ],
)
def test_which_title_may_have_a_sheet(told, codes):
    assert list(rules.may_keep_periodical(PeriodicalFacts(**told)).codes) == codes


NEWSPAPER = {"day": TODAY, "arrived_on": TODAY}
JOURNAL = {"kind": "journal", "number": 5, "arrived_on": TODAY}


@pytest.mark.parametrize(
    "told, codes",
    [
        (NEWSPAPER, []),
        (JOURNAL, []),
        ({**NEWSPAPER, "day": None}, ["issue_without_day"]),
        ({**JOURNAL, "number": None}, ["issue_without_number"]),
        ({**NEWSPAPER, "day": date(2025, 12, 31)}, ["issue_out_of_year"]),
        ({**NEWSPAPER, "day": date(2026, 11, 29)}, ["issue_in_future", "arrival_before_issue"]),
        ({**NEWSPAPER, "year": 1989, "day": date(1989, 1, 1)}, ["sheet_year_unreal"]),
        ({**NEWSPAPER, "arrived_on": date(2026, 11, 29)}, ["arrival_in_future"]),
        ({**NEWSPAPER, "arrived_on": date(2026, 11, 27)}, ["arrival_before_issue"]),
        ({**NEWSPAPER, "arrived_on": None}, ["arrival_in_future"]),
        ({**NEWSPAPER, "copies": 0}, ["issue_copies_unreal"]),
        ({**NEWSPAPER, "copies": 101}, ["issue_copies_unreal"]),
        ({**NEWSPAPER, "copies": 0, "is_published": False}, []),
        ({**NEWSPAPER, "is_ticked": True}, ["issue_ticked_already"]),
        ({**JOURNAL, "number": 0}, ["issue_number_unreal"]),
        ({**JOURNAL, "number": 401}, ["issue_number_unreal"]),
        ({**JOURNAL, "last_number": 6}, []),
        ({**JOURNAL, "last_number": 5}, ["double_issue_unreal"]),
        ({**JOURNAL, "last_number": 11}, ["double_issue_unreal"]),
        ({**JOURNAL, "taken": frozenset({5})}, ["issue_ticked_already"]),
        ({**JOURNAL, "last_number": 6, "taken": frozenset({6})}, ["issue_ticked_already"]),
        ({**JOURNAL, "last_number": 6, "taken": frozenset({4, 7})}, []),
    ],
)
def test_every_objection_to_a_tick_is_told(told, codes):
    assert list(rules.may_tick(IssueFacts(today=TODAY, **told)).codes) == codes


@pytest.mark.parametrize(
    "told, codes",
    [
        ({}, []),
        ({"half": 2}, ["months_outside_half"]),
        ({"half": 2, "first_month": 7, "last_month": 12}, []),
        ({"first_month": 5, "last_month": 4}, ["months_outside_half"]),
        ({"copies": 0}, ["subscribed_copies_unreal"]),
        ({"copies": 101}, ["subscribed_copies_unreal"]),
        ({"month_price": -1}, ["month_price_unreal"]),
        ({"month_price": 10**14}, ["month_price_unreal"]),
        ({"month_price": None}, ["month_price_unreal"]),
        ({"stands_already": True}, ["subscribed_already"]),
        ({"state": "ordered"}, ["subscription_is_ordered"]),
    ],
)
def test_every_objection_to_a_subscribed_line_is_told(told, codes):
    assert list(rules.may_subscribe(LineFacts(today=TODAY, **told)).codes) == codes


@pytest.mark.parametrize(
    "told, codes",
    [
        ({}, []),
        ({"issues": 0}, ["volume_without_issues"]),
        ({"label": " "}, ["volume_without_label"]),
        ({"label_taken": True}, ["volume_label_taken"]),
        ({"price": None}, ["volume_price_unreal"]),
        ({"price": -1}, ["volume_price_unreal"]),
        ({"price": None, "is_counted": False}, []),
    ],
)
def test_every_objection_to_a_volume_is_told(told, codes):
    given_facts = {
        "issues": 3,
        "label": "yanvar",
        "label_taken": False,
        "price": 1,
        "is_counted": True,
        **told,
    }
    assert list(rules.may_bind(**given_facts).codes) == codes


@pytest.mark.parametrize("code", sorted(wording.SENTENCES))
def test_every_refusal_can_be_said(code):
    details = dict.fromkeys(("day", "year", "times", "most", "first", "last"), 1)
    assert wording.sentence(Refusal(code, details=details))
