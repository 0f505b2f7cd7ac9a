"""Two people press at the same moment: one effect, no gap in the numbers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections

from javon.centre.organisation.tests.characters import an_employee, the_actor
from javon.centre.tasks import actions, rights
from javon.centre.tasks.models import Task, TaskStep
from javon.centre.tasks.tests.characters import a_director, a_librarian, a_task
from javon.core.access import machine
from javon.core.verdict import Refused

TODAY = date(2026, 11, 24)
LONG = "Javonlar tartibga keltirildi, oʻn ikkita kitob taʼmirga ajratildi, roʻyxat topshirildi"


def at_once(count, function):
    """Call `function` with 0 … count-1 in threads; the answers, refusals as their codes."""

    def one(place):
        try:
            return function(place)
        except Refused as refused:
            return refused.verdict.codes
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(one, range(count)))


@pytest.mark.django_db(transaction=True)
def test_two_who_take_it_off_control_at_once_close_it_once():
    director, other = a_director(), an_employee("aziza", rights.CONTROL)
    task = a_task(a_librarian(), director)
    actions.report_done(by=machine("test"), task=task, outcome=LONG, today=TODAY)
    actors = [the_actor(director), the_actor(other)]
    answers = at_once(2, lambda place: actions.take_off_control(by=actors[place], task=task, today=TODAY))
    assert [answer for answer in answers if isinstance(answer, tuple)] == [("wrong_state",)]
    assert TaskStep.objects.filter(task=task, kind="closed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_givers_at_once_leave_no_gap():
    gulnoza = a_librarian()

    def give(place):
        return actions.issue(
            by=machine(f"giver {place}"), what="Ish", executor=gulnoza, due_on=None, kind="other", today=TODAY
        )

    at_once(20, give)
    assert sorted(Task.objects.values_list("number", flat=True)) == list(range(1, 21))
