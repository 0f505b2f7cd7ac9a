"""Lines of old inventory books that came in one spreadsheet: the run, its lines, the copies each line became.

A line is known by (run, sheet, row), which the database keeps unique: a killed worker goes on where it was and
enters nothing twice. Nizom 2.11, 5.2; dossier 2.7.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from javon.core.database.fields import UUIDv7Field


class OldLinesRun(models.Model):
    """One file of old inventory lines, from its upload to the books, and back when it is taken back.

    `sheets` is what was found in the file when it came: a list of {name, head, heads, columns, first} for each
    sheet. `layout` is what a person decided: {"sheet": 0, "every": false, "head": 4, "columns": ["number", …]}.
    """

    class State(models.TextChoices):
        """How far a run is; those of WORKING are the worker's."""

        COLUMNS = "columns", pgettext_lazy("old lines", "columns to be named")
        CLEARING = "clearing", pgettext_lazy("old lines", "being checked")
        CHECKING = "checking", pgettext_lazy("old lines", "being checked")
        CHECKED = "checked", pgettext_lazy("old lines", "checked")
        ENTERING = "entering", pgettext_lazy("old lines", "being entered")
        ENTERED = "entered", pgettext_lazy("old lines", "entered")
        TAKING_BACK = "taking_back", pgettext_lazy("old lines", "being taken back")
        TAKEN_BACK = "taken_back", pgettext_lazy("old lines", "taken back")
        DROPPED = "dropped", pgettext_lazy("old lines", "given up")

    WORKING = frozenset({State.CLEARING, State.CHECKING, State.ENTERING, State.TAKING_BACK})

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # in addresses
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    inventory_book = models.CharField(max_length=20, blank=True)  # code; "" = the main book
    service_point = models.ForeignKey("organisation.ServicePoint", on_delete=models.PROTECT, related_name="+")
    default_on = models.DateField(null=True, blank=True)  # the day of lines that name none
    loanable = models.BooleanField(default=True)
    sheets = models.JSONField(default=list)
    layout = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=State, default=State.COLUMNS)
    trouble = models.CharField(
        max_length=40, blank=True
    )  # why the file could not be read to its end: a Fault
    total = models.PositiveIntegerField(default=0)  # what the worker has before it now: rows or lines
    done = models.PositiveIntegerField(default=0)  # of these
    created_at = models.DateTimeField()
    created_by_id = models.IntegerField(null=True)
    entered_at = models.DateTimeField(null=True)  # when the last line was in the books
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("old lines", "file of old inventory lines")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="old_lines_number_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["entered", "taking_back", "taken_back"])
                | Q(entered_at__isnull=False),
                name="old_lines_entered_once",
            ),
        ]

    def __str__(self) -> str:
        return self.file.original_name

    @property
    def is_working(self) -> bool:
        """Whether the worker has it."""
        return self.state in self.WORKING


class OldLine(models.Model):
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

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(OldLinesRun, on_delete=models.PROTECT, related_name="lines", db_index=False)
    sheet = models.PositiveSmallIntegerField()  # from nought
    row = models.PositiveIntegerField()  # as the spreadsheet numbers it
    cells = models.JSONField()  # texts
    outcome = models.CharField(max_length=8, choices=Outcome)
    remarks = models.JSONField(default=list)  # [code, details] of every objection
    has_remarks = models.BooleanField(default=False)
    key = models.CharField(max_length=32, blank=True)  # of its wording: lines alike are copies of one title
    title = models.ForeignKey("catalogue.Title", null=True, on_delete=models.PROTECT, related_name="+")
    made_title = models.BooleanField(default=False)  # the record was made for this line

    class Meta:
        verbose_name = pgettext_lazy("old lines", "old inventory line")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["run", "outcome", "has_remarks", "id"], name="old_line_by_outcome"),
            models.Index(fields=["key"], name="old_line_key", condition=Q(title__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "sheet", "row"], name="old_line_once"),
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
