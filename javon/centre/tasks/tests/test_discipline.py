"""How a month of execution is counted: extensions, reports sent back, closed months, services."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from javon.centre.organisation.tests.characters import a_centre, the_actor
from javon.centre.periods import actions as periods
from javon.centre.tasks import actions, evidence, queries
from javon.centre.tasks.models import Task
from javon.centre.tasks.tests.characters import a_director, a_librarian, a_task
from javon.core import clock
from javon.core.access import machine
from javon.core.evidence import Period

pytestmark = pytest.mark.django_db
LONG = "Javonlar tartibga keltirildi, oʻn ikkita kitob taʼmirga ajratildi, roʻyxat topshirildi"
TODAY = date(2026, 11, 24)


@pytest.fixture
def task():
    """Given on 24 November by the director, due on the 27th."""
    return a_task(a_librarian(), a_director(), due_on=date(2026, 11, 27))


def month(number, day):
    total = queries.discipline(a_centre(), 2026, number, day, Task.objects.all()).total
    return (total.on_time, total.late, total.open, total.open_late)


def report(task, day):
    actions.report_done(by=the_actor(task.executor), task=task, outcome=LONG, today=day)


def test_late_from_the_day_after(task):
    assert month(11, date(2026, 11, 27)) == (0, 0, 1, 0)
    assert month(11, date(2026, 11, 28)) == (0, 0, 0, 1)


def test_a_report_that_was_sent_back_does_not_stand(task):
    report(task, date(2026, 11, 27))
    assert month(11, date(2026, 11, 28)) == (1, 0, 0, 0)
    actions.send_back(
        by=the_actor(task.controller), task=task, remark="Toʻliq emas", today=date(2026, 11, 28)
    )
    assert month(11, date(2026, 11, 28)) == (0, 0, 0, 1)
    report(task, date(2026, 11, 30))
    assert month(11, date(2026, 11, 30)) == (0, 1, 0, 0)


def test_an_extension_moves_the_task_to_the_month_of_its_new_day(task):
    actions.ask_extension(
        by=the_actor(task.executor), task=task, new_due_on=date(2026, 12, 4), reason="Kasal", today=TODAY
    )
    assert month(11, TODAY) == (0, 0, 1, 0)
    actions.grant_extension(by=the_actor(task.controller), task=task, today=TODAY)
    assert (month(11, TODAY), month(12, TODAY)) == ((0, 0, 0, 0), (0, 0, 1, 0))
    report(task, date(2026, 12, 4))
    assert month(12, date(2026, 12, 5)) == (1, 0, 0, 0)


def test_a_task_called_off_counts_nowhere(task):
    actions.cancel(by=the_actor(task.controller), task=task, reason="Kerak emas", today=TODAY)
    assert month(11, TODAY) == (0, 0, 0, 0)


def test_a_closed_month_keeps_its_figures_and_the_late_one_is_told_in_the_next(task, the_day):
    closing = date(2026, 12, 2)
    the_day(datetime.combine(closing, time(9), clock.TASHKENT))
    periods.close(by=machine("test"), centre=a_centre(), year=2026, month=11, today=closing)
    the_day(datetime(2026, 12, 7, 10, tzinfo=clock.TASHKENT))
    report(task, date(2026, 12, 7))
    later = date(2026, 12, 8)
    assert month(11, later) == (0, 0, 0, 1)
    december = queries.discipline(a_centre(), 2026, 12, later, Task.objects.all())
    assert december.carried == (task,)
    assert december.total.given == 0
    periods.reopen(by=machine("test"), centre=a_centre(), year=2026, month=11, reason="xato", today=later)
    assert month(11, later) == (0, 1, 0, 0)
    assert queries.discipline(a_centre(), 2026, 12, later, Task.objects.all()).carried == ()


def test_a_task_without_a_day_is_named_beside_the_figures():
    a_task(a_librarian(), due_on=None)
    found = queries.discipline(a_centre(), 2026, 11, TODAY, Task.objects.all())
    assert (found.total.given, found.undated) == (0, 1)


def test_people_and_services_add_up_to_the_whole(task):
    a_task(a_librarian("aziza"))
    found = queries.discipline(a_centre(), 2026, 11, TODAY, Task.objects.all())
    assert [line.tally.given for line in found.people] == [1, 1]
    assert [line.tally.given for line in found.units] == [2]


def test_what_is_shown_for_the_clause(task):
    november, december = (Period(date(2026, m, 1), date(2026, m, 28)) for m in (11, 12))
    report(task, TODAY)
    late = a_task(a_librarian("aziza"), due_on=date(2026, 11, 25))
    actions.report_done(by=machine("test"), task=late, outcome=LONG, today=date(2026, 12, 1))
    actions.write_down_oral(
        by=the_actor(task.executor), what="Vitrina", said_by=task.issued_by, due_on=None, today=TODAY
    )
    centre = a_centre().pk
    counted = [(row.count(centre, november), row.count(centre, december)) for row in evidence.EVIDENCE]
    assert counted == [(1, 0), (0, 1), (1, 0)]
