"""Random people try random verbs for many days; whatever happens, the engine keeps its promises."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from javon.centre.organisation.tests.characters import the_actor
from javon.centre.periods import actions as periods
from javon.centre.tasks import actions, queries
from javon.centre.tasks.models import Task, TaskStep
from javon.centre.tasks.queries.monthly import Discipline
from javon.centre.tasks.tests.characters import a_director, a_head, a_librarian
from javon.core import clock
from javon.core.access import machine
from javon.core.audit.models import Entry
from javon.core.verdict import Refused

FIRST = date(2026, 11, 2)
LONG = "Javonlar tartibga keltirildi, oʻn ikkita kitob taʼmirga ajratildi, roʻyxat topshirildi"
VERBS = (
    "issue", "oral", "accept", "start", "report_done", "send_back", "take_off_control", "ask_extension",
    "grant_extension", "refuse_extension", "hand_on", "cancel", "note", "remind", "tomorrow", "issue", "report_done",
)  # fmt: skip
BY_EXECUTOR = frozenset({"accept", "start", "report_done", "ask_extension", "hand_on", "note"})
# Which states a verb may lead to.
LEADS_TO = {
    "issued": {None}, "accepted": {"issued"}, "in_work": {"issued", "accepted", "done"},
    "done": {"issued", "accepted", "in_work"}, "off_control": {"done"},
    "cancelled": {"issued", "accepted", "in_work", "done"},
}  # fmt: skip
moves = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 2), st.integers(0, 5), st.integers(0, 12)),
    min_size=5,
    max_size=45,
)


class Execution:
    """The house, its day, and one way to try anything."""

    def __init__(self) -> None:
        self.people = [a_director(), a_head(), a_librarian()]
        self.actors = [the_actor(person) for person in self.people]
        self.day = FIRST

    def attempt(self, verb: str, who: int, which: int, days: int) -> None:
        if verb == "tomorrow":
            self.day += timedelta(days=1 + days % 4)
            return
        by, today = self.actors[who], self.day
        due = today + timedelta(days=days) if days else None
        other = self.people[which % 3]
        if verb == "issue":
            actions.issue(by=by, what="Ish", executor=other, due_on=due, kind="other", today=today)
            return
        if verb == "oral":
            actions.write_down_oral(by=by, what="Ish", said_by=self.people[0], due_on=due, today=today)
            return
        tasks = list(Task.objects.order_by("number"))
        if not tasks:
            return
        task = tasks[which % len(tasks)]
        if days % 3:  # mostly whoever may; chance alone seldom gets far
            task, by = self.fitting(verb, tasks, which) or (task, by)
        given = {"by": by, "task": task, "today": today}
        words = {
            "report_done": {"outcome": LONG},
            "send_back": {"remark": "Yana"},
            "ask_extension": {"new_due_on": due, "reason": "Ulgurmadim"},
            "refuse_extension": {"reason": "Yoʻq"},
            "hand_on": {"what": "Qismi", "executor": other, "due_on": due},
            "cancel": {"reason": "Kerak emas"},
            "note": {"text": "Izoh"},
        }
        getattr(actions, verb)(**given, **words.get(verb, {}))

    def fitting(self, verb, tasks, which):
        """A task that is in a state for the verb, and the person whose deed it is."""
        wanted = {"send_back": ("done",), "take_off_control": ("done",)}.get(verb, Task.OPEN)
        found = [task for task in tasks if task.state in wanted]
        if verb in ("grant_extension", "refuse_extension"):
            found = [task for task in found if queries.pending_extension(task) is not None]
        if not found:
            return None
        task = found[which % len(found)]
        person = task.executor if verb in BY_EXECUTOR else task.issued_by
        return task, self.actors[self.people.index(person)]


def naive_counts(day: date) -> dict[str, int]:
    """The open month's figures, straight from the columns of the tasks."""
    counts = {"on_time": 0, "late": 0, "open": 0, "open_late": 0}
    for task in Task.objects.all():
        if task.due_on is None or (task.due_on.year, task.due_on.month) != (2026, 11):
            continue
        if task.state == "cancelled":
            continue
        if task.done_on is not None:
            counts["on_time" if task.done_on <= task.due_on else "late"] += 1
        else:
            counts["open_late" if task.due_on < day else "open"] += 1
    return counts


