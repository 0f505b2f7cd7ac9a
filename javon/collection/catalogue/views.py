"""Pages where records are corrected and entered, and where imports and their quarantine are looked at."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import actions, checks, editing, queries, rights, wording
from javon.collection.catalogue.checks import Check
from javon.collection.catalogue.forms import NewRecordForm, RecordForm, RestoreForm
from javon.collection.catalogue.models import Quarantined, Title
from javon.collection.sources.record import Record
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import fragment, page
from javon.core.verdict import Refused, Verdict, Weight

PER_PAGE = 25
SAVED_COOKIE = "saved_form"  # read and put out by record_form.js


def _title(number: int) -> Title:
    title = queries.title_by_number(number)
    if title is None:
        raise Http404
    return title


def _saved(number: int, draft: str, words: str, request: HttpRequest, tab: str = "") -> HttpResponse:
    """On to the page of the record; the cookie tells the device that its draft is no longer needed."""
    messages.success(request, words)
    response = HttpResponseRedirect(reverse("stock:record", args=[number]) + tab, status=303)
    response.set_cookie(SAVED_COOKIE, draft, max_age=3600, samesite="Lax", secure=request.is_secure())
    return response


# --- correcting


@require_right(rights.CORRECT_RECORD)
def correct(request: ActingRequest, number: int) -> HttpResponse:
    """The form of a record, and what is typed into it."""
    title = _title(number)
    current = editing.shown(Record.from_json(title.marc))
    initial = {**current, "expected_version": title.version, "request_id": uuid7()}
    if request.method != "POST":
        return _correct_page(request, title, RecordForm(initial=initial))
    form = RecordForm(_chosen(request.POST, current), initial=initial)
    if not form.is_valid():
        return _correct_page(request, title, form, status=422)
    try:
        actions.correct_record(
            by=request.actor,
            title=title,
            changes=form.typed,
            reason=form.cleaned_data["reason"],
            expected_version=form.cleaned_data["expected_version"],
            request_id=form.request_id_given,
        )
    except Refused as refused:
        return _refused_correction(request, number, form, refused.verdict)
    return _saved(number, f"record-{number}", _("The record is saved."), request)


def _chosen(typed: QueryDict, current: dict[str, str]) -> QueryDict:
    """What was typed; the other editor's text where it was chosen on the page that showed both."""
    data = typed.copy()
    for name in current:
        if data.get(f"choose-{name}") == "theirs":
            data[name] = current[name]
    return data


def _refused_correction(
    request: HttpRequest, number: int, form: RecordForm, verdict: Verdict
) -> HttpResponse:
    """Nothing typed is lost: the form again with every reason, and beside a faster editor's text the own
    one. Fields in which only the other editor wrote keep that text.
    """
    title = _title(number)
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["request_id"] = str(uuid7())  # the refused request is spent; pressing again is a new one
    differences: list[queries.Conflict] = []
    if "changed_meanwhile" in verdict.codes:
        differences = queries.conflicts(title, form.typed, form.cleaned_data["expected_version"])
        data["expected_version"] = str(title.version)
        for one in differences:
            if not one.is_mine:
                data[one.name] = one.theirs
    again = RecordForm(data, initial=form.initial)
    return _correct_page(request, title, again, status=409, verdict=verdict, differences=differences)


def _correct_page(
    request: HttpRequest, title: Title, form: RecordForm, status: int = 200, **more: Any
) -> HttpResponse:
    verdict: Verdict | None = more.get("verdict")
    shown = [(wording.FIELD_LABELS[one.name], one) for one in more.get("differences", [])]
    return page(
        request,
        "catalogue/correct.html",
        status,
        title=title,
        form=form,
        draft=f"record-{title.number}",
        kept_fields=queries.kept_fields(title),
        stops=wording.sentences(verdict.stops) if verdict is not None else [],
        is_stale=verdict is not None and "changed_meanwhile" in verdict.codes,
        conflicts=[pair for pair in shown if pair[1].is_mine],
        theirs=[pair for pair in shown if not pair[1].is_mine],
        checks=_checks(form, title),
    )


def _checks(form: RecordForm, title: Title | None) -> list[tuple[str, Check]]:
    values = {name: str(form[name].value() or "") for name in editing.NAMES}
    centre = organisation.the_centre()
    found = checks.checks(values, centre_id=centre.pk, title=title) if centre else []
    return [(wording.check(one), one) for one in found]


@require_right(rights.CORRECT_RECORD)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """The hints beside the form for what is typed so far; nothing is saved."""
    number = request.GET.get("number", "")
    title = (
        queries.title_by_number(int(number))
        if number.isascii() and number.isdigit() and len(number) < 10
        else None
    )
    form = RecordForm(request.POST)
    return fragment(request, "catalogue/_checks.html", checks=_checks(form, title))


