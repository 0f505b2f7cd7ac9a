"""Pages of purchase lists: the register, the head, the lines beside the budget. Nizom 2.11."""

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
from javon.collection.acquisition.actions import lists as actions
from javon.collection.acquisition.forms.lists import LineForm, ListForm
from javon.collection.acquisition.forms.proposals import ReasonForm
from javon.collection.acquisition.models import PurchaseLine, PurchaseList, PurchaseProposal
from javon.collection.acquisition.queries import lists as queries
from javon.collection.acquisition.queries import orders as orders_queries
from javon.collection.acquisition.queries import proposals as proposals_queries
from javon.collection.acquisition.views.shared import (
    again,
    centre_or_404,
    rooms,
    whole,
)
from javon.collection.stock.wording.money import soums
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import pager, request_id_of
from javon.core.ui.render import page
from javon.core.uzbek.figures import number
from javon.core.verdict import Refused

PER_PAGE = 40
KINDS = {"draft": "warn", "sent": "info", "approved": "ok", "cancelled": ""}


def list_or_404(short_number: int) -> PurchaseList:
    """The list with this short number."""
    found = queries.by_number(centre_or_404().pk, short_number)
    if found is None:
        raise Http404
    return found


def address(purchase_list: PurchaseList) -> str:
    """Its page."""
    return reverse("acquisition:list", args=[purchase_list.number])


def badge(purchase_list: PurchaseList) -> dict[str, str]:
    """Its state in words and colour."""
    return {"label": purchase_list.get_state_display(), "kind": KINDS[purchase_list.state]}


def on_list(request: ActingRequest, purchase_list: PurchaseList, words: str, more: str = "") -> HttpResponse:
    """Back to the list, saying what was done."""
    messages.success(request, words)
    return HttpResponseRedirect(address(purchase_list) + more, status=303)


@require_right(rights.SEE_PURCHASES)
def lists(request: ActingRequest) -> HttpResponse:
    """Purchase lists, the newest first."""
    centre = centre_or_404()
    found = Paginator(queries.register(centre.pk), PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "acquisition/lists.html",
        rooms=rooms(centre, "lists"),
        columns=_columns(),
        rows=[_row(one) for one in found],
        total=found.paginator.count,
        pager=pager(request, found),
        may_keep=request.actor.may(rights.KEEP_LISTS),
    )


def _columns() -> list[dict[str, str]]:
    return [
        {"label": _("No."), "kind": "code"},
        {"label": pgettext("of a purchase list", "Period")},
        {"label": _("Titles"), "kind": "number"},
        {"label": _("Copies"), "kind": "number"},
        {"label": _("Sum, soums"), "kind": "number"},
        {"label": _("Budget, soums"), "kind": "number"},
        {"label": _("Left, soums"), "kind": "number"},
        {"label": _("State")},
    ]


def _row(one: Any) -> dict[str, Any]:
    source = ", ".join(filter(None, (one.get_money_display(), one.money_note)))
    return {
        "kind": "void" if one.state == "cancelled" else "late" if one.amount > one.budget else "",
        "cells": [
            {"text": str(one.number)},
            {"text": str(one), "url": address(one), "note": source},
            {"text": number(one.titles)},
            {"text": number(one.copies)},
            {"text": soums(one.amount)},
            {"text": soums(one.budget)},
            {"text": soums(one.budget - one.amount)},
            {"badge": badge(one)},
        ],
    }


@require_right(rights.KEEP_LISTS)
def new(request: ActingRequest) -> HttpResponse:
    """A list's head, empty."""
    if request.method != "POST":
        return _head_page(request, ListForm())
    form = ListForm(request.POST)
    if not form.is_valid():
        return _head_page(request, form, status=422)
    try:
        made = actions.begin_list(
            by=request.actor,
            centre=centre_or_404(),
            head=form.head,
            request_id=form.cleaned_data["request_id"],
        )
    except Refused as refused:
        return _head_page(request, again(form), refused=refused, status=409)
    return on_list(request, made, _("The list is begun. Now put books on it."), "#add")


@require_right(rights.KEEP_LISTS)
def change(request: ActingRequest, short_number: int) -> HttpResponse:
    """The same form for a draft."""
    found = list_or_404(short_number)
    if request.method != "POST":
        return _head_page(request, ListForm.of(found), found)
    form = ListForm(request.POST)
    if not form.is_valid():
        return _head_page(request, form, found, status=422)
    try:
        actions.save_list(
            by=request.actor,
            purchase_list=found,
            expected_edits=form.cleaned_data["expected_edits"] or 0,
            head=form.head,
            request_id=form.cleaned_data["request_id"],
        )
    except Refused as refused:
        return _head_page(request, again(form), found, refused=refused, status=409)
    return on_list(request, found, _("The head of the list is corrected."))


