"""Pages of proposals: the list by voices, writing one down, its voices and the decision. Dossier 2.6."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from javon.collection.acquisition import rights, wording
from javon.collection.acquisition.actions import proposals as actions
from javon.collection.acquisition.forms.proposals import ProposalForm, ReasonForm
from javon.collection.acquisition.models import PurchaseProposal
from javon.collection.acquisition.queries import proposals as queries
from javon.collection.acquisition.views.shared import (
    again,
    centre_or_404,
    rooms,
    whole,
    words_of,
)
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import pager, request_id_of
from javon.core.ui.render import page
from javon.core.uzbek.figures import number, short_date
from javon.core.verdict import Refused

PER_PAGE = 40
KINDS = {"proposed": "warn", "chosen": "info", "declined": "", "arrived": "ok"}


def proposal_or_404(short_number: int) -> PurchaseProposal:
    """The proposal with this short number."""
    found = queries.by_number(centre_or_404().pk, short_number)
    if found is None:
        raise Http404
    return found


def badge(proposal: PurchaseProposal) -> dict[str, str]:
    """Its state in words and colour."""
    return {"label": proposal.get_state_display(), "kind": KINDS[proposal.state]}


@require_right(rights.SEE_PURCHASES)
def proposals(request: ActingRequest) -> HttpResponse:
    """What is wished for, the most wished for first."""
    centre, words = centre_or_404(), words_of(request)
    asked = request.GET.get("state", "proposed")
    state = asked if asked in PurchaseProposal.State.values else ""
    found = Paginator(queries.register(centre.pk, state=state, words=words), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return page(
        request,
        "acquisition/proposals.html",
        rooms=rooms(centre, "proposals"),
        columns=_columns(),
        rows=[_row(one) for one in found],
        filters=_filters(state, words),
        total=found.paginator.count,
        pager=pager(request, found),
        may_propose=request.actor.may(rights.PROPOSE),
    )


def _filters(state: str, words: str) -> dict[str, Any]:
    options = [{"value": "all", "label": pgettext("purchase proposals", "all"), "is_on": not state}]
    options += [
        {"value": value, "label": label, "is_on": value == state}
        for value, label in PurchaseProposal.State.choices
    ]
    return {
        "query": words,
        "label": _("Title, author or ISBN"),
        "fields": [{"name": "state", "label": _("State"), "options": options}],
        "clear_url": "?" if words else "",
    }


def _columns() -> list[dict[str, str]]:
    return [
        {"label": _("No."), "kind": "code"},
        {"label": _("Book")},
        {"label": _("Voices"), "kind": "number"},
        {"label": _("Refusals"), "kind": "number"},
        {"label": _("Copies asked for"), "kind": "number"},
        {"label": _("Asked last")},
        {"label": _("State")},
    ]


def _row(proposal: Any) -> dict[str, Any]:
    note = ", ".join(filter(None, (proposal.author, proposal.publisher, str(proposal.year or ""))))
    return {
        "kind": "void" if proposal.state == "declined" else "",
        "cells": [
            {"text": str(proposal.number)},
            {"text": proposal.name, "url": address(proposal), "note": note},
            {"text": number(proposal.asked)},
            {"text": number(proposal.refusals) if proposal.refusals else ""},
            {"text": number(proposal.wanted or 1)},
            {"text": short_date(proposal.last_asked) if proposal.last_asked else ""},
            {"badge": badge(proposal)},
        ],
    }


def address(proposal: PurchaseProposal) -> str:
    """Its page."""
    return reverse("acquisition:proposal", args=[proposal.number])


@require_right(rights.PROPOSE)
def new(request: ActingRequest) -> HttpResponse:
    """The desk's short form; `?again=12` fills it with a proposal that is asked for once more."""
    if request.method != "POST":
        return _form_page(request, _filled(request))
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, 422)
    try:
        made = actions.ask_for_book(
            by=request.actor,
            centre=centre_or_404(),
            request_id=form.cleaned_data["request_id"],
            **form.given,
        )
    except Refused as refused:
        return _form_page(request, again(form), 409, refused)
    count = made.voices.count()
    words = (
        _("Written down.")
        if count == 1
        else _("Joined to the proposal, asked by: %(count)s") % {"count": count}
    )
    messages.success(request, words)
    may_see = request.actor.may(rights.SEE_PURCHASES)
    return HttpResponseRedirect(address(made) if may_see else reverse("acquisition:propose"), status=303)


def _filled(request: ActingRequest) -> ProposalForm:
    picked = whole(request.GET.get("again", ""))
    found = queries.by_number(centre_or_404().pk, picked) if picked else None
    names = ("name", "author", "isbn", "publisher", "year")
    initial = (
        {name: getattr(found, name) for name in names} if found else {"name": words_of(request, "name", 300)}
    )
    return ProposalForm(initial=initial)


def _form_page(
    request: ActingRequest, form: ProposalForm, status: int = 200, refused: Refused | None = None
) -> HttpResponse:
    stops = wording.sentences(refused.verdict.stops) if refused else []
    back = reverse("acquisition:proposals") if request.actor.may(rights.SEE_PURCHASES) else ""
    return page(request, "acquisition/propose.html", status, form=form, stops=stops, back=back)


@require_right(rights.SEE_PURCHASES)
def proposal(request: ActingRequest, short_number: int) -> HttpResponse:
    """One proposal: its voices, what we hold of it, the decision."""
    return proposal_page(request, proposal_or_404(short_number))


def proposal_page(
    request: ActingRequest,
    found: PurchaseProposal,
    status: int = 200,
    *,
    refused: Refused | None = None,
    form: ReasonForm | None = None,
) -> HttpResponse:
    """The page of a proposal, with what a refused decision has to say."""
    may_keep = request.actor.may(rights.KEEP_LISTS)
    return page(
        request,
        "acquisition/proposal.html",
        status,
        proposal=found,
        badge=badge(found),
        voices=queries.voices_of(found),
        held=queries.held(found.centre_id, name=found.name, author=found.author, isbn=found.isbn),
        lists=queries.lists_of(found),
        may_choose=may_keep and found.state == "proposed",
        may_decline=may_keep and found.state in PurchaseProposal.OPEN,
        may_propose=request.actor.may(rights.PROPOSE),
        form=form or ReasonForm(),
        request_id=uuid7(),
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )


@require_right(rights.KEEP_LISTS)
@require_POST
def choose(request: ActingRequest, short_number: int) -> HttpResponse:
    """It shall be bought."""
    found = proposal_or_404(short_number)
    try:
        actions.choose_proposal(by=request.actor, proposal=found, request_id=request_id_of(request))
    except Refused as refused:
        return proposal_page(request, proposal_or_404(short_number), 409, refused=refused)
    messages.success(request, _("Chosen: it can be put on a purchase list."))
    return HttpResponseRedirect(address(found), status=303)


@require_right(rights.KEEP_LISTS)
@require_POST
def decline(request: ActingRequest, short_number: int) -> HttpResponse:
    """It shall not, and why."""
    found, form = proposal_or_404(short_number), ReasonForm(request.POST)
    if not form.is_valid():
        return proposal_page(request, found, 422, form=form)
    try:
        actions.decline_proposal(by=request.actor, proposal=found, **form.cleaned_data)
    except Refused as refused:
        return proposal_page(request, proposal_or_404(short_number), 409, refused=refused, form=again(form))
    messages.success(request, _("Declined; the reason is kept."))
    return HttpResponseRedirect(address(found), status=303)
