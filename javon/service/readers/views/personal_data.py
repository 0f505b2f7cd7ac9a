"""What is kept of readers and for how long; who is proposed for erasing; erasing itself. Dossier 4.2."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.centre.organisation.models import BasedOn
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import pager, request_id_of
from javon.core.ui.render import page
from javon.core.uzbek.figures import short_date
from javon.core.verdict import Refusal, Refused, Verdict, Weight
from javon.service.readers import rights, wording
from javon.service.readers.actions import erasing as actions
from javon.service.readers.codes import number_typed
from javon.service.readers.forms.papers import RetentionForm
from javon.service.readers.models import Reader
from javon.service.readers.obligations import obligations_of
from javon.service.readers.queries import erasing as queries
from javon.service.readers.rules.erasing import may_erase
from javon.service.readers.views.keeping_shared import (
    centre_or_404,
    reader_or_404,
)
from javon.service.readers.views.shared import name_of

PER_PAGE = 50


@require_right(rights.ERASE_READERS)
def personal_data(request: ActingRequest) -> HttpResponse:
    """The terms of keeping, and whom they propose for erasing; new terms are set here."""
    form = RetentionForm(request.POST or None)
    if request.method != "POST":
        return _data_page(request, RetentionForm())
    if not form.is_valid():
        return _data_page(request, form, 422)
    given = form.cleaned_data
    try:
        actions.set_retention(
            by=request.actor,
            centre=centre_or_404(),
            valid_from=given["valid_from"],
            unlink_days=given["unlink_days"],
            erase_years=given["erase_years"],
            based_on=BasedOn(given["basis"]),
            request_id=request_id_of(request),
        )
    except Refused as refused:
        return _data_page(request, form, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(request, _("The terms of keeping are written down."))
    return HttpResponseRedirect(reverse("readers:personal_data"), status=303)


def _data_page(
    request: HttpRequest, form: RetentionForm, status: int = 200, stops: list[str] | None = None
) -> HttpResponse:
    centre, today = centre_or_404(), clock.today()
    found = Paginator(queries.proposed(centre.pk, today), PER_PAGE).get_page(request.GET.get("page", "1")[:6])
    wiping = queries.last_wiping()
    return page(
        request,
        "readers/personal_data.html",
        status,
        form=form,
        stops=stops or [],
        keeping=queries.keeping(centre.pk, today),
        terms=queries.retentions(centre.pk)[:20],
        wiped_at=wiping.at if wiping else None,
        waiting=queries.erased_since_wiping(),
        columns=[
            {"label": _("Card"), "kind": "code"}, {"label": _("Reader")}, {"label": _("Member since")},
            {"label": _("Last registered on")},
        ],
        rows=[_proposed_row(one) for one in found],
        pager=pager(request, found),
    )  # fmt: skip


def _proposed_row(reader: Any) -> dict[str, Any]:
    last = reader.last_on or reader.registered_on
    return {
        "cells": [
            {"text": f"K-{reader.number:06d}", "url": reverse("readers:erase", args=[reader.number])},
            {"text": name_of(reader)},
            {"text": short_date(reader.registered_on)},
            {"text": short_date(last)},
        ]
    }


@require_right(rights.ERASE_READERS)
def erase(request: ActingRequest, number: int) -> HttpResponse:
    """What erasing means, asked once more with the number of the card; then nothing personal is left."""
    reader = reader_or_404(number)
    if request.method != "POST":
        verdict = Verdict.of([*may_erase(queries.facts(reader)).refusals, *obligations_of(reader.pk)])
        return _erase_page(request, reader, stops=wording.sentences(verdict.stops))
    if number_typed(request.POST.get("card", "")[:20]) != number:
        again = wording.sentence(Refusal("erase_not_confirmed", Weight.FORBIDS))
        return _erase_page(request, reader, 422, stops=[again])
    try:
        actions.erase_reader(by=request.actor, reader=reader, request_id=request_id_of(request))
    except Refused as refused:
        return _erase_page(request, reader, 409, stops=wording.sentences(refused.verdict.stops))
    said = _("The data of card %(card)s are erased. The last traces in the file of the database go tonight.")
    messages.success(request, said % {"card": f"K-{number:06d}"})
    return HttpResponseRedirect(reverse("readers:personal_data"), status=303)


def _erase_page(
    request: HttpRequest, reader: Reader, status: int = 200, stops: list[str] | None = None
) -> HttpResponse:
    return page(
        request,
        "readers/erase.html",
        status,
        reader=reader,
        name=name_of(reader),
        card=f"K-{reader.number:06d}",
        stops=stops or [],
        request_id=uuid7(),
    )
