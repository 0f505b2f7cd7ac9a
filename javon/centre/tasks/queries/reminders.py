"""Of what executors are to be reminded this morning."""

from __future__ import annotations

from datetime import date, timedelta

from javon.centre.tasks.models import Task

FIRST_REMINDER, SECOND_REMINDER = 3, 1  # days before the last day on time


def mark_of(due_on: date, today: date) -> str:
    """Which reminder a task with that day deserves today: "2026-11-25:3", ":1", ":late"; "" for none yet.

    A morning on which the server was off is made up for: the mark of the window counts, not the very day.
    A day moved by an extension is a new day with reminders of its own.
    """
    left = (due_on - today).days
    if left < 0:
        which = "late"
    elif left <= SECOND_REMINDER:
        which = str(SECOND_REMINDER)
    elif left <= FIRST_REMINDER:
        which = str(FIRST_REMINDER)
    else:
        return ""
    return f"{due_on}:{which}"


def reminders_due(today: date) -> list[tuple[Task, str]]:
    """The open tasks of every centre that deserve a reminder not sent yet, with its mark."""
    tasks = Task.objects.filter(
        state__in=Task.OPEN, due_on__lte=today + timedelta(days=FIRST_REMINDER)
    ).prefetch_related("steps")
    found = []
    for task in tasks.order_by("due_on", "number"):
        assert task.due_on is not None  # the filter has left out tasks without a day
        mark = mark_of(task.due_on, today)
        if mark and all(step.mark != mark for step in task.steps.all()):
            found.append((task, mark))
    return found
