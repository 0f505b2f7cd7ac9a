"""The calendar: which days and hours may be entered, and what the house then answers."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.centre.organisation import queries, rights
from javon.centre.organisation.actions import calendar as actions
from javon.centre.organisation.models import SpecialDay
from javon.centre.organisation.rules import calendar as rules
from javon.centre.organisation.tests.characters import a_centre, an_employee, ordinary_hours, the_actor
from javon.core import days
from javon.core.access import machine
from javon.core.audit.models import Entry
from javon.core.verdict import Refused

TODAY = date(2026, 11, 24)  # a Tuesday
NEW_YEAR = date(2027, 1, 1)  # a Friday
NINE, SIX = time(9), time(18)


def special(**deviations):
    given = {"first": TODAY, "last": TODAY, "today": TODAY, "is_open": False, "reason": "Bayram"}
    return rules.SpecialDays(**{**given, **deviations})


@pytest.mark.parametrize(
    "case, facts, expected",
    [
        ("a holiday next month", special(first=NEW_YEAR, last=NEW_YEAR), ()),
        ("a month ago, entered late", special(first=TODAY - timedelta(31), last=TODAY), ()),
        ("more than a month ago", special(first=TODAY - timedelta(32), last=TODAY), ("day_long_past",)),
        ("closed, nobody says why", special(reason="  "), ("day_without_reason",)),
        ("open needs no reason", special(reason="", is_open=True), ()),
        ("the last day before the first", special(last=TODAY - timedelta(1)), ("range_upside_down",)),
        ("a repair of five months", special(last=TODAY + timedelta(150)), ("range_too_long",)),
        ("only the opening time", special(is_open=True, opens_at=NINE), ("hours_without_end",)),
        (
            "closes before it opens",
            special(is_open=True, opens_at=SIX, closes_at=NINE),
            ("hours_upside_down",),
        ),
        (
            "everything at once",
            special(first=TODAY - timedelta(40), last=TODAY - timedelta(41), reason=""),
            ("range_upside_down", "day_long_past", "day_without_reason"),
        ),
    ],
)
def test_may_set_days(case, facts, expected):
    assert rules.may_set_days(facts).codes == expected


@pytest.mark.parametrize(
    "case, weekly, expected",
    [
        ("an ordinary week", {day: [(NINE, SIX)] for day in range(6)}, ()),
        ("a break for lunch", {0: [(NINE, time(13)), (time(14), SIX)]}, ()),
        ("the break is no break", {0: [(NINE, time(14)), (time(13), SIX)]}, ("hours_overlap",)),
        ("upside down", {0: [(SIX, NINE)]}, ("hours_upside_down",)),
        ("never open", {0: []}, ("always_closed",)),
    ],
)
def test_may_keep_hours(case, weekly, expected):
    assert rules.may_keep_hours(weekly).codes == expected


@pytest.mark.django_db
class TestTheHouse:
    def test_a_holiday_closes_and_says_why(self):
        centre = a_centre()
        ordinary_hours()
        by = machine("test")
        actions.set_special_days(
            by=by, centre=centre, first=TODAY, last=TODAY, kind="holiday", reason="Bayram kuni", today=TODAY
        )
        opening = queries.opening_at(centre, datetime(2026, 11, 24, 10, tzinfo=UTC))
        assert opening is not None
        assert (opening.is_open, opening.reason) == (False, "Bayram kuni")
        assert not queries.calendar(centre, TODAY, TODAY)(TODAY)

    def test_a_shifted_sunday_is_worked_with_mondays_hours(self):
        centre, sunday = a_centre(), date(2026, 11, 29)
        ordinary_hours()
        assert not queries.calendar(centre, sunday, sunday)(sunday)
        actions.set_special_days(
            by=machine("test"), centre=centre, first=sunday, last=sunday, kind="working", today=TODAY
        )
        assert queries.calendar(centre, sunday, sunday)(sunday)
        opening = queries.opening_at(centre, datetime(2026, 11, 29, 10, tzinfo=UTC))
        assert opening is not None and opening.until == SIX

    def test_a_shortened_day_closes_early(self):
        centre = a_centre()
        ordinary_hours()
        actions.set_special_days(
            by=machine("test"), centre=centre, first=TODAY, last=TODAY, kind="short",
            opens_at=NINE, closes_at=time(15), today=TODAY,
        )  # fmt: skip
        opening = queries.opening_at(centre, datetime(2026, 11, 24, 16, tzinfo=UTC))
        assert opening is not None and not opening.is_open

    def test_entering_a_day_again_replaces_it_and_removing_makes_it_ordinary(self):
        centre, by = a_centre(), machine("test")
        ordinary_hours()
        for kind in ("closed", "sanitary"):
            actions.set_special_days(
                by=by, centre=centre, first=TODAY, last=TODAY, kind=kind, reason="Sabab", today=TODAY
            )
        assert SpecialDay.objects.get().kind == "sanitary"
        actions.remove_special_day(by=by, centre=centre, day=TODAY, today=TODAY)
        assert queries.calendar(centre, TODAY, TODAY)(TODAY)
        with pytest.raises(Refused, match="no_special_day"):
            actions.remove_special_day(by=by, centre=centre, day=TODAY, today=TODAY)

    def test_without_the_right_nothing_changes(self):
        reader = the_actor(an_employee("gulnoza", rights.SEE_ROSTER))
        rows = Entry.objects.count()
        with pytest.raises(Refused, match="no_right"):
            actions.set_special_days(
                by=reader, centre=a_centre(), first=TODAY, last=TODAY, kind="closed", reason="x", today=TODAY
            )
        assert not SpecialDay.objects.exists() and Entry.objects.count() == rows

    def test_the_holidays_of_a_year_come_once_with_the_sanitary_days_still_ahead(self):
        centre, by = a_centre(), machine("test")
        ordinary_hours()
        given = {"by": by, "centre": centre, "today": TODAY}
        actions.set_special_days(
            first=date(2026, 12, 8), last=date(2026, 12, 8), kind="holiday", reason="Bizniki", **given
        )
        assert actions.load_year(year=2026, **given) > 7
        assert actions.load_year(year=2026, **given) == 0
        rows = {row.day: row for row in SpecialDay.objects.filter(centre=centre)}
        assert rows[date(2026, 12, 8)].reason == "Bizniki"
        assert rows[date(2026, 3, 21)].kind == "holiday"
        sanitary = sorted(day for day, row in rows.items() if row.kind == "sanitary")
        assert sanitary == [date(2026, 11, 30), date(2026, 12, 31)]

    def test_new_hours_take_the_place_of_the_old(self):
        centre = a_centre()
        ordinary_hours()
        actions.set_hours(by=machine("test"), centre=centre, weekly={6: [(NINE, SIX)]}, today=TODAY)
        assert [weekday for weekday, hours in queries.timetable(centre) if hours] == [6]


@given(st.sets(st.integers(0, 6), min_size=1), st.sets(st.integers(0, 60)), st.integers(0, 30))
def test_the_next_open_day_is_open_and_never_before(weekdays, closed, count):
    is_open = lambda day: day.weekday() in weekdays and (day - TODAY).days not in closed  # noqa: E731
    found = days.add_open_days(TODAY, count, is_open) if count else days.next_open_day(TODAY, is_open)
    assert is_open(found) and found >= TODAY
