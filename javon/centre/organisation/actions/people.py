"""The verbs about people: enter, correct, give an account. Nizom 1.3, 3.1, 4.1, 4.2."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from javon.centre.organisation import rights
from javon.centre.organisation.models import Centre, Person
from javon.centre.organisation.queries import staff as facts
from javon.centre.organisation.rules import people as rules
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.accounts.queries import account
from javon.core.database import action
from javon.core.uzbek import normalise

FIELDS = (
    "surname", "given_name", "patronymic", "name_cyrl", "sex", "birth_year", "education", "speciality",
    "working_since", "library_since", "computer_skill", "phone",
)  # fmt: skip
_NAMES = ("surname", "given_name", "patronymic", "speciality")


def _tidied(values: Mapping[str, Any]) -> dict[str, Any]:
    """Only what a card holds, names with the right apostrophes and no double spaces."""
    given = {name: values[name] for name in FIELDS if name in values}
    for name in _NAMES:
        if name in given:
            given[name] = " ".join(normalise(str(given[name])).split())
    return {"surname": "", "given_name": "", **given}


@action
def register_person(
    *,
    by: Actor,
    centre_id: UUID,
    values: Mapping[str, Any],
    is_another: bool = False,
    today: date | None = None,
) -> Person:
    """Enter an employee; posts come by :func:`appoint`. `values` maps names of FIELDS.

    Raises Refused: ``person_nameless``, ``birth_year_unreal``; ``same_name`` unless `is_another`.
    """
    require(by, rights.MANAGE_STAFF)
    centre = Centre.objects.select_for_update().get(pk=centre_id)
    given = _tidied(values)
    rules.may_register(
        facts.registering_facts(centre.pk, given, today=today or clock.today(), is_another=is_another)
    ).enforce()
    person = Person.objects.create(centre=centre, search_key=_key(given), **given)
    audit.record(by, "person_registered", person)
    return person


@action
def correct_person(
    *, by: Actor, person: Person, values: Mapping[str, Any], today: date | None = None
) -> Person:
    """Correct the card of an employee. Raises Refused: ``person_nameless``, ``birth_year_unreal``."""
    require(by, rights.MANAGE_STAFF)
    person = Person.objects.select_for_update().get(pk=person.pk)
    given = _tidied(values)
    rules.may_register(
        facts.registering_facts(person.centre_id, given, today=today or clock.today(), is_another=True)
    ).enforce()
    for name, value in given.items():
        setattr(person, name, value)
    person.search_key = _key({**given, "patronymic": person.patronymic})
    person.save()
    audit.record(by, "person_corrected", person)
    return person


@action
def link_account(*, by: Actor, person: Person, username: str) -> Person:
    """Whoever signs in as `username` is this person, with the rights of the person's posts.

    Raises Refused: ``for_oneself``, ``no_such_account``, ``account_taken``, ``has_an_account``.
    """
    require(by, rights.MANAGE_STAFF)
    person = Person.objects.select_for_update().get(pk=person.pk)
    user = account(username)
    owner = Person.objects.filter(user=user).first() if user is not None else None
    rules.may_link(
        login=username.strip(),
        exists=user is not None,
        taken_by=owner.short_name if owner is not None else "",
        is_own=user is not None and user.pk == by.user_id,
        has_one=person.user_id is not None,
    ).enforce()
    person.user = user
    person.save(update_fields=["user"])
    audit.record(by, "account_linked", person)
    return person


@action
def unlink_account(*, by: Actor, person: Person) -> Person:
    """The account is nobody's again, and holds no right. Raises Refused ``for_oneself``."""
    require(by, rights.MANAGE_STAFF)
    person = Person.objects.select_for_update().get(pk=person.pk)
    own = facts.is_own(person, by.user_id)
    rules.may_link(login="", exists=True, taken_by="", is_own=own, has_one=False).enforce()
    person.user = None
    person.save(update_fields=["user"])
    audit.record(by, "account_unlinked", person)
    return person


def _key(given: Mapping[str, Any]) -> str:
    return facts.name_key(given["surname"], given["given_name"], given.get("patronymic", ""))
