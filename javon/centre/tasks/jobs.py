"""The morning's reminders."""

from __future__ import annotations

from javon.centre.tasks import actions, queries
from javon.core import clock
from javon.core.access import machine
from javon.core.jobs import job


@job
def remind_of_due() -> None:
    """Remind executors three days before, one day before, and once when it is late; never twice of one thing."""
    today = clock.today()
    for task, mark in queries.reminders_due(today):
        actions.remind_by_machine(by=machine("reminders", task.centre_id), task=task, today=today, mark=mark)
