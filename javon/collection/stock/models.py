"""The copies: thin beginnings that the stock issue fills with deliveries, books and acts. Nizom 2.11."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field


class Copy(models.Model):
    """One copy (nusxa) of a title: what lies on the shelf."""

    class State(models.TextChoices):
        """Where a copy is: exactly one of these at any time."""

        IN_PROCESSING = "in_processing", _("being processed")
        ON_SHELF = "on_shelf", _("on the shelf")
        ON_LOAN = "on_loan", _("on loan")
        ON_HOLD_SHELF = "on_hold_shelf", _("waiting for a reader")
        IN_TRANSIT = "in_transit", _("on its way")
        IN_READING_ROOM = "in_reading_room", _("in the reading room")
        AT_MOBILE_POINT = "at_mobile_point", _("at a mobile point")
        AT_ILL_PARTNER = "at_ill_partner", _("at a partner library")
        IN_REPAIR = "in_repair", _("being repaired")
        ON_DISPLAY = "on_display", _("on display")
        MISSING = "missing", _("missing")
        LOST = "lost", _("lost")
        WRITTEN_OFF = "written_off", _("withdrawn")

    id = UUIDv7Field(primary_key=True)
    # No index of its own: the inventory number's constraint begins with the centre.
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    title = models.ForeignKey("catalogue.Title", on_delete=models.PROTECT, related_name="+")
    service_point = models.ForeignKey("organisation.ServicePoint", on_delete=models.PROTECT, related_name="+")
    barcode = models.CharField(max_length=8, null=True, unique=True)  # ours: 7 digits + check digit
    foreign_barcode = models.CharField(max_length=40, blank=True)  # of imported stock, understood too
    inventory_book = models.CharField(max_length=20, blank=True)  # "" = the main book
    inventory_number = models.CharField(max_length=30, blank=True)
    # Old paper books repeat numbers: the second copy under one number is repeat 1, shown with a note.
    inventory_repeat = models.PositiveSmallIntegerField(default=0)
    shelf_mark = models.CharField(max_length=80, blank=True)
    shelf = models.CharField(max_length=80, blank=True)  # "2-javon"
    state = models.CharField(max_length=16, choices=State, default=State.ON_SHELF)
    loanable = models.BooleanField(default=True)  # False: reading room only
    price = models.BigIntegerField(null=True)  # tiyin
    acquired_on = models.DateField(null=True)
    # The copy as the imported record describes it (952, 910 …): re-importing the file recognises it.
    source_key = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = _("copy")
        indexes = [
            models.Index(
                fields=["foreign_barcode"], name="copy_foreign_barcode", condition=~Q(foreign_barcode="")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "inventory_book", "inventory_number", "inventory_repeat"],
                condition=~Q(inventory_number=""),
                name="inventory_number_once_per_book",
            ),
            models.UniqueConstraint(
                fields=["title", "source_key"], condition=~Q(source_key=""), name="imported_copy_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "in_processing", "on_shelf", "on_loan", "on_hold_shelf", "in_transit", "in_reading_room",
                        "at_mobile_point", "at_ill_partner", "in_repair", "on_display", "missing", "lost", "written_off",
                    ]
                ),
                name="copy_is_somewhere_real",
            ),
            models.CheckConstraint(condition=Q(price=None) | Q(price__gte=0), name="copy_price_not_negative"),
        ]  # fmt: skip
