"""Whose tasks, which of them, in what order; what waits for a person today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from javon.centre.organisation.models import Person
from javon.centre.organisation.queries import posts_of
from javon.centre.tasks import rights
from javon.centre.tasks.models import Task, TaskStep
from javon.centre.tasks.queries.facts import EXTENSION_KINDS, units_under
from javon.core.access import Actor
from javon.core.uzbek import fold

PEOPLE = ("executor", "controller", "issued_by", "unit", "centre")


def task_numbered(centre_id: UUID, year: int, number: int) -> Task | None:
    """The task that people call "57/2026"."""
    return (
        Task.objects.select_related(*PEOPLE, "parent")
        .filter(centre_id=centre_id, year=year, number=number)
        .first()
    )


def sees_everyone(by: Actor) -> bool:
    """True for those whose work is the execution of everybody's tasks."""
    return any(by.may(right) for right in (rights.SEE_DISCIPLINE, rights.CONTROL, rights.ISSUE))


def visible(by: Actor, person: Person | None, today: date) -> QuerySet[Task]:
    """The tasks that `by` may read: all; those of one's service; those one has a part in."""
    tasks = Task.objects.select_related(*PEOPLE)
    if by.centre_id is not None:
        tasks = tasks.filter(centre_id=by.centre_id)
    if sees_everyone(by):
        return tasks
    if person is None:
        return tasks.none()
    mine = _of(person, today)
    if by.may(rights.ASSIGN):
        mine |= Q(unit_id__in=units_under(person, today))
    return tasks.filter(mine)


def _of(person: Person, today: date) -> Q:
    return (
        Q(executor_id__in=_acts_for(person, today))
        | Q(issued_by=person)
        | Q(controller=person)
        | Q(parent__executor=person)
    )


def _acts_for(person: Person, today: date) -> list[UUID]:
    """`person` and those for whom they stand in today."""
    stead = [held.instead_of.pk for held in posts_of(person, today) if held.instead_of is not None]
    return [person.pk, *stead]


def judged(by: Actor, person: Person | None, today: date) -> QuerySet[Task]:
    """The tasks in whose execution discipline `by` has a say: everyone's, one's service's, or one's own."""
    seen = visible(by, person, today)
    if sees_everyone(by):
        return seen
    if person is None:
        return seen.none()
    own = Q(executor=person)
    if by.may(rights.ASSIGN):
        own |= Q(unit_id__in=units_under(person, today))
    return seen.filter(own)


