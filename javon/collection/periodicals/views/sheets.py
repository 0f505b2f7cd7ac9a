"""Registration sheets: all titles of a year, one title's year, its ticks and volumes. Dossier 2.7."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.organisation.models import ServicePoint
from javon.collection.catalogue import queries as catalogue
from javon.collection.catalogue.models import Title
from javon.collection.periodicals import rights, wording
from javon.collection.periodicals.actions import counting, subscribing, ticking
from javon.collection.periodicals.forms import BindForm, IssueForm, PeriodicalForm
from javon.collection.periodicals.models import Issue, Periodical
from javon.collection.periodicals.queries import orders, sheets
from javon.collection.periodicals.views.shared import (
    again,
    centre_or_404,
    rooms,
    whole,
)
from javon.collection.stock import rights as stock_rights
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.uzbek.figures import month_name, number
from javon.core.verdict import Refused


def periodical_or_404(short_number: int) -> Periodical:
    """The periodical with this short number."""
    found = sheets.by_number(centre_or_404().pk, short_number)
    if found is None:
        raise Http404
    return found


def year_or_404(year: int) -> int:
    """A year that can have a sheet."""
    if not 1990 <= year <= clock.today().year + 1:
        raise Http404
    return year


def address(periodical: Periodical, year: int) -> str:
    """The sheet's page."""
    return reverse("periodicals:sheet", args=[periodical.number, year])


@require_right(rights.SEE_PERIODICALS)
def periodicals(request: ActingRequest) -> HttpResponse:
    """All titles with a sheet, and how their year stands."""
    centre, today = centre_or_404(), clock.today()
    year = year_or_404(whole(request.GET.get("year", "")) or today.year)
    found = list(sheets.register(centre.pk, year))
    by = request.actor
    return page(
        request,
        "periodicals/periodicals.html",
        rooms=rooms("periodicals", request.actor),
        year=year,
        columns=_columns(),
        rows=[_row(one) for one in sheets.sheets(found, year, today)],
        may_subscribe=by.may(rights.SUBSCRIBE),
        uncounted=orders.uncounted(centre.pk).count() if by.may(stock_rights.ENTER_DELIVERIES) else 0,
        request_id=uuid7(),
    )


def _columns() -> list[dict[str, str]]:
    return [
        {"label": _("Newspaper or journal")},
        {"label": _("How often")},
        {"label": _("Index")},
        {"label": _("Subscribed copies"), "kind": "number"},
        {"label": _("Came"), "kind": "number"},
        {"label": _("Not come"), "kind": "number"},
    ]


def _row(sheet: sheets.Sheet) -> dict[str, Any]:
    one, missing = sheet.periodical, len(sheet.missing)
    came = sum(issue.is_published for issue in sheet.issues)
    return {
        "kind": "late" if missing else "",
        "cells": [
            {"text": str(one.title), "url": address(one, sheet.year), "note": one.get_kind_display()},
            {"text": one.get_frequency_display()},
            {"text": one.post_index},
            {"text": number(max(sheet.copies.values(), default=0)) if sheet.copies else ""},
            {"text": number(came)},
            {"text": number(missing)},
        ],
    }


@require_right(rights.SUBSCRIBE)
def new(request: ActingRequest) -> HttpResponse:
    """A record gets its sheet."""
    if request.method != "POST":
        return _form_page(request, PeriodicalForm(initial={"record": request.GET.get("record", "")[:40]}))
    form = PeriodicalForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    title = _record(form.cleaned_data["record"])
    if title is None:
        return _form_page(request, form, status=422, refused=Refused.because("periodical_without_record"))
    return _kept(request, form, title, None)


def _record(typed: str) -> Title | None:
    centre, bare = centre_or_404(), whole(typed.lstrip("№# ").strip())
    if bare:
        return catalogue.title_by_number(bare, centre.pk)
    issn = typed.strip().upper()
    found = catalogue.own_titles(centre.pk).filter(identifiers__kind="issn")
    return found.filter(identifiers__value__in=(issn, issn.replace("-", ""))).first()


