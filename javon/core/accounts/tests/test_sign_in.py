"""Signing in: who is let in, who is not, and what each is told."""

from __future__ import annotations

import pytest
from django.conf import settings as house
from django.core.cache import cache
from django.test import Client

from javon.core.access import machine
from javon.core.accounts import actions
from javon.core.accounts.tests.characters import PASSWORD, a_librarian, an_account

pytestmark = pytest.mark.django_db
MACHINE = machine("test")


@pytest.fixture(autouse=True)
def fresh_limits(settings):
    cache.clear()
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # the real one is slow on purpose


def sign_in(client: Client, username: str, password: str = PASSWORD, address: str = "10.0.0.5", **fields):
    fields = {"username": username, "password": password, **fields}
    return client.post("/sign-in/", fields, REMOTE_ADDR=address)


@pytest.mark.parametrize("typed", ["gulnoza", "GULNOZA", " Gulnoza "])
def test_the_login_is_understood_in_any_case(client, typed):
    a_librarian("gulnoza")
    answer = sign_in(client, typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, house.LOGIN_REDIRECT_URL)
    assert client.get("/account/security/").status_code == 200


def test_a_wrong_password_keeps_the_login_and_says_neither_which_was_wrong(client):
    a_librarian("gulnoza")
    wrong, unknown = sign_in(client, "gulnoza", "xato"), sign_in(client, "nodira", "xato")
    assert wrong.status_code == unknown.status_code == 422
    assert 'value="gulnoza"' in wrong.content.decode()
    assert 'value="xato"' not in wrong.content.decode()
    assert wrong.content.decode().count("alert--bad") == unknown.content.decode().count("alert--bad") == 1


def test_a_locked_account_is_not_let_in_and_its_open_session_ends_the_same_minute(client):
    a_librarian("gulnoza")
    sign_in(client, "gulnoza")
    assert client.get("/account/security/").status_code == 200
    actions.lock_user(by=MACHINE, username="gulnoza")
    assert client.get("/account/security/").status_code == 302
    assert sign_in(Client(), "gulnoza").status_code == 422


def test_a_new_password_ends_other_sessions_of_the_account(client):
    user = a_librarian("gulnoza")
    elsewhere = Client()
    elsewhere.force_login(user, "javon.core.accounts.backends.AccountBackend")
    sign_in(client, "gulnoza")
    form = {"old_password": PASSWORD, "new_password": "kuzgi barg uchdi"}
    assert client.post("/account/security/password/", form).status_code == 200
    assert client.get("/account/security/").status_code == 200
    assert elsewhere.get("/account/security/").status_code == 302
    assert sign_in(Client(), "gulnoza", "kuzgi barg uchdi").status_code == 302


def test_signing_out_needs_a_form(client):
    a_librarian("gulnoza")
    sign_in(client, "gulnoza")
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").headers["Location"] == "/"
    assert client.get("/account/security/").status_code == 302


@pytest.mark.parametrize(
    "next_page, goes_to",
    [
        ("/account/security/", "/account/security/"),
        ("/search?q=ufq", "/search?q=ufq"),
        ("https://elsewhere.example/", house.LOGIN_REDIRECT_URL),
        ("//elsewhere.example/", house.LOGIN_REDIRECT_URL),
        ("javascript:alert(1)", house.LOGIN_REDIRECT_URL),
        ("/\\elsewhere.example", house.LOGIN_REDIRECT_URL),
        ("null", house.LOGIN_REDIRECT_URL),
    ],
)
def test_after_signing_in_the_way_never_leads_out_of_the_house(client, next_page, goes_to):
    a_librarian("gulnoza")
    assert sign_in(client, "gulnoza", next=next_page).headers["Location"] == goes_to


def test_who_is_signed_in_already_goes_on_whatever_the_address_names(client):
    a_librarian("gulnoza")
    sign_in(client, "gulnoza")
    for next_page in ("null", "httpx", "\x00"):
        assert client.get("/sign-in/", {"next": next_page}).status_code == 302


def test_a_reader_is_not_led_to_the_staff_s_pages(client):
    an_account("dilnoza")
    assert sign_in(client, "dilnoza").headers["Location"] == "/"


def test_a_page_for_signed_in_people_sends_a_visitor_to_sign_in_and_back(client):
    answer = client.get("/account/security/?a=1")
    assert answer.headers["Location"] == "/sign-in/?next=%2Faccount%2Fsecurity%2F%3Fa%3D1"


def test_the_account_s_language_becomes_the_device_s(client):
    a_librarian("gulnoza", language="ru")
    sign_in(client, "gulnoza")
    assert client.cookies["til"].value == "ru"


def test_sign_in_needs_the_page_s_own_form():
    a_librarian("gulnoza")
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict, "gulnoza").status_code == 403


# --- the lock-out ---


def fail(client: Client, username: str, times: int, address: str = "10.0.0.5") -> int:
    return [sign_in(client, username, "xato", address).status_code for _ in range(times)][-1]


def test_seven_wrong_passwords_pause_the_account_at_that_address_and_say_how_long(client):
    a_librarian("gulnoza")
    assert fail(client, "gulnoza", 6) == 422
    assert fail(client, "Gulnoza ", 1) == 429
    answer = sign_in(client, "gulnoza")
    assert answer.status_code == 429
    assert 800 < int(answer.headers["Retry-After"]) <= 900
    assert "15" in answer.content.decode()


def test_the_pause_holds_neither_at_another_address_nor_for_another_account(client):
    a_librarian("gulnoza")
    a_librarian("shahlo")
    fail(client, "gulnoza", 8)
    assert sign_in(Client(), "gulnoza", address="10.0.0.6").status_code == 302
    assert sign_in(Client(), "shahlo").status_code == 302


def test_thirty_pupils_behind_one_address_sign_in_some_after_two_mistakes():
    for number in range(30):
        an_account(f"oquvchi{number}")
    for number in range(30):
        pupil = Client()
        if number % 3 == 0:
            fail(pupil, f"oquvchi{number}", 2)
        assert sign_in(pupil, f"oquvchi{number}").status_code == 302


# --- what of allauth must not be reachable ---


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/signup/", "/signup/", "/account/signup/", "/account/email/", "/account/password/reset/",
        "/account/login/", "/account/login/code/", "/account/confirm-email/",
        "/account/security/factor/signup/",
        "/account/security/factor/webauthn/login/", "/account/security/factor/webauthn/signup/", "/admin/",
    ],
)  # fmt: skip
def test_nobody_signs_up_or_recovers_by_letter(client, path):
    assert client.get(path).status_code == 404
