"""What came: deliveries with their paper, each one line of part 1 of the summary book. Dossier 2.8, 2.9."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.stock.models.copies import Dimensions
from javon.core.database.fields import UUIDv7Field


class Delivery(models.Model):
    """One paper with which things came (hujjat): an invoice, or an accession act where there is none.

    A draft is typed, compared with the paper and accepted: then its copies exist, the ledger has its rows and the line
    of part 1 has its number. `number` is the short number in the address, `book_number` that of part 1.
    """

    class Kind(models.TextChoices):
        PURCHASE = "purchase", pgettext_lazy("way of receipt", "purchase")
        GIFT = "gift", pgettext_lazy("way of receipt", "gift")
        EXCHANGE = "exchange", pgettext_lazy("way of receipt", "exchange")
        DEPOSIT = "deposit", pgettext_lazy("way of receipt", "legal deposit")
        SUBSCRIPTION = "subscription", pgettext_lazy("way of receipt", "subscription")
        REPLACEMENT = "replacement", pgettext_lazy("way of receipt", "in place of a lost one")
        TRANSFER = "transfer", pgettext_lazy("way of receipt", "from another library")
        SURPLUS = "surplus", pgettext_lazy("way of receipt", "found by stocktaking")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("delivery", "being entered")
        ACCEPTED = "accepted", pgettext_lazy("delivery", "accepted")
        CANCELLED = "cancelled", pgettext_lazy("delivery", "cancelled")

    WITHOUT_INVOICE = (
        "gift",
        "replacement",
        "surplus",
    )  # an accession act with a commission stands in for it

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.PURCHASE)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    source = models.CharField(max_length=240)  # from whom
    paper_number = models.CharField(max_length=60, blank=True)  # of the invoice or act
    paper_date = models.DateField(null=True, blank=True)
    received_on = models.DateField()  # the fact's own date
    declared_copies = models.PositiveIntegerField(null=True, blank=True)  # as the paper says, to compare with
    declared_amount = models.BigIntegerField(null=True, blank=True)  # tiyin
    commission = models.ForeignKey(
        "stock.Commission", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    act = models.ForeignKey(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    liable = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # materially liable: signs
    note = models.CharField(max_length=300, blank=True)
    edits = models.PositiveIntegerField(default=0)  # two people at one draft are told apart
    created_at = models.DateTimeField()
    created_by_id = models.IntegerField(null=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by_id = models.IntegerField(null=True, blank=True)
    # The line of part 1: its year's running number and the day on which it was written.
    book_year = models.PositiveSmallIntegerField(null=True, blank=True)
    book_number = models.PositiveIntegerField(null=True, blank=True)
    booked_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="delivery_number_once"),
            models.UniqueConstraint(
                fields=["centre", "book_year", "book_number"],
                condition=Q(book_number__isnull=False),
                name="part_one_number_once",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="accepted", book_year__isnull=False, book_number__gte=1)
                    & Q(booked_on__isnull=False, accepted_at__isnull=False)
                )
                | (
                    ~Q(state="accepted")
                    & Q(book_year=None, book_number=None, booked_on=None, accepted_at=None)
                ),
                name="accepted_delivery_is_booked",
            ),
            models.CheckConstraint(
                condition=Q(declared_amount=None) | Q(declared_amount__gte=0),
                name="delivery_declares_no_negative_sum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.paper_number}".strip()


class DeliveryLine(Dimensions):
    """So many copies of one title at one price. Once accepted it says which inventory numbers they got.

    `is_individual` False: brochures and newspapers, counted in the summary book only; no copies are made of them.
    """

    id = UUIDv7Field(primary_key=True)
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    title = models.ForeignKey("catalogue.Title", on_delete=models.PROTECT, related_name="+")
    copies = models.PositiveIntegerField()
    unit_price = models.BigIntegerField()  # tiyin
    is_individual = models.BooleanField(default=True)
    service_point = models.ForeignKey("organisation.ServicePoint", on_delete=models.PROTECT, related_name="+")
    inventory_book = models.CharField(max_length=20, blank=True)
    shelf_mark = models.CharField(max_length=80, blank=True)
    shelf = models.CharField(max_length=80, blank=True)
    loanable = models.BooleanField(default=True)
    first_number = models.BigIntegerField(null=True, blank=True)
    last_number = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("line of a delivery")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "position"], name="delivery_line_position_once"),
            models.CheckConstraint(condition=Q(copies__gte=1), name="delivery_line_has_copies"),
            models.CheckConstraint(condition=Q(unit_price__gte=0), name="delivery_price_not_negative"),
        ]
