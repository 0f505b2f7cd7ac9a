"""From the list to the shelf: approved within its money, ordered, delivered in parts, the rest given up."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from javon.centre.organisation.tests.characters import a_service_point
from javon.collection.acquisition.actions import following, lists, orders
from javon.collection.acquisition.models import OrderLine, PurchaseLine, PurchaseList, PurchaseOrder
from javon.collection.acquisition.queries import lists as lists_queries
from javon.collection.acquisition.queries import orders as queries
from javon.collection.acquisition.tests.characters import (
    PRICE,
    a_director,
    a_keeper,
    a_list,
    a_proposal,
    an_approved_list,
    an_order,
    proof_of,
    the_actor,
)
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock.actions import deliveries
from javon.collection.stock.happened import DeliveryAccepted
from javon.collection.stock.models import Delivery
from javon.core import clock
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index(tmp_path: Path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"


@pytest.fixture
def keeper():
    return the_actor(a_keeper())


@pytest.fixture
def director():
    return the_actor(a_director())


def codes_of(deed, **given) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        deed(**given)
    return refused.value.verdict.codes


def came(keeper, order: PurchaseOrder, copies: dict[int, int]) -> Delivery:
    """An invoice with so many copies of each line, accepted into the books."""
    delivery = orders.begin_delivery(
        by=keeper,
        order=order,
        head={
            "kind": "purchase",
            "source": order.supplier,
            "paper_number": "128",
            "received_on": clock.today(),
            "declared_copies": sum(copies.values()),
            "declared_amount": sum(copies.values()) * PRICE,
        },
        came=copies,
        service_point=a_service_point(),
    )
    delivery.refresh_from_db()
    accepted = deliveries.accept_delivery(by=keeper, delivery=delivery, expected_edits=delivery.edits)
    following.follow_accepted_delivery(DeliveryAccepted(accepted.pk, accepted.number, (), 0))
    return accepted


def linked(keeper, order: PurchaseOrder) -> None:
    for line in order.lines.all():
        orders.link_record(by=keeper, line=line, title=a_title(line.name))


def progress(order: PurchaseOrder) -> list[tuple[int, int, str]]:
    return [
        (one.progress.delivered, one.progress.outstanding, one.progress.state)
        for one in queries.standing(order)
    ]


def test_a_list_over_its_budget_is_not_sent_and_says_by_how_much(keeper):
    made = a_list(keeper, budget=100_000_00)
    lists.put_on_list(by=keeper, purchase_list=made, name="Kitob", quantity=3, unit_price=PRICE)
    made.refresh_from_db()
    with pytest.raises(Refused) as refused:
        lists.send_list(by=keeper, purchase_list=made, expected_edits=made.edits)
    (stop,) = refused.value.verdict.stops
    assert (stop.code, stop.details["amount"]) == ("list_over_budget", 20_000_00)
    assert lists_queries.money_of(made, lists_queries.lines_of(made)).left == -20_000_00


def test_the_approval_wants_the_pin_and_another_person_than_sent_it(keeper, director):
    made = a_list(keeper)
    lists.put_on_list(by=keeper, purchase_list=made, name="Kitob", quantity=1, unit_price=PRICE)
    made.refresh_from_db()
    assert codes_of(
        lists.approve_list, by=director, purchase_list=made, expected_edits=made.edits, proof=None
    ) == ("pin_needed",)
    sent = lists.send_list(by=keeper, purchase_list=made, expected_edits=made.edits)
    given = {"purchase_list": sent, "expected_edits": sent.edits}
    assert codes_of(lists.approve_list, by=keeper, proof=proof_of(keeper), **given) == ("no_right",)
    PurchaseList.objects.filter(pk=sent.pk).update(sent_by_id=director.user_id)
    assert codes_of(lists.approve_list, by=director, proof=proof_of(director), **given) == ("own_list",)
    PurchaseList.objects.filter(pk=sent.pk).update(sent_by_id=keeper.user_id)
    approved = lists.approve_list(by=director, proof=proof_of(director), **given)
    assert (approved.state, approved.approver_name) == ("approved", "M. Rahimova")


def test_what_changed_while_the_director_read_is_not_approved(keeper, director):
    made = a_list(keeper)
    lists.put_on_list(by=keeper, purchase_list=made, name="Kitob", quantity=1, unit_price=PRICE)
    made.refresh_from_db()
    seen = lists.send_list(by=keeper, purchase_list=made, expected_edits=made.edits).edits
    lists.return_list(by=director, purchase_list=made, remark="narxlarni tekshiring")
    made.refresh_from_db()
    lists.send_list(by=keeper, purchase_list=made, expected_edits=made.edits)
    assert codes_of(
        lists.approve_list, by=director, purchase_list=made, expected_edits=seen, proof=proof_of(director)
    ) == ("list_changed_meanwhile",)


def test_one_book_stands_once_on_a_list(keeper):
    made = a_list(keeper)
    lists.put_on_list(
        by=keeper,
        purchase_list=made,
        name="Ikki eshik orasi",
        author="Oʻ. Hoshimov",
        quantity=1,
        unit_price=0,
    )
    assert codes_of(
        lists.put_on_list, by=keeper, purchase_list=made, name="Икки эшик ораси", author="Hoshimov", quantity=1, unit_price=0
    ) == ("purchase_stands_already",)  # fmt: skip


def test_two_orders_never_take_more_than_the_list_has(keeper, director):
    approved = an_approved_list(keeper, director, {"A": 5, "B": 2})
    given = {"by": keeper, "purchase_list": approved, "supplier": "Sharq", "ordered_on": clock.today()}
    first = orders.order_from_list(quantities={1: 3}, **given)
    assert codes_of(orders.order_from_list, quantities={1: 3}, **given) == ("order_beyond_list",)
    second = orders.order_from_list(quantities={1: 2, 2: 2}, **given)
    assert second.number == first.number + 1
    assert codes_of(orders.order_from_list, quantities={}, **given) == ("order_without_lines",)


def test_two_clicks_make_one_order(keeper, director):
    approved = an_approved_list(keeper, director, {"A": 5})
    press = uuid4()
    for _ in range(2):
        orders.order_from_list(
            by=keeper, purchase_list=approved, supplier="Sharq", ordered_on=clock.today(), quantities={1: 2}, request_id=press
        )  # fmt: skip
    assert PurchaseOrder.objects.count() == 1


def test_an_order_comes_in_parts_and_the_rest_is_given_up(keeper, director):
    order = an_order(keeper, director, {"Birinchi": 5, "Ikkinchi": 3})
    linked(keeper, order)
    came(keeper, order, {1: 2})
    assert progress(order) == [(2, 3, "part"), (0, 3, "none")]
    came(keeper, order, {1: 3, 2: 1})
    assert progress(order) == [(5, 0, "all"), (1, 2, "part")]
    done = orders.cancel_rest(by=keeper, order=order, reason="nashriyotda tugagan")
    assert done.state == "done" and progress(order) == [(5, 0, "all"), (1, 0, "short")]
    assert lists_queries.ordered_of(order.purchase_list)[order.lines.get(position=2).purchase_line_id] == 1
    assert codes_of(orders.cancel_rest, by=keeper, order=order, reason="yana") == ("order_has_no_rest",)


def test_when_everything_came_the_order_is_done_and_the_wish_has_arrived(keeper, director):
    wish = a_proposal(keeper)
    made = a_list(keeper)
    lists.put_proposals(by=keeper, purchase_list=made, proposals=[wish])
    line = made.lines.get()
    lists.put_on_list(by=keeper, purchase_list=made, line=line, name=line.name, quantity=2, unit_price=PRICE)
    made.refresh_from_db()
    sent = lists.send_list(by=keeper, purchase_list=made, expected_edits=made.edits)
    lists.approve_list(by=director, purchase_list=sent, expected_edits=sent.edits, proof=proof_of(director))
    order = orders.order_from_list(
        by=keeper, purchase_list=made, supplier="Sharq", ordered_on=clock.today(), quantities={1: 2}
    )
    linked(keeper, order)
    came(keeper, order, {1: 2})
    wish.refresh_from_db()
    order.refresh_from_db()
    assert (wish.state, order.state) == ("arrived", "done")


def test_what_has_no_record_or_was_not_expected_is_no_delivery(keeper, director):
    order = an_order(keeper, director, {"A": 5})
    given = {"by": keeper, "order": order, "head": {}, "service_point": a_service_point()}
    assert codes_of(orders.begin_delivery, came={1: 2}, **given) == ("delivery_line_without_record",)
    linked(keeper, order)
    assert codes_of(orders.begin_delivery, came={1: 6}, **given) == ("delivery_beyond_order",)
    assert codes_of(orders.begin_delivery, came={1: -1}, **given) == (
        "delivery_beyond_order",
        "delivery_of_nothing",
    )
    assert codes_of(orders.begin_delivery, came={}, **given) == ("delivery_of_nothing",)
    assert not Delivery.objects.exists()


def test_what_is_being_entered_is_not_expected_twice(keeper, director):
    order = an_order(keeper, director, {"A": 5})
    linked(keeper, order)
    head = {"kind": "purchase", "source": "Sharq", "paper_number": "1", "received_on": clock.today()}
    orders.begin_delivery(by=keeper, order=order, head=head, came={1: 4}, service_point=a_service_point())
    assert codes_of(
        orders.begin_delivery, by=keeper, order=order, head=head, came={1: 2}, service_point=a_service_point()
    ) == ("delivery_beyond_order",)
    assert codes_of(orders.cancel_rest, by=keeper, order=order, reason="x") == ("order_is_being_entered",)


@pytest.mark.parametrize(
    "wrong", [{"quantity": 0}, {"quantity": 2001}, {"unit_price": -1}, {"unit_price": 10**14}]
)
def test_the_database_refuses_a_line_that_cannot_be(keeper, wrong):
    made = a_list(keeper)
    given = {"purchase_list": made, "position": 1, "name": "A", "quantity": 1, "unit_price": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        PurchaseLine.objects.create(**{**given, **wrong})


def test_the_database_refuses_more_cancelled_than_ordered(keeper, director):
    order = an_order(keeper, director, {"A": 2})
    for wrong in ({"cancelled": 3, "cancel_reason": "x"}, {"cancelled": 1, "cancel_reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OrderLine.objects.filter(order=order).update(**wrong)
