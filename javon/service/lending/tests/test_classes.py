"""A class of thirty: each scanned book goes to the pupil whose turn it is, and one sheet is printed for the teacher."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation.models import LocalBody
from javon.centre.organisation.tests.characters import a_centre, a_service_point
from javon.collection.stock.models import Copy
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.accounts import offers
from javon.service.lending import rights
from javon.service.lending.models import Deed, Loan
from javon.service.lending.tests.characters import a_child, a_desk_librarian
from javon.service.readers import rights as readers
from javon.service.readers.models import Card, Registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return LocalBody.objects.create(centre=a_centre(), kind="school", name="5-maktab")


@pytest.fixture
def desk(client):
    a_service_point()
    client.force_login(a_desk_librarian("kutubxonachi1", rights.LEND_UNCATALOGUED).user)
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
    assert '<button class="button desk__go" type="submit">' in form
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


def _undoes(page):
    return [one.undo for pupil in page.context["rows"] for one in pupil.today]


def test_one_book_is_undone_where_it_was_lent_and_its_pupil_has_the_turn(desk, school):
    first, second = _class(school, 2)
    right, wrong = a_copy(), a_copy()
    _scan(desk, school, right.inventory_number)
    page = _scan(desk, school, wrong.inventory_number)
    assert "data-undo-last" in page.content.decode()
    undone = Deed.objects.get(loan__copy=wrong).request_id
    page = desk.post(f"/desk/classes/{school.pk}/5/B/", {"request_id": str(uuid4()), "undo": str(undone)})
    assert page.status_code == 200
    assert f"Navbat: {second.short_name}" in page.content.decode()
    assert [loan.reader for loan in Loan.objects.filter(state="open")] == [first]
    wrong.refresh_from_db()
    assert wrong.state == "on_shelf"


def test_a_class_that_was_lent_by_mistake_is_undone_as_a_whole(desk, school):
    pupils = _class(school, 3)
    copies = [a_copy() for _ in pupils]
    for copy in copies:
        page = _scan(desk, school, copy.inventory_number)
    assert "Hammasini bekor qilish (3)" in page.content.decode()
    given = {"request_id": str(uuid4()), "undo": [str(key) for key in _undoes(page)]}
    for _twice in range(2):  # a second press is harmless
        page = desk.post(f"/desk/classes/{school.pk}/5/B/", given)
        assert page.status_code == 200
    assert not Loan.objects.filter(state="open").exists()
    assert set(Copy.objects.values_list("state", flat=True)) == {"on_shelf"}
    assert f"Navbat: {pupils[0].short_name}" in page.content.decode()


def test_all_of_the_class_stays_where_one_book_has_moved_on(desk, school):
    pupils = _class(school, 2)
    copies = [a_copy() for _ in pupils]
    for copy in copies:
        page = _scan(desk, school, copy.inventory_number)
    keys = [str(key) for key in _undoes(page)]
    back = {"request_id": str(uuid4()), "code": copies[0].inventory_number, "answer": "return"}
    assert desk.post("/desk/scan/", back).status_code == 200
    assert Loan.objects.filter(state="open").count() == 1
    page = desk.post(f"/desk/classes/{school.pk}/5/B/", {"request_id": str(uuid4()), "undo": keys})
    assert page.status_code == 409
    assert list(Loan.objects.filter(state="open").values_list("copy_id", flat=True)) == [copies[1].pk]


@pytest.mark.parametrize("given", [[""], ["x"], ["x" * 999], [str(uuid4())]])
def test_nothing_is_undone_for_a_key_that_is_none(desk, school, given):
    _class(school, 1)
    page = desk.post(f"/desk/classes/{school.pk}/5/B/", {"request_id": str(uuid4()), "undo": given})
    assert page.status_code == 409


def test_after_ten_minutes_no_book_of_the_class_offers_to_be_undone(desk, school):
    _class(school, 1)
    _scan(desk, school, a_copy().inventory_number)
    Deed.objects.update(at=clock.now() - timedelta(minutes=11))
    assert "data-undo-last" not in desk.get(f"/desk/classes/{school.pk}/5/B/").content.decode()


def test_the_script_of_the_desk_gets_what_it_swaps_and_nothing_around_it(desk, school):
    first, second = _class(school, 2)
    given = {"request_id": str(uuid4()), "code": a_copy().inventory_number}
    page = desk.post(f"/desk/classes/{school.pk}/5/B/", given, headers={"HX-Request": "true"})
    text = page.content.decode()
    assert text.lstrip().startswith('<div class="desk" id="desk"') and "<html" not in text
    assert f'form="scan" name="pupil" value="{Card.objects.get(reader=second).code}"' in text
    assert first != second


def test_a_class_that_came_on_a_day_without_power_is_entered_under_that_day(desk, school):
    first, _second = _class(school, 2)
    day = clock.today() - timedelta(days=1)
    page = _scan(desk, school, a_copy().inventory_number, day=str(day))
    assert page.status_code == 200
    (loan,) = Loan.objects.all()
    assert (loan.lent_on, loan.reader, loan.lent_at.date()) == (day, first, clock.now().date())
    assert [len(one.today) for one in page.context["rows"]] == [1, 0]
    assert "Qogʻoz kuni" in page.content.decode()
    assert f"/desk/class-sheet/{school.pk}/5/B/?day={day}" in page.content.decode()
    sheet = desk.get(f"/desk/class-sheet/{school.pk}/5/B/", {"day": str(day)})
    assert loan.copy.title.title in sheet.content.decode()
    assert loan.copy.title.title not in desk.get(f"/desk/class-sheet/{school.pk}/5/B/").content.decode()
    assert _first_today(desk, school) == []


def _first_today(desk, school):
    return [
        one for pupil in desk.get(f"/desk/classes/{school.pk}/5/B/").context["rows"] for one in pupil.today
    ]


def test_a_copy_that_the_pupil_has_is_asked_about_at_the_class_and_renewed_there(desk, school):
    (pupil,) = _class(school, 1)
    copy = a_copy()
    _scan(desk, school, copy.inventory_number)
    card = Card.objects.get(reader=pupil).code
    Deed.objects.update(at=clock.now() - timedelta(minutes=1))  # not the scanner's doing any more
    asked = _scan(desk, school, copy.inventory_number, pupil=card)
    text = asked.content.decode()
    here = f"/desk/classes/{school.pk}/5/B/"
    assert 'data-asks="yes"' in text and f'action="{here}"' in text and "/desk/scan/" not in text
    page = _scan(desk, school, copy.inventory_number, pupil=card, answer="return")
    assert page.status_code == 200
    assert not Loan.objects.filter(state="open").exists()


def test_an_objection_is_overruled_at_the_class(desk, school):
    (pupil,) = _class(school, 1)
    card = Card.objects.get(reader=pupil).code
    for _ in range(3):
        _scan(desk, school, a_copy().inventory_number, pupil=card)
    over = a_copy()
    page = _scan(desk, school, over.inventory_number, pupil=card)
    assert page.status_code == 409
    if "override_reason" in page.content.decode():
        page = _scan(desk, school, over.inventory_number, pupil=card, override_reason="Oʻqituvchi soʻradi")
        assert page.status_code == 200
        assert Loan.objects.get(copy=over).override_reason == "Oʻqituvchi soʻradi"


def test_a_book_without_a_record_is_lent_to_the_class_and_the_page_of_the_class_comes_back(desk, school):
    (pupil,) = _class(school, 1)
    text = _scan(desk, school, "987654").content.decode()
    here = f"/desk/classes/{school.pk}/5/B/"
    card = Card.objects.get(reader=pupil).code
    assert f"/desk/uncatalogued/?card={card}&amp;code=987654&amp;class={here}" in text
    given = {
        "request_id": str(uuid4()),
        "card": card,
        "class": here,
        "number": "987654",
        "name": "Yozuvsiz kitob",
    }
    page = desk.post("/desk/uncatalogued/", given)
    assert (page.status_code, page["Location"]) == (303, here)
    given["class"] = "https://elsewhere.example/"
    given |= {"request_id": str(uuid4()), "number": "987655", "day": str(clock.today() - timedelta(days=1))}
    page = desk.post("/desk/uncatalogued/", given)
    assert page["Location"] == f"/desk/?card={card}&day={given['day']}"


def test_between_two_scans_nobody_is_offered_a_second_factor(desk, school, monkeypatch):
    monkeypatch.setattr(offers, "_is_offered", lambda user: True)
    _class(school, 1)
    assert "Bir oydan keyin eslatish" in desk.get("/readers/").content.decode()
    for address in ("/desk/", f"/desk/classes/{school.pk}/5/B/"):
        assert "Bir oydan keyin eslatish" not in desk.get(address).content.decode()


def test_classes_stand_by_the_numbers_of_their_schools(desk):
    for number in (10, 2):
        _class(LocalBody.objects.create(centre=a_centre(), kind="school", name=f"{number}-maktab"), 1)
    page = desk.get("/desk/classes/").content.decode()
    assert page.index("2-maktab") < page.index("10-maktab")


def test_a_class_that_is_not_registered_this_year_leads_to_where_all_of_it_is_by_one_key(client, school):
    a_service_point()
    client.force_login(a_desk_librarian("kutubxonachi1", readers.REGISTER_READERS).user)
    _class(school, 2)
    here, there = (
        f"/desk/classes/{school.pk}/5/B/",
        f'href="/readers/classes/{school.pk}/5/B/" data-desk-key="Alt+F9"',
    )
    assert there not in client.get(here).content.decode()
    Registration.objects.all().delete()
    assert there in client.get(here).content.decode()
