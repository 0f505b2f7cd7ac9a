"""What stands in the way of erasing, who is to be proposed for it, and the terms of keeping. Dossier 4.2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from javon.collection.runs.rules import State
from javon.service.readers.models import (
    Deposit,
    Guardianship,
    Reader,
    ReadersRun,
    Registration,
    Retention,
    Wiping,
)
from javon.service.readers.models.retention import ERASE_YEARS, UNLINK_DAYS
from javon.service.readers.rules import erasing as rules
from javon.service.readers.rules.erasing import ErasingFacts

FILES_KEPT = timedelta(days=30)


def facts(reader: Reader) -> ErasingFacts:
    """What this module knows to stand in the way."""
    rows = one_person(reader)
    held = Deposit.objects.filter(reader__in=rows, returned_on=None)
    another = Guardianship.objects.filter(reader=OuterRef("reader"), ended_on=None).exclude(guardian__in=rows)
    wards = (
        Guardianship.objects.filter(
            guardian__in=rows, ended_on=None, reader__left_on=None, reader__erased_at=None
        )
        .exclude(reader__in=rows)
        .exclude(Exists(another))
        .select_related("reader")
    )
    return ErasingFacts(
        is_erased=reader.erased_at is not None,
        is_merged=reader.merged_into_id is not None,
        held_deposits=tuple(one.shown for one in held),
        wards=tuple(f"K-{one.reader.number:06d}" for one in wards),
    )


def one_person(reader: Reader) -> list[Reader]:
    """The row and every row merged into it."""
    return [reader, *Reader.objects.filter(merged_into=reader)]


@dataclass(frozen=True, slots=True)
class Keeping:
    """For how long: days after a year was closed, years after the last registration; the document behind it."""

    unlink_days: int = UNLINK_DAYS
    erase_years: int = ERASE_YEARS
    basis: str = ""


def keeping(centre_id: UUID, day: date) -> Keeping:
    """The terms in force on `day`."""
    row = Retention.objects.filter(centre_id=centre_id, valid_from__lte=day).order_by("-valid_from").first()
    return Keeping(row.unlink_days, row.erase_years, row.basis_label) if row else Keeping()


def retentions(centre_id: UUID) -> QuerySet[Retention]:
    """Every term, the newest first."""
    return Retention.objects.filter(centre_id=centre_id).order_by("-valid_from")


def proposed(centre_id: UUID, today: date) -> QuerySet[Reader]:
    """Readers whose last registration is older than the term: to be erased once a person confirms it.

    Each has `last_on`, the day of the last registration (that of the row where there is none).
    """
    before = rules.last_day_to_keep(today, keeping(centre_id, today).erase_years)
    lately = Registration.objects.filter(reader=OuterRef("pk"), registered_on__gte=before)
    rows = Reader.objects.filter(
        centre_id=centre_id, erased_at=None, merged_into=None, registered_on__lt=before
    ).exclude(Exists(lately))
    return rows.annotate(last_on=Max("registrations__registered_on")).order_by("registered_on", "number")


def old_runs(now: datetime) -> list[ReadersRun]:
    """Files of readers that were done with long enough ago, and still hold their lines."""
    limit = now - FILES_KEPT
    over = (
        Q(state=State.ENTERED, entered_at__lt=limit)
        | Q(state=State.TAKEN_BACK, taken_back_at__lt=limit)
        | Q(state__in=["dropped", "columns", "checked"], created_at__lt=limit)
    )
    return list(ReadersRun.objects.filter(over, file__isnull=False))


def erased_since_wiping() -> int:
    """Readers erased since the database file was last written anew."""
    last = Wiping.objects.aggregate(at=Max("at"))["at"]
    rows = Reader.objects.exclude(erased_at=None)
    return (rows.filter(erased_at__gte=last) if last else rows).count()


def last_wiping() -> Wiping | None:
    """The last time that happened."""
    return Wiping.objects.order_by("-at").first()
