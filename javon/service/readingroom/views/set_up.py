"""Rooms with their plans, and how long places may be had: one simple page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.booking import queries as booking
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.service.readingroom import rights, wording
from javon.service.readingroom.actions import places as actions
from javon.service.readingroom.forms import KINDS, RoomForm, TermsForm
from javon.service.readingroom.queries import hall as queries
from javon.service.readingroom.views.drawn import said
from javon.service.readingroom.views.shared import again, centre_or_404, tabs, whole

TERMS = ("use_minutes", "extension_minutes", "hold_minutes", "daily_minutes", "basis")
NEW = "new"


@require_right(rights.SET_UP)
def set_up(request: ActingRequest) -> HttpResponse:
    """Every room as it stands, an empty form for another, the minutes."""
    return _page(request)


@require_right(rights.SET_UP)
@require_POST
def keep_room(request: ActingRequest) -> HttpResponse:
    """A new room, or one whose plan is drawn anew."""
    centre, number = centre_or_404(), whole(request.POST.get("room", ""))
    room = queries.room_by_number(centre.pk, number) if number else None
    which = str(room.number) if room is not None else NEW
    form = RoomForm(request.POST, centre=centre, auto_id=f"id_{which}_%s")
    if not form.is_valid():
        return _page(request, 422, {which: form})
    try:
        kept = actions.keep_room(
            by=request.actor,
            centre=centre,
            room=room,
            request_id=form.cleaned_data["request_id"],
            **form.given,
        )
    except Refused as refused:
        return _page(request, 409, {which: again(form)}, refused)
    messages.success(request, _("The plan of «%(room)s» is kept.") % {"room": said(kept.name)})
    return HttpResponseRedirect(reverse("readingroom:set_up"), status=303)


@require_right(rights.SET_UP)
@require_POST
def keep_terms(request: ActingRequest, kind: str) -> HttpResponse:
    """How long seats, or computers, may be had."""
    if kind not in dict(KINDS):
        raise Http404
    form = TermsForm(request.POST, auto_id=f"id_{kind}_%s")
    if not form.is_valid():
        return _page(request, 422, {kind: form})
    try:
        actions.set_hall_terms(by=request.actor, centre=centre_or_404(), kind=kind, **form.cleaned_data)
    except Refused as refused:
        return _page(request, 409, {kind: form}, refused)
    messages.success(request, _("The minutes are kept."))
    return HttpResponseRedirect(reverse("readingroom:set_up"), status=303)


def _page(
    request: ActingRequest,
    status: int = 200,
    sent: dict[str, forms.Form] | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """`sent` is the one form that came back with something to correct."""
    centre, sent = centre_or_404(), sent or {}
    rooms: list[dict[str, Any]] = []
    for room in queries.rooms(centre.pk):
        plan = queries.plan_text(room, queries.places_of(room))
        form = sent.get(str(room.number)) or RoomForm.of(room, plan, centre)
        rooms.append({"room": room, "name": said(room.name), "form": form})
    return page(
        request,
        "readingroom/set_up.html",
        status,
        tabs=tabs("set_up", request.actor),
        rooms=rooms,
        new=sent.get(NEW) or RoomForm(centre=centre, auto_id="id_new_%s"),
        terms=[
            {"kind": kind, "label": label, "form": sent.get(kind) or _terms(centre.pk, kind)}
            for kind, label in KINDS
        ],
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )


def _terms(centre_id: UUID, kind: str) -> TermsForm:
    found = booking.terms_of(centre_id, kind)
    return TermsForm(initial={name: getattr(found, name) for name in TERMS}, auto_id=f"id_{kind}_%s")
