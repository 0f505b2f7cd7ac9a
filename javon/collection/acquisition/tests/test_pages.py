"""The pages of acquisition: the way from a wish to an order in a browser, what bad input is told, and their budgets."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation.tests.characters import a_centre, a_service_point, an_employee
from javon.collection.acquisition.actions import orders as orders_actions
from javon.collection.acquisition.models import PurchaseList, PurchaseOrder, PurchaseProposal
from javon.collection.acquisition.rights import PROPOSE, SEE_PURCHASES
from javon.collection.acquisition.tests.characters import (
    a_director,
    a_keeper,
    a_list,
    a_proposal,
    an_approved_list,
    an_order,
    the_actor,
)
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock.models import Delivery
from javon.core import clock
from javon.core.accounts.actions import set_pin

pytestmark = pytest.mark.django_db
BACKEND = "javon.core.accounts.backends.AccountBackend"


@pytest.fixture(autouse=True)
def house(tmp_path: Path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()
    a_service_point()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person.user, backend=BACKEND)
    return client


@pytest.fixture
def keeper():
    return a_keeper()


@pytest.fixture
def desk(keeper) -> Client:
    return signed_in(keeper)


def wish(**changes: Any) -> dict[str, Any]:
    given = {
        "name": "Oʻtkan kunlar",
        "author": "Abdulla Qodiriy",
        "source": "reader",
        "who": "Karimova Dilnoza",
        "wanted": "1",
        "asked_on": clock.today().isoformat(),
    }
    return {**given, **changes}


def test_a_wish_asked_for_twice_is_one_row_with_two_voices(desk):
    assert desk.post("/acquisition/proposals/new/", wish()).status_code == 303
    assert desk.post("/acquisition/proposals/new/", wish(who="Aliyev Bobur")).status_code == 303
    assert PurchaseProposal.objects.count() == 1
    text = desk.get("/acquisition/proposals/1/").content.decode()
    assert "Soʻraganlar: 2" in text and "Aliyev Bobur" in text
    assert "Oʻtkan kunlar" in desk.get("/acquisition/").content.decode()
    filled = desk.get("/acquisition/proposals/new/?again=1").content.decode()
    assert 'value="Oʻtkan kunlar"' in filled


@pytest.mark.parametrize(
    "changes, status, words",
    [
        ({"name": ""}, 422, "Kitob nomini yozing"),
        ({"who": ""}, 409, "Kim soʻraganini yozing"),
        ({"wanted": "0"}, 409, "1 dan 500"),
        ({"wanted": "-1"}, 409, "1 dan 500"),
        ({"wanted": "1e9"}, 422, ""),
        ({"isbn": "978-12"}, 409, "ISBN emas"),
        ({"year": "3000"}, 409, "Bunday yil boʻlmaydi"),
        ({"asked_on": "2999-01-01"}, 409, "hali"),
        ({"source": "alien"}, 422, ""),
    ],
)
def test_a_wish_that_cannot_be_is_told_why_and_nothing_typed_is_lost(desk, changes, status, words):
    answer = desk.post("/acquisition/proposals/new/", wish(why="darsga", **changes))
    text = answer.content.decode()
    assert answer.status_code == status and words in text and 'value="darsga"' in text
    assert not PurchaseProposal.objects.exists()


def test_the_decision_is_made_on_the_page(desk, keeper):
    a_proposal(the_actor(keeper))
    assert desk.post("/acquisition/proposals/1/decline/", {"reason": " "}).status_code == 409
    assert desk.post("/acquisition/proposals/1/choose/").status_code == 303
    assert desk.post("/acquisition/proposals/1/choose/").status_code == 409
    assert desk.post("/acquisition/proposals/1/decline/", {"reason": "Mablagʻ yoʻq"}).status_code == 303
    assert "Mablagʻ yoʻq" in desk.get("/acquisition/proposals/1/").content.decode()


def test_a_list_goes_from_wishes_to_the_approved_order(desk, keeper):
    a_proposal(the_actor(keeper), wanted=3)
    desk.post("/acquisition/proposals/1/choose/")
    head = {"year": str(clock.today().year), "part": "h2", "money": "sponsor", "budget": "100 000"}
    assert desk.post("/acquisition/lists/new/", head).status_code == 303
    place = "/acquisition/lists/1/"
    assert "Oʻtkan kunlar" in desk.get(place).content.decode()
    assert desk.post(place + "proposals/", {"proposals": ["1"]}).status_code == 303
    line = PurchaseList.objects.get().lines.get()
    form = {
        "line": line.pk,
        "name": line.name,
        "author": line.author,
        "quantity": "3",
        "unit_price": "40 000",
    }
    assert desk.post(place + "lines/", form).status_code == 303
    text = desk.get(place).content.decode()
    assert "Mablagʻdan ortiq: 20\u00a0000 soʻm" in text
    edits = PurchaseList.objects.get().edits
    assert desk.post(place + "send/", {"expected_edits": edits}).status_code == 409
    desk.post(place + "lines/", {**form, "quantity": "2"})
    assert desk.post(place + "send/", {"expected_edits": PurchaseList.objects.get().edits}).status_code == 303
    director = a_director()
    set_pin(by=the_actor(director), username=director.user.username, pin="4826")
    boss = signed_in(director)
    assert "4826" not in boss.get(place + "approve/").content.decode()
    sent = {"expected_edits": PurchaseList.objects.get().edits}
    assert boss.post(place + "approve/", {**sent, "pin": "0000"}).status_code == 409
    assert boss.post(place + "approve/", {**sent, "pin": "4826"}).status_code == 303
    order = {"supplier": "Sharq", "ordered_on": clock.today().isoformat(), "copies_1": "3"}
    refused = desk.post(place + "order/", order)
    assert refused.status_code == 409 and "0 dan 2" in refused.content.decode()
    assert desk.post(place + "order/", {**order, "copies_1": "2"}).status_code == 303
    assert PurchaseOrder.objects.get().number == 1


@pytest.mark.parametrize(
    "changes, status",
    [
        ({"quantity": "0"}, 409), ({"quantity": "-3"}, 409), ({"quantity": "x"}, 422), ({"unit_price": "-1"}, 409),
        ({"unit_price": "1000000000000"}, 409), ({"unit_price": ""}, 422), ({"unit_price": "1e12"}, 422),
        ({"name": " "}, 422), ({"name": "x" * 301}, 422), ({"proposal": "77"}, 303),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_is_refused_and_stays_on_the_screen(desk, keeper, changes, status):
    made = a_list(the_actor(keeper))
    form = {"name": "Kitob", "author": "Muallif A.", "quantity": "1", "unit_price": "40 000", **changes}
    answer = desk.post(f"/acquisition/lists/{made.number}/lines/", form)
    assert answer.status_code == status
    if status != 303:
        assert 'value="Muallif A."' in answer.content.decode() and not made.lines.exists()


@pytest.mark.parametrize(
    "budget, status", [("0", 409), ("-5", 409), ("", 422), ("1000000000000", 409), ("yuz", 422)]
)
def test_a_budget_that_cannot_be_is_refused(desk, budget, status):
    head = {"year": str(clock.today().year), "part": "year", "money": "budget", "budget": budget}
    assert desk.post("/acquisition/lists/new/", head).status_code == status
    assert not PurchaseList.objects.exists()


def test_a_delivery_is_begun_from_the_order_with_its_lines(desk, keeper):
    actor = the_actor(keeper)
    order = an_order(actor, the_actor(a_director()), {"Birinchi": 5, "Ikkinchi": 3})
    title = a_title("Birinchi")
    place = f"/acquisition/orders/{order.number}/"
    assert desk.post(place + "lines/1/record/", {"record": "777777"}).status_code == 422
    assert desk.post(place + "lines/1/record/", {"record": f"№ {title.number}"}).status_code == 303
    assert desk.post(place + "lines/9/record/", {"record": "1"}).status_code == 404
    form = {"received_on": clock.today().isoformat(), "service_point": a_service_point().pk, "came_1": "2"}
    for junk in ({"came_1": "-1"}, {"came_1": "6"}, {"came_1": "x"}, {"came_2": "1"}, {"came_1": ""}):
        assert desk.post(place + "delivery/", {**form, **junk}).status_code == 409, junk
    answer = desk.post(place + "delivery/", form)
    delivery = Delivery.objects.get()
    assert answer.status_code == 303 and answer["Location"] == f"/stock/deliveries/{delivery.number}/"
    assert [(one.title_id, one.copies) for one in delivery.lines.all()] == [(title.pk, 2)]
    assert "kiritilmoqda: 2" in desk.get(place).content.decode()
    assert desk.post(place + "cancel-rest/", {"reason": "x"}).status_code == 409


def test_papers_and_workbooks_open(desk, keeper):
    order = an_order(the_actor(keeper), the_actor(a_director()), {"=1+1": 5, "Ikkinchi": 3})
    for place in (
        f"/acquisition/orders/{order.number}/",
        f"/acquisition/lists/{order.purchase_list.number}/",
    ):
        assert desk.get(place + "print.pdf").content.startswith(b"%PDF")
        sheet = openpyxl.load_workbook(io.BytesIO(desk.get(place + "print.xlsx").content)).active
        assert sheet is not None and sheet["B4"].value == "=1+1" and sheet["B4"].data_type == "s"
        assert desk.get(place + "print.exe").status_code == 404


def test_whoever_may_only_propose_sees_no_list(keeper):
    librarian = signed_in(an_employee("abonement", PROPOSE))
    assert librarian.post("/acquisition/proposals/new/", wish()).status_code == 303
    made = a_list(the_actor(keeper))
    for address in ("/acquisition/", "/acquisition/lists/", f"/acquisition/lists/{made.number}/order/"):
        assert librarian.get(address).status_code == 403
    watcher = signed_in(an_employee("kuzatuvchi", SEE_PURCHASES))
    assert watcher.get(f"/acquisition/lists/{made.number}/").status_code == 200
    assert watcher.post(f"/acquisition/lists/{made.number}/send/", {"expected_edits": 0}).status_code == 403


@pytest.mark.parametrize(
    "address", ["proposals/77/", "lists/77/", "orders/77/", "lists/77/approve/", "orders/77/print.pdf"]
)
def test_what_is_not_there_is_not_found(desk, address):
    assert desk.get(f"/acquisition/{address}").status_code in (403, 404)


def count_queries(desk: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert desk.get(address).status_code == 200
    return len(asked)


def test_pages_ask_the_database_no_more_for_more_rows(desk, keeper):
    actor, director = the_actor(keeper), the_actor(a_director())
    a_proposal(actor)
    approved = an_approved_list(actor, director, {f"Kitob {n}": 5 for n in range(3)})
    given = {"by": actor, "purchase_list": approved, "supplier": "Sharq", "ordered_on": clock.today()}
    orders_actions.order_from_list(quantities={1: 1}, **given)
    addresses = ("/acquisition/?state=all", "/acquisition/lists/", "/acquisition/orders/")
    count_queries(desk, addresses[0])  # what is asked once for the whole house
    before = [count_queries(desk, address) for address in addresses]
    for place in range(8):
        a_proposal(actor, f"Kitob {place}", author="")
        a_list(actor)
    for _ in range(3):
        orders_actions.order_from_list(quantities={2: 1, 3: 1}, **given)
    assert [count_queries(desk, address) for address in addresses] == before
    assert max(before) <= 36
