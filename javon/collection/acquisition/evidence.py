"""What acquisition shows for the Regulation: books asked for, copies ordered. Nizom 2.11."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from javon.collection.acquisition.models import OrderLine, ProposalVoice
from javon.core.evidence import Evidence, Period


def books_asked_for(centre_id: Any, period: Period) -> int:
    """Times that somebody asked for a book to be bought in the period."""
    rows = ProposalVoice.objects.filter(proposal__centre_id=centre_id)
    return rows.filter(asked_on__range=(period.first, period.last)).count()


def copies_ordered(centre_id: Any, period: Period) -> int:
    """Copies ordered in the period and not cancelled since."""
    rows = OrderLine.objects.filter(
        order__centre_id=centre_id, order__ordered_on__range=(period.first, period.last)
    )
    return int(rows.aggregate(copies=Sum(F("quantity") - F("cancelled")))["copies"] or 0)


EVIDENCE = (
    Evidence(
        code="acquisition.books_asked_for",
        clause="2.11",
        sentence=_("Books that readers asked for: %(count)d"),
        count=books_asked_for,
        rows="acquisition:proposals",
    ),
    Evidence(
        code="acquisition.copies_ordered",
        clause="2.11",
        sentence=_("Copies ordered: %(count)d"),
        count=copies_ordered,
        rows="acquisition:orders",
    ),
)
