"""Entering a record: the ISBN and the printed block fill what is empty, and nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import rights
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.tests.characters import a_record, a_title
from javon.collection.sources.record import Record
from javon.core.database.fields import uuid7

pytestmark = pytest.mark.django_db
BLOCK = (
    "UO'K: 02 (075)  KBK 78.3ya722  B 45\nBerdiyeva Z. Sh. Kutubxonashunoslik: o'quv qo'llanma. "
    "2-nashri. T.: «ILM ZIYO», 2013. 10000 nusxa"
)


@pytest.fixture
def desk(client: Client) -> Client:
    a_centre()
    client.force_login(
        an_employee("kataloger", rights.CORRECT_RECORD).user,
        backend="javon.core.accounts.backends.AccountBackend",
    )
    return client


def post(desk: Client, **typed: str):
    return desk.post("/catalogue/new/", {"request_id": str(uuid7()), "language": "uzb", **typed})


def test_the_cursor_stands_in_the_isbn_first(desk: Client) -> None:
    page = desk.get("/catalogue/new/").content.decode()
    field = page[page.index('name="isbn"') :]
    assert "autofocus" in field[: field.index(">")]


@pytest.mark.parametrize("do", ["fill", "enter"])
def test_a_scanned_isbn_fills_what_is_empty_and_keeps_what_was_typed(desk: Client, do: str) -> None:
    a_title(is_donor=True, record=a_record(isbn="9789943000001", subjects=("Tarix",)))
    answer = post(desk, isbn="9789943000001", publisher="Mening nashriyotim", do=do)
    form = answer.context["form"]
    assert answer.status_code == 200 and not Title.objects.filter(is_donor=False).exists()
    assert (form["title"].value(), form["publisher"].value()) == ("Oʻtkan kunlar", "Mening nashriyotim")
    assert "autofocus" in form["bbk"].as_widget()
    saved = post(
        desk,
        **{name: str(form[name].value() or "") for name in form.fields if name != "request_id"},
        do="enter",
    )
    assert saved.status_code == 303
    made = Title.objects.get(is_donor=False)
    assert (made.title, made.publisher) == ("Oʻtkan kunlar", "Mening nashriyotim")


def test_enter_without_an_isbn_saves(desk: Client) -> None:
    assert post(desk, title="Alpomish", do="enter").status_code == 303


def test_the_printed_block_fills_the_form_and_its_rest_is_shown(desk: Client) -> None:
    answer = post(desk, cip=BLOCK, place="Toshkent", do="cip")
    form = answer.context["form"]
    told = {name: form[name].value() for name in ("title", "author", "place", "year", "bbk", "author_mark")}
    assert told == {
        "title": "Kutubxonashunoslik",
        "author": "Berdiyeva, Z. Sh.",
        "place": "Toshkent",
        "year": "2013",
        "bbk": "78.3ya722",
        "author_mark": "B 45",
    }
    page = answer.content.decode()
    assert form["cip"].value() == BLOCK and "10000 nusxa</li>" in page
    typed = {name: str(form[name].value() or "") for name in form.fields if name != "request_id"}
    assert post(desk, **typed).status_code == 303
    assert "ILM ZIYO" in Title.objects.get().marc and "10000" not in Title.objects.get().marc


@pytest.mark.parametrize("cip", ["", "\x00", "((((", "a" * 20_000, "<script>alert(1)</script>"])
def test_strange_blocks_are_answered(desk: Client, cip: str) -> None:
    answer = post(desk, cip=cip, do="cip")
    assert answer.status_code == 200 and b"<script>alert" not in answer.content


# --- short records of old books


def quick(desk: Client, address: str = "/catalogue/quick/", **typed):
    return desk.post(address, {"request_id": str(uuid7()), "language": "uzb", **typed})


def test_a_short_record_is_marked_and_the_next_book_keeps_what_stays(desk: Client) -> None:
    typed = {
        "author": "Oybek",
        "year": "1957",
        "publisher": "Oʻzdavnashr",
        "place": "Toshkent",
        "bbk": "84(5O'z)6",
    }
    answer = quick(desk, title="Oltin o'lka qo'shig'i", keep=["publisher", "bbk"], **typed)
    made = Title.objects.get()
    assert answer.status_code == 303
    assert (made.title, made.year, Record.from_json(made.marc).leader[17]) == (
        "Oltin oʻlka qoʻshigʻi",
        1957,
        "3",
    )
    page = desk.get(answer["Location"])
    form = page.context["form"]
    assert (form["publisher"].value(), form["bbk"].value()) == ("Oʻzdavnashr", "84(5O'z)6")
    assert (
        not form["title"].value()
        and not form["place"].value()
        and form["keep"].value() == ["publisher", "bbk"]
    )
    assert "autofocus" in form["title"].as_widget() and "Oltin oʻlka qoʻshigʻi" in page.content.decode()


def test_the_last_five_are_listed_the_newest_first(desk: Client) -> None:
    last = ""
    for place in range(6):
        answer = quick(desk, title=f"{place}-kitobning nomi", last=last)
        page = desk.get(answer["Location"])
        last = page.context["last_numbers"]
    assert [one.title for one in page.context["last"]] == [
        f"{place}-kitobning nomi" for place in (5, 4, 3, 2, 1)
    ]


@pytest.mark.parametrize(
    "typed, status",
    [
        ({"title": ""}, 422),
        ({"title": "x" * 501}, 422),
        ({"title": "X", "keep": "password"}, 422),
        ({"title": "X", "language": "xxx"}, 422),
        ({"title": "X", "request_id": "1"}, 422),
        ({"title": "X", "last": "1,²,x" * 90}, 303),
    ],
)
def test_what_is_wrong_in_a_short_record_is_said_and_kept(desk: Client, typed: dict, status: int) -> None:
    answer = quick(desk, **{"author": "Oybek", **typed})
    assert answer.status_code == status
    assert status == 303 or "Oybek" in answer.content.decode()


def test_strange_addresses_of_the_quick_page_are_answered(desk: Client) -> None:
    for query in ("?last=999999999,1", "?keep=x&bbk=%00", "?publisher=" + "a" * 3000):
        assert desk.get(f"/catalogue/quick/{query}").status_code == 200
