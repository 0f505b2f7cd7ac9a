"""The cards of a reader: one in use, the others closed and still recognised. Contract: codes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.core.card_code import LAST_NUMBER
from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models.readers import Reader


class Card(models.Model):
    """A library card: "K" and six digits (shown K-000127), on the barcode with a check digit.

    The first card of a reader carries the reader's own number; a card that replaces it takes the next number of the
    centre, so that the old one, found again, says that it is no longer in use.
    """

    class Ended(models.TextChoices):
        LOST = "lost", _("lost")
        DAMAGED = "damaged", _("damaged")
        REPLACED = "replaced", _("replaced")
        MERGED = "merged", _("merged with another reader")
        LEFT = "left", _("the reader has left")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reader = models.ForeignKey(Reader, on_delete=models.PROTECT, related_name="cards")
    number = models.PositiveIntegerField()
    issued_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=12, choices=Ended, blank=True)
    printed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("library card")
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="card_number_once"),
            models.UniqueConstraint(
                fields=["reader"], condition=Q(ended_on=None), name="reader_has_one_card"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=LAST_NUMBER), name="card_number_six_digits"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="") | Q(ended_on__gte=F("issued_on")),
                name="card_ends_after_it_began",
            ),
        ]

    @property
    def code(self) -> str:
        """As it is scanned and sent: "K000127"."""
        return f"K{self.number:06d}"

    @property
    def shown(self) -> str:
        """As people read it: "K-000127"."""
        return f"K-{self.number:06d}"
