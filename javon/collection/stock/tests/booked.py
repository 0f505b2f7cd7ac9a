"""Papers that are in the books already, written through the ledger's own writer."""

from __future__ import annotations

from datetime import date
from typing import Any

from javon.centre.organisation.tests.characters import a_centre, a_service_point
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock import counters, ledger
from javon.collection.stock.models import Copy, Delivery, DeliveryLine, Disposal, DisposalLine
from javon.collection.stock.tests.characters import a_copy
from javon.collection.stock.whereabouts import move
from javon.core import clock
from javon.core.access import machine
from javon.core.database import writing


def a_delivery(
    copies: int = 3,
    price: int = 45_000_00,
    *,
    on: date | None = None,
    summary_only: int = 0,
    **dimensions: Any,
) -> list[Copy]:
    """An accepted delivery of one title; `summary_only` brochures come with it and get no number."""
    centre, today, title = a_centre(), clock.today(), a_title()
    with writing():
        delivery = Delivery.objects.create(
            centre=centre,
            number=counters.address_number("delivery", centre.pk),
            state="accepted",
            source="«Sharq» nashriyoti",
            paper_number="17",
            paper_date=on or today,
            received_on=on or today,
            created_at=clock.now(),
            accepted_at=clock.now(),
            book_year=today.year,
            book_number=counters.part_one(centre.pk, today.year),
            booked_on=today,
        )
        lines = [_line(delivery, 1, title, copies, price, **dimensions)]
        if summary_only:
            thin = {**dimensions, "kind": "brochure", "is_individual": False}
            lines.append(_line(delivery, 2, title, summary_only, price, **thin))
        made = [
            a_copy(title, delivery=delivery, price=price, inventory_number="", **dimensions)
            for _ in range(copies)
        ]
        ledger.write_receipt(delivery, lines, made)
    return made


def _line(
    delivery: Delivery, position: int, title: Any, copies: int, price: int, **more: Any
) -> DeliveryLine:
    given = {
        "delivery": delivery,
        "position": position,
        "title": title,
        "copies": copies,
        "unit_price": price,
    }
    return DeliveryLine.objects.create(service_point=a_service_point(), **given, **more)


def a_disposal(copies: list[Copy], *, reason: str = "worn", on: date | None = None) -> Disposal:
    """A booked write-off of these copies: gone from the shelf and from the books."""
    centre, today = a_centre(), clock.today()
    with writing():
        made = Disposal.objects.create(
            centre=centre,
            number=counters.address_number("disposal", centre.pk),
            reason=reason,
            state="booked",
            created_at=clock.now(),
            book_year=today.year,
            book_number=counters.part_two(centre.pk, today.year),
            booked_on=today,
        )
        copies = list(Copy.objects.select_for_update().filter(pk__in=[copy.pk for copy in copies]))
        lines = [
            DisposalLine.objects.create(
                disposal=made,
                copy=copy,
                position=place,
                price=copy.price or 0,
                is_open=False,
                added_at=clock.now(),
            )
            for place, copy in enumerate(copies, start=1)
        ]
        ledger.write_disposal(made, lines, on or today)
        move(copies, to="written_off", by=machine("test"), because=made)
        Copy.objects.filter(pk__in=[copy.pk for copy in copies]).update(disposal=made)
    return made