def figures(found: Discipline) -> dict[str, int]:
    total = found.total
    return {name: getattr(total, name) for name in ("on_time", "late", "open", "open_late")}


def november(day: date) -> Discipline:
    centre = Task.objects.first().centre
    return queries.discipline(centre, 2026, 11, day, Task.objects.all())


class WhateverHappens(TestCase):
    """Hypothesis gives the moves; Django rolls back each example."""

    @pytest.fixture(autouse=True)
    def _clock(self, the_day):
        self.set_clock = the_day

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(moves)
    def test_the_promises_hold(self, tried):
        house = Execution()
        before: dict[object, str | None] = {}
        history: list[object] = []
        for verb, who, which, days in tried:
            self.set_clock(datetime.combine(house.day, time(11), clock.TASHKENT))
            lines = Entry.objects.filter(object_type="tasks.task").count()
            try:
                house.attempt(verb, who, which, days)
                told = Entry.objects.filter(object_type="tasks.task").count() - lines
                assert told <= 1, verb
            except Refused:
                assert Entry.objects.filter(object_type="tasks.task").count() == lines
            history = self.promises(before, history)
        if Task.objects.exists():
            self.assert_figures(house.day)

    def promises(self, before, history):
        steps = list(TaskStep.objects.order_by("id").values_list("pk", "task_id", "kind", "note", "at"))
        assert steps[: len(history)] == history, "the history only grows"
        tasks = list(Task.objects.order_by("number").prefetch_related("steps"))
        assert [task.number for task in tasks] == list(range(1, len(tasks) + 1)), "no gap, no duplicate"
        for task in tasks:
            was = before.get(task.pk)
            if was != task.state:
                oral = was is None and task.kind == "oral" and task.state == "accepted"
                assert oral or was in LEADS_TO[task.state], (was, task.state)
            before[task.pk] = task.state
            if task.state in ("done", "off_control"):
                assert task.done_on is not None
                assert task.outcome
                closers = [step.by_person_id for step in task.steps.all() if step.kind == "closed"]
                assert task.executor_id not in closers, "nobody takes their own task off control"
            if task.parent_id is not None:
                of_parent = Task.objects.get(pk=task.parent_id).due_on
                # What was said aloud may have no day; what is handed on of it has its own.
                assert of_parent is None or (task.due_on is not None and task.due_on <= of_parent)
        return steps

    def assert_figures(self, day):
        assert figures(november(day)) == naive_counts(day)
        closing = date(2026, 12, 1)
        if day >= closing:
            return
        self.set_clock(datetime.combine(closing, time(9), clock.TASHKENT))
        centre = Task.objects.first().centre
        periods.close(by=machine("test"), centre=centre, year=2026, month=11, today=closing)
        closed = figures(november(closing))
        self.set_clock(datetime.combine(closing, time(10), clock.TASHKENT))
        carried = self.finish_late(closing)
        later = closing + timedelta(days=20)
        assert figures(november(later)) == closed, "a closed month keeps its figures"
        december = queries.discipline(centre, 2026, 12, later, Task.objects.all())
        assert {task.pk for task in december.carried} == carried

    def finish_late(self, day):
        """Everything of November that is still open is done now; parts first."""
        found = set()
        open_ones = Task.objects.filter(state__in=Task.OPEN, due_on__month=11)
        for _round, task in itertools.product(range(3), open_ones.order_by("-number")):
            try:
                actions.report_done(by=machine("test"), task=task, outcome=LONG, today=day)
                found.add(task.pk)
            except Refused:
                continue
        return found
