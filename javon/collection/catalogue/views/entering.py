"""Pages where a new record is entered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import actions, editing, elsewhere, queries, rights, wording
from javon.collection.catalogue.actions.elsewhere import take_record
from javon.collection.catalogue.cip import read_block
from javon.collection.catalogue.forms import NewRecordForm
from javon.collection.catalogue.models import FoundElsewhere, Title
from javon.collection.catalogue.views.shared import checks_of, chosen_marks, saved
from javon.collection.sources.record import Record
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.verdict import Refused, Verdict, Weight

DEFAULT_LANGUAGE = "uzb"


@require_right(rights.CORRECT_RECORD)
def new(request: ActingRequest) -> HttpResponse:
    """An empty form, filled from a donor record or from the printed block, and what is typed into it."""
    if request.method == "POST":
        return _posted(request)
    if request.GET.get("found"):
        return _over_found(request)
    empty = {"language": DEFAULT_LANGUAGE, "request_id": uuid7(), **chosen_marks(request)}
    isbn = request.GET.get("isbn", "").strip()[:60]
    if isbn:
        return _filled_by_isbn(request, {**empty, "isbn": isbn})
    form = NewRecordForm(initial=empty)
    form.fields["isbn"].widget.attrs["autofocus"] = True
    return _new_page(request, form)


def _posted(request: ActingRequest) -> HttpResponse:
    """A button that fills the form, the key Enter of a scanner, or the wish to save."""
    typed = {name: str(value) for name, value in request.POST.items()}
    isbn, what = typed.get("isbn", "").strip(), typed.get("do", "")
    if what == "fill" or (what == "enter" and isbn and isbn != typed.get("looked_up")):
        return _filled_by_isbn(request, typed)
    if what == "cip":
        return _filled_by_block(request, typed)
    return _enter(request)


def _filled_by_isbn(request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
    """What another library's record says goes into the fields that are still empty."""
    isbn = typed.get("isbn", "").strip()[:300]
    centre = organisation.the_centre()
    own = queries.own_by_isbn(isbn, centre.pk) if isbn and centre else None
    donor = queries.donor_by_isbn(isbn, centre.pk) if isbn and centre else None
    values = editing.shown(Record.from_json(donor.marc)) if donor else {}
    form = _with(typed, {**values, "isbn": isbn, "donor": donor.number if donor else None, "looked_up": isbn})
    return _new_page(request, form, isbn=isbn, own=own, donor=donor, typed_isbn=quote(isbn))


def _over_found(request: ActingRequest) -> HttpResponse:
    """The form filled from a record that another library sent."""
    found = _found(request, request.GET["found"])
    if found is None:
        return page(request, "catalogue/gone_elsewhere.html", 404)
    values = editing.shown(elsewhere.copied(Record.from_json(found.marc)))
    form = NewRecordForm(initial={**values, "request_id": uuid7(), "found": found.pk})
    return _new_page(request, form, found=found)


def _found(request: ActingRequest, typed: str) -> FoundElsewhere | None:
    try:
        return elsewhere.found_of(UUID(typed), request.actor.user_id)
    except ValueError:
        return None


def _filled_by_block(request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
    """What the pasted block says goes into the fields that are still empty; what it says besides is shown."""
    block = read_block(typed.get("cip", ""))
    read = [wording.FIELD_LABELS[name] for name in block.values]
    return _new_page(request, _with(typed, block.values), read=read, rest=block.rest, is_read=True)


def _with(typed: Mapping[str, Any], values: Mapping[str, Any]) -> NewRecordForm:
    """The form with `typed` and, where nothing was typed, `values`."""

    def is_free(name: str) -> bool:
        said = str(typed.get(name) or "").strip()
        return not said or (name == "language" and said == DEFAULT_LANGUAGE) or name == "looked_up"

    filled = {**typed, **{name: value for name, value in values.items() if value and is_free(name)}}
    form = NewRecordForm(initial={"request_id": uuid7(), **filled})
    form.focus()
    return form


def _new_page(request: HttpRequest, form: NewRecordForm, status: int = 200, **more: Any) -> HttpResponse:
    # Beside an empty form nothing is missing yet.
    begun = bool(str(form["title"].value() or "").strip()) or form.is_bound
    return page(
        request,
        "catalogue/new.html",
        status,
        form=form,
        begun=begun,
        checks=checks_of(form, None) if begun else [],
        **more,
    )


def _enter(request: ActingRequest) -> HttpResponse:
    form = NewRecordForm(request.POST)
    if not form.is_valid():
        return _new_page(request, form, 422)
    try:
        title = _taken(request, form) if form.cleaned_data["found"] else _created(request, form)
    except Refused as refused:
        return _refused_entry(request, form, refused.verdict)
    return saved(title.number, "record-new", _("The record is entered."), request)


def _created(request: ActingRequest, form: NewRecordForm) -> Title:
    centre = organisation.the_centre()
    if centre is None:
        raise Refused.because("no_centre")
    return actions.create_record(
        by=request.actor,
        centre_id=centre.pk,
        values=form.typed,
        override_reason=form.cleaned_data["override_reason"],
        donor=queries.donor_by_number(form.cleaned_data["donor"]),
        request_id=form.request_id_given,
    )


def _taken(request: ActingRequest, form: NewRecordForm) -> Title:
    found = _found(request, str(form.cleaned_data["found"]))
    if found is None:
        raise Refused.because("gone_elsewhere")
    return take_record(
        by=request.actor,
        found=found,
        values=form.typed,
        override_reason=form.cleaned_data["override_reason"],
        request_id=form.request_id_given,
    )


def _refused_entry(request: HttpRequest, form: NewRecordForm, verdict: Verdict) -> HttpResponse:
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["request_id"] = str(uuid7())
    again = NewRecordForm(data)
    if all(stop.weight is Weight.HOLDS for stop in verdict.stops):
        again.ask_for_a_reason()
    held = next((stop.details["number"] for stop in verdict.stops if stop.code == "already_held"), None)
    return _new_page(request, again, 409, stops=wording.sentences(verdict.stops), held_number=held)
