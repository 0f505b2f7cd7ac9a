"""The yearly step of a school's classes, kept so that it can be taken back. Dossier 8.3."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field


class ClassStep(models.Model):
    """On 1 September every class of a school went a step up. `moves`: [reader's id, grade and letter before, category after].

    Whoever is corrected afterwards is left alone when the step is taken back.
    """

    id = UUIDv7Field(primary_key=True)
    school = models.ForeignKey("organisation.LocalBody", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()  # in which the school year began
    moves = models.JSONField(default=list)
    done_at = models.DateTimeField()
    done_by_id = models.IntegerField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_id = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("step of the classes")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year"], condition=Q(undone_at=None), name="classes_step_once_a_year"
            ),
        ]
