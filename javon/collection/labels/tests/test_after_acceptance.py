"""An accepted delivery puts its copies into the queue of labels."""

from __future__ import annotations

import pytest

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.labels.jobs import queue_after_acceptance
from javon.collection.labels.models import LabelRequest
from javon.collection.stock.happened import DeliveryAccepted
from javon.collection.stock.models import Copy
from javon.collection.stock.tests.test_deliveries import a_delivery, accepted, with_line
from javon.core import clock

pytestmark = pytest.mark.django_db


def test_every_new_copy_waits_for_a_barcode_and_a_spine_label_once():
    delivery = accepted(with_line(a_delivery(a_centre(), received_on=clock.today())))
    assert (
        LabelRequest.objects.filter(printed_at=None).count() == 6
    )  # the house reacts: three copies, two labels each
    queue_after_acceptance(DeliveryAccepted(delivery.pk, delivery.number, (), 3))
    assert LabelRequest.objects.count() == 6
    asked = LabelRequest.objects.values_list("copy_id", "kind")
    assert set(asked) == {(copy.pk, kind) for copy in Copy.objects.all() for kind in ("barcode", "spine")}


def test_what_is_counted_in_the_summary_only_needs_no_label():
    accepted(with_line(a_delivery(a_centre(), received_on=clock.today()), is_individual=False))
    assert not LabelRequest.objects.exists()
