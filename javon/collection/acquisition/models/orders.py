"""What was ordered from whom, and with which deliveries it came. Nizom 2.11; issue of the stock, acquisition."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.acquisition.models.lists import DEAREST, MOST_COPIES, PurchaseLine, PurchaseList
from javon.collection.acquisition.models.proposals import Described
from javon.core.database.fields import UUIDv7Field


class PurchaseOrder(models.Model):
    """An order to a supplier (buyurtma), made from an approved list. Its number has no gaps.

    It stands as it was sent: what does not come is cancelled with a reason, line by line.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("order", "on its way")
        DONE = "done", pgettext_lazy("order", "done")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    purchase_list = models.ForeignKey(PurchaseList, on_delete=models.PROTECT, related_name="orders")
    supplier = models.CharField(max_length=240)
    contract = models.CharField(max_length=80, blank=True)  # number and date of the contract
    ordered_on = models.DateField()
    expected_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("order to a supplier")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="purchase_order_number_once"),
            models.CheckConstraint(
                condition=Q(expected_on=None) | Q(expected_on__gte=F("ordered_on")),
                name="order_expected_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}, {self.supplier}"


class OrderLine(Described):
    """So many copies of one book, ordered; `cancelled` of them will not come, for a reason."""

    id = UUIDv7Field(primary_key=True)
    order = models.ForeignKey(PurchaseOrder, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    purchase_line = models.ForeignKey(PurchaseLine, on_delete=models.PROTECT, related_name="ordered")
    quantity = models.PositiveIntegerField()
    unit_price = models.BigIntegerField()  # tiyin
    cancelled = models.PositiveIntegerField(default=0)
    cancel_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("line of an order")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="order_line_position_once"),
            models.CheckConstraint(
                condition=Q(quantity__range=(1, MOST_COPIES)), name="order_line_has_copies"
            ),
            models.CheckConstraint(
                condition=Q(unit_price__range=(0, DEAREST)), name="order_line_price_is_real"
            ),
            models.CheckConstraint(
                condition=Q(cancelled__lte=F("quantity")), name="order_line_cancels_no_more_than_ordered"
            ),
            models.CheckConstraint(
                condition=Q(cancelled=0) | ~Q(cancel_reason=""), name="order_line_says_why_cancelled"
            ),
        ]


class OrderDelivery(models.Model):
    """A delivery that was begun from an order."""

    id = models.BigAutoField(primary_key=True)
    order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="deliveries")
    delivery = models.OneToOneField("stock.Delivery", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("delivery of an order")
