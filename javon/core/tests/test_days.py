"""The laws of open days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.core.days import NoOpenDay, add_open_days, months_between, next_open_day

days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
counts = st.integers(0, 40)


@st.composite
def timetables(draw):
    """A timetable: some weekdays open, at least one, and some single days closed."""
    weekdays = draw(st.sets(st.integers(0, 6), min_size=1))
    closed = draw(st.sets(st.integers(0, 365 * 100), max_size=10))
    return lambda day: day.weekday() in weekdays and (day - date(1990, 1, 1)).days not in closed


@given(days, timetables())
def test_the_next_open_day_is_open_and_none_before_it_is(day, is_open):
    found = next_open_day(day, is_open)
    assert found >= day and is_open(found)
    assert not any(is_open(day + timedelta(days=n)) for n in range((found - day).days))


@given(days, counts, timetables())
def test_the_day_found_is_open_and_that_many_open_days_away(day, count, is_open):
    found = add_open_days(day, count, is_open)
    assert is_open(found)
    between = sum(is_open(day + timedelta(days=n)) for n in range(1, (found - day).days + 1))
    assert between == count or count == 0


@given(days, st.integers(1, 20), st.integers(1, 20), timetables())
def test_counting_on_from_where_one_stopped_is_counting_on(day, first, second, is_open):
    once = add_open_days(day, first + second, is_open)
    assert once == add_open_days(add_open_days(day, first, is_open), second, is_open)


@given(days, counts, counts, timetables())
def test_more_days_never_end_sooner(day, few, more, is_open):
    few, more = sorted((few, more))
    if few:
        assert add_open_days(day, few, is_open) <= add_open_days(day, more, is_open)


def test_a_house_that_never_opens_has_no_open_day():
    with pytest.raises(NoOpenDay, match="2026-11-23"):
        next_open_day(date(2026, 11, 23), lambda day: False)
    with pytest.raises(ValueError, match="never negative"):
        add_open_days(date(2026, 11, 23), -1, lambda day: True)


def test_months_from_one_to_another_are_both_counted():
    assert months_between(date(2026, 11, 23), date(2027, 1, 1)) == [(2026, 11), (2026, 12), (2027, 1)]
    assert months_between(date(2026, 5, 31), date(2026, 5, 1)) == [(2026, 5)]
    assert months_between(date(2026, 5, 1), date(2026, 4, 30)) == []


@given(days, days)
def test_months_follow_one_another(first, last):
    months = months_between(first, last)
    assert months == sorted(set(months))
    assert len(months) == max(0, (last.year - first.year) * 12 + last.month - first.month + 1)
