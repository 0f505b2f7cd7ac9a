"""The pages of reservations: lists, Enter marks found, reserve, the deeds of one hold; hostile input; who may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation.tests.characters import a_service_point, an_employee
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock.models import Copy
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import machine
from javon.service.lending import rights
from javon.service.lending.actions import holds
from javon.service.lending.models import Deed, Hold, Loan
from javon.service.lending.tests.characters import a_borrower, a_desk_librarian, a_head, a_hold, a_loan
from javon.service.readers.models import Card

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Any) -> Any:
    a_service_point()
    client.force_login(a_desk_librarian().user)
    return client


def _text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_list_shows_what_to_fetch_and_enter_marks_it_found(desk: Any) -> None:
    copy, reader = a_copy(), a_borrower()
    hold = a_hold(reader, copy.title)
    page = desk.get("/desk/holds/")
    assert page.status_code == 200
    assert copy.shelf_mark in _text(page)
    assert reader.short_name in _text(page)
    answer = desk.post(
        "/desk/holds/found/", {"code": copy.inventory_number, "request_id": str(uuid4())}, follow=True
    )
    assert f"«{copy.title.title}» olib qoʻyildi. Kitobxon: {reader.short_name}" in _text(answer)
    assert Hold.objects.get(pk=hold.pk).state == "ready"
    assert copy.inventory_number in _text(desk.get("/desk/holds/?list=ready"))


@pytest.mark.parametrize(
    ("code", "words"),
    [("99999999", "99999999"), ("", "skaner"), ("\x00'; DROP", ""), ("Й" * 500, "")],
)
def test_a_code_that_names_nothing_is_answered_in_words_and_kept(desk: Any, code: str, words: str) -> None:
    answer = desk.post("/desk/holds/found/", {"code": code})
    assert answer.status_code == 409
    assert "Hech narsa oʻzgarmadi" in _text(answer)
    assert words.lower() in _text(answer).lower()


def test_a_copy_nobody_waits_for_says_its_shelf(desk: Any) -> None:
    copy = a_copy(shelf_mark="84 Q-57")
    answer = desk.post("/desk/holds/found/", {"copy": str(copy.pk)})
    assert answer.status_code == 409
    assert "84 Q-57" in _text(answer)


def test_not_there_and_carried_back(desk: Any) -> None:
    copy = a_copy()
    a_hold(a_borrower(), copy.title)
    answer = desk.post("/desk/holds/missing/?list=find", {"copy": str(copy.pk)}, follow=True)
    assert "topilmagan deb yozildi" in _text(answer)
    assert Copy.objects.get(pk=copy.pk).state == "missing"
    hold = holds.find(by=machine("test", copy.centre_id), copy=copy)
    holds.cancel(by=machine("test", copy.centre_id), hold=hold)
    assert copy.inventory_number in _text(desk.get("/desk/holds/?list=clear"))
    desk.post("/desk/holds/clear/?list=clear", {"copy": str(copy.pk)})
    assert copy.inventory_number not in _text(desk.get("/desk/holds/?list=clear"))


def test_reserving_by_card_or_by_name(desk: Any) -> None:
    title, reader = a_title(), a_borrower(surname="Yoʻldosheva", given_name="Malika")
    a_copy(title)
    url = f"/desk/holds/new/{title.number}/"
    card = Card.objects.get(reader=reader).code
    answer = desk.post(url, {"reader": card, "request_id": str(uuid4())}, follow=True)
    assert "Navbatdagi oʻrni: 1" in _text(answer)
    again = desk.post(url, {"reader": card})
    assert again.status_code == 409
    assert "navbatida turibdi" in _text(again)
    assert Hold.objects.count() == 1
    nobody = desk.post(url, {"reader": "Zzzzz Qqqq"})
    assert nobody.status_code == 422
    assert "Zzzzz Qqqq" in _text(nobody)


def test_of_several_readers_of_one_name_one_is_chosen(desk: Any) -> None:
    title = a_title()
    a_copy(title)
    readers = [a_borrower(surname="Karimova", given_name=name) for name in ("Dilnoza", "Malika")]
    url = f"/desk/holds/new/{title.number}/"
    asked = desk.post(url, {"reader": "Karimova"})
    assert asked.status_code == 422
    assert all(one.full_name in _text(asked) for one in readers)
    desk.post(url, {"reader": "Karimova", "chosen": str(readers[1].number)})
    assert Hold.objects.get().reader == readers[1]


def test_the_head_reserves_in_spite_of_an_objection(client: Any) -> None:
    a_service_point()
    client.force_login(a_head().user)
    copy, reader = a_copy(), a_borrower(registered=False)
    url = f"/desk/holds/new/{copy.title.number}/"
    card = Card.objects.get(reader=reader).code
    stopped = client.post(url, {"reader": card})
    assert stopped.status_code == 409
    assert "override_reason" in _text(stopped)
    client.post(url, {"reader": card, "chosen": str(reader.number), "override_reason": "ertaga keladi"})
    assert Hold.objects.get().reader == reader


def test_one_hold_tells_its_story_and_takes_its_deeds(client: Any) -> None:
    a_service_point()
    client.force_login(a_head().user)
    copy = a_copy()
    hold = a_hold(a_borrower(), copy.title)
    url = f"/desk/holds/{hold.pk}/"
    assert "Band qilindi" in _text(client.get(url))
    day = clock.today() + timedelta(days=7)
    assert client.post(f"{url}pause/", {"until": "kecha"}).status_code == 409
    assert client.post(f"{url}pin/", {"reason": ""}).status_code == 409
    for deed, given in (("pause", {"until": str(day)}), ("resume", {}), ("pin", {"reason": "imtihon"}), ("unpin", {}), ("cancel", {})):  # fmt: skip
        assert client.post(f"{url}{deed}/", given).status_code == 303, deed
    assert Hold.objects.get(pk=hold.pk).state == "cancelled"
    assert client.post(f"{url}cancel/").status_code == 409
    assert client.post(f"{url}burn/").status_code == 404
    assert client.get(f"/desk/holds/{uuid4()}/").status_code == 404


def test_a_librarian_does_not_put_first(desk: Any) -> None:
    hold = a_hold(a_borrower(), a_copy().title)
    assert desk.post(f"/desk/holds/{hold.pk}/pin/", {"reason": "x"}).status_code == 403
    assert "Birinchi qilish" not in _text(desk.get(f"/desk/holds/{hold.pk}/"))


def test_whoever_has_not_the_right_sees_no_list(client: Any) -> None:
    client.force_login(an_employee("kuzatuvchi", rights.SEE_OVERDUE).user)
    assert client.get("/desk/holds/").status_code == 403
    assert client.get("/desk/holds/new/1/").status_code == 403


def test_a_return_at_the_desk_says_for_whom_it_is_put_aside(desk: Any) -> None:
    copy, reader = a_copy(), a_borrower(given_name="Malika")
    a_loan(copy, a_borrower())
    Loan.objects.update(lent_at=clock.now() - timedelta(days=3))
    Deed.objects.update(at=clock.now() - timedelta(days=3))
    a_hold(reader, copy.title)
    answer = desk.post("/desk/scan/", {"request_id": str(uuid4()), "code": copy.inventory_number})
    assert "Band javoniga qoʻying. Kitobxon: Malika" in _text(answer)
    panel = desk.get("/desk/", {"card": Card.objects.get(reader=reader).code})
    assert "tayyor, muddati" in _text(panel)
    slip = f"/desk/holds/{Hold.objects.get().pk}/slip/"
    assert slip in _text(answer)
    assert slip in _text(desk.get("/desk/holds/?list=ready"))
    paper = _text(desk.get(slip))
    assert "Malika" in paper
    assert copy.title.title in paper
    assert Card.objects.get(reader=reader).shown in paper


def test_a_copy_from_the_shelf_of_reservations_says_who_waits_for_it(desk: Any) -> None:
    copy, reader = a_copy(), a_borrower(given_name="Malika")
    a_hold(reader, copy.title)
    desk.post("/desk/holds/found/", {"code": copy.inventory_number, "request_id": str(uuid4())})
    answer = desk.post("/desk/scan/", {"request_id": str(uuid4()), "code": copy.inventory_number})
    assert "Kimga berilsin?" in _text(answer)
    assert f"Olib qoʻyilgan. Kitobxon: {reader.short_name}" in _text(answer)
    other = desk.post("/desk/scan/", {"request_id": str(uuid4()), "code": a_copy().inventory_number})
    assert "Olib qoʻyilgan" not in _text(other)


def test_only_a_book_put_aside_has_a_slip(desk: Any) -> None:
    hold = a_hold(a_borrower(), a_copy().title)
    assert desk.get(f"/desk/holds/{hold.pk}/slip/").status_code == 404
    assert desk.get(f"/desk/holds/{uuid4()}/slip/").status_code == 404


@pytest.mark.parametrize(("which", "most"), [("find", 40), ("ready", 36), ("waiting", 45)])
def test_a_list_asks_as_many_questions_for_twenty_holds_as_for_two(desk: Any, which: str, most: int) -> None:
    by = machine("test", a_copy().centre_id)
    desk.get("/desk/holds/")  # what is learnt once in a process
    counts = []
    for more in (2, 18):
        for _ in range(more):
            copy = a_copy(a_title())
            a_hold(a_borrower(), copy.title)
            if which == "ready":
                holds.find(by=by, copy=copy)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert desk.get(f"/desk/holds/?list={which}").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= most
