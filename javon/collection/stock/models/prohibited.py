"""Prohibited publications: the lists that came, their lines, the books that look like one, the act of a check.

What is prohibited here is what an outside paper says; we keep the paper's words and never change them. Nizom 2.11;
dossier 1.D.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.database.fields import UUIDv7Field


class ProhibitedList(models.Model):
    """One paper that came and was entered (roʻyxat): a version of what is prohibited. Never changed, never deleted.

    Each of them is followed by a look over the whole catalogue, in turns: `checked_to` is the number of the last record
    looked at.
    """

    class Kind(models.TextChoices):
        WHOLE = "whole", pgettext_lazy("prohibited list", "the whole list anew")
        ADDED = "added", pgettext_lazy("prohibited list", "an addition to the list")
        WITHDRAWN = "withdrawn", pgettext_lazy("prohibited list", "lines taken off the list")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # of the version: 1, 2, …
    kind = models.CharField(max_length=12, choices=Kind)
    paper = models.CharField(max_length=240)  # from which paper: whose, its number
    dated_on = models.DateField()  # of the paper
    lines = models.PositiveIntegerField()  # that the paper has
    entered_at = models.DateTimeField()
    entered_by_id = models.IntegerField(null=True)
    in_force = models.PositiveIntegerField()  # lines in force once it was entered
    total = models.PositiveIntegerField(default=0)  # records to look at
    checked = models.PositiveIntegerField(default=0)
    checked_to = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)  # suspicions that this look has added
    checked_at = models.DateTimeField(null=True)  # when the look was over

    class Meta:
        verbose_name = _("list of prohibited publications")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="prohibited_list_number_once"),
            models.CheckConstraint(condition=~Q(paper=""), name="prohibited_list_has_its_paper"),
        ]


class ProhibitedEntry(models.Model):
    """One line of a list, word for word; in force until a later list takes it off."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    came_with = models.ForeignKey(ProhibitedList, on_delete=models.PROTECT, related_name="entries")
    ended_with = models.ForeignKey(
        ProhibitedList, null=True, on_delete=models.PROTECT, related_name="ended_entries"
    )
    identity = models.CharField(max_length=500)  # rules.likeness.identity_of: the same line of another paper
    title = models.CharField(max_length=500)
    author = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    year = models.CharField(max_length=40, blank=True)  # as the paper has it
    isbn = models.CharField(max_length=40, blank=True)
    other_names = models.TextField(blank=True)  # one to the line
    decision = models.CharField(max_length=120, blank=True)  # whose, its number
    decision_on = models.CharField(max_length=40, blank=True)  # as the paper has it
    ground = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("prohibited publication")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="prohibited_entry_has_title"),
            models.UniqueConstraint(
                fields=["centre", "identity"],
                condition=Q(ended_with=None),
                name="prohibited_entry_in_force_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_with=None) | ~Q(ended_with=F("came_with")),
                name="prohibited_entry_ends_with_a_later_list",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProhibitedCheck(models.Model):
    """One check of the stock by a commission (tekshiruv dalolatnomasi): from the open suspicions to the approved act."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("check", "before the commission")
        ACT = "act", pgettext_lazy("check", "act waits for approval")
        DONE = "done", pgettext_lazy("check", "approved")
        CANCELLED = "cancelled", pgettext_lazy("check", "given up")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    against = models.ForeignKey(ProhibitedList, on_delete=models.PROTECT, related_name="+")
    commission = models.ForeignKey("stock.Commission", on_delete=models.PROTECT, related_name="+")
    titles = models.PositiveIntegerField()  # records looked at
    copies = models.PositiveIntegerField()
    kept_at = models.CharField(max_length=200, blank=True)  # the closed place of what is withdrawn from use
    act = models.ForeignKey(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField()
    begun_by_id = models.IntegerField(null=True)
    done_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("check against the list of prohibited publications")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="prohibited_check_number_once"),
            models.UniqueConstraint(
                fields=["centre"],
                condition=Q(state__in=["open", "act"]),
                name="one_prohibited_check_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False) | (~Q(state="done") & Q(done_on=None)),
                name="prohibited_check_done_has_its_day",
            ),
        ]


class ProhibitedMatch(models.Model):
    """A book of ours that looks like a line of the list, why it does, and what was decided.

    An open one is an alarm. `different` and `withdrawn` are decisions; `released` is one whose line is no longer in
    force.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("suspicion", "to be looked at")
        DIFFERENT = "different", pgettext_lazy("suspicion", "another publication")
        WITHDRAWN = "withdrawn", pgettext_lazy("suspicion", "withdrawn from use")
        RELEASED = "released", pgettext_lazy("suspicion", "off the list")

    class Found(models.TextChoices):
        IMPORT = "import", pgettext_lazy("found", "on import")
        CATALOGUING = "cataloguing", pgettext_lazy("found", "while cataloguing")
        DELIVERY = "delivery", pgettext_lazy("found", "on acceptance")
        CHECK = "check", pgettext_lazy("found", "by the look over the stock")

    id = models.BigAutoField(primary_key=True)
    title = models.ForeignKey(
        "catalogue.Title", on_delete=models.CASCADE, related_name="+", db_index=False
    )  # the constraint's index serves it
    entry = models.ForeignKey(ProhibitedEntry, on_delete=models.PROTECT, related_name="matches")
    certainty = models.CharField(max_length=8)  # rules.likeness.Certainty
    why = models.CharField(max_length=12)  # rules.likeness.Why
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    found_by = models.CharField(max_length=12, choices=Found)
    found_at = models.DateTimeField()
    # What was decided: at once for a probable one, by a commission's act for the rest.
    note = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.IntegerField(null=True)
    check_act = models.ForeignKey(
        ProhibitedCheck, null=True, on_delete=models.PROTECT, related_name="matches"
    )
    # What the commission has found, until its act is approved and the state follows.
    finding = models.CharField(max_length=12, blank=True)  # different, withdrawn
    copies = models.PositiveIntegerField(default=0)  # withdrawn from use with it

    class Meta:
        verbose_name = _("book that looks like a prohibited one")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="prohibited_match_state")]
        constraints = [
            models.UniqueConstraint(fields=["title", "entry"], name="prohibited_match_once"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "released"]) | Q(decided_at__isnull=False),
                name="prohibited_match_decided_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="different") | ~Q(note=""), name="different_publication_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(check_act__isnull=False),
                name="withdrawn_publication_has_its_act",
            ),
        ]
