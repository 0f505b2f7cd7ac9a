"""Pages where articles are entered in their host and volumes in their set."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.collection.catalogue import contents, rights, wording
from javon.collection.catalogue.actions import parts as actions
from javon.collection.catalogue.forms_parts import STAYS, LedToSetForm, PartForm, VolumeForm, again
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.views.shared import title_or_404
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.verdict import Refused

_LAST = 6  # parts shown beside the form


@require_right(rights.CORRECT_RECORD)
def add_part(request: ActingRequest, number: int) -> HttpResponse:
    """The short form of an article; when it is saved, the next one of the same issue."""
    host = title_or_404(number)
    is_serial = host.kind == "serial"
    if request.method != "POST":
        given = {name: request.GET[name][:40] for name in STAYS if name in request.GET}
        return _part_page(
            request, host, PartForm(initial={**given, "request_id": uuid7()}, is_serial=is_serial)
        )
    form = PartForm(request.POST, is_serial=is_serial)
    if not form.is_valid():
        return _part_page(request, host, form, 422)
    try:
        part = actions.add_part(
            by=request.actor, host=host, typed=form.typed, request_id=form.request_id_given
        )
    except Refused as refused:
        form = PartForm(again(request.POST, uuid7()), is_serial=is_serial)
        return _part_page(request, host, form, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(request, _("Entered: %(title)s") % {"title": part.title})
    query = f"?{urlencode(form.stays)}" if form.stays else ""
    return HttpResponseRedirect(reverse("catalogue:add_part", args=[number]) + query, status=303)


def _part_page(
    request: ActingRequest, host: Title, form: PartForm, status: int = 200, **more: Any
) -> HttpResponse:
    parts = contents.parts_of(host).order_by("-title__number")[:_LAST]
    return page(request, "catalogue/add_part.html", status, host=host, form=form, parts=parts, **more)


@require_right(rights.CORRECT_RECORD)
def add_volume(request: ActingRequest, number: int) -> HttpResponse:
    """The short form of a volume, begun with the number that comes next."""
    host = title_or_404(number)
    if request.method != "POST":
        return _volume_page(request, host)
    form = VolumeForm(request.POST)
    if not form.is_valid():
        return _volume_page(request, host, form, 422)
    try:
        volume = actions.add_volume(
            by=request.actor, host=host, typed=form.typed, request_id=form.request_id_given
        )
    except Refused as refused:
        form = VolumeForm(again(request.POST, uuid7()))
        return _volume_page(request, host, form, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(request, _("Entered: %(title)s") % {"title": volume.title})
    return HttpResponseRedirect(reverse("catalogue:add_volume", args=[number]), status=303)


@require_right(rights.CORRECT_RECORD)
def lead_to_set(request: ActingRequest, number: int) -> HttpResponse:
    """A record that is in the catalogue already becomes a volume of the set."""
    host = title_or_404(number)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("catalogue:add_volume", args=[number]))
    form = LedToSetForm(request.POST)
    title = form.title() if form.is_valid() else None
    if title is None:
        return _volume_page(request, host, None, 422, led=form)
    try:
        actions.put_into_set(
            by=request.actor, title=title, host=host, number=form.cleaned_data["volume"],
            expected_version=title.version, request_id=form.cleaned_data["request_id"],
        )  # fmt: skip
    except Refused as refused:
        led = LedToSetForm(again(request.POST, uuid7()))
        return _volume_page(request, host, None, 409, led=led, stops=wording.sentences(refused.verdict.stops))
    messages.success(request, _("Led to its set: %(title)s") % {"title": title.title})
    return HttpResponseRedirect(reverse("catalogue:add_volume", args=[number]), status=303)


def _volume_page(
    request: ActingRequest, host: Title, form: VolumeForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    state = contents.set_state(host)
    form = form or VolumeForm(initial={"number": state.following, "request_id": uuid7()})
    more.setdefault("led", LedToSetForm(initial={"request_id": uuid7()}))
    return page(request, "catalogue/add_volume.html", status, host=host, form=form, state=state, **more)
