"""The centre, its units, service points: each dated, for structures change and reports of old years must not.

The parent of a unit is dated data: the Regulation contradicts itself on who stands over the service (its heading
puts it inside a department, 1.1 and 1.2 under the director). Nizom 1.1, 1.2.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models.basis import Basis
from javon.core.database.fields import UUIDv7Field


class Centre(models.Model):
    """One information-library centre (axborot-kutubxona markazi, AKM)."""

    id = UUIDv7Field(primary_key=True)
    code = models.CharField(max_length=16, unique=True)  # short, in file names and packages
    name = models.CharField(max_length=200)  # official, Uzbek Latin
    name_cyrl = models.CharField(max_length=200, blank=True)  # the same in Cyrillic; "" = transliterated
    short_name = models.CharField(max_length=80)  # as the site's header says it
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)  # as people dial it: +998 74 …
    email = models.EmailField(blank=True)
    tax_id = models.CharField(max_length=9, blank=True)  # STIR, nine digits, on the letterhead
    bank_account = models.CharField(
        max_length=200, blank=True
    )  # account and treasury, as the letterhead says it
    place = models.CharField(max_length=80, blank=True)  # where papers are signed: "Qoʻrgʻontepa"
    higher_body = models.CharField(max_length=200, blank=True)  # whom reports go up to
    printer_tested_on = models.DateField(
        null=True, blank=True
    )  # the test sheet of the first day came out right
    map_url = models.URLField(blank=True)

    class Meta:
        verbose_name = _("centre")

    def __str__(self) -> str:
        return self.short_name


class Unit(models.Model):
    """A department or service of the centre. Its parent at a date: :class:`UnitPlacement`."""

    class Kind(models.TextChoices):
        MANAGEMENT = "management", _("management")
        DEPARTMENT = "department", _("department")
        SERVICE = "service", _("service")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="units")
    code = models.SlugField(max_length=32)  # "lending"
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.SERVICE)
    name = models.CharField(max_length=200)  # Uzbek Latin
    name_cyrl = models.CharField(max_length=200, blank=True)
    short_name = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("unit")
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "code"], name="unit_code_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitPlacement(Basis):
    """Under whom a unit stands from one day to another. No parent: directly under the director."""

    id = UUIDv7Field(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="placements")
    parent = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="below")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("place of a unit")
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(valid_to=None), name="unit_placed_once_now"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="placement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("unit")), name="unit_not_under_itself"
            ),
        ]


class ServiceTopic(models.Model):
    """What a unit works on: other services have the right to know it. Nizom 3.3."""

    id = UUIDv7Field(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="topics")
    text = models.CharField(max_length=300)
    text_cyrl = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("topic of a service")
        ordering = ["position", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="topic_ends_after_it_begins",
            ),
        ]


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
    name_cyrl = models.CharField(max_length=120, blank=True)
    unit = models.ForeignKey(
        "organisation.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="points"
    )
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
