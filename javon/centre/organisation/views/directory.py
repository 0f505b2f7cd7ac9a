"""The directory of the district and the passport of the centre."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from javon.centre.organisation import rights, wording
from javon.centre.organisation.actions import directory as actions
from javon.centre.organisation.forms.daily import BodyForm, FigureForm, shown_figure
from javon.centre.organisation.models import Centre, LocalBody
from javon.centre.organisation.passport import BY_CODE, Indicator
from javon.centre.organisation.queries import directory as queries
from javon.centre.organisation.views.calendar import the_house
from javon.core import clock
from javon.core.accounts.refusals import require_right, require_sign_in
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.verdict import Refused

# --- the directory


@require_sign_in
def directory(request: ActingRequest) -> HttpResponse:
    """Mahallas, schools, kindergartens, enterprises; by kind and by name in any script."""
    centre, today = the_house(), clock.today()
    kind = request.GET.get("kind", "")
    kind = kind if kind in LocalBody.Kind.values else ""
    text = request.GET.get("q", "")[:160]
    may_change = request.actor.may(rights.MANAGE_DIRECTORY)
    rows = list(queries.bodies(centre, today, kind=kind, text=text))
    everything = list(queries.bodies(centre, today).values_list("kind", flat=True))
    return page(
        request,
        "organisation/directory.html",
        shown=[_line(row, may_change) for row in rows],
        kind=kind,
        caption=_("The district"),
        columns=[{"label": label} for label in COLUMNS],
        filters={"action": "", "query": text, "fields": [], "clear_url": "?" if text or kind else ""},
        empty_title=_("Nothing of the kind is in the directory"),
        empty_text=_("Another spelling may find it: any script will do."),
        tabs=[
            {
                "label": label,
                "url": f"?kind={code}",
                "count": everything.count(code),
                "is_current": code == kind,
            }
            for code, label in LocalBody.Kind.choices
        ],
        may_change=may_change,
    )


COLUMNS = (_lazy("Name"), _lazy("Mahalla"), _lazy("Address"), _lazy("Who answers there"), _lazy("Phone"))


def _line(row: LocalBody, may_change: bool) -> dict[str, Any]:
    url = reverse("organisation:body", args=[row.pk]) if may_change else ""
    distance = f"{row.distance_km} km" if row.distance_km else ""
    return {
        "cells": [
            {"text": row.name, "url": url, "note": row.get_kind_display()},
            {"text": row.mahalla.name if row.mahalla is not None else ""},
            {"text": row.address, "note": distance},
            {"text": row.contact_name},
            {"text": row.phone},
        ]
    }


@require_right(rights.MANAGE_DIRECTORY)
def body(request: ActingRequest, body_id: UUID | None = None) -> HttpResponse:
    """Enter a body of the district, or change one."""
    centre = the_house()
    row = get_object_or_404(LocalBody, pk=body_id, centre=centre) if body_id is not None else None
    names = ("kind", "name", "name_cyrl", "mahalla", "address", "contact_name", "phone", "distance_km")
    initial = {name: getattr(row, name) for name in names} if row is not None else {}
    initial["kind"] = initial.get("kind") or request.GET.get("kind", "")
    if request.method != "POST":
        return _body_page(request, row, _body_form(centre, initial={**initial, "request_id": uuid7()}))
    form = _body_form(centre, request.POST)
    if not form.is_valid():
        return _body_page(request, row, form, 422)
    try:
        actions.keep_body(
            by=request.actor, centre=centre, body_id=body_id, request_id=form.given_id, **form.words
        )
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _body_page(request, row, _body_form(centre, form.typed_again()), 409, stops=stops)
    messages.success(request, _("The directory is changed."))
    return HttpResponseRedirect(
        f"{reverse('organisation:directory')}?kind={form.cleaned_data['kind']}", status=303
    )


def _body_form(centre: Centre, *args: Any, **given: Any) -> BodyForm:
    mahallas = queries.bodies(centre, clock.today(), kind=LocalBody.Kind.MAHALLA)
    return BodyForm(*args, mahallas=mahallas, **given)


def _body_page(
    request: ActingRequest, row: LocalBody | None, form: BodyForm, status: int = 200, **more: Any
) -> HttpResponse:
    return page(request, "organisation/body.html", row=row, form=form, status=status, **more)


@require_POST
@require_right(rights.MANAGE_DIRECTORY)
def close_body(request: ActingRequest, body_id: UUID) -> HttpResponse:
    """The body is not in the district any more; what cites it stays."""
    row = get_object_or_404(LocalBody, pk=body_id, centre=the_house())
    try:
        actions.close_body(by=request.actor, body=row, last_day=clock.today())
    except Refused as refused:
        messages.error(request, " ".join(wording.sentences(refused.verdict.stops)))
    else:
        messages.success(request, _("It is in the directory until today; what speaks of it stays."))
    return HttpResponseRedirect(reverse("organisation:directory"), status=303)


# --- the passport


@require_sign_in
def passport(request: ActingRequest) -> HttpResponse:
    """Every figure as it stood on a day, each with its paper."""
    try:
        on = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        on = clock.today()
    groups: dict[str, list[dict[str, Any]]] = {}
    for line in queries.passport(the_house(), on):
        groups.setdefault(str(line.indicator.group), []).append(_shown(line))
    return page(
        request,
        "organisation/passport.html",
        groups=list(groups.items()),
        on=on,
        may_change=request.actor.may(rights.MANAGE_PASSPORT),
    )


def _shown(line: queries.PassportLine) -> dict[str, Any]:
    unit, parts = line.indicator.unit, line.sum_of_parts
    return {
        "indicator": line.indicator,
        "whole": line.whole,
        "value": shown_figure(line.whole.value, unit) if line.whole is not None else "",
        "parts": len(line.parts),
        "sum": shown_figure(parts, unit) if parts is not None else "",
    }


@require_sign_in
def indicator(request: ActingRequest, code: str) -> HttpResponse:
    """The history of one figure; the form of a new one for whoever may enter it."""
    known = _known(code)
    return _figure_page(request, known, _figure_form(known, initial=_today_and_id()))


@require_POST
@require_right(rights.MANAGE_PASSPORT)
def enter_figure(request: ActingRequest, code: str) -> HttpResponse:
    """Enter a figure as it stood on a day."""
    known = _known(code)
    form = _figure_form(known, request.POST)
    if not form.is_valid():
        return _figure_page(request, known, form, 422)
    try:
        actions.enter_figure(
            by=request.actor,
            centre=the_house(),
            indicator=code,
            today=clock.today(),
            request_id=form.given_id,
            **form.words,
        )
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _figure_page(request, known, _figure_form(known, form.typed_again()), 409, stops=stops)
    messages.success(request, _("The figure is in the passport."))
    return HttpResponseRedirect(reverse("organisation:indicator", args=[code]), status=303)


def _known(code: str) -> Indicator:
    if code not in BY_CODE:
        raise Http404
    return BY_CODE[code]


def _today_and_id() -> dict[str, Any]:
    return {"as_of": clock.today(), "request_id": uuid7()}


def _figure_form(known: Indicator, *args: Any, **given: Any) -> FigureForm:
    bodies = queries.bodies(the_house(), clock.today(), kind=known.split.value or "none")
    return FigureForm(*args, indicator=known, bodies=bodies, **given)


def _figure_page(
    request: ActingRequest, known: Indicator, form: FigureForm, status: int = 200, **more: Any
) -> HttpResponse:
    rows = [
        {"figure": row, "value": shown_figure(row.value, known.unit)}
        for row in queries.history_of(the_house(), known.code)[:200]
    ]
    return page(
        request,
        "organisation/indicator.html",
        indicator=known,
        rows=rows,
        form=form,
        may_change=request.actor.may(rights.MANAGE_PASSPORT),
        status=status,
        **more,
    )