@require_right(rights.SUBSCRIBE)
def change(request: ActingRequest, short_number: int) -> HttpResponse:
    """How often it comes out, corrected."""
    found = periodical_or_404(short_number)
    if request.method != "POST":
        return _form_page(request, PeriodicalForm.of(found), found)
    form = PeriodicalForm(request.POST, is_new=False)
    if not form.is_valid():
        return _form_page(request, form, found, status=422)
    return _kept(request, form, found.title, found)


def _kept(
    request: ActingRequest, form: PeriodicalForm, title: Title, found: Periodical | None
) -> HttpResponse:
    try:
        made = subscribing.keep_periodical(
            by=request.actor,
            centre=centre_or_404(),
            title=title,
            periodical=found,
            request_id=form.cleaned_data["request_id"],
            **form.given,
        )
    except Refused as refused:
        return _form_page(request, again(form), found, status=409, refused=refused)
    messages.success(request, _("The sheet is kept."))
    return HttpResponseRedirect(address(made, clock.today().year), status=303)


def _form_page(
    request: ActingRequest,
    form: PeriodicalForm,
    found: Periodical | None = None,
    *,
    status: int = 200,
    refused: Refused | None = None,
) -> HttpResponse:
    stops = wording.sentences(refused.verdict.stops) if refused else []
    back = address(found, clock.today().year) if found else reverse("periodicals:periodicals")
    return page(
        request,
        "periodicals/periodical_form.html",
        status,
        form=form,
        periodical=found,
        stops=stops,
        back=back,
    )


# --- one sheet


@require_right(rights.SEE_PERIODICALS)
def sheet(request: ActingRequest, short_number: int, year: int) -> HttpResponse:
    """The year of one title; a square that is pressed fills the form."""
    found, year = periodical_or_404(short_number), year_or_404(year)
    return sheet_page(request, found, year, form=_form_of(request, found, year))


def _form_of(request: ActingRequest, found: Periodical, year: int) -> IssueForm:
    key = request.GET.get("slot", "")[:10]
    initial: dict[str, Any] = {}
    if found.kind == Periodical.Kind.NEWSPAPER:
        initial["day"] = key
    else:
        initial["number"] = whole(key, 999)
    months = sheets.subscribed_months([found.pk], year)[found.pk]
    initial["copies"] = months.get(clock.today().month) or 1
    return IssueForm(periodical=found, initial=initial)


def sheet_page(
    request: ActingRequest,
    found: Periodical,
    year: int,
    status: int = 200,
    *,
    refused: Refused | None = None,
    form: IssueForm | None = None,
    bind_form: BindForm | None = None,
) -> HttpResponse:
    """The page of a sheet, with what a refused deed has to say."""
    by, today = request.actor, clock.today()
    drawn = sheets.sheet(found, year, today)
    key = request.GET.get("slot", "")[:10]
    may_tick = by.may(rights.REGISTER_ISSUES)
    lang = get_language() or "uz"
    return page(
        request,
        "periodicals/sheet.html",
        status,
        periodical=found,
        sheet=drawn,
        year=year,
        today=today,
        days=range(1, 32),
        months=[{"name": month_name(row.month, lang), "row": row} for row in drawn.rows],
        is_newspaper=found.kind == Periodical.Kind.NEWSPAPER,
        picked=sheets.issue_at(found, year, key) if key else None,
        key=key,
        more=[issue for issue in drawn.issues if issue.supplement],
        volumes=orders.volumes_of(found),
        may_tick=may_tick,
        may_bind=may_tick and (found.kind != "newspaper" or by.may(stock_rights.ENTER_DELIVERIES)),
        may_subscribe=by.may(rights.SUBSCRIBE),
        form=form or IssueForm(periodical=found),
        bind_form=bind_form or BindForm(periodical=found),
        request_id=uuid7(),
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )


