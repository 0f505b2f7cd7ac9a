"""The pages of the book of replacements: who gets in, what they show, what they answer to bad input."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from javon.centre.documents.tests.characters import a_director, a_head
from javon.centre.organisation.tests.characters import a_centre, an_employee, the_actor
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock import rights
from javon.collection.stock.models import Copy, Delivery, Loss
from javon.collection.stock.queries import losses as queries
from javon.collection.stock.tests.characters import (
    a_commission,
    a_copy,
    a_loss,
    a_replacement,
    a_stock_keeper,
    approved_list,
)
from javon.core import clock

pytestmark = pytest.mark.django_db

YEAR = clock.today().year
BOOK = f"/stock/replacements/{YEAR}/"
SAID = {
    "reader_name": "Karimova Nodira", "reader_card": "118", "lost_on": f"{YEAR}-01-01", "due_on": "2199-01-01",
    "circumstances": "Avtobusda qoldirgan",
}  # fmt: skip


@pytest.fixture(autouse=True)
def house(tmp_path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()


@pytest.fixture
def keeper():
    return a_stock_keeper()


@pytest.fixture
def desk(client: Client, keeper) -> Client:
    return signed_in(client, keeper)


def signed_in(client: Client, person) -> Client:
    client.force_login(person.user, backend="javon.core.accounts.backends.AccountBackend")
    return client


def pages(keeper) -> list[str]:
    a_loss(the_actor(keeper), a_copy(price=45_000_00))
    return [
        "/stock/replacements/", BOOK, f"{BOOK}?state=overdue&q=Karimova", f"{BOOK}book.pdf", f"{BOOK}book.xlsx",
        "/stock/replacements/declare/", f"{BOOK}1/", f"{BOOK}1/?do=money", f"{BOOK}1/?do=found",
        f"{BOOK}1/?do=nothing", f"{BOOK}1/replace/", f"{BOOK}1/replace/?title={Loss.objects.get().copy.title.number}",
    ]  # fmt: skip


def test_every_page_answers_a_keeper_of_the_stock(desk, keeper):
    for address in pages(keeper):
        assert desk.get(address).status_code == 200, address


def test_no_page_answers_a_visitor(client, keeper):
    for address in pages(keeper):
        answer = client.get(address)
        assert answer.status_code == 302 and "/sign-in/" in answer["Location"], address


@pytest.mark.parametrize(
    "address",
    ["/stock/replacements/2026/9/", "/stock/replacements/99999/1/", "/stock/replacements/2026/99999999999/",
     "/stock/replacements/1/", "/stock/replacements/2026/book.doc", "/stock/replacements/99999/"],
)  # fmt: skip
def test_unknown_rows_are_not_found(desk, address):
    assert desk.get(address).status_code == 404


def test_strange_questions_are_answered(desk):
    assert desk.get("/stock/replacements/?page=x&q=%00&state=zzz").status_code == 200
    assert desk.get("/stock/replacements/declare/?code=%00").status_code == 200


def test_a_desk_librarian_declares_and_does_not_settle(client, keeper):
    loss = a_loss(the_actor(keeper), a_copy(price=100))
    desk = signed_in(
        client, an_employee("abonement", rights.SEE_STOCK, rights.DECLARE_LOSSES, surname="Aliyeva")
    )
    copy = a_copy(price=100)
    assert (
        desk.post("/stock/replacements/declare/", SAID | {"code": copy.inventory_number}).status_code == 303
    )
    page = desk.get(f"{BOOK}{loss.number}/").content.decode()
    assert "do=found" in page and "do=money" not in page and "replace/" not in page
    assert desk.post(f"{BOOK}1/money/", {}).status_code == 403
    assert desk.get(f"{BOOK}1/replace/").status_code == 403
    assert desk.post("/stock/replacements/list/").status_code == 403


def test_a_scan_shows_the_copy_and_a_wrong_one_its_reasons(desk, keeper):
    copy = a_copy(price=45_000_00, state="on_loan")
    page = desk.get(f"/stock/replacements/declare/?code={copy.inventory_number}").content.decode()
    assert copy.title.title in page and 'name="reader_name"' in page and 'name="price"' not in page
    gone = a_copy(state="written_off")
    for code, words in ((gone.inventory_number, "hisobdan"), ("XATO-1", "XATO-1"), ("9789943000001", "ISBN")):
        answer = desk.get(f"/stock/replacements/declare/?code={code}")
        assert answer.status_code == 409 and words in answer.content.decode(), code


def test_what_was_typed_about_a_loss_stays_when_something_is_wrong(desk):
    copy = a_copy()
    given = SAID | {"code": copy.inventory_number, "price": "arzon", "circumstances": ""}
    answer = desk.post("/stock/replacements/declare/", given)
    assert answer.status_code == 422 and "Karimova Nodira" in answer.content.decode()
    far = given | {"price": "12 000", "circumstances": "Yoʻlda", "lost_on": "2199-01-01"}
    answer = desk.post("/stock/replacements/declare/", far)
    assert answer.status_code == 409 and "Karimova Nodira" in answer.content.decode()
    assert (Loss.objects.count(), Copy.objects.get().state) == (0, "on_shelf")
    given |= {"price": "12 000", "circumstances": "Yoʻlda"}
    assert desk.post("/stock/replacements/declare/", given).status_code == 303
    assert Loss.objects.get().price == 12_000_00


def test_the_whole_way_through_the_pages(desk, keeper):
    a_head()
    commission = a_commission("acceptance", valid_from="2020-01-01")
    copy = a_copy(price=45_000_00, state="on_loan")
    answer = desk.post("/stock/replacements/declare/", SAID | {"code": copy.inventory_number})
    assert (answer.status_code, answer["Location"]) == (303, f"{BOOK}1/")
    offered = {
        "title_number": str(copy.title.number), "value": "60 000", "received_on": clock.today().isoformat(),
        "commission": str(commission.pk), "service_point": str(copy.service_point_id),
    }  # fmt: skip
    answer = desk.post(f"{BOOK}1/replace/", offered)
    assert (answer.status_code, answer["Location"]) == (303, "/stock/deliveries/1/")
    assert "1/replace/" not in desk.get(f"{BOOK}1/").content.decode()
    page = desk.get("/stock/deliveries/1/").content.decode()
    assert f"{BOOK}1/" in page
    edits = str(Delivery.objects.get().edits)
    assert desk.post("/stock/deliveries/1/accept/", {"expected_edits": edits}).status_code == 303
    answer = desk.post(f"{BOOK}1/list/")
    assert answer.status_code == 303
    page = desk.get(f"{BOOK}1/").content.decode()
    assert "/stock/write-offs/1/" in page
    loss = Loss.objects.get()
    listed = queries.open_write_off(loss)
    assert listed is not None
    approved_list(the_actor(keeper), the_actor(a_director()), listed)
    loss.refresh_from_db()
    page = desk.get(BOOK).content.decode()
    assert "badge--ok" in page and f"№ {loss.replacement.inventory_number}" in page
    sheet = openpyxl.load_workbook(io.BytesIO(desk.get(f"{BOOK}book.xlsx").content)).active
    row = [cell.value for cell in sheet[4]]
    assert (row[3], row[6], row[9], row[10]) == (
        copy.inventory_number, 45_000, 60_000, loss.replacement.inventory_number,
    )  # fmt: skip
    assert row[15] == f"1: 1/{YEAR}; 2: 1/{YEAR}"
    assert f"{BOOK}1/" in desk.get(f"/stock/copies/{copy.pk}/").content.decode()
    assert f"{BOOK}1/" in desk.get(f"/stock/copies/{loss.replacement_id}/").content.decode()


def test_refused_steps_say_why_and_lose_nothing(desk, keeper):
    loss = a_loss(the_actor(keeper), a_copy(price=45_000_00))
    money = {"amount": "90 000", "receipt_number": "15", "receipt_on": "2199-01-01", "ground": "12-A"}
    answer = desk.post(f"{BOOK}1/money/", money)
    assert answer.status_code == 409 and 'value="12-A"' in answer.content.decode()
    assert desk.post(f"{BOOK}1/money/", money | {"amount": "koʻp"}).status_code == 422
    assert desk.post(f"{BOOK}1/nothing/", {"reason": "worn", "ground": "x"}).status_code == 422
    assert desk.post(f"{BOOK}1/fly/").status_code == 404
    assert desk.get(f"{BOOK}1/money/").status_code == 405
    assert desk.post(f"{BOOK}1/reopen/").status_code == 409
    assert desk.post("/stock/replacements/list/").status_code == 409
    assert desk.post(f"{BOOK}1/replace/", {"title_number": "x"}).status_code == 422
    other, commission = a_title(title="Ufq"), a_commission("acceptance", valid_from="2020-01-01")
    offered = {
        "title_number": str(other.number), "value": "1", "received_on": clock.today().isoformat(),
        "service_point": str(loss.copy.service_point_id), "judgement": "Komissiya topdi",
    }  # fmt: skip
    answer = desk.post(f"{BOOK}1/replace/", offered)
    assert answer.status_code == 422 and "Komissiya topdi" in answer.content.decode()
    offered["commission"] = str(commission.pk)
    answer = desk.post(f"{BOOK}1/replace/", offered)
    assert answer.status_code == 409 and "Komissiya topdi" in answer.content.decode()
    assert desk.post(f"{BOOK}1/replace/", offered | {"judgement": ""}).status_code == 422
    assert (Loss.objects.get().state, Delivery.objects.count()) == ("open", 0)


def test_money_found_and_nothing_are_written_through_the_pages(desk, keeper):
    by = the_actor(keeper)
    for _ in range(3):
        a_loss(by, a_copy(price=100))
    money = {"amount": "90 000", "receipt_number": "15", "receipt_on": f"{YEAR}-01-01", "ground": "12-A"}
    assert desk.post(f"{BOOK}1/money/", money).status_code == 303
    assert desk.post(f"{BOOK}1/reopen/").status_code == 303
    assert desk.post(f"{BOOK}1/money/", money).status_code == 303
    assert desk.post(f"{BOOK}2/nothing/", {"reason": "other", "ground": "IIB"}).status_code == 303
    found = {"found_on": clock.today().isoformat(), "note": "Uyidan"}
    assert desk.post(f"{BOOK}3/found/", found).status_code == 303
    assert desk.post("/stock/replacements/list/").status_code == 303
    states = list(Loss.objects.order_by("number").values_list("state", flat=True))
    assert states == ["settled", "settled", "found"]
    for number in (1, 2, 3):
        assert desk.get(f"{BOOK}{number}/").status_code == 200


def test_a_second_press_does_nothing(desk, keeper):
    copy = a_copy(price=100)
    given = SAID | {"code": copy.inventory_number, "request_id": "018f3c5e-0000-7000-8000-000000000001"}
    first, second = (desk.post("/stock/replacements/declare/", given) for _ in range(2))
    assert first["Location"] == second["Location"] and Loss.objects.count() == 1


def test_more_rows_are_no_more_questions(desk, keeper):
    by = the_actor(keeper)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get(BOOK)
        return len(asked)

    a_replacement(by, a_loss(by, a_copy(price=100)))
    desk.get(BOOK)
    few = questions()
    for _ in range(4):
        a_replacement(by, a_loss(by, a_copy(price=100)))
        a_loss(by, a_copy(price=100))
    assert questions() == few
