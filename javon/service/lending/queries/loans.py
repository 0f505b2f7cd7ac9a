"""One loan of the centre, as its page and its deeds ask for it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from javon.core.access import Actor, visible_to
from javon.service.lending.models import Loan

# The record behind a title weighs more than all else that is read with a loan, and no list shows it.
RECORD = ("copy__title__marc", "copy__title__annotation")


def with_titles(loans: QuerySet[Loan]) -> QuerySet[Loan]:
    """These loans with what a list says of their books, in one question."""
    return loans.select_related("copy__title").defer(*RECORD)


def loan_by_id(by: Actor, key: UUID) -> Loan | None:
    """The loan with this id, where `by` may see it: one of their own centre. An undone one never happened."""
    rows = Loan.objects.exclude(state=Loan.State.UNDONE)
    rows = rows.select_related("copy__title", "reader", "service_point", "terms", "loss")
    return visible_to(by, rows).filter(pk=key).first()
