"""Books read in the hall: card, then book; a book alone comes back; what is looked for in the evening."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.service.readingroom import rights, wording
from javon.service.readingroom.actions import in_house as actions
from javon.service.readingroom.models import InHouseUse, Room
from javon.service.readingroom.queries import in_house as queries
from javon.service.readingroom.queries import people
from javon.service.readingroom.rules import hall as card_rules
from javon.service.readingroom.views import drawn
from javon.service.readingroom.views.shared import (
    centre_or_404,
    room_or_404,
    tabs,
    typed,
)

SHOWN = 200  # a hall has fewer books out than that


@require_right(rights.SERVE)
def in_house(request: ActingRequest) -> HttpResponse:
    """The box, what is being read, what is looked for."""
    room = room_or_404(centre_or_404(), request)
    if request.method != "POST":
        return _page(request, room, request.GET.get("card", "")[:20])
    card, code = typed(request, "card", 20), typed(request, "code")
    if code[:1].isalpha() and people.card_number(code) is not None:
        return _home(room, code)
    try:
        messages.success(request, _scanned(request, room, card, code))
    except Refused as refused:
        return _page(request, room, card, 409, refused, code)
    return _home(room, card)


def _scanned(request: ActingRequest, room: Room, card: str, code: str) -> str:
    """A book that is out comes back; any other is given to the reader of the card."""
    _facts, copy = queries.scanned_copy(room.centre_id, code, None)
    use = queries.use_of_copy(copy) if copy is not None else None
    if copy is not None and use is not None and not (card and use.state == InHouseUse.State.UNRETURNED):
        actions.take_back_in_house(by=request.actor, use=use, request_id=request_id_of(request))
        return _("Given back: %(book)s") % {"book": copy.title.title}
    if not card:
        raise Refused.because("copy_without_reader")
    known = people.known_card(room.centre_id, card, clock.today(), deeds=("all", "loan"))
    card_rules.may_serve(known.facts).enforce()
    assert known.reader is not None  # the rule has seen to it
    made = actions.give_in_house(
        by=request.actor,
        reader=known.reader,
        point=room.service_point,
        code=code,
        request_id=request_id_of(request),
    )
    return _("Given: %(book)s") % {"book": made.copy.title.title}


def _home(room: Room, card: str = "") -> HttpResponseRedirect:
    number = people.card_number(card)
    chosen = f"&card=K{number:06d}" if number is not None else ""
    return HttpResponseRedirect(f"{reverse('readingroom:in_house')}?room={room.number}{chosen}", status=303)


def _page(
    request: ActingRequest,
    room: Room,
    card: str,
    status: int = 200,
    refused: Refused | None = None,
    code: str = "",
) -> HttpResponse:
    reader = people.known_card(room.centre_id, card, clock.today()).reader if card else None
    return page(
        request,
        "readingroom/in_house.html",
        status,
        room=room,
        tabs=tabs("in_house", request.actor),
        card=card if reader is not None else "",
        reader=drawn.full_name(reader) if reader is not None else "",
        is_unknown=bool(card) and reader is None,
        code=code,
        open=[_row(one) for one in queries.open_uses(room.centre_id)[:SHOWN]],
        unreturned=[_row(one) for one in queries.unreturned(room.centre_id)[:SHOWN]],
        figures=queries.given_on(room.centre_id, clock.today()),
        request_id=uuid7(),
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )


def _row(use: InHouseUse) -> dict[str, object]:
    return {"use": use, "reader": drawn.full_name(use.reader), "hour": drawn.hour(use.given_at)}


@require_right(rights.SERVE)
@require_POST
def unreturned(request: ActingRequest, key: UUID) -> HttpResponse:
    """One that was looked for: found, or missing."""
    room = room_or_404(centre_or_404(), request)
    use = queries.uses(room.centre_id).filter(pk=key).first()
    if use is None:
        raise Http404
    told = {"book": use.copy.title.title}
    try:
        if request.POST.get("found") == "yes":
            actions.take_back_in_house(by=request.actor, use=use)
            messages.success(request, _("Found: %(book)s") % told)
        else:
            actions.miss_in_house(by=request.actor, use=use)
            messages.success(request, _("Entered as missing: %(book)s") % told)
    except Refused as refused:
        return _page(request, room, "", 409, refused)
    return _home(room)
