"""The second factor: turned on by its owner, asked for at the next sign-in, never gone round."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings as house
from django.core.cache import cache
from django.test import Client

from javon.core.accounts.tests.characters import PASSWORD, a_librarian

pytestmark = pytest.mark.django_db
ACTIVATE = "/account/security/factor/totp/activate/"


@pytest.fixture(autouse=True)
def fresh_limits(settings):
    cache.clear()
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # the real one is slow on purpose


def code_for(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(client: Client) -> str:
    return client.post("/sign-in/", {"username": "gulnoza", "password": PASSWORD}).headers.get("Location", "")


def turn_on(client: Client) -> tuple[str, list[str]]:
    """Sign in and turn the codes on; the secret and the recovery codes."""
    sign_in(client)
    confirm = client.get(ACTIVATE).headers["Location"]
    assert confirm.startswith("/account/security/confirm/")
    client.post(confirm, {"password": PASSWORD})
    page = client.get(ACTIVATE).content.decode()
    secret = re.search(r'entrance__secret">([A-Z2-7]+)<', page)[1]
    answer = client.post(ACTIVATE, {"code": code_for(secret)})
    assert answer.headers["Location"] == "/account/security/factor/recovery-codes/"
    codes = re.findall(r"<li>(\d{8})</li>", client.get(answer.headers["Location"]).content.decode())
    return secret, codes


def test_the_password_alone_no_longer_signs_in():
    a_librarian("gulnoza")
    secret, _codes = turn_on(Client())
    client = Client()
    assert sign_in(client) == "/account/security/factor/authenticate/"
    assert client.get("/account/security/").status_code == 302
    wrong = client.post("/account/security/factor/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert client.get("/account/security/").status_code == 302
    right = client.post("/account/security/factor/authenticate/", {"code": code_for(secret, steps=1)})
    assert right.headers["Location"] == house.LOGIN_REDIRECT_URL
    assert client.get("/account/security/").status_code == 200


def test_a_recovery_code_signs_in_once():
    a_librarian("gulnoza")
    _secret, codes = turn_on(Client())
    assert len(codes) == 10
    first, second = Client(), Client()
    sign_in(first)
    assert first.post("/account/security/factor/authenticate/", {"code": codes[0]}).status_code == 302
    sign_in(second)
    assert second.post("/account/security/factor/authenticate/", {"code": codes[0]}).status_code == 200


def test_many_wrong_codes_are_refused_even_when_the_last_is_right():
    a_librarian("gulnoza")
    secret, _codes = turn_on(Client())
    client = Client()
    sign_in(client)
    for _ in range(8):
        client.post("/account/security/factor/authenticate/", {"code": "000000"})
    client.post("/account/security/factor/authenticate/", {"code": code_for(secret, steps=1)})
    assert client.get("/account/security/").status_code == 302


def test_changing_the_factor_asks_for_the_password_again():
    a_librarian("gulnoza")
    client = Client()
    sign_in(client)
    answer = client.post("/account/security/confirm/?next=/account/security/", {"password": "xato"})
    assert answer.status_code == 422
    assert client.get(ACTIVATE).status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "totp/activate/",
        "totp/deactivate/",
        "recovery-codes/",
        "recovery-codes/generate/",
        "webauthn/",
        "webauthn/add/",
    ],
)
def test_a_visitor_sees_no_page_of_the_factor(client, path):
    assert client.get(f"/account/security/factor/{path}").status_code in {302, 404}


@pytest.mark.parametrize(
    "path, status",
    [
        ("webauthn/", 200),
        ("webauthn/add/", 200),
        ("recovery-codes/", 200),
        ("recovery-codes/generate/", 200),
        ("totp/deactivate/", 200),
    ],
)
def test_every_page_of_the_factor_opens_for_its_owner(path, status):
    a_librarian("gulnoza")
    client = Client()
    turn_on(client)
    answer = client.get(f"/account/security/factor/{path}", HTTP_HOST="localhost")
    assert answer.status_code == status
    assert "entrance" in answer.content.decode()
