"""When the house is open: the weekly hours and every day that differs from them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models.basis import Basis
from javon.centre.organisation.models.structure import Centre
from javon.core.database.fields import UUIDv7Field


class OpeningHours(models.Model):
    """When the centre is open on a weekday. No row for a weekday: closed."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()  # 0 = Monday, as datetime says
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    class Meta:
        verbose_name = _("opening hours")
        ordering = ["weekday", "opens_at"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "weekday", "opens_at"], name="opening_hours_once"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="opening_hours_real_weekday"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="opening_hours_close_after_opening"
            ),
        ]


class SpecialDay(Basis):
    """A day that differs from its weekday: closed although the weekday is open, or open although it is closed.

    ``working`` is a day that the government shifted (a Saturday worked for a Monday off), ``short`` the eve of a
    holiday; both may carry their own hours, else those of Monday hold.
    """

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("holiday")
        SHIFTED_OFF = "shifted_off", _("day off, shifted by decree")
        SANITARY = "sanitary", _("sanitary day")
        CLOSED = "closed", _("closed")
        EMERGENCY = "emergency", _("closed unexpectedly")
        WORKING = "working", _("working day, shifted by decree")
        SHORT = "short", _("shortened day")

    OPEN_KINDS = (Kind.WORKING, Kind.SHORT)

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="special_days")
    day = models.DateField()
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.CLOSED)
    reason = models.CharField(max_length=120)  # Uzbek Latin, shown to readers
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    is_approximate = models.BooleanField(default=False)  # moon feasts, until the decree names the day

    class Meta:
        verbose_name = _("special day")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "day"], name="special_day_once"),
            models.CheckConstraint(
                condition=Q(opens_at=None, closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="special_day_closes_after_opening",
            ),
        ]
