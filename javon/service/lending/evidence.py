"""What lending shows for the Regulation: terms, loans, renewals, reservations met, requests refused. Nizom 1.5, 2.6, 2.11."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from javon.centre.documents.models import Document
from javon.core import clock
from javon.core.evidence import Evidence, Period
from javon.core.messaging.queries import sent_between
from javon.service.lending.models import Call, Channel, Hold, Loan, RefusedRequest, Renewal, TermsSet


def copies_lent(centre_id: Any, period: Period) -> int:
    """Loans counted in the period; undone ones never happened, those brought over from paper were given before us."""
    rows = Loan.objects.filter(centre_id=centre_id, lent_counted_on__range=(period.first, period.last))
    return rows.filter(Loan.GIVEN).count()


def loans_taken_over(centre_id: Any, period: Period) -> int:
    """Open loans of the paper system, by the day on which they were entered here."""
    first = datetime.combine(period.first, time(), clock.TASHKENT)
    until = datetime.combine(period.last + timedelta(days=1), time(), clock.TASHKENT)
    rows = Loan.objects.filter(
        centre_id=centre_id, channel=Channel.IMPORT, lent_at__gte=first, lent_at__lt=until
    )
    return rows.exclude(state=Loan.State.UNDONE).count()


def loans_renewed(centre_id: Any, period: Period) -> int:
    """Renewals counted in the period."""
    rows = Renewal.objects.filter(loan__centre_id=centre_id, is_undone=False)
    return rows.filter(counted_on__range=(period.first, period.last)).count()


def requests_refused(centre_id: Any, period: Period) -> int:
    """Requests written down that could not be met."""
    rows = RefusedRequest.objects.filter(centre_id=centre_id)
    return rows.filter(counted_on__range=(period.first, period.last)).count()


def readers_told(centre_id: Any, period: Period) -> int:
    """Messages that reached a reader by whatever door: sent, called, handed over."""
    first = datetime.combine(period.first, time(), clock.TASHKENT)
    until = datetime.combine(period.last + timedelta(days=1), time(), clock.TASHKENT)
    return sum(sent_between(centre_id, first, until).values())


def calls_made(centre_id: Any, period: Period) -> int:
    """Telephone calls about late books, answered or not."""
    first = datetime.combine(period.first, time(), clock.TASHKENT)
    until = datetime.combine(period.last + timedelta(days=1), time(), clock.TASHKENT)
    return Call.objects.filter(centre_id=centre_id, called_at__gte=first, called_at__lt=until).count()


def holds_met(centre_id: Any, period: Period) -> int:
    """Reservations whose book was lent in the period."""
    done = Hold.objects.filter(centre_id=centre_id, state=Hold.State.DONE)
    return done.filter(loan__lent_counted_on__range=(period.first, period.last)).count()


def terms_on_paper(centre_id: Any, period: Period) -> int:
    """Terms of lending that held in the period and rest on a paper that the director has approved."""
    rows = TermsSet.objects.filter(centre_id=centre_id, valid_from__lte=period.last)
    decided = rows.exclude(state=TermsSet.State.DRAFT).order_by("valid_from")
    held = [one for one in decided if one.valid_from > period.first]
    before = [one for one in decided if one.valid_from <= period.first]
    papers = [one.basis_document_id for one in (*before[-1:], *held) if one.basis_document_id is not None]
    approved = Document.objects.filter(pk__in=papers, is_model_text=False).values_list("pk", flat=True)
    return sum(one.basis_document_id in set(approved) for one in (*before[-1:], *held))


EVIDENCE = (
    Evidence(
        code="lending.copies_lent",
        clause="2.6",
        sentence=_("Copies lent: %(count)d"),
        count=copies_lent,
        rows="lending:desk",
    ),
    Evidence(
        code="lending.loans_renewed",
        clause="2.6",
        sentence=_("Loans renewed: %(count)d"),
        count=loans_renewed,
        rows="lending:desk",
    ),
    Evidence(
        code="lending.terms_on_paper",
        clause="1.5",
        sentence=_("Terms of lending that rest on an approved paper: %(count)d"),
        count=terms_on_paper,
        rows="lending:terms",
    ),
    Evidence(
        code="lending.requests_refused",
        clause="2.11",
        sentence=_("Requests that could not be met: %(count)d"),
        count=requests_refused,
        rows="lending:refuse",
    ),
    Evidence(
        code="lending.readers_told",
        clause="2.6",
        sentence=_("Messages that readers were given: %(count)d"),
        count=readers_told,
        rows="lending:overdue",
    ),
    Evidence(
        code="lending.calls_made",
        clause="2.11",
        sentence=_("Calls about late books: %(count)d"),
        count=calls_made,
        rows="lending:overdue",
    ),
    Evidence(
        code="lending.loans_taken_over",
        clause="2.11",
        sentence=_("Open loans taken over from paper: %(count)d"),
        count=loans_taken_over,
        rows="lending:openings",
    ),
    Evidence(
        code="lending.holds_met",
        clause="2.6",
        sentence=_("Reservations met: %(count)d"),
        count=holds_met,
        rows="lending:holds",
    ),
)
