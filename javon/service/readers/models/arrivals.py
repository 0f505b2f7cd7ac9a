"""Readers that came in one spreadsheet: the run, its lines, the reader that each line became. Issue D, 1.

The cells of a line are personal data: they go when the run is cleared, with the file (``CELLS_KEPT``).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from javon.collection.runs.models import Line, Run, constraints_of_line, constraints_of_run, indexes_of_line
from javon.collection.runs.rules import State
from javon.service.readers.models.readers import Reader

_STATES = {
    State.COLUMNS: pgettext_lazy("file of readers", "columns to be named"),
    State.CLEARING: pgettext_lazy("file of readers", "being checked"),
    State.CHECKING: pgettext_lazy("file of readers", "being checked"),
    State.CHECKED: pgettext_lazy("file of readers", "checked"),
    State.ENTERING: pgettext_lazy("file of readers", "being entered"),
    State.ENTERED: pgettext_lazy("file of readers", "entered"),
    State.TAKING_BACK: pgettext_lazy("file of readers", "being taken back"),
    State.TAKEN_BACK: pgettext_lazy("file of readers", "taken back"),
    State.DROPPED: pgettext_lazy("file of readers", "given up"),
}


class ReadersRun(Run):
    """One file of readers, from its upload to the register, and back when it is taken back."""

    file = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )  # None: forgotten
    name = models.CharField(max_length=120)  # of the file, shown in lists
    registered_on = models.DateField()  # of lines that name no day
    state = models.CharField(max_length=12, choices=_STATES, default=State.COLUMNS)

    class Meta(Run.Meta):
        verbose_name = pgettext_lazy("file of readers", "file of readers")
        constraints = constraints_of_run("readers_run")

    def __str__(self) -> str:
        return self.name


class ReaderLine(Line):
    """One row of the file that is not empty: its cells, what was decided about it, the reader it became."""

    class Outcome(models.TextChoices):
        GOOD = "good", pgettext_lazy("line of readers", "to be entered")
        REFUSED = "refused", pgettext_lazy("line of readers", "refused")
        KNOWN = "known", pgettext_lazy("line of readers", "already a reader")
        TWICE = "twice", pgettext_lazy("line of readers", "twice in the file")
        ENTERED = "entered", pgettext_lazy("line of readers", "entered")
        BACK = "back", pgettext_lazy("line of readers", "taken back")
        STAYED = "stayed", pgettext_lazy("line of readers", "could not be taken back")

    run = models.ForeignKey(ReadersRun, on_delete=models.PROTECT, related_name="lines", db_index=False)
    outcome = models.CharField(max_length=8, choices=Outcome)
    key = models.CharField(max_length=320, blank=True)  # name and birth date: lines alike are one person
    reader = models.OneToOneField(Reader, null=True, on_delete=models.SET_NULL, related_name="line")

    class Meta(Line.Meta):
        verbose_name = pgettext_lazy("file of readers", "line of a file of readers")
        indexes = [
            *indexes_of_line("reader_line"),
            models.Index(fields=["run", "key"], name="reader_line_key", condition=~Q(key="")),
        ]
        constraints = constraints_of_line("reader_line")
