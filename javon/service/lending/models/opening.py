"""Open loans of the paper system that came in one spreadsheet: the run, its lines, the loan that each became.

The cells of a line are personal data: they go with the file thirty days after it was entered.
Readers and copies are kept as numbers, so that a line holds on to neither.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from javon.collection.runs.models import Line, Run, constraints_of_line, constraints_of_run, indexes_of_line
from javon.collection.runs.rules import State
from javon.service.lending.models.loans import Loan

_STATES = {
    State.COLUMNS: pgettext_lazy("file of open loans", "columns to be named"),
    State.CLEARING: pgettext_lazy("file of open loans", "being checked"),
    State.CHECKING: pgettext_lazy("file of open loans", "being checked"),
    State.CHECKED: pgettext_lazy("file of open loans", "checked"),
    State.ENTERING: pgettext_lazy("file of open loans", "being entered"),
    State.ENTERED: pgettext_lazy("file of open loans", "entered"),
    State.TAKING_BACK: pgettext_lazy("file of open loans", "being taken back"),
    State.TAKEN_BACK: pgettext_lazy("file of open loans", "taken back"),
    State.DROPPED: pgettext_lazy("file of open loans", "given up"),
}


class OpeningRun(Run):
    """One file of open loans, from its upload to the desk, and back when it is taken back."""

    file = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )  # None: forgotten
    digest = models.CharField(max_length=64)  # of the file: the same file is not entered twice
    name = models.CharField(max_length=120)  # of the file, shown in lists
    state = models.CharField(max_length=12, choices=_STATES, default=State.COLUMNS)

    class Meta(Run.Meta):
        verbose_name = pgettext_lazy("file of open loans", "file of open loans")
        constraints = [
            *constraints_of_run("opening_run"),
            models.UniqueConstraint(
                fields=["centre", "digest"],
                condition=~Q(state__in=["dropped", "taking_back", "taken_back"]),
                name="opening_file_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OpeningLine(Line):
    """One row of the file that is not empty: its cells, what was decided about it, the loan it became."""

    class Outcome(models.TextChoices):
        GOOD = "good", pgettext_lazy("line of open loans", "to be entered")
        UNSURE = "unsure", pgettext_lazy("line of open loans", "reader to be chosen")
        REFUSED = "refused", pgettext_lazy("line of open loans", "refused")
        OUT = "out", pgettext_lazy("line of open loans", "on loan already")
        TWICE = "twice", pgettext_lazy("line of open loans", "twice in the file")
        ENTERED = "entered", pgettext_lazy("line of open loans", "entered")
        BACK = "back", pgettext_lazy("line of open loans", "taken back")
        STAYED = "stayed", pgettext_lazy("line of open loans", "could not be taken back")

    run = models.ForeignKey(OpeningRun, on_delete=models.PROTECT, related_name="lines", db_index=False)
    outcome = models.CharField(max_length=8, choices=Outcome)
    reader_number = models.PositiveIntegerField(default=0)  # who is meant; 0 while that is open
    is_chosen = models.BooleanField(default=False)  # by a person, not by the list
    offered = models.JSONField(default=list)  # numbers of those who may be meant
    copy_key = models.UUIDField(null=True)
    place_before = models.CharField(max_length=16, blank=True)  # of the copy, to put it back
    loan = models.OneToOneField(Loan, null=True, on_delete=models.SET_NULL, related_name="opening_line")

    class Meta(Line.Meta):
        verbose_name = pgettext_lazy("file of open loans", "line of a file of open loans")
        indexes = [
            *indexes_of_line("opening_line"),
            models.Index(fields=["reader_number"], name="opening_line_of_reader"),
        ]
        constraints = constraints_of_line("opening_line")
