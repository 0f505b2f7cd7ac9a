"""The first day: the letterhead is kept."""

from __future__ import annotations

import pytest
from django.test import Client

from javon.centre.organisation import rights
from javon.centre.organisation.models import Centre
from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.core import clock
from javon.core.database.fields import uuid7

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


def test_the_printer_is_ready_when_somebody_says_so(director: Client):
    for address in ("/setup/", "/setup/printer/", "/setup/printer/sheet/"):
        assert director.get(address).status_code == 200
    assert director.post("/setup/printer/").status_code == 303
    assert Centre.objects.get().printer_tested_on == clock.today()


def test_others_do_not_come_in(client: Client):
    client.force_login(an_employee("gulnoza", rights.SEE_STAFF).user, backend=BACKEND)
    for address in ("/setup/", "/setup/letterhead/", "/setup/printer/"):
        assert client.get(address).status_code == 403
