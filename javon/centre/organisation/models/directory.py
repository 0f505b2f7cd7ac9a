"""The district around the centre: its mahallas, schools, kindergartens, enterprises; and the dated figures of the
centre's passport (markaz pasporti) that no module counts and every report needs.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models.basis import Basis
from javon.centre.organisation.models.structure import Centre
from javon.core.database.fields import UUIDv7Field


class LocalBody(models.Model):
    """A mahalla, school, kindergarten, enterprise … of the district: where readers live, learn and work."""

    class Kind(models.TextChoices):
        MAHALLA = "mahalla", _("mahalla")
        SCHOOL = "school", _("school")
        KINDERGARTEN = "kindergarten", _("kindergarten")
        COLLEGE = "college", _("college or lyceum")
        ENTERPRISE = "enterprise", _("enterprise or office")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="local_bodies")
    kind = models.CharField(max_length=16, choices=Kind)
    name = models.CharField(max_length=160)  # Uzbek Latin
    name_cyrl = models.CharField(max_length=160, blank=True)
    search_key = models.CharField(max_length=200, blank=True)
    mahalla = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="bodies"
    )  # in which it lies
    address = models.CharField(max_length=200, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    distance_km = models.PositiveSmallIntegerField(null=True, blank=True)  # from the centre, for trips
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("body of the district")
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "kind", "name"], name="local_body_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="local_body_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PassportFigure(Basis):
    """One figure of the passport as it stood on a day. `indicator` is a code of ``passport.INDICATORS``.

    Money is in tiyin, areas in square decimetres, everything else a count: always an integer. Never changed; a
    newer day replaces, a mistake is entered again and the later row of a day holds.
    """

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="passport")
    indicator = models.CharField(max_length=48)
    body = models.ForeignKey(
        LocalBody, null=True, blank=True, on_delete=models.PROTECT, related_name="figures"
    )  # of which mahalla or school; None: the whole district or the centre
    age_group = models.CharField(max_length=16, blank=True)  # "0-6", "7-14", "15-30" …; "" = all
    as_of = models.DateField()
    value = models.BigIntegerField()
    entered_at = models.DateTimeField()
    entered_by_id = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("figure of the passport")
        ordering = ["indicator", "-as_of"]
        indexes = [models.Index(fields=["centre", "indicator", "as_of"], name="passport_by_indicator")]
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="passport_figure_not_negative"),
        ]
