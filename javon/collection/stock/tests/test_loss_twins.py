"""Sixteen people press at the same moment: one row, one replacement, one end of a loss."""

from __future__ import annotations

from collections import Counter

import pytest

from javon.centre.organisation.tests.characters import a_centre, the_actor
from javon.collection.stock import checks
from javon.collection.stock.actions import deliveries
from javon.collection.stock.actions import losses as actions
from javon.collection.stock.models import Copy, Delivery, Loss, Movement
from javon.collection.stock.tests.characters import (
    a_commission,
    a_copy,
    a_loss,
    a_replacement,
    a_stock_keeper,
    a_write_off,
)
from javon.collection.stock.tests.test_write_off_twins import PEOPLE, at_once
from javon.core import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keeper():
    a_centre()
    return the_actor(a_stock_keeper())


def codes(answers) -> Counter:
    return Counter(one if isinstance(one, tuple) else "done" for one in answers)


def test_one_copy_is_declared_lost_once(keeper):
    copy = a_copy(price=100)
    answers = codes(at_once(lambda place: a_loss(keeper, copy)))
    assert answers == {"done": 1, ("lost_already",): PEOPLE - 1}
    assert (Loss.objects.get().number, Copy.objects.get().state) == (1, "lost")
    assert list(checks.verify()) == []


def test_a_copy_is_lost_or_listed_and_never_both(keeper):
    copy = a_copy(price=100)
    lists = [a_write_off(keeper) for _ in range(PEOPLE)]

    def press(place):
        if place % 2:
            return a_loss(keeper, copy)
        return actions.write_offs.list_copy(by=keeper, disposal=lists[place], copy=copy)

    answers = codes(at_once(press))
    assert answers["done"] == 1
    assert Loss.objects.count() + sum(one.lines.count() for one in lists) == 1


def test_a_replacement_is_offered_once_and_accepted_once(keeper):
    loss, commission = a_loss(keeper, a_copy(price=100)), a_commission("acceptance")
    answers = codes(at_once(lambda place: a_replacement(keeper, loss, accept=False, commission=commission)))
    assert answers == {"done": 1, ("replacement_is_coming",): PEOPLE - 1}
    delivery = Delivery.objects.get()

    def press(place):
        if place % 2:
            return actions.find_again(by=keeper, loss=loss, found_on=clock.today())
        return deliveries.accept_delivery(by=keeper, delivery=delivery, expected_edits=delivery.edits)

    assert codes(at_once(press))["done"] == 1
    loss.refresh_from_db()
    assert (loss.state, Movement.objects.count(), Copy.objects.count()) == ("settled", 1, 2)
    assert list(checks.verify()) == []


def test_a_loss_ends_in_one_way(keeper):
    loss = a_loss(keeper, a_copy(price=100))
    day = clock.today()
    ways = (
        lambda: actions.find_again(by=keeper, loss=loss, found_on=day),
        lambda: actions.take_money(
            by=keeper, loss=loss, amount=5, receipt_number="1", receipt_on=day, ground="12-A"
        ),
        lambda: actions.take_nothing(by=keeper, loss=loss, reason="other", ground="IIB"),
    )
    assert codes(at_once(lambda place: ways[place % 3]()))["done"] == 1
    assert list(checks.verify()) == []
