"""Deliveries: entered from their paper, compared with it, accepted into the books once."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from django.db import connection

from javon.centre.organisation.tests.characters import a_centre, a_service_point
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock import checks, codes
from javon.collection.stock.actions import deliveries as actions
from javon.collection.stock.models import Copy, Delivery, InventoryBook, Movement, Whereabouts
from javon.collection.stock.queries import books
from javon.collection.stock.queries.deliveries import in_runs
from javon.collection.stock.rights import RIGHTS
from javon.collection.stock.rules.balance import Quantity
from javon.collection.stock.rules.deliveries import (
    DeliveryFacts,
    LineFacts,
    may_accept,
    may_keep,
    may_put_line,
)
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import Actor
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

TODAY = date(2026, 11, 20)
BY = Actor(user_id=None, label="kataloger", rights=frozenset(right.code for right in RIGHTS))
LINE = LineFacts(position=1, copies=3, unit_price=45_000_00)
WHOLE = DeliveryFacts(
    today=TODAY,
    received_on=TODAY,
    declared_copies=3,
    declared_amount=135_000_00,
    lines=(LINE,),
    expected_edits=2,
    edits=2,
)


@pytest.mark.parametrize(
    "case, changes, expected",
    [
        ("an invoice that agrees", {}, ()),
        ("a gift with its commission", {"kind": "gift", "paper_number": "", "declared_copies": None, "declared_amount": None, "has_commission": True}, ()),
        ("a gift without a commission", {"kind": "gift", "paper_number": ""}, ("delivery_without_commission",)),
        ("a commission of another year", {"kind": "gift", "has_commission": True, "commission_holds": False}, ("commission_not_of_that_day",)),
        ("no number of the invoice", {"paper_number": " "}, ("delivery_without_paper",)),
        ("the paper says one copy more", {"declared_copies": 4}, ("copies_differ",)),
        ("the paper says another sum", {"declared_amount": 135_000_01}, ("sums_differ",)),
        ("the paper's sum was not typed", {"declared_amount": None}, ("delivery_without_total",)),
        ("nothing on it", {"lines": ()}, ("delivery_without_lines",)),
        ("it comes tomorrow", {"received_on": date(2026, 11, 21)}, ("delivery_in_future",)),
        ("it came in Soviet times", {"received_on": date(1989, 1, 1)}, ("delivery_long_ago",)),
        ("it was accepted already", {"state": "accepted"}, ("delivery_is_accepted",)),
        ("somebody changed it", {"edits": 3}, ("delivery_changed_meanwhile",)),
        ("a price of minus one", {"lines": (replace(LINE, unit_price=-100),), "declared_amount": -300}, ("declared_amount_negative", "price_negative")),
        ("a price of a million million", {"lines": (replace(LINE, unit_price=10**14),)}, ("sums_differ", "price_too_high")),
        ("no copies on the line", {"lines": (replace(LINE, copies=0),), "declared_copies": 0, "declared_amount": 0}, ("line_without_copies",)),
        ("ten thousand copies of one book", {"lines": (replace(LINE, copies=10_000),), "declared_copies": 10_000, "declared_amount": 10_000 * 45_000_00}, ("line_too_large",)),
        ("a record of another library", {"lines": (replace(LINE, is_donor=True),)}, ("line_of_donor",)),
        ("a closed inventory book", {"lines": (replace(LINE, book_is_closed=True),)}, ("inventory_book_closed",)),
        ("several reasons at once", {"paper_number": "", "declared_copies": 9, "source": ""}, ("delivery_without_source", "delivery_without_paper", "copies_differ")),
    ],
)  # fmt: skip
def test_may_accept(case, changes, expected):
    assert may_accept(replace(WHOLE, **changes)).codes == expected


def test_a_draft_may_lack_what_comes_later():
    assert may_keep(DeliveryFacts(today=TODAY, received_on=TODAY, paper_number="")).codes == ()
    assert may_put_line(replace(WHOLE, state="accepted"), LINE).codes == ("delivery_is_accepted",)


@pytest.fixture
def centre(db):
    with clock.at(datetime.combine(TODAY, time(12), clock.TASHKENT)):
        yield a_centre()


def a_delivery(centre, **head: Any) -> Delivery:
    """An invoice of three copies, entered and not yet accepted."""
    given = {
        "source": "Kitob olami",
        "paper_number": "128",
        "received_on": TODAY,
        "declared_copies": 3,
        "declared_amount": 135_000_00,
    }
    return actions.enter_delivery(by=BY, centre=centre, head={**given, **head})


def with_line(delivery: Delivery, **deviations: Any) -> Delivery:
    given = {"title": None, "copies": 3, "unit_price": 45_000_00, "service_point": None, **deviations}
    given["title"] = given["title"] or a_title()
    given["service_point"] = given["service_point"] or a_service_point()
    actions.put_line(by=BY, delivery=delivery, **given)
    delivery.refresh_from_db()
    return delivery


def accepted(delivery: Delivery, **more: Any) -> Delivery:
    return actions.accept_delivery(by=BY, delivery=delivery, expected_edits=delivery.edits, **more)


def test_an_accepted_delivery_is_copies_a_line_of_part_one_and_rows_of_the_ledger(centre):
    done = accepted(with_line(a_delivery(centre)))
    copies = list(Copy.objects.order_by("inventory_order"))
    assert [copy.inventory_number for copy in copies] == ["1", "2", "3"]
    assert [copy.barcode for copy in copies] == [codes.barcode_of(number) for number in (1, 2, 3)]
    assert {(copy.state, copy.price, copy.delivery_id) for copy in copies} == {
        ("in_processing", 45_000_00, done.pk)
    }
    assert Whereabouts.objects.filter(until=None, place="in_processing").count() == 3
    assert (done.state, done.book_year, done.book_number, done.booked_on) == ("accepted", 2026, 1, TODAY)
    assert books.balance(centre.pk) == Quantity(3, 135_000_00)
    assert list(checks.verify()) == []


def test_inventory_numbers_go_on_where_the_paper_book_ended(centre):
    InventoryBook.objects.create(
        centre=centre, code="", name="Inventar kitobi", paper_last=40_135, last=40_135
    )
    accepted(with_line(a_delivery(centre)))
    assert sorted(Copy.objects.values_list("inventory_order", flat=True)) == [40_136, 40_137, 40_138]
    assert list(checks.verify()) == []


def test_numbers_of_copies_that_were_there_before_are_left_to_them(centre):
    for number in (
        "7",
        "12",
        "9789943000001",
    ):  # the last one is no inventory number that a book goes on from
        a_copy(inventory_number=number)
    accepted(with_line(a_delivery(centre)))
    a_copy(inventory_number="17")  # an old line that turns up later, where the next number would have been
    accepted(with_line(a_delivery(centre)))
    ours = Copy.objects.filter(delivery__isnull=False).order_by("inventory_order")
    assert list(ours.values_list("inventory_order", flat=True)) == [13, 14, 15, 16, 18, 19]
    assert list(checks.verify()) == []


@pytest.mark.parametrize(
    "numbers, said",
    [([], ""), ([7], "7"), ([7, 8], "7–8"), ([13, 14, 15, 17], "13–15, 17"), ([1, 3, 5], "1, 3, 5")],
)
def test_numbers_are_said_in_runs(numbers, said):
    assert in_runs(numbers) == said


def test_brochures_are_counted_in_the_summary_and_get_no_numbers(centre):
    accepted(with_line(a_delivery(centre), is_individual=False))
    assert not Copy.objects.exists()
    assert books.balance(centre.pk) == Quantity(3, 135_000_00)
    assert list(checks.verify()) == []


def test_a_refused_acceptance_leaves_no_trace(centre):
    delivery = with_line(a_delivery(centre, declared_copies=4))
    with pytest.raises(Refused) as refused:
        accepted(delivery)
    assert refused.value.verdict.codes == ("copies_differ",)
    assert not Copy.objects.exists() and not Movement.objects.exists()
    assert not InventoryBook.objects.exists()


def test_the_same_request_accepts_once_and_a_second_one_is_told(centre):
    delivery, request_id = with_line(a_delivery(centre)), uuid7()
    edits = delivery.edits
    for _press in range(2):
        actions.accept_delivery(by=BY, delivery=delivery, expected_edits=edits, request_id=request_id)
    with pytest.raises(Refused) as refused:
        accepted(Delivery.objects.get())
    assert refused.value.verdict.codes == ("delivery_is_accepted",)
    assert Copy.objects.count() == 3


def test_stamped_copies_go_to_their_shelves(centre):
    done = accepted(with_line(a_delivery(centre)))
    assert actions.shelve_delivery(by=BY, delivery=done) == 3
    assert actions.shelve_delivery(by=BY, delivery=done) == 0
    assert set(Copy.objects.values_list("state", flat=True)) == {"on_shelf"}
    assert list(checks.verify()) == []


def test_a_cancelled_draft_takes_no_line(centre):
    delivery = a_delivery(centre)
    with pytest.raises(Refused):
        actions.cancel_delivery(by=BY, delivery=delivery, reason=" ")
    actions.cancel_delivery(by=BY, delivery=delivery, reason="Boshqa kutubxonaga kelgan ekan")
    with pytest.raises(Refused) as refused:
        with_line(delivery)
    assert refused.value.verdict.codes == ("delivery_is_cancelled",)


@pytest.mark.django_db(transaction=True)
def test_two_acceptances_at_once_on_one_book_give_every_number_once():
    """Eight deliveries accepted by eight people at one moment: no number twice, no gap."""
    centre = a_centre()
    title, point = a_title(), a_service_point()
    today = clock.today()
    waiting = [
        with_line(a_delivery(centre, received_on=today), title=title, service_point=point) for _ in range(8)
    ]
    failed: list[BaseException] = []

    def accept(delivery: Delivery) -> None:
        try:
            accepted(delivery)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    people = [threading.Thread(target=accept, args=(delivery,)) for delivery in waiting]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert failed == []
    assert sorted(Copy.objects.values_list("inventory_order", flat=True)) == list(range(1, 25))
    assert sorted(Delivery.objects.values_list("book_number", flat=True)) == list(range(1, 9))
    assert list(checks.verify()) == []
