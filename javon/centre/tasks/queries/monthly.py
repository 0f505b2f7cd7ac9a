"""A month of execution: who was given how much, how much of it was done on time. Nizom 1.3."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.timezone import localtime

from javon.centre.organisation.models import Centre
from javon.centre.periods import queries as periods
from javon.centre.periods.rules import last_day
from javon.centre.tasks.models import Task, TaskStep
from javon.centre.tasks.rules.discipline import Happened, Outcome, Standing, Tally, standing
from javon.core import clock

COUNTED_STEPS = ("reported", "returned", "extension_granted", "cancelled")


@dataclass(frozen=True, slots=True)
class CountedTask:
    """A task as it counts in the month: with the day it was due and done as things stood."""

    task: Task
    standing: Standing
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one person or one service."""

    who: Any  # Person, Unit, or None for tasks of nobody's service
    tally: Tally


@dataclass(frozen=True, slots=True)
class Discipline:
    """A month: its figures, and as of when they stand. `carried`: late ones of closed months, done in this one."""

    first: date
    last: date
    closed_at: datetime | None
    tasks: tuple[CountedTask, ...]
    carried: tuple[Task, ...]
    undated: int  # given this month without a due date; not in the figures

    @property
    def total(self) -> Tally:
        return Tally.of(one.outcome for one in self.tasks)

    @property
    def people(self) -> list[Line]:
        return self._by(lambda task: task.executor, lambda person: (person.surname, person.given_name))

    @property
    def units(self) -> list[Line]:
        return self._by(lambda task: task.unit, lambda unit: (unit.position, unit.code))

    def _by(self, whose: Callable[[Task], Any], order: Callable[[Any], Any]) -> list[Line]:
        groups: dict[Any, list[Outcome]] = {}
        for one in self.tasks:
            groups.setdefault(whose(one.task), []).append(one.outcome)
        named = sorted((who for who in groups if who is not None), key=order)
        return [Line(who, Tally.of(groups[who])) for who in [*named, *([None] if None in groups else [])]]


def discipline(centre: Centre, year: int, month: int, today: date, tasks: QuerySet[Task]) -> Discipline:
    """The month's execution among `tasks` (those that the reader may see)."""
    first, last = date(year, month, 1), last_day(year, month)
    closed_at = periods.closed_at(centre, year, month)
    day = localtime(closed_at, clock.TASHKENT).date() if closed_at is not None else today
    counted = []
    for task, steps in _with_steps(_touching(tasks, first, last)):
        stood = standing(task.first_due_on, steps, closed_at)
        outcome = stood.outcome(day)
        if stood.due_on is not None and first <= stood.due_on <= last and outcome is not None:
            counted.append(CountedTask(task, stood, outcome))
    counted.sort(key=lambda one: (one.standing.due_on, one.task.year, one.task.number))
    undated = tasks.filter(due_on=None, issued_on__range=(first, last)).exclude(state=Task.State.CANCELLED)
    return Discipline(
        first, last, closed_at, tuple(counted), _carried(centre, tasks, first, last), undated.count()
    )


def _touching(tasks: QuerySet[Task], first: date, last: date) -> QuerySet[Task]:
    """Tasks whose day was ever in the month."""
    moved_here = TaskStep.objects.filter(
        kind=TaskStep.Kind.EXTENSION_GRANTED, asked_due_on__range=(first, last)
    )
    return tasks.filter(
        Q(first_due_on__range=(first, last))
        | Q(due_on__range=(first, last))
        | Q(pk__in=moved_here.values("task_id"))
    )


def _with_steps(tasks: QuerySet[Task]) -> Iterable[tuple[Task, list[Happened]]]:
    steps = TaskStep.objects.filter(kind__in=COUNTED_STEPS).order_by("at", "id")
    for task in tasks.select_related("executor", "unit").prefetch_related(
        Prefetch("steps", steps, to_attr="counted_steps")
    ):
        yield task, [_as_happened(step) for step in task.counted_steps]  # type: ignore[attr-defined]


def _as_happened(step: TaskStep) -> Happened:
    return Happened(step.kind, step.at, localtime(step.at, clock.TASHKENT).date(), step.asked_due_on)


def _carried(centre: Centre, tasks: QuerySet[Task], first: date, last: date) -> tuple[Task, ...]:
    """Tasks of months that were closed while they were open, done in this month."""
    done_here = tasks.filter(done_on__range=(first, last), due_on__lt=first)
    found = []
    for task, steps in _with_steps(done_here.order_by("due_on", "number")):
        due = task.due_on
        assert due is not None
        closed = periods.closed_at(centre, due.year, due.month) if due < first else None
        if closed is not None and standing(task.first_due_on, steps, closed).done_on is None:
            found.append(task)
    return tuple(found)
