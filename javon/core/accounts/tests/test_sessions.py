"""Open sessions: listed, told apart, closed from anywhere."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import Client

from javon.core.access import Actor, machine
from javon.core.accounts import actions, sessions
from javon.core.accounts.models import SignedInSession
from javon.core.accounts.tests.characters import PASSWORD, a_librarian
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36"
PHONE = (
    "Mozilla/5.0 (Linux; Android 11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
)


def a_browser(user, agent=WINDOWS, address="10.0.0.5") -> Client:
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    client.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    return client


def opened(user):
    return SignedInSession.objects.filter(user=user, ended_at=None).order_by("created_at")


def is_in(client) -> bool:
    return client.get("/account/security/").status_code == 200


@pytest.mark.parametrize(
    "agent, label",
    [
        (WINDOWS, "Chrome · Windows"),
        (PHONE, "Chrome · Android"),
        ("Mozilla/5.0 (Windows NT 6.1; rv:115.0) Gecko/20100101 Firefox/115.0", "Firefox · Windows 7"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) Version/16.0 Mobile Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0 YaBrowser/24.1 Safari/537.36", "Yandex Browser · Linux"),
        ("curl/8.5.0", ""), ("", ""), ("\u0000<script>" * 50, ""),
    ],
)  # fmt: skip
def test_a_browser_is_called_by_its_plain_name(agent, label):
    assert sessions.device_label(agent) == label


def test_every_browser_is_listed_with_its_device_and_address():
    user = a_librarian()
    client = a_browser(user)
    a_browser(user, PHONE, "10.0.0.77")
    page = client.get("/account/security/").content.decode()
    assert "Chrome · Windows" in page and "Chrome · Android" in page and "10.0.0.77" in page
    assert page.count("shu brauzer") == 1


def test_the_key_of_a_session_changes_at_sign_in_and_is_kept_nowhere():
    user = a_librarian()
    client = Client()
    session = client.session
    session["left"] = "by a stranger"
    session.save()
    client.cookies["sessionid"] = session.session_key
    client.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    assert client.cookies["sessionid"].value != session.session_key
    assert client.cookies["sessionid"].value not in str(list(SignedInSession.objects.values()))


def test_a_session_is_closed_from_another_browser():
    user = a_librarian()
    here, there = a_browser(user), a_browser(user, PHONE)
    row = opened(user).last()
    assert here.post(f"/account/security/sessions/{row.pk}/close/").status_code == 303
    assert not is_in(there)
    assert is_in(here)
    assert here.post(f"/account/security/sessions/{row.pk}/close/").status_code == 303  # twice is once
    assert Entry.objects.filter(verb="session_closed").count() == 1


def test_all_others_are_closed_at_once():
    user = a_librarian()
    here, others = a_browser(user), [a_browser(user) for _ in range(3)]
    here.post("/account/security/sessions/close/")
    assert is_in(here)
    assert not any(is_in(client) for client in others)
    assert Entry.objects.filter(verb="sessions_closed").count() == 1


def test_nobody_closes_the_session_of_another_without_the_right():
    user, other = a_librarian(), a_librarian()
    theirs, mine = a_browser(user), a_browser(other)
    answer = mine.post(f"/account/security/sessions/{opened(user).get().pk}/close/")
    assert answer.status_code == 403
    assert is_in(theirs)
    with pytest.raises(Refused):
        actions.close_other_sessions(by=Actor(user_id=other.pk), username=user.username)


def test_a_session_that_does_not_exist_is_refused():
    with pytest.raises(Refused) as caught:
        actions.close_session(by=machine("test"), session_id=uuid7())
    assert caught.value.verdict.codes == ("no_such_session",)


def test_signing_out_ends_the_row_too():
    user = a_librarian()
    client = a_browser(user)
    client.get("/account/security/")
    client.post("/sign-out/")
    assert not opened(user).exists()


def test_locking_an_account_ends_its_sessions_in_the_same_moment():
    user = a_librarian()
    client = a_browser(user)
    actions.lock_user(by=machine("test"), username=user.username)
    assert not opened(user).exists()
    assert not is_in(client)


def test_a_new_password_ends_the_others_and_keeps_this_one():
    user = a_librarian()
    here, there = a_browser(user), a_browser(user)
    here.post("/account/security/password/", {"old_password": PASSWORD, "new_password": "kuzgi barg uchdi"})
    assert is_in(here) and not is_in(there)
    assert opened(user).count() == 1


def test_a_session_of_an_older_version_gets_its_row():
    user = a_librarian()
    client = Client()
    client.force_login(user, "javon.core.accounts.backends.AccountBackend")
    assert is_in(client)
    assert opened(user).count() == 1
    is_in(client)
    assert opened(user).count() == 1


def test_last_seen_is_written_every_five_minutes_at_most(time, django_assert_num_queries):
    user = a_librarian()
    client = a_browser(user)
    first = opened(user).get().last_seen_at
    time.go(minutes=4)
    client.get("/account/security/")
    assert opened(user).get().last_seen_at == first
    time.go(minutes=1)
    client.get("/account/security/")
    assert opened(user).get().last_seen_at > first


def test_a_page_opens_though_last_seen_cannot_be_written(time, monkeypatch):
    client = a_browser(a_librarian())
    time.go(minutes=6)

    def full():
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(sessions, "writing", full)
    assert is_in(client)


def test_ended_sessions_are_forgotten_at_the_next_sign_in(time):
    user = a_librarian()
    client = a_browser(user)
    client.get("/account/security/")
    client.post("/sign-out/")
    time.go(days=2)
    a_browser(user)
    assert SignedInSession.objects.filter(user=user).count() == 1


def test_a_visitor_costs_no_question(client, django_assert_num_queries):
    client.get("/sign-in/")
    with django_assert_num_queries(0):
        client.get("/locked/")
