"""What the pages of reservations are told: a day, a point, a reader by card or by name."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from javon.centre.organisation.models import ServicePoint
from javon.collection.stock.codes import Scanned, parse_code
from javon.core import clock
from javon.service.readers.models import Reader
from javon.service.readers.queries import found_readers, reader_of_card, readers_of

MOST_PEOPLE = 8


def day_typed(text: str) -> date | None:
    """A day of a form; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def point_of(text: str, centre_id: UUID) -> ServicePoint | None:
    """A service point by its id; None where nothing or nonsense was sent."""
    try:
        key = UUID(text)
    except ValueError:
        return None
    return ServicePoint.objects.filter(pk=key, centre_id=centre_id).first()


def points(centre_id: UUID) -> list[ServicePoint]:
    """Where readers fetch what was put aside: points that serve today."""
    today = clock.today()
    kinds = (ServicePoint.Kind.LENDING, ServicePoint.Kind.CHILDREN, ServicePoint.Kind.READING_ROOM)
    rows = ServicePoint.objects.filter(centre_id=centre_id, kind__in=kinds).order_by("position", "code")
    return [one for one in rows if one.valid_to is None or one.valid_to >= today]


class Sought(NamedTuple):
    """Who answers to what was typed: one reader, or several to choose from."""

    reader: Reader | None
    people: list[Reader]


def reader_sought(centre_id: UUID, typed: str, chosen: str = "") -> Sought:
    """A card, a name, or the number of the reader who was chosen from several."""
    if chosen.isascii() and chosen.isdigit() and len(chosen) <= 6:
        return Sought(readers_of(centre_id).filter(number=int(chosen)).first(), [])
    code = parse_code(typed)
    if code.kind is Scanned.READER:
        answer = reader_of_card(centre_id, int(code.value[1:7]))
        return Sought(answer.reader if answer is not None else None, [])
    people = found_readers(centre_id, typed, MOST_PEOPLE)
    return Sought(people[0] if len(people) == 1 else None, people)
