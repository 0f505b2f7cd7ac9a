"""Pages where other libraries are searched and their records looked at and taken."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import elsewhere, queries, rights, targets, wording, wording_elsewhere
from javon.collection.catalogue.actions import elsewhere as actions
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.describe import describe
from javon.collection.catalogue.forms_elsewhere import ElsewhereForm, TakeForm
from javon.collection.catalogue.models import ElsewhereSearch, FoundElsewhere, Target
from javon.collection.catalogue.wording_marc import field_name
from javon.collection.sources.record import Record
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.verdict import Refused, Verdict


def _asked() -> list[Target]:
    centre = organisation.the_centre()
    return list(targets.to_ask(centre.pk)) if centre else []


@require_right(rights.CORRECT_RECORD)
def search(request: ActingRequest) -> HttpResponse:
    """The form, and what a search of the last hour brought."""
    if request.method == "POST":
        return _ask(request)
    found = elsewhere.search_of(_uuid(request.GET.get("search", "")), request.actor.user_id)
    initial: dict[str, Any] = {name: request.GET.get(name, "")[:200] for name in ("isbn", "title", "author")}
    if found is not None:
        initial = {**found.question}
    form = ElsewhereForm(targets=_asked(), initial=initial)
    return _search_page(request, form, found, is_gone="search" in request.GET and found is None)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _ask(request: ActingRequest) -> HttpResponse:
    """Ask the libraries that were chosen. They may take some seconds; no transaction is open meanwhile."""
    form = ElsewhereForm(request.POST, targets=_asked())
    if not form.is_valid() or form.question is None:
        return _search_page(request, form, status=422)
    if elsewhere.search_of(form.search_id, request.actor.user_id) is None:
        with elsewhere.a_turn() as has_turn:
            if not has_turn:
                return _search_page(request, form, status=409, is_busy=True)
            heard = elsewhere.hear(form.cleaned_data["targets"], form.question)
        centre = organisation.the_centre()
        assert centre is not None  # without one there are no libraries to choose
        actions.keep_search(
            by=request.actor, centre_id=centre.pk, question=form.typed, heard=heard, search_id=form.search_id
        )
    address = f"{reverse('catalogue:elsewhere')}?search={form.search_id}#found"
    return HttpResponseRedirect(address, status=303)


def _search_page(
    request: ActingRequest,
    form: ElsewhereForm,
    found: ElsewhereSearch | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    return page(
        request,
        "catalogue/elsewhere.html",
        status,
        form=form,
        has_targets=bool(form.fields["targets"].choices),  # type: ignore[attr-defined]
        may_manage=request.actor.may(rights.MANAGE_TARGETS),
        search=found,
        rows=elsewhere.rows_of(found) if found else [],
        told=[wording_elsewhere.told(one) for one in found.outcomes] if found else [],
        **more,
    )


@require_right(rights.CORRECT_RECORD)
def preview(request: ActingRequest, pk: UUID) -> HttpResponse:
    """One record as a librarian reads it, and as the other library sent it."""
    found = elsewhere.found_of(pk, request.actor.user_id)
    return _gone(request) if found is None else _preview_page(request, found)


def _preview_page(
    request: HttpRequest, found: FoundElsewhere, status: int = 200, verdict: Verdict | None = None
) -> HttpResponse:
    record = Record.from_json(found.marc)
    held, is_taken = elsewhere.held_of(found)
    return page(
        request,
        "catalogue/found_elsewhere.html",
        status,
        found=found,
        title=derive(record).title,
        description=describe(record),
        rows=[{**asdict(row), "name": field_name(row.tag)} for row in queries.marc_rows(record)],
        held=held,
        is_taken=is_taken,
        stops=wording.sentences(verdict.stops) if verdict is not None else [],
        may_override=verdict is not None and verdict.overridable,
        request_id=uuid7(),
    )


def _gone(request: HttpRequest) -> HttpResponse:
    """What was found is kept for an hour."""
    return page(request, "catalogue/gone_elsewhere.html", 404)


@require_right(rights.CORRECT_RECORD)
@require_POST
def take(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Make it ours."""
    found = elsewhere.found_of(pk, request.actor.user_id)
    if found is None:
        return _gone(request)
    form = TakeForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        title = actions.take_record(by=request.actor, found=found, **form.cleaned_data)
    except Refused as refused:
        return _preview_page(request, found, 409, refused.verdict)
    messages.success(request, _("The record is taken. Look it over with the book in your hand."))
    return HttpResponseRedirect(reverse("stock:record", args=[title.number]), status=303)
