"""The directory of the district and the passport: what may be entered, and what stood on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from javon.centre.organisation import rights
from javon.centre.organisation.actions import directory as actions
from javon.centre.organisation.models import LocalBody, PassportFigure
from javon.centre.organisation.passport import INDICATORS
from javon.centre.organisation.queries import directory as queries
from javon.centre.organisation.rules import passport as rules
from javon.centre.organisation.tests.characters import a_centre, an_employee, the_actor
from javon.core.access import machine
from javon.core.verdict import Refused

TODAY = date(2026, 11, 24)
BY = machine("test")


def a_body(name: str = "Guliston MFY", kind: str = "mahalla", **more) -> LocalBody:
    return actions.keep_body(by=BY, centre=a_centre(), kind=kind, name=name, **more)


def a_figure(value: int, indicator: str = "population", as_of: date = TODAY, **more) -> PassportFigure:
    given = {"basis_label": "Statistika boʻlimi maʼlumotnomasi", "today": TODAY}
    return actions.enter_figure(
        by=BY, centre=a_centre(), indicator=indicator, value=value, as_of=as_of, **{**given, **more}
    )


def figure(**deviations):
    given = {"is_known": True, "value": 1200, "as_of": TODAY, "today": TODAY, "has_basis": True}
    return rules.FigureFacts(**{**given, **deviations})


@pytest.mark.parametrize(
    "case, facts, expected",
    [
        ("an ordinary figure", figure(), ()),
        ("a bit more than last year", figure(before=1100), ()),
        ("a digit slipped", figure(before=120), ("figure_jumps",)),
        ("tomorrow's", figure(as_of=TODAY + timedelta(1)), ("figure_of_future",)),
        ("no paper", figure(has_basis=False), ("figure_without_paper",)),
        ("below nothing", figure(value=-1), ("figure_negative",)),
        ("of a school where mahallas are asked", figure(body_fits=False), ("figure_of_wrong_body",)),
        ("unknown", figure(is_known=False), ("no_such_indicator",)),
    ],
)
def test_may_enter_figure(case, facts, expected):
    assert rules.may_enter_figure(facts).codes == expected


def test_every_indicator_has_its_own_code():
    assert len({one.code for one in INDICATORS}) == len(INDICATORS)


@pytest.mark.django_db
class TestTheDistrict:
    def test_a_name_in_any_script_is_found_and_not_entered_twice(self):
        a_body("Yoʻldosh MFY")
        for text in ("yo'ldosh", "йўлдош", "YOLDOSH"):
            assert [one.name for one in queries.bodies(a_centre(), TODAY, text=text)] == ["Yoʻldosh MFY"]
        with pytest.raises(Refused, match="body_known"):
            a_body("Йўлдош МФЙ")
        assert a_body("Yoʻldosh MFY", kind="school").kind == "school"

    def test_a_school_lies_in_a_mahalla_and_a_mahalla_in_none(self):
        mahalla = a_body()
        school = a_body("5-maktab", kind="school", mahalla=mahalla)
        assert school.mahalla == mahalla
        with pytest.raises(Refused, match="mahalla_in_mahalla"):
            a_body("Bogʻiston MFY", mahalla=mahalla)

    def test_a_closed_body_is_gone_from_the_next_day(self):
        body = a_body()
        actions.close_body(by=BY, body=body, last_day=TODAY)
        assert queries.bodies(a_centre(), TODAY).exists()
        assert not queries.bodies(a_centre(), TODAY + timedelta(1)).exists()

    def test_without_the_right_nothing_is_entered(self):
        by = the_actor(an_employee("gulnoza", rights.SEE_STAFF))
        with pytest.raises(Refused, match="no_right"):
            actions.keep_body(by=by, centre=a_centre(), kind="school", name="1-maktab")
        assert not LocalBody.objects.exists()


@pytest.mark.django_db
class TestThePassport:
    def test_the_newest_figure_up_to_a_day_holds(self):
        a_figure(90_000, as_of=date(2025, 1, 1))
        a_figure(92_500, as_of=date(2026, 1, 1))
        a_figure(92_400, as_of=date(2026, 1, 1))  # entered again: the later row of a day holds
        centre = a_centre()
        assert queries.value_of(centre, "population", date(2025, 12, 31)) == 90_000
        assert queries.value_of(centre, "population", TODAY) == 92_400
        assert queries.value_of(centre, "population", date(2024, 12, 31)) is None
        assert queries.history_of(centre, "population").count() == 3

    def test_parts_add_up_beside_the_whole(self):
        first, second = a_body(), a_body("Bogʻiston MFY")
        a_figure(5_000)
        a_figure(2_000, body=first)
        a_figure(2_900, body=second)
        line = next(one for one in queries.passport(a_centre(), TODAY) if one.indicator.code == "population")
        assert line.whole is not None
        assert (line.whole.value, line.sum_of_parts) == (5_000, 4_900)

    def test_seats_are_not_counted_by_mahalla_nor_by_age(self):
        with pytest.raises(Refused, match="figure_of_wrong_body"):
            a_figure(10, indicator="seats", body=a_body())
        with pytest.raises(Refused, match="figure_of_wrong_age"):
            a_figure(10, indicator="seats", age_group="7-14")

    def test_the_passport_is_one_query(self, django_assert_num_queries):
        a_figure(1)
        centre = a_centre()
        with django_assert_num_queries(1):
            queries.passport(centre, TODAY)
