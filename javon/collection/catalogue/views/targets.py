"""Pages where the list of other libraries' catalogues is kept."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import rights, targets, wording
from javon.collection.catalogue.actions import targets as actions
from javon.collection.catalogue.forms_targets import SwitchForm, TargetForm
from javon.collection.catalogue.models import Target
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.verdict import Refused


def _centre_id() -> UUID:
    centre = organisation.the_centre()
    if centre is None:
        raise Http404
    return centre.pk


def _back(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(reverse("catalogue:targets"), status=303)


@require_right(rights.MANAGE_TARGETS)
def index(request: HttpRequest) -> HttpResponse:
    """The whole list, those switched off among them."""
    rows = [(target, uuid7()) for target in targets.all_of(_centre_id())]
    present = {target.name for target, _request_id in rows}
    lacks = any(entry["name"] not in present for entry in targets.standard_targets())
    return page(request, "catalogue/targets.html", rows=rows, lacks=lacks)


@require_right(rights.MANAGE_TARGETS)
def add(request: ActingRequest) -> HttpResponse:
    """One more."""
    form = TargetForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, None, 422 if request.method == "POST" else 200)
    try:
        actions.add_target(
            by=request.actor, centre_id=_centre_id(), given=form.given, request_id=form.request_id_given
        )
    except Refused as refused:
        return _form_page(request, form, None, 409, wording.sentences(refused.verdict.stops))
    return _back(request, _("The library is in the list."))


@require_right(rights.MANAGE_TARGETS)
def change(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Another address, name or format."""
    target = get_object_or_404(Target, pk=pk)
    form = TargetForm(request.POST or None, target=target)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, target, 422 if request.method == "POST" else 200)
    try:
        actions.change_target(
            by=request.actor, target=target, given=form.given, request_id=form.request_id_given
        )
    except Refused as refused:
        return _form_page(request, form, target, 409, wording.sentences(refused.verdict.stops))
    return _back(request, _("The address is changed."))


def _form_page(
    request: HttpRequest, form: TargetForm, target: Target | None, status: int, stops: list[str] | None = None
) -> HttpResponse:
    """The form; a refused request is spent, so pressing again is a new one."""
    if stops:
        form.data = {**{name: form.data.get(name) for name in form.fields}, "request_id": str(uuid7())}
    return page(request, "catalogue/target.html", status, form=form, target=target, stops=stops or [])


@require_right(rights.MANAGE_TARGETS)
@require_POST
def switch(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Ask it, or ask it no more."""
    target = get_object_or_404(Target, pk=pk)
    form = SwitchForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    actions.switch_target(by=request.actor, target=target, **form.cleaned_data)
    words = (
        _("This library is asked from now on.")
        if form.cleaned_data["is_active"]
        else _("This library is asked no more.")
    )
    return _back(request, words)


@require_right(rights.MANAGE_TARGETS)
@require_POST
def add_standard(request: ActingRequest) -> HttpResponse:
    """The known libraries that the list lacks."""
    count = actions.add_standard_targets(by=request.actor, centre_id=_centre_id())
    return _back(request, _("Libraries added: %(count)d.") % {"count": count})
