"""Newspapers, journals and subscriptions that tests play with."""

from __future__ import annotations

from datetime import date
from typing import Any

from javon.centre.organisation.models import Person
from javon.centre.organisation.tests.characters import a_centre, an_employee, the_actor
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.periodicals import rights
from javon.collection.periodicals.actions import subscribing, ticking
from javon.collection.periodicals.models import Issue, Periodical, Subscription
from javon.collection.stock import rights as stock_rights
from javon.core.access import Actor

FRIDAY = date(2026, 11, 27)
SATURDAY = date(2026, 11, 28)  # the tests' own today


def a_registrar(username: str = "zalchi") -> Person:
    """Subscribes, ticks, claims, binds, enters and accepts deliveries."""
    return an_employee(
        username, *rights.RIGHTS, *stock_rights.RIGHTS, surname="Toʻrayeva", given_name="Shahlo"
    )


def a_newspaper(by: Actor, name: str = "Xalq soʻzi", **told: Any) -> Periodical:
    """Comes out on Tuesdays, Thursdays and Saturdays."""
    given = {"kind": "newspaper", "frequency": "three_a_week", "weekdays": "246", "post_index": "211"}
    return subscribing.keep_periodical(
        by=by, centre=a_centre(), title=a_title(name, author=""), **{**given, **told}
    )


def a_journal(by: Actor, name: str = "Yoshlik", **told: Any) -> Periodical:
    """Comes out once a month."""
    given = {"kind": "journal", "frequency": "monthly", "post_index": "822"}
    return subscribing.keep_periodical(
        by=by, centre=a_centre(), title=a_title(name, author=""), **{**given, **told}
    )


def subscribed(by: Actor, *periodicals: Periodical, half: int = 2, copies: int = 2) -> Subscription:
    """An ordered subscription of 2026 for these titles."""
    made = subscribing.begin_subscription(
        by=by, centre=a_centre(), year=2026, half=half, supplier="Oʻzbekiston pochtasi"
    )
    first, last = (1, 6) if half == 1 else (7, 12)
    for one in periodicals:
        subscribing.subscribe(
            by=by,
            subscription=made,
            periodical=one,
            first_month=first,
            last_month=last,
            copies=copies,
            month_price=20_000_00,
        )
    return subscribing.order_subscription(
        by=by, subscription=made, ordered_on=date(2026, 5, 20), receipt="77"
    )


def ticked(by: Actor, periodical: Periodical, **told: Any) -> Issue:
    """One issue came."""
    given = {"year": 2026, "arrived_on": SATURDAY, "copies": 2}
    return ticking.tick_issue(by=by, periodical=periodical, **{**given, **told})


__all__ = [
    "FRIDAY",
    "SATURDAY",
    "a_journal",
    "a_newspaper",
    "a_registrar",
    "subscribed",
    "the_actor",
    "ticked",
]
