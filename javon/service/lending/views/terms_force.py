"""What terms would change, putting them into force, and applying them to what is out. Nizom 1.5."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.days import IsOpen
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.service.lending import rights, wording
from javon.service.lending.actions import terms as actions
from javon.service.lending.actions.terms_open_loans import apply_to_open_loans
from javon.service.lending.forms import ForceForm
from javon.service.lending.models import TermsSet
from javon.service.lending.queries import terms_sets as queries
from javon.service.lending.queries.facts import calendar_from
from javon.service.lending.queries.terms import lines_of, terms_in_force
from javon.service.lending.rules.dates import due_after
from javon.service.lending.rules.terms import NoDefault
from javon.service.lending.rules.terms_samples import Pair, compared, samples
from javon.service.lending.views import terms_words as words
from javon.service.lending.views.terms import again, terms_or_404, to_set

MOST_LOANS = 30  # shown of those that would be due later
MOST_RECENT = 20  # sorts of loans of the last month that are shown


@require_right(rights.LEND)
@never_cache
@require_GET
def preview(request: ActingRequest, number: int) -> HttpResponse:
    """Twenty pairs of reader and copy, and what was lent in the last month: before and after."""
    found, today = terms_or_404(number), clock.today()
    return page(
        request,
        "lending/terms/preview.html",
        terms=found,
        held=terms_in_force(found.centre_id, today),
        **_compared(found, today),
        **_later(found),
    )


def _compared(found: TermsSet, today: date) -> dict[str, Any]:
    held = terms_in_force(found.centre_id, today)
    before, after = lines_of(held), lines_of(found)
    sampled = samples(before, after, queries.world_of(found.centre, today))
    recent = queries.recent_cases(found.centre_id, today)
    try:
        pairs, lately = compared(before, after, sampled), compared(before, after, recent)
    except NoDefault:
        return {"has_gap": True}
    keys = [one.service_point for one in (*sampled, *recent) if one.service_point is not None]
    points = queries.points_named(found.centre_id, keys)
    is_open = calendar_from(found.centre, today)
    lately.sort(key=lambda pair: not pair.differs)
    return {
        "pairs": [_pair(pair, today, is_open, points) for pair in pairs],
        "differ": sum(pair.differs for pair in pairs),
        "lately": [_pair(pair, today, is_open, points) for pair in lately[:MOST_RECENT]],
    }


def _pair(pair: Pair, today: date, is_open: IsOpen, points: Any) -> dict[str, Any]:
    return {
        "case": words.case(pair.case, points),
        "before": words.holds(pair.before),
        "after": words.holds(pair.after),
        "due_before": due_after(today, pair.before.loan_days, is_open).day,
        "due_after": due_after(today, pair.after.loan_days, is_open).day,
        "differs": pair.differs,
        "leaves_before": pair.before.may_leave,
        "leaves_after": pair.after.may_leave,
    }


def _later(found: TermsSet) -> dict[str, Any]:
    changes = queries.would_be_later(found, found.centre)
    return {"later": len(changes), "later_loans": changes[:MOST_LOANS]}


@require_right(rights.SET_TERMS)
@never_cache
def into_force(request: ActingRequest, number: int) -> HttpResponse:
    """The paper and the first day; every objection and what the lint found stands beside them."""
    found, today = terms_or_404(number), clock.today()
    form = ForceForm(request.POST or None, papers=queries.papers(found.centre_id), today=today)
    if request.method != "POST":
        return _force_page(request, found, form)
    if not form.is_valid():
        return _force_page(request, found, form, 422)
    try:
        actions.put_into_force(by=request.actor, terms=found, **form.given)
    except Refused as refused:
        return _force_page(request, found, form, 409, wording.sentences(refused.verdict.stops))
    messages.success(
        request, _("The terms are in force from the day you chose. Loans keep the terms they were lent under.")
    )  # fmt: skip
    return to_set(found)


def _force_page(
    request: ActingRequest, found: TermsSet, form: ForceForm, status: int = 200, wrong: Any = ()
) -> HttpResponse:
    if status == 409:
        form = again(form)
    verdict = queries.findings(found, found.centre, clock.today())
    return page(
        request,
        "lending/terms/into_force.html",
        status,
        terms=found,
        form=form,
        wrong=wrong,
        stops=wording.sentences(verdict.stops),
        notes=wording.sentences(verdict.warnings),
        lines=words.told(found),
    )


@require_right(rights.SET_TERMS)
@never_cache
def open_loans(request: ActingRequest, number: int) -> HttpResponse:
    """Which open loans would be due later; applied by a second press."""
    found = terms_or_404(number)
    if request.method != "POST":
        return _open_loans_page(request, found)
    try:
        moved = apply_to_open_loans(by=request.actor, terms=found, request_id=request_id_of(request))
    except Refused as refused:
        return _open_loans_page(request, found, 409, wording.sentences(refused.verdict.stops))
    messages.success(
        request, _("Due dates that moved on: %(count)s. Readers are told once.") % {"count": moved}
    )
    return to_set(found)


def _open_loans_page(
    request: ActingRequest, found: TermsSet, status: int = 200, wrong: Any = ()
) -> HttpResponse:
    holds = queries.standing(found, clock.today()) == "in_force"
    return page(
        request,
        "lending/terms/open_loans.html",
        status,
        terms=found,
        holds=holds,
        wrong=wrong,
        request_id=uuid7(),
        **_later(found),
    )
