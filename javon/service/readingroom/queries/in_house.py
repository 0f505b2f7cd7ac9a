"""Books that are read in the hall: open, not given back, counted."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from javon.collection.stock.models import Copy
from javon.collection.stock.queries import scanned
from javon.service.readers.models import Reader
from javon.service.readingroom.models import InHouseUse
from javon.service.readingroom.rules.in_house import CopyFacts

NOT_BACK = (InHouseUse.State.OPEN, InHouseUse.State.UNRETURNED)


def uses(centre_id: UUID) -> QuerySet[InHouseUse]:
    """Every use in the hall."""
    found = InHouseUse.objects.filter(centre_id=centre_id)
    return found.select_related("copy__title", "copy__service_point", "reader")


def open_uses(centre_id: UUID) -> QuerySet[InHouseUse]:
    """What is being read now, the latest first."""
    return uses(centre_id).filter(state=InHouseUse.State.OPEN).order_by("-given_at")


def unreturned(centre_id: UUID) -> QuerySet[InHouseUse]:
    """What was not given back in the evening and is looked for."""
    return uses(centre_id).filter(state=InHouseUse.State.UNRETURNED).order_by("given_at")


def use_of_copy(copy: Copy) -> InHouseUse | None:
    """The use that a copy has not come back from."""
    return InHouseUse.objects.filter(copy=copy, state__in=NOT_BACK).select_related("copy").first()


def scanned_copy(centre_id: UUID, typed: str, reader: Reader | None) -> tuple[CopyFacts, Copy | None]:
    """What the rules ask of a scanned code, and the copy when it is one."""
    answers = scanned.answers(centre_id, [typed])
    copies = answers[0].copies if answers else ()
    text = typed.strip()[:40]
    if len(copies) != 1:
        return CopyFacts(text=text, found=len(copies)), None
    (copy,) = copies
    lists = scanned.held([copy.pk])
    use = use_of_copy(copy)
    is_others = (
        use is not None
        and use.state == InHouseUse.State.OPEN
        and (reader is None or use.reader_id != reader.pk)
    )
    return (
        CopyFacts(
            text=text,
            state=copy.state,
            is_listed=bool(lists.write_offs or lists.transfers or lists.counted),
            read_by_other=is_others,
        ),
        copy,
    )


def given_between(centre_id: UUID, first: date, last: date) -> int:
    """Copies given to be read in the hall, by the day under which they are counted."""
    return InHouseUse.objects.filter(centre_id=centre_id, counted_on__range=(first, last)).count()


def given_on(centre_id: UUID, day: date) -> dict[str, int]:
    """How many were given and came back on a day."""
    rows = InHouseUse.objects.filter(centre_id=centre_id, given_on=day)
    return rows.aggregate(given=Count("pk"), back=Count("pk", filter=Q(state="returned")))
