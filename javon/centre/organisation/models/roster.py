"""The duty roster (navbatchilik jadvali): who is at which desk on which day, from when until when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models.people import Person
from javon.centre.organisation.models.structure import ServicePoint
from javon.core.database.fields import UUIDv7Field


class DutyShift(models.Model):
    """One person at one service point on one day."""

    id = UUIDv7Field(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="shifts")
    point = models.ForeignKey(ServicePoint, on_delete=models.PROTECT, related_name="shifts")
    day = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("shift")
        ordering = ["day", "starts_at"]
        indexes = [models.Index(fields=["day", "point"], name="shift_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "day", "starts_at"], name="person_in_one_shift_at_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_it_begins"
            ),
        ]
