"""The papers of one reader: what can be printed, the scan of the signed sheet, deposits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.files import storage
from javon.core.ui.asked import pager, request_id_of
from javon.core.ui.render import page
from javon.core.uzbek.figures import number as figure
from javon.core.uzbek.figures import short_date
from javon.core.verdict import Refused
from javon.service.readers import rights, wording
from javon.service.readers.actions import papers as actions
from javon.service.readers.forms.papers import DepositForm, ScanForm
from javon.service.readers.models import Deposit, Reader
from javon.service.readers.papers import letters
from javon.service.readers.queries import papers as queries
from javon.service.readers.views.keeping_shared import (
    centre_or_404,
    head_of,
    paper_pdf,
    reader_or_404,
)
from javon.service.readers.views.shared import name_of, private_file

KEPT_DAYS = 2  # of a scan that was not put with a reader after all
PER_PAGE = 50


@require_right(rights.SEE_READERS)
def papers_of(request: ActingRequest, number: int) -> HttpResponse:
    """Everything on paper about one reader."""
    return _papers_page(request, reader_or_404(number))


def _papers_page(request: HttpRequest, reader: Reader, status: int = 200, **more: Any) -> HttpResponse:
    return page(
        request,
        "readers/papers_of.html",
        status,
        reader=reader,
        name=name_of(reader),
        is_group=reader.kind == Reader.Kind.COLLECTIVE,
        scan=getattr(reader, "sheet", None),
        deposits=[_deposit_row(one) for one in queries.deposits_of(reader)],
        **{
            "scan_form": ScanForm(),
            "deposit_form": DepositForm(),
            "request_id": uuid7(),
            "stops": [],
            **more,
        },
    )


def _deposit_row(one: Deposit) -> dict[str, Any]:
    return {
        "number": one.number, "year": one.year, "shown": one.shown, "sum": figure(one.amount // 100),
        "reason": one.get_reason_display(), "taken_on": one.taken_on, "returned_on": one.returned_on,
    }  # fmt: skip


@require_right(rights.REGISTER_READERS)
@require_POST
def put_scan(request: ActingRequest, number: int) -> HttpResponse:
    """The signed sheet came back."""
    reader = reader_or_404(number)
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        return _papers_page(request, reader, 422, scan_form=form)
    # The name of a file on somebody's desk may be the reader's: it is not kept.
    file = storage.keep(
        form.cleaned_data["file"],
        name=f"varaqa-K{number:06d}",
        keep_until=clock.today() + timedelta(KEPT_DAYS),
    )
    try:
        actions.put_sheet(by=request.actor, reader=reader, file=file, request_id=request_id_of(request))
    except Refused as refused:
        return _papers_page(request, reader, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(request, _("The signed sheet is kept with the reader."))
    return _back(reader)


@require_right(rights.REGISTER_READERS)
def scan(request: ActingRequest, number: int) -> HttpResponseBase:
    """The scan itself."""
    found = getattr(reader_or_404(number), "sheet", None)
    return private_file(request, found.file if found is not None else None, f"varaqa-K{number:06d}")


def _back(reader: Reader) -> HttpResponse:
    return HttpResponseRedirect(reverse("readers:papers_of", args=[reader.number]), status=303)


# --- deposits


@require_right(rights.REGISTER_READERS)
@require_POST
def take_deposit(request: ActingRequest, number: int) -> HttpResponse:
    """A deposit is taken; its receipt can be printed at once."""
    reader = reader_or_404(number)
    form = DepositForm(request.POST)
    if not form.is_valid():
        return _papers_page(request, reader, 422, deposit_form=form)
    try:
        actions.take_deposit(
            by=request.actor,
            reader=reader,
            amount=form.cleaned_data["amount"],
            reason=form.cleaned_data["reason"],
            taken_on=form.cleaned_data["taken_on"],
            request_id=request_id_of(request),
        )
    except Refused as refused:
        return _papers_page(
            request, reader, 409, deposit_form=form, stops=wording.sentences(refused.verdict.stops)
        )
    messages.success(request, _("The deposit is written down. Print its receipt."))
    return _back(reader)


@require_right(rights.REGISTER_READERS)
@require_POST
def return_deposit(request: ActingRequest, year: int, number: int) -> HttpResponse:
    """The deposit goes back today."""
    deposit = deposit_or_404(year, number)
    assert deposit.reader is not None
    reader = reader_or_404(deposit.reader.number)
    try:
        actions.return_deposit(
            by=request.actor, deposit=deposit, returned_on=clock.today(), request_id=request_id_of(request)
        )
    except Refused as refused:
        return _papers_page(request, reader, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(request, _("The deposit is returned. Print the act and have it signed."))
    return _back(reader)


def deposit_or_404(year: int, number: int) -> Deposit:
    """The deposit of this number, of a reader who is still known."""
    found = queries.deposit(centre_or_404().pk, year, number) if year < 2200 and number < 2**31 else None
    if found is None or found.reader is None:
        raise Http404
    return found


@require_right(rights.REGISTER_READERS)
def receipt_pdf(request: ActingRequest, year: int, number: int) -> HttpResponse:
    """The receipt."""
    deposit, centre = deposit_or_404(year, number), centre_or_404()
    assert deposit.reader is not None
    paper = letters.receipt(
        head_of(centre, get_language() or "uz"),
        queries.addressed(deposit.reader),
        queries.deposit_facts(deposit),
        place=centre.place,
    )
    return paper_pdf(request, f"garov-{year}-{number}", paper)


@require_right(rights.REGISTER_READERS)
def return_act_pdf(request: ActingRequest, year: int, number: int) -> HttpResponse:
    """The act of the return."""
    deposit, centre = deposit_or_404(year, number), centre_or_404()
    assert deposit.reader is not None
    paper = letters.return_act(
        head_of(centre, get_language() or "uz"),
        queries.addressed(deposit.reader),
        queries.deposit_facts(deposit),
        place=centre.place,
    )
    return paper_pdf(request, f"garov-qaytarish-{year}-{number}", paper)


@require_right(rights.SEE_READERS)
def deposits(request: ActingRequest) -> HttpResponse:
    """Every deposit, those that are held first."""
    found = Paginator(queries.deposits(centre_or_404().pk), PER_PAGE).get_page(
        request.GET.get("page", "1")[:6]
    )
    return page(
        request,
        "readers/deposits.html",
        columns=[
            {"label": "№", "kind": "code"}, {"label": _("Reader")}, {"label": _("Sum, soums"), "kind": "number"},
            {"label": _("Reason")}, {"label": _("Taken on")}, {"label": _("Returned on")},
        ],
        rows=[_listed(one) for one in found],
        pager=pager(request, found),
    )  # fmt: skip


def _listed(one: Deposit) -> dict[str, Any]:
    def shown(day: date | None) -> str:
        return short_date(day) if day else ""

    person = {"text": _("(data erased)")}
    if one.reader is not None:
        person = {"text": name_of(one.reader), "url": reverse("readers:papers_of", args=[one.reader.number])}
    return {
        "cells": [
            {"text": one.shown},
            person,
            {"text": figure(one.amount // 100)},
            {"text": str(one.get_reason_display())},
            {"text": shown(one.taken_on)},
            {"text": shown(one.returned_on)},
        ]
    }
