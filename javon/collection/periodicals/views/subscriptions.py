"""Subscription orders by half-year: the register, one order with its titles and sum. Dossier 2.12."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.collection.periodicals import rights, wording
from javon.collection.periodicals.actions import subscribing as actions
from javon.collection.periodicals.forms import LineForm, SubscriptionForm
from javon.collection.periodicals.models import Subscription
from javon.collection.periodicals.queries import orders
from javon.collection.periodicals.views.shared import (
    again,
    centre_or_404,
    rooms,
)
from javon.collection.stock.wording.money import soums
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.uzbek.figures import month_name, number
from javon.core.verdict import Refused

KINDS = {"draft": "warn", "ordered": "ok"}


def subscription_or_404(short_number: int) -> Subscription:
    """The subscription with this short number."""
    found = orders.subscription(centre_or_404().pk, short_number)
    if found is None:
        raise Http404
    return found


def address(one: Subscription) -> str:
    """Its page."""
    return reverse("periodicals:subscription", args=[one.number])


def period_of(one: Subscription) -> str:
    """«2026, I yarim yillik» in the words of the page."""
    return f"{one.year}, {_('first half-year') if one.half == 1 else _('second half-year')}"


def badge(one: Subscription) -> dict[str, str]:
    """Its state in words and colour."""
    return {"label": one.get_state_display(), "kind": KINDS[one.state]}


@require_right(rights.SEE_PERIODICALS)
def subscriptions(request: ActingRequest) -> HttpResponse:
    """Orders by half-year, the newest first."""
    rows = list(orders.subscriptions(centre_or_404().pk)[:100])
    return page(
        request,
        "periodicals/subscriptions.html",
        rooms=rooms("subscriptions", request.actor),
        columns=[
            {"label": _("No."), "kind": "code"},
            {"label": _("Half-year")},
            {"label": _("Through whom")},
            {"label": _("Titles"), "kind": "number"},
            {"label": _("Sum, soums"), "kind": "number"},
            {"label": _("Receipt"), "kind": "code"},
            {"label": _("State")},
        ],
        rows=[_row(one) for one in rows],
        may_subscribe=request.actor.may(rights.SUBSCRIBE),
    )


def _row(one: Any) -> dict[str, Any]:
    return {
        "cells": [
            {"text": str(one.number)},
            {"text": period_of(one), "url": address(one)},
            {"text": one.supplier, "note": one.contract},
            {"text": number(one.titles)},
            {"text": soums(one.amount)},
            {"text": one.receipt},
            {"badge": badge(one)},
        ]
    }


@require_right(rights.SUBSCRIBE)
def new(request: ActingRequest) -> HttpResponse:
    """An order's head, empty."""
    if request.method != "POST":
        return _head_page(request, SubscriptionForm())
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return _head_page(request, form, 422)
    try:
        made = actions.begin_subscription(
            by=request.actor,
            centre=centre_or_404(),
            request_id=form.cleaned_data["request_id"],
            **form.given,
        )
    except Refused as refused:
        return _head_page(request, again(form), 409, refused)
    messages.success(request, _("The subscription is begun. Now put titles on it."))
    return HttpResponseRedirect(address(made), status=303)


def _head_page(
    request: ActingRequest, form: SubscriptionForm, status: int = 200, refused: Refused | None = None
) -> HttpResponse:
    return page(
        request,
        "periodicals/subscription_form.html",
        status,
        form=form,
        suppliers=orders.suppliers(centre_or_404().pk),
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )


@require_right(rights.SEE_PERIODICALS)
def one(request: ActingRequest, short_number: int) -> HttpResponse:
    """One order: its titles and its sum."""
    return subscription_page(request, subscription_or_404(short_number))


def subscription_page(
    request: ActingRequest,
    found: Subscription,
    status: int = 200,
    *,
    refused: Refused | None = None,
    form: LineForm | None = None,
) -> HttpResponse:
    """The page of an order, with what a refused deed has to say."""
    lines, lang = orders.lines_of(found), get_language() or "uz"
    may_change = found.state == "draft" and request.actor.may(rights.SUBSCRIBE)
    return page(
        request,
        "periodicals/subscription.html",
        status,
        subscription=found,
        period=period_of(found),
        badge=badge(found),
        lines=[{"line": line, "months": _months(line, lang)} for line in lines],
        copies=sum(line.copies for line in lines),
        amount=sum(line.amount for line in lines),
        may_change=may_change,
        form=form or LineForm(centre=found.centre, half=found.half),
        today=clock.today(),
        request_id=uuid7(),
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )


def _months(line: Any, lang: str) -> str:
    first, last = month_name(line.first_month, lang), month_name(line.last_month, lang)
    return first if first == last else f"{first}–{last}"


def _back(request: ActingRequest, found: Subscription, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(address(found), status=303)


@require_right(rights.SUBSCRIBE)
@require_POST
def put_line(request: ActingRequest, short_number: int) -> HttpResponse:
    """A title put on the order."""
    found = subscription_or_404(short_number)
    form = LineForm(request.POST, centre=found.centre, half=found.half)
    if not form.is_valid():
        return subscription_page(request, found, 422, form=form)
    try:
        actions.subscribe(
            by=request.actor, subscription=found, request_id=form.cleaned_data["request_id"], **form.given
        )
    except Refused as refused:
        return subscription_page(request, found, 409, form=again(form), refused=refused)
    return _back(request, found, pgettext("subscription", "The title is written."))


@require_right(rights.SUBSCRIBE)
@require_POST
def drop_line(request: ActingRequest, short_number: int, periodical: int) -> HttpResponse:
    """A title taken off a draft."""
    found = subscription_or_404(short_number)
    line = found.lines.filter(periodical__number=periodical).first()
    if line is None:
        return _back(request, found, _("The line was taken off already."))
    try:
        actions.unsubscribe(by=request.actor, line=line, request_id=request_id_of(request))
    except Refused as refused:
        return subscription_page(request, found, 409, refused=refused)
    return _back(request, found, _("The line is taken off."))


@require_right(rights.SUBSCRIBE)
@require_POST
def order(request: ActingRequest, short_number: int) -> HttpResponse:
    """Ordered and paid."""
    found = subscription_or_404(short_number)
    try:
        actions.order_subscription(
            by=request.actor,
            subscription=found,
            ordered_on=clock.today(),
            receipt=request.POST.get("receipt", "")[:40],
            request_id=request_id_of(request),
        )
    except Refused as refused:
        return subscription_page(request, found, 409, refused=refused)
    return _back(request, found, _("Subscribed: its issues are awaited from now on."))
