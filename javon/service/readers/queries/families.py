"""Who may be of one family: the same surname in one mahalla, at one address, with one phone. ux 3.4 («Oilasi»)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from javon.service.readers.models import Reader
from javon.service.readers.names import name_key
from javon.service.readers.phones import phone_key
from javon.service.readers.queries.finding import begins, readers_of
from javon.service.readers.rules import ages

CANDIDATES = 60


def family_of(
    centre_id: UUID,
    *,
    surname: str,
    mahalla_id: UUID | None,
    phone: str,
    patronymic: str,
    today: date,
    limit: int = 3,
) -> list[Reader]:
    """Grown-up readers who may be parents, the likeliest first; nobody where only a common surname speaks for it."""
    key = name_key(surname)
    if not key:
        return []
    same_name = begins("search_key", key) & Q(search_key__startswith=f"{key} ")
    ways = same_name
    if phone:
        ways |= begins("phone_key", phone_key(phone)) & ~Q(phone_key="")
    found = readers_of(centre_id).filter(ways, kind=Reader.Kind.PERSON, left_on=None)[:CANDIDATES]
    father = name_key(patronymic)
    weighed = []
    for one in found:
        age = ages.age_on(one.birth_date, today)
        if age is None or age < ages.OF_AGE:
            continue
        likely = 4 * (phone != "" and one.phone == phone) + 2 * (
            mahalla_id is not None and one.mahalla_id == mahalla_id
        )
        likely += 2 * bool(father and one.given_key and father.startswith(one.given_key))
        if likely:
            weighed.append((-likely, one.sort_key, one))
    return [one for _likely, _key, one in sorted(weighed, key=lambda row: row[:2])[:limit]]
