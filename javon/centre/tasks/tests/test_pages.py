"""The pages of execution: who may open which, what they show, that nothing typed is lost."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from javon.centre.organisation.tests.characters import a_centre, an_employee, ordinary_hours, the_actor
from javon.centre.tasks import actions, rights
from javon.centre.tasks.models import Task
from javon.centre.tasks.rules import files as file_rules
from javon.centre.tasks.tests.characters import a_director, a_head, a_librarian, a_task
from javon.core.accounts.tests.characters import an_account
from javon.core.files.models import StoredFile

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
BACKEND = "javon.core.accounts.backends.AccountBackend"
LONG = "Javonlar tartibga keltirildi, oʻn ikkita kitob taʼmirga ajratildi, roʻyxat topshirildi"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
PAGES = (
    "/tasks/", "/tasks/mine/", "/tasks/given/", "/tasks/controlled/", "/tasks/all/", "/tasks/all/print/",
    "/tasks/discipline/", "/tasks/discipline/rows/", "/tasks/discipline/print/", "/tasks/discipline/xlsx/",
)  # fmt: skip


def sign_in(client, person):
    client.force_login(person.user, backend=BACKEND)
    return person


@pytest.fixture
def house():
    """A director, a head, a librarian, and the librarian's task."""
    ordinary_hours()
    director, head, gulnoza = a_director(), a_head(), a_librarian()
    return director, head, gulnoza, a_task(gulnoza, director, basis_label="14-U-son buyruq", basis_clause="2")


@pytest.mark.parametrize("address", [*PAGES, "/tasks/new/", "/tasks/oral/", "/tasks/2026/1/"])
def test_a_visitor_is_sent_to_sign_in(client, address):
    a_centre()
    answer = client.get(address)
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]


@pytest.mark.parametrize("address", [*PAGES, "/tasks/new/", "/tasks/oral/"])
def test_an_account_without_a_right_around_tasks_is_told_so(client, address):
    a_centre()
    client.force_login(an_account("mehmon"), backend=BACKEND)
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_with_nothing_in_it_and_with_something(client, address):
    sign_in(client, a_director())
    assert client.get(address).status_code == 200
    a_task(a_librarian())
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("who", ["director", "head", "librarian"])
@pytest.mark.parametrize("language", ["uz", "uz-cyrl", "ru", "en"])
def test_every_role_reads_every_page_in_every_language(client, house, who, language):
    client.cookies["language"] = language
    sign_in(client, dict(zip(("director", "head", "librarian"), house, strict=False))[who])
    for address in (*PAGES, "/tasks/2026/1/", "/tasks/2026/1/card/"):
        assert client.get(address).status_code == 200, address


def test_who_may_give_and_who_may_write_down(client, house):
    director, head, gulnoza, _task = house
    for person, new, oral in ((director, 200, 200), (head, 200, 200), (gulnoza, 403, 200)):
        sign_in(client, person)
        assert (client.get("/tasks/new/").status_code, client.get("/tasks/oral/").status_code) == (new, oral)


def test_a_librarian_does_not_read_the_tasks_of_others(client, house):
    aziza = sign_in(client, a_librarian("aziza"))
    assert client.get("/tasks/2026/1/").status_code == 403
    assert client.post("/tasks/2026/1/accept/").status_code == 403
    assert client.get("/tasks/2026/1/card/").status_code == 403
    assert "14-U-son" not in client.get("/tasks/all/").content.decode()
    mine = a_task(aziza)
    assert client.get(mine.address).status_code == 200


@pytest.mark.parametrize(
    "address", ["/tasks/2026/99/", "/tasks/99999999999999999999/1/", "/tasks/2026/1/fly/"]
)
def test_what_is_not_there_is_said_to_be_not_there(client, house, address):
    sign_in(client, house[0])
    assert client.get(address).status_code in (404, 405)
    assert client.post(address).status_code in (404, 405)


def new_task(gulnoza, **changed):
    typed = {"what": "Roʻyxat tuzish", "executor": gulnoza.pk, "kind": "directive", "due": "other",
             "due_on": "2026-12-01", "controller": "", "basis_label": "", "override_reason": ""}  # fmt: skip
    return {**typed, **changed}


