"""The plan with the list beside it: click a place, scan a card. ux.md 3.8."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
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
from javon.core.ui import errors
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page, wants_fragment
from javon.core.verdict import Refused
from javon.service.readingroom import rights, wording
from javon.service.readingroom.actions import sessions as actions
from javon.service.readingroom.actions import visits as visit_actions
from javon.service.readingroom.models import Place, Room, Visit
from javon.service.readingroom.queries import hall as queries
from javon.service.readingroom.queries import people
from javon.service.readingroom.queries import visits as visit_queries
from javon.service.readingroom.rules import hall as card_rules
from javon.service.readingroom.rules.plan import code_of
from javon.service.readingroom.views import drawn
from javon.service.readingroom.views.shared import (
    centre_or_404,
    room_of,
    room_or_404,
    tabs,
    typed,
)

DEEDS = ("come", "extend", "end", "leave")


@require_right(rights.SEE_HALL)
def hall(request: ActingRequest) -> HttpResponse:
    """The room now. The plan and the list alone when the page asks again by itself."""
    room = room_of(centre_or_404(), request)
    if room is None:
        may_set_up = request.actor.may(rights.SET_UP)
        return page(
            request, "readingroom/nothing.html", tabs=tabs("hall", request.actor), may_set_up=may_set_up
        )
    return hall_page(request, room, request.GET.get("place", "")[:8])


def hall_page(
    request: ActingRequest,
    room: Room,
    code: str,
    status: int = 200,
    refused: Refused | None = None,
    **more: Any,
) -> HttpResponse:
    """The plan, the list, the box; `refused` with every reason above it."""
    seen = queries.hall(room, clock.now())
    chosen = seen.spot(code)
    return page(
        request,
        "readingroom/_now.html" if wants_fragment(request) else "readingroom/hall.html",
        status,
        room=room,
        room_name=drawn.said(room.name),
        rooms=drawn.rooms_of(queries.rooms(room.centre_id), room),
        tabs=tabs("hall", request.actor),
        plan=drawn.drawing(seen, chosen.code if chosen else ""),
        groups=drawn.listed(seen),
        chosen=chosen,
        chosen_text=drawn.told(chosen) if chosen else "",
        is_to_scan=chosen is not None and chosen.look in ("free", "held"),
        today=visit_queries.today_of(room.centre_id, clock.today()),
        may_serve=request.actor.may(rights.SERVE),
        may_count=request.actor.may(rights.NOTE_VISITS),
        request_id=uuid7(),
        **_refusal(request, refused),
        **more,
    )


def _refusal(request: ActingRequest, refused: Refused | None) -> dict[str, Any]:
    if refused is None:
        return {}
    verdict, held = refused.verdict, request.actor.rights
    return {
        "stops": wording.sentences(verdict.stops),
        "warnings": wording.sentences(verdict.warnings),
        "may_override": verdict.overridable and all(one.override_right in held for one in verdict.stops),
    }


def home(room: Room, place: str = "") -> HttpResponseRedirect:
    """Back to the plan of the room, with a place chosen or none."""
    chosen = f"&place={place}" if place else ""
    return HttpResponseRedirect(f"{reverse('readingroom:hall')}?room={room.number}{chosen}", status=303)


def tried(
    request: ActingRequest, room: Room, deed: Callable[[], str], *, code: str = "", **sent: str
) -> HttpResponse:
    """Do it and say so, or show every reason beside what was typed; `sent` is sent again by an override."""
    try:
        messages.success(request, deed())
    except Refused as refused:
        if "no_right" in refused.verdict.codes:
            return errors.forbidden(request)
        fields = [{"name": "room", "value": str(room.number)}]
        fields += [{"name": name, "value": value} for name, value in sent.items()]
        return hall_page(
            request, room, code, 409, refused, card=sent.get("card", ""), again=request.path, fields=fields
        )
    return home(room)


def place_of(centre_id: UUID, text: str) -> Place | None:
    """The place whose code was scanned or typed."""
    code = code_of(text)
    return queries.place_by_code(centre_id, *code) if code is not None else None


@require_right(rights.SERVE)
@require_POST
def take(request: ActingRequest) -> HttpResponse:
    """The card of whoever sits down at the chosen place."""
    room = room_or_404(centre_or_404(), request)
    code, card = typed(request, "place", 8), typed(request, "card")
    place = place_of(room.centre_id, code)

    def deed() -> str:
        if place is None:
            raise Refused.because("place_unknown")
        made = actions.sit_down(
            by=request.actor,
            place=place,
            card=card,
            override_reason=typed(request, "override_reason"),
            request_id=request_id_of(request),
        )
        told = {"place": place.code, "until": drawn.hour(made.ends_at)}
        return _("%(place)s is given. Until %(until)s.") % told

    return tried(request, room, deed, code=code, card=card, place=code)


@require_right(rights.SERVE)
@require_POST
def queue(request: ActingRequest) -> HttpResponse:
    """The card of whoever is to wait."""
    room = room_or_404(centre_or_404(), request)
    kind, card = typed(request, "kind", 20), typed(request, "card")
    if kind not in queries.KINDS:
        raise Http404

    def deed() -> str:
        made = actions.wait_for(
            by=request.actor,
            room=room,
            kind=kind,
            card=card,
            override_reason=typed(request, "override_reason"),
            request_id=request_id_of(request),
        )
        if made.resource is not None and made.held_until is not None:
            told = {"place": made.resource.code, "until": drawn.hour(made.held_until)}
            return _("%(place)s is free. It is kept until %(until)s.") % told
        return _("Put into the queue.")

    return tried(request, room, deed, card=card, kind=kind)


@require_right(rights.SERVE)
@require_POST
def session(request: ActingRequest, key: UUID, deed: str) -> HttpResponse:
    """Has come, half an hour more, has got up, waits no more."""
    room = room_or_404(centre_or_404(), request)
    booking = queries.booking_by_id(room.centre_id, key)
    if deed not in DEEDS or booking is None:
        raise Http404

    def done() -> str:
        by, why = request.actor, typed(request, "override_reason")
        if deed == "extend":
            made = actions.extend_session(
                by=by, session=booking, override_reason=why, request_id=request_id_of(request)
            )
            return _("Extended. Until %(until)s.") % {"until": drawn.hour(made.ends_at)}
        if deed == "come":
            actions.check_in_session(by=by, session=booking)
            return _("The session has begun.")
        if deed == "end":
            actions.end_session(by=by, session=booking)
            return _("The place is free.")
        actions.leave_queue(by=by, session=booking)
        return _("Taken off the queue.")

    return tried(request, room, done)


@require_right(rights.NOTE_VISITS)
@require_POST
def visit(request: ActingRequest) -> HttpResponse:
    """A card scanned with no place chosen: the reader has come. The code of a place chooses the place."""
    room, card = room_or_404(centre_or_404(), request), typed(request, "card")
    place = place_of(room.centre_id, card)
    if place is not None:
        return home(place.room, place.code)

    def deed() -> str:
        known = people.known_card(room.centre_id, card, clock.today())
        card_rules.may_serve(known.facts).enforce()
        assert known.reader is not None  # the rule has seen to it
        noted = visit_actions.note_visit(
            by=request.actor,
            reader=known.reader,
            point=room.service_point,
            day=clock.today(),
            how=Visit.How.ROOM,
        )
        told = {"name": drawn.full_name(known.reader)}
        return _("%(name)s: visit counted.") % told if noted else _("%(name)s: counted today already.") % told

    return tried(request, room, deed, card=card)


@require_right(rights.NOTE_VISITS)
@require_POST
def tally(request: ActingRequest) -> HttpResponse:
    """One more child, one more grown-up, or the last one never came."""
    centre = centre_or_404()
    room, who = room_or_404(centre, request), typed(request, "who", 10)

    def deed() -> str:
        if who == "undo":
            gone = visit_actions.take_back_tally(by=request.actor, centre=centre)
            return _("Taken back: %(who)s") % {"who": gone.get_audience_display()}
        made = visit_actions.tally(by=request.actor, point=room.service_point, audience=who)
        return _("Counted: %(who)s") % {"who": made.get_audience_display()}

    return tried(request, room, deed)
