"""The journal's page: who may read which rows, and that every verb has its words."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

import javon
from javon.centre.organisation.tests.characters import a_centre, a_post, a_unit, an_employee, the_actor
from javon.collection.runs.kind import Kind
from javon.collection.runs.rules import State
from javon.core import audit
from javon.core.access import machine
from javon.core.audit import rights
from javon.core.syntax import parsed
from javon.places.journal import queries, wording
from javon.places.journal.queries import Asked

BACKEND = "javon.core.accounts.backends.AccountBackend"
pytestmark = pytest.mark.django_db


def a_deed(by, verb: str = "corrected", thing=None) -> None:
    audit.record(by, verb, thing or a_centre())


def test_one_sees_ones_own_deeds_the_head_the_services_the_director_all():
    here, there = a_unit("lending"), a_unit("it")
    gulnoza = an_employee("gulnoza", post=a_post("librarian", unit=here))
    head = an_employee("rahbar", rights.READ_OWN_UNIT, post=a_post("head", unit=here))
    director = an_employee("direktor", rights.READ, post=a_post("director", unit=there))
    for person in (gulnoza, head, director):
        a_deed(the_actor(person))
    a_deed(machine("javon import"))
    seen = {
        person.surname: {entry.actor_id for entry in queries.entries_for(the_actor(person), Asked())}
        for person in (gulnoza, head, director)
    }
    assert seen["Gulnoza"] == {gulnoza.user_id}
    assert seen["Rahbar"] == {gulnoza.user_id, head.user_id}
    assert {gulnoza.user_id, head.user_id, director.user_id, None} <= seen["Direktor"]


def test_the_journal_is_asked_by_person_verb_thing_and_day():
    director = an_employee("direktor", rights.READ)
    by = the_actor(director)
    a_deed(by, "restored")
    count = lambda **asked: queries.entries_for(by, Asked(**asked)).filter(verb="restored").count()  # noqa: E731
    assert (
        count()
        == count(login="DIREKTOR")
        == count(verb="restored")
        == count(thing="organisation.centre")
        == 1
    )
    assert count(thing=f"organisation.centre:{a_centre().pk}") == 1
    assert count(login="gulnoza") == count(verb="corrected") == count(thing="organisation.person") == 0
    assert count(last=date(2020, 1, 1)) == count(first=date(2120, 1, 1)) == 0


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?page=99999",
        "?page=x",
        "?first=kecha",
        "?first=0001-01-01",
        "?last=9999-12-31",
        "?what=flew",
        "?who=%00",
        "?thing=a:b:c",
        "?thing=documents.document:1",
    ],
)
def test_the_page_answers_any_question(client: Client, query: str):
    director = an_employee("direktor", rights.READ)
    a_deed(the_actor(director))
    client.force_login(director.user, backend=BACKEND)
    assert client.get(f"/journal/{query}").status_code in {200, 400, 422}


def test_a_visitor_is_asked_to_sign_in(client: Client):
    assert client.get("/journal/").status_code == 302


def test_every_verb_that_is_written_has_its_words():
    assert verbs_in_code() <= set(wording.VERBS), sorted(verbs_in_code() - set(wording.VERBS))


def verbs_in_code() -> set[str]:
    """Second arguments of every `…record(by, "verb", …)`, strings chosen by a condition included."""
    found: set[str] = set()
    for file in Path(javon.__file__).parent.rglob("*.py"):
        if "tests" in file.parts:
            continue
        for node in ast.walk(parsed(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "record"
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in {"audit", "journal"}
                and len(node.args) > 1
            ):
                found |= verbs_of(node.args[1])
    return found


def verbs_of(said: ast.expr) -> set[str]:
    """A verb, one of two, or one for each kind of file in turns: ``f"{kind.name}_begun"``, ``f"{kind.name}_{now.state}"``."""
    if isinstance(said, ast.JoinedStr):
        kind, *rest = (
            ast.unparse(part) if isinstance(part, ast.FormattedValue) else part.value for part in said.values
        )
        assert kind == "{kind.name}", f"a verb that nobody could look up: {ast.unparse(said)}"
        ends = "".join(rest)
        states = (State.ENTERED, State.TAKEN_BACK) if "{now.state}" in ends else ("",)
        return {
            kind.name + ends.replace("{now.state}", state)
            for kind in Kind.__subclasses__()
            for state in states
        }
    return {
        one.value for one in ast.walk(said) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }
