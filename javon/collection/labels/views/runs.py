"""Printing: which sheet and from which label on, the PDF, and whether it is on paper; the card of one record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.organisation.models import Centre
from javon.collection.catalogue import queries as catalogue
from javon.collection.catalogue import rights as catalogue_rights
from javon.collection.labels import actions, printing, queries, rights, wording
from javon.collection.labels.forms import PrintForm
from javon.collection.labels.models import LabelRun
from javon.collection.labels.standard import standard_sheets
from javon.collection.labels.views.queue import sheet_name
from javon.collection.labels.views.shared import centre_or_404, pdf_answer
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.verdict import Refused

CARDS = {"card": "card-125x75", "a4": "a4-cards"}


@require_right(rights.PRINT_LABELS)
def choose(request: ActingRequest, kind: str) -> HttpResponse:
    """Which sheet, from which of its labels on; then the printing is made."""
    centre = centre_or_404()
    if kind not in wording.KINDS:
        raise Http404
    if request.method != "POST":
        return _choose_page(request, centre, kind)
    form = PrintForm(request.POST)
    if not form.is_valid():
        return _choose_page(request, centre, kind, 422, stops=[_("Choose a sheet and its first free label.")])
    try:
        run = actions.start_printing(
            by=request.actor,
            centre=centre,
            kind=kind,
            sheet=form.cleaned_data["sheet"],
            start=form.cleaned_data["start"],
            request_id=form.request_id_given,
        )
    except Refused as refused:
        return _choose_page(request, centre, kind, 409, stops=wording.sentences(refused.verdict.stops))
    return HttpResponseRedirect(reverse("labels:run", args=[run.pk]), status=303)


def _choose_page(
    request: HttpRequest, centre: Centre, kind: str, status: int = 200, **more: Any
) -> HttpResponse:
    offered = queries.sheets_for(centre.pk, kind)
    asked = request.POST.get("sheet") or request.GET.get("sheet", "")
    chosen = next((one for one in offered if one.key == asked), offered[0])
    taken = queries.next_of(centre.pk, kind)
    labels = sum(one.quantity for one in taken)
    start = request.POST.get("start", "1")
    rows = [
        [number + 1 + row * chosen.sheet.columns for number in range(chosen.sheet.columns)]
        for row in range(chosen.sheet.rows)
    ]
    return page(
        request,
        "labels/choose.html",
        status,
        kind=kind,
        name=wording.KINDS[kind],
        offered=offered,
        chosen=chosen,
        rows=rows,
        start=int(start) if start.isascii() and start.isdigit() and len(start) < 4 else 1,
        labels=labels,
        sheets_needed=-(-labels // chosen.sheet.cells),
        request_id=uuid7(),
        **more,
    )


def _run(pk: UUID) -> LabelRun:
    found = queries.run_by_id(centre_or_404().pk, pk)
    if found is None:
        raise Http404
    return found


@require_right(rights.PRINT_LABELS)
def run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One printing: its PDF, and whether it came out."""
    return _run_page(request, _run(pk))


def _run_page(request: HttpRequest, run: LabelRun, status: int = 200, **more: Any) -> HttpResponse:
    return page(
        request,
        "labels/run.html",
        status,
        run=run,
        name=wording.KINDS[run.kind],
        sheet=sheet_name(run),
        requests=queries.requests_of(run)[: queries.SHOWN_AT_ONCE],
        has_back=run.kind == "card",
        request_id=uuid7(),
        **more,
    )


@require_right(rights.PRINT_LABELS)
def pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The labels."""
    run, centre = _run(pk), centre_or_404()
    if run.returned_at:
        raise Http404
    return pdf_answer(
        request, f"{run.kind}-{run.made_at:%Y-%m-%d}", lambda: printing.printed_run(run, centre)
    )


@require_right(rights.PRINT_LABELS)
@require_POST
def printed(request: ActingRequest, pk: UUID) -> HttpResponse:
    """They are on paper."""
    return _answered(request, _run(pk), actions.mark_printed, _("The labels are printed."))


@require_right(rights.PRINT_LABELS)
@require_POST
def returned(request: ActingRequest, pk: UUID) -> HttpResponse:
    """They are not: back into the queue."""
    words = _("The labels wait in the queue again.")
    return _answered(request, _run(pk), actions.return_to_queue, words)


def _answered(request: ActingRequest, run: LabelRun, deed: Any, words: str) -> HttpResponse:
    try:
        deed(by=request.actor, run=run)
    except Refused as refused:
        return _run_page(request, run, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(request, words)
    return HttpResponseRedirect(reverse("labels:queue"), status=303)


@require_right(catalogue_rights.CORRECT_RECORD)
def card(request: HttpRequest, number: int) -> HttpResponse:
    """The catalogue card of one record: of 12.5 × 7.5 cm, or on A4 (`?paper=a4`)."""
    title = catalogue.title_by_number(number)
    if title is None:
        raise Http404
    code = CARDS.get(request.GET.get("paper", "card"), CARDS["card"])
    sheet = next(
        (one.sheet for one in queries.sheets(title.centre_id) if one.key == code),
        standard_sheets()[code].sheet,
    )
    name = str(wording.KINDS["card"])
    return pdf_answer(request, f"card-{number}", lambda: printing.printed_cards([title], sheet, name=name))
