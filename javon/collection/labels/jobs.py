"""What goes on with labels without anybody: an accepted delivery puts its copies into the queue."""

from __future__ import annotations

from javon.centre.organisation.queries import the_centre
from javon.collection.labels.actions import ask_for_labels
from javon.collection.labels.models import LabelRequest
from javon.collection.stock.happened import DeliveryAccepted
from javon.collection.stock.models import Copy
from javon.core.access import machine

KINDS = (LabelRequest.Kind.BARCODE, LabelRequest.Kind.SPINE)


def queue_after_acceptance(event: DeliveryAccepted) -> None:
    """Every new copy waits for its barcode and spine label; whoever needs none takes them out of the queue."""
    centre = the_centre()
    copies = list(Copy.objects.filter(delivery=event.delivery_id).order_by("inventory_order"))
    if centre is not None and copies:
        ask_for_labels(by=machine("labels", centre.pk), centre=centre, copies=copies, kinds=KINDS)
