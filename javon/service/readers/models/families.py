"""Who answers for whom: the parent or guardian of a child, the person behind a collective reader. Dossier 2.1, 56."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models.readers import Reader


class Guardianship(models.Model):
    """One adult of one reader. Where the adult is a reader too, `guardian` says who, and name and phone are read there."""

    class Relation(models.TextChoices):
        MOTHER = "mother", _("mother")
        FATHER = "father", _("father")
        GUARDIAN = "guardian", _("guardian")
        TEACHER = "teacher", _("teacher")
        RESPONSIBLE = "responsible", _("answers for the group")

    id = UUIDv7Field(primary_key=True)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="guardians")
    guardian = models.ForeignKey(
        Reader, null=True, blank=True, on_delete=models.CASCADE, related_name="wards"
    )
    relation = models.CharField(max_length=12, choices=Relation, default=Relation.GUARDIAN)
    name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    phone_key = models.CharField(
        max_length=9, blank=True
    )  # as the reader's own: the mother's finds the child
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    # From sixteen on the reader decides alone whether the adult still sees their pages.
    let_in_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("guardian")
        ordering = ["since"]
        indexes = [
            models.Index(fields=["phone_key"], name="guardian_by_phone", condition=~Q(phone_key="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "guardian"], condition=Q(ended_on=None), name="guardian_of_reader_once"
            ),
            models.CheckConstraint(
                condition=Q(guardian=None) | ~Q(guardian=F("reader")), name="nobody_is_their_own_guardian"
            ),
            models.CheckConstraint(condition=~Q(guardian=None, name=""), name="guardian_is_somebody"),
        ]