def _to_sheet(request: ActingRequest, found: Periodical, year: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(address(found, year), status=303)


@require_right(rights.REGISTER_ISSUES)
@require_POST
def tick(request: ActingRequest, short_number: int, year: int) -> HttpResponse:
    """One issue written on the sheet."""
    found, year = periodical_or_404(short_number), year_or_404(year)
    form = IssueForm(request.POST, periodical=found)
    if not form.is_valid():
        return sheet_page(request, found, year, 422, form=form)
    try:
        ticking.tick_issue(
            by=request.actor,
            periodical=found,
            year=year,
            request_id=form.cleaned_data["request_id"],
            **form.given,
        )
    except Refused as refused:
        return sheet_page(request, found, year, 409, form=again(form), refused=refused)
    return _to_sheet(request, found, year, _("Ticked."))


@require_right(rights.REGISTER_ISSUES)
@require_POST
def untick(request: ActingRequest, short_number: int, year: int) -> HttpResponse:
    """A mistaken tick taken off."""
    found, year = periodical_or_404(short_number), year_or_404(year)
    issue = Issue.objects.filter(periodical=found, year=year, pk=_issue_id(request)).first()
    if issue is None:
        return _to_sheet(request, found, year, _("The tick was taken off already."))
    try:
        ticking.untick_issue(by=request.actor, issue=issue)
    except Refused as refused:
        return sheet_page(request, found, year, 409, refused=refused)
    return _to_sheet(request, found, year, _("The tick is taken off."))


def _issue_id(request: ActingRequest) -> Any:
    typed = request.POST.get("issue", "")
    return typed if len(typed) == 36 and typed.replace("-", "").isalnum() and _is_hex(typed) else None


def _is_hex(typed: str) -> bool:
    return set(typed.replace("-", "").lower()) <= set("0123456789abcdef")


@require_right(rights.REGISTER_ISSUES)
@require_POST
def bind(request: ActingRequest, short_number: int, year: int) -> HttpResponse:
    """Issues of some months bound into a volume; a newspaper's set goes on to its delivery."""
    found, year = periodical_or_404(short_number), year_or_404(year)
    form = BindForm(request.POST, periodical=found)
    if not form.is_valid():
        return sheet_page(request, found, year, 422, bind_form=form)
    typed = form.cleaned_data
    drawn = sheets.sheet(found, year, clock.today())
    months = range(typed["first_month"], typed["last_month"] + 1)
    issues = [
        cell.issue for row in drawn.rows if row.month in months for cell in row.cells if cell and cell.issue
    ]
    try:
        made = counting.bind_volume(
            by=request.actor,
            periodical=found,
            year=year,
            issues=issues,
            label=typed["label"],
            price=typed.get("price"),
            service_point=typed["service_point"],
            request_id=typed["request_id"],
        )
    except Refused as refused:
        return sheet_page(request, found, year, 409, bind_form=again(form), refused=refused)
    if made.delivery is None:
        return _to_sheet(request, found, year, _("The volume is bound."))
    messages.success(request, _("The volume is bound. Accept its delivery into the books."))
    return HttpResponseRedirect(reverse("stock:delivery", args=[made.delivery.number]), status=303)


@require_right(stock_rights.ENTER_DELIVERIES)
@require_POST
def count(request: ActingRequest) -> HttpResponse:
    """Issues of journals that the books do not know, put on one delivery."""
    centre = centre_or_404()
    point = ServicePoint.objects.filter(centre=centre, valid_to=None).order_by("position", "code").first()
    if point is None:
        raise Http404
    try:
        made = counting.count_journals(
            by=request.actor, centre=centre, service_point=point, request_id=request_id_of(request)
        )
    except Refused as refused:
        messages.error(request, " ".join(wording.sentences(refused.verdict.stops)))
        return HttpResponseRedirect(reverse("periodicals:periodicals"), status=303)
    messages.success(request, _("The issues stand on a delivery. Compare and accept it."))
    return HttpResponseRedirect(reverse("stock:delivery", args=[made.number]), status=303)