def _head_page(
    request: ActingRequest,
    form: ListForm,
    found: PurchaseList | None = None,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    return page(
        request,
        "acquisition/list_form.html",
        status,
        form=form,
        purchase_list=found,
        back=address(found) if found else reverse("acquisition:lists"),
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )


@require_right(rights.SEE_PURCHASES)
def one(request: ActingRequest, short_number: int) -> HttpResponse:
    """One list: its lines, its money, and the form for the next book."""
    found = list_or_404(short_number)
    line = _line_at(found, whole(request.GET.get("line", "")))
    if line is not None:
        return list_page(request, found, form=LineForm.of_line(line))
    picked = whole(request.GET.get("proposal", ""))
    proposal = proposals_queries.by_number(found.centre_id, picked) if picked else None
    if proposal is None:
        return list_page(request, found)
    return list_page(request, found, form=LineForm.of_proposal(proposal, proposal.wanted or 1))  # type: ignore[attr-defined]


def _line_at(found: PurchaseList, position: int | None) -> PurchaseLine | None:
    return found.lines.filter(position=position).first() if position else None


def list_page(
    request: ActingRequest,
    found: PurchaseList,
    status: int = 200,
    *,
    refused: Refused | None = None,
    **more: Any,
) -> HttpResponse:
    """The page of a list, with what a refused deed has to say and what was typed for it."""
    by, lines = request.actor, queries.lines_of(found)
    is_draft = found.state == PurchaseList.State.DRAFT
    may_keep = by.may(rights.KEEP_LISTS)
    given: dict[str, Any] = {
        "purchase_list": found,
        "badge": badge(found),
        "lines": lines,
        "money": queries.money_of(found, lines),
        "may_change": is_draft and may_keep,
        "may_approve": found.state == PurchaseList.State.SENT and by.may(rights.APPROVE_LISTS),
        "may_order": found.state == PurchaseList.State.APPROVED
        and may_keep
        and any(line.left for line in lines),  # type: ignore[attr-defined]
        "orders": orders_queries.of_list(found.pk),
        "chosen": list(proposals_queries.to_put(found.centre_id, found)) if is_draft and may_keep else [],
        "form": LineForm(),
        "request_id": uuid7(),
        "stops": wording.sentences(refused.verdict.stops) if refused else [],
    }
    return page(request, "acquisition/list.html", status, **{**given, **more})


@require_right(rights.KEEP_LISTS)
@require_POST
def put_line(request: ActingRequest, short_number: int) -> HttpResponse:
    """A book put on the list, or its line changed."""
    found, form = list_or_404(short_number), LineForm(request.POST)
    if not form.is_valid():
        return list_page(request, found, 422, form=form)
    typed = form.cleaned_data
    try:
        line = actions.put_on_list(
            by=request.actor,
            purchase_list=found,
            line=found.lines.filter(pk=typed["line"]).first() if typed["line"] else None,
            proposal=proposals_queries.by_number(found.centre_id, typed["proposal"])
            if typed["proposal"]
            else None,
            request_id=typed["request_id"],
            **form.given,
        )
    except Refused as refused:
        return list_page(request, found, 409, form=again(form), refused=refused)
    return on_list(request, found, _("The line is written: %(title)s") % {"title": line.name}, "#add")


@require_right(rights.KEEP_LISTS)
@require_POST
def put_proposals(request: ActingRequest, short_number: int) -> HttpResponse:
    """Ticked proposals put on the list at once."""
    found = list_or_404(short_number)
    numbers = [whole(text) for text in request.POST.getlist("proposals")[:100]]
    chosen = PurchaseProposal.objects.filter(centre_id=found.centre_id, number__in=[n for n in numbers if n])
    try:
        count = actions.put_proposals(
            by=request.actor,
            purchase_list=found,
            proposals=list(chosen.order_by("number")),
            request_id=request_id_of(request),
        )
    except Refused as refused:
        return list_page(request, found, 409, refused=refused)
    return on_list(request, found, _("Put on the list: %(count)s. Write their prices.") % {"count": count})


@require_right(rights.KEEP_LISTS)
@require_POST
def drop_line(request: ActingRequest, short_number: int, position: int) -> HttpResponse:
    """A line taken off a draft."""
    found = list_or_404(short_number)
    line = _line_at(found, position)
    if line is None:
        return on_list(request, found, _("The line was taken off already."))
    try:
        actions.drop_from_list(by=request.actor, line=line, request_id=request_id_of(request))
    except Refused as refused:
        return list_page(request, found, 409, refused=refused)
    return on_list(request, found, _("The line is taken off."))


@require_right(rights.KEEP_LISTS)
@require_POST
def send(request: ActingRequest, short_number: int) -> HttpResponse:
    """Before the director."""
    found = list_or_404(short_number)
    edits = whole(request.POST.get("expected_edits", ""))
    try:
        actions.send_list(
            by=request.actor,
            purchase_list=found,
            expected_edits=-1 if edits is None else edits,
            request_id=request_id_of(request),
        )
    except Refused as refused:
        return list_page(request, list_or_404(short_number), 409, refused=refused)
    return on_list(request, found, _("The list lies before the director."))


@require_right(rights.KEEP_LISTS)
@require_POST
def cancel(request: ActingRequest, short_number: int) -> HttpResponse:
    """A draft given up."""
    found, form = list_or_404(short_number), ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.cancel_list(
            by=request.actor, purchase_list=found, reason=reason, request_id=request_id_of(request)
        )
    except Refused as refused:
        return list_page(request, found, 409, refused=refused)
    return on_list(request, found, _("The list is given up."))
