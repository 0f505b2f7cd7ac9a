"""Check acts: the list of them, one with what lies before its commission, its steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from javon.centre.documents.queries.reading import shown as in_script
from javon.collection.stock import rights, wording
from javon.collection.stock.actions import prohibited_checks as actions
from javon.collection.stock.forms.prohibited import BeginCheckForm, DraftCheckForm, FindingForm
from javon.collection.stock.models import ProhibitedCheck, ProhibitedMatch
from javon.collection.stock.queries import prohibited as queries
from javon.collection.stock.views import prohibited_shown as shown
from javon.collection.stock.views.asked import Asked, ask, typed_in
from javon.collection.stock.views.prohibited import register
from javon.collection.stock.views.shared import (
    centre_or_404,
)
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui import errors
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.uzbek.figures import number as figure
from javon.core.uzbek.figures import short_date
from javon.core.verdict import Refused

BADGES = {"open": "warn", "act": "info", "done": "ok", "cancelled": ""}


@require_right(rights.SEE_PROHIBITED)
def checks(request: ActingRequest) -> HttpResponse:
    """The acts, the newest first."""
    columns = [
        {"label": "№", "kind": "code"},
        {"label": pgettext("prohibited", "Begun")},
        {"label": pgettext("prohibited", "Version"), "kind": "code"},
        {"label": _("Titles"), "kind": "number"},
        {"label": _("Copies"), "kind": "number"},
        {"label": pgettext("prohibited", "Found"), "kind": "number"},
        {"label": pgettext("prohibited", "Withdrawn"), "kind": "number"},
        {"label": pgettext("of stock", "Act")},
    ]
    rows = queries.checks(centre_or_404().pk)
    return register(request, "checks", _("Check acts"), rows, _row, columns=columns)


def _row(check: Any) -> dict[str, Any]:
    act = check.act
    return {
        "kind": "void" if check.state == "cancelled" else "",
        "cells": [
            {"text": str(check.number), "url": reverse("stock:prohibited_check", args=[check.number])},
            {"text": short_date(check.begun_at)},
            {"text": str(check.against.number)},
            {"text": figure(check.titles)},
            {"text": figure(check.copies)},
            {"text": figure(check.found)},
            {"text": figure(check.withdrawn)},
            {"badge": _badge(check), "note": f"№ {act.number}" if act is not None and act.number else ""},
        ],
    }


def _badge(check: ProhibitedCheck) -> dict[str, str]:
    return {"label": check.get_state_display(), "kind": BADGES[check.state]}


@require_right(rights.EXAMINE_PROHIBITED)
def begin(request: ActingRequest) -> HttpResponse:
    """A commission begins: every open alarm lies before it."""
    centre = centre_or_404()
    form = BeginCheckForm(typed_in(request), serving=queries.serving(centre.pk))
    asked = Asked(
        heading=_("New check"),
        submit=_("Begin the check"),
        back=reverse("stock:prohibited_checks"),
        done=_("The check is begun. Decide on each book, then draft the act."),
        lead=_(
            "Every open alarm is laid before the commission; the act tells what was looked at and what was decided."
        ),
        icon="clipboard-check",
    )
    return ask(
        request,
        asked,
        form,
        lambda given: actions.begin_check(
            by=request.actor, centre=centre, commission=form.cleaned_data["commission"], request_id=given
        ),
        onward=lambda made: reverse("stock:prohibited_check", args=[made.number]),
    )


def _found(number: int) -> ProhibitedCheck:
    found = queries.check(centre_or_404().pk, number) if number < 2**31 else None
    if found is None:
        raise Http404
    return found


@require_right(rights.SEE_PROHIBITED)
def check(request: ActingRequest, number: int) -> HttpResponse:
    """What lies before the commission, and what it has found."""
    return _page(request, _found(number))


def _page(request: ActingRequest, check: ProhibitedCheck, status: int = 200, **more: Any) -> HttpResponse:
    is_open = check.state == "open" and request.actor.may(rights.EXAMINE_PROHIBITED)
    rows = queries.matches_of(check)
    wrong = more.get("wrong")
    for row in rows:
        initial = {"finding": row.finding, "note": row.note}
        bound = wrong if wrong is not None and wrong[0] == row.pk else None
        row.form = bound[1] if bound else FindingForm(prefix=str(row.pk), initial=initial)  # type: ignore[attr-defined]
        row.badge, row.why_words = shown.certainty_badge(row.certainty), shown.WHY[row.why]  # type: ignore[attr-defined]
    undecided = sum(not row.finding for row in rows)
    return page(
        request,
        "stock/prohibited_check.html",
        status,
        check=check,
        rows=rows,
        facts=_facts(check, rows),
        is_open=is_open,
        may_give_up=check.state in ("open", "act") and request.actor.may(rights.EXAMINE_PROHIBITED),
        undecided=undecided,
        draft_form=more.get("draft_form") or DraftCheckForm(initial={"kept_at": check.kept_at}),
        request_id=uuid7(),
        stops=more.get("stops", ()),
    )


def _facts(check: ProhibitedCheck, rows: list[ProhibitedMatch]) -> list[dict[str, Any]]:
    pairs: list[dict[str, Any]] = [
        {"label": _("State"), "badge": _badge(check)},
        {
            "label": pgettext("prohibited", "Version"),
            "text": f"№ {check.against.number}, {short_date(check.against.dated_on)}",
            "note": in_script(check.against.paper),
        },
        {"label": _("Commission"), "text": in_script(check.commission.name)},
        {"label": _("Titles looked at"), "text": figure(check.titles)},
        {"label": _("Copies looked at"), "text": figure(check.copies)},
        {"label": _("Books found"), "text": figure(len(rows))},
    ]
    if check.kept_at:
        pairs.append({"label": _("Kept at"), "text": in_script(check.kept_at)})
    if check.act is not None:
        paper = f"№ {check.act.number}" if check.act.number else pgettext("of an act", "draft")
        pairs.append(
            {
                "label": pgettext("of stock", "Act"),
                "text": paper,
                "url": reverse("documents:document", args=[check.act.short_id]),
                "note": check.act.get_status_display(),
            }
        )
    return pairs


def _carried_out(
    request: ActingRequest, check: ProhibitedCheck, deed: Callable[[], Any], done: str, **typed: Any
) -> HttpResponse:
    try:
        deed()
    except Refused as refused:
        if "no_right" in refused.verdict.codes:
            return errors.forbidden(request)
        stops = wording.sentences(refused.verdict.stops)
        return _page(request, _found(check.number), 409, stops=stops, **typed)
    messages.success(request, done)
    fresh = _found(check.number)
    if fresh.state == "act" and fresh.act is not None:
        return HttpResponseRedirect(reverse("documents:document", args=[fresh.act.short_id]), status=303)
    return HttpResponseRedirect(reverse("stock:prohibited_check", args=[check.number]), status=303)


@require_right(rights.EXAMINE_PROHIBITED)
@require_POST
def find(request: ActingRequest, number: int, pk: int) -> HttpResponse:
    """The finding on one book."""
    found = _found(number)
    match = get_object_or_404(found.matches, pk=pk if pk < 2**63 else 0)
    form = FindingForm(request.POST, prefix=str(pk))
    if not form.is_valid():
        return _page(request, found, 422, wrong=(pk, form))
    typed = form.cleaned_data
    return _carried_out(
        request,
        found,
        lambda: actions.write_finding(by=request.actor, check=found, match=match, **typed),
        _("The finding is written down."),
        wrong=(pk, form),
    )


@require_right(rights.EXAMINE_PROHIBITED)
@require_POST
def act(request: ActingRequest, number: int) -> HttpResponse:
    """The act drafted: from here on it goes the way of papers."""
    found, form = _found(number), DraftCheckForm(request.POST)
    if not form.is_valid():
        return _page(request, found, 422, draft_form=form)
    return _carried_out(
        request,
        found,
        lambda: actions.draft_check_act(by=request.actor, check=found, **form.cleaned_data),
        _("The act is drafted. Read it and send it to the director."),
        draft_form=form,
    )


@require_right(rights.EXAMINE_PROHIBITED)
@require_POST
def give_up(request: ActingRequest, number: int) -> HttpResponse:
    """The check given up: its books are alarms again."""
    found = _found(number)
    return _carried_out(
        request,
        found,
        lambda: actions.give_up_check(by=request.actor, check=found, request_id=request_id_of(request)),
        _("The check is given up."),
    )
