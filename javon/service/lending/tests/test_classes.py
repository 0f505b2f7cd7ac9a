"""A class of thirty: each scanned book goes to the pupil whose turn it is, and one sheet is printed for the teacher."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation.models import LocalBody
from javon.centre.organisation.tests.characters import a_centre, a_service_point
from javon.collection.stock.tests.characters import a_copy
from javon.service.lending.models import Loan
from javon.service.lending.tests.characters import a_child, a_desk_librarian
from javon.service.readers.models import Card

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return LocalBody.objects.create(centre=a_centre(), kind="school", name="5-maktab")


@pytest.fixture
def desk(client):
    a_service_point()
    client.force_login(a_desk_librarian().user)
    return client


def _class(school, count):
    return [
        a_child(11, school=school, surname=f"Karimova{place}", sort_key=f"{place:03}", class_letter="B")
        for place in range(count)
    ]


def _scan(desk, school, code, **more):
    given = {"request_id": str(uuid4()), "code": code, **more}
    return desk.post(f"/desk/classes/{school.pk}/5/B/", given)


def test_books_go_to_the_pupils_in_their_order(desk, school):
    pupils = _class(school, 3)
    copies = [a_copy() for _ in pupils]
    for copy, after in zip(copies, [*pupils[1:], None], strict=True):
        page = _scan(desk, school, copy.inventory_number)
        assert page.status_code == 200
        assert (f'band__lead">Navbat: {after.short_name}' if after else "Berildi") in page.content.decode()
    assert [Loan.objects.get(copy=copy).reader for copy in copies] == pupils
    assert set(Loan.objects.values_list("channel", flat=True)) == {"class"}


def test_a_card_of_the_class_gives_the_turn_and_a_strange_one_says_so(desk, school):
    first, second = _class(school, 2)
    card = Card.objects.get(reader=second).code
    page = _scan(desk, school, card)
    assert f'name="pupil" value="{card}"' in page.content.decode()
    stranger = a_child(11, school=school, class_letter="V")
    assert _scan(desk, school, Card.objects.get(reader=stranger).code).status_code == 409
    assert first != second


def test_a_phone_has_a_button_that_sends_a_typed_code_and_says_whose_turn_it_is(desk, school):
    (pupil,) = _class(school, 1)
    text = desk.get(f"/desk/classes/{school.pk}/5/B/").content.decode()
    form = text[text.index('role="search"') :].partition("</form>")[0]
    assert '<button class="button" type="submit">' in form
    assert f'band__title">Navbat: {pupil.short_name}' in text


def test_a_stop_keeps_the_turn(desk, school):
    (pupil,) = _class(school, 1)
    page = _scan(desk, school, a_copy(loanable=False).inventory_number)
    assert page.status_code == 409
    assert Card.objects.get(reader=pupil).code in page.content.decode()
    assert not Loan.objects.exists()


def test_the_sheet_names_each_book_and_its_date(desk, school):
    _class(school, 1)
    copy = a_copy()
    _scan(desk, school, copy.inventory_number)
    page = desk.get(f"/desk/class-sheet/{school.pk}/5/B/")
    assert copy.title.title in page.content.decode()


@pytest.mark.parametrize("address", ["5/V/", "12/B/", "5/"])
def test_a_class_that_nobody_is_in_is_not_found(desk, school, address):
    _class(school, 1)
    assert desk.get(f"/desk/classes/{school.pk}/{address}").status_code == 404
    assert desk.get("/desk/classes/").status_code == 200


def test_thirty_pupils_cost_no_more_questions_than_three(desk, school):
    _class(school, 3)
    with CaptureQueriesContext(connection) as few:
        desk.get(f"/desk/classes/{school.pk}/5/B/")
    _class(school, 12)
    with CaptureQueriesContext(connection) as many:
        desk.get(f"/desk/classes/{school.pk}/5/B/")
    assert len(many) <= len(few)
