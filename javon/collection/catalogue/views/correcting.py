"""Pages where a record is corrected and an earlier version brought back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.collection.catalogue import actions, editing, queries, rights, wording
from javon.collection.catalogue.forms import RecordForm, RestoreForm
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.views.shared import checks_of, chosen_marks, round_of, saved, title_or_404
from javon.collection.sources.record import Record
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import fragment, page
from javon.core.verdict import Refused, Verdict


@require_right(rights.CORRECT_RECORD)
def correct(request: ActingRequest, number: int) -> HttpResponse:
    """The form of a record, and what is typed into it."""
    title = title_or_404(number)
    current = editing.shown(Record.from_json(title.marc))
    initial = {**current, "expected_version": title.version, "request_id": uuid7()}
    if request.method != "POST":
        return _correct_page(request, title, RecordForm(initial={**initial, **chosen_marks(request)}))
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
    going = round_of(request, title)
    words = _("Saved: %(title)s") % {"title": title.title} if going else _("The record is saved.")
    return saved(number, f"record-{number}", words, request, onward=going.next_url if going else "")


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
    title = title_or_404(number)
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
    going = round_of(request, title)
    if going and going.first and not form.is_bound:
        form.fields[going.first].widget.attrs["autofocus"] = True
    shown = [(wording.FIELD_LABELS[one.name], one) for one in more.get("differences", [])]
    return page(
        request,
        "catalogue/correct.html",
        status,
        title=title,
        form=form,
        going=going,
        draft=f"record-{title.number}",
        kept_fields=queries.kept_fields(title),
        stops=wording.sentences(verdict.stops) if verdict is not None else [],
        is_stale=verdict is not None and "changed_meanwhile" in verdict.codes,
        conflicts=[pair for pair in shown if pair[1].is_mine],
        theirs=[pair for pair in shown if not pair[1].is_mine],
        checks=checks_of(form, title),
    )


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
    return fragment(request, "catalogue/_checks.html", checks=checks_of(form, title))


@require_right(rights.CORRECT_RECORD)
@require_POST
def restore(request: ActingRequest, number: int) -> HttpResponse:
    """An earlier version brought back from the history."""
    title = title_or_404(number)
    form = RestoreForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        actions.restore_revision(by=request.actor, title=title, **form.cleaned_data)
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return page(request, "catalogue/not_restored.html", 409, title=title, stops=stops)
    return saved(number, "", _("The earlier version is back."), request, "?tab=history")
