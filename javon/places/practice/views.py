"""Pages of the training mode: in the real program the way in, in the training mode the exercises and the codes.

Both sites have the same addresses; each answers only what is its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from javon.centre.organisation.queries import the_centre
from javon.core import clock, practice
from javon.core.accounts import sessions
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page
from javon.places.practice import people, queries, tickets, wording
from javon.places.practice.bars import bars
from javon.places.practice.folder import FAILED, MAKING, OFF, RUNNING, STARTING, Folder
from javon.service.lending import rights

View = Callable[..., HttpResponseBase]
WAITING = (MAKING, STARTING)


def _folder() -> Folder:
    return Folder(settings.PRACTICE_FOLDER)


def _only(in_practice: bool) -> Callable[[View], View]:
    """An address of one of the two sites; the other has none there."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if practice.is_on() is not in_practice:
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


@never_cache
@require_GET
def front(request: ActingRequest) -> HttpResponseBase:
    """The way in, or the exercises."""
    return _exercises(request) if practice.is_on() else _way_in(request)


# --- in the real program ------------------------------------------------------------------------------------


@require_right(rights.LEND)
def _way_in(request: ActingRequest) -> HttpResponse:
    folder = _folder()
    state, is_asked = folder.state(), folder.wanted.exists()
    phase = state.phase
    if is_asked and phase in {OFF, FAILED}:
        phase = STARTING  # asked a moment ago
    elif not is_asked and phase != FAILED:
        phase = OFF
    if phase == RUNNING and folder.afresh.exists():
        phase = MAKING
    answer: dict[str, Any] = {
        "phase": phase, "why": state.why, "is_waiting": phase in WAITING, "is_running": phase == RUNNING,
        "is_possible": settings.PRACTICE_CAN_START, "has_model": folder.model.exists(),
    }  # fmt: skip
    return page(request, "practice/way_in.html", **answer)


@_only(in_practice=False)
@require_right(rights.LEND)
@require_POST
def begin(request: ActingRequest) -> HttpResponse:
    """Ask the supervisor to start it."""
    _folder().ask()
    return HttpResponseRedirect(reverse("practice:front"), status=303)


@_only(in_practice=False)
@require_right(rights.LEND)
@require_POST
def end(request: ActingRequest) -> HttpResponse:
    """Ask the supervisor to end it, for everybody."""
    _folder().no_longer()
    return HttpResponseRedirect(reverse("practice:front"), status=303)


@_only(in_practice=False)
@require_right(rights.LEND)
@never_cache
@require_GET
def go(request: ActingRequest) -> HttpResponse:
    """With a ticket to the desk of the training mode; back to the way in where it does not run."""
    folder = _folder()
    state = folder.state()
    if state.phase != RUNNING or not folder.wanted.exists():
        return HttpResponseRedirect(reverse("practice:front"), status=303)
    folder.note_use(at_once=True)
    guest = tickets.Guest(
        login=request.user.get_username(),  # type: ignore[union-attr]
        name=request.user.get_full_name(),  # type: ignore[union-attr]
        rights=tuple(sorted(request.actor.rights)),
        back=request.build_absolute_uri(reverse("practice:front")),
    )
    there = tickets.address_of(request.get_host(), state.port, is_secure=request.is_secure())
    answer = HttpResponse(status=303)
    answer["Location"] = f"{there}{reverse('practice:enter')}?ticket={tickets.written(folder, guest)}"
    return answer


# --- in the training mode -----------------------------------------------------------------------------------


@_only(in_practice=True)
@never_cache
@require_GET
def enter(request: ActingRequest) -> HttpResponse:
    """Whoever brings a good ticket is signed in; anybody else reads where tickets come from."""
    try:
        guest = tickets.torn(_folder(), request.GET.get("ticket", "")[:20_000])
    except tickets.NoTicket:
        return page(request, "practice/no_ticket.html", 403)
    sessions.sign_in_by_pin(request, people.welcome(guest))
    request.session[BACK] = guest.back
    return HttpResponseRedirect(reverse("practice:front"), status=303)


BACK = "practice_back"


def _exercises(request: ActingRequest) -> HttpResponse:
    if request.actor.user_id is None:
        return page(request, "practice/no_ticket.html", 403)
    done = queries.done_by(request.actor.user_id)
    lines = [(one, *wording.EXERCISES[one.code]) for one in done]
    return page(
        request,
        "practice/exercises.html",
        lines=lines,
        count=sum(one.is_done for one in done),
        back=request.session.get(BACK, ""),
    )


@_only(in_practice=True)
@never_cache
@require_GET
def codes(request: ActingRequest) -> HttpResponse:
    """Barcodes of invented cards and books, to scan from the screen or from paper."""
    centre = the_centre()
    if request.actor.user_id is None or centre is None:
        return page(request, "practice/no_ticket.html", 403)
    today = clock.today()
    groups = [
        [(one, bars(one.bars)) for one in found]
        for found in (
            queries.cards(centre.pk, today), queries.on_the_shelf(centre.pk), queries.late(centre.pk, today),
        )
    ]  # fmt: skip
    return page(request, "practice/codes.html", cards=groups[0], books=groups[1], late=groups[2])


@_only(in_practice=True)
@require_POST
def afresh(request: ActingRequest) -> HttpResponse:
    """Everything as it was at first. The way back in leads through the real program."""
    if request.actor.user_id is None:
        return page(request, "practice/no_ticket.html", 403)
    back = request.session.get(BACK, "")
    _folder().ask(afresh=True)
    return page(request, "practice/afresh.html", back=back)