def test_the_director_gives_a_task_on_the_page(client, house):
    director, _head, gulnoza, _task = house
    sign_in(client, director)
    answer = client.post("/tasks/new/", new_task(gulnoza))
    assert (answer.status_code, answer["Location"]) == (303, "/tasks/2026/2/")
    task = Task.objects.get(number=2)
    assert (task.executor, task.due_on, task.controller) == (gulnoza, date(2026, 12, 1), director)


def test_an_incomplete_form_comes_back_filled(client, house):
    sign_in(client, house[0])
    answer = client.post("/tasks/new/", new_task(house[2], what="", basis_label="14-U"))
    assert answer.status_code == 422
    assert "14-U" in answer.content.decode()
    assert client.post("/tasks/new/", new_task(house[2], due_on="")).status_code == 422
    assert client.post("/tasks/new/", new_task(house[2], executor="x")).status_code == 422


def test_a_closed_day_is_refused_and_then_overruled_with_a_reason(client, house):
    director, head, gulnoza, _task = house
    sign_in(client, director)
    sunday = new_task(gulnoza, due_on="2026-11-29")
    refused = client.post("/tasks/new/", sunday)
    assert refused.status_code == 409
    assert "Roʻyxat tuzish" in refused.content.decode()
    assert 'type="text" name="override_reason"' in refused.content.decode()
    assert client.post("/tasks/new/", {**sunday, "override_reason": "Savdo kuni"}).status_code == 303
    sign_in(client, head)
    assert 'type="text" name="override_reason"' not in client.post("/tasks/new/", sunday).content.decode()


def test_the_executor_writes_down_what_the_director_said(client, house):
    director, _head, gulnoza, _task = house
    sign_in(client, gulnoza)
    answer = client.post(
        "/tasks/oral/", {"what": "Vitrinani yangilash", "said_by": director.pk, "due": "none"}
    )
    assert answer.status_code == 303
    assert Task.objects.get(number=2).state == "accepted"


def test_done_with_a_file_and_off_control(client, house):
    director, _head, gulnoza, task = house
    sign_in(client, gulnoza)
    assert client.post("/tasks/2026/1/accept/").status_code == 303
    assert client.get("/tasks/2026/1/?do=report_done").status_code == 200
    typed = {"outcome": "Qilindi", "files": SimpleUploadedFile("roʻyxat.pdf", PDF)}
    assert client.post("/tasks/2026/1/report_done/", typed).status_code == 303
    evidence = task.evidence.get()
    assert evidence.file.keep_until is None
    sign_in(client, director)
    page = client.get("/tasks/2026/1/").content.decode()
    address = f"/tasks/2026/1/evidence/{evidence.pk}/"
    assert address in page
    got = client.get(address)
    assert b"".join(got.streaming_content) == PDF
    assert got["Content-Disposition"].startswith("attachment")
    assert client.post("/tasks/2026/1/take_off_control/", {"note": ""}).status_code == 303
    task.refresh_from_db()
    assert task.state == "off_control"
    assert client.post("/tasks/2026/1/take_off_control/", {"note": ""}).status_code == 409


def test_a_file_that_is_not_what_it_claims_is_refused_and_the_good_one_is_kept(client, house):
    sign_in(client, house[2])
    typed = {
        "outcome": "Qilindi",
        "files": [
            SimpleUploadedFile("yaxshi.pdf", PDF),
            SimpleUploadedFile("rasm.jpg", b"MZ\x90\x00 dastur"),
        ],
    }
    answer = client.post("/tasks/2026/1/report_done/", typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "rasm.jpg" in page
    assert "yaxshi.pdf" in page
    kept = answer.content.decode().split('name="kept" value="')[1].split('"')[0]
    assert StoredFile.objects.get().original_name == "yaxshi.pdf"
    again = client.post("/tasks/2026/1/report_done/", {"outcome": "Qilindi", "kept": kept})
    assert again.status_code == 303
    assert Task.objects.get(number=1).evidence.get().label == "yaxshi.pdf"


def test_somebody_elses_files_cannot_be_claimed(client, house):
    gulnoza = house[2]
    sign_in(client, gulnoza)
    client.post("/tasks/2026/1/report_done/", {"outcome": "", "files": SimpleUploadedFile("a.pdf", PDF)})
    forged = f'["{StoredFile.objects.get().pk}"]'
    answer = client.post("/tasks/2026/1/report_done/", {"outcome": "Qilindi", "kept": forged})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("name", "size", "kind", "codes"),
    [
        ("a.pdf", 100, "application/pdf", ()),
        ("a.pdf", 200 * 1024 * 1024, "application/pdf", ("file_too_large",)),
        ("a.pdf", 0, "", ("file_empty",)),
        ("a.exe", 10, "application/octet-stream", ("file_kind",)),
        ("a.docx", 10, "application/zip", ("file_not_what_it_says",)),
        ("a", 10, "text/plain", ("file_kind",)),
    ],
)
def test_which_files_may_prove_something(name, size, kind, codes):
    assert file_rules.may_keep(file_rules.FileFacts(name, size, kind)).codes == codes


