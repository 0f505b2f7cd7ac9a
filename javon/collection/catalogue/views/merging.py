"""Pages where two records of one book are found, compared, made one, and parted again."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import duplicates, merging, proposals, queries, rights, rules, wording
from javon.collection.catalogue.actions import merging as actions
from javon.collection.catalogue.describe import describe
from javon.collection.catalogue.forms import ApartForm, MergeForm, PairForm, UndoMergeForm
from javon.collection.catalogue.models import Merge, Title
from javon.collection.catalogue.wording_marc import field_name
from javon.collection.sources.record import Record
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.verdict import Refused

PER_PAGE = 15


@require_right(rights.CORRECT_RECORD)
def probable(request: ActingRequest) -> HttpResponse:
    """Groups of records that may be one book, by what they have in common."""
    by = request.GET.get("by", "")
    by = by if by in duplicates.BY else duplicates.BY[0]
    centre = organisation.the_centre()
    keys = Paginator(duplicates.group_keys(by, centre.pk) if centre else [], PER_PAGE)
    chosen = keys.get_page(request.GET.get("page"))
    groups = duplicates.groups(by, centre.pk, list(chosen)) if centre else []
    return page(
        request,
        "catalogue/duplicates.html",
        groups=[(group, uuid7()) for group in groups],
        tabs=_tabs(by),
        by=by,
        found=chosen,
        count=keys.count,
        may_merge=request.actor.may(rights.MERGE_RECORDS),
        may_propose=request.actor.may(rights.PROPOSE_MERGE),
        proposed=proposals.waiting(centre.pk).count() if centre else 0,
        previous_url=_address(by, chosen.previous_page_number()) if chosen.has_previous() else "",
        next_url=_address(by, chosen.next_page_number()) if chosen.has_next() else "",
    )


def _tabs(current: str) -> list[dict[str, Any]]:
    return [
        {"label": wording.DUPLICATES_BY[by], "url": _address(by), "is_current": by == current}
        for by in duplicates.BY
    ]


def _address(by: str, number: int = 1) -> str:
    return "?" + urlencode({"by": by, "page": number} if number > 1 else {"by": by})


@require_right(rights.CORRECT_RECORD)
@require_POST
def apart(request: ActingRequest) -> HttpResponse:
    """Records that seem alike are different books."""
    form = ApartForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    titles = [title for number in form.cleaned_data["numbers"] if (title := queries.title_by_number(number))]
    actions.set_apart(by=request.actor, titles=titles, request_id=form.cleaned_data["request_id"])
    messages.success(request, _("Noted: these are different books."))
    by = request.POST.get("by", "")
    back = reverse("catalogue:duplicates") + (_address(by) if by in duplicates.BY else "")
    return HttpResponseRedirect(back, status=303)


@require_right(rights.MERGE_RECORDS)
def merge(request: ActingRequest) -> HttpResponse:
    """Two records side by side; what is chosen field by field, what comes out, and the deed."""
    pair = PairForm(request.GET)
    keep, take = pair.titles()
    if keep is None or take is None:
        return page(
            request, "catalogue/merge_which.html", 200 if pair.is_empty else 422, pair=pair, keep=keep
        )
    if request.method != "POST":
        return _compared(request, keep, take, {})
    form = MergeForm(request.POST)
    if not form.is_valid():
        return _compared(request, keep, take, {}, status=422)
    if form.cleaned_data["step"] != "merge":
        return _compared(request, keep, take, form.chosen, reason=form.cleaned_data["reason"])
    return _merged(request, keep, take, form)


def _merged(request: ActingRequest, keep: Title, take: Title, form: MergeForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        done = actions.merge_records(
            by=request.actor, keep=keep, take=take, chosen=form.chosen, reason=given["reason"],
            keep_version=given["keep_version"], take_version=given["take_version"],
            request_id=given["request_id"],
        )  # fmt: skip
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _compared(request, keep, take, form.chosen, 409, reason=given["reason"], stops=stops)
    words = _("Record no. %(taken)s is merged into this one.") % {"taken": done.taken.number}
    messages.success(request, words)
    return HttpResponseRedirect(reverse("stock:record", args=[done.kept.number]) + "?tab=history", status=303)


def _compared(
    request: HttpRequest, keep: Title, take: Title, chosen: dict[str, str], status: int = 200, **more: Any
) -> HttpResponse:
    ours, theirs = Record.from_json(keep.marc), Record.from_json(take.marc)
    try:
        rows = merging.rows(ours, theirs, chosen)
    except ValueError:  # the records have changed under the choices
        chosen = {}
        rows = merging.rows(ours, theirs)
    made = merging.merged(ours, theirs, chosen)
    verdict = rules.may_merge(duplicates.merge_facts(keep, take, made, keep.version, take.version))
    shown = [(field_name(row.tag), row, _texts(row.keep), _texts(row.take)) for row in rows]
    return page(
        request,
        "catalogue/merge.html",
        status,
        keep=keep,
        take=take,
        differing=[row for row in shown if row[1].differs],
        same=[row for row in shown if not row[1].differs],
        card=describe(made),
        made=[(row, field_name(row.tag)) for row in queries.marc_rows(made)],
        warnings=wording.sentences(verdict.warnings),
        request_id=uuid7(),
        **{"stops": wording.sentences(verdict.stops), **more},
    )


def _texts(units: tuple[merging.Unit, ...]) -> list[str]:
    return [queries.marc_text(field) for unit in units for field in (unit.field, *unit.twins)]


@require_right(rights.MERGE_RECORDS)
@require_POST
def unmerge(request: ActingRequest, pk: str) -> HttpResponse:
    """Both records again, as they were."""
    found = get_object_or_404(Merge.objects.select_related("kept", "taken"), pk=pk)
    form = UndoMergeForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        done = actions.undo_merge(by=request.actor, merge=found, request_id=form.cleaned_data["request_id"])
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return page(
            request,
            "catalogue/not_unmerged.html",
            409,
            title=found.kept.merged_into or found.kept,
            stops=stops,
        )
    messages.success(request, _("Both records are back as they were."))
    return HttpResponseRedirect(reverse("stock:record", args=[done.taken.number]), status=303)
