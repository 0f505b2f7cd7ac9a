"""What each verb writes, what it leaves alone, and what it refuses."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from django.db import transaction

from javon.centre.organisation.models import Absence, SpecialDay, Substitution
from javon.centre.organisation.tests.characters import (
    a_centre,
    a_post,
    a_unit,
    an_employee,
    ordinary_hours,
    the_actor,
)
from javon.centre.tasks import actions, jobs, queries, rights
from javon.centre.tasks.models import Task, TaskStep
from javon.centre.tasks.tests.characters import EVERYONE, a_director, a_head, a_librarian, a_task
from javon.core import clock
from javon.core.access import machine
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
LONG = "Javonlar tartibga keltirildi, oʻn ikkita kitob taʼmirga ajratildi, roʻyxat topshirildi"


def refusal(action, **arguments):
    with pytest.raises(Refused) as refused:
        action(**arguments)
    return refused.value.verdict.codes


def kinds(task):
    return [step.kind for step in queries.history(task)]


def done(task, executor):
    return actions.report_done(by=the_actor(executor), task=task, outcome=LONG, today=TODAY)


def test_the_director_gives_a_task_and_controls_it():
    director, gulnoza = a_director(), a_librarian()
    task = a_task(gulnoza, director)
    assert (str(task), task.state, task.controller, task.unit.code) == (
        "1/2026",
        "issued",
        director,
        "lending",
    )
    assert task.first_due_on == task.due_on
    assert kinds(task) == ["issued"]
    assert Entry.objects.filter(verb="task_issued").count() == 1


def test_a_head_gives_tasks_within_the_service_only():
    head = a_head()
    a_task(a_librarian("gulnoza"), head)
    stranger = an_employee("otabek", *EVERYONE, post=a_post("stock", unit=a_unit("stock")))
    arguments = {"what": "Ish", "due_on": None, "kind": "directive", "today": TODAY}
    assert refusal(actions.issue, by=the_actor(head), executor=stranger, **arguments) == (
        "not_of_ones_service",
    )
    librarian = the_actor(a_librarian("aziza"))
    assert refusal(actions.issue, by=librarian, executor=stranger, **arguments) == ("no_right",)
    assert refusal(actions.issue, by=the_actor(head), executor=head, **arguments) == ("given_to_oneself",)
    assert Task.objects.count() == 1


def test_a_closed_day_needs_the_right_and_a_reason(the_day):
    ordinary_hours()
    director, head, gulnoza = a_director(), a_head(), a_librarian()
    sunday = {
        "what": "Ish",
        "executor": gulnoza,
        "due_on": date(2026, 11, 29),
        "kind": "other",
        "today": TODAY,
    }
    assert refusal(actions.issue, by=the_actor(director), **sunday) == ("due_on_closed_day",)
    assert refusal(actions.issue, by=the_actor(head), override_reason="Shoshilinch", **sunday) == (
        "due_on_closed_day",
    )
    task = actions.issue(by=the_actor(director), override_reason="Sayyor savdo kuni", **sunday)
    assert task.due_on == date(2026, 11, 29)
    assert Entry.objects.get(verb="task_issued").overruled == ["due_on_closed_day"]
    the_day(datetime(2026, 11, 24, 18, 30, tzinfo=clock.TASHKENT))
    assert refusal(actions.issue, by=the_actor(director), **{**sunday, "due_on": TODAY}) == (
        "due_day_is_over",
    )


def test_a_holiday_is_a_closed_day():
    ordinary_hours()
    SpecialDay.objects.create(
        centre=a_centre(), day=date(2026, 12, 8), kind=SpecialDay.Kind.HOLIDAY, reason="Konstitutsiya kuni"
    )
    assert refusal(a_task, giver=a_director(), due_on=date(2026, 12, 8)) == ("due_on_closed_day",)


def test_a_point_of_an_approved_paper_becomes_a_task_without_a_right():
    director, gulnoza = a_director(), a_librarian()
    paper = uuid7()
    with transaction.atomic():
        task = actions.issue_from_document(
            by=the_actor(gulnoza),
            issued_by=director,
            what="Roʻyxatni tuzsin",
            executor=gulnoza,
            due_on=date(2026, 12, 1),
            kind=Task.Kind.POINT,
            today=TODAY,
            basis_document_id=paper,
            basis_label="14-U-son buyruq, 24.11.2026",
            basis_clause="2",
        )
    assert (task.issued_by, task.controller, task.basis_clause) == (director, director, "2")
    assert list(queries.of_document(paper)) == [task]


def test_numbers_count_within_the_year():
    gulnoza = a_librarian()
    assert [str(a_task(gulnoza, what=f"Ish {n}")) for n in (1, 2)] == ["1/2026", "2/2026"]
    later = actions.issue(
        by=machine("test"), what="Ish", executor=gulnoza, due_on=None, kind="other", today=date(2027, 1, 5)
    )
    assert str(later) == "1/2027"


def test_a_refused_task_takes_no_number():
    gulnoza = a_librarian()
    a_task(gulnoza)
    with pytest.raises(Refused):
        a_task(gulnoza, what=" ")
    assert a_task(gulnoza).number == 2


def test_the_same_form_sent_twice_gives_one_task():
    gulnoza, request_id = a_librarian(), uuid7()
    first = a_task(gulnoza, request_id=request_id)
    assert a_task(gulnoza, request_id=request_id) == first
    assert Task.objects.count() == 1


def test_the_whole_way_of_a_task():
    director, gulnoza = a_director(), a_librarian()
    task = a_task(gulnoza, director)
    actions.accept(by=the_actor(gulnoza), task=task, today=TODAY)
    actions.start(by=the_actor(gulnoza), task=task, today=TODAY)
    done(task, gulnoza)
    actions.send_back(by=the_actor(director), task=task, remark="Roʻyxat toʻliq emas", today=TODAY)
    task.refresh_from_db()
    assert (task.state, task.done_on, task.outcome) == ("in_work", None, "")
    done(task, gulnoza)
    actions.take_off_control(by=the_actor(director), task=task, today=TODAY)
    task.refresh_from_db()
    assert (task.state, task.done_on) == ("off_control", TODAY)
    assert kinds(task) == ["issued", "accepted", "started", "reported", "returned", "reported", "closed"]


def test_nobody_takes_their_own_task_off_control():
    head, gulnoza = a_head(), a_librarian()
    other = an_employee("aziza", rights.CONTROL, rights.EXECUTE)
    task = a_task(other, head)
    done(task, other)
    assert refusal(actions.take_off_control, by=the_actor(other), task=task, today=TODAY) == ("own_task",)
    assert refusal(actions.take_off_control, by=the_actor(gulnoza), task=task, today=TODAY) == (
        "not_the_controller",
    )
    actions.take_off_control(by=the_actor(head), task=task, today=TODAY)


def test_an_oral_instruction_of_the_director_waits_for_the_executor():
    director, gulnoza = a_director(), a_librarian()
    task = a_task(gulnoza, director, kind=Task.Kind.ORAL, due_on=None)
    assert task.state == "issued"
    actions.accept(by=the_actor(gulnoza), task=task, today=TODAY)
    task.refresh_from_db()
    assert task.state == "accepted"


def test_an_oral_instruction_written_down_by_the_executor_is_accepted_and_may_be_disputed():
    director, gulnoza = a_director(), a_librarian()
    task = actions.write_down_oral(
        by=the_actor(gulnoza), what="Vitrinani yangilash", said_by=director, due_on=None, today=TODAY
    )
    assert (task.kind, task.state, task.issued_by, task.executor) == ("oral", "accepted", director, gulnoza)
    seen = queries.filtered(the_actor(director), director, queries.Choice(tab="given"), TODAY)
    assert list(seen) == [task]
    actions.note(by=the_actor(director), task=task, text="Men bunday demaganman", today=TODAY)
    assert kinds(task) == ["issued", "accepted", "noted"]


def test_more_time_moves_the_day_and_remembers_the_first():
    director, gulnoza = a_director(), a_librarian()
    task = a_task(gulnoza, director)
    asked = {"task": task, "new_due_on": date(2026, 12, 10), "today": TODAY}
    actions.ask_extension(by=the_actor(gulnoza), reason="Kitoblar kelmadi", **asked)
    task.refresh_from_db()
    assert task.due_on == date(2026, 11, 30)
    assert queries.pending_extension(task).asked_due_on == date(2026, 12, 10)
    actions.grant_extension(by=the_actor(director), task=task, today=TODAY)
    task.refresh_from_db()
    assert (task.due_on, task.first_due_on) == (date(2026, 12, 10), date(2026, 11, 30))
    assert queries.pending_extension(task) is None


def test_more_time_refused_leaves_the_day():
    director, gulnoza = a_director(), a_librarian()
    task = a_task(gulnoza, director)
    actions.ask_extension(
        by=the_actor(gulnoza), task=task, new_due_on=date(2026, 12, 10), reason="Kech", today=TODAY
    )
    actions.refuse_extension(by=the_actor(director), task=task, reason="Hisobot kutadi", today=TODAY)
    task.refresh_from_db()
    assert task.due_on == date(2026, 11, 30)
    assert kinds(task)[-1] == "extension_refused"


def test_a_part_handed_on_keeps_the_paper_and_holds_the_whole():
    director, head, gulnoza = a_director(), a_head(), a_librarian()
    task = a_task(head, director, basis_label="14-U-son buyruq", basis_clause="3")
    part = actions.hand_on(
        by=the_actor(head),
        task=task,
        what="Roʻyxat tuzish",
        executor=gulnoza,
        due_on=date(2026, 11, 28),
        today=TODAY,
    )
    assert (part.parent, part.controller, part.basis_label) == (task, head, "14-U-son buyruq")
    assert refusal(actions.report_done, by=the_actor(head), task=task, outcome=LONG, today=TODAY) == (
        "parts_open",
    )
    done(part, gulnoza)
    done(task, head)
    late = {"what": "Ish", "executor": gulnoza, "due_on": date(2026, 12, 28), "today": TODAY}
    assert refusal(actions.hand_on, by=the_actor(head), task=task, **late) == (
        "wrong_state",
        "part_beyond_whole",
    )


def test_whoever_stands_in_may_do_the_task_and_then_not_judge_it():
    director, gulnoza = a_director(), a_librarian()
    aziza = an_employee("aziza", rights.EXECUTE, rights.CONTROL)
    task = a_task(gulnoza, director)
    absence = Absence.objects.create(
        person=gulnoza, kind=Absence.Kind.LEAVE, first_day=TODAY, last_day=date(2026, 12, 1)
    )
    assert refusal(actions.report_done, by=the_actor(aziza), task=task, outcome=LONG, today=TODAY) == (
        "not_the_executor",
    )
    Substitution.objects.create(
        appointment=gulnoza.appointments.get(), substitute=aziza, absence=absence, first_day=TODAY,
        last_day=date(2026, 12, 1),
    )  # fmt: skip
    assert [one.task for one in queries.waiting_for(aziza, TODAY)] == [task]
    done(task, aziza)
    assert refusal(actions.take_off_control, by=the_actor(aziza), task=task, today=TODAY) == ("own_task",)


def test_calling_off_needs_a_reason_and_keeps_the_number():
    director, gulnoza = a_director(), a_librarian()
    task = a_task(gulnoza, director)
    assert refusal(actions.cancel, by=the_actor(director), task=task, reason=" ", today=TODAY) == (
        "reason_missing",
    )
    actions.cancel(by=the_actor(director), task=task, reason="Tadbir koʻchirildi", today=TODAY)
    assert a_task(gulnoza, director).number == 2
    assert refusal(actions.accept, by=the_actor(gulnoza), task=task, today=TODAY) == ("wrong_state",)


def test_people_remind_once_a_day():
    director, gulnoza = a_director(), a_librarian()
    task = a_task(gulnoza, director)
    actions.remind(by=the_actor(director), task=task, today=TODAY)
    assert refusal(actions.remind, by=the_actor(director), task=task, today=TODAY) == ("reminded_today",)
    assert refusal(actions.remind, by=the_actor(gulnoza), task=task, today=TODAY) == (
        "not_the_controller",
        "reminded_today",
    )


def test_the_machine_reminds_three_days_before_one_day_before_and_when_late_each_once(the_day):
    task = a_task(due_on=date(2026, 11, 27))
    marks = []
    for day in range(24, 31):
        the_day(datetime.combine(date(2026, 11, day), time(8, 30), clock.TASHKENT))
        for _ in range(2):
            jobs.remind_of_due()
        marks.append(TaskStep.objects.filter(task=task, kind="reminded").count())
    assert marks == [1, 1, 2, 2, 3, 3, 3]


def test_the_account_of_nobody_does_nothing():
    task = a_task()
    employee = an_employee("aziza", rights.EXECUTE)
    actor = the_actor(employee)
    employee.user = None
    employee.save()
    assert refusal(actions.accept, by=actor, task=task, today=TODAY) == ("no_right",)
