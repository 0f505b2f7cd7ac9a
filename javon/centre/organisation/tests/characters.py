"""The house that tests play in: one centre, its desks, its hours."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from javon.centre.organisation.models import (
    Appointment,
    Centre,
    Grant,
    OpeningHours,
    Person,
    Post,
    ServicePoint,
    StaffingLine,
    StaffingTable,
    Unit,
)
from javon.centre.organisation.queries import rights_of
from javon.core import clock
from javon.core.access import Actor, Right
from javon.core.accounts.tests.characters import a_librarian
from javon.core.database.fields import uuid7
from javon.core.uzbek import fold


def a_centre(**deviations: Any) -> Centre:
    """The one centre of the home; the same one however often it is asked for."""
    found = Centre.objects.order_by("id").first()
    if found is not None and not deviations:
        return found
    given = {
        "code": "akm",
        "name": "Qoʻrgʻontepa tuman Axborot-kutubxona markazi",
        "short_name": "Qoʻrgʻontepa kutubxonasi",
        "address": "Qoʻrgʻontepa shahri, Navoiy koʻchasi, 1-uy",
        "phone": "+998 74 123-45-67",
    }
    return Centre.objects.create(**{**given, **deviations})


def a_service_point(code: str = "ABONEMENT", **deviations: Any) -> ServicePoint:
    """A lending desk, unless said otherwise."""
    centre = deviations.pop("centre", None) or a_centre()
    given = {"name": "Abonement", "kind": ServicePoint.Kind.LENDING}
    return ServicePoint.objects.get_or_create(centre=centre, code=code, defaults={**given, **deviations})[0]


def ordinary_hours(centre: Centre | None = None) -> None:
    """Open from nine to six, Monday to Saturday."""
    for weekday in range(6):
        OpeningHours.objects.create(
            centre=centre or a_centre(), weekday=weekday, opens_at=time(9), closes_at=time(18)
        )


def a_unit(code: str = "lending", **deviations: Any) -> Unit:
    """The service of the Regulation, unless said otherwise; directly under the director."""
    centre = deviations.pop("centre", None) or a_centre()
    given = {"name": "Abonement va foydalanuvchilarga xizmat koʻrsatish xizmati", "kind": Unit.Kind.SERVICE}
    return Unit.objects.get_or_create(centre=centre, code=code, defaults={**given, **deviations})[0]


def a_post(code: str = "librarian-lending", **deviations: Any) -> Post:
    """A librarian's post of the service."""
    centre = deviations.pop("centre", None) or a_centre()
    given = {
        "title": "Kutubxonachi",
        "kind": Post.Kind.LIBRARIAN,
        "unit": deviations.pop("unit", None) or a_unit(),
    }
    return Post.objects.get_or_create(centre=centre, code=code, defaults={**given, **deviations})[0]


def a_person(surname: str = "Mirzayeva", given_name: str = "Gulnoza", **deviations: Any) -> Person:
    """Somebody who works here; holds no post until appointed."""
    given = {
        "centre": deviations.pop("centre", None) or a_centre(),
        "surname": surname,
        "given_name": given_name,
    }
    given["search_key"] = fold(f"{surname} {given_name}")
    return Person.objects.create(**{**given, **deviations})


def an_appointment(person: Person, post: Post | None = None, **deviations: Any) -> Appointment:
    """`person` holds `post` at the full rate, since long ago."""
    given = {"valid_from": date(2024, 1, 9), "quarters": 4}
    return Appointment.objects.create(person=person, post=post or a_post(), **{**given, **deviations})


def a_grant(right: Right | str, post: Post | None = None, **deviations: Any) -> Grant:
    """A clause of a job description gives `right` to `post`; to everyone when there is none."""
    code = right if isinstance(right, str) else right.code
    given = {
        "centre": deviations.pop("centre", None) or a_centre(),
        "document_id": uuid7(),
        "document_label": "Lavozim yoʻriqnomasi",
        "clause_number": "3.1",
        "clause_text": "Vazifalarini bajarish uchun zarur huquqlarga ega.",
        "valid_from": date(2024, 1, 9),
    }
    return Grant.objects.create(post=post, right=code, **{**given, **deviations})


def an_employee(username: str, *rights: Right | str, **deviations: Any) -> Person:
    """A person with an account of that name, appointed to a post of their own that grants exactly `rights`."""
    user = a_librarian(username)
    post = deviations.pop("post", None) or a_post(f"post-of-{username}", title=f"Kutubxonachi ({username})")
    person = a_person(deviations.pop("surname", username.capitalize()), user=user, **deviations)
    an_appointment(person, post)
    for right in rights:
        a_grant(right, post)
    return person


def the_actor(person: Person) -> Actor:
    """Who acts when `person` is signed in, with the rights of today."""
    return Actor(
        user_id=person.user_id,
        label=str(person),
        centre_id=person.centre_id,
        rights=rights_of(person, clock.today()),
    )


def a_table(lines: dict[Post, tuple[int, int]], number: int = 1, **deviations: Any) -> StaffingTable:
    """A staffing table in force since the first of January 2026: positions and quarters by post."""
    given = {
        "state": "in_force",
        "valid_from": date(2026, 1, 1),
        "proposed_at": clock.now(),
        "number": number,
    }
    table = StaffingTable.objects.create(
        centre=deviations.pop("centre", None) or a_centre(), **{**given, **deviations}
    )
    for order, (post, (positions, quarters)) in enumerate(lines.items()):
        StaffingLine.objects.create(
            table=table, post=post, positions=positions, quarters=quarters, order=order
        )
    return table
