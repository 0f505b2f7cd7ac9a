"""Which loans still name a person, and what a reader has on loan. Dossier 4.2, 2.3."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from javon.centre.organisation.models import Centre
from javon.centre.periods import queries as periods
from javon.collection.stock.models import Loss
from javon.core import clock
from javon.core.verdict import Refusal, Weight
from javon.service.lending.models import Loan
from javon.service.lending.queries.loans import with_titles
from javon.service.readers.queries.erasing import keeping

_FIRST_YEAR = 2000
_NAMED_AT_MOST = 20


def over_by(centre_id: UUID, year: int) -> QuerySet[Loan]:
    """Loans that were over and counted by the end of `year` and still name their reader."""
    end = date(year, 12, 31)
    over = Q(state=Loan.State.RETURNED, returned_counted_on__lte=end) | Q(state=Loan.State.UNDONE)
    over |= Q(state=Loan.State.LOST) & (Q(loss=None) | ~Q(loss__state__in=Loss.PENDING))
    return Loan.objects.filter(over, centre_id=centre_id, lent_counted_on__lte=end, reader__isnull=False)


def to_unlink(centre_id: UUID, year: int) -> QuerySet[Loan]:
    """Those of them that nobody asked to keep."""
    return over_by(centre_id, year).exclude(reader__keeps_history=True).order_by("pk")


def year_to_unlink(centre: Centre, today: date) -> int | None:
    """The latest year that was closed long enough ago; None while there is none."""
    days = timedelta(days=keeping(centre.pk, today).unlink_days)
    for year in range(today.year - 1, _FIRST_YEAR, -1):
        closed = periods.closed_at(centre, year, 0)
        if closed is not None and clock.day_of(closed) + days <= today:
            return year
    return None


def open_loans(reader_id: UUID) -> list[Loan]:
    """What is with the reader now, by the date it is due."""
    rows = Loan.objects.filter(reader=reader_id, state=Loan.State.OPEN)
    return list(with_titles(rows).order_by("due_on", "pk"))


def objections_to_leaving(reader_id: UUID) -> Sequence[Refusal]:
    """Why a reader may not leave or be erased yet: what is on loan, what was lost and is not made good. Names it."""
    loans = open_loans(reader_id)
    lost = Loan.objects.filter(reader=reader_id, state=Loan.State.LOST, loss__state__in=Loss.PENDING)
    found = []
    if loans:
        found.append(
            Refusal("holds_copies", Weight.FORBIDS, {"list": _listed([name_of(loan) for loan in loans])})
        )
    if rows := [str(loan.loss) for loan in lost.select_related("loss")]:
        found.append(Refusal("holds_losses", Weight.FORBIDS, {"list": _listed(rows)}))
    return found


def name_of(loan: Loan) -> str:
    """A copy as people name it: «Oʻtkan kunlar» (4218)."""
    title = loan.copy.title.title
    return f"«{title}» ({loan.copy.inventory_number or loan.copy.barcode})"


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMED_AT_MOST])
    return f"{shown} …" if len(names) > _NAMED_AT_MOST else shown
