"""A hall with four computers and four seats, Gulnoza who serves in it, readers who come."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from javon.centre.organisation.models import Person, ServicePoint
from javon.centre.organisation.tests.characters import a_centre, a_service_point, an_employee
from javon.core import clock
from javon.core.access import Actor, machine
from javon.service.readers import rights as readers_rights
from javon.service.readers.models import Reader
from javon.service.readers.queries.finding import current_card
from javon.service.readingroom import rights
from javon.service.readingroom.actions import places
from javon.service.readingroom.models import Place, Room
from javon.service.readingroom.queries import hall

PLAN = "P1 P2 . P3 P4\n\nJ1 J2 . J3 J4"


def the_machine() -> Actor:
    return machine("test", a_centre().pk)


def a_point() -> ServicePoint:
    return a_service_point("OQUV-ZALI", name="Oʻquv zali", kind=ServicePoint.Kind.READING_ROOM)


def a_room(plan: str = PLAN, **deviations: Any) -> Room:
    """The hall, drawn by its action."""
    given = {"name": "Oʻquv zali", "service_point": a_point(), "plan": plan, **deviations}
    return places.keep_room(by=the_machine(), centre=a_centre(), **given)


def the_place(code: str) -> Place:
    found = hall.place_by_code(a_centre().pk, code[0], int(code[1:]))
    assert found is not None, code
    return found


def card_of(reader: Reader) -> str:
    card = current_card(reader)
    assert card is not None
    return card.code


def a_hall_librarian(username: str = "gulnoza", *more: Any) -> Person:
    """Serves in the hall; looks past no rule unless `more` rights say so."""
    held = (rights.SEE_HALL, rights.NOTE_VISITS, rights.SERVE, readers_rights.SEE_READERS, *more)
    return an_employee(username, *held, surname="Mirzayeva", given_name="Gulnoza")


def at(hour: int, minute: int = 0) -> Any:
    """Deeds inside happen today at that time."""
    return clock.at(datetime.combine(clock.today(), time(hour, minute), clock.TASHKENT))
