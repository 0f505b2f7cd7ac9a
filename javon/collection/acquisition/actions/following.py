"""What follows elsewhere's deeds: an accepted delivery fulfils its order; a merged record takes its lines along.

Reactions of config/reactions.py; they run in the transaction of the deed and refuse nothing.
"""

from __future__ import annotations

from javon.collection.acquisition.models import (
    OrderLine,
    PurchaseLine,
    PurchaseOrder,
    PurchaseProposal,
)
from javon.collection.acquisition.queries import orders as queries
from javon.collection.catalogue.actions.merging import note_moved
from javon.collection.catalogue.happened import MergeUndone, RecordsMerged
from javon.collection.catalogue.models import Merge
from javon.collection.stock.happened import DeliveryAccepted
from javon.core import clock

_FOLLOWING = (
    ("purchase_proposals", PurchaseProposal),
    ("purchase_lines", PurchaseLine),
    ("order_lines", OrderLine),
)


def follow_accepted_delivery(event: DeliveryAccepted) -> None:
    """An order of which nothing is outstanding is done; the proposals behind what came have arrived."""
    order = queries.order_of_delivery(event.delivery_id)
    if order is None:
        return
    lines = queries.standing(order)
    if not any(one.progress.outstanding for one in lines) and order.state == PurchaseOrder.State.OPEN:
        order.state = PurchaseOrder.State.DONE
        order.save(update_fields=["state"])
    came = [one.line.purchase_line_id for one in lines if one.progress.delivered]
    PurchaseProposal.objects.filter(lines__in=came, state=PurchaseProposal.State.CHOSEN).update(
        state=PurchaseProposal.State.ARRIVED, decided_at=clock.now()
    )


def follow_merge(event: RecordsMerged) -> None:
    """What hung on the taken record hangs on the kept one; what moved is noted with the merge."""
    for name, model in _FOLLOWING:
        rows = model._default_manager.filter(title_record=event.taken_id)
        moved = [str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)]
        if moved:
            rows.update(title_record=event.kept_id)
            note_moved(event.merge_id, name, moved)


def follow_undone_merge(event: MergeUndone) -> None:
    """And back."""
    moved = Merge.objects.get(pk=event.merge_id).moved
    for name, model in _FOLLOWING:
        rows = model._default_manager.filter(pk__in=moved.get(name, []), title_record=event.kept_id)
        rows.update(title_record=event.taken_id)
