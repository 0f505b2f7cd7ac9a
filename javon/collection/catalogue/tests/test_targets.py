"""The list of other libraries' catalogues: what may be kept, who keeps it, what is never shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import rights, rules, targets, wording, wording_elsewhere
from javon.collection.catalogue.actions.targets import (
    add_standard_targets,
    add_target,
    change_target,
    switch_target,
)
from javon.collection.catalogue.models import Target
from javon.collection.catalogue.rules import TargetFacts
from javon.collection.sources.elsewhere import By, Trouble
from javon.core.access import Actor
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

KEEPER = Actor(label="texnolog", rights=frozenset({rights.MANAGE_TARGETS.code}))
GIVEN: dict[str, Any] = {
    "name": "Milliy kutubxona",
    "kind": "z3950",
    "address": "z3950.example.uz",
    "port": 210,
    "database": "books",
    "syntax": "rusmarc",
    "encoding": "cp1251",
    "version": "1.1",
    "user": "",
    "password": "",
    "indexes": {},
    "position": 10,
}
SRU = {"kind": "sru", "address": "https://example.uz/sru", "port": None, "database": "", "syntax": "marcxml"}
SOUND = TargetFacts("x", False, "z3950", True, 210, "x", "marc21", True, True, True)


def a_target(**deviations: Any) -> Target:
    given = {**GIVEN, **deviations}
    return add_target(by=KEEPER, centre_id=a_centre().pk, given=given, request_id=uuid7())


@pytest.mark.parametrize(
    "deviation, code",
    [
        ({"name": " "}, "target_no_name"),
        ({"is_name_taken": True}, "target_name_taken"),
        ({"is_address_possible": False}, "target_host"),
        ({"is_address_possible": False, "kind": "sru"}, "target_web_address"),
        ({"port": None}, "target_port"),
        ({"port": 0}, "target_port"),
        ({"port": 65_536}, "target_port"),
        ({"database": " "}, "target_no_database"),
        ({"is_syntax_known": False}, "target_syntax"),
        ({"is_encoding_known": False}, "target_encoding"),
        ({"are_indexes_possible": False}, "target_indexes"),
    ],
)
def test_each_objection_has_its_sentence(deviation: dict[str, Any], code: str) -> None:
    verdict = rules.may_keep_target(TargetFacts(**{**_fields(SOUND), **deviation}))
    assert verdict.codes == (code,)
    assert all(wording.sentences(verdict.stops))


def _fields(facts: TargetFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in TargetFacts.__dataclass_fields__}


def test_a_sound_address_meets_no_objection_and_sru_needs_neither_port_nor_database() -> None:
    assert rules.may_keep_target(SOUND)
    assert rules.may_keep_target(
        TargetFacts(**{**_fields(SOUND), "kind": "sru", "port": None, "database": ""})
    )


@pytest.mark.parametrize(
    "text, possible",
    [
        ("lx2.loc.gov", True),
        ("192.168.0.7", True),
        ("2001:db8::7", True),
        ("http://lx2.loc.gov", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("fe80::1", False),
        ("a b", False),
        ("-x", False),
        ("x/..", False),
        ("a..b", False),
        ("2130706433", False),
        ("", False),
    ],
)
def test_what_a_server_may_be_called(text: str, possible: bool) -> None:
    assert targets.is_host(text) is possible


@pytest.mark.django_db
@pytest.mark.parametrize(
    "deviation, codes",
    [
        (
            {"address": "http://x", "port": 0, "syntax": "docx"},
            ("target_host", "target_port", "target_syntax"),
        ),
        ({**SRU, "address": "file:///etc/passwd"}, ("target_web_address",)),
        ({**SRU, "address": "http://169.254.169.254/x"}, ("target_web_address",)),
        ({**SRU, "address": "http://u:p@example.uz/"}, ("target_web_address",)),
        ({"encoding": "ebcdic-klingon"}, ("target_encoding",)),
        ({"indexes": {"title": "dc.title"}}, ("target_indexes",)),
        ({**SRU, "indexes": {"title": 'x" or 1'}}, ("target_indexes",)),
    ],
)
def test_an_impossible_address_is_refused_with_every_reason(deviation: dict, codes: tuple[str, ...]) -> None:
    with pytest.raises(Refused) as refused:
        a_target(**deviation)
    assert refused.value.verdict.codes == codes
    assert not Target.objects.exists()


@pytest.mark.django_db
def test_one_name_stands_in_the_list_once() -> None:
    a_target()
    with pytest.raises(Refused) as refused:
        a_target()
    assert refused.value.verdict.codes == ("target_name_taken",)


@pytest.mark.django_db
def test_without_the_right_nothing_is_kept() -> None:
    nobody = Actor(user_id=1, rights=frozenset({rights.CORRECT_RECORD.code}))
    target = a_target()
    for refused in (
        lambda: add_target(by=nobody, centre_id=a_centre().pk, given=GIVEN, request_id=uuid7()),
        lambda: change_target(by=nobody, target=target, given=GIVEN, request_id=uuid7()),
        lambda: switch_target(by=nobody, target=target, is_active=False, request_id=uuid7()),
        lambda: add_standard_targets(by=nobody, centre_id=a_centre().pk),
    ):
        with pytest.raises(Refused, match="no_right"):
            refused()


@pytest.mark.django_db
def test_another_address_is_proved_anew_and_the_password_stays_unless_the_name_goes() -> None:
    target = a_target(user="akm", password="sir")
    Target.objects.update(answered_at="2026-01-01T00:00Z")
    changed = change_target(
        by=KEEPER, target=target, given={**GIVEN, "user": "akm", "position": 5}, request_id=uuid7()
    )
    assert (changed.password, changed.position, changed.answered_at is None) == ("sir", 5, False)
    changed = change_target(by=KEEPER, target=target, given={**GIVEN, "port": 211}, request_id=uuid7())
    assert (changed.password, changed.answered_at) == ("", None)


@pytest.mark.django_db
def test_a_library_switched_off_is_not_asked() -> None:
    target = a_target()
    for _ in range(2):
        switch_target(by=KEEPER, target=target, is_active=False, request_id=uuid7())
    assert not targets.to_ask(target.centre_id).exists()
    assert list(Entry.objects.values_list("verb", flat=True).order_by("pk")) == [
        "target_added",
        "target_switched_off",
    ]


@pytest.mark.django_db
def test_every_known_library_may_be_kept_and_is_added_once() -> None:
    centre = a_centre()
    for entry in targets.standard_targets():
        assert rules.may_keep_target(targets.target_facts(centre.pk, entry)), entry["name"]
    assert add_standard_targets(by=KEEPER, centre_id=centre.pk) == len(targets.standard_targets())
    assert add_standard_targets(by=KEEPER, centre_id=centre.pk) == 0
    assert all(targets.address_of(target) for target in targets.all_of(centre.pk))
    german = targets.address_of(Target.objects.get(name="Deutsche Nationalbibliothek"))
    assert german.index(By.ANY) == "woe"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "deviation", [{"port": 0}, {"port": None}, {"port": 70_000}, {"name": ""}, {"kind": "ftp"}]
)
def test_the_database_itself_keeps_no_impossible_address(deviation: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(centre=a_centre(), **{**GIVEN, **deviation})


def test_every_trouble_has_its_sentence() -> None:
    assert set(wording_elsewhere.TROUBLES) == {code.value for code in Trouble}
    assert all(wording_elsewhere.trouble(code.value, {}) for code in Trouble)
    assert "LCDB" in wording_elsewhere.trouble("diagnostic", {"told": "LCDB 100%", "number": 1})


# --- the pages


@pytest.fixture
def desk(client: Client) -> Client:
    a_centre()
    client.force_login(
        an_employee("texnolog", rights.MANAGE_TARGETS).user,
        backend="javon.core.accounts.backends.AccountBackend",
    )
    return client


TYPED = {
    "name": "Milliy kutubxona",
    "kind": "z3950",
    "address": "z3950.example.uz",
    "port": "210",
    "database": "books",
    "syntax": "rusmarc",
    "encoding": "cp1251",
    "version": "1.1",
    "position": "10",
    "any": "1016",
}


@pytest.mark.django_db
def test_a_library_is_added_changed_and_switched_off_on_its_pages(desk: Client) -> None:
    assert desk.get(reverse("catalogue:targets")).status_code == 200
    assert desk.get(reverse("catalogue:target_add")).status_code == 200
    typed = {**TYPED, "request_id": str(uuid7()), "user": "akm", "password": "sir-1"}
    for _ in range(2):
        assert desk.post(reverse("catalogue:target_add"), typed).status_code == 303
    target = Target.objects.get()
    assert target.indexes == {"any": "1016"}
    shown = desk.get(reverse("catalogue:target", args=[target.pk])).content.decode()
    assert "z3950.example.uz" in shown and "sir-1" not in shown
    typed = {**TYPED, "request_id": str(uuid7()), "user": "akm", "name": "MK"}
    assert desk.post(reverse("catalogue:target", args=[target.pk]), typed).status_code == 303
    target.refresh_from_db()
    assert (target.name, target.password) == ("MK", "sir-1")
    typed = {"is_active": "0", "request_id": str(uuid7())}
    assert desk.post(reverse("catalogue:target_switch", args=[target.pk]), typed).status_code == 303
    assert not Target.objects.get().is_active
    assert desk.post(reverse("catalogue:targets_standard")).status_code == 303
    assert Target.objects.count() == 1 + len(targets.standard_targets())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "deviation, status",
    [
        ({"address": "http://x"}, 409),
        ({"port": "0"}, 409),
        ({"port": "x" * 100}, 422),
        ({"kind": "ftp"}, 422),
        ({"position": "-1"}, 422),
        ({"request_id": "x"}, 422),
        ({"name": "\x00"}, 422),
    ],
)
def test_bad_input_is_answered_in_words_and_kept(
    desk: Client, deviation: dict[str, str], status: int
) -> None:
    typed = {**TYPED, "request_id": str(uuid7()), **deviation}
    response = desk.post(reverse("catalogue:target_add"), typed)
    assert response.status_code == status
    assert "books" in response.content.decode()
    assert not Target.objects.exists()


@pytest.mark.django_db
def test_a_list_of_many_libraries_costs_no_more_questions_than_one_of_a_single(desk: Client) -> None:
    counts = []
    for name in ("K0", *(f"K{place}" for place in range(1, 30))):
        a_target(name=name)
        if name in ("K0", "K29"):
            with CaptureQueriesContext(connection) as asked:
                desk.get(reverse("catalogue:targets"))
            counts.append(len(asked))
    assert counts[1] <= counts[0]


@pytest.mark.django_db
def test_a_cataloguer_without_the_right_does_not_see_addresses(client: Client) -> None:
    a_centre()
    client.force_login(
        an_employee("kataloger", rights.CORRECT_RECORD).user,
        backend="javon.core.accounts.backends.AccountBackend",
    )
    assert client.get(reverse("catalogue:targets")).status_code == 403
    assert client.post(reverse("catalogue:target_add"), TYPED).status_code == 403
