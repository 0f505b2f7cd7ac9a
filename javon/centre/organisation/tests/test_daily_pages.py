"""Pages of the calendar, the roster, the directory and the passport: who gets in, what a press does."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.test import Client

from javon.centre.organisation import rights
from javon.centre.organisation.models import DutyShift, LocalBody, OpeningHours, PassportFigure, SpecialDay
from javon.centre.organisation.tests.characters import (
    a_centre,
    a_person,
    a_service_point,
    an_appointment,
    an_employee,
    ordinary_hours,
)
from javon.core import clock
from javon.core.database.fields import uuid7

BACKEND = "javon.core.accounts.backends.AccountBackend"
pytestmark = pytest.mark.django_db
PAGES = ("calendar", "roster", "directory", "passport", "passport/population")


@pytest.fixture(autouse=True)
def house() -> None:
    a_centre()
    ordinary_hours()


def signed_in(client: Client, *held: object) -> Client:
    client.force_login(an_employee("gulnoza", *held).user, backend=BACKEND)
    return client


@pytest.fixture
def head(client: Client) -> Client:
    return signed_in(
        client,
        rights.SEE_ROSTER,
        rights.MANAGE_ROSTER,
        rights.MANAGE_CALENDAR,
        rights.MANAGE_DIRECTORY,
        rights.MANAGE_PASSPORT,
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_asked_to_sign_in(client: Client, page: str):
    assert client.get(f"/organisation/{page}/").status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_staff_look_and_are_offered_nothing_they_may_not(client: Client, page: str):
    answer = signed_in(client, rights.SEE_ROSTER).get(f"/organisation/{page}/")
    assert answer.status_code == 200
    body = answer.content.decode().split("<main", 1)[1]
    assert 'action="/organisation/' not in body


@pytest.mark.parametrize("page", PAGES)
def test_whoever_may_is_offered_the_forms(head: Client, page: str):
    assert head.get(f"/organisation/{page}/").status_code == 200


@pytest.mark.parametrize(
    "query", ["calendar/?month=2026-13", "calendar/?month=9999999", "roster/?week=2026-W99", "roster/?week=x", "roster/?shift=x",
              "directory/?kind=zoo&q=%00", "directory/?q=йўлдош", "passport/?on=kecha", "passport/gold/", "calendar/days/x/remove/"],
)  # fmt: skip
def test_strange_addresses_never_break(head: Client, query: str):
    assert head.get(f"/organisation/{query}").status_code in {200, 400, 404, 405}


@pytest.mark.parametrize(
    "address",
    [
        "calendar/days/",
        "calendar/hours/",
        "roster/shifts/",
        "roster/copy/",
        "directory/new/",
        "passport/seats/enter/",
    ],
)
def test_without_the_right_no_press_helps(client: Client, address: str):
    assert signed_in(client, rights.SEE_ROSTER).post(f"/organisation/{address}").status_code == 403


def test_a_day_is_entered_and_a_mistake_keeps_what_was_typed(head: Client):
    today = clock.today()
    typed = {"request_id": str(uuid7()), "first": today.isoformat(), "kind": "closed", "reason": ""}
    answer = head.post("/organisation/calendar/days/", typed)
    assert answer.status_code == 409
    assert today.isoformat() in answer.content.decode()
    typed = {**typed, "request_id": str(uuid7()), "reason": "Suv yo'q"}
    for _press in range(2):
        assert head.post("/organisation/calendar/days/", typed).status_code == 303
    assert SpecialDay.objects.get().reason == "Suv yoʻq"
    head.post(f"/organisation/calendar/days/{today.isoformat()}/remove/")
    assert not SpecialDay.objects.exists()


def test_hours_are_typed_as_on_the_door(head: Client):
    typed = {"request_id": str(uuid7()), "day0": "9:00–13:00, 14.00-18.00", "day1": "9-18"}
    assert head.post("/organisation/calendar/hours/", typed).status_code == 303
    assert list(OpeningHours.objects.values_list("weekday", "opens_at", "closes_at")) == [
        (0, time(9), time(13)),
        (0, time(14), time(18)),
        (1, time(9), time(18)),
    ]
    wrong = head.post("/organisation/calendar/hours/", {"request_id": str(uuid7()), "day0": "ertalab"})
    assert (wrong.status_code, OpeningHours.objects.count()) == (422, 3)


def test_a_shift_is_put_on_the_roster_and_taken_off(head: Client):
    shahlo = a_person("Toʻrayeva", "Shahlo")
    an_appointment(shahlo)
    day = clock.today() + timedelta(days=(7 - clock.today().weekday()))  # next Monday
    typed = {
        "request_id": str(uuid7()), "person": str(shahlo.pk), "point": str(a_service_point().pk),
        "day": day.isoformat(), "starts_at": "09:00", "ends_at": "13:00",
    }  # fmt: skip
    address = f"/organisation/roster/shifts/?week={day.isoformat()}"
    assert head.post(address, typed).status_code == 303
    again = head.post(address, {**typed, "request_id": str(uuid7())})
    assert again.status_code == 409 and DutyShift.objects.count() == 1
    page = head.get(f"/organisation/roster/?week={day.isoformat()}&shift={DutyShift.objects.get().pk}")
    assert "09:00–13:00" in page.content.decode()
    assert head.post(f"/organisation/roster/shifts/{DutyShift.objects.get().pk}/remove/").status_code == 303
    assert not DutyShift.objects.exists()


def test_a_school_is_entered_once(head: Client):
    typed = {"request_id": str(uuid7()), "kind": "school", "name": "5-maktab"}
    assert head.post("/organisation/directory/new/", typed).status_code == 303
    assert head.post("/organisation/directory/new/", {**typed, "request_id": str(uuid7())}).status_code == 409
    body = LocalBody.objects.get()
    assert head.get(f"/organisation/directory/{body.pk}/").status_code == 200
    assert head.post(f"/organisation/directory/{body.pk}/close/").status_code == 303
    body.refresh_from_db()
    assert body.valid_to == clock.today()


@pytest.mark.parametrize(
    "code, typed, kept",
    [("seats", "1 250", 1250), ("spent_stock", "15 400 000", 1_540_000_000), ("area_total", "240,5", 24_050)],
)
def test_figures_are_typed_as_people_write_them(head: Client, code: str, typed: str, kept: int):
    given = {
        "request_id": str(uuid7()), "value": typed, "as_of": date(2026, 1, 1).isoformat(), "basis_label": "Dalolatnoma",
    }  # fmt: skip
    assert head.post(f"/organisation/passport/{code}/enter/", given).status_code == 303
    assert PassportFigure.objects.get().value == kept
    assert head.get(f"/organisation/passport/{code}/").status_code == 200


@pytest.mark.parametrize("typed", ["", "koʻp", "1.5", "-3", "9" * 30, "NaN", "1e99"])
def test_no_figure_that_is_none(head: Client, typed: str):
    given = {"request_id": str(uuid7()), "value": typed, "as_of": "2026-01-01", "basis_label": "Xat"}
    assert head.post("/organisation/passport/seats/enter/", given).status_code in {409, 422}
    assert not PassportFigure.objects.exists()
