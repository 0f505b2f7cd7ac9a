"""What every verb does alike: find who acts, lock the task, write the step that stays."""

from __future__ import annotations

from datetime import date, datetime, time

from javon.centre.organisation.models import Person
from javon.centre.organisation.queries import person_of
from javon.centre.tasks.models import Task, TaskStep
from javon.core import clock
from javon.core.access import Actor
from javon.core.verdict import Refused


def locked(task: Task) -> Task:
    """The task as it stands, held until the transaction ends. Its number and people come along."""
    # "of": the people are joined in, not locked.
    found = Task.objects.select_for_update(of=("self",)).select_related("centre", "executor").get(pk=task.pk)
    if found.parent_id is not None:
        found.parent = Task.objects.get(pk=found.parent_id)
    return found


def acting(by: Actor, task: Task) -> Person | None:
    """The employee who acts. Raises Refused ``no_right`` for an account of nobody, and of another centre."""
    person = person_of(by)
    if not by.is_machine and (person is None or person.centre_id != task.centre_id):
        raise Refused.because("no_right", right="tasks.execute")
    return person


def moment(today: date) -> datetime:
    """Now; noon of `today` when the caller counts another day as today (the demo, a paper entered later)."""
    now = clock.now()
    return now if now.date() == today else datetime.combine(today, time(12), clock.TASHKENT)


def step(
    task: Task,
    kind: TaskStep.Kind,
    person: Person | None,
    today: date,
    note: str = "",
    asked_due_on: date | None = None,
    mark: str = "",
) -> TaskStep:
    """Write what happened; a fact that stays."""
    return TaskStep.objects.create(
        task=task,
        kind=kind,
        at=moment(today),
        by_person=person,
        note=note,
        asked_due_on=asked_due_on,
        mark=mark,
    )
