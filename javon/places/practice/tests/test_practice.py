"""The training mode from outside and inside: who comes in, what its cookies are called, what it marks, what never leaves it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from javon.collection.stock.tests.characters import a_copy
from javon.core import clock, practice
from javon.core.papers.press import press
from javon.core.sheets import pdf as sheets
from javon.places.practice import folder, middleware, queries, tickets, wording
from javon.places.practice.folder import Folder, State
from javon.service.lending.models import Loan
from javon.service.lending.tests.characters import a_borrower, a_loan

GUEST = tickets.Guest("barno", "Barno Yoʻldosheva", ("lending.lend",), "http://127.0.0.1:8000/practice/")


@pytest.fixture
def place(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "practice")


@pytest.fixture
def exercises(settings, tmp_path: Path):
    settings.PRACTICE = True
    settings.PRACTICE_FOLDER = tmp_path / "practice"
    practice.switch_on()
    yield
    practice.switch_on(False)


# --- tickets ---


def test_a_ticket_lets_in_once(place: Folder):
    ticket = tickets.written(place, GUEST)
    assert tickets.torn(place, ticket) == GUEST
    with pytest.raises(tickets.NoTicket):
        tickets.torn(place, ticket)


@pytest.mark.parametrize("ticket", ["", "x", "a:b:c", "." * 5000, "\x00", "ў:ў:ў"])
def test_what_is_no_ticket_lets_nobody_in(place: Folder, ticket: str):
    with pytest.raises(tickets.NoTicket):
        tickets.torn(place, ticket)


def test_a_ticket_of_another_house_or_an_old_one_lets_nobody_in(place: Folder, tmp_path: Path, monkeypatch):
    with pytest.raises(tickets.NoTicket):
        tickets.torn(place, tickets.written(Folder(tmp_path / "another"), GUEST))
    ticket = tickets.written(place, GUEST)
    monkeypatch.setattr(tickets, "SECONDS", -1)
    with pytest.raises(tickets.NoTicket):
        tickets.torn(place, ticket)


@pytest.mark.parametrize(
    ("host", "is_secure", "address"),
    [
        ("127.0.0.1:8000", False, "http://127.0.0.1:8010"),
        ("kutubxona.local:8000", False, "http://kutubxona.local:8010"),
        ("192.168.1.5:8443", True, "http://192.168.1.5:8010"),
        # A name under HSTS would be asked by TLS again: the number is not.
        ("kutubxona.local:8443", True, "http://192.168.1.7:8010"),
        ("[::1]:8000", False, "http://[::1]:8010"),
    ],
)
def test_the_address_is_one_that_a_browser_may_ask_in_the_open(monkeypatch, host, is_secure, address):
    monkeypatch.setattr(tickets, "_address_on_network", lambda: "192.168.1.7")
    assert tickets.address_of(host, 8010, is_secure=is_secure) == address


# --- the folder ---


def test_the_folder_may_vanish_at_any_moment(place: Folder):
    assert place.state() == State() and place.idle_seconds() > folder.IDLE_SECONDS
    place.no_longer()
    place.note_use()
    place.ask(afresh=True)
    place.tell(State(folder.RUNNING, "", 8010))
    assert place.wanted.exists() and place.afresh.exists() and place.state().port == 8010
    key = place.key()
    assert key == place.key() and len(key) > 30
    shutil.rmtree(place.root)
    assert place.state() == State() and place.key() != key


def test_a_state_that_cannot_be_read_is_off(place: Folder):
    place.ask()
    for broken in ("", "{", "[]", '{"phase": "running", "colour": 1}'):
        (place.root / "state").write_text(broken, "utf-8")
        assert place.state() == State()


# --- cookies ---


def test_cookies_have_names_of_their_own(exercises, settings):
    seen = {}

    def site(request):
        seen.update(request.COOKIES)
        response = HttpResponse("")
        response.set_cookie(settings.SESSION_COOKIE_NAME, "new", httponly=True, samesite="Lax")
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, "ru")
        return response

    request = RequestFactory().get("/desk/")
    request.COOKIES = {"sessionid": "of the real one", "mashq_sessionid": "mine", "til": "uz", "faollik": "x"}
    response = middleware.own_cookies(site)(request)
    assert seen == {"sessionid": "mine", "til": "uz"}
    assert set(response.cookies) == {"mashq_sessionid", "til"}
    assert "mashq_sessionid=new; HttpOnly" in response.cookies.output()


# --- marks ---


@pytest.mark.django_db
def test_every_page_says_that_it_is_an_exercise_also_an_error(client, exercises):
    for path, status in (
        ("/", 200),
        ("/nowhere/", 404),
        ("/practice/", 403),
        ("/practice/enter/?ticket=x", 403),
    ):
        answer = client.get(path)
        html = answer.content.decode()
        assert answer.status_code == status, path
        assert "<title>MASHQ · " in html and "MASHQ REJIMI" in html, path


@pytest.mark.django_db
def test_no_page_of_the_real_program_says_so(client):
    assert "MASHQ" not in client.get("/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["enter", "codes"])
def test_addresses_of_the_exercises_are_none_of_the_real_program(client, name):
    assert client.get(f"/practice/{name}/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["go", "begin", "end"])
def test_the_way_in_is_none_of_the_exercises(client, exercises, name):
    assert client.get(f"/practice/{name}/").status_code == 404


def test_a_print_says_so_on_every_page():
    manuscript = '{"title": "", "language": "uz", "script": "latn", "width": 80000, "height": 60000, "pages": [[], []]}'
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    pdf = press(manuscript, sheets.TEMPLATE, "1.7", "MASHQ – bu qogʻoz hisobga olinmaydi")
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert told.count("\f") == 2 and told.count("bu qogʻoz hisobga olinmaydi") == 4
    assert b"MASHQ" not in press(manuscript, sheets.TEMPLATE, "1.7")


# --- nothing leaves the house ---


def test_nothing_leaves_the_house(exercises):
    from javon.collection.sources.elsewhere.address import connect
    from javon.collection.sources.elsewhere.limits import Deadline, Limits
    from javon.collection.sources.elsewhere.trouble import Unanswered
    from javon.core.messaging.channels import http

    with pytest.raises(http.NotSent):
        http._connected("http", "127.0.0.1", 9, 1.0)
    with pytest.raises(Unanswered):
        connect("203.0.113.1", 210, Deadline(Limits()))


# --- the exercises ---


@pytest.mark.django_db
def test_every_exercise_is_worded():
    assert [one.code for one in queries.done_by(0)] == list(wording.EXERCISES)


@pytest.mark.django_db
def test_a_late_book_without_a_label_is_scanned_by_its_inventory_number():
    today = clock.today()
    copy, reader = a_copy(barcode=None, inventory_number="143"), a_borrower()
    a_loan(copy, reader)
    Loan.objects.filter(copy=copy).update(
        lent_on=today - timedelta(days=30), due_on=today - timedelta(days=3)
    )
    late = queries.late(reader.centre_id, today)
    assert [(one.bars, one.due_on) for one in late] == [("143", today - timedelta(days=3))]
