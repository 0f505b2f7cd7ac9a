"""What came to the demo library in the last year, told with real actions: invoices compared, accepted, shelved.

A gift has its act, drafted by the head of the stock and approved by the director. The last two stories end early: one
delivery waits for its labels, one does not agree with its invoice yet.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.catalogue.models import Title
from javon.collection.labels import actions as labels
from javon.collection.stock.actions import deliveries
from javon.collection.stock.models import Delivery
from javon.collection.stock.queries.commissions import serving
from javon.collection.stock.queries.deliveries import mark_of
from javon.config.demo.staff import acting, holder_of, open_day
from javon.config.demo.stocktaking_story import approved_act
from javon.core import clock

Story = Iterator[datetime]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One paper: how many days ago it came, from whom, how many titles; what became of it."""

    days_ago: int
    kind: str
    source: str
    paper: str
    titles: int
    ends: str = "shelved"  # shelved, accepted, differs
    has_act: bool = False


ARRIVALS = (
    Arrival(318, "purchase", "«Sharq» nashriyot-matbaa aksiyadorlik kompaniyasi", "1087", 9),
    Arrival(262, "transfer", "Andijon viloyati Bobur nomidagi axborot-kutubxona markazi", "15", 12),
    Arrival(201, "purchase", "«Kitob olami» doʻkoni", "233", 7),
    Arrival(148, "deposit", "Oʻzbekiston Milliy kutubxonasi", "A-412", 8),
    Arrival(96, "purchase", "«Yangi asr avlodi» nashriyoti", "519", 11),
    Arrival(41, "purchase", "«Gʻafur Gʻulom» nashriyot-matbaa ijodiy uyi", "2204", 10),
    Arrival(24, "gift", "Joʻrayeva Muhayyo, kitobxon", "", 4, has_act=True),
    Arrival(6, "purchase", "«Oʻqituvchi» nashriyot-matbaa ijodiy uyi", "318", 8, ends="accepted"),
    Arrival(1, "purchase", "«Kitob olami» doʻkoni", "287", 5, ends="differs"),
)


def stories(centre: Centre, today: date) -> list[Story]:
    """The way of each paper."""
    chance = random.Random(2026)
    titles = list(Title.objects.filter(is_donor=False, kind="book").order_by("-year", "number")[:400])
    chance.shuffle(titles)
    told: list[Story] = []
    for one in ARRIVALS:
        chosen, titles = titles[: one.titles], titles[one.titles :]
        if chosen:
            told.append(_arrival(centre, one, chosen, today, chance))
    return told


def _arrival(centre: Centre, one: Arrival, titles: list[Title], today: date, chance: random.Random) -> Story:
    day = open_day(centre, today - timedelta(days=one.days_ago))
    cataloguer = holder_of("cataloguer")
    lines = [(title, chance.choice((1, 2, 3, 3, 5)), chance.randrange(16, 70) * 1_000_00) for title in titles]
    copies, amount = sum(count for _t, count, _p in lines), sum(count * price for _t, count, price in lines)
    yield datetime.combine(day, time(9, 40), clock.TASHKENT)
    delivery = deliveries.enter_delivery(
        by=acting(cataloguer),
        centre=centre,
        head={
            "kind": one.kind,
            "source": one.source,
            "paper_number": one.paper,
            "paper_date": day - timedelta(days=2) if one.paper else None,
            "received_on": day,
            "declared_copies": copies + (2 if one.ends == "differs" else 0),
            "declared_amount": amount + (90_000_00 if one.ends == "differs" else 0),
            "liable": cataloguer,
            "commission": serving(centre.pk, "acceptance", day)[0] if one.has_act else None,
        },
    )
    points = {point.code: point for point in ServicePoint.objects.filter(centre=centre)}
    for title, count, price in lines:
        point = points.get("BOLALAR" if title.audience == "children" else "ABONEMENT")
        deliveries.put_line(
            by=acting(cataloguer),
            delivery=delivery,
            title=title,
            copies=count,
            unit_price=price,
            service_point=point or next(iter(points.values())),
            shelf_mark=mark_of(title),
        )
    if one.ends == "differs":
        return
    yield datetime.combine(day, time(11, 15), clock.TASHKENT)
    delivery = Delivery.objects.get(pk=delivery.pk)
    deliveries.accept_delivery(by=acting(cataloguer), delivery=delivery, expected_edits=delivery.edits)
    if one.ends == "accepted":
        return
    if one.has_act:
        leader = holder_of("head-stock")
        yield datetime.combine(day, time(12, 5), clock.TASHKENT)
        act = deliveries.draft_acceptance_act(by=acting(leader), delivery=delivery)
        yield from approved_act(act, leader, datetime.combine(day, time(12, 30), clock.TASHKENT))
    shelved = open_day(centre, day + timedelta(days=2))
    yield datetime.combine(shelved, time(14, 10), clock.TASHKENT)
    for kind, sheet in (("barcode", "a4-38x21"), ("spine", "plain-30x40")):
        printing = labels.start_printing(by=acting(cataloguer), centre=centre, kind=kind, sheet=sheet)
        labels.mark_printed(by=acting(cataloguer), run=printing)
    yield datetime.combine(shelved, time(15, 30), clock.TASHKENT)
    deliveries.shelve_delivery(by=acting(cataloguer), delivery=delivery)
