"""The books that must balance: the ledger of the stock, its opening balance, corrections, inventory books.

Invariant, for copies and for soʻm, in total and per kind, content group, language:
``end = begin + in - out``. It holds by construction: every fact is a signed row, a balance is a plain sum.
Dossier 2.7, 2.8, 8.1 (KSU1-3).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.stock.models.copies import Dimensions
from javon.collection.stock.models.disposals import Disposal
from javon.core.database.fields import UUIDv7Field


class StockCounter(models.Model):
    """The last number given in a row of numbers without gaps: inventory numbers, lines of part 1, barcodes.

    Raised in the transaction that uses the number: a refused deed gives it back by rolling back.
    """

    name = models.CharField(max_length=80, primary_key=True)  # "barcode", "part-one/<centre>/2026"
    last = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("counter of the stock")
        constraints = [models.CheckConstraint(condition=Q(last__gte=0), name="stock_counter_not_negative")]


class InventoryBook(models.Model):
    """An inventory book (inventar kitobi). Old books repeat and skip numbers: the key of a copy is (book, number).

    Numbers up to `paper_last` were written by hand; those after it are Javon's and have no gap.
    """

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, blank=True)  # "" = the main book
    name = models.CharField(max_length=160)
    paper_last = models.BigIntegerField(default=0)
    last = models.BigIntegerField(default=0)  # the last number given
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("inventory book")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "code"], name="inventory_book_once"),
            models.CheckConstraint(
                condition=Q(paper_last__gte=0, last__gte=F("paper_last")), name="inventory_book_goes_on"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OpeningBalance(models.Model):
    """The last balance on paper (boshlangʻich qoldiq), taken over once by a signed act.

    Its rows of the ledger (side ``opening``) carry the summary book's figures by kind, content and language;
    `inventory_*` and `accounting_*` say what the other two books said on that day.
    """

    id = UUIDv7Field(primary_key=True)
    centre = models.OneToOneField("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    act_label = models.CharField(max_length=200)  # number and date of the signed act
    act = models.ForeignKey(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    inventory_copies = models.PositiveIntegerField()
    inventory_amount = models.BigIntegerField()  # tiyin
    accounting_copies = models.PositiveIntegerField()
    accounting_amount = models.BigIntegerField()  # tiyin
    signed_at = models.DateTimeField()
    signed_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("opening balance")
        constraints = [
            models.CheckConstraint(
                condition=Q(inventory_amount__gte=0, accounting_amount__gte=0),
                name="opening_balance_not_negative",
            )
        ]


class Correction(models.Model):
    """A mistake of a book put right in the open month, with a note: "tuzatilganiga ishonilsin"."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    entered_at = models.DateTimeField()
    entered_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("correction of a book")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="stock_correction_number_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="stock_correction_has_a_reason"),
        ]


class Movement(Dimensions):
    """One row of the ledger of the stock (fond harakati): what came or went, counted as the summary book counts it.

    `copies` and `amount` (tiyin) are signed: in positive, out negative, a correction either way, so that a balance is
    their sum. It counts in (`year`, `month`), an open month when it was written; `happened_on` is the fact's own day.
    Rows are never changed or removed and none is added to a closed month: the database refuses it
    (``triggers.py``).
    """

    class Side(models.TextChoices):
        OPENING = "opening", pgettext_lazy("side of the ledger", "opening balance")
        IN = "in", pgettext_lazy("side of the ledger", "receipts")
        OUT = "out", pgettext_lazy("side of the ledger", "disposals")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    side = models.CharField(max_length=8, choices=Side)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    booked_on = models.DateField()  # the day on which the row was written
    happened_on = models.DateField()
    copies = models.IntegerField()
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=16, blank=True, choices=Disposal.Reason)  # of a disposal
    # None: counted in the summary only (brochures, the opening balance).
    copy = models.ForeignKey(
        "stock.Copy", null=True, on_delete=models.PROTECT, related_name="movements", db_index=False
    )
    # What stands behind it: exactly one of these.
    delivery = models.ForeignKey(
        "stock.Delivery", null=True, on_delete=models.PROTECT, related_name="movements"
    )
    disposal = models.ForeignKey(
        "stock.Disposal", null=True, on_delete=models.PROTECT, related_name="movements"
    )
    opening = models.ForeignKey(
        OpeningBalance, null=True, on_delete=models.PROTECT, related_name="movements", db_index=False
    )
    correction = models.ForeignKey(
        Correction, null=True, on_delete=models.PROTECT, related_name="movements", db_index=False
    )

    class Meta:
        verbose_name = _("movement of the stock")
        indexes = [
            # Covers every sum of the summary book: a year's book is read from the index alone.
            models.Index(
                fields=[
                    "centre",
                    "year",
                    "month",
                    "side",
                    "kind",
                    "content_group",
                    "language",
                    "copies",
                    "amount",
                ],
                name="movement_by_month",
            ),
            models.Index(fields=["copy"], name="movement_of_copy", condition=Q(copy__isnull=False)),
            # Few rows stand behind no copy: the opening balance, brochures, free corrections.
            models.Index(fields=["centre", "side"], name="movement_without_copy", condition=Q(copy=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["copy"],
                condition=Q(side="in", correction=None, copy__isnull=False),
                name="copy_comes_once",
            ),
            models.UniqueConstraint(
                fields=["copy"],
                condition=Q(side="out", correction=None, copy__isnull=False),
                name="copy_goes_once",
            ),
            models.CheckConstraint(
                condition=Q(correction__isnull=False) & (~Q(copies=0) | ~Q(amount=0))
                | Q(correction=None, side="out", copies__lt=0, amount__lte=0)
                | Q(correction=None, side__in=["opening", "in"], copies__gt=0, amount__gte=0),
                name="movement_has_its_sign",
            ),
            models.CheckConstraint(
                condition=Q(correction__isnull=False, delivery=None, disposal=None, opening=None)
                | Q(correction=None, side="in", delivery__isnull=False, disposal=None, opening=None)
                | Q(correction=None, side="out", delivery=None, disposal__isnull=False, opening=None)
                | Q(correction=None, side="opening", delivery=None, disposal=None, opening__isnull=False),
                name="movement_has_its_paper",
            ),
            models.CheckConstraint(
                condition=Q(copy=None) | Q(copies__in=[-1, 0, 1]), name="movement_of_one_copy"
            ),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="movement_real_month"),
        ]


class Reconciliation(models.Model):
    """The yearly comparison with accounting (solishtirma dalolatnoma): what both books say at the end of a month.

    `summary_*` and `inventory_*` are frozen as the books said them then; `accounting_*` is what the accountant named.
    """

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    as_of = models.DateField()  # the last day of a month
    summary_copies = models.IntegerField()
    summary_amount = models.BigIntegerField()  # tiyin
    inventory_copies = models.IntegerField()
    inventory_amount = models.BigIntegerField()  # tiyin
    accounting_copies = models.PositiveIntegerField()
    accounting_amount = models.BigIntegerField()  # tiyin
    explanation = models.CharField(max_length=600, blank=True)  # of a difference
    act = models.ForeignKey(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    entered_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("reconciliation with accounting")
        ordering = ["-as_of"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="reconciliation_number_once"),
            models.UniqueConstraint(fields=["centre", "as_of"], name="reconciliation_day_once"),
            models.CheckConstraint(condition=Q(accounting_amount__gte=0), name="reconciliation_not_negative"),
            models.CheckConstraint(
                condition=~Q(explanation="")
                | Q(accounting_copies=F("summary_copies"), accounting_amount=F("summary_amount")),
                name="reconciliation_explains_its_difference",
            ),
        ]
