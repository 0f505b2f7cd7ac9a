"""The terms of lending: for how long, how many, how often renewed. Data tied to an approved document, never settings.

Nizom 1.5, 2.11; dossier 3.3.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.organisation.models import Basis
from javon.collection.stock.models import StockKind
from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models import Category


class Fund(models.TextChoices):
    """A part of the stock with terms of its own. What belongs to it follows from the record, never from a list."""

    CHILDREN = "children", _("children's literature")
    LOCAL = "local", _("local history")
    REFERENCE = "reference", _("encyclopaedias and dictionaries")


class TermsSet(Basis):
    """All terms that hold from a day on. A set that was put into force never changes again: triggers guard it.

    Which of those put into force holds on a day follows from `valid_from` (``queries.terms.terms_in_force``); the state
    "replaced" is written down on the day the next one begins.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("of terms", "being drawn up")
        IN_FORCE = "in_force", _("in force")
        REPLACED = "replaced", pgettext_lazy("of terms", "replaced")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    valid_from = models.DateField()
    created_at = models.DateTimeField()
    created_by_id = models.IntegerField(null=True, blank=True)
    entered_into_force_at = models.DateTimeField(null=True, blank=True)
    edits = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("terms of lending")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="terms_number_once"),
            models.UniqueConstraint(
                fields=["centre", "valid_from"], condition=~Q(state="draft"), name="terms_one_a_day"
            ),
        ]


class TermsRow(models.Model):
    """One line: for whom and what (empty = for all), and what holds (empty = as the next fitting line says).

    The fitting line with most conditions speaks first, then the next one, field by field; the line without any
    condition is the default and must say everything. docs/algorithms/lending-terms.md.
    """

    class Base(models.TextChoices):
        TODAY = "today", _("from the day of renewal")
        DUE = "due", _("from the old due date")

    class Counts(models.TextChoices):
        ALL = "all", _("all copies that the reader has")
        KIND = "kind", _("copies of this kind")
        POINT = "point", _("copies of this service point")

    id = UUIDv7Field(primary_key=True)
    terms = models.ForeignKey(TermsSet, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField()
    # --- for whom and what
    category = models.CharField(max_length=16, choices=Category, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)  # both included
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=StockKind, blank=True)
    fund = models.CharField(max_length=12, choices=Fund, blank=True)
    service_point = models.ForeignKey(
        "organisation.ServicePoint", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    newer_than_days = models.PositiveSmallIntegerField(null=True, blank=True)  # the copy came this lately
    # --- what holds
    may_leave = models.BooleanField(null=True, blank=True)  # False: reading room only
    loan_days = models.PositiveSmallIntegerField(null=True, blank=True)
    most_copies = models.PositiveSmallIntegerField(null=True, blank=True)
    counts = models.CharField(max_length=6, choices=Counts, blank=True)  # what `most_copies` counts
    renewals = models.PositiveSmallIntegerField(null=True, blank=True)
    renewal_days = models.PositiveSmallIntegerField(null=True, blank=True)
    renewal_base = models.CharField(max_length=6, choices=Base, blank=True)
    most_holds = models.PositiveSmallIntegerField(null=True, blank=True)
    hold_days = models.PositiveSmallIntegerField(null=True, blank=True)  # open days on the ready shelf
    keep_place_days = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # of a restricted reader, in queues
    debtor_days = models.PositiveSmallIntegerField(null=True, blank=True)  # late by more: a debtor
    clause = models.CharField(max_length=16, blank=True)  # of the set's paper: "4.2"

    class Meta:
        verbose_name = _("line of the terms")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["terms", "position"], name="terms_line_once"),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
                name="terms_age_in_order",
            ),
            models.CheckConstraint(
                condition=Q(loan_days=None) | Q(loan_days__gte=1, loan_days__lte=366), name="terms_days_real"
            ),
        ]

    @property
    def is_default(self) -> bool:
        """Whether it asks nothing: it answers everybody."""
        asked = (self.category, self.kind, self.fund, self.service_point_id)
        numbers = (self.age_from, self.age_to, self.newer_than_days)
        return not any(asked) and all(one is None for one in numbers)