def may_see(task: Task, by: Actor, person: Person | None, today: date) -> bool:
    """May `by` open the page of `task`?"""
    return visible(by, person, today).filter(pk=task.pk).exists()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list is asked for. Empty: no limit."""

    tab: str = "mine"  # mine | given | controlled | all
    state: str = ""  # a state, or "open", "active" (not closed yet), "late", "extension"; "every" like ""
    person: UUID | None = None
    unit: UUID | None = None
    kind: str = ""
    text: str = ""


def filtered(by: Actor, person: Person | None, choice: Choice, today: date) -> QuerySet[Task]:
    """The rows of a list: open ones first by due day (no day: last), then the finished ones."""
    tasks = _tab(visible(by, person, today), person, choice.tab, today)
    tasks = _in_state(tasks, choice.state, today)
    if choice.person is not None:
        tasks = tasks.filter(executor_id=choice.person)
    if choice.unit is not None:
        tasks = tasks.filter(unit_id=choice.unit)
    if choice.kind:
        tasks = tasks.filter(kind=choice.kind)
    if choice.text:
        tasks = tasks.filter(pk__in=_saying(tasks, choice.text))
    return tasks.order_by(
        F("closed_at").desc(nulls_first=True),
        F("done_on").desc(nulls_first=True),
        F("due_on").asc(nulls_last=True),
        "number",
    )


def _saying(tasks: QuerySet[Task], text: str) -> list[UUID]:
    """Tasks whose number, words or paper hold `text`, in any script. A centre gives hundreds a year."""
    wanted = fold(text)
    rows = tasks.values_list("pk", "number", "what", "basis_label")
    return [
        pk
        for pk, number, what, label in rows
        if text.strip() == str(number) or wanted in fold(f"{what} {label}")
    ]


def _tab(tasks: QuerySet[Task], person: Person | None, tab: str, today: date) -> QuerySet[Task]:
    if tab == "all":
        return tasks
    if person is None:
        return tasks.none()
    if tab == "given":
        return tasks.filter(issued_by=person)
    if tab == "controlled":
        return tasks.filter(controller=person)
    return tasks.filter(executor_id__in=_acts_for(person, today))


def _in_state(tasks: QuerySet[Task], state: str, today: date) -> QuerySet[Task]:
    if state == "open":
        return tasks.filter(state__in=Task.OPEN)
    if state == "active":
        return tasks.filter(state__in=(*Task.OPEN, Task.State.DONE))
    if state == "late":
        return late(tasks, today)
    if state == "extension":
        return tasks.filter(pk__in=waiting_for_time(tasks))
    return tasks.filter(state=state) if state and state != "every" else tasks


def late(tasks: QuerySet[Task], today: date) -> QuerySet[Task]:
    """Late from the day after the last day on time, until it is reported done."""
    return tasks.filter(state__in=Task.OPEN, due_on__lt=today)


def waiting_for_time(tasks: QuerySet[Task]) -> list[UUID]:
    """The open tasks for which more time was asked and nobody has answered."""
    last: dict[UUID, str] = {}
    rows = TaskStep.objects.filter(task__in=tasks.filter(state__in=Task.OPEN), kind__in=EXTENSION_KINDS)
    for task_id, kind in rows.order_by("at", "id").values_list("task_id", "kind"):
        last[task_id] = kind
    return [task_id for task_id, kind in last.items() if kind == TaskStep.Kind.EXTENSION_ASKED]


def counts(by: Actor, person: Person | None, today: date) -> dict[str, int]:
    """How much waits: mine open and late, done ones to look at, requests for time, late of everyone seen."""
    seen = visible(by, person, today)
    mine = _tab(seen, person, "mine", today).filter(state__in=Task.OPEN)
    controlled = _tab(seen, person, "controlled", today)
    given = _tab(seen, person, "given", today)
    return {
        "mine": mine.count(),
        "mine_late": late(mine, today).count(),
        "to_look_at": controlled.filter(state=Task.State.DONE).count(),
        "given": given.filter(state__in=Task.OPEN).count(),
        "controlled": controlled.filter(state__in=(*Task.OPEN, Task.State.DONE)).count(),
        "all": seen.filter(state__in=(*Task.OPEN, Task.State.DONE)).count(),
        "late": late(seen, today).count(),
        "extension": len(waiting_for_time(given)),
    }


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the Today page: a task and why it waits for this person.

    `why`: "late", "today", "new" (to be accepted), "open", "look" (done, to be judged), "time" (more time asked).
    """

    task: Task
    why: str

    @property
    def url(self) -> str:
        return self.task.address


def waiting_for(person: Person, today: date) -> list[Waiting]:
    """What waits for `person`: own open tasks by due day, then reports to judge, then requests for time."""
    tasks = Task.objects.select_related(*PEOPLE).filter(centre_id=person.centre_id)
    own = _tab(tasks, person, "mine", today).filter(state__in=Task.OPEN)
    found = [Waiting(task, _why(task, today)) for task in own.order_by("due_on", "number")]
    found.sort(key=lambda one: (one.task.due_on is None, one.task.due_on or today))
    done = tasks.filter(controller=person, state=Task.State.DONE).order_by("done_on", "number")
    found += [Waiting(task, "look") for task in done]
    asked = waiting_for_time(tasks.filter(issued_by=person))
    found += [Waiting(task, "time") for task in tasks.filter(pk__in=asked).order_by("due_on", "number")]
    return found


def how_many_wait(person: Person, today: date) -> int:
    """The number of :func:`waiting_for`, without the tasks."""
    tasks = Task.objects.filter(centre_id=person.centre_id)
    own = _tab(tasks, person, "mine", today).filter(state__in=Task.OPEN)
    done = tasks.filter(controller=person, state=Task.State.DONE)
    return own.count() + done.count() + len(waiting_for_time(tasks.filter(issued_by=person)))


def _why(task: Task, today: date) -> str:
    if task.due_on is not None and task.due_on <= today:
        return "late" if task.due_on < today else "today"
    return "new" if task.state == Task.State.ISSUED else "open"


def overdue_for_director(centre_id: UUID, today: date) -> list[Task]:
    """Every late task of the centre, the latest first: for whoever controls execution."""
    return list(
        late(Task.objects.select_related(*PEOPLE).filter(centre_id=centre_id), today).order_by(
            "due_on", "number"
        )
    )


def history(task: Task) -> list[TaskStep]:
    """Everything that happened to it, the first first."""
    return list(task.steps.select_related("by_person").order_by("at", "id"))


def of_document(document_id: Any) -> QuerySet[Task]:
    """The tasks that a paper has become, by its points."""
    return Task.objects.select_related(*PEOPLE).filter(basis_document_id=document_id).order_by("number")
