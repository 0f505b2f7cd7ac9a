"""A letter comes in, gets its number, the director writes on it, it is answered. Nizom 1.3; dossier 2.25."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from javon.centre.documents import actions, rights
from javon.centre.documents.letter_answer import answer_draft
from javon.centre.documents.models import Attachment, CaseFile, Document, RegisterCounter
from javon.centre.documents.queries import letters as queries
from javon.centre.documents.queries import registers
from javon.centre.documents.tests.characters import (
    a_clerk,
    a_director,
    a_head,
    a_journal,
    a_journal_of_letters,
    a_kept_file,
    a_letter,
    a_reading_librarian,
    approved_by,
    newest,
)
from javon.centre.organisation.tests.characters import a_centre, a_grant, a_post, an_employee, the_actor
from javon.centre.tasks import actions as tasks
from javon.centre.tasks import rights as task_rights
from javon.centre.tasks.models import Task
from javon.core import clock
from javon.core.access import machine
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db


def the_director():
    director = a_director()
    for right in (task_rights.ISSUE, task_rights.CONTROL):
        a_grant(right, a_post("director"))
    return director


def refused(call, **given):
    with pytest.raises(Refused) as told:
        call(**given)
    return told.value.verdict.codes


def test_a_letter_gets_the_next_number_and_the_usual_file():
    clerk = the_actor(a_clerk())
    usual = CaseFile.objects.create(centre=a_centre(), index="01-08", title="Kiruvchi", kinds=["letter_in"])
    first, second = a_letter(clerk), a_letter(clerk, their_number="05-12/419")
    assert (first.number, second.number) == ("K-1", "K-2")
    assert first.case_file == usual and first.status == "registered" and first.year == clock.today().year
    assert [entry.verb for entry in Entry.objects.order_by("id")][-2:] == ["letter_registered"] * 2


def test_a_refused_letter_gives_its_number_back():
    clerk = the_actor(a_clerk())
    bad = a_kept_file("xat.zip", b"PK\x03\x04 nimadir")
    assert refused(a_letter, by=clerk, files=[bad]) == ("file_kind_unwelcome",)
    assert not Document.objects.exists()
    assert a_letter(clerk).number == "K-1"


def test_the_same_letter_gets_no_second_number():
    clerk = the_actor(a_clerk())
    a_letter(clerk, their_date=date(2026, 11, 1), received_on=clock.today())
    again = {
        "correspondent": "ТУМАН ҲОКИМЛИГИ",
        "their_number": "05-12 / 418",
        "their_date": date(2026, 11, 1),
    }
    assert refused(a_letter, by=clerk, **again) == ("letter_registered_already",)
    assert a_letter(clerk, their_number="", their_date=None).number == "K-2"
    assert a_letter(clerk, their_number="", their_date=None).number == "K-3"


def test_without_a_journal_or_the_right_nothing_is_registered():
    clerk = the_actor(a_clerk())
    given = {
        "centre": a_centre(),
        "correspondent": "X",
        "title": "Y",
        "received_on": clock.today(),
        "today": clock.today(),
    }
    assert refused(actions.register_letter, by=clerk, **given) == ("no_journal",)
    assert refused(a_letter, by=the_actor(a_reading_librarian())) == ("no_right",)
    assert not Document.objects.exists()


def test_a_letter_of_december_stands_in_the_journal_of_its_year():
    clerk, today = the_actor(a_clerk()), date(2027, 1, 4)
    a_journal_of_letters()
    late = {"received_on": date(2026, 12, 31), "today": today, "correspondent": "X", "title": "Y"}
    letter = actions.register_letter(by=clerk, centre=a_centre(), **late)
    assert (letter.year, letter.number) == (2026, "K-1")


def test_twice_with_one_request_is_once():
    clerk, request_id = the_actor(a_clerk()), uuid7()
    assert a_letter(clerk, request_id=request_id) == a_letter(clerk, request_id=request_id)
    assert Document.objects.count() == 1


def test_files_that_came_with_it_are_kept_for_good():
    clerk, file = the_actor(a_clerk()), a_kept_file()
    letter = a_letter(clerk, files=[file])
    file.refresh_from_db()
    assert file.keep_until is None
    assert Attachment.objects.get(document=letter).role == Attachment.Role.ORIGINAL


# --- resolutions


def test_a_resolution_becomes_a_task_under_the_directors_control():
    director, executor = the_director(), a_reading_librarian()
    letter = a_letter(the_actor(a_clerk()))
    waiting = queries.waiting_for_resolution(the_actor(director))
    assert list(waiting) == [letter]
    due = clock.today() + timedelta(3)
    task = actions.write_resolution(
        by=the_actor(director),
        letter=letter,
        text="Ijro uchun",
        executors=[executor, executor],
        due_on=due,
        today=clock.today(),
    )
    assert (task.kind, task.executor, task.controller, task.due_on) == ("resolution", executor, director, due)
    assert Task.objects.count() == 1 and "K-1" in task.basis_label
    assert not queries.waiting_for_resolution(the_actor(director)).exists()


def test_a_cancelled_resolution_leaves_the_letter_waiting():
    director, executor = the_director(), a_reading_librarian()
    letter = a_letter(the_actor(a_clerk()))
    by, today = the_actor(director), clock.today()
    task = actions.write_resolution(
        by=by, letter=letter, text="Ijro uchun", executors=[executor], due_on=None, today=today
    )
    tasks.cancel(by=by, task=task, reason="Xat boshqa idoraga tegishli ekan", today=today)
    assert list(queries.waiting_for_resolution(by)) == [letter]


def test_resolutions_are_refused_whole():
    director, head = the_director(), a_head()
    letter = a_letter(the_actor(a_clerk()))
    given = {
        "letter": letter,
        "text": "Ijro uchun",
        "executors": [head],
        "due_on": None,
        "today": clock.today(),
    }
    by = the_actor(director)
    past = clock.today() - timedelta(1)
    assert refused(actions.write_resolution, **{**given, "by": by, "due_on": past}) == ("due_in_the_past",)
    assert refused(actions.write_resolution, **{**given, "by": by, "executors": []}) == (
        "resolution_without_executor",
    )
    assert refused(actions.write_resolution, **{**given, "by": the_actor(head)}) == ("no_right",)
    assert not Task.objects.exists()


# --- answers


def test_an_answer_takes_the_letter_from_the_waiting_list_when_it_is_approved():
    director, librarian = the_director(), a_reading_librarian()
    a_journal(code="letter-out", title="Chiquvchi", pattern="{n}/{year}", kinds=["letter_out"])
    letter = a_letter(the_actor(a_clerk()), their_date=clock.today())
    writer = the_actor(librarian)
    draft = answer_draft(letter, librarian)
    assert "Tuman hokimligi" in draft.preamble and "05-12/418" in draft.preamble
    assert draft.title == "Kitob bayramini tashkil etish toʻgʻrisida"
    answer = actions.begin_answer(by=writer, letter=letter, draft=draft)
    assert (answer.answers, answer.correspondent, answer.kind) == (letter, "Tuman hokimligi", "letter_out")
    assert list(queries.waiting_for_answer(writer)) == [letter]
    actions.submit(by=writer, version=newest(answer), expected_edits=newest(answer).edits)
    approved_by(the_actor(director), newest(answer))
    answer.refresh_from_db()
    assert answer.number == f"1/{clock.today().year}"
    assert not queries.waiting_for_answer(writer).exists()
    assert not queries.answers_late(writer, clock.today() + timedelta(60)).exists()
    assert queries.way_of(letter).answers == (answer,)


def test_a_late_answer_stays_marked():
    clerk = the_actor(a_clerk())
    today = clock.today()
    letter = a_letter(clerk, answer_due_on=today)
    assert not queries.answers_late(clerk, today).exists()
    assert list(queries.answers_late(clerk, today + timedelta(1))) == [letter]
    Document.objects.create(
        centre=a_centre(), short_id=99, kind="letter_out", status="in_force", title="Javob", answers=letter,
        dated_on=today + timedelta(5), created_at=clock.now(),
    )  # fmt: skip
    assert list(queries.answers_late(clerk, today + timedelta(9))) == [letter]
    assert not queries.answers_due(clerk, today + timedelta(9)).exists()


def test_somebody_elses_draft_answers_nothing():
    librarian, other = a_reading_librarian(), a_reading_librarian("sardor")
    letter = a_letter(the_actor(a_clerk()))
    answer = actions.begin_answer(
        by=the_actor(librarian), letter=letter, draft=answer_draft(letter, librarian)
    )
    given = {"letter": letter, "answer": answer}
    assert refused(actions.answer_letter, by=the_actor(other), **given) == ("not_your_draft",)
    assert refused(actions.answer_letter, by=the_actor(librarian), letter=answer, answer=answer) == (
        "not_an_answer",
    )
    assert actions.answer_letter(by=the_actor(librarian), **given).answers == letter


def test_a_confidential_letter_is_seen_by_right_only():
    clerk, librarian = the_actor(a_clerk()), the_actor(a_reading_librarian())
    letter = a_letter(clerk, is_confidential=True)
    assert queries.letter_by_number(librarian, letter.short_id) is None
    assert queries.letter_by_number(the_actor(a_director()), letter.short_id) == letter


# --- numbers


@pytest.mark.django_db(transaction=True)
def test_two_hundred_letters_from_sixteen_desks_get_two_hundred_numbers_without_a_gap():
    centre, by, today = a_centre(), machine("test"), clock.today()
    a_journal_of_letters()

    def register(place: int) -> str:
        try:
            made = actions.register_letter(
                by=by, centre=centre, correspondent=f"Idora {place}", title="Soʻrov", received_on=today,
                today=today, their_number=str(place),
            )  # fmt: skip
            return made.number
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as desks:
        numbers = list(desks.map(register, range(200)))
    journal = a_journal_of_letters()
    assert sorted(numbers) == sorted(f"K-{n}" for n in range(1, 201))
    assert registers.gaps_of(journal, today.year) == []
    assert RegisterCounter.objects.get(register=journal).last == 200
    assert Document.objects.values("short_id").distinct().count() == 200


def test_an_employee_without_rights_registers_nothing():
    assert refused(a_letter, by=the_actor(an_employee("begona"))) == ("no_right",)
    assert rights.REGISTER.code == "documents.register"
