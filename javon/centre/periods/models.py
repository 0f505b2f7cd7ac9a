"""Months and years of a centre. No row: open. A closed period is never opened silently: each change is a row.

Issue E signs and closes; every stock book and report asks here first.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field


class Period(models.Model):
    """A month (`month` 1-12) or a whole year (`month` 0) that was closed; open again when `reopened_at` is set."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField()
    closed_by_id = models.IntegerField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by_id = models.IntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # of the reopening

    class Meta:
        verbose_name = _("closed period")
        ordering = ["-year", "-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "year", "month"], condition=Q(reopened_at=None), name="period_closed_once"
            ),
            models.CheckConstraint(condition=Q(month__lte=12), name="period_real_month"),
        ]
