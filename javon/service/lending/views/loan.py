"""One loan: why it is due when it is, what happened to it, and what is done when a book is lost, torn or disputed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.service.lending import rights, wording
from javon.service.lending.actions.losing import claim_returned, declare_lost, note_damage
from javon.service.lending.models import Damage, Loan
from javon.service.lending.queries.loans import loan_by_id
from javon.service.lending.rules.dates import days_late
from javon.service.readers.queries import current_card


def loan_or_404(request: ActingRequest, key: UUID) -> Loan:
    """The loan with this id, one of the centre's own."""
    found = loan_by_id(request.actor, key)
    if found is None:
        raise Http404
    return found


@require_right(rights.LEND)
@never_cache
@require_GET
def loan(request: ActingRequest, key: UUID) -> HttpResponse:
    """The loan as it stands."""
    return _page(request, loan_or_404(request, key))


def _page(
    request: ActingRequest, found: Loan, *, status: int = 200, wrong: Any = (), typed: Any = None
) -> HttpResponse:
    card = current_card(found.reader) if found.reader is not None else None
    return page(
        request,
        "lending/loan.html",
        status,
        loan=found,
        card=card,
        why=wording.why_this_date(found.due_on, found.reasons),
        days_late=days_late(found.due_on, clock.today()) if found.state == Loan.State.OPEN else 0,
        renewals=found.renewals.filter(is_undone=False),
        damages=Damage.objects.filter(copy=found.copy, mended_on=None),
        wrong=wrong,
        typed=typed or {},
        request_id=uuid7(),
    )


@require_right(rights.LEND)
@require_POST
def lost(request: ActingRequest, key: UUID) -> HttpResponse:
    """The reader has lost it: on to the book of replacements, where it is made good."""
    found = loan_or_404(request, key)
    try:
        loss = declare_lost(
            by=request.actor,
            loan=found,
            circumstances=request.POST.get("circumstances", ""),
            price=_tiyin(request.POST.get("price", "")),
            request_id=request_id_of(request),
        )
    except Refused as refused:
        reasons = wording.sentences(refused.verdict.stops)
        return _page(request, found, status=409, wrong=reasons, typed=request.POST)
    messages.success(
        request, _("Written down as lost. Now it is made good: look at what was brought in its place.")
    )
    return HttpResponseRedirect(reverse("stock:loss", args=(loss.year, loss.number)), status=303)


def _tiyin(typed: str) -> int | None:
    """Soʻm as typed ("45 000") in tiyin; None for nothing and for what is no number: the stock asks for it in words."""
    digits = "".join(typed.split())
    return int(digits) * 100 if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


@require_right(rights.LEND)
@require_POST
def claimed(request: ActingRequest, key: UUID) -> HttpResponse:
    """The reader says that it was brought back."""
    return _done(
        request,
        key,
        lambda found: claim_returned(by=request.actor, loan=found, request_id=request_id_of(request)),
        _("Written down. No reminder goes out while it is looked for on the shelf."),
    )


@require_right(rights.LEND)
@require_POST
def damaged(request: ActingRequest, key: UUID) -> HttpResponse:
    """A defect was seen."""
    return _done(
        request,
        key,
        lambda found: note_damage(
            by=request.actor,
            copy=found.copy,
            words=request.POST.get("words", ""),
            loan=found,
            request_id=request_id_of(request),
        ),
        _("The damage is written down with this loan."),
    )


def _done(request: ActingRequest, key: UUID, deed: Any, said: str) -> HttpResponse:
    found = loan_or_404(request, key)
    try:
        deed(found)
    except Refused as refused:
        return _page(
            request, found, status=409, wrong=wording.sentences(refused.verdict.stops), typed=request.POST
        )
    messages.success(request, said)
    return HttpResponseRedirect(reverse("lending:loan", args=(key,)), status=303)
