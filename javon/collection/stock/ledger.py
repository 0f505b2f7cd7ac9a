"""The one writer of the ledger: rows of :class:`Movement` in an open month. Nobody else makes them.

A fact of a closed month counts in the first open month after it and keeps its own date (`happened_on`): closed months
do not change. Only inside a write transaction. Dossier 2.8; issue of the stock books.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from javon.centre.organisation.models import Centre
from javon.centre.periods import queries as periods
from javon.collection.stock.models import Copy, Delivery, DeliveryLine, Disposal, DisposalLine, Movement
from javon.core import clock

DIMENSIONS = ("kind", "content_group", "language", "script")


def dimensions_of(thing: Any) -> dict[str, str]:
    """How the books count a copy, a line or a row."""
    return {name: getattr(thing, name) for name in DIMENSIONS}


def month_for(centre: Centre, happened_on: date) -> date:
    """The first day of the month in which a fact of that day counts when it is written now."""
    return periods.open_month_for(centre, happened_on, clock.today())


def write_receipt(delivery: Delivery, lines: Iterable[DeliveryLine], copies: Iterable[Copy]) -> None:
    """The rows of an accepted delivery: one per copy, one per line of what is counted in the summary only."""
    given: dict[str, Any] = {"side": Movement.Side.IN, "delivery": delivery}
    rows = [_of_copy(copy, 1, copy.price or 0, given) for copy in copies]
    rows += [
        Movement(copies=line.copies, amount=line.copies * line.unit_price, **dimensions_of(line), **given)
        for line in lines
        if not line.is_individual
    ]
    write(rows, delivery.centre, delivery.received_on, booked_on=delivery.booked_on)


def write_disposal(disposal: Disposal, lines: Iterable[DisposalLine], happened_on: date) -> None:
    """The rows of a booked write-off: one per copy, at the price with which it stood in the books."""
    given: dict[str, Any] = {
        "side": Movement.Side.OUT,
        "disposal": disposal,
        "reason": disposal.reason,
    }
    rows = [_of_copy(line.copy, -1, -(line.copy.price or 0), given) for line in lines]
    write(rows, disposal.centre, happened_on, booked_on=disposal.booked_on)


def _of_copy(copy: Copy, copies: int, amount: int, given: dict[str, Any]) -> Movement:
    return Movement(copy=copy, copies=copies, amount=amount, **dimensions_of(copy), **given)


def write(
    rows: Iterable[Movement], centre: Centre, happened_on: date, *, booked_on: date | None = None
) -> None:
    """Write `rows` (their side, paper, quantities and dimensions set) into the month in which `happened_on` counts."""
    month = month_for(centre, happened_on)
    written = []
    for row in rows:
        row.centre, row.year, row.month = centre, month.year, month.month
        row.happened_on, row.booked_on = happened_on, booked_on or clock.today()
        written.append(row)
    Movement.objects.bulk_create(written, batch_size=200)
