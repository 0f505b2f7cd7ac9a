"""The shelf of reservations: to fetch, ready, to carry back, the queues; Enter marks what was found. ux.md 2.3."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.collection.catalogue import queries as catalogue
from javon.collection.stock.models import Copy
from javon.collection.stock.queries import scanned
from javon.collection.stock.rules.scanned import CopyFacts, it_names_no_copy, it_names_several
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui import errors
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.ui.templatetags.ui import in_script
from javon.core.uzbek.figures import short_date
from javon.core.verdict import Refused, Verdict
from javon.service.lending import rights, wording
from javon.service.lending.actions import holds as actions
from javon.service.lending.models import Hold
from javon.service.lending.queries import hold_lists
from javon.service.lending.queries import holds as queries
from javon.service.lending.views import hold_lists_shown as shown
from javon.service.lending.views.asked import paper_of
from javon.service.lending.views.hold_asked import day_typed, point_of
from javon.service.readers.queries import current_card


def centre_or_404() -> Centre:
    """The centre; a home without one lends nothing yet."""
    centre = organisation.the_centre()
    if centre is None:
        raise Http404
    return centre


@require_right(rights.HOLD)
@never_cache
@require_GET
def holds(request: ActingRequest) -> HttpResponse:
    """One of the four lists."""
    return _lists(request)


def _lists(request: ActingRequest, status: int = 200, **more: Any) -> HttpResponse:
    centre, today = centre_or_404(), clock.today()
    which = request.GET.get("list", "find")
    which = which if which in shown.LISTS else "find"
    tabs, lines = shown.lists(which, centre, today)
    return page(
        request,
        "lending/holds/lists.html",
        status,
        which=which,
        tabs=tabs,
        rows=shown.rows(lines),
        nothing=shown.empty_words(which),
        request_id=uuid7(),
        **more,
    )


def _named_copy(request: ActingRequest, centre: Centre) -> Copy:
    """The copy of a scan or of a pressed row. Raises Refused: ``nothing_scanned``, and the
    objections of stock's ``rules.scanned`` to a code that names none or several.
    """
    code = request.POST.get("code", "")[:200]
    if key := request.POST.get("copy", ""):
        named = _uuid(key)
        rows = Copy.objects.filter(centre=centre).select_related("title")
        found = rows.filter(pk=named).first() if named is not None else None
        if found is None:
            raise Refused(Verdict.of([it_names_no_copy(CopyFacts(code, "text", found=0))]))
        return found
    answers = scanned.answers(centre.pk, [code])
    if not answers:
        raise Refused.because("nothing_scanned")
    (answer,) = answers
    facts = CopyFacts(answer.code.text, answer.code.kind, found=len(answer.copies))
    Verdict.of([it_names_no_copy(facts), it_names_several(facts)]).enforce()
    return answer.copies[0]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _at_shelf(request: ActingRequest, deed: Callable[[Copy], str]) -> HttpResponse:
    """A deed at a scanned copy: its sentence and the list again; refused with every reason, the code kept."""
    try:
        said = deed(_named_copy(request, centre_or_404()))
    except Refused as refused:
        if "no_right" in refused.verdict.codes:
            return errors.forbidden(request)
        stops = wording.sentences(refused.verdict.stops)
        return _lists(request, 409, stops=stops, code=request.POST.get("code", "")[:200])
    messages.success(request, said)
    which = request.GET.get("list", "find")
    return HttpResponseRedirect(
        f"{reverse('lending:holds')}?list={which if which in shown.LISTS else 'find'}", status=303
    )


@require_right(rights.HOLD)
@require_POST
def found(request: ActingRequest) -> HttpResponse:
    """A copy was fetched and scanned."""

    def deed(copy: Copy) -> str:
        point = point_of(request.POST.get("point", ""), copy.centre_id)
        hold = actions.find(by=request.actor, copy=copy, point=point, request_id=request_id_of(request))
        if hold.state != Hold.State.READY or hold.reader is None or hold.until is None:
            return _("«%(title)s»: send it to %(point)s.") % {
                "title": copy.title.title,
                "point": in_script(hold.pickup.name, hold.pickup.name_cyrl),
            }
        told = {
            "title": copy.title.title,
            "reader": in_script(hold.reader.short_name),
            "until": short_date(hold.until),
        }
        return _("«%(title)s» is put aside for %(reader)s until %(until)s.") % told

    return _at_shelf(request, deed)


@require_right(rights.HOLD)
@require_POST
def missing(request: ActingRequest) -> HttpResponse:
    """A copy is not on its shelf."""

    def deed(copy: Copy) -> str:
        actions.not_found(by=request.actor, copy=copy, request_id=request_id_of(request))
        return _("«%(title)s», %(number)s: written down as missing. Scan it when it turns up.") % {
            "title": copy.title.title,
            "number": copy.inventory_number or copy.code,
        }

    return _at_shelf(request, deed)


@require_right(rights.HOLD)
@require_POST
def clear(request: ActingRequest) -> HttpResponse:
    """A copy was carried back."""

    def deed(copy: Copy) -> str:
        actions.clear(by=request.actor, copy=copy, request_id=request_id_of(request))
        return _("«%(title)s» stands on its shelf again.") % {"title": copy.title.title}

    return _at_shelf(request, deed)


@require_right(rights.HOLD)
@never_cache
@require_GET
def queue(request: ActingRequest, number: int) -> HttpResponse:
    """The queue of one title."""
    title = catalogue.title_by_number(number, centre_or_404().pk)
    if title is None:
        raise Http404
    rows = shown.rows(hold_lists.of_title(title, clock.today()))
    return page(request, "lending/holds/queue.html", title=title, rows=rows)


def _hold_or_404(key: UUID) -> Hold:
    found_hold = hold_lists.hold_by_id(centre_or_404().pk, key)
    if found_hold is None:
        raise Http404
    return found_hold


@require_right(rights.HOLD)
@never_cache
@require_GET
def one(request: ActingRequest, key: UUID) -> HttpResponse:
    """One reservation: what happened to it and what may be done with it."""
    return _one(request, _hold_or_404(key))


@require_right(rights.HOLD)
@never_cache
@require_GET
def slip(request: ActingRequest, key: UUID) -> HttpResponse:
    """The paper that stands in a book put aside: for whom, until when."""
    hold = _hold_or_404(key)
    if hold.state != Hold.State.READY or hold.reader is None:
        raise Http404
    return page(
        request,
        "lending/holds/slip.html",
        hold=hold,
        card=current_card(hold.reader),
        is_a6=paper_of(request) == "a6",
        title=hold_lists.first_title(hold) if hold.copy is None else hold.copy.title,
        centre=centre_or_404(),
        today=clock.today(),
    )


def _one(request: ActingRequest, hold: Hold, status: int = 200, stops: Any = ()) -> HttpResponse:
    return page(
        request,
        "lending/holds/hold.html",
        status,
        hold=hold,
        titles=hold_lists.titles_of(hold),
        place=queries.place_of(hold),
        events=hold_lists.events_of(hold),
        is_hopeless=hold.is_open and hold_lists.is_hopeless(hold),
        may_pin=request.actor.may(rights.PIN_HOLD),
        today=clock.today(),
        request_id=uuid7(),
        stops=stops,
        typed=request.POST,
    )


def _deed(request: ActingRequest, hold: Hold, deed: str) -> str:
    """Do one deed; the sentence that says so."""
    by, request_id = request.actor, request_id_of(request)
    if deed == "pause":
        actions.pause(by=by, hold=hold, until=day_typed(request.POST.get("until", "")), request_id=request_id)
        return _("Paused: others pass, the place is kept.")
    if deed == "pin":
        actions.pin(by=by, hold=hold, reason=request.POST.get("reason", ""), request_id=request_id)
        return _("Stands first in the queue.")
    simple: dict[str, tuple[Callable[..., Hold], str]] = {
        "cancel": (actions.cancel, _("The reservation is cancelled.")),
        "resume": (actions.resume, _("The reservation takes part again.")),
        "unpin": (actions.unpin, _("Stands at its own place again.")),
        "give-up": (actions.give_up, _("The reservation is closed: no copy is left.")),
    }
    if deed not in simple:
        raise Http404
    act, said = simple[deed]
    act(by=by, hold=hold, request_id=request_id)
    return said


@require_right(rights.HOLD)
@require_POST
def change(request: ActingRequest, key: UUID, deed: str) -> HttpResponse:
    """Cancel, pause, go on, put first, close."""
    hold = _hold_or_404(key)
    try:
        said = _deed(request, hold, deed)
    except Refused as refused:
        if "no_right" in refused.verdict.codes:
            return errors.forbidden(request)
        return _one(request, _hold_or_404(key), 409, wording.sentences(refused.verdict.stops))
    messages.success(request, said)
    return HttpResponseRedirect(reverse("lending:hold", args=[hold.pk]), status=303)
