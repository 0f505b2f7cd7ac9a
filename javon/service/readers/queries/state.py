"""How a reader stands on a day: registered this year, restricted, in whose care."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from javon.service.readers.models import Block, Guardianship, Reader, Registration


def blocks_on(reader_id: Any, day: Any) -> QuerySet[Block]:
    """The restrictions of a reader (UUID) in force on `day` (date), both ends included; the lifted ones are not. Holes of
    a prepared question will do for both.
    """
    in_time = Q(ends_on=None) | Q(ends_on__gte=day)
    return Block.objects.filter(in_time, reader_id=reader_id, lifted_at=None, starts_on__lte=day)


def registration_of(reader_id: UUID, year: int) -> Registration | None:
    """The reader's line in the journal of `year`; None when not yet registered."""
    return Registration.objects.filter(reader_id=reader_id, year=year).first()


def guardians_of(reader: Reader) -> QuerySet[Guardianship]:
    """Who answers for a reader now."""
    return Guardianship.objects.filter(reader=reader, ended_on=None).select_related("guardian")


def wards_of(reader: Reader) -> QuerySet[Guardianship]:
    """For whom a reader answers now."""
    found = Guardianship.objects.filter(guardian=reader, ended_on=None)
    return found.select_related("reader__school")
