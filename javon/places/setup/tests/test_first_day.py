"""The first day: steps count themselves, the letterhead is kept, a new home greets its director once."""

from __future__ import annotations

import pytest
from django.test import Client

from javon.centre.organisation import rights
from javon.centre.organisation.models import Centre, Person
from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.config import first_sign_in, foundation
from javon.core import clock
from javon.core.access import Actor
from javon.core.accounts.models import User
from javon.core.database.fields import uuid7
from javon.places.setup.steps import steps_of

BACKEND = "javon.core.accounts.backends.AccountBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def director(client: Client) -> Client:
    a_centre()
    person = an_employee("direktor", rights.MANAGE_STRUCTURE)
    client.force_login(person.user, backend=BACKEND)
    return client


LETTERHEAD = {
    "name": "Qo'rg'ontepa tuman Axborot-kutubxona markazi",
    "short_name": "Qo'rg'ontepa AKM",
    "tax_id": "123456789",
    "place": "Qo'rg'ontepa",
}


def test_the_letterhead_is_kept_with_the_right_apostrophes(director: Client):
    given = {**LETTERHEAD, "request_id": str(uuid7())}
    for _press in range(2):
        assert director.post("/setup/letterhead/", given).status_code == 303
    centre = Centre.objects.get()
    assert (centre.short_name, centre.tax_id, centre.place) == (
        "Qoʻrgʻontepa AKM",
        "123456789",
        "Qoʻrgʻontepa",
    )


def test_a_stir_of_eight_digits_comes_back_with_what_was_typed(director: Client):
    answer = director.post(
        "/setup/letterhead/", {**LETTERHEAD, "tax_id": "12345678", "request_id": str(uuid7())}
    )
    assert answer.status_code == 422
    assert "12345678" in answer.content.decode()


def test_steps_count_what_is_there_and_never_more_than_all():
    centre = a_centre()
    before = {step.code: step for step in steps_of(centre, clock.today())}
    foundation.lay(centre)
    after = {step.code: step for step in steps_of(centre, clock.today())}
    assert not before["staffing"].done and after["staffing"].state == "done"
    assert after["papers"].done == 1  # the Regulation alone came approved
    assert all(step.done <= step.total for step in after.values())
    assert [code for code, step in after.items() if step.is_must] == ["letterhead", "staff"]


def test_the_printer_is_ready_when_somebody_says_so(director: Client):
    for address in ("/setup/", "/setup/printer/", "/setup/printer/sheet/"):
        assert director.get(address).status_code == 200
    assert director.post("/setup/printer/").status_code == 303
    assert Centre.objects.get().printer_tested_on == clock.today()


def test_others_do_not_come_in(client: Client):
    client.force_login(an_employee("gulnoza", rights.SEE_STAFF).user, backend=BACKEND)
    for address in ("/setup/", "/setup/letterhead/", "/setup/printer/"):
        assert client.get(address).status_code == 403


def test_a_new_home_greets_its_director_once(client: Client):
    centre = a_centre()
    foundation.lay(centre)
    path = first_sign_in.link_for(centre)
    assert path.startswith("/welcome/") and client.get(path).status_code == 200
    assert first_sign_in.link_for(centre) == ""
    person = Person.objects.get(user__username="direktor")
    from javon.core.access import actor_for

    by: Actor = actor_for(User.objects.get(username="direktor"), centre_id=centre.pk)
    assert by.may(rights.MANAGE_STRUCTURE) and person.appointments.get().post.kind == "director"
