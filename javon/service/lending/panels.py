"""What lending shows on a reader's page: the books in hand, and this year's formulary. ux 3.3; dossier 4.2."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from javon.core import clock
from javon.service.lending import rights
from javon.service.lending.models import Loan
from javon.service.lending.queries.formulary import book_of, rows
from javon.service.lending.queries.keeping import open_loans
from javon.service.readers.models import Reader
from javon.service.readers.panels import Panel
from javon.service.readers.papers.formulary import LoanRow


def in_hand(request: HttpRequest, reader: Reader) -> dict[str, Any]:
    """What is with the reader now, by the date it is due."""
    today = clock.today()
    loans = [
        {
            "book": book_of(loan),
            "url": f"/desk/loans/{loan.pk}/",
            "inventory": loan.copy.inventory_number or loan.copy.barcode or "",
            "lent_on": loan.lent_on,
            "due_on": loan.due_on,
            "late": max((today - loan.due_on).days, 0),
        }
        for loan in open_loans(reader.pk)
    ]
    return {"loans": loans, "may_open": request.actor.may(rights.LEND)}  # type: ignore[attr-defined]


def this_year(request: HttpRequest, reader: Reader) -> dict[str, Any]:
    """This year's formulary: earlier loans are the reader's own business."""
    year = clock.today().year
    lines = [one for one in rows(reader, year) if isinstance(one, LoanRow)]
    return {"lines": lines, "year": year, "pdf": f"/readers/{reader.number}/formulary.pdf"}


def _count(reader: Reader) -> int:
    return Loan.objects.filter(reader=reader, state=Loan.State.OPEN).count()


PANELS = (
    Panel("loans", _("In hand"), "lending/_in_hand.html", in_hand, _count),
    Panel("formulary", _("Formulary"), "lending/_formulary.html", this_year),
)