def test_too_little_said_without_a_file_is_refused_and_kept(client, house):
    sign_in(client, house[2])
    answer = client.post("/tasks/2026/1/report_done/", {"outcome": "Ikki soʻz"})
    assert answer.status_code == 409
    assert "Ikki soʻz" in answer.content.decode()


def test_more_time_asked_and_given_on_the_pages(client, house):
    director, _head, gulnoza, task = house
    sign_in(client, gulnoza)
    asked = {"new_due_on": "2026-12-10", "reason": "Kitoblar kelmadi"}
    assert client.post("/tasks/2026/1/ask_extension/", asked).status_code == 303
    sign_in(client, director)
    assert client.get("/tasks/given/?state=extension").content.decode().count("/tasks/2026/1/") == 1
    assert "2026-12-10" in client.get("/tasks/2026/1/?do=grant_extension").content.decode()
    assert client.post("/tasks/2026/1/grant_extension/", {"new_due_on": "2026-12-09"}).status_code == 303
    task.refresh_from_db()
    assert task.due_on == date(2026, 12, 9)


def test_handing_on_a_part(client, house):
    director, head, gulnoza, _task = house
    whole = a_task(head, director)
    sign_in(client, head)
    assert client.get(f"{whole.address}?do=hand_on").status_code == 200
    typed = {"what": "Roʻyxat", "executor": gulnoza.pk, "due": "other", "due_on": "2026-11-28"}
    assert client.post(f"{whole.address}hand_on/", typed).status_code == 303
    assert whole.parts.get().executor == gulnoza
    assert "Roʻyxat" in client.get(whole.address).content.decode()


def test_the_workbook_opens_and_has_the_tasks(client, house):
    sign_in(client, house[0])
    answer = client.get("/tasks/discipline/xlsx/?month=2026-11")
    book = zipfile.ZipFile(io.BytesIO(answer.content))
    assert "javonlar" in book.read("xl/sharedStrings.xml").decode().lower()


@pytest.mark.parametrize("month", ["", "2026-13", "kecha", "0001-01", "99999-01", "2026-11-24"])
def test_a_month_that_is_none_is_this_month(client, house, month):
    sign_in(client, house[0])
    assert client.get(f"/tasks/discipline/?month={month}").status_code == 200


def test_each_number_opens_its_rows(client, house):
    director, _head, gulnoza, task = house
    actions.report_done(by=the_actor(gulnoza), task=task, outcome=LONG, today=TODAY)
    sign_in(client, director)
    page = client.get("/tasks/discipline/?month=2026-11").content.decode()
    address = f"/tasks/discipline/rows/?month=2026-11&column=on_time&who={gulnoza.pk}"
    assert address.replace("&", "&amp;") in page
    assert "/tasks/2026/1/" in client.get(address).content.decode()
    late = client.get(address.replace("on_time", "late")).content.decode()
    assert "/tasks/2026/1/" not in late


def test_filters_that_cannot_be_understood_are_no_filters(client, house):
    sign_in(client, house[0])
    asked = "?state=yoq&person=x&unit=1&kind=z&q=javon&page=x"
    assert "/tasks/2026/1/" in client.get(f"/tasks/all/{asked}").content.decode()
    assert "/tasks/2026/1/" in client.get("/tasks/all/?q=ЖАВОНЛАР").content.decode()
    assert "/tasks/2026/1/" not in client.get("/tasks/all/?q=qqqq").content.decode()


def test_a_person_with_the_right_to_see_only_sees(client, house):
    sign_in(client, an_employee("kuzatuvchi", rights.SEE_DISCIPLINE))
    assert client.get("/tasks/2026/1/").status_code == 200
    assert client.post("/tasks/2026/1/accept/").status_code == 403
    assert client.post("/tasks/2026/1/note/", {"text": "Salom"}).status_code == 403
