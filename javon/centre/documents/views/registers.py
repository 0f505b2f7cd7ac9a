"""Registration journals as on paper, and the nomenclature of files. Dossier 2.24."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.documents import actions, registers_paper, rights, standard, wording
from javon.centre.documents.forms.registers import CaseFileForm, PutInForm, TakeOverForm
from javon.centre.documents.models import CaseFile, Register
from javon.centre.documents.queries import registers as queries
from javon.centre.documents.queries.reading import shown
from javon.centre.documents.views import opening
from javon.centre.documents.views.asked import Asked, ask, centre_or_404, pager
from javon.centre.documents.views.paper_page import paper_page, to_paper
from javon.core import clock
from javon.core.accounts.refusals import ask_to_sign_in, require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui import errors
from javon.core.ui.render import page
from javon.core.verdict import Refused

PER_PAGE = 100
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def keeping_or_reading(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in whoever reads papers or keeps the journals."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = request.actor  # type: ignore[attr-defined]
        if actor.may(rights.READ) or actor.may(rights.REGISTER):
            return view(request, *args, **kwargs)
        if actor.user_id is None:
            return ask_to_sign_in(request)
        return errors.forbidden(request, right=str(rights.READ.label))

    return guarded


@keeping_or_reading
def registers(request: ActingRequest) -> HttpResponse:
    """The journals of the centre and where each stands this year."""
    centre, year = centre_or_404(), clock.today().year
    counters = queries.counters(centre.pk, year)
    rows = [
        {"journal": one, "counter": counters.get(one.pk), "years": queries.years_of(one)}
        for one in queries.journals(centre.pk)
    ]
    may_keep = request.actor.may(rights.REGISTER)
    return page(request, "documents/registers.html", rows=rows, year=year, may_keep=may_keep)


@require_POST
@require_right(rights.REGISTER)
def load(request: ActingRequest) -> HttpResponse:
    """The usual journals and the usual nomenclature, where they are not there yet."""
    made = actions.load_registers(
        by=request.actor,
        centre=centre_or_404(),
        registers=standard.registers(),
        case_files=standard.case_files(),
    )
    messages.success(request, _("Journals and files added: %(count)s") % {"count": made})
    return HttpResponseRedirect(reverse("documents:registers"), status=303)


def _journal(code: str) -> Register:
    return get_object_or_404(queries.journals(centre_or_404().pk), code=code)


def _year(request: HttpRequest) -> int:
    given = request.GET.get("year", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) == 4 else clock.today().year


@keeping_or_reading
def journal(request: ActingRequest, code: str) -> HttpResponse:
    """One journal in one year, as it stands on paper."""
    found, year = _journal(code), _year(request)
    rows = Paginator(queries.lines_of(found, year), PER_PAGE).get_page(request.GET.get("page"))
    address = reverse("documents:journal", args=[code])
    years = sorted({*queries.years_of(found), year, clock.today().year}, reverse=True)
    lines = registers_paper.lines_of(request.actor, list(rows))
    return page(
        request,
        "documents/journal.html",
        journal=found,
        year=year,
        tabs=[{"label": one, "url": f"{address}?year={one}", "is_current": one == year} for one in years],
        columns=[
            {"label": head, "kind": kind}
            for head, kind in zip(registers_paper.heads(), ("code", "number", "", "", "", ""), strict=True)
        ],
        rows=[_row(line) for line in lines],
        total=rows.paginator.count,
        pager=pager(request, rows),
        gaps=queries.spans(queries.gaps_of(found, year)),
        taken_over=queries.taken_over_at(found, year),
        may_keep=request.actor.may(rights.REGISTER),
    )


def _row(line: registers_paper.JournalLine) -> dict[str, Any]:
    day = registers_paper.short_date(line.day) if line.day else ""
    texts = ({"text": line.executor}, {"text": line.due}, {"text": line.mark})
    subject = {"text": line.subject, "note": line.note, "url": line.address}
    return {
        "kind": "void" if line.is_void else "",
        "cells": [{"text": line.number}, {"text": day}, subject, *texts],
    }


@keeping_or_reading
def printed(request: ActingRequest, code: str) -> HttpResponse:
    """The whole year of a journal for the printer: A4 across, its head on every sheet."""
    found, year = _journal(code), _year(request)
    lines = registers_paper.lines_of(request.actor, list(queries.lines_of(found, year)))
    heads, taken_over = registers_paper.heads(), queries.taken_over_at(found, year)
    return page(
        request,
        "documents/journal_print.html",
        journal=found,
        year=year,
        lines=lines,
        heads=heads,
        taken_over=taken_over,
    )


@keeping_or_reading
def workbook(request: ActingRequest, code: str) -> HttpResponse:
    """The same as a workbook."""
    found, year = _journal(code), _year(request)
    lines = registers_paper.lines_of(request.actor, list(queries.lines_of(found, year)))
    response = HttpResponse(registers_paper.workbook(found, year, lines), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{found.code}-{year}.xlsx"'
    return response


@require_right(rights.REGISTER)
def take_over(request: ActingRequest, code: str) -> HttpResponse:
    """Our numbers go on from those of the paper journal."""
    found, today = _journal(code), clock.today()
    form = TakeOverForm(request.POST if request.method == "POST" else None, today=today)
    asked = Asked(
        heading=_("Carry on a paper journal"),
        lead=shown(found.title, found.title_cyrl),
        submit=_("Carry on from this number"),
        back=reverse("documents:journal", args=[code]),
        done=_("The next paper gets the number after it."),
    )
    return ask(
        request,
        asked,
        form,
        lambda typed: actions.take_over_journal(by=request.actor, register=found, today=today, **typed),
    )


# --- the nomenclature of files


@keeping_or_reading
def case_files(request: ActingRequest) -> HttpResponse:
    """The nomenclature with the papers of a year counted."""
    centre, year = centre_or_404(), _year(request)
    rows = list(queries.case_files(centre.pk, year))
    today = clock.today()
    may_keep = request.actor.may(rights.REGISTER)
    return page(
        request, "documents/case_files.html", files=rows, year=year, years=range(today.year, today.year - 4, -1),
        may_keep=may_keep,
    )  # fmt: skip


@keeping_or_reading
def case_files_printed(request: ActingRequest) -> HttpResponse:
    """«Yigʻma jildlar nomenklaturasi» for the wall and the archive."""
    centre, year = centre_or_404(), _year(request)
    rows = list(queries.case_files(centre.pk, year))
    return page(request, "documents/case_files_print.html", files=rows, year=year, centre=centre)


@require_right(rights.REGISTER)
def add_case_file(request: ActingRequest) -> HttpResponse:
    """A new line of the nomenclature."""
    centre = centre_or_404()
    asked = Asked(
        heading=_("New case file"),
        submit=_("Open the file"),
        back=reverse("documents:case_files"),
        done=_("The file is in the nomenclature."),
        icon="folder",
    )
    form = CaseFileForm(request.POST if request.method == "POST" else None)
    return ask(
        request,
        asked,
        form,
        lambda typed: actions.add_case_file(
            by=request.actor, centre=centre, valid_from=clock.today(), **typed
        ),
    )


@require_POST
@require_right(rights.REGISTER)
def close_case_file(request: ActingRequest, pk: UUID) -> HttpResponse:
    """The file takes no more papers."""
    file = get_object_or_404(CaseFile, pk=pk, centre=centre_or_404())
    try:
        actions.close_case_file(by=request.actor, case_file=file, last_day=clock.today())
    except Refused as refused:
        for sentence in wording.sentences(refused.verdict.stops):
            messages.error(request, sentence)
    else:
        messages.success(request, _("The file is closed. Its papers stay in it."))
    return HttpResponseRedirect(reverse("documents:case_files"), status=303)


@require_POST
@require_right(rights.REGISTER)
def put_in_case_file(request: ActingRequest, short_id: int) -> HttpResponse:
    """A paper goes into a file."""
    document = opening.paper_or_404(request, short_id)
    form = PutInForm(request.POST, centre=document.centre)
    if not form.is_valid():
        return paper_page(request, document, 422, stops=[_("Choose the case file.")])
    try:
        actions.put_in_case_file(by=request.actor, document=document, **form.cleaned_data)
    except Refused as refused:
        return paper_page(request, document, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(request, _("The paper lies in its file."))
    return to_paper(document)
