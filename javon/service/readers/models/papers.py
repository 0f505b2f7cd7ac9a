"""The papers of a reader that the system remembers: the signed sheet as it was scanned, and a deposit. Dossier 2.1, 3.3."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models.readers import Reader


class SheetScan(models.Model):
    """The signed registration sheet of a reader, scanned or photographed. A newer one takes its place."""

    id = UUIDv7Field(primary_key=True)
    reader = models.OneToOneField(Reader, on_delete=models.CASCADE, related_name="sheet")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    put_on = models.DateField()
    put_at = models.DateTimeField()
    put_by_id = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("signed registration sheet")


class Deposit(models.Model):
    """A deposit (garov) that a reader leaves for books, taken by a receipt and returned whole by an act.

    The only money that readers and the centre owe each other; `amount` is in tiyin. Numbers run anew each year and
    have no gaps: `reader` is emptied when the person is erased, the row stays.
    """

    class Reason(models.TextChoices):
        NOT_REGISTERED = "not_registered", _("not registered as living in the district")
        FOREIGNER = "foreigner", _("a citizen of another country")
        VALUABLE = "valuable", _("an especially valuable book")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reader = models.ForeignKey(Reader, null=True, on_delete=models.PROTECT, related_name="deposits")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=16, choices=Reason)
    taken_on = models.DateField()
    taken_at = models.DateTimeField()
    taken_by_id = models.IntegerField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by_id = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of a reader", "deposit")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "year", "number"], name="deposit_number_once"),
            models.CheckConstraint(condition=Q(amount__gte=100), name="deposit_is_money"),
            models.CheckConstraint(
                condition=Q(returned_on=None) | Q(returned_on__gte=F("taken_on")),
                name="deposit_returned_after_taken",
            ),
            models.CheckConstraint(
                condition=~Q(reader=None) | Q(returned_on__isnull=False), name="held_deposit_has_a_reader"
            ),
        ]

    @property
    def shown(self) -> str:
        """As the receipt has it: "3/2026"."""
        return f"{self.number}/{self.year}"
