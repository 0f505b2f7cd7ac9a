"""Sheets of labels: the standard ones, the centre's own, and how far a printer pushes on each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.organisation.models import Centre
from javon.collection.labels import actions, queries, rights, wording
from javon.collection.labels.calibration import calibration_page, corrected
from javon.collection.labels.forms import CalibrationForm, SheetForm
from javon.collection.labels.models import LabelSheet
from javon.collection.labels.views.shared import centre_or_404, pdf_answer
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.sheets import MM
from javon.core.ui.render import page
from javon.core.verdict import Refused


def _millimetres(length: int) -> str:
    return f"{length / MM:g}".replace(".", ",")


def _choice(centre: Centre, key: str) -> queries.SheetChoice:
    found = queries.sheet_by_key(centre.pk, key)
    if found is None:
        raise Http404
    return found


def _own(centre: Centre, key: str) -> LabelSheet:
    if not _choice(centre, key).is_own:
        raise Http404
    return LabelSheet.objects.get(centre=centre, pk=UUID(key))


@require_right(rights.PRINT_LABELS)
def sheets(request: HttpRequest) -> HttpResponse:
    """Every sheet with its size and its offset."""
    rows = [
        {
            "choice": one,
            "kinds": ", ".join(str(wording.KINDS[kind]) for kind in one.kinds),
            "cell": f"{_millimetres(one.sheet.cell_width)} × {_millimetres(one.sheet.cell_height)}",
            "grid": f"{one.sheet.columns} × {one.sheet.rows}",
            "offset": f"{_millimetres(one.sheet.offset_x)}; {_millimetres(one.sheet.offset_y)}"
            if one.sheet.offset_x or one.sheet.offset_y
            else "",
        }
        for one in queries.sheets(centre_or_404().pk)
    ]
    return page(request, "labels/sheets.html", rows=rows)


@require_right(rights.PRINT_LABELS)
def new(request: ActingRequest) -> HttpResponse:
    """A sheet of the centre's own."""
    return _edit(request, centre_or_404(), None)


@require_right(rights.PRINT_LABELS)
def edit(request: ActingRequest, key: str) -> HttpResponse:
    """An own sheet changed."""
    centre = centre_or_404()
    return _edit(request, centre, _own(centre, key))


def _edit(request: ActingRequest, centre: Centre, sheet: LabelSheet | None) -> HttpResponse:
    if request.method != "POST":
        form = SheetForm.of(sheet.geometry, sheet.name) if sheet else SheetForm()
        return _edit_page(request, sheet, form)
    form = SheetForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, sheet, form, 422)
    try:
        actions.keep_sheet(
            by=request.actor,
            centre=centre,
            name=form.cleaned_data["name"],
            geometry=form.geometry,
            sheet=sheet,
            request_id=form.request_id_given,
        )
    except Refused as refused:
        return _edit_page(request, sheet, form, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(
        request, _("The sheet is kept. Print its calibration page once before the first labels.")
    )
    return HttpResponseRedirect(reverse("labels:sheets"), status=303)


def _edit_page(
    request: HttpRequest, sheet: LabelSheet | None, form: SheetForm, status: int = 200, **more: Any
) -> HttpResponse:
    if status == 409:
        form = form.again()
    return page(request, "labels/sheet.html", status, sheet=sheet, form=form, **more)


@require_right(rights.PRINT_LABELS)
@require_POST
def retire(request: ActingRequest, key: str) -> HttpResponse:
    """An own sheet offered no longer."""
    actions.retire_sheet(by=request.actor, sheet=_own(centre_or_404(), key))
    messages.success(request, _("The sheet is offered no longer."))
    return HttpResponseRedirect(reverse("labels:sheets"), status=303)


@require_right(rights.PRINT_LABELS)
def calibrate(request: ActingRequest, key: str) -> HttpResponse:
    """Where the cross came out: from then on every label is pushed there."""
    centre = centre_or_404()
    choice = _choice(centre, key)
    if request.method != "POST":
        return _calibrate_page(request, choice, CalibrationForm())
    form = CalibrationForm(request.POST)
    if not form.is_valid():
        return _calibrate_page(request, choice, form, 422)
    measured = [round(form.cleaned_data[name] * MM) for name in ("measured_x", "measured_y")]
    try:
        actions.calibrate_sheet(
            by=request.actor,
            centre=centre,
            sheet=key,
            offset_x=corrected(choice.sheet.offset_x, measured[0]),
            offset_y=corrected(choice.sheet.offset_y, measured[1]),
            request_id=form.request_id_given,
        )
    except Refused as refused:
        return _calibrate_page(request, choice, form, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(request, _("Remembered. Print the page once more: the cross must lie at 20.0 mm now."))
    return HttpResponseRedirect(reverse("labels:calibrate", args=[key]), status=303)


def _calibrate_page(
    request: HttpRequest, choice: queries.SheetChoice, form: CalibrationForm, status: int = 200, **more: Any
) -> HttpResponse:
    if status == 409:
        form = form.again()
    offset = (_millimetres(choice.sheet.offset_x), _millimetres(choice.sheet.offset_y))
    return page(
        request,
        "labels/calibrate.html",
        status,
        choice=choice,
        form=form,
        right=offset[0],
        down=offset[1],
        **more,
    )


@require_right(rights.PRINT_LABELS)
def calibration(request: HttpRequest, key: str) -> HttpResponse:
    """The page with the crosses."""
    choice = _choice(centre_or_404(), key)
    language = get_language() or "uz"
    return pdf_answer(
        request,
        f"calibration-{key}",
        lambda: calibration_page(choice.sheet, title=str(choice.name), language=language),
    )
