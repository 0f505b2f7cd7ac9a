"""Pages around stocktakings: what is due, opening one, a handover, its end, its act, what is printed."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from javon.centre.documents import rights as documents
from javon.centre.organisation.queries import people_at
from javon.collection.stock import rights, stocktaking_shown, wording
from javon.collection.stock.actions import stocktaking as actions
from javon.collection.stock.forms.stocktaking import HandoverForm, ReasonForm, StocktakingForm
from javon.collection.stock.models import Stocktaking
from javon.collection.stock.queries import stocktaking as queries
from javon.collection.stock.rules.stocktaking import Scope
from javon.collection.stock.views.shared import centre_or_404
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.uzbek import number as figure
from javon.core.uzbek import short_date
from javon.core.verdict import Refused

TEN = 10  # copies that an inspector asks to see
MOST_ON_A_SHEET = 100


def session_or_404(number: int) -> Stocktaking:
    """The session with this number."""
    found = queries.session(centre_or_404(), number)
    if found is None:
        raise Http404
    return found


@require_right(rights.COUNT_STOCK)
def checks(request: ActingRequest) -> HttpResponse:
    """What is due at which service point, and every session."""
    centre, today = centre_or_404(), clock.today()
    sessions = list(queries.sessions(centre)[:100])
    points = queries.points_of(one.pk for one in sessions)
    return page(
        request,
        "stock/stocktaking/checks.html",
        due=[_due(one) for one in queries.due(centre, today)],
        years=queries.years_now(centre, today),
        rows=[_session(one, points[one.pk]) for one in sessions],
        columns=[{"label": label, "kind": kind} for label, kind in COLUMNS],
        may_lead=request.actor.may(rights.LEAD_STOCKTAKING),
    )


COLUMNS = (
    ("№", "number"),
    (_lazy("What is counted"), ""),
    (_lazy("When"), ""),
    (pgettext_lazy("column", "Copies"), "number"),
    (pgettext_lazy("column", "State"), ""),
)


def _due(one: queries.Due) -> dict[str, Any]:
    last = short_date(one.last_on) if one.last_on else _("never counted here")
    by = short_date(one.due_on) if one.due_on else _("now")
    badge = {"label": by, "kind": "bad" if one.is_late else "ok", "icon": "clock" if one.is_late else "check"}
    return {
        "kind": "late" if one.is_late else "",
        "cells": [
            {"text": stocktaking_shown.in_script(one.point.name, one.point.name_cyrl)},
            {"text": figure(one.copies)},
            {"text": str(one.liable or "")},
            {"text": last},
            {"badge": badge},
        ],
    }


KINDS = {"counting": "info", "counted": "warn", "act": "warn", "closed": "ok", "cancelled": ""}


def _session(one: Stocktaking, points: list[Any]) -> dict[str, Any]:
    days = short_date(first := clock.day_of(one.opened_at))
    if one.counted_at is not None and (last := clock.day_of(one.counted_at)) != first:
        days += f" – {short_date(last)}"
    return {
        "kind": "void" if one.state == Stocktaking.State.CANCELLED else "",
        "cells": [
            {"text": str(one.number)},
            {
                "text": stocktaking_shown.title_of(one, points),
                "url": reverse("stock:check", args=[one.number]),
                "note": one.get_kind_display(),
            },
            {"text": days},
            {"text": figure(one.expected)},
            {"badge": {"label": one.get_state_display(), "kind": KINDS[one.state]}},
        ],
    }


@require_right(rights.LEAD_STOCKTAKING)
def new(request: ActingRequest) -> HttpResponse:
    """Open a stocktaking."""
    asked = {
        "heading": _("New stocktaking"),
        "lead": _("What is expected is frozen when the stocktaking opens; lending goes on meanwhile."),
        "submit": _("Open the stocktaking"),
    }
    return _open(request, StocktakingForm, asked)


@require_right(rights.LEAD_STOCKTAKING)
def handover(request: ActingRequest) -> HttpResponse:
    """The materially liable person changes: that opens a stocktaking and ends with it."""
    asked = {
        "heading": _("Handover of the stock"),
        "lead": _("A handover is a stocktaking of the whole point; it is done when its act is approved."),
        "submit": _("Begin the handover"),
    }
    return _open(request, HandoverForm, asked)


def _open(request: ActingRequest, kind: Any, asked: dict[str, str]) -> HttpResponse:
    """The form, or the session opened: 422 when unclear, 409 with every reason when refused."""
    centre, today = centre_or_404(), clock.today()
    given = {
        "points": queries.points(centre, today),
        "commissions": queries.commissions(centre, today),
        "people": people_at(today, centre_id=centre.pk),
    }
    if request.method != "POST":
        return page(request, "stock/stocktaking/new.html", asked=asked, form=kind(**given))
    form = kind(request.POST, **given)
    if not form.is_valid():
        return page(request, "stock/stocktaking/new.html", 422, asked=asked, form=form)
    try:
        made = actions.open_stocktaking(
            by=request.actor, centre=centre, scope=form.scope, deed=form.deed,
            request_id=form.cleaned_data["request_id"],
        )  # fmt: skip
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        data = request.POST.copy()
        data["request_id"] = str(uuid7())  # the refused request is spent
        form = kind(data, **given)
        return page(request, "stock/stocktaking/new.html", 409, asked=asked, form=form, stops=stops)
    return HttpResponseRedirect(reverse("stock:check", args=[made.number]), status=303)


def _back(request: ActingRequest, number: int, deed: Any, done: str = "") -> HttpResponse:
    """Do the deed and go back to the session; a refusal is said there in words."""
    try:
        deed()
    except Refused as refused:
        messages.error(request, " ".join(wording.sentences(refused.verdict.stops)))
    else:
        if done:
            messages.success(request, done)
    return HttpResponseRedirect(reverse("stock:check", args=[number]), status=303)


@require_POST
@require_right(rights.LEAD_STOCKTAKING)
def end(request: ActingRequest, number: int) -> HttpResponse:
    """Nobody counts any more."""
    session = session_or_404(number)
    done = _("The counting has ended. Look at the lists, then draft the act.")
    return _back(request, number, lambda: actions.end_counting(by=request.actor, stocktaking=session), done)


@require_POST
@require_right(rights.LEAD_STOCKTAKING)
def resume(request: ActingRequest, number: int) -> HttpResponse:
    """Count on."""
    session = session_or_404(number)
    return _back(request, number, lambda: actions.resume_counting(by=request.actor, stocktaking=session))


@require_POST
@require_right(rights.LEAD_STOCKTAKING)
def act(request: ActingRequest, number: int) -> HttpResponse:
    """Draft the act; from there it goes the way of every paper."""
    session = session_or_404(number)
    if not request.actor.may(documents.DRAFT):
        messages.error(request, _("You may not draft papers: ask the head of the service for the act."))
        return HttpResponseRedirect(reverse("stock:check", args=[number]), status=303)
    try:
        made = actions.draft_act(by=request.actor, stocktaking=session)
    except Refused as refused:
        messages.error(request, " ".join(wording.sentences(refused.verdict.stops)))
        return HttpResponseRedirect(reverse("stock:check", args=[number]), status=303)
    messages.success(request, _("The act is drafted. Read it and send it for approval."))
    return HttpResponseRedirect(reverse("documents:document", args=[made.short_id]), status=303)


@require_right(rights.LEAD_STOCKTAKING)
def cancel(request: ActingRequest, number: int) -> HttpResponse:
    """End a session without an act, for a reason."""
    session = session_or_404(number)
    asked = {
        "heading": _("Cancel the stocktaking"),
        "lead": _("Its scans stay to be read; no act is made of it."),
        "submit": _("Cancel the stocktaking"),
    }
    form = ReasonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 200 if request.method != "POST" else 422
        return page(request, "stock/stocktaking/new.html", status, asked=asked, form=form)
    deed = {"reason": form.cleaned_data["reason"], "request_id": form.cleaned_data["request_id"]}
    return _back(request, number, lambda: actions.cancel(by=request.actor, stocktaking=session, **deed))


@require_POST
@require_right(rights.LEAD_STOCKTAKING)
def found(request: ActingRequest, number: int) -> HttpResponse:
    """A copy that the approved act calls missing has turned up."""
    session = session_or_404(number)
    copy = queries.copy_by_id(session.centre_id, _uuid(request.POST.get("copy", "")))
    if copy is None:
        raise Http404
    deed = lambda: actions.found_again(by=request.actor, stocktaking=session, copy=copy)  # noqa: E731
    return _back(request, number, deed, _("The copy is on its shelf again."))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


PRINTED = ("missing", "wrong_place", "said_away", "withdrawn", "stray", "unknown")


@require_right(rights.COUNT_STOCK)
def printed(request: ActingRequest, number: int, outcome: str) -> HttpResponse:
    """One class as a list on paper, with the commission's signatures under it."""
    session = session_or_404(number)
    if outcome not in PRINTED:
        raise Http404
    return page(
        request,
        "stock/stocktaking/print.html",
        session=session,
        scope=stocktaking_shown.title_of(session, queries.points_of([session.pk])[session.pk]),
        said=stocktaking_shown.OUTCOMES[outcome],
        lines=stocktaking_shown.all_lines(session, outcome),
        members=list(session.commission.members.select_related("person")) if session.commission else [],
        day=clock.today(),
    )


@require_right(rights.COUNT_STOCK)
def sample(request: ActingRequest) -> HttpResponse:
    """Ten random copies for an inspector, with a box to tick; the lot's number draws the same ones again."""
    centre, today = centre_or_404(), clock.today()
    points = list(queries.points(centre, today))
    chosen = [point for point in points if str(point.pk) in request.GET.getlist("point")] or points
    count = _whole(request.GET.get("count", ""), TEN, MOST_ON_A_SHEET)
    lot = _whole(request.GET.get("lot", ""), 0, 999_999) or 1 + secrets.randbelow(999_999)
    scope = Scope(points=tuple(point.pk for point in chosen), sample=count)
    copies = queries.sheet_of(queries.drawn(centre.pk, scope, lot))
    lines = [
        {"copy": copy, "title": stocktaking_shown.named(copy.title.title), "point": copy.service_point}
        for copy in copies
    ]
    return page(
        request, "stock/stocktaking/sample.html", lines=lines, lot=lot, points=chosen, count=count, day=today
    )


def _whole(text: str, otherwise: int, most: int) -> int:
    is_number = text.isascii() and text.isdigit() and 0 < len(text) < 8
    return min(int(text), most) or otherwise if is_number else otherwise
