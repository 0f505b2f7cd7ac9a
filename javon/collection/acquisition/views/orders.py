"""Pages of orders: made from a list, how far each line is, the delivery that is begun from it. Nizom 2.11."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.collection.acquisition import rights, wording
from javon.collection.acquisition.actions import orders as actions
from javon.collection.acquisition.forms.orders import ArrivalForm, OrderForm, counts_typed
from javon.collection.acquisition.forms.proposals import ReasonForm
from javon.collection.acquisition.models import PurchaseList, PurchaseOrder
from javon.collection.acquisition.queries import lists as lists_queries
from javon.collection.acquisition.queries import orders as queries
from javon.collection.acquisition.views.lists import list_or_404
from javon.collection.acquisition.views.shared import (
    again,
    centre_or_404,
    rooms,
    whole,
)
from javon.collection.catalogue import queries as catalogue
from javon.collection.catalogue import rights as catalogue_rights
from javon.collection.stock import rights as stock_rights
from javon.collection.stock.wording.money import soums
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import pager, request_id_of
from javon.core.ui.render import page
from javon.core.uzbek.figures import number, short_date
from javon.core.verdict import Refused

PER_PAGE = 40
KINDS = {"open": "warn", "done": "ok"}


def order_or_404(order_number: int) -> PurchaseOrder:
    """The order with this number."""
    found = queries.by_number(centre_or_404().pk, order_number)
    if found is None:
        raise Http404
    return found


def address(order: PurchaseOrder) -> str:
    """Its page."""
    return reverse("acquisition:order", args=[order.number])


def badge(order: PurchaseOrder) -> dict[str, str]:
    """Its state in words and colour."""
    return {"label": order.get_state_display(), "kind": KINDS[order.state]}


@require_right(rights.SEE_PURCHASES)
def orders(request: ActingRequest) -> HttpResponse:
    """Orders, the newest first, with how many copies of each have come."""
    centre = centre_or_404()
    found = Paginator(queries.register(centre.pk), PER_PAGE).get_page(request.GET.get("page"))
    standings = queries.standings(list(found))
    return page(
        request,
        "acquisition/orders.html",
        rooms=rooms(centre, "orders"),
        columns=_columns(),
        rows=[_row(one, standings[one.pk]) for one in found],
        total=found.paginator.count,
        pager=pager(request, found),
    )


def _columns() -> list[dict[str, str]]:
    return [
        {"label": _("No."), "kind": "code"},
        {"label": _("Ordered on")},
        {"label": _("Supplier")},
        {"label": _("Copies"), "kind": "number"},
        {"label": _("Delivered"), "kind": "number"},
        {"label": _("Outstanding"), "kind": "number"},
        {"label": _("Sum, soums"), "kind": "number"},
        {"label": _("State")},
    ]


def _row(order: Any, standing: list[queries.Standing]) -> dict[str, Any]:
    note = _("list no. %(number)s") % {"number": order.purchase_list.number}
    return {
        "cells": [
            {"text": str(order.number)},
            {"text": short_date(order.ordered_on)},
            {"text": order.supplier, "url": address(order), "note": note},
            {"text": number(order.copies)},
            {"text": number(sum(one.progress.delivered for one in standing))},
            {"text": number(sum(one.progress.outstanding for one in standing))},
            {"text": soums(order.amount)},
            {"badge": badge(order)},
        ]
    }


@require_right(rights.KEEP_LISTS)
def new(request: ActingRequest, short_number: int) -> HttpResponse:
    """An order from an approved list: the supplier, and copies beside the lines."""
    found = list_or_404(short_number)
    if request.method != "POST":
        return _order_form(request, found, OrderForm())
    form = OrderForm(request.POST)
    if not form.is_valid():
        return _order_form(request, found, form, 422)
    positions = found.lines.values_list("position", flat=True)
    try:
        made = actions.order_from_list(
            by=request.actor,
            purchase_list=found,
            quantities=counts_typed(request.POST, "copies", positions),
            request_id=form.cleaned_data["request_id"],
            **form.given,
        )
    except Refused as refused:
        return _order_form(request, found, again(form), 409, refused)
    messages.success(
        request, _("Order no. %(number)s is made. Print it for the supplier.") % {"number": made.number}
    )
    return HttpResponseRedirect(address(made), status=303)


def _order_form(
    request: ActingRequest,
    found: PurchaseList,
    form: OrderForm,
    status: int = 200,
    refused: Refused | None = None,
) -> HttpResponse:
    lines = lists_queries.lines_of(found)
    for line in lines:
        line.typed = request.POST.get(f"copies_{line.position}", str(line.left))[:8]  # type: ignore[attr-defined]
    return page(
        request,
        "acquisition/order_form.html",
        status,
        purchase_list=found,
        form=form,
        lines=lines,
        suppliers=queries.suppliers(found.centre_id),
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )


@require_right(rights.SEE_PURCHASES)
def one(request: ActingRequest, order_number: int) -> HttpResponse:
    """One order: how far each line is, its deliveries."""
    return order_page(request, order_or_404(order_number))


def order_page(
    request: ActingRequest, found: PurchaseOrder, status: int = 200, *, refused: Refused | None = None
) -> HttpResponse:
    """The page of an order, with what a refused deed has to say."""
    standing, by = queries.standing(found), request.actor
    outstanding = sum(one.progress.outstanding for one in standing)
    may_enter = by.may(stock_rights.ENTER_DELIVERIES)
    return page(
        request,
        "acquisition/order.html",
        status,
        order=found,
        badge=badge(found),
        standing=standing,
        total=_total(standing),
        deliveries=queries.deliveries_of(found),
        may_link=may_enter,
        may_make_records=by.may(catalogue_rights.CORRECT_RECORD),
        may_deliver=may_enter and any(one.progress.to_come for one in standing),
        may_cancel=by.may(rights.KEEP_LISTS) and bool(outstanding),
        request_id=uuid7(),
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )


def _total(standing: list[queries.Standing]) -> dict[str, int]:
    return {
        "ordered": sum(one.line.quantity for one in standing),
        "delivered": sum(one.progress.delivered for one in standing),
        "outstanding": sum(one.progress.outstanding for one in standing),
        "amount": sum(one.amount for one in standing),
    }


@require_right(stock_rights.ENTER_DELIVERIES)
@require_POST
def link(request: ActingRequest, order_number: int, position: int) -> HttpResponse:
    """Which record of the catalogue a line is: by its number or ISBN."""
    found = order_or_404(order_number)
    line = found.lines.filter(position=position).first()
    if line is None:
        raise Http404
    typed = request.POST.get("record", "")[:40].strip()
    bare = whole(typed.lstrip("№# ").strip())
    title = catalogue.own_by_isbn(typed, found.centre_id) if typed else None
    title = title or (catalogue.title_by_number(bare, found.centre_id) if bare else None)
    if title is None:
        return order_page(
            request, found, 422, refused=Refused.because("record_not_found", number=typed or "–")
        )
    actions.link_record(by=request.actor, line=line, title=title, request_id=request_id_of(request))
    messages.success(request, _("Linked: %(title)s") % {"title": title.title})
    return HttpResponseRedirect(address(found), status=303)


@require_right(stock_rights.ENTER_DELIVERIES)
def deliver(request: ActingRequest, order_number: int) -> HttpResponse:
    """What came of the order: its invoice, and copies beside the lines."""
    found = order_or_404(order_number)
    if request.method != "POST":
        return _arrival_page(request, found, ArrivalForm(centre=found.centre))
    form = ArrivalForm(request.POST, centre=found.centre)
    if not form.is_valid():
        return _arrival_page(request, found, form, 422)
    positions = found.lines.values_list("position", flat=True)
    try:
        delivery = actions.begin_delivery(
            by=request.actor,
            order=found,
            head=form.head(found),
            came=counts_typed(request.POST, "came", positions),
            service_point=form.cleaned_data["service_point"],
            request_id=form.cleaned_data["request_id"],
        )
    except Refused as refused:
        return _arrival_page(request, found, again(form), 409, refused)
    messages.success(
        request, _("The delivery is begun with the lines of the order. Compare it with the invoice.")
    )
    return HttpResponseRedirect(reverse("stock:delivery", args=[delivery.number]), status=303)


def _arrival_page(
    request: ActingRequest,
    found: PurchaseOrder,
    form: ArrivalForm,
    status: int = 200,
    refused: Refused | None = None,
) -> HttpResponse:
    standing = queries.standing(found)
    rows = [
        {
            "line": one.line,
            "progress": one.progress,
            "typed": request.POST.get(
                f"came_{one.line.position}", str(one.progress.to_come if one.line.title_record_id else 0)
            )[:8],
        }
        for one in standing
    ]
    return page(
        request,
        "acquisition/arrival.html",
        status,
        order=found,
        form=form,
        rows=rows,
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )


@require_right(rights.KEEP_LISTS)
@require_POST
def cancel_rest(request: ActingRequest, order_number: int) -> HttpResponse:
    """What has not come will not come."""
    found, form = order_or_404(order_number), ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.cancel_rest(by=request.actor, order=found, reason=reason, request_id=request_id_of(request))
    except Refused as refused:
        return order_page(request, order_or_404(order_number), 409, refused=refused)
    messages.success(request, _("The rest is cancelled; it can be ordered elsewhere."))
    return HttpResponseRedirect(address(found), status=303)