@require_right(rights.CORRECT_RECORD)
@require_POST
def restore(request: ActingRequest, number: int) -> HttpResponse:
    """An earlier version brought back from the history."""
    title = _title(number)
    form = RestoreForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        actions.restore_revision(by=request.actor, title=title, **form.cleaned_data)
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return page(request, "catalogue/not_restored.html", 409, title=title, stops=stops)
    return _saved(number, "", _("The earlier version is back."), request, "?tab=history")


# --- entering


@require_right(rights.CORRECT_RECORD)
def new(request: ActingRequest) -> HttpResponse:
    """An empty form, filled from a donor record when an ISBN is given, and what is typed into it."""
    if request.method == "POST":
        return _enter(request)
    isbn = request.GET.get("isbn", "").strip()[:60]
    centre = organisation.the_centre()
    own = queries.own_by_isbn(isbn, centre.pk) if isbn and centre else None
    donor = queries.donor_by_isbn(isbn, centre.pk) if isbn and centre else None
    values = editing.shown(Record.from_json(donor.marc)) if donor else {"isbn": isbn, "language": "uzb"}
    form = NewRecordForm(initial={**values, "request_id": uuid7(), "donor": donor.number if donor else None})
    return _new_page(request, form, isbn=isbn, own=own, donor=donor)


def _new_page(request: HttpRequest, form: NewRecordForm, status: int = 200, **more: Any) -> HttpResponse:
    # Beside an empty form nothing is missing yet.
    begun = bool(str(form["title"].value() or "").strip()) or form.is_bound
    return page(
        request,
        "catalogue/new.html",
        status,
        form=form,
        begun=begun,
        checks=_checks(form, None) if begun else [],
        **more,
    )


def _enter(request: ActingRequest) -> HttpResponse:
    form = NewRecordForm(request.POST)
    if not form.is_valid():
        return _new_page(request, form, 422)
    centre = organisation.the_centre()
    try:
        if centre is None:
            raise Refused.because("no_centre")
        title = actions.create_record(
            by=request.actor,
            centre_id=centre.pk,
            values=form.typed,
            override_reason=form.cleaned_data["override_reason"],
            donor=queries.donor_by_number(form.cleaned_data["donor"]),
            request_id=form.request_id_given,
        )
    except Refused as refused:
        return _refused_entry(request, form, refused.verdict)
    return _saved(title.number, "record-new", _("The record is entered."), request)


def _refused_entry(request: HttpRequest, form: NewRecordForm, verdict: Verdict) -> HttpResponse:
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["request_id"] = str(uuid7())
    again = NewRecordForm(data)
    if all(stop.weight is Weight.HOLDS for stop in verdict.stops):
        again.ask_for_a_reason()
    held = next((stop.details["number"] for stop in verdict.stops if stop.code == "already_held"), None)
    return _new_page(request, again, 409, stops=wording.sentences(verdict.stops), held_number=held)


# --- imports and what they could not take


@require_right(rights.IMPORT_RECORDS)
def imports(request: HttpRequest) -> HttpResponse:
    """Every run with its honest count."""
    runs = Paginator(queries.imports(), PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "catalogue/imports.html", runs=runs, **_places(request, runs))


@require_right(rights.SEE_QUARANTINE)
def quarantine(request: HttpRequest) -> HttpResponse:
    """What imports could not take."""
    rows = queries.quarantine(request.GET.get("reason", "")[:40], _uuid(request.GET.get("run", "")))
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = [(row, wording.reason(row.reason)) for row in found]
    return page(request, "catalogue/quarantine.html", rows=shown, found=found, **_places(request, found))


@require_right(rights.SEE_QUARANTINE)
def quarantined(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece with its very bytes."""
    row = get_object_or_404(Quarantined.objects.select_related("run"), pk=pk)
    raw = bytes(row.raw)
    return page(
        request,
        "catalogue/quarantined.html",
        row=row,
        reason=wording.reason(row.reason),
        size=len(raw),
        lines=queries.hex_lines(raw),
        details=wording.details(row.details),
        is_cut=len(raw) > queries.MOST_BYTES_SHOWN,
    )


@require_right(rights.SEE_QUARANTINE)
def quarantined_bytes(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as a file."""
    row = get_object_or_404(Quarantined, pk=pk)
    response = HttpResponse(bytes(row.raw), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="quarantine-{row.pk}.bin"'
    return response


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _places(request: HttpRequest, found: Any) -> dict[str, Any]:
    """Addresses of the pages before and after."""
    given = request.GET.copy()

    def address(number: int) -> str:
        given["page"] = str(number)
        return f"?{given.urlencode()}"

    return {
        "previous_url": address(found.previous_page_number()) if found.has_previous() else "",
        "next_url": address(found.next_page_number()) if found.has_next() else "",
        "none_yet": _("Nothing here yet"),
    }
