"""The pages of the stock books: who gets in, what they show, what they answer to bad input, how much they ask."""

from __future__ import annotations

import pytest
from django.test import Client

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.stock import rights
from javon.collection.stock.models import Copy, Correction, InventoryBook, OpeningBalance, Reconciliation
from javon.collection.stock.tests.booked import a_delivery, a_disposal
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(tmp_path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()


def signed_in(client: Client, name: str, *held) -> Client:
    client.force_login(an_employee(name, *held).user, backend="javon.core.accounts.backends.AccountBackend")
    return client


@pytest.fixture
def keeper(client: Client) -> Client:
    return signed_in(client, "fond", rights.SEE_STOCK, rights.CORRECT_BOOKS, rights.TAKE_OVER_BALANCE)


TYPED = {
    "as_of": "2026-01-01",
    "act_label": "3-son dalolatnoma, 05.01.2026",
    "copies": "40 135",
    "amount": "912 400 000",
    "kind_book": "39 000",
    "kind_brochure": "1135",
    "content_group_FIC": "30000",
    "content_group_CHI": "10135",
    "language_uzb": "30000",
    "language_rus": "9000",
    "language_other": "1135",
    "inventory_copies": "39000",
    "inventory_amount": "900 000 000",
    "accounting_copies": "40135",
    "accounting_amount": "912400000",
}


def addresses() -> list[str]:
    year = clock.today().year
    copy = a_copy()
    return [
        "/stock/",
        "/stock/balance/",
        f"/stock/books/summary/{year}/",
        f"/stock/books/summary/{year}/?part=2",
        f"/stock/books/summary/{year}/?part=3",
        f"/stock/books/summary/{year}/?part=9&page=x",
        "/stock/books/inventory/main/",
        "/stock/books/inventory/main/?page=99999999999999999999",
        f"/stock/copies/{copy.pk}/",
    ]


def test_every_page_opens_for_whoever_sees_the_stock_on_an_empty_and_on_a_full_stock(client: Client):
    signed_in(client, "kuzatuvchi", rights.SEE_STOCK)
    for filled in (False, True):
        if filled:
            copies = a_delivery(5, content_group="FIC", language="uzb", summary_only=2)
            a_disposal(copies[:2])
        for address in addresses():
            assert client.get(address).status_code == 200, address


def test_a_stranger_is_sent_to_sign_in_and_a_colleague_without_the_right_is_told(client: Client):
    assert client.get("/stock/").status_code == 302
    signed_in(client, "kimdir")
    for address in [*addresses(), "/stock/balance/opening/", "/stock/books/inventory/add/"]:
        assert client.get(address).status_code == 403, address


@pytest.mark.parametrize("address", ["/stock/books/summary/1/", "/stock/books/inventory/nimadir/"])
def test_a_book_that_is_not_there_is_not_found(keeper: Client, address: str):
    assert keeper.get(address).status_code == 404


def test_the_paper_balance_is_typed_once(keeper: Client):
    assert keeper.get("/stock/balance/opening/").status_code == 200
    assert keeper.post("/stock/balance/opening/", TYPED).status_code == 303
    made = OpeningBalance.objects.get()
    assert (made.inventory_copies, made.accounting_amount) == (39_000, 912_400_000_00)
    shown = keeper.get("/stock/balance/").content.decode()
    assert "40\xa0135" in shown and "0 / 40\xa0135" in shown
    again = keeper.post("/stock/balance/opening/", TYPED)
    assert again.status_code == 409 and "39 000" in again.content.decode()


def test_sums_that_disagree_are_told_all_at_once_and_nothing_typed_is_lost(keeper: Client):
    answer = keeper.post("/stock/balance/opening/", {**TYPED, "kind_book": "1", "language_uzb": "2"})
    assert answer.status_code == 409 and OpeningBalance.objects.count() == 0
    assert answer.content.decode().count("verdict__") and 'value="912 400 000"' in answer.content.decode()
    unclear = keeper.post("/stock/balance/opening/", {**TYPED, "copies": "koʻp", "amount": "1,2,3"})
    assert unclear.status_code == 422


def test_a_page_of_the_inventory_book_tells_skipped_and_repeated_numbers(keeper: Client):
    for number in ("1", "2", "2", "5", "27"):
        repeat = Copy.objects.filter(inventory_number=number).count()
        a_copy(inventory_number=number, inventory_repeat=repeat, price=10_000_00)
    shown = keeper.get("/stock/books/inventory/main/?page=1")
    numbers = [row["line"].cells[2] for row in shown.context["rows"]]
    assert numbers[:6] == ["1", "2", "2", "3", "4", "5"] and len(numbers) == 26
    assert shown.context["rows"][3]["line"].is_void and shown.context["page_sum"] == "40\xa0000"
    assert shown.context["next_url"].endswith("?page=2")
    jump = keeper.get("/stock/books/inventory/main/?number=27")
    assert jump.status_code == 302 and jump.url.endswith("?page=2&sought=27")
    assert "ledger__sought" in keeper.get(jump.url).content.decode()
    assert keeper.get("/stock/books/inventory/main/?number=abc").status_code == 302


def test_a_written_off_copy_shows_its_act_in_the_inventory_book_and_on_its_page(keeper: Client):
    copy = a_delivery(1)[0]
    Copy.objects.filter(pk=copy.pk).update(inventory_number="1", inventory_order=1)
    a_disposal([copy])
    row = keeper.get("/stock/books/inventory/main/").context["rows"][0]
    assert row["line"].is_gone and row["line"].cells[8].startswith("№ 1, ")
    shown = keeper.get(f"/stock/copies/{copy.pk}/").context
    assert [line["copies"] for line in shown["movements"]] == [1, -1]
    assert [stay.place for stay in shown["stays"]] == ["written_off", "on_shelf"]


def test_a_page_asks_the_same_however_many_lines_it_has(keeper: Client, django_assert_max_num_queries):
    for _ in range(3):
        a_delivery(12, content_group="FIC", language="uzb")
    for number, copy in enumerate(Copy.objects.order_by("pk"), start=1):
        Copy.objects.filter(pk=copy.pk).update(inventory_number=str(number), inventory_order=number)
    year = clock.today().year
    for address, most in (
        ("/stock/", 45),
        ("/stock/balance/", 45),
        (f"/stock/books/summary/{year}/", 45),
        (f"/stock/books/summary/{year}/?part=3", 45),
        ("/stock/books/inventory/main/", 45),
    ):
        with django_assert_max_num_queries(most):
            assert keeper.get(address).status_code == 200


def test_a_copy_is_corrected_and_a_bad_price_is_told(keeper: Client):
    copy = a_delivery(1, content_group="FIC", language="uzb")[0]
    address = f"/stock/copies/{copy.pk}/correct/"
    typed = {
        "kind": "book",
        "content_group": "CHI",
        "language": "uzb",
        "script": "latn",
        "price": "-1",
        "reason": "x",
    }
    assert keeper.get(address).status_code == 200
    assert keeper.post(address, typed).status_code == 409
    assert keeper.post(address, {**typed, "price": "1000000000000"}).status_code == 409
    assert keeper.post(address, {**typed, "price": "uch ming"}).status_code == 422
    assert keeper.post(address, {**typed, "price": "54 000"}).status_code == 303
    copy.refresh_from_db()
    assert (copy.content_group, copy.price) == ("CHI", 54_000_00) and Correction.objects.count() == 1
    assert "x" in keeper.get(f"/stock/books/summary/{clock.today().year}/").content.decode()


def test_the_summary_book_is_corrected(keeper: Client):
    keeper.post("/stock/balance/opening/", TYPED)
    address = f"/stock/books/summary/{clock.today().year}/correct/"
    typed = {
        "part": "in",
        "kind": "book",
        "content_group": "FIC",
        "language": "uzb",
        "copies": "-3",
        "reason": "Sanoq",
    }
    assert keeper.get(address).status_code == 200
    assert keeper.post(address, {**typed, "reason": ""}).status_code == 422
    assert keeper.post(address, {**typed, "copies": "-99999"}).status_code == 409
    assert keeper.post(address, typed).status_code == 303


def test_accounting_is_compared(keeper: Client):
    keeper.post("/stock/balance/opening/", TYPED)
    typed = {"as_of": "2026-10-31", "copies": "40135", "amount": "912400000", "explanation": ""}
    assert keeper.get("/stock/balance/accounting/").status_code == 200
    assert keeper.post("/stock/balance/accounting/", {**typed, "copies": "1"}).status_code == 409
    assert keeper.post("/stock/balance/accounting/", typed).status_code == 303
    assert Reconciliation.objects.count() == 1
    assert keeper.get("/stock/balance/").status_code == 200


def test_an_inventory_book_is_added(keeper: Client):
    typed = {"code": "bolalar", "name": "Bolalar boʻlimi inventar kitobi", "paper_last": "12 400"}
    assert keeper.post("/stock/books/inventory/add/", {**typed, "code": "main"}).status_code == 409
    assert keeper.post("/stock/books/inventory/add/", typed).status_code == 303
    assert keeper.post("/stock/books/inventory/add/", typed).status_code == 409
    book = InventoryBook.objects.get(code="bolalar")
    assert (book.paper_last, book.last) == (12_400, 12_400)
    assert keeper.get("/stock/books/inventory/bolalar/").status_code == 200


def test_books_are_printed_and_given_as_workbooks_and_too_many_numbers_are_told(keeper: Client):
    copies = a_delivery(2, content_group="FIC", language="uzb")
    for number, copy in enumerate(copies, start=1):
        Copy.objects.filter(pk=copy.pk).update(inventory_number=str(number), inventory_order=number)
    year = clock.today().year
    assert keeper.get(f"/stock/books/summary/{year}/part-1.pdf").content.startswith(b"%PDF-")
    for address in (
        f"/stock/books/summary/{year}/part-2.xlsx",
        f"/stock/books/summary/{year}/part-3.xlsx",
        "/stock/books/inventory/main/book.xlsx?from=1&to=2",
    ):
        assert keeper.get(address).content.startswith(b"PK"), address
    for address, status in (
        ("/stock/books/inventory/main/book.xlsx?from=1&to=99999", 303),
        ("/stock/books/inventory/main/book.xlsx?from=9&to=2", 303),
        ("/stock/books/inventory/main/book.docx", 404),
        (f"/stock/books/summary/{year}/part-4.pdf", 404),
    ):
        assert keeper.get(address).status_code == status, address
