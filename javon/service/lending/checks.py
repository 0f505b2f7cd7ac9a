"""`javon check`: who has what, and where the copies are, say the same; renewals and deeds add up. Dossier 8.1 Loan."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q

from javon.collection.stock.models import Copy
from javon.service.lending.models import Deed, Loan, Renewal, TermsSet
from javon.service.lending.queries.terms_sets import paper_of
from javon.service.lending.triggers import missing_triggers


def verify() -> Iterator[str]:
    """Every sentence that is not true."""
    yield from _loans_and_places()
    yield from _renewals()
    yield from _deeds()
    yield from _terms()


def _loans_and_places() -> Iterator[str]:
    out = Loan.objects.filter(state=Loan.State.OPEN).exclude(
        copy__state__in=(Copy.State.ON_LOAN, Copy.State.WRITTEN_OFF)
    )
    for loan in out.select_related("copy"):
        copy = loan.copy
        yield f"copy {copy.inventory_number or copy.code} is on loan and stands as {copy.state}"
    lost = Loan.objects.filter(state=Loan.State.LOST, loss=None)
    for loan in lost.select_related("copy"):
        yield f"the loan of copy {loan.copy.inventory_number} was lost without a row of losses"


def _renewals() -> Iterator[str]:
    made = Count("renewals", filter=Q(renewals__is_undone=False))
    wrong = Loan.objects.annotate(made=made).exclude(made=F("renewals_made"))
    for loan in wrong.select_related("copy")[:100]:
        yield f"a loan of copy {loan.copy.inventory_number} counts {loan.renewals_made} renewals and has others"
    last = Renewal.objects.filter(loan=OuterRef("pk"), is_undone=False, to_due__gt=OuterRef("due_on"))
    for early in Loan.objects.filter(Exists(last)).select_related("copy")[:100]:
        yield f"a loan of copy {early.copy.inventory_number} is due before its last renewal says"


def _deeds() -> Iterator[str]:
    standing = Deed.objects.filter(undone_at=None)
    wrong = standing.filter(kind=Deed.Kind.LENT, loan__state=Loan.State.UNDONE).count()
    if wrong:
        yield f"{wrong} loans are undone and the deeds of their lending are not"
    wrong = (
        Deed.objects.exclude(undone_at=None).filter(kind=Deed.Kind.LENT).exclude(loan__state="undone").count()
    )
    if wrong:
        yield f"{wrong} deeds of lending are undone and their loans are not"


def _terms() -> Iterator[str]:
    for name in missing_triggers(connection):
        yield f"the database lost the guard {name}: terms that were in force could be changed"
    for terms in TermsSet.objects.exclude(state=TermsSet.State.DRAFT).prefetch_related("rows"):
        defaults = sum(row.is_default for row in terms.rows.all())
        if defaults != 1:
            yield f"the terms No. {terms.number} have {defaults} default lines, not one"
        if terms.basis_document_id is not None and paper_of(terms) is None:
            yield f"the terms No. {terms.number} rest on a paper that is not there"
