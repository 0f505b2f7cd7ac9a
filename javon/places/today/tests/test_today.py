"""The Today page: what waits for me, what is late with others, and nothing that is not mine to see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from javon.centre.documents import rights as document_rights
from javon.centre.documents.actions.letters import register_letter
from javon.centre.documents.models import Register
from javon.centre.organisation.models import Absence, Substitution
from javon.centre.organisation.tests.characters import (
    a_centre,
    a_person,
    a_post,
    a_service_point,
    an_appointment,
    an_employee,
    ordinary_hours,
    the_actor,
)
from javon.centre.tasks import actions as tasks
from javon.centre.tasks import rights as task_rights
from javon.core import clock
from javon.core.access import machine
from javon.places.today import queries
from javon.places.today.lines import late_words

BACKEND = "javon.core.accounts.backends.AccountBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house() -> None:
    a_centre()
    ordinary_hours()
    a_service_point()


def a_director():
    return an_employee(
        "direktor", task_rights.ISSUE, task_rights.CONTROL, task_rights.EXECUTE, document_rights.READ,
        document_rights.SEE_ACKNOWLEDGEMENTS,
    )  # fmt: skip


def a_task(executor, *, due_on: date | None):
    return tasks.issue(
        by=machine("test", a_centre().pk), what="Roʻyxat tuzilsin", executor=executor, due_on=due_on,
        kind="directive", today=clock.today(),
    )  # fmt: skip


def test_what_waits_for_one_person_is_counted_for_that_person_only():
    gulnoza, shahlo = an_employee("gulnoza", task_rights.EXECUTE), an_employee("shahlo", task_rights.EXECUTE)
    a_task(gulnoza, due_on=None)
    waiting = {
        person.surname: queries.today_of(the_actor(person), person, clock.now()).waiting
        for person in (gulnoza, shahlo)
    }
    assert waiting == {"Gulnoza": 1, "Shahlo": 0}
    assert queries.badges_of(gulnoza, clock.today()) == queries.Badges(decide=0, read=0, tasks=1)


def test_what_is_late_with_others_is_for_whoever_controls():
    gulnoza, director = an_employee("gulnoza", task_rights.EXECUTE), a_director()
    task = a_task(gulnoza, due_on=None)
    type(task).objects.filter(pk=task.pk).update(
        issued_on=clock.today() - timedelta(9), due_on=clock.today() - timedelta(2)
    )
    late = queries.today_of(the_actor(director), director, clock.now()).late_tasks
    assert [one.pk for one in late] == [task.pk]
    assert queries.today_of(the_actor(gulnoza), gulnoza, clock.now()).late_tasks == []


def test_a_letter_waits_for_the_director_until_the_resolution(client: Client):
    director = a_director()
    Register.objects.create(centre=a_centre(), code="letter-in", title="Kiruvchi", kinds=["letter_in"])
    letter = register_letter(
        by=machine("test", a_centre().pk), centre=a_centre(), correspondent="17-maktab", title="Kitob soʻrab",
        received_on=clock.today(), today=clock.today(),
    )  # fmt: skip
    client.force_login(director.user, backend=BACKEND)
    page = client.get("/today/")
    assert page.status_code == 200 and "Kitob soʻrab" in page.content.decode()
    assert [one.pk for one in queries.today_of(the_actor(director), director, clock.now()).letters] == [
        letter.pk
    ]


def test_a_stand_in_is_told_for_whom_and_until_when(client: Client):
    gulnoza, barno = an_employee("gulnoza"), a_person("Yoʻldosheva", "Barno")
    row = an_appointment(barno, a_post("bolalar", title="Bolalar kutubxonachisi"))
    today = clock.today()
    absence = Absence.objects.create(person=barno, kind="leave", first_day=today, last_day=today)
    Substitution.objects.create(
        appointment=row, substitute=gulnoza, absence=absence, first_day=today, last_day=today
    )
    client.force_login(gulnoza.user, backend=BACKEND)
    page = client.get("/today/").content.decode()
    assert "Barno Yoʻldosheva" in page and "Bolalar kutubxonachisi" in page


def test_an_account_of_nobody_is_told_what_to_do(client: Client, django_user_model):
    client.force_login(django_user_model.objects.create(username="mehmon", is_staff=True), backend=BACKEND)
    assert client.get("/today/").status_code == 200


def test_the_page_asks_the_database_a_bounded_number_of_questions(
    client: Client, django_assert_max_num_queries
):
    gulnoza = an_employee("gulnoza", task_rights.EXECUTE)
    for _ in range(12):
        a_task(gulnoza, due_on=None)
    client.force_login(gulnoza.user, backend=BACKEND)
    client.get("/today/")
    with django_assert_max_num_queries(70):
        client.get("/today/")


@pytest.mark.parametrize("days, is_late", [(-3, True), (-1, True), (0, False), (2, False)])
def test_late_begins_the_day_after(days: int, is_late: bool):
    today = clock.today()
    assert bool(late_words(today + timedelta(days=days), today)) is is_late
    assert late_words(None, today) == ""
