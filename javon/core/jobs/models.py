"""Jobs that wait, run or failed, and the slots of the timetable already used."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field


class State(models.TextChoices):
    """Where a job stands."""

    READY = "ready", _("waiting")
    RUNNING = "running", _("running")
    DEAD = "dead", _("given up")


class Job(models.Model):
    """One piece of background work. A job that succeeded is deleted: what it did is its trace.

    `arguments` are identifiers and plain figures, never a person's data: rows outlive an erasure.
    """

    id = UUIDv7Field(primary_key=True)
    task = models.CharField(max_length=200)  # dotted name, one of config/schedule.py's JOBS
    arguments = models.JSONField(default=dict)
    priority = models.SmallIntegerField(default=0)  # higher first
    unique = models.CharField(max_length=200, blank=True)  # at most one waiting job of a task has this key
    state = models.CharField(max_length=8, default=State.READY, choices=State.choices)
    run_at = models.DateTimeField()
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)  # begun, not failed: a killed worker counts too
    max_attempts = models.PositiveSmallIntegerField(default=5)
    leased_by = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("background job")
        indexes = [
            models.Index(fields=["-priority", "run_at"], condition=Q(state="ready"), name="job_next"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="job_leases"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "unique"], condition=Q(state="ready") & ~Q(unique=""), name="job_waits_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.id}"


class Slot(models.Model):
    """The last slot of a periodic job that was turned into a job: whoever moves it on enqueues, once."""

    name = models.CharField(max_length=200, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("slot of the timetable")

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"
