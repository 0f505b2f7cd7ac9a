"""The lines of a reader's formulary of this year, and what a clearance letter lists. Dossier 2.3, 4.2.

Staff see this year's formulary only: earlier loans are the reader's own business, and soon nobody's.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from javon.service.lending.models import Loan, Renewal
from javon.service.lending.queries.keeping import open_loans
from javon.service.lending.queries.loans import with_titles
from javon.service.readers.models import Reader
from javon.service.readers.papers.formulary import LoanRow, NoteRow
from javon.service.readers.papers.letters import HeldRow


def rows(reader: Reader, year: int, notes: tuple[NoteRow, ...] = ()) -> list[LoanRow | NoteRow]:
    """Loans of `year` and those still open from before, each with its renewals, in the order in which they were made.

    `notes` are visits without a loan («oʻq. zali»): whoever counts visits hands them over. Two queries.
    """
    of_year = Q(lent_on__year=year) | Q(state=Loan.State.OPEN)
    loans = Loan.objects.filter(of_year, reader=reader).exclude(state=Loan.State.UNDONE)
    loans = with_titles(loans).order_by("lent_on", "lent_at")
    renewed: dict[object, list[Renewal]] = {}
    for one in Renewal.objects.filter(loan__in=[loan.pk for loan in loans], is_undone=False).order_by(
        "renewed_at"
    ):
        renewed.setdefault(one.loan_id, []).append(one)
    found: list[LoanRow | NoteRow] = [_row(loan, renewed.get(loan.pk, [])) for loan in loans]
    return sorted([*found, *notes], key=_day)


def _day(row: LoanRow | NoteRow) -> date:
    return row.on if isinstance(row, NoteRow) else row.lent_on


def _row(loan: Loan, renewals: list[Renewal]) -> LoanRow:
    first = renewals[0].from_due if renewals else loan.due_on
    return LoanRow(
        lent_on=loan.lent_on,
        due=(first, *(one.to_due for one in renewals)),
        inventory=loan.copy.inventory_number or loan.copy.barcode or "",
        shelf_mark=loan.copy.shelf_mark,
        book=book_of(loan),
        returned_on=loan.returned_on,
    )


def book_of(loan: Loan) -> str:
    """Author and title."""
    title = loan.copy.title
    return ". ".join(part for part in (title.author.rstrip(". "), title.title) if part)


def held(reader: Reader) -> list[HeldRow]:
    """What the reader has not brought back, for the clearance letter."""
    return [
        HeldRow(
            loan.copy.inventory_number or loan.copy.barcode or "", book_of(loan), loan.lent_on, loan.due_on
        )
        for loan in open_loans(reader.pk)
    ]
