"""What is remembered of labels: sheets of the centre, what waits for printing, what was printed. Nizom 2.11."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field
from javon.core.sheets import Sheet


class LabelSheet(models.Model):
    """A sheet of labels as this centre uses it: a standard one with the printer's offset, or one of its own.

    Lengths in micrometres from the upper left corner of the paper.
    """

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=32, blank=True)  # of the standard sheet; "" = the centre's own
    name = models.CharField(max_length=80, blank=True)  # of an own sheet
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    columns = models.PositiveSmallIntegerField()
    rows = models.PositiveSmallIntegerField()
    cell_width = models.PositiveIntegerField()
    cell_height = models.PositiveIntegerField()
    left = models.PositiveIntegerField(default=0)
    top = models.PositiveIntegerField(default=0)
    gap_x = models.PositiveIntegerField(default=0)
    gap_y = models.PositiveIntegerField(default=0)
    offset_x = models.IntegerField(default=0)
    offset_y = models.IntegerField(default=0)
    has_marks = models.BooleanField(default=False)
    is_retired = models.BooleanField(default=False)  # no longer offered; what was printed on it keeps it

    class Meta:
        verbose_name = _("label sheet")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "code"], condition=~Q(code=""), name="standard_sheet_once"
            ),
            models.UniqueConstraint(
                fields=["centre", "name"], condition=Q(code="", is_retired=False), name="sheet_name_once"
            ),
            models.CheckConstraint(
                condition=Q(columns__gte=1, rows__gte=1, cell_width__gte=1, cell_height__gte=1)
                & Q(width__gte=F("left") + F("columns") * F("cell_width") + (F("columns") - 1) * F("gap_x"))
                & Q(height__gte=F("top") + F("rows") * F("cell_height") + (F("rows") - 1) * F("gap_y")),
                name="label_cells_fit_paper",
            ),
            models.CheckConstraint(
                condition=Q(offset_x__range=(-5000, 5000), offset_y__range=(-5000, 5000)),
                name="label_offset_is_small",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.code

    @property
    def key(self) -> str:
        """What addresses call it: the standard's code, or its own identifier."""
        return self.code or str(self.pk)

    @property
    def geometry(self) -> Sheet:
        """The sheet as the press sees it."""
        return Sheet(
            self.width, self.height, self.columns, self.rows, self.cell_width, self.cell_height, self.left, self.top,
            self.gap_x, self.gap_y, self.offset_x, self.offset_y, self.has_marks,
        )  # fmt: skip


class LabelRun(models.Model):
    """One printing: labels of one kind on one sheet from one cell on. The PDF is made anew whenever it is asked for."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey(LabelSheet, on_delete=models.PROTECT, related_name="runs")
    kind = models.CharField(max_length=12)
    start = models.PositiveSmallIntegerField()  # cell, from 1
    labels = models.PositiveSmallIntegerField()  # how many it was made for
    made_at = models.DateTimeField()
    made_by_id = models.IntegerField(null=True)
    printed_at = models.DateTimeField(null=True)  # somebody saw the labels on paper
    returned_at = models.DateTimeField(null=True)  # they went back into the queue

    class Meta:
        verbose_name = _("printing of labels")
        indexes = [models.Index(fields=["centre", "-made_at"], name="label_run_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(start__gte=1, labels__gte=1), name="label_run_has_labels")
        ]


class LabelRequest(models.Model):
    """A label that a copy needs: waits, is in a printing, or is printed."""

    class Kind(models.TextChoices):
        """What is printed."""

        BARCODE = "barcode", _("barcode label")
        SPINE = "spine", _("spine label")
        COMBINED = "combined", _("barcode and spine label")
        SLIP = "slip", _("date slip")
        FORMULARY = "formulary", _("book card")
        POCKET = "pocket", _("book pocket")
        CARD = "card", _("catalogue card")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    copy = models.ForeignKey("stock.Copy", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    quantity = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField()
    asked_by_id = models.IntegerField(null=True)
    run = models.ForeignKey(LabelRun, null=True, on_delete=models.PROTECT, related_name="requests")
    printed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("label to be printed")
        indexes = [
            models.Index(
                fields=["centre", "kind", "id"], name="label_waiting", condition=Q(run=None, printed_at=None)
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["copy", "kind"], condition=Q(printed_at=None), name="label_waits_once"
            ),
            models.CheckConstraint(condition=Q(quantity__range=(1, 10)), name="label_quantity_is_sane"),
            models.CheckConstraint(
                condition=Q(printed_at=None) | ~Q(run=None), name="label_is_printed_in_a_run"
            ),
        ]
