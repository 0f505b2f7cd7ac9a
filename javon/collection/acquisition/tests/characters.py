"""Proposals, lists and orders that tests play with."""

from __future__ import annotations

from typing import Any

from javon.centre.organisation.models import Person
from javon.centre.organisation.tests.characters import a_centre, an_employee, the_actor
from javon.collection.acquisition import rights
from javon.collection.acquisition.actions import lists, orders, proposals
from javon.collection.acquisition.models import PurchaseList, PurchaseOrder, PurchaseProposal
from javon.collection.stock import rights as stock_rights
from javon.core import clock
from javon.core.access import Actor
from javon.core.accounts.pins import PinProof

PRICE = 40_000_00


def a_keeper(username: str = "fondchi") -> Person:
    """Writes wishes down, keeps lists, orders, enters and accepts deliveries; approves nothing."""
    held = [right for right in rights.RIGHTS if right is not rights.APPROVE_LISTS]
    return an_employee(username, *held, *stock_rights.RIGHTS, surname="Xolmatova", given_name="Nodira")


def a_director(username: str = "direktor") -> Person:
    """Sees and approves."""
    return an_employee(
        username, rights.SEE_PURCHASES, rights.APPROVE_LISTS, surname="Rahimova", given_name="Mavluda"
    )


def a_proposal(by: Actor, name: str = "Oʻtkan kunlar", **told: Any) -> PurchaseProposal:
    """A reader asks for a novel."""
    given = {"source": "reader", "who": "Karimova Dilnoza", "author": "Abdulla Qodiriy"}
    return proposals.ask_for_book(by=by, centre=a_centre(), name=name, **{**given, **told})


def a_list(by: Actor, budget: int = 1_000_000_00, **head: Any) -> PurchaseList:
    """A draft for this year."""
    given = {
        "year": clock.today().year,
        "part": "year",
        "money": "budget",
        "money_note": "",
        "budget": budget,
    }
    return lists.begin_list(by=by, centre=a_centre(), head={**given, **head})


def an_approved_list(keeper: Actor, director: Actor, books: dict[str, int]) -> PurchaseList:
    """A list of these titles with so many copies each, approved."""
    made = a_list(keeper)
    for name, quantity in books.items():
        lists.put_on_list(by=keeper, purchase_list=made, name=name, quantity=quantity, unit_price=PRICE)
    made.refresh_from_db()
    sent = lists.send_list(by=keeper, purchase_list=made, expected_edits=made.edits)
    return lists.approve_list(
        by=director, purchase_list=sent, expected_edits=sent.edits, proof=proof_of(director)
    )


def an_order(keeper: Actor, director: Actor, books: dict[str, int]) -> PurchaseOrder:
    """Everything of an approved list ordered from one supplier."""
    approved = an_approved_list(keeper, director, books)
    return orders.order_from_list(
        by=keeper,
        purchase_list=approved,
        supplier="«Sharq» nashriyoti",
        ordered_on=clock.today(),
        quantities={line.position: line.quantity for line in approved.lines.all()},
    )


def proof_of(by: Actor) -> PinProof:
    """The PIN was typed just now."""
    assert by.user_id is not None
    return PinProof(by.user_id, clock.now())


__all__ = [
    "PRICE",
    "a_director",
    "a_keeper",
    "a_list",
    "a_proposal",
    "an_approved_list",
    "an_order",
    "proof_of",
    "the_actor",
]
