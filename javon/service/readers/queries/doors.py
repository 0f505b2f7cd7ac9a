"""Whose pages a reader may open besides their own, and what readers ask of the staff."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from javon.service.readers.models import Guardianship, Reader, ReaderPin, ReaderRequest
from javon.service.readers.rules import ages
from javon.service.readers.rules.doors import guardian_sees

FAMILY = (Guardianship.Relation.MOTHER, Guardianship.Relation.FATHER, Guardianship.Relation.GUARDIAN)


def seen_wards(reader: Reader, day: date) -> list[Reader]:
    """The children and groups whose pages `reader` sees on `day`, by name. One question."""
    rows = Guardianship.objects.filter(guardian=reader, ended_on=None).select_related("reader")
    wards = {row.reader_id: row.reader for row in rows if row.reader.is_here and _sees(row, day)}
    return sorted(wards.values(), key=lambda ward: ward.sort_key)


def ward_seen(reader: Reader, ward_id: UUID, day: date) -> Reader | None:
    """That ward, if `reader` sees the ward's pages on `day`."""
    return next((ward for ward in seen_wards(reader, day) if ward.pk == ward_id), None)


def _sees(row: Guardianship, day: date) -> bool:
    return guardian_sees(
        is_in_force=row.ended_on is None,
        relation=row.relation,
        is_group=row.reader.kind == Reader.Kind.COLLECTIVE,
        age=ages.age_on(row.reader.birth_date, day),
        is_let_in=row.let_in_on is not None,
    )


def guardians_to_let_in(reader: Reader, day: date) -> list[Guardianship]:
    """Adults who are readers and whom a grown reader may let in or shut out; none while the child is under sixteen."""
    if reader.kind == Reader.Kind.COLLECTIVE or ages.needs_guardian(ages.age_on(reader.birth_date, day)):
        return []
    rows = Guardianship.objects.filter(reader=reader, ended_on=None, relation__in=FAMILY)
    return list(rows.exclude(guardian=None).select_related("guardian"))


def has_pin(reader: Reader) -> bool:
    """Whether the desk has given a PIN for this reader's card."""
    return ReaderPin.objects.filter(pk=reader.pk).exists()


def requests_of(reader: Reader) -> list[ReaderRequest]:
    """The latest request of each kind, as the reader sees them."""
    latest: dict[str, ReaderRequest] = {}
    for row in ReaderRequest.objects.filter(reader=reader).order_by("-asked_at")[:20]:
        latest.setdefault(row.kind, row)
    return list(latest.values())


def open_requests(centre_id: UUID) -> QuerySet[ReaderRequest]:
    """What readers ask and nobody has answered, the oldest first."""
    rows = ReaderRequest.objects.filter(state=ReaderRequest.State.OPEN, reader__centre_id=centre_id)
    return rows.select_related("reader").order_by("asked_at")
