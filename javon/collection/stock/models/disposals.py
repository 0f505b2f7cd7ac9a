"""What goes: write-offs from the first list to the act, each one line of part 2 of the summary book. Dossier 2.10."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.database.fields import UUIDv7Field


class Disposal(models.Model):
    """One write-off (hisobdan chiqarish) for one reason: list → commission → minutes → act → approved → booked → out.

    `number` is the short number in the address, `book_number` that of part 2.
    """

    class Reason(models.TextChoices):
        WORN = "worn", _("worn out")
        OBSOLETE = "obsolete", _("out of date")
        LOST_BY_READER = "lost_by_reader", _("lost by a reader")
        UNKNOWN = "unknown", _("unknown cause")
        TRANSFERRED = "transferred", _("given to another library")
        DISASTER = "disaster", _("natural disaster")
        PROHIBITED = "prohibited", _("prohibited")
        OTHER = "other", pgettext_lazy("reason of write-off", "another reason")

    class State(models.TextChoices):
        LIST = "list", pgettext_lazy("write-off", "list")
        COMMISSION = "commission", pgettext_lazy("write-off", "before the commission")
        MINUTES = "minutes", pgettext_lazy("write-off", "minutes written")
        ACT = "act", pgettext_lazy("write-off", "act waits for approval")
        BOOKED = "booked", pgettext_lazy("write-off", "written off")
        OUT = "out", pgettext_lazy("write-off", "taken out")
        CANCELLED = "cancelled", pgettext_lazy("write-off", "cancelled")

    OPEN = ("list", "commission", "minutes", "act")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=16, choices=Reason)
    state = models.CharField(max_length=12, choices=State, default=State.LIST)
    commission = models.ForeignKey(
        "stock.Commission", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    minutes_number = models.CharField(max_length=40, blank=True)
    minutes_on = models.DateField(null=True, blank=True)
    conclusion = models.TextField(blank=True)
    consent = models.CharField(
        max_length=200, blank=True
    )  # of the higher body, for rare items: number and date
    act = models.ForeignKey(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    destiny = models.CharField(
        max_length=200, blank=True
    )  # waste paper, another library; with its paper's number
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by_id = models.IntegerField(null=True)
    book_year = models.PositiveSmallIntegerField(null=True, blank=True)
    book_number = models.PositiveIntegerField(null=True, blank=True)
    booked_on = models.DateField(null=True, blank=True)
    out_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("write-off")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="disposal_number_once"),
            models.UniqueConstraint(
                fields=["centre", "book_year", "book_number"],
                condition=Q(book_number__isnull=False),
                name="part_two_number_once",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=["booked", "out"], book_year__isnull=False, book_number__gte=1)
                    & Q(booked_on__isnull=False)
                )
                | (~Q(state__in=["booked", "out"]) & Q(book_year=None, book_number=None, booked_on=None)),
                name="written_off_is_booked",
            ),
        ]


class DisposalLine(models.Model):
    """One copy on the list of a write-off, with the price at which it leaves the books."""

    id = UUIDv7Field(primary_key=True)
    disposal = models.ForeignKey(Disposal, on_delete=models.CASCADE, related_name="lines")
    copy = models.ForeignKey("stock.Copy", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    price = models.BigIntegerField()  # tiyin, as the inventory book has it
    coefficient = models.PositiveIntegerField(default=1_000)  # of revaluation, in thousandths
    is_rare = models.BooleanField(default=False)  # rare or valuable: leaves with the higher body's consent
    is_open = models.BooleanField(
        default=True
    )  # False once the write-off was cancelled or the line struck out
    added_at = models.DateTimeField()
    added_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("line of a write-off")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["disposal", "position"], name="disposal_line_position_once"),
            # One copy leaves once: on two open lists it cannot stand.
            models.UniqueConstraint(fields=["copy"], condition=Q(is_open=True), name="copy_on_one_write_off"),
            models.CheckConstraint(condition=Q(price__gte=0), name="disposal_price_not_negative"),
        ]
