"""What goes on with labels without anybody: an accepted delivery queues its copies, copies taken back leave the queue."""

from __future__ import annotations

from javon.centre.organisation.queries import the_centre
from javon.collection.labels.actions import ask_for_labels, withdraw_labels
from javon.collection.labels.models import LabelRequest
from javon.collection.stock.happened import CopiesTakenBack, DeliveryAccepted
from javon.collection.stock.models import Copy
from javon.core.access import machine

KINDS = (LabelRequest.Kind.BARCODE, LabelRequest.Kind.SPINE)


def queue_after_acceptance(event: DeliveryAccepted) -> None:
    """Every new copy waits for its barcode and spine label; whoever needs none takes them out of the queue."""
    centre = the_centre()
    copies = list(Copy.objects.filter(delivery=event.delivery_id).order_by("inventory_order"))
    if centre is not None and copies:
        ask_for_labels(by=machine("labels", centre.pk), centre=centre, copies=copies, kinds=KINDS)


def let_go_of_copies(event: CopiesTakenBack) -> None:
    """Labels that only wait are forgotten with their copies; one that is in a printing, or printed, holds its copy."""
    centre = the_centre()
    waiting = LabelRequest.objects.filter(copy__in=event.copy_ids, run=None, printed_at=None)
    keys = list(waiting.values_list("pk", flat=True))
    if centre is not None and keys:
        withdraw_labels(by=machine("labels", centre.pk), centre=centre, requests=keys)
