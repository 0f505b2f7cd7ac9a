"""The pages of deliveries: a librarian's way from the invoice to the shelf, and what bad input is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation.tests.characters import a_centre, a_service_point, an_employee
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock.models import Copy, Delivery
from javon.collection.stock.rights import RIGHTS, SEE_STOCK
from javon.core import clock

pytestmark = pytest.mark.django_db
BACKEND = "javon.core.accounts.backends.AccountBackend"


@pytest.fixture(autouse=True)
def house(tmp_path: Path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()
    a_service_point()


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(an_employee("kataloger", *RIGHTS).user, backend=BACKEND)
    return client


def head(**changes: Any) -> dict[str, Any]:
    """What is typed from an invoice."""
    given = {
        "kind": "purchase",
        "source": "«Sharq» nashriyoti",
        "paper_number": "128",
        "paper_date": "",
        "received_on": clock.today().isoformat(),
        "declared_copies": "3",
        "declared_amount": "135 000",
    }
    return {**given, **changes}


def entered(desk: Client, **changes: Any) -> Delivery:
    answer = desk.post("/stock/deliveries/new/", head(**changes))
    assert answer.status_code == 303, answer.content.decode()
    return Delivery.objects.latest("number")


def line(**changes: Any) -> dict[str, Any]:
    point = a_service_point()
    given = {
        "title_number": a_title().number,
        "copies": "3",
        "unit_price": "45 000",
        "service_point": point.pk,
        "is_individual": "on",
        "loanable": "on",
    }
    return {**given, **changes}


def test_from_the_invoice_to_the_shelf(desk):
    delivery = entered(desk)
    place = f"/stock/deliveries/{delivery.number}/"
    title = a_title()
    assert f"title={title.number}" in desk.get(place).content.decode()  # offered: entered lately
    assert 'name="unit_price"' in desk.get(place, {"title": title.number}).content.decode()
    assert desk.post(place + "lines/", line(title_number=title.number)).status_code == 303
    shown = desk.get(place).content.decode()
    assert "135\u00a0000" in shown and "Hujjat va qatorlar mos" in shown
    delivery.refresh_from_db()
    answer = desk.post(place + "accept/", {"expected_edits": delivery.edits})
    assert answer.status_code == 303
    assert "1–3" in desk.get(place).content.decode()
    assert desk.post(place + "shelve/").status_code == 303
    assert set(Copy.objects.values_list("state", flat=True)) == {"on_shelf"}
    assert "Qabul qilingan kitoblar roʻyxati" in desk.get(place + "print/").content.decode()


@pytest.mark.parametrize(
    "changes, status, words",
    [
        ({"declared_amount": "yuz ming"}, 422, "Summani soʻmda raqam bilan yozing"),
        ({"declared_amount": "12,345"}, 422, "Summani soʻmda raqam bilan yozing"),
        ({"declared_amount": "1e400"}, 422, "Summani soʻmda raqam bilan yozing"),
        ({"declared_amount": "-5"}, 409, "noldan kam boʻla olmaydi"),
        ({"source": ""}, 422, "Kimdan kelganini yozing"),
        ({"received_on": "2999-01-01"}, 409, "hali kelmagan"),
        ({"received_on": ""}, 422, "Qaysi kuni kelganini yozing"),
        ({"kind": "theft"}, 422, ""),
    ],
)
def test_a_paper_that_cannot_be_kept_is_told_why_and_nothing_typed_is_lost(desk, changes, status, words):
    answer = desk.post("/stock/deliveries/new/", head(**changes))
    text = answer.content.decode()
    assert answer.status_code == status and words in text
    assert 'value="128"' in text
    assert not Delivery.objects.exists()


def test_a_sum_that_differs_is_refused_in_words_and_nothing_is_accepted(desk):
    delivery = entered(desk, declared_amount="135 000,50")
    place = f"/stock/deliveries/{delivery.number}/"
    desk.post(place + "lines/", line())
    delivery.refresh_from_db()
    answer = desk.post(place + "accept/", {"expected_edits": delivery.edits})
    assert answer.status_code == 409
    assert "Hujjatda 135\u00a0000,50 soʻm, qatorlarda esa 135\u00a0000 soʻm" in answer.content.decode()
    assert not Copy.objects.exists()


def test_what_somebody_changed_meanwhile_is_not_accepted_unseen(desk):
    delivery = entered(desk)
    place = f"/stock/deliveries/{delivery.number}/"
    desk.post(place + "lines/", line())
    answer = desk.post(place + "accept/", {"expected_edits": delivery.edits})
    assert answer.status_code == 409
    for junk in ("", "abc", "-1", "9" * 40):
        assert desk.post(place + "accept/", {"expected_edits": junk}).status_code == 409
    assert not Copy.objects.exists()


@pytest.mark.parametrize(
    "price, status", [("-1", 409), ("1000000000000", 409), ("", 422), ("45.000.000", 422)]
)
def test_a_price_that_cannot_be_is_refused_and_the_line_stays_on_the_screen(desk, price, status):
    delivery = entered(desk)
    answer = desk.post(
        f"/stock/deliveries/{delivery.number}/lines/", line(unit_price=price, shelf_mark="84(5Oʻ)6")
    )
    assert answer.status_code == status
    assert "84(5Oʻ)6" in answer.content.decode()
    assert not delivery.lines.exists()


@pytest.mark.parametrize("number", ["", "0", "77777", "x", "9" * 30])
def test_a_line_of_no_record_is_refused(desk, number):
    delivery = entered(desk)
    answer = desk.post(f"/stock/deliveries/{delivery.number}/lines/", line(title_number=number))
    assert answer.status_code == 422


def test_a_book_is_sought_by_number_isbn_and_words(desk):
    delivery, title = entered(desk), a_title("Kecha va kunduz", isbn="9789943000001")
    place = f"/stock/deliveries/{delivery.number}/"
    for typed in (str(title.number), f"№ {title.number}", "978-9943-00-000-1", "9789943000001"):
        text = desk.get(place, {"find": typed}).content.decode()
        assert "unit_price" in text, typed
    assert "topilmadi" in desk.get(place, {"find": "umuman yoʻq kitob"}).content.decode()
    assert desk.get(place, {"find": "'\"\x00;--" * 50}).status_code == 200


def test_who_may_only_look_sees_no_form_and_is_refused(client):
    delivery_page = "/stock/deliveries/1/"
    person = an_employee("kuzatuvchi", SEE_STOCK)
    boss = an_employee("kataloger", *RIGHTS)
    client.force_login(boss.user, backend=BACKEND)
    entered(client)
    client.force_login(person.user, backend=BACKEND)
    text = client.get(delivery_page).content.decode()
    assert "Kitoblarga qabul qilish" not in text
    assert client.post(delivery_page + "accept/", {"expected_edits": 0}).status_code == 403
    assert client.get("/stock/deliveries/new/").status_code == 403


def test_the_register_asks_the_database_no_more_for_more_rows(desk):
    entered(desk)
    desk.get("/stock/deliveries/")
    with CaptureQueriesContext(connection) as for_one:
        desk.get("/stock/deliveries/")
    for _one in range(5):
        entered(desk)
    with CaptureQueriesContext(connection) as for_six:
        assert desk.get("/stock/deliveries/").status_code == 200
    assert len(for_six) <= len(for_one)
    assert desk.get("/stock/deliveries/", {"q": "sharq", "page": "x", "state": "zzz"}).status_code == 200
    assert desk.get("/stock/deliveries/99/").status_code == 404
