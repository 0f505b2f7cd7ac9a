"""Closing and opening months: what is written, what is refused, where a late fact counts."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from javon.centre.organisation.tests.characters import a_centre, an_employee, the_actor
from javon.centre.periods import actions, queries, rights, rules, wording
from javon.centre.periods.models import Period
from javon.core.access import machine
from javon.core.audit.models import Entry
from javon.core.verdict import Refused

TODAY = date(2026, 11, 24)
MACHINE = machine("test")


@pytest.mark.django_db
def test_a_closed_month_is_closed_on_all_its_days_and_leaves_one_line():
    centre = a_centre()
    actions.close(by=MACHINE, centre=centre, year=2026, month=10, today=TODAY)
    assert queries.is_closed(centre, date(2026, 10, 1))
    assert queries.is_closed(centre, date(2026, 10, 31))
    assert not queries.is_closed(centre, date(2026, 11, 1))
    assert Entry.objects.filter(verb="period_closed").count() == 1


@pytest.mark.django_db
def test_what_is_refused_leaves_nothing():
    centre = a_centre()
    with pytest.raises(Refused) as refused:
        actions.close(by=MACHINE, centre=centre, year=2026, month=11, today=TODAY)
    assert refused.value.verdict.codes == ("period_not_over",)
    assert not Period.objects.exists()


@pytest.mark.django_db
def test_only_whoever_may_closes_and_only_whoever_may_opens():
    centre = a_centre()
    closer = the_actor(an_employee("barno", rights.CLOSE))
    with pytest.raises(Refused) as refused:
        actions.close(by=the_actor(an_employee("aziza")), centre=centre, year=2026, month=10, today=TODAY)
    assert refused.value.verdict.codes == ("no_right",)
    actions.close(by=closer, centre=centre, year=2026, month=10, today=TODAY)
    with pytest.raises(Refused) as refused:
        actions.reopen(by=closer, centre=centre, year=2026, month=10, reason="xato", today=TODAY)
    assert refused.value.verdict.codes == ("no_right",)


@pytest.mark.django_db
def test_a_reopened_month_keeps_the_row_of_its_closing_and_may_be_closed_again():
    centre = a_centre()
    actions.close(by=MACHINE, centre=centre, year=2026, month=10, today=TODAY)
    actions.reopen(by=MACHINE, centre=centre, year=2026, month=10, reason="sanoq xato", today=TODAY)
    assert not queries.is_closed(centre, date(2026, 10, 5))
    actions.close(by=MACHINE, centre=centre, year=2026, month=10, today=TODAY)
    assert list(Period.objects.order_by("closed_at").values_list("reason", flat=True)) == ["sanoq xato", ""]


@pytest.mark.django_db
def test_a_late_fact_counts_in_the_first_open_month():
    centre = a_centre()
    for month in (8, 9):
        actions.close(by=MACHINE, centre=centre, year=2026, month=month, today=TODAY)
    assert queries.open_month_for(centre, date(2026, 8, 30), TODAY) == date(2026, 10, 1)
    assert queries.open_month_for(centre, date(2026, 7, 30), TODAY) == date(2026, 7, 1)
    assert queries.open_month_for(centre, date(2026, 11, 2), TODAY) == date(2026, 11, 1)
    assert [one.month for one in queries.months(centre, 2026, TODAY) if one.closed_at] == [8, 9]
    assert [one.month for one in queries.months(centre, 2026, TODAY) if not one.is_over] == [11, 12]


@pytest.mark.parametrize("language", ["uz", "uz-cyrl", "ru", "en"])
def test_every_refusal_can_be_said(language):
    closed = frozenset({(2026, 5), (2025, 0)})
    with translation.override(language):
        for year in (1990, 2024, 2025, 2026, 2027):
            for month in range(14):
                facts = rules.PeriodFacts(year, month, TODAY, closed)
                verdicts = rules.may_close(facts).refusals + rules.may_reopen(facts).refusals
                assert all("%(" not in text for text in wording.sentences(verdicts))


steps = st.lists(
    st.tuples(st.booleans(), st.integers(2025, 2026), st.integers(0, 12)), min_size=1, max_size=40
)


@settings(max_examples=200, deadline=None)
@given(steps)
def test_whatever_is_tried_closed_months_stand_in_one_row_and_years_hold_closed_months_only(tried):
    """The rules alone, over a set: random closings and openings."""
    closed: frozenset[tuple[int, int]] = frozenset()
    for closing, year, month in tried:
        facts = rules.PeriodFacts(year, month, TODAY, closed, reason="xato")
        if closing and rules.may_close(facts):
            closed |= {(year, month)}
        elif not closing and rules.may_reopen(facts):
            closed -= {(year, month)}
        months = sorted(one for one in closed if one[1])
        assert all(rules.following(first) == second for first, second in itertools.pairwise(months))
        assert all(rules.last_day(*one) < TODAY for one in closed)
        for whole, _zero in (one for one in closed if one[1] == 0):
            assert (whole, 12) in closed
            assert all((whole, m) in closed for m in range(1, 13) if (whole, m) >= months[0])


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2020, 1, 1), TODAY))
def test_the_day_before_the_following_month_is_the_last_of_this_one(day):
    month = rules.month_of(day)
    assert rules.previous(rules.following(month)) == month
    assert rules.month_of(rules.last_day(*month)) == month
