"""The centre and its service points: thin beginnings that the organisation issue fills.

The parent unit of a service is dated data, for the Regulation contradicts itself on it (heading, 1.1, 1.5);
here stand only what the catalogue needs: the house, its desks, its hours. Nizom 1.1.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field


class Centre(models.Model):
    """One information-library centre (axborot-kutubxona markazi, AKM)."""

    id = UUIDv7Field(primary_key=True)
    code = models.CharField(max_length=16, unique=True)  # short, in file names and packages
    name = models.CharField(max_length=200)  # official, Uzbek Latin
    short_name = models.CharField(max_length=80)  # as the site's header says it
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)  # as people dial it: +998 74 …
    map_url = models.URLField(blank=True)

    class Meta:
        verbose_name = _("centre")

    def __str__(self) -> str:
        return self.short_name


class ServicePoint(models.Model):
    """A place where readers are served: lending desk, children's desk, reading room, mobile point."""

    class Kind(models.TextChoices):
        LENDING = "lending", _("lending desk")
        CHILDREN = "children", _("children's desk")
        READING_ROOM = "reading_room", _("reading room")
        MOBILE = "mobile", _("mobile point")
        STORE = "store", _("closed stack")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="points")
    code = models.CharField(max_length=32)  # as records of other systems name it: "952 $c"
    name = models.CharField(max_length=120)  # Uzbek Latin
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.LENDING)
    colour = models.CharField(max_length=16, blank=True)  # of its shelf marks, for children
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("service point")
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "code"], name="service_point_code_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="service_point_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


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


class ClosedDay(models.Model):
    """A day on which the centre is closed although its weekday is open (holiday, sanitary day)."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="closed_days")
    day = models.DateField()
    reason = models.CharField(max_length=120)  # Uzbek Latin, shown to readers

    class Meta:
        verbose_name = _("closed day")
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["centre", "day"], name="closed_day_once")]
