"""`javon user`: the first account, a forgotten password, a locked door, from the server's own keyboard."""

from __future__ import annotations

import io
import json
import re

import pytest
from django.test import Client

from javon.config import cli
from javon.config.commands import people
from javon.core.accounts.models import SignInLink, User
from javon.core.accounts.tests.characters import PASSWORD, a_colleague
from javon.core.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def this_database(monkeypatch, settings):
    """The test's own database instead of a home."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(people, "start_django", lambda: None)


def typed(monkeypatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def link_in(printed: str) -> str:
    return re.search(r"http://[\w.]+:\d+(/welcome/[\w-]+/)", printed)[1]


def test_a_new_account_prints_a_link_that_opens(capsys):
    assert cli.main(["user", "create", "Barno", "--display-name", "Barno Yoʻldosheva"]) == 0
    path = link_in(capsys.readouterr().out)
    assert "barno" in Client().get(path).content.decode()
    assert User.objects.get(username="barno").is_staff
    assert Entry.objects.filter(actor_label="javon user").count() == 2


def test_a_password_may_come_through_standard_input(monkeypatch, capsys):
    typed(monkeypatch, "kuzgi barg uchdi\n")
    assert cli.main(["user", "create", "dilnoza", "--reader", "--password-stdin"]) == 0
    user = User.objects.get(username="dilnoza")
    assert user.check_password("kuzgi barg uchdi") and not user.is_staff
    assert "welcome" not in capsys.readouterr().out


@pytest.mark.parametrize("password", ["", "\n", "123\n"])
def test_a_refused_password_makes_no_account(monkeypatch, capsys, password):
    typed(monkeypatch, password)
    assert cli.main(["user", "create", "dilnoza", "--password-stdin"]) == 1
    assert not User.objects.exists()
    assert capsys.readouterr().err.count("\n") == 1


def test_a_forgotten_password_is_reset_by_link_or_at_once(monkeypatch, capsys):
    user = a_colleague("gulnoza")
    assert cli.main(["user", "reset", "GULNOZA"]) == 0
    assert Client().get(link_in(capsys.readouterr().out)).status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)  # until the link is used the old one works
    typed(monkeypatch, "kuzgi barg uchdi")
    assert cli.main(["user", "reset", "gulnoza", "--password-stdin"]) == 0
    user.refresh_from_db()
    assert user.check_password("kuzgi barg uchdi")


def test_an_account_is_locked_and_opened():
    a_colleague("gulnoza")
    assert cli.main(["user", "lock", "gulnoza"]) == 0
    assert not User.objects.get().is_active
    assert cli.main(["user", "reset", "gulnoza"]) == 1
    assert not SignInLink.objects.exists()
    assert cli.main(["user", "unlock", "gulnoza"]) == 0
    assert User.objects.get().is_active


def test_the_list_is_read_by_people_and_by_programs(capsys):
    a_colleague("gulnoza")
    cli.main(["user", "list"])
    assert "gulnoza" in capsys.readouterr().out
    cli.main(["user", "list", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "name": "gulnoza", "display_name": "Gulnoza", "staff": True, "active": True, "last_seen": None, "pin": True,
        "second_factor": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    "given", [["lock", "nobody"], ["reset", "nobody"], ["create", "ab"], ["create", "Ёлқин"]]
)
def test_a_refusal_is_one_clear_line(capsys, given):
    assert cli.main(["user", *given]) == 1
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.count("\n") == 1
    assert "nobody" in printed.err or "login" in printed.err


def test_wrong_usage_is_two():
    for given in (["user"], ["user", "token"], ["user", "lock"]):
        with pytest.raises(SystemExit) as stopped:
            cli.main(given)
        assert stopped.value.code == 2
