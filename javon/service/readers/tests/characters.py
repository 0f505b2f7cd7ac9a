"""Readers that tests play with: Dilnoza, a pupil of eleven, Rustam ota, and whoever else is wanted."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from javon.centre.organisation.models import LocalBody, Person
from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.core import clock
from javon.core.access import Actor, machine
from javon.core.uzbek import fold
from javon.service.readers import rights
from javon.service.readers.actions import ConsentGiven, load_standard_consent, register
from javon.service.readers.models import Block, Category, ConsentText, Reader, Sex
from javon.service.readers.rules.registering import GuardianData, ReaderData

_surnames = count(1)


def a_school(name: str = "5-maktab", kind: str = LocalBody.Kind.SCHOOL) -> LocalBody:
    """A school of the district."""
    return LocalBody.objects.get_or_create(
        centre=a_centre(), kind=kind, name=name, defaults={"search_key": fold(name)}
    )[0]


def a_mahalla(name: str = "Gulbahor MFY") -> LocalBody:
    """A mahalla of the district."""
    return a_school(name, LocalBody.Kind.MAHALLA)


def a_consent_text() -> ConsentText:
    """The first text, entered when nobody has yet."""
    centre = a_centre()
    load_standard_consent(by=machine("test", centre.pk), centre=centre)
    return ConsentText.objects.get(centre=centre, version=1)


def reader_data(**deviations: Any) -> ReaderData:
    """A grown-up with nothing wrong; every call another surname."""
    given: dict[str, Any] = {
        "surname": f"Karimov{'a' * (next(_surnames) % 2)} {next(_surnames)}",
        "given_name": "Nargiza",
        "birth_date": date(1990, 5, 17),
        "sex": Sex.FEMALE,
        "category": Category.TEACHER,
        "phone": "998901112233",
    }
    return ReaderData(**{**given, **deviations})


def mother(**deviations: Any) -> GuardianData:
    """Nargiza, who has a telephone."""
    return GuardianData(
        **{"name": "Karimova Nargiza", "phone": "998901234567", "relation": "mother", **deviations}
    )


def a_reader(
    by: Actor | None = None,
    *,
    guardian: GuardianData | None = None,
    card_number: int | None = None,
    on: date | None = None,
    **deviations: Any,
) -> Reader:
    """A reader with a card, registered this year by the action itself."""
    a_consent_text()
    return register(
        by=by or machine("test", a_centre().pk),
        centre=a_centre(),
        data=reader_data(**deviations),
        guardian=guardian,
        consent=ConsentGiven(),
        card_number=card_number,
        registered_on=on,
        is_another=True,
    )


def dilnoza_data(**deviations: Any) -> ReaderData:
    """Dilnoza Karimova, pupil of the fifth class, eleven years old today."""
    today = clock.today()
    given: dict[str, Any] = {
        "surname": "Karimova",
        "given_name": "Dilnoza",
        "patronymic": "Anvar qizi",
        "birth_date": date(today.year - 11, 1, 1),
        "sex": Sex.FEMALE,
        "category": Category.PUPIL,
        "school_id": a_school().pk,
        "grade": 5,
        "class_letter": "B",
        "mahalla_id": a_mahalla().pk,
        "phone": "",
    }
    return ReaderData(**{**given, **deviations})


def dilnoza(by: Actor | None = None, **deviations: Any) -> Reader:
    """Dilnoza herself, with her mother's phone and consent."""
    a_consent_text()
    return register(
        by=by or machine("test", a_centre().pk),
        centre=a_centre(),
        data=dilnoza_data(**deviations),
        guardian=mother(),
        consent=ConsentGiven(),
        is_another=True,
    )


def rustam_ota(by: Actor | None = None) -> Reader:
    """Rustam ota, 68, who reads Cyrillic and is called by telephone."""
    return a_reader(
        by,
        surname="Йўлдошев",
        given_name="Рустам",
        patronymic="",
        birth_date=date(clock.today().year - 68, 1, 1),
        sex=Sex.MALE,
        category=Category.PENSIONER,
        phone="998911112233",
        mahalla_id=a_mahalla().pk,
    )


def blocked(reader: Reader, deed: str = Block.Deed.ALL, **deviations: Any) -> Block:
    """A restriction from today on."""
    given = {"reason": "Kitobni bir necha marta kechiktirgan", "starts_on": clock.today()}
    return Block.objects.create(reader=reader, deed=deed, placed_at=clock.now(), **{**given, **deviations})


def a_registrar(username: str = "gulnoza") -> Person:
    """A librarian of the lending desk: sees, registers, restricts; shows no documents."""
    held = (rights.SEE_READERS, rights.REGISTER_READERS, rights.BLOCK_READERS)
    return an_employee(username, *held, surname="Mirzayeva", given_name="Gulnoza")
