"""Who may do what: held by post, by standing in, by everyone; and what the organisation shows for the Regulation."""

from __future__ import annotations

from datetime import date

import pytest

from javon.centre.organisation import evidence
from javon.centre.organisation.models import Absence, Substitution
from javon.centre.organisation.queries import rights_of
from javon.centre.organisation.queries.rights import rights_matrix, who_may
from javon.centre.organisation.tests.characters import (
    a_centre,
    a_grant,
    a_person,
    a_post,
    a_table,
    a_unit,
    an_appointment,
)
from javon.core.evidence import Period

DAY = date(2026, 3, 2)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def house(db):
    holder, stands_in, other = a_person("Mirzayeva"), a_person("Yoʻldosheva"), a_person("Qodirova")
    children, lending = a_post("children", position=1), a_post("lending", position=2)
    row = an_appointment(holder, children, valid_from=date(2026, 1, 12))
    an_appointment(stands_in, lending)
    absence = Absence.objects.create(person=holder, kind="leave", first_day=DAY, last_day=DAY)
    Substitution.objects.create(
        appointment=row, substitute=stands_in, absence=absence, first_day=DAY, last_day=DAY
    )
    a_grant("loans.lend", children)
    a_grant("house.enter")
    return holder, stands_in, other


def test_who_may_names_posts_and_people(house) -> None:
    holder, stands_in, _other = house
    (allowed,) = who_may("loans.lend", DAY)
    assert (allowed.post.code, allowed.people) == ("children", (holder, stands_in))
    assert who_may("loans.lend", date(2026, 3, 3))[0].people == (holder,)
    assert who_may("house.enter", DAY)[0].post is None
    assert who_may("nothing", DAY) == []


def test_the_matrix_agrees_with_the_rights_of_each(house) -> None:
    matrix = rights_matrix(a_centre(), DAY)
    assert matrix.people == [house[0], house[1]]
    for person in matrix.people:
        assert matrix.by_person[person.pk] == rights_of(person, DAY)


def test_only_what_happened_in_the_period_is_evidence(house) -> None:
    centre = a_centre().pk
    a_table({a_post("children"): (1, 4)})
    a_table(
        {a_post("children"): (2, 4)}, number=2, state="proposed", valid_from=None, note="Bolalar koʻpaydi"
    )
    head = a_post("head", kind="head")
    an_appointment(a_person("Nuriddinova"), head, valid_from=DAY)
    a_unit().topics.create(text="Obuna", valid_from=DAY)
    a_grant("loans.renew", head, valid_from=DAY)
    shown = {row.code: row.count(centre, YEAR) for row in evidence.EVIDENCE}
    assert shown == {
        "organisation.rights_given": 1,
        "organisation.topics_told": 1,
        "organisation.staffing_proposed": 1,
        "organisation.heads_appointed": 1,
        "organisation.librarians_appointed": 1,
    }
    assert all(
        row.count(centre, Period(date(2020, 1, 1), date(2020, 12, 31))) == 0 for row in evidence.EVIDENCE
    )
