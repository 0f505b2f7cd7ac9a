"""Pages where records are corrected and entered, and where imports and their quarantine are looked at."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import actions, editing, queries, rights, wording
from javon.collection.catalogue.forms import NewRecordForm, RecordForm
from javon.collection.catalogue.models import Quarantined, Title
from javon.collection.sources.record import Record
from javon.core.accounts.refusals import require_right
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.verdict import Refused, Verdict, Weight

PER_PAGE = 25


def _title(number: int) -> Title:
    title = queries.title_by_number(number)
    if title is None:
        raise Http404
    return title


# --- correcting


@require_right(rights.CORRECT_RECORD)
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """The form of a record, and what is typed into it."""
    title = _title(number)
    record = Record.from_json(title.marc)
    initial = {**editing.shown(record), "expected_version": title.version, "request_id": uuid7()}
    if request.method != "POST":
        return _correct_page(request, title, RecordForm(initial=initial))
    form = RecordForm(request.POST, initial=initial)
    if not form.is_valid():
        return _correct_page(request, title, form, status=422)
    given = {"expected_version": form.cleaned_data["expected_version"], "request_id": form.request_id_given}
    try:
        actions.correct_record(
            by=request.actor, title=title, changes=form.typed, reason=form.cleaned_data["reason"], **given
        )
    except Refused as refused:
        return _refused_correction(request, number, form, refused.verdict)
    return HttpResponseRedirect(reverse("stock:record", args=[number]), status=303)


def _refused_correction(
    request: HttpRequest, number: int, form: RecordForm, verdict: Verdict
) -> HttpResponse:
    """Nothing typed is lost: the form again with every reason, and beside a faster editor's text the own
    one.
    """
    title = _title(number)
    data = form.data.copy()
    data["request_id"] = str(uuid7())  # the refused request is spent; pressing again is a new one
    stale = "changed_meanwhile" in verdict.codes
    if stale:
        data["expected_version"] = str(title.version)
    again = RecordForm(data, initial=form.initial)
    differences = queries.conflicts(title, form.typed) if stale else []
    shown = [(wording.FIELD_LABELS[one.name], one) for one in differences]
    return _correct_page(request, title, again, status=409, verdict=verdict, conflicts=shown)


def _correct_page(
    request: HttpRequest, title: Title, form: RecordForm, status: int = 200, **more: Any
) -> HttpResponse:
    verdict: Verdict | None = more.get("verdict")
    return page(
        request,
        "catalogue/correct.html",
        status,
        title=title,
        form=form,
        kept_fields=queries.kept_fields(title),
        stops=wording.sentences(verdict.stops) if verdict is not None else [],
        conflicts=more.get("conflicts", []),
    )


# --- entering


@require_right(rights.CORRECT_RECORD)
def new(request: HttpRequest) -> HttpResponse:
    """An empty form, filled from a donor record when an ISBN is given, and what is typed into it."""
    if request.method == "POST":
        return _enter(request)
    isbn = request.GET.get("isbn", "").strip()[:60]
    centre = organisation.the_centre()
    own = queries.own_by_isbn(isbn, centre.pk) if isbn and centre else None
    donor = queries.donor_by_isbn(isbn, centre.pk) if isbn and centre else None
    values = editing.shown(Record.from_json(donor.marc)) if donor else {"isbn": isbn, "language": "uzb"}
    form = NewRecordForm(initial={**values, "request_id": uuid7(), "donor": donor.number if donor else None})
    return page(request, "catalogue/new.html", form=form, isbn=isbn, own=own, donor=donor)


def _enter(request: HttpRequest) -> HttpResponse:
    form = NewRecordForm(request.POST)
    if not form.is_valid():
        return page(request, "catalogue/new.html", 422, form=form)
    centre = organisation.the_centre()
    given = {
        "donor": queries.donor_by_number(form.cleaned_data["donor"]),
        "request_id": form.request_id_given,
    }
    try:
        if centre is None:
            raise Refused.because("no_centre")
        title = actions.create_record(
            by=request.actor,
            centre_id=centre.pk,
            values=form.typed,
            override_reason=form.cleaned_data["override_reason"],
            **given,
        )
    except Refused as refused:
        return _refused_entry(request, form, refused.verdict)
    return HttpResponseRedirect(reverse("stock:record", args=[title.number]), status=303)


def _refused_entry(request: HttpRequest, form: NewRecordForm, verdict: Verdict) -> HttpResponse:
    data = form.data.copy()
    data["request_id"] = str(uuid7())
    again = NewRecordForm(data)
    if all(stop.weight is Weight.HOLDS for stop in verdict.stops):
        again.ask_for_a_reason()
    held = next((stop.details["number"] for stop in verdict.stops if stop.code == "already_held"), None)
    return page(
        request,
        "catalogue/new.html",
        409,
        form=again,
        stops=wording.sentences(verdict.stops),
        held_number=held,
    )




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
        details=sorted(row.details.items()),
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


def _places(request: HttpRequest, found: Any) -> dict[str, str]:
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
