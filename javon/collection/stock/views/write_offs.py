"""The list of write-offs and the beginning of one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.collection.stock import rights
from javon.collection.stock.actions import write_offs as actions
from javon.collection.stock.forms.write_offs import BeginForm
from javon.collection.stock.models import Disposal
from javon.collection.stock.queries import write_offs as queries
from javon.collection.stock.views.asked import Asked, ask
from javon.collection.stock.views.rooms import PER_PAGE, number_of_page, rooms
from javon.collection.stock.views.shared import (
    centre_or_404,
)
from javon.collection.stock.wording.money import soums
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.asked import pager
from javon.core.ui.render import page

BADGES = {"booked": "ok", "out": "ok", "act": "info", "cancelled": ""}


def columns() -> list[dict[str, str]]:
    """The heads of the list."""
    return [
        {"label": "№", "kind": "code"},
        {"label": pgettext("write-off", "Reason")},
        {"label": pgettext("write-off", "Step")},
        {"label": _("Copies"), "kind": "number"},
        {"label": _("Sum, soums"), "kind": "number"},
        {"label": pgettext("of stock", "Act")},
        {"label": _("Part 2, no."), "kind": "number"},
        {"label": pgettext("write-off", "Begun")},
    ]


def badge(disposal: Disposal) -> dict[str, str]:
    """Where it stands, as a badge."""
    return {"label": disposal.get_state_display(), "kind": BADGES.get(disposal.state, "warn")}


def row(disposal: Any) -> dict[str, Any]:
    """One line of the list."""
    act = disposal.act
    return {
        "kind": "void" if disposal.state == Disposal.State.CANCELLED else "",
        "cells": [
            {"text": str(disposal.number), "url": reverse("stock:write_off", args=[disposal.number])},
            {"text": disposal.get_reason_display()},
            {"badge": badge(disposal)},
            {"text": str(disposal.copies_listed)},
            {"text": soums(disposal.amount or 0)},
            {"text": f"№ {act.number}" if act is not None and act.number else ""},
            {"text": f"{disposal.book_number} / {disposal.book_year}" if disposal.book_number else ""},
            {"text": f"{disposal.created_at:%d.%m.%Y}"},
        ],
    }


@require_right(rights.SEE_STOCK)
def write_offs(request: ActingRequest) -> HttpResponse:
    """The newest first, narrowed by step, reason or number."""
    state, reason = request.GET.get("state", ""), request.GET.get("reason", "")
    words = request.GET.get("q", "").replace("\x00", "").strip()[:40]
    state = state if state in {"open", *Disposal.State.values} else ""
    reason = reason if reason in Disposal.Reason.values else ""
    rows = queries.write_offs(centre_or_404().pk, state, reason, words)
    found = Paginator(rows, PER_PAGE).get_page(number_of_page(request))
    return page(
        request,
        "stock/write_offs.html",
        columns=columns(),
        rows=[row(one) for one in found],
        total=found.paginator.count,
        pager=pager(request, found),
        filters=_filters(words, state, reason),
        may_begin=request.actor.may(rights.WRITE_OFF),
        rooms=rooms(request.actor, "write_offs"),
    )


def _filters(words: str, state: str, reason: str) -> dict[str, Any]:
    states = [
        ("", _("all")),
        ("open", pgettext("write-off", "in work")),
        *Disposal.State.choices,
    ]
    reasons = [("", _("all")), *Disposal.Reason.choices]
    return {
        "query": words,
        "label": _("Number of the list, the act or part 2"),
        "fields": [
            {"name": "state", "label": pgettext("write-off", "Step"), "options": _options(states, state)},
            {
                "name": "reason",
                "label": pgettext("write-off", "Reason"),
                "options": _options(reasons, reason),
            },
        ],
        "clear_url": reverse("stock:write_offs") if words or state or reason else "",
    }


def _options(choices: Any, chosen: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": label, "is_on": value == chosen} for value, label in choices]


@require_right(rights.WRITE_OFF)
def new(request: ActingRequest) -> HttpResponse:
    """Begin a list."""
    centre, form = centre_or_404(), BeginForm(request.POST or None)
    asked = Asked(
        heading=_("New write-off"),
        submit=_("Begin the list"),
        back=reverse("stock:write_offs"),
        done=_("The list is begun. Scan the copies."),
        icon="scan-barcode",
    )
    return ask(
        request,
        asked,
        form,
        lambda _id: actions.begin_write_off(by=request.actor, centre=centre, **form.cleaned_data),
        onward=lambda made: reverse("stock:write_off", args=[made.number]),
    )
