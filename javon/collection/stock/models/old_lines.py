"""Lines of old inventory books that came in one spreadsheet: the run, its lines, the copies each line became.

A line is known by (run, sheet, row), which the database keeps unique: a killed worker goes on where it was and
enters nothing twice. Nizom 2.11, 5.2; dossier 2.7.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from javon.collection.runs.models import Line, Run, constraints_of_line, constraints_of_run, indexes_of_line
from javon.collection.runs.rules import State

_STATES = {
    State.COLUMNS: pgettext_lazy("old lines", "columns to be named"),
    State.CLEARING: pgettext_lazy("old lines", "being checked"),
    State.CHECKING: pgettext_lazy("old lines", "being checked"),
    State.CHECKED: pgettext_lazy("old lines", "checked"),
    State.ENTERING: pgettext_lazy("old lines", "being entered"),
    State.ENTERED: pgettext_lazy("old lines", "entered"),
    State.TAKING_BACK: pgettext_lazy("old lines", "being taken back"),
    State.TAKEN_BACK: pgettext_lazy("old lines", "taken back"),
    State.DROPPED: pgettext_lazy("old lines", "given up"),
}


class OldLinesRun(Run):
    """One file of old inventory lines, from its upload to the books, and back when it is taken back.

    Its `layout` says `every` too: whether all sheets with the same heading are meant.
    """

    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    inventory_book = models.CharField(max_length=20, blank=True)  # code; "" = the main book
    service_point = models.ForeignKey("organisation.ServicePoint", on_delete=models.PROTECT, related_name="+")
    default_on = models.DateField(null=True, blank=True)  # the day of lines that name none
    loanable = models.BooleanField(default=True)
    state = models.CharField(max_length=12, choices=_STATES, default=State.COLUMNS)

    class Meta(Run.Meta):
        verbose_name = pgettext_lazy("old lines", "file of old inventory lines")
        constraints = constraints_of_run("old_lines")

    def __str__(self) -> str:
        return self.file.original_name


class OldLine(Line):
    """One row of the file that is not empty: its cells, what was decided about it, what became of it."""

    class Outcome(models.TextChoices):
        """What a line is. The first is entered when the run is; the last three tell what has become of it."""

        GOOD = "good", pgettext_lazy("old line", "to be entered")
        REFUSED = "refused", pgettext_lazy("old line", "refused")
        KNOWN = "known", pgettext_lazy("old line", "already in the books")
        GONE = "gone", pgettext_lazy("old line", "written off long ago")
        PASSED = "passed", pgettext_lazy("old line", "no line of a book")
        ENTERED = "entered", pgettext_lazy("old line", "entered")
        BACK = "back", pgettext_lazy("old line", "taken back")
        STAYED = "stayed", pgettext_lazy("old line", "could not be taken back")

    run = models.ForeignKey(OldLinesRun, on_delete=models.PROTECT, related_name="lines", db_index=False)
    cells = models.JSONField()  # always given
    outcome = models.CharField(max_length=8, choices=Outcome)
    key = models.CharField(max_length=32, blank=True)  # of its wording: lines alike are copies of one title
    title = models.ForeignKey("catalogue.Title", null=True, on_delete=models.PROTECT, related_name="+")
    made_title = models.BooleanField(default=False)  # the record was made for this line

    class Meta(Line.Meta):
        verbose_name = pgettext_lazy("old lines", "old inventory line")
        indexes = [
            *indexes_of_line("old_line"),
            models.Index(fields=["key"], name="old_line_key", condition=Q(title__isnull=False)),
        ]
        constraints = [
            *constraints_of_line("old_line"),
            models.CheckConstraint(
                condition=Q(title=None) | Q(outcome__in=["entered", "stayed"]),
                name="old_line_title_when_entered",
            ),
            models.CheckConstraint(
                condition=Q(made_title=False) | Q(title__isnull=False), name="old_line_made_a_title"
            ),
        ]


class OldLineCopy(models.Model):
    """A copy that a line became, with what it was then; a copy comes from one line only."""

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(OldLine, on_delete=models.PROTECT, related_name="made")
    copy = models.OneToOneField("stock.Copy", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=30)
    price = models.BigIntegerField(null=True)  # tiyin

    class Meta:
        verbose_name = pgettext_lazy("old lines", "copy of an old line")
