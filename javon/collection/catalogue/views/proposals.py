"""Pages on which a merge is proposed, seen by whoever may merge, and answered. Nizom 5.2; job clause 2.8."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import proposals, queries, rights, wording
from javon.collection.catalogue.actions import proposals as actions
from javon.collection.catalogue.forms import PairForm
from javon.collection.catalogue.forms_proposals import DeclineForm, ProposalForm
from javon.collection.catalogue.models import MergeProposal
from javon.collection.catalogue.views.shared import pager
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.verdict import Refused

PER_PAGE = 20


@require_right(rights.CORRECT_RECORD)
def index(request: ActingRequest) -> HttpResponse:
    """What waits for a decision, and what was decided."""
    return _index(request)


def _index(request: ActingRequest, status: int = 200, **more: Any) -> HttpResponse:
    centre = organisation.the_centre()
    if centre is None:
        raise Http404
    decided = Paginator(proposals.decided(centre.pk), PER_PAGE).get_page(request.GET.get("page"))
    waiting = list(proposals.waiting(centre.pk)[:100])
    known = queries.names(
        [key for one in (*waiting, *decided) for key in (one.by_user_id, one.decided_by_user_id)]
    )
    return page(
        request,
        "catalogue/proposals.html",
        status,
        waiting=[(one, known.get(one.by_user_id, ""), uuid7()) for one in waiting],
        decided=[
            (one, known.get(one.by_user_id, ""), known.get(one.decided_by_user_id, "")) for one in decided
        ],
        found=decided,
        may_merge=request.actor.may(rights.MERGE_RECORDS),
        may_propose=request.actor.may(rights.PROPOSE_MERGE),
        **pager(request, decided),
        **more,
    )


@require_right(rights.PROPOSE_MERGE)
def propose(request: ActingRequest) -> HttpResponse:
    """Two records side by side, and why they are one."""
    pair = PairForm(request.GET)
    keep, take = pair.titles()
    shown: dict[str, Any] = {"pair": pair, "keep": keep, "take": take}
    if keep is None or take is None or request.method != "POST":
        is_wrong = not pair.is_empty and (keep is None or take is None)
        form = ProposalForm(initial={"request_id": uuid7()})
        return page(request, "catalogue/propose.html", 422 if is_wrong else 200, form=form, **shown)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return page(request, "catalogue/propose.html", 422, form=form, **shown)
    try:
        actions.propose_merge(by=request.actor, keep=keep, take=take, **form.cleaned_data)
    except Refused as refused:
        shown["stops"] = wording.sentences(refused.verdict.stops)
        again = ProposalForm(initial={**form.cleaned_data, "request_id": uuid7()})
        return page(request, "catalogue/propose.html", 409, form=again, **shown)
    messages.success(request, _("The proposal is laid before the head of the stock."))
    return HttpResponseRedirect(reverse("catalogue:proposals"), status=303)


@require_right(rights.MERGE_RECORDS)
@require_POST
def decline(request: ActingRequest, pk: str) -> HttpResponse:
    """The two are not one, and whoever proposed it is told why."""
    found = get_object_or_404(MergeProposal, pk=pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        actions.decline_proposal(by=request.actor, proposal=found, **form.cleaned_data)
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _index(request, 409, stops=stops)
    messages.success(request, _("The proposal is declined."))
    return HttpResponseRedirect(reverse("catalogue:proposals"), status=303)
