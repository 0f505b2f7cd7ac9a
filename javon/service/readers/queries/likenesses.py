"""Readers who may be the one that is being registered. Issue D: duplicates are shown while typing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from javon.service.readers.models import Reader
from javon.service.readers.names import name_key, patronymic_key, vowels_of
from javon.service.readers.queries.finding import begins, readers_of
from javon.service.readers.rules.likeness import Face, Sure, are_alike

CANDIDATES = 200


def face_of(reader: Reader) -> Face:
    """What is compared of a reader."""
    return face(reader.surname, reader.given_name, reader.patronymic, reader.birth_date, reader.phone)


def face(surname: str, given_name: str, patronymic: str, birth_date: date | None, phone: str = "") -> Face:
    """What is compared of what was typed."""
    return Face(
        name_key(surname), name_key(given_name), patronymic_key(patronymic), birth_date, phone,
        vowels_of(given_name),
    )  # fmt: skip


def alike(
    centre_id: UUID, sought: Face, *, but: UUID | None = None, limit: int = 5
) -> list[tuple[Reader, Sure]]:
    """Who may be the same person, the surest first; one query by the index of names."""
    if not sought.surname_key:
        return []
    short = sought.given_key[:3]
    if not short:  # who has one name
        ways = Q(search_key=sought.surname_key)
    else:
        ways = begins("search_key", sought.surname_key) & Q(
            search_key__startswith=f"{sought.surname_key} {short}"
        )
        # Who was entered with an initial.
        ways |= Q(search_key__in=[f"{sought.surname_key} {short[:length]}" for length in (1, 2)])
        if sought.birth_date is not None:
            ways |= begins("given_key", short) & Q(birth_date=sought.birth_date)
    found = readers_of(centre_id).filter(ways, kind=Reader.Kind.PERSON)
    if but is not None:
        found = found.exclude(pk=but)
    weighed = ((one, are_alike(sought, face_of(one))) for one in found.order_by("sort_key")[:CANDIDATES])
    sure = [pair for pair in weighed if pair[1] is not Sure.NOT]
    return sorted(sure, key=lambda pair: (-pair[1], pair[0].sort_key))[:limit]
