"""What a reader's own pages ask of loans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from javon.service.lending.models import Hold, Loan
from javon.service.lending.queries import holds
from javon.service.lending.queries.loans import with_titles


def returned_since(reader_id: UUID, first: date) -> int:
    """How many books came back since `first`."""
    return Loan.objects.filter(reader=reader_id, state=Loan.State.RETURNED, returned_on__gte=first).count()


def history(reader_id: UUID, after: datetime | None) -> QuerySet[Loan]:
    """What was read and brought back, the latest first; only after `after`, where the reader erased what was before."""
    rows = Loan.objects.filter(reader=reader_id, state=Loan.State.RETURNED)
    if after is not None:
        rows = rows.filter(returned_at__gt=after)
    return with_titles(rows).order_by("-returned_on", "-pk")


def own_loan(reader_id: UUID, key: UUID) -> Loan | None:
    """That open or past loan, if it is this reader's."""
    return Loan.objects.filter(pk=key, reader=reader_id).select_related("copy__title").first()


def own_hold(reader_id: UUID, key: UUID) -> Hold | None:
    """That reservation, open or over, if it is this reader's."""
    return Hold.objects.filter(pk=key, reader=reader_id).first()


@dataclass(frozen=True, slots=True)
class Mine:
    """What one reader has to do with one title. `place` is 0 for whoever's copy is ready."""

    hold: Hold | None = None
    place: int = 0
    due_on: date | None = None  # a copy of it is with the reader until then


def mine(reader_id: UUID, title_id: UUID) -> Mine:
    """The reader's open reservation of a title, or of a copy of it, with its place, and the loan of one."""
    rows = Hold.objects.filter(reader=reader_id, state__in=Hold.OPEN, targets__title=title_id)
    hold = rows.order_by("requested_at").first()
    loan = Loan.objects.filter(reader=reader_id, state=Loan.State.OPEN, copy__title=title_id).first()
    return Mine(
        hold, holds.place_of(hold) if hold is not None else 0, loan.due_on if loan is not None else None
    )
