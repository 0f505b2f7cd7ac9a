"""The duty roster: who may be where, and where everyone is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from javon.centre.organisation import rights
from javon.centre.organisation.actions import calendar as calendar_actions
from javon.centre.organisation.actions import roster as actions
from javon.centre.organisation.models import Absence, DutyShift
from javon.centre.organisation.queries import roster as queries
from javon.centre.organisation.rules import roster as rules
from javon.centre.organisation.tests.characters import (
    a_centre,
    a_person,
    a_service_point,
    an_appointment,
    an_employee,
    ordinary_hours,
    the_actor,
)
from javon.core.access import machine
from javon.core.verdict import Refused

TODAY = date(2026, 11, 24)
NINE, ONE, SIX = time(9), time(13), time(18)


def shift(**deviations):
    given = {
        "person": "Gulnoza",
        "point": "Abonement",
        "day": TODAY,
        "today": TODAY,
        "starts_at": NINE,
        "ends_at": ONE,
        "is_appointed": True,
        "hours": ((NINE, SIX),),
    }
    return rules.ShiftFacts(**{**given, **deviations})


@pytest.mark.parametrize(
    "case, facts, expected",
    [
        ("an ordinary morning", shift(), ()),
        ("after another shift", shift(others=(rules.OtherShift("Zal", ONE, SIX),)), ()),
        (
            "one minute in both",
            shift(others=(rules.OtherShift("Zal", time(12, 59), SIX),)),
            ("already_on_duty",),
        ),
        ("on leave", shift(absence="taʼtil"), ("person_absent",)),
        ("not appointed any more", shift(is_appointed=False), ("not_appointed",)),
        ("the point was closed", shift(point_works=False), ("point_closed",)),
        ("a closed day", shift(hours=()), ("house_closed",)),
        ("until seven", shift(ends_at=time(19)), ("outside_hours",)),
        ("ends before it begins", shift(ends_at=time(8)), ("shift_upside_down",)),
        ("two months ago", shift(day=TODAY - timedelta(60)), ("shift_long_past",)),
        ("several reasons", shift(absence="kasallik", hours=()), ("person_absent", "house_closed")),
    ],
)
def test_may_be_on_duty(case, facts, expected):
    assert rules.may_be_on_duty(facts).codes == expected


@pytest.mark.django_db
class TestARoster:
    def test_who_is_where_now(self):
        ordinary_hours()
        gulnoza = a_person()
        an_appointment(gulnoza)
        desk, room = (
            a_service_point("ABONEMENT"),
            a_service_point("ZAL", name="Oʻquv zali", kind="reading_room"),
        )
        for point, starts, ends in ((desk, NINE, ONE), (room, time(14), SIX)):
            actions.put_on_duty(
                by=machine("test"), person=gulnoza, point=point, day=TODAY, starts_at=starts, ends_at=ends, today=TODAY
            )  # fmt: skip
        found = {
            one.point.code: (len(one.shifts), len(one.now))
            for one in queries.where_everyone_is(a_centre(), datetime(2026, 11, 24, 10, tzinfo=UTC))
        }
        assert found == {"ABONEMENT": (1, 1), "ZAL": (1, 0)}

    def test_a_closed_day_needs_the_right_and_a_reason(self):
        ordinary_hours()
        sunday = date(2026, 11, 29)
        gulnoza = a_person()
        an_appointment(gulnoza)
        head = the_actor(an_employee("rahbar", rights.MANAGE_ROSTER))
        over = the_actor(an_employee("direktor", rights.MANAGE_ROSTER, rights.OVERRIDE_CLOSED_HOUSE))
        given = {
            "person": gulnoza,
            "point": a_service_point(),
            "day": sunday,
            "starts_at": NINE,
            "ends_at": ONE,
        }
        for by, reason in ((head, "tadbir"), (over, "")):
            with pytest.raises(Refused, match="house_closed"):
                actions.put_on_duty(by=by, today=TODAY, override_reason=reason, **given)
        assert not DutyShift.objects.exists()
        actions.put_on_duty(by=over, today=TODAY, override_reason="Kitob bayrami", **given)
        assert DutyShift.objects.get().day == sunday

    def test_copying_a_week_leaves_out_what_the_rules_forbid(self):
        ordinary_hours()
        gulnoza, shahlo = a_person(), a_person("Toʻrayeva", "Shahlo")
        monday = date(2026, 11, 23)
        for person in (gulnoza, shahlo):
            an_appointment(person)
            actions.put_on_duty(
                by=machine("test"), person=person, point=a_service_point(), day=monday, starts_at=NINE, ends_at=ONE, today=TODAY
            )  # fmt: skip
        next_monday = monday + timedelta(7)
        Absence.objects.create(person=shahlo, kind="leave", first_day=next_monday, last_day=next_monday)
        given = {"by": machine("test"), "centre": a_centre(), "from_monday": monday, "today": TODAY}
        assert actions.copy_week(to_monday=next_monday, **given) == {"copied": 1, "left": 1}
        assert actions.copy_week(to_monday=next_monday, **given) == {"copied": 0, "left": 2}
        with pytest.raises(Refused, match="nothing_to_copy"):
            actions.copy_week(to_monday=monday, **{**given, "from_monday": monday + timedelta(70)})

    def test_the_week_shows_shifts_absences_and_closed_days(self, django_assert_max_num_queries):
        ordinary_hours()
        gulnoza = a_person()
        an_appointment(gulnoza)
        monday = date(2026, 11, 23)
        calendar_actions.set_special_days(
            by=machine("test"), centre=a_centre(), first=TODAY, last=TODAY, kind="sanitary", reason="Sanitariya kuni", today=TODAY
        )  # fmt: skip
        Absence.objects.create(person=gulnoza, kind="sick", first_day=monday, last_day=monday)
        centre = a_centre()
        with django_assert_max_num_queries(6):
            (row,) = queries.week(centre, monday)
        assert [day.is_open for day in row.days] == [True, False, True, True, True, True, False]
        assert [bool(day.absence) for day in row.days] == [True] + [False] * 6

    def test_taking_off_twice_says_so(self):
        gulnoza = a_person()
        an_appointment(gulnoza)
        ordinary_hours()
        made = actions.put_on_duty(
            by=machine("test"), person=gulnoza, point=a_service_point(), day=TODAY, starts_at=NINE, ends_at=ONE, today=TODAY
        )  # fmt: skip
        actions.take_off_duty(by=machine("test"), shift_id=made.pk, today=TODAY)
        with pytest.raises(Refused, match="no_such_shift"):
            actions.take_off_duty(by=machine("test"), shift_id=made.pk, today=TODAY)
