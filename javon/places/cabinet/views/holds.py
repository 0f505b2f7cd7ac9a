"""Joining the queue for a book and leaving it: the reader's own, or that of a child whose pages are open."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from javon.collection.catalogue import queries as catalogue
from javon.collection.catalogue.models import Title
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.languages import safe_next
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.places.cabinet import wording
from javon.places.cabinet.family import Cabinet, for_readers
from javon.places.cabinet.views.home import home_page
from javon.service.lending.actions import holds as actions
from javon.service.lending.models import Channel, Hold
from javon.service.lending.queries import holds as queries
from javon.service.lending.queries import own


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def reserve(request: HttpRequest, cabinet: Cabinet, number: int) -> HttpResponse:
    """Who of the family wants it; one press puts that one into the queue. Sent twice: one place."""
    title = _title(cabinet, number)
    if request.method != "POST":
        return _page(request, cabinet, title)
    try:
        hold = actions.place(
            by=cabinet.by, reader=cabinet.reader, titles=[title], channel=Channel.CABINET, request_id=request_id_of(request)
        )  # fmt: skip
    except Refused as refused:
        return _page(request, cabinet, title, 409, wording.sentences(refused.verdict.stops))
    messages.success(request, _told(cabinet, title, hold))
    return HttpResponseRedirect(reverse("public:title", args=[title.number]), status=303)


def _title(cabinet: Cabinet, number: int) -> Title:
    found = catalogue.title_by_number(number, cabinet.reader.centre_id)
    if found is None or found.is_hidden:
        raise Http404
    return found.merged_into or found


def _told(cabinet: Cabinet, title: Title, hold: Hold) -> str:
    told = {"title": title.title, "name": cabinet.name, "place": queries.place_of(hold)}
    if cabinet.is_own:
        return _("You wait for «%(title)s». Your place in the queue: %(place)s.") % told
    return _("%(name)s waits for «%(title)s». Place in the queue: %(place)s.") % told


def _page(
    request: HttpRequest, cabinet: Cabinet, title: Title, status: int = 200, stops: list[str] | None = None
) -> HttpResponse:
    people = [
        {"name": name, "action": f"{base}reserve/{title.number}/", "is_open": is_open, "request_id": uuid7()}
        for name, base, is_open in cabinet.people
    ]
    return page(
        request, "cabinet/reserve.html", status, cabinet=cabinet, title=title, people=people, stops=stops or [],
        mine=own.mine(cabinet.reader.pk, title.pk), waiting=queries.waiting_for([title.pk]).get(title.pk, 0),
    )  # fmt: skip


@for_readers
@require_POST
def give_up(request: HttpRequest, cabinet: Cabinet, key: UUID) -> HttpResponse:
    """Out of the queue; who is next moves up."""
    hold = own.own_hold(cabinet.reader.pk, key)
    if hold is None:
        raise Http404
    try:
        actions.cancel(by=cabinet.by, hold=hold, request_id=request_id_of(request))
    except Refused as refused:
        return home_page(request, cabinet, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(request, pgettext("the queue for a book", "You have left the queue."))
    return HttpResponseRedirect(safe_next(request, cabinet.base), status=303)
