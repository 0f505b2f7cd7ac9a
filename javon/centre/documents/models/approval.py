"""The way of a version to "Tasdiqlayman", the mark of the signed paper, and who has read it ("Tanishdim").

Two marks are never confused: "tizimda tasdiqlandi" (on the version: who, when, hash; by PIN) and "qogʻozda imzolandi"
(:class:`PaperMark`: the scan, the folder). A date that the paper does not bear is never invented.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.documents.models.document import Document, Version
from javon.centre.documents.models.registers import CaseFile
from javon.core.database.fields import UUIDv7Field


class ApprovalStep(models.Model):
    """One station of the route: agree (kelishish) or approve (tasdiqlash), by whoever holds the post."""

    class Kind(models.TextChoices):
        AGREE = "agree", _("agreement")
        APPROVE = "approve", _("approval")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("document", "waiting")  # an earlier station has not decided
        CURRENT = "current", _("to be decided")
        PASSED = "passed", pgettext_lazy("document", "passed")
        RETURNED = "returned", pgettext_lazy("document", "returned")

    id = UUIDv7Field(primary_key=True)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="route")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    post = models.ForeignKey("organisation.Post", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        verbose_name = _("station of approval")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="approval_station_once"),
            models.UniqueConstraint(
                fields=["version"], condition=Q(state="current"), name="one_station_at_a_time"
            ),
        ]


class PaperMark(models.Model):
    """ "Qogʻozda imzolandi": the signed paper exists, lies in this folder, here is its scan."""

    id = UUIDv7Field(primary_key=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="paper_marks")
    signed_on = models.DateField(null=True, blank=True)  # None: the paper bears no date
    signed_by_name = models.CharField(max_length=160, blank=True)
    scan = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    case_file = models.ForeignKey(CaseFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    folder = models.CharField(max_length=80, blank=True)
    entered_by = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("mark of the signed paper")


class Reader(models.Model):
    """Who must read a document: the holders of a post, the people of a unit, or (both empty) everyone."""

    id = UUIDv7Field(primary_key=True)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="readers")
    post = models.ForeignKey(
        "organisation.Post", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        "organisation.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    days = models.PositiveSmallIntegerField(default=3)  # open days given to read it

    class Meta:
        verbose_name = _("who must read a document")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "post", "unit"], nulls_distinct=False, name="reader_of_document_once"
            ),
            models.CheckConstraint(condition=Q(post=None) | Q(unit=None), name="reader_is_post_or_unit"),
        ]


class Acknowledgement(models.Model):
    """One person was asked to read one version; `at` is when "Tanishdim" was said, None while it was not.

    On paper: `is_paper`, with `signed_on` None when the sheet bears no date ("sanasi koʻrsatilmagan"). `asked_on`
    None: never asked through the system (the Regulation's own acknowledgement).
    """

    id = UUIDv7Field(primary_key=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # None: signed on paper by somebody who never was in the system
    person_name = models.CharField(max_length=160)  # as it stood that day
    office = models.CharField(max_length=240, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    is_paper = models.BooleanField(default=False)
    signed_on = models.DateField(null=True, blank=True)
    scan = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, blank=True)  # last time; shown on the Today page
    is_excused = models.BooleanField(default=False)  # left, or the version is superseded: no longer asked

    class Meta:
        verbose_name = _("acknowledgement")
        ordering = ["person_name"]
        indexes = [models.Index(fields=["person", "at", "due_on"], name="to_be_read_by")]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person"],
                condition=Q(person__isnull=False),
                name="asked_once_for_a_version",
            ),
        ]
