"""Deeds on a file of old inventory lines: hand it in, name its columns, enter it, take it back, give it up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.collection.stock import old_lines_records, rights, wording
from javon.collection.stock.actions import old_lines as actions
from javon.collection.stock.forms.old_lines import ColumnsForm, OldLinesFileForm, choices
from javon.collection.stock.models import OldLinesRun
from javon.collection.stock.old_lines_file import SheetRow, first_lines, has_more_like_it
from javon.collection.stock.queries import old_lines as queries
from javon.collection.stock.rules import old_lines as rules
from javon.collection.stock.views import old_lines_shown as shown
from javon.collection.stock.views.old_lines import run_or_404, run_page
from javon.collection.stock.views.shared import centre_or_404, request_id_of
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.files import storage
from javon.core.ui.render import page
from javon.core.verdict import Refused

KEPT_DAYS = 2  # of a file whose run was not kept after all


def _on(run: OldLinesRun, words: str, request: ActingRequest, name: str = "run") -> HttpResponse:
    if words:
        messages.success(request, words)
    return HttpResponseRedirect(reverse(f"stock:old_lines_{name}", args=[run.number]), status=303)


@require_right(rights.IMPORT_OLD_LINES)
def new(request: ActingRequest) -> HttpResponse:
    """The form for a file, and what is handed in with it."""
    centre = centre_or_404()
    form = OldLinesFileForm(request.POST or None, request.FILES or None, centre=centre)
    if request.method != "POST" or not form.is_valid():
        return page(request, "stock/old_lines_new.html", 422 if request.method == "POST" else 200, form=form)
    upload, given = form.cleaned_data["file"], form.cleaned_data
    file = storage.keep(upload, name=upload.name or "", keep_until=clock.today() + timedelta(KEPT_DAYS))
    run = actions.begin_old_lines(
        by=request.actor,
        centre=centre,
        run_id=form.run_id,
        file=file,
        sheets=form.sheets,
        **{name: given[name] for name in ("inventory_book", "service_point", "default_on", "loanable")},
    )
    return _on(run, _("The file is kept. Say what its columns mean."), request, "columns")


@require_right(rights.IMPORT_OLD_LINES)
def columns(request: ActingRequest, number: int) -> HttpResponse:
    """What the columns mean: proposed, corrected, tried on the first lines, then every line is checked."""
    run = run_or_404(number)
    if run.state not in rules.STATES["check"]:
        return _on(run, "", request)
    form = ColumnsForm(run, request.POST or None)
    if request.method != "POST" or request.POST.get("do") != "check" or not form.is_valid():
        return _columns_page(request, run, form, 422 if form.is_bound and not form.is_valid() else 200)
    try:
        actions.check_old_lines(
            by=request.actor, run=run, layout=form.layout(), request_id=request_id_of(request)
        )
    except Refused as refused:
        return _columns_page(request, run, form, 409, wording.sentences(refused.verdict.stops))
    return _on(run, "", request)


def _columns_page(
    request: ActingRequest, run: OldLinesRun, form: ColumnsForm, status: int, stops: list[str] | None = None
) -> HttpResponse:
    layout = form.layout()
    sheet = run.sheets[layout["sheet"]]
    lines = first_lines(sheet, layout["head"])
    return page(
        request,
        "stock/old_lines_columns.html",
        status,
        run=run,
        name=shown.name_of(run),
        form=form,
        layout=layout,
        has_more=has_more_like_it(run.sheets, layout["sheet"]),
        fields=_fields(layout, [one for one in lines if not _why(layout, one)]),
        columns=shown.line_columns()[:5] + shown.line_columns()[6:],
        rows=[_tried(run, layout, line) for line in lines],
        steps=shown.steps(run),
        stops=stops or [],
        trouble=shown.trouble(run),
    )


def _fields(layout: dict[str, Any], lines: list[SheetRow]) -> list[dict[str, Any]]:
    """Each column with its caption, what stands in it, and the meanings to choose from."""
    found = []
    for place, meaning in enumerate(layout["columns"]):
        told = [line.cells[place] for line in lines if place < len(line.cells) and line.cells[place]]
        caption = layout["captions"][place] if place < len(layout["captions"]) else ""
        if caption or told:
            found.append(
                {
                    "name": f"column-{place}",
                    "letter": _letter(place),
                    "caption": caption,
                    "told": " · ".join(text[:40] for text in told[:3]),
                    "choices": choices(meaning),
                }
            )
    return found


def _letter(place: int) -> str:
    """A, B … Z, AA: as the spreadsheet calls its columns."""
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)


def _tried(run: OldLinesRun, layout: dict[str, Any], line: SheetRow) -> dict[str, Any]:
    said = old_lines_records.said_by(run, line.cells, layout)
    why = _why(layout, line)
    if why:
        return shown.tried_row(said, line.row, [str(wording.SENTENCES[why])], why)
    outcome, objections = rules.judged(said, rules.Standing(), clock.today())
    return shown.tried_row(said, line.row, wording.sentences(objections), "gone" if outcome == "gone" else "")


def _why(layout: dict[str, Any], line: SheetRow) -> str:
    """Why a row is no line; "" for one that is."""
    return rules.why_no_line(line.cells, layout["columns"], layout["captions"])


@require_right(rights.IMPORT_OLD_LINES)
@require_POST
def enter(request: ActingRequest, number: int) -> HttpResponse:
    """The good lines into the books, by the worker."""
    run = run_or_404(number)
    try:
        actions.enter_old_lines(by=request.actor, run=run, request_id=request_id_of(request))
    except Refused as refused:
        return run_page(request, run_or_404(number), 409, stops=wording.sentences(refused.verdict.stops))
    return _on(run, "", request)


@require_right(rights.IMPORT_OLD_LINES)
def take_back(request: ActingRequest, number: int) -> HttpResponse:
    """What that means, asked once more; then by the worker."""
    run = run_or_404(number)
    if request.method != "POST":
        copies, titles = queries.made(run)
        return page(
            request,
            "stock/old_lines_take_back.html",
            run=run,
            copies=copies,
            titles=titles,
            name=shown.name_of(run),
        )
    try:
        actions.take_old_lines_back(
            by=request.actor,
            run=run,
            reason=request.POST.get("reason", "")[:300].strip(),
            request_id=request_id_of(request),
        )
    except Refused as refused:
        return run_page(request, run_or_404(number), 409, stops=wording.sentences(refused.verdict.stops))
    return _on(run, "", request)


@require_right(rights.IMPORT_OLD_LINES)
@require_POST
def drop(request: ActingRequest, number: int) -> HttpResponse:
    """Nothing of it is wanted."""
    run = run_or_404(number)
    try:
        actions.drop_old_lines(by=request.actor, run=run, request_id=request_id_of(request))
    except Refused as refused:
        return run_page(request, run_or_404(number), 409, stops=wording.sentences(refused.verdict.stops))
    return _on(run, _("The file is given up. Nothing of it was entered."), request, "run")
