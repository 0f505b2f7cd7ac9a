"""Terms in force are applied to loans that were lent before them: an act of its own, seen beforehand. Nizom 1.5.

Dates move forward only, as when the house is closed; readers are told once, for the version of the due date grows.
"""

from __future__ import annotations

from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.messaging import planning
from javon.core.verdict import Refused
from javon.service.lending import notices, rights
from javon.service.lending.models import Loan, TermsSet
from javon.service.lending.queries import terms_sets as queries
from javon.service.lending.queries.facts import calendar_from
from javon.service.lending.queries.terms import terms_in_force
from javon.service.lending.queries.terms_sets import Change

AT_ONCE = 500


@action
def apply_to_open_loans(*, by: Actor, terms: TermsSet, request_id: UUID | None = None) -> int:
    """Every open loan that `terms` would have due later is due later; answers how many. None is due sooner.

    Raises Refused ``terms_hold_not_yet`` for a draft, a set to come and a replaced one.
    """
    require(by, rights.SET_TERMS)
    centre, today = Centre.objects.select_for_update().get(pk=terms.centre_id), clock.today()
    held = terms_in_force(centre.pk, today)
    if held.pk != terms.pk:
        raise Refused.because("terms_hold_not_yet")
    loans = list(queries.open_loans(centre.pk).select_for_update(of=("self",)))
    if not loans:
        return 0
    is_open = calendar_from(centre, min(loan.lent_on for loan in loans))
    moved = [_moved(change, held) for change in queries.later_by(held, loans, is_open)]
    Loan.objects.bulk_update(
        moved, ["due_on", "due_version", "reasons", "terms", "loan_days"], batch_size=AT_ONCE
    )
    if moved:
        audit.record(by, "terms_applied", held, copies=len(moved))
        planning.plan(notices.later([one for one in moved if one.reader_id], today), now=clock.now())
    return len(moved)


def _moved(change: Change, terms: TermsSet) -> Loan:
    loan, due = change.loan, change.due
    loan.reasons = {
        **loan.reasons,
        "terms": terms.number,
        "said_by": change.said.said_by,
        "days": due.days,
        "counted": str(due.counted),
        "moved": due.moved,
    }
    loan.terms, loan.loan_days = terms, change.said.loan_days
    loan.due_on, loan.due_version = due.day, loan.due_version + 1
    return loan
