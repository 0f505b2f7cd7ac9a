"""For how long the centre keeps what it knows of readers, and when the traces of erased ones were wiped. Dossier 4.2."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models import Basis
from javon.core.database.fields import UUIDv7Field

UNLINK_DAYS = 60
ERASE_YEARS = 5


class Retention(Basis):
    """The terms of keeping, from a day on, tied to the document that set them. No row: 60 days and 5 years.

    `unlink_days` after a year is closed its loans lose their reader; `erase_years` after the last registration a
    reader is proposed for erasing.
    """

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    valid_from = models.DateField()
    unlink_days = models.PositiveSmallIntegerField(default=UNLINK_DAYS)
    erase_years = models.PositiveSmallIntegerField(default=ERASE_YEARS)
    set_at = models.DateTimeField()
    set_by_id = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("terms of keeping personal data")
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "valid_from"], name="retention_one_a_day"),
            models.CheckConstraint(condition=Q(unlink_days__lte=366), name="retention_unlinks_within_a_year"),
            models.CheckConstraint(
                condition=Q(erase_years__gte=1, erase_years__lte=10), name="retention_years_real"
            ),
        ]


class Wiping(models.Model):
    """One night in which the database file was written anew, so that nothing of erased readers is left in its gaps."""

    id = UUIDv7Field(primary_key=True)
    at = models.DateTimeField()
    erased = models.PositiveIntegerField()  # readers erased since the wiping before

    class Meta:
        verbose_name = _("wiping of traces")
        ordering = ["-at"]
