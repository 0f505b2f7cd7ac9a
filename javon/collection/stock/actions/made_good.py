"""What follows for the book of replacements when its papers go their way: a copy came, a copy went, one turned up.

Reactions (``config/reactions.py``): they run in the very transaction of the acceptance, of the approval, of the
cancelling, and refuse nothing. Dossier 2.11: two movements, two acts, joined by the row.
"""

from __future__ import annotations

from collections.abc import Sequence

from javon.collection.stock.happened import CopiesWrittenOff, DeliveryAccepted
from javon.collection.stock.models import Copy, Delivery, DisposalLine, Loss
from javon.collection.stock.rules.losses import LOST_BY_READER
from javon.core import audit, clock
from javon.core.access import Actor, machine


def settle_after_acceptance(accepted: DeliveryAccepted) -> None:
    """The delivery is in the books: each loss that a line of it answers is made good by the copy of that line."""
    waiting = Loss.objects.select_for_update(of=("self",)).filter(
        offer__delivery=accepted.delivery_id, state=Loss.State.OPEN
    )
    for loss in waiting.select_related("offer"):
        line = loss.offer
        assert line is not None and line.first_number is not None
        loss.replacement = Copy.objects.get(
            delivery=accepted.delivery_id,
            inventory_book=line.inventory_book,
            inventory_order=line.first_number,
        )
        loss.way, loss.value = Loss.Way.REPLACEMENT, line.unit_price
        loss.write_off_reason = LOST_BY_READER
        loss.state, loss.settled_on = Loss.State.SETTLED, clock.today()
        loss.save()
        audit.record(machine("losses", loss.centre_id), "loss_replaced", loss)


def close_after_write_off(gone: CopiesWrittenOff) -> None:
    """The act is approved and booked: the rows of its copies are closed, with the price at which each left."""
    prices = dict(DisposalLine.objects.filter(disposal=gone.disposal_id).values_list("copy", "price"))
    rows = Loss.objects.select_for_update(of=("self",)).filter(state=Loss.State.SETTLED)
    for start in range(0, len(gone.copy_ids), 200):
        for loss in rows.filter(copy__in=gone.copy_ids[start : start + 200]):
            loss.disposal_id, loss.price = gone.disposal_id, prices[loss.copy_id]
            loss.state, loss.closed_on = Loss.State.CLOSED, clock.today()
            loss.save()
            audit.record(machine("losses", loss.centre_id), "loss_closed", loss)


def let_go(delivery: Delivery) -> None:
    """The draft is cancelled: its losses wait to be made good as before."""
    Loss.objects.filter(offer__delivery=delivery, state=Loss.State.OPEN).update(offer=None, judgement="")


def those_that_stay(copies: Sequence[Copy]) -> set[object]:
    """Keys of copies whose loss has been made good or is about to be: a scan alone does not bring them back."""
    keys = [copy.pk for copy in copies]
    settled = Loss.objects.filter(copy__in=keys, state=Loss.State.SETTLED)
    offered = Loss.objects.filter(copy__in=keys, state=Loss.State.OPEN, offer__isnull=False)
    return {*settled.values_list("copy", flat=True), *offered.values_list("copy", flat=True)}


def found_by_stocktaking(copies: Sequence[Copy], by: Actor, note: str) -> None:
    """An approved stocktaking says that these are on their shelves: their open losses are over."""
    for loss in Loss.objects.select_for_update().filter(
        copy__in=[copy.pk for copy in copies], state=Loss.State.OPEN
    ):
        loss.state, loss.found_on, loss.found_note = Loss.State.FOUND, clock.today(), note
        loss.save()
        audit.record(by, "loss_found", loss)
