"""What every run and every line of a file in turns remembers.

A line is known by (run, sheet, row), which the database keeps unique: a killed worker goes on where it was and enters
nothing twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from javon.collection.runs.rules import WORKING, State
from javon.core.database.fields import UUIDv7Field


class Run(models.Model):
    """One file, from its upload until it is entered, and back when it is taken back.

    `sheets` is what was found in the file when it came: {name, head, captions, columns, top, rows} for each sheet;
    `layout` what a person decided: {"sheet": 0, "head": 4, "captions": […], "columns": ["surname", …]}. Whoever
    inherits says `file`, and `state` once more with its words.
    """

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # in addresses
    sheets = models.JSONField(default=list)
    layout = models.JSONField(default=dict)
    state = models.CharField(max_length=12, default=State.COLUMNS)
    trouble = models.CharField(max_length=40, blank=True)  # why the file could not be read to its end
    total = models.PositiveIntegerField(default=0)  # what the worker has before it now: rows or lines
    done = models.PositiveIntegerField(default=0)  # of these
    created_at = models.DateTimeField()
    created_by_id = models.IntegerField(null=True)
    entered_at = models.DateTimeField(null=True)  # when the last line was entered
    taken_back_at = models.DateTimeField(null=True)

    if TYPE_CHECKING:
        file: Any
        file_id: Any
        lines: Any

    class Meta:
        abstract = True
        ordering = ["-number"]

    @property
    def is_working(self) -> bool:
        """Whether the worker has it."""
        return self.state in WORKING


class Line(models.Model):
    """One row of the file that is not empty: its cells, what was decided about it.

    Whoever inherits says `run` (`lines` of the run), and `outcome` once more with its `Outcome`.
    """

    id = models.BigAutoField(primary_key=True)
    sheet = models.PositiveSmallIntegerField()  # from nought
    row = models.PositiveIntegerField()  # as the spreadsheet numbers it
    cells = models.JSONField(default=list)  # texts
    outcome = models.CharField(max_length=8)
    remarks = models.JSONField(default=list)  # [code, weight, details] of every objection
    has_remarks = models.BooleanField(default=False)

    class Meta:
        abstract = True
        ordering = ["id"]


def constraints_of_run(name: str) -> list[models.BaseConstraint]:
    """A number for each run of a centre; whatever was entered says when."""
    is_entered = Q(state__in=["entered", "taking_back", "taken_back"])
    return [
        models.UniqueConstraint(fields=["centre", "number"], name=f"{name}_number_once"),
        models.CheckConstraint(
            condition=~is_entered | Q(entered_at__isnull=False), name=f"{name}_entered_once"
        ),
    ]


def indexes_of_line(name: str) -> list[models.Index]:
    """The lines of a run by what became of them."""
    return [models.Index(fields=["run", "outcome", "has_remarks", "id"], name=f"{name}_by_outcome")]


def constraints_of_line(name: str) -> list[models.BaseConstraint]:
    """A row is one line."""
    return [models.UniqueConstraint(fields=["run", "sheet", "row"], name=f"{name}_once")]
