"""The desk gives a PIN, and answers what readers ask for on their own pages."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.service.readers import phones, rights, wording
from javon.service.readers.actions import doors as actions
from javon.service.readers.actions import own
from javon.service.readers.models import ReaderRequest
from javon.service.readers.papers.on_screen import way_in
from javon.service.readers.queries import current_card
from javon.service.readers.queries import doors as queries
from javon.service.readers.views.keeping_shared import (
    centre_or_404,
    reader_or_404,
)

SHOWN = 200


@require_right(rights.REGISTER_READERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def give_pin(request: ActingRequest, number: int) -> HttpResponse:
    """A fresh PIN on a slip, shown this once. The address alone changes nothing: the slip is asked for by a button."""
    reader = reader_or_404(number)
    card = current_card(reader)
    pin, stops = "", []
    if request.method == "POST":
        try:
            pin = actions.reset_reader_pin(by=request.actor, reader=reader)
        except Refused as refused:
            stops = wording.sentences(refused.verdict.stops)
    return page(
        request, "readers/pin_slip.html" if pin else "readers/give_pin.html", 409 if stops else 200,
        reader=reader, card=card, pin=pin, stops=stops, today=clock.today(), has_pin=queries.has_pin(reader),
        **(way_in(request.build_absolute_uri(reverse("cabinet:sign_in")), card) if pin else {}),
    )  # fmt: skip


@require_right(rights.REGISTER_READERS)
@never_cache
def requests(request: ActingRequest) -> HttpResponse:
    """What readers ask for and nobody has answered."""
    return _requests_page(request)


def _requests_page(request: ActingRequest, status: int = 200, stops: list[str] | None = None) -> HttpResponse:
    rows = list(queries.open_requests(centre_or_404().pk)[:SHOWN])
    lines = [
        {"row": one, "phone": phones.shown(one.phone), "now": phones.shown(one.reader.phone)} for one in rows
    ]
    may_erase = request.actor.may(rights.ERASE_READERS)
    return page(request, "readers/requests.html", status, lines=lines, stops=stops or [], may_erase=may_erase)


def _asked(key: UUID) -> ReaderRequest:
    found = ReaderRequest.objects.filter(pk=key, reader__centre=centre_or_404()).first()
    if found is None:
        raise Http404
    return found


@require_right(rights.REGISTER_READERS)
@require_POST
def take_phone(request: ActingRequest, key: UUID) -> HttpResponse:
    """The telephone becomes the reader's."""
    try:
        own.take_phone(by=request.actor, request=_asked(key), request_id=request_id_of(request))
    except Refused as refused:
        return _requests_page(request, 409, wording.sentences(refused.verdict.stops))
    messages.success(request, _("The telephone is changed."))
    return HttpResponseRedirect(reverse("readers:requests"), status=303)


@require_right(rights.REGISTER_READERS)
@require_POST
def decline(request: ActingRequest, key: UUID) -> HttpResponse:
    """Not carried out, with a word for the reader."""
    try:
        own.decline_request(
            by=request.actor, request=_asked(key), because=request.POST.get("because", ""),
            request_id=request_id_of(request),
        )  # fmt: skip
    except Refused as refused:
        return _requests_page(request, 409, wording.sentences(refused.verdict.stops))
    messages.success(request, _("The reader sees the answer on their own page."))
    return HttpResponseRedirect(reverse("readers:requests"), status=303)
