"""What was given to whom, by when, under whose control, and how it went. Nizom 1.3.

The one engine of execution: points of orders, the director's resolutions on letters, directives, oral instructions,
and tasks that arise elsewhere. A task never forgets its source: the paper (``Basis``) or the words that gave it.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models.basis import Basis
from javon.core.database.fields import UUIDv7Field


class Task(Basis):
    """One thing to be done by one person, who answers for it. `due_on` is the last day on time; None: no date.

    `number` counts within centre and year and is how people name it ("topshiriq 57"). A point of an order is also
    known as its paper's clause (`basis_clause`). Execution is on time when `done_on` <= `due_on` as it stands,
    extensions granted included; `first_due_on` remembers the date first given.
    """

    class Kind(models.TextChoices):
        POINT = "point", _("point of an order")
        DIRECTIVE = "directive", _("directive")
        RESOLUTION = "resolution", _("resolution on a letter")
        ORAL = "oral", _("oral instruction")
        OTHER = "other", _("task")

    class State(models.TextChoices):
        ISSUED = "issued", _("issued")
        ACCEPTED = "accepted", _("accepted")
        IN_WORK = "in_work", _("in work")
        DONE = "done", _("done")
        OFF_CONTROL = "off_control", _("off control")
        CANCELLED = "cancelled", _("cancelled")

    OPEN: ClassVar[tuple[str, ...]] = ("issued", "accepted", "in_work")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    state = models.CharField(max_length=16, choices=State, default=State.ISSUED)
    what = models.TextField()
    executor = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "organisation.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # the executor's service when it was given: execution discipline is counted by it
    controller = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_by = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_on = models.DateField()
    first_due_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)  # what was done, in the executor's words
    closed_at = models.DateTimeField(null=True, blank=True)  # taken off control, or cancelled
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )  # handed on: a head gives a part of it to a librarian

    class Meta:
        verbose_name = _("task")
        ordering = ["due_on", "number"]
        indexes = [
            models.Index(fields=["executor", "state", "due_on"], name="task_of_executor"),
            models.Index(fields=["centre", "issued_on"], name="task_by_day"),
            models.Index(fields=["basis_document_id"], name="task_of_document"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["centre", "year", "number"], name="task_number_once"),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("issued_on")), name="task_due_not_before_issued"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "off_control"]) | Q(done_on__isnull=False),
                name="task_done_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["issued", "accepted", "in_work"]) | Q(done_on=None),
                name="task_open_is_not_done",
            ),
            models.CheckConstraint(
                condition=Q(controller=None) | ~Q(controller=F("executor")), name="nobody_controls_oneself"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="task_no_part_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"

    @property
    def address(self) -> str:
        """The page of the task, as other records cite it."""
        return f"/tasks/{self.year}/{self.number}/"

    def is_late(self, today: date) -> bool:
        """Late from the day after the last day on time, until it is reported done."""
        return self.state in self.OPEN and self.due_on is not None and self.due_on < today


class TaskStep(models.Model):
    """One thing that happened to a task: a fact that stays, shown as its history."""

    class Kind(models.TextChoices):
        ISSUED = "issued", _("given")
        ACCEPTED = "accepted", _("accepted")
        STARTED = "started", _("work begun")
        REPORTED = "reported", _("done")
        RETURNED = "returned", _("sent back")
        CLOSED = "closed", _("taken off control")
        CANCELLED = "cancelled", _("cancelled")
        EXTENSION_ASKED = "extension_asked", _("more time asked")
        EXTENSION_GRANTED = "extension_granted", _("more time given")
        EXTENSION_REFUSED = "extension_refused", _("more time refused")
        HANDED_ON = "handed_on", _("handed on")
        NOTED = "noted", _("remark")
        REMINDED = "reminded", _("reminded")

    id = UUIDv7Field(primary_key=True)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=24, choices=Kind)
    at = models.DateTimeField()
    by_person = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(blank=True)
    asked_due_on = models.DateField(null=True, blank=True)  # of an extension: the day asked for, or given
    mark = models.CharField(
        max_length=24, blank=True
    )  # of a reminder by the machine: "2026-11-25:3", once each

    class Meta:
        verbose_name = _("step of a task")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["task", "mark"], condition=~Q(mark=""), name="reminded_once"),
        ]


class TaskEvidence(models.Model):
    """Proof that a task was done: a file, or a record elsewhere (its address and its name)."""

    id = UUIDv7Field(primary_key=True)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    address = models.CharField(max_length=300, blank=True)  # "/documents/41/" or another site's
    label = models.CharField(max_length=300)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("evidence of a task")
        ordering = ["added_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(address="") | ~Q(label=""), name="evidence_is_something"
            ),
        ]


class TaskCounter(models.Model):
    """The last number given in a year; taken and raised inside the transaction that uses it."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("counter of tasks")
        constraints = [models.UniqueConstraint(fields=["centre", "year"], name="task_counter_once")]
