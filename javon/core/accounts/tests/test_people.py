"""Everybody's accounts, for whoever manages them; the one-time link; the offer of a second factor."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as house
from django.test import Client

from javon.core.access import machine
from javon.core.accounts import actions, links, offers
from javon.core.accounts.models import Pin, SignedInSession, SignInLink, User
from javon.core.accounts.tests.characters import PASSWORD, PIN, a_colleague, a_librarian, an_account
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.database.models import ClaimedRequest
from javon.core.verdict import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick", "managers")]
MACHINE = machine("test")


def signed_in(user) -> Client:
    client = Client()
    client.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    return client


@pytest.fixture
def manager():
    return signed_in(a_librarian("rahbar", display_name="Nodira"))


def a_link(user) -> str:
    return links.path_of(actions.issue_sign_in_link(by=MACHINE, username=user.username).token)


# --- the list -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/accounts/", "/accounts/new/", "/accounts/{}/"])
def test_only_whoever_manages_accounts_sees_them(manager, path):
    person = a_colleague("gulnoza")
    address = path.format(person.pk)
    assert manager.get(address).status_code == 200
    assert signed_in(a_librarian()).get(address).status_code == 403
    assert signed_in(an_account()).get(address).status_code == 403
    assert Client().get(address).headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("deed", ["lock", "unlock", "clear-pin", "clear-factor", "close-sessions", "link"])
def test_only_whoever_manages_accounts_presses_the_buttons(manager, deed):
    person = a_colleague("gulnoza")
    address = f"/accounts/{person.pk}/{deed}/"
    assert signed_in(a_librarian()).post(address).status_code == 403
    assert Client().post(address).headers["Location"].startswith("/sign-in/")
    assert manager.get(address).status_code == 405
    assert manager.post(address).status_code == (200 if deed == "link" else 303)


def test_the_list_says_who_is_protected_how(manager):
    a_colleague("gulnoza")
    actions.lock_user(by=MACHINE, username=a_librarian("shahlo", display_name="Shahlo").username)
    page = manager.get("/accounts/").content.decode()
    assert "gulnoza" in page and "qulflangan" in page and "hali kirmagan" in page
    assert "Shahlo" in manager.get("/accounts/?q=shah").content.decode()
    assert "Hech kim topilmadi" in manager.get("/accounts/?q=yoʻq-odam").content.decode()
    assert manager.get("/accounts/?page=99&q=%00").status_code == 200


def test_locking_from_the_list_ends_the_person_s_open_page(manager):
    person = a_colleague("gulnoza")
    theirs = signed_in(person)
    manager.post(f"/accounts/{person.pk}/lock/")
    assert theirs.get("/account/security/").status_code == 302
    assert not SignedInSession.objects.filter(user=person, ended_at=None).exists()
    manager.post(f"/accounts/{person.pk}/unlock/")
    assert User.objects.get(pk=person.pk).is_active


def test_nobody_locks_the_account_they_work_in(manager):
    own = User.objects.get(username="rahbar")
    manager.post(f"/accounts/{own.pk}/lock/")
    assert User.objects.get(pk=own.pk).is_active
    assert "Oʻzingiz ishlab turgan" in manager.get(f"/accounts/{own.pk}/").content.decode()


def test_a_lost_telephone_and_a_forgotten_pin_are_helped(manager):
    person = a_colleague("gulnoza")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    manager.post(f"/accounts/{person.pk}/clear-pin/")
    manager.post(f"/accounts/{person.pk}/clear-factor/")
    assert not Pin.objects.exists() and not Authenticator.objects.exists()


def test_the_manager_closes_another_s_session(manager):
    person = a_colleague("gulnoza")
    theirs = signed_in(person)
    row = SignedInSession.objects.get(user=person)
    manager.post(f"/account/security/sessions/{row.pk}/close/")
    assert theirs.get("/account/security/").status_code == 302


@pytest.mark.parametrize(
    "path", ["/accounts/0/", "/accounts/999999/", "/accounts/999999/lock/", "/accounts/1/nonsense/"]
)
def test_what_does_not_exist_is_not_found(manager, path):
    assert manager.post(path).status_code in {404, 405}


def test_a_new_account_comes_with_its_link(manager):
    form = {"username": "Barno", "display_name": "Barno Yoʻldosheva", "is_staff": "on"}
    page = manager.post("/accounts/new/", form).content.decode()
    path = re.search(r"http://testserver(/welcome/[\w-]+/)", page)[1]
    assert Client().get(path).status_code == 200
    again = manager.post("/accounts/new/", form)
    assert again.status_code == 422 and "Barno Yoʻldosheva" in again.content.decode()


# --- the one-time link ----------------------------------------------------------------------------------


def test_the_link_s_owner_chooses_name_password_and_pin_and_is_signed_in():
    user = an_account("barno", password="", is_staff=True)
    path, client = a_link(user), Client()
    answer = client.post(
        path, {"display_name": " Barno  Yoʻldosheva ", "password": "kuzgi barg uchdi", "pin": PIN}
    )
    assert answer.headers["Location"] == house.LOGIN_REDIRECT_URL
    assert client.get("/account/security/").status_code == 200
    user.refresh_from_db()
    assert user.display_name == "Barno Yoʻldosheva" and user.check_password("kuzgi barg uchdi")
    assert Pin.objects.filter(pk=user.pk).exists()
    assert Entry.objects.filter(verb="account_link_used", actor_id=user.pk).count() == 1
    assert client.post(f"/switch/{user.pk}/", {"unlock_password": PIN}).status_code == 303


def test_a_link_opens_once():
    user = an_account("barno")
    path = a_link(user)
    form = {"display_name": "Barno", "password": "kuzgi barg uchdi"}
    assert (
        Client().get(path).status_code == Client().get(path).status_code == 200
    )  # looking does not spend it
    assert Client().post(path, form).status_code == 302
    assert Client().post(path, {**form, "password": "bahor keldi yana"}).status_code == 410
    user.refresh_from_db()
    assert user.check_password("kuzgi barg uchdi")


def test_a_newer_link_spends_the_older():
    user = an_account("barno")
    older, newer = a_link(user), a_link(user)
    assert Client().get(older).status_code == 404
    assert Client().get(newer).status_code == 200


def test_a_link_grows_old_and_never_opens_a_locked_account(time):
    user = an_account("barno")
    path = a_link(user)
    time.go(hours=71)
    assert Client().get(path).status_code == 200
    time.go(hours=1)
    assert Client().get(path).status_code == 410
    path = a_link(user)
    actions.lock_user(by=MACHINE, username="barno")
    assert Client().get(path).status_code == 410
    with pytest.raises(Refused) as caught:
        actions.issue_sign_in_link(by=MACHINE, username="barno")
    assert caught.value.verdict.codes == ("account_is_locked",)


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"password": "123"}, "oson"), ({"pin": "1234"}, "ketma-ket"), ({"pin": "12ab"}, "raqamdan iborat"),
        ({"display_name": ""}, "field__error"),
    ],
)  # fmt: skip
def test_a_refused_form_comes_back_filled_and_spends_nothing(wrong, words):
    user = an_account("barno")
    path = a_link(user)
    form = {"display_name": "Barno Yoʻldosheva", "password": "kuzgi barg uchdi", "pin": PIN, **wrong}
    answer = Client().post(path, form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page.lower() or words in page
    assert form["display_name"] in page and "kuzgi barg" not in page
    assert not Pin.objects.exists()
    assert Client().get(path).status_code == 200


def test_the_secret_is_in_no_table_even_when_the_request_is_claimed():
    user = an_account("barno")
    request_id = uuid7()
    link = actions.issue_sign_in_link(by=MACHINE, username="barno", request_id=request_id)
    again = actions.issue_sign_in_link(by=MACHINE, username="barno", request_id=request_id)
    assert again.pk == link.pk and again.token == ""
    everything = " ".join(str(list(model.objects.values())) for model in (SignInLink, Entry, ClaimedRequest))
    assert link.token and link.token not in everything
    assert user.username in str(link.user)


def test_a_link_ends_the_sessions_of_whoever_had_the_old_password():
    user = an_account("barno")
    old = signed_in(user)
    Client().post(a_link(user), {"display_name": "Barno", "password": "kuzgi barg uchdi"})
    assert old.get("/account/security/").status_code == 302


def test_the_link_goes_through_the_second_factor_too():
    user = an_account("barno")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client = Client()
    answer = client.post(a_link(user), {"display_name": "Barno", "password": "kuzgi barg uchdi"})
    assert answer.headers["Location"] == "/account/security/factor/authenticate/"
    assert client.get("/account/security/").status_code == 302


@pytest.mark.parametrize("token", ["a", "x" * 500, "%00", "Ў", "..%2f"])
def test_a_made_up_link_is_not_found(token):
    assert Client().get(f"/welcome/{token}/").status_code in {404, 400}


# --- the second factor offered --------------------------------------------------------------------------


@pytest.fixture
def offered(monkeypatch):
    monkeypatch.setattr(offers, "_is_offered", lambda user: user.username == "direktor")


def test_the_second_factor_is_offered_to_whom_the_house_names(offered):
    for username, is_offered in (("direktor", True), ("gulnoza", False)):
        page = signed_in(a_librarian(username)).get("/account/security/").content.decode()
        assert ("Bir oydan keyin eslatish" in page) is is_offered


def test_the_offer_is_put_off_for_a_month_and_ends_with_the_factor(offered):
    user = a_librarian("direktor")
    client = signed_in(user)
    answer = client.post("/account/security/later/", {"next": "/account/security/"})
    assert answer.headers["Location"] == "/account/security/"
    assert "Bir oydan keyin eslatish" not in client.get("/account/security/").content.decode()
    other = signed_in(user)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert "Bir oydan keyin eslatish" not in other.get("/account/security/").content.decode()
