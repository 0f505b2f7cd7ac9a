"""The pages about structure, staffing, people and rights: who gets in, what they show, what they answer to bad input."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation import rights
from javon.centre.organisation.actions.standard import lay_out_standard
from javon.centre.organisation.models import (
    Absence,
    Appointment,
    Person,
    Post,
    ServicePoint,
    ServiceTopic,
    StaffingTable,
    Substitution,
    Unit,
)
from javon.centre.organisation.queries.staff import found_people, staff_rows
from javon.centre.organisation.queries.structure import chart
from javon.centre.organisation.tests.characters import (
    a_centre,
    a_grant,
    a_person,
    a_service_point,
    an_appointment,
    an_employee,
)
from javon.core import clock
from javon.core.access import machine
from javon.core.database.fields import uuid7

pytestmark = pytest.mark.django_db
BACKEND = "javon.core.accounts.backends.AccountBackend"
ALL = (
    rights.SEE_STAFF, rights.MANAGE_STAFF, rights.MANAGE_STRUCTURE, rights.PROPOSE_STAFFING, rights.SEE_RIGHTS,
    rights.SEE_TOPICS,
)  # fmt: skip
READING = (
    "",
    "staff/",
    "staffing/",
    "staffing/versions/",
    "services/",
    "rights/",
    "rights/?by=people",
    "rights/why/",
)


def signed_in(client: Client, *held, name: str = "rahbar") -> Client:
    client.force_login(an_employee(name, *held).user, backend=BACKEND)
    return client


@pytest.fixture
def house() -> None:
    a_service_point("KOCHMA", name="Koʻchma", kind=ServicePoint.Kind.MOBILE)
    lay_out_standard(by=machine("test"), centre=a_centre(), with_topics=True)


def pages() -> list[str]:
    """Every address with something behind it."""
    person = a_person("Yoʻldosheva", "Barno")
    row = an_appointment(person, Post.objects.get(code="librarian-children"))
    day = clock.today()
    absence = Absence.objects.create(person=person, kind="leave", first_day=day, last_day=day)
    stands_in = Substitution.objects.create(
        appointment=row, substitute=a_person("Qodirova"), absence=absence, first_day=day, last_day=day
    )
    point, topic = ServicePoint.objects.first(), ServiceTopic.objects.first()
    unit = "units/lending/"
    return [
        *READING, unit, f"{unit}?on=2025-01-01", "?on=2025-01-01", "?on=yoʻq", f"{unit}rename/", f"{unit}move/", f"{unit}close/",
        f"{unit}topics/new/", f"topics/{topic.pk}/end/", "units/new/", "posts/new/?unit=lending", "posts/librarian-children/close/",
        "points/new/", f"points/{point.pk}/unit/", f"points/{point.pk}/close/", "staffing/1/", "staffing/1/print/",
        "staffing/1/?against=1", "staffing/propose/", "staffing/1/withdraw/", "staffing/1/force/", "staff/new/",
        "staff/?q=барно", "staff/?state=absent&unit=lending", "staff/?page=zzz", f"staff/{person.pk}/",
        f"staff/{person.pk}/correct/", f"staff/{person.pk}/appoint/", f"staff/{person.pk}/release/",
        f"staff/{person.pk}/absence/", f"staff/{person.pk}/account/", f"staff/{person.pk}/account/off/",
        f"appointments/{row.pk}/move/", f"appointments/{row.pk}/end/", f"absences/{absence.pk}/cancel/",
        f"absences/{absence.pk}/substitute/", f"substitutions/{stands_in.pk}/cancel/",
        f"rights/why/?person={person.pk}&right=organisation.see_staff", "rights/why/?right=yoʻq",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["uz", "uz-cyrl", "ru", "en"])
def test_every_page_opens(client, house, language) -> None:
    signed_in(client, *ALL).cookies["django_language"] = language
    for address in pages():
        response = client.get(f"/organisation/{address}")
        assert response.status_code == 200, address


def test_nobody_without_the_right_gets_in(client, house) -> None:
    given = pages()
    for address in given:
        assert client.get(f"/organisation/{address}").status_code == 302, address
    signed_in(client, name="mehmon")
    for address in given:
        expected = 200 if address in ("rights/why/", "rights/why/?right=yoʻq") else 403
        assert client.get(f"/organisation/{address}").status_code == expected, address


@pytest.mark.parametrize("address", READING)
def test_an_empty_home_says_what_will_be_here(client, address) -> None:
    signed_in(client, *ALL)
    assert client.get(f"/organisation/{address}").status_code == 200
    Appointment.objects.all().delete()
    assert client.get(f"/organisation/{address}").status_code in (200, 403)


@pytest.mark.parametrize(
    "address",
    [
        "units/yoq/",
        "staffing/99/",
        f"staff/{UUID(int=7)}/",
        f"rights/why/?person={UUID(int=7)}",
        "rights/why/?person=x",
    ],
)
def test_what_is_not_there_is_not_found(client, house, address) -> None:
    assert signed_in(client, *ALL).get(f"/organisation/{address}").status_code == 404


def test_the_chart_shows_one_head_and_five_librarians(client, house) -> None:
    text = signed_in(client, *ALL).get("/organisation/").content.decode()
    assert "Bolalar abonementi kutubxonachisi, 1,00" in text
    assert "Koʻchma" in text
    unit = Unit.objects.get(code="lending")
    posts = Post.objects.filter(unit=unit, staffing_lines__isnull=False)
    lines = {post.kind: 0 for post in posts}
    for post in posts:
        lines[post.kind] += post.staffing_lines.get().positions
    assert lines == {"head": 1, "librarian": 5}


def test_the_standard_is_laid_out_once_and_leaves_what_people_made(house) -> None:
    assert lay_out_standard(by=machine("test"), centre=a_centre()) is False
    assert StaffingTable.objects.count() == 1
    assert ServicePoint.objects.get().unit.code == "lending"


def test_a_person_is_registered_appointed_and_released_on_the_pages(client, house) -> None:
    signed_in(client, *ALL)
    Post.objects.filter(code="post-of-rahbar").update(kind="observer")
    sent = {"surname": "Yo'ldosheva", "given_name": "Barno", "request_id": uuid7()}
    answer = client.post("/organisation/staff/new/", sent)
    person = Person.objects.get(given_name="Barno")
    assert (answer.status_code, answer["Location"]) == (303, f"/organisation/staff/{person.pk}/")
    again = client.post(
        "/organisation/staff/new/",
        {**sent, "surname": "Йўлдошева", "given_name": "Барно", "request_id": uuid7()},
    )
    assert again.status_code == 409
    assert "Йўлдошева" in again.content.decode()
    assert 'name="is_another"' in again.content.decode()
    post = Post.objects.get(code="librarian-children")
    appointing = {
        "post": post.pk,
        "quarters": 4,
        "from_day": "2026-02-02",
        "request_id": uuid7(),
        "paper_label": "3-U",
    }
    assert client.post(f"/organisation/staff/{person.pk}/appoint/", appointing).status_code == 303
    assert person.appointments.get().basis_label == "3-U"
    other = a_person("Qodirova")
    refused = client.post(
        f"/organisation/staff/{other.pk}/appoint/",
        {**appointing, "request_id": uuid7(), "paper_label": "4-U"},
    )
    assert refused.status_code == 409
    assert "4.2" in refused.content.decode()
    assert 'value="4-U"' in refused.content.decode()
    assert client.post(f"/organisation/staff/{other.pk}/appoint/", {}).status_code == 422
    gone = client.post(
        f"/organisation/staff/{person.pk}/release/", {"last_day": "2026-11-20", "request_id": uuid7()}
    )
    assert gone.status_code == 303
    assert (
        "left"
        in client.get("/organisation/staff/?state=left", headers={"accept-language": "en"})
        .content.decode()
        .lower()
    )


def test_a_proposal_goes_its_way_on_the_pages(client, house) -> None:
    signed_in(client, rights.SEE_STAFF, rights.PROPOSE_STAFFING, rights.MANAGE_STRUCTURE)
    Post.objects.filter(code="post-of-rahbar").update(kind="observer")
    page = client.get("/organisation/staffing/propose/")
    form = page.content.decode()
    assert 'name="positions-librarian-lending"' in form
    sent = {"note": "Bolalar koʻpaydi", "request_id": uuid7()}
    for post in Post.objects.exclude(kind="observer"):
        line = post.staffing_lines.get()
        sent[f"positions-{post.code}"], sent[f"quarters-{post.code}"] = line.positions, line.quarters
    assert client.post("/organisation/staffing/propose/", sent).status_code == 409
    sent |= {"positions-librarian-children": 2, "request_id": uuid7()}
    assert client.post("/organisation/staffing/propose/", sent)["Location"] == "/organisation/staffing/2/"
    assert "+1,00" in client.get("/organisation/staffing/2/").content.decode()
    force = {"paper_label": "15-U-son buyruq", "from_day": "2026-12-01", "request_id": uuid7()}
    assert client.post("/organisation/staffing/2/force/", force).status_code == 409
    signed_in(client, rights.SEE_STAFF, rights.MANAGE_STRUCTURE, name="direktor")
    Post.objects.filter(code="post-of-direktor").update(kind="observer")
    assert (
        client.post(
            "/organisation/staffing/2/force/", {**force, "paper_label": "", "request_id": uuid7()}
        ).status_code
        == 422
    )
    assert client.post("/organisation/staffing/2/force/", {**force, "request_id": uuid7()}).status_code == 303
    assert StaffingTable.objects.get(number=2).valid_from == date(2026, 12, 1)


def test_why_may_i_tells_the_chain_and_why_not_tells_whom_to_ask(client, house) -> None:
    colleague = an_employee("barno", rights.MANAGE_STAFF)
    signed_in(client, rights.SEE_STAFF)
    held = client.get("/organisation/rights/why/?right=organisation.see_staff").content.decode()
    assert "Vazifalarini bajarish uchun zarur huquqlarga ega." in held
    assert "Lavozim yoʻriqnomasi" in held
    not_held = client.get("/organisation/rights/why/?right=organisation.manage_staff").content.decode()
    assert "Kutubxonachi (barno)" in not_held
    assert "Gulnoza Barno" in not_held
    assert client.get(f"/organisation/rights/why/?person={colleague.pk}").status_code == 403


def test_topics_are_written_by_the_head_of_the_service_only(client, house) -> None:
    signed_in(client, rights.SEE_STAFF, rights.SEE_TOPICS, rights.SET_TOPICS)
    assert client.get("/organisation/units/stock/topics/new/").status_code == 403
    Post.objects.filter(code="post-of-rahbar").update(kind="head", unit=Unit.objects.get(code="stock"))
    sent = {"text": "Obuna 2027", "from_day": "2026-11-01", "request_id": uuid7()}
    assert client.post("/organisation/units/stock/topics/new/", sent).status_code == 303
    assert "Obuna 2027" in client.get("/organisation/services/").content.decode()


@pytest.mark.parametrize("address", ["", "staff/", "staffing/", "units/lending/", "rights/?by=people"])
def test_a_page_asks_the_database_the_same_however_many_people(client, house, address) -> None:
    signed_in(client, *ALL)
    post = Post.objects.get(code="librarian-lending")
    a_grant(rights.SEE_STAFF, post)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/organisation/{address}").status_code == 200
        return len(queries)

    for number in range(2):
        an_appointment(a_person(f"Xodim{number}"), post, quarters=1)
    asked()
    few = asked()
    for number in range(30):
        an_appointment(a_person(f"Yana{number}"), post, quarters=1)
    assert asked() <= few


def test_the_chart_and_the_list_need_few_questions(house, django_assert_max_num_queries) -> None:
    day, centre = clock.today(), a_centre()
    an_appointment(a_person(), Post.objects.get(code="librarian-lending"))
    with django_assert_max_num_queries(9):
        chart(centre, day)
    with django_assert_max_num_queries(3):
        staff_rows(found_people(centre, day, asked="mirza", unit="lending", state="working"), day)
