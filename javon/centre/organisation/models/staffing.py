"""Posts and the staffing table (shtat jadvali) that says how many of each there are. Nizom 4.1, 4.2, 3.7.

"Proposed" and "in force" are different things: a version takes effect by an approved document.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models.basis import Basis
from javon.centre.organisation.models.structure import Centre, Unit
from javon.core.database.fields import UUIDv7Field


class Post(models.Model):
    """A post (lavozim) of a unit: what a job description is written for and what a person is appointed to."""

    class Kind(models.TextChoices):
        DIRECTOR = "director", _("director")
        HEAD = "head", _("head of a service")
        LIBRARIAN = "librarian", _("librarian")
        SPECIALIST = "specialist", _("specialist")
        OBSERVER = "observer", _("observer")  # of the regional centre: appointed to look, not paid here

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    code = models.SlugField(max_length=48)  # "librarian-children"
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.LIBRARIAN)
    title = models.CharField(max_length=160)  # Uzbek Latin
    title_cyrl = models.CharField(max_length=160, blank=True)
    # The job description in force: an id of documents.Document, which stands above. Set when it comes into force.
    job_description_id = UUIDv7Field(null=True, blank=True)
    is_liable = models.BooleanField(default=False)  # carries material liability (moddiy javobgar)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("post")
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "code"], name="post_code_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="post_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StaffingTable(Basis):
    """One version of the staffing table. In force from `valid_from` until the next one is."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        IN_FORCE = "in_force", _("in force")
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="staffing_tables")
    number = models.PositiveIntegerField()  # 1, 2, 3 … within the centre
    state = models.CharField(max_length=16, choices=State, default=State.PROPOSED)
    note = models.CharField(max_length=500, blank=True)  # why it is proposed
    proposed_by_id = models.IntegerField(null=True, blank=True)  # account
    proposed_at = models.DateTimeField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("staffing table")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="staffing_table_number_once"),
            models.UniqueConstraint(
                fields=["centre"], condition=Q(state="in_force"), name="one_staffing_table_in_force"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["in_force", "superseded"]) | Q(valid_from__isnull=False),
                name="staffing_table_in_force_since",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="staffing_table_ends_after_it_begins",
            ),
        ]


class StaffingLine(models.Model):
    """So many positions of a post at such a rate: "kutubxonachi, 2 × 1,00". Rates go in steps of 0.25."""

    id = UUIDv7Field(primary_key=True)
    table = models.ForeignKey(StaffingTable, on_delete=models.CASCADE, related_name="lines")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="staffing_lines")
    positions = models.PositiveSmallIntegerField(default=1)
    quarters = models.PositiveSmallIntegerField(default=4)  # rate of one position in quarters: 4 = 1.00
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("line of the staffing table")
        ordering: ClassVar[list[str]] = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["table", "post"], name="post_once_in_staffing_table"),
            models.CheckConstraint(condition=Q(quarters__gte=1, quarters__lte=4), name="staffing_rate_real"),
            models.CheckConstraint(condition=Q(positions__gte=1), name="staffing_positions_real"),
        ]
