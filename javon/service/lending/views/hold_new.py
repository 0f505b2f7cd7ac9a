"""Reserve a title for a reader: a card or a name, one press."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from javon.collection.catalogue import queries as catalogue
from javon.collection.catalogue.models import Title
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui import errors
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.ui.templatetags.ui import in_script
from javon.core.verdict import Refused
from javon.service.lending import rights, wording
from javon.service.lending.actions import holds as actions
from javon.service.lending.models import Hold
from javon.service.lending.queries import holds as queries
from javon.service.lending.views.hold_asked import point_of, points, reader_sought
from javon.service.lending.views.holds import centre_or_404


@require_right(rights.HOLD)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: ActingRequest, number: int) -> HttpResponse:
    """Who waits for it, where it is fetched, whether any edition will do."""
    centre = centre_or_404()
    title = catalogue.title_by_number(number, centre.pk)
    if title is None:
        raise Http404
    typed = (request.POST if request.method == "POST" else request.GET).get("reader", "")[:100].strip()
    sought = reader_sought(centre.pk, typed, request.POST.get("chosen", ""))
    if request.method != "POST" or not typed + request.POST.get("chosen", ""):
        return _page(request, title, typed=typed, people=sought.people)
    if sought.reader is None:
        nobody = [] if sought.people else [_("Nobody answers to «%(words)s». Scan the card or type the name.") % {"words": typed}]  # fmt: skip
        return _page(request, title, 422, typed=typed, people=sought.people, stops=nobody)
    return _place(request, title, typed, sought.reader)


def _place(request: ActingRequest, title: Title, typed: str, reader: Any) -> HttpResponse:
    scope = Hold.Scope.EDITIONS if request.POST.get("scope") == "editions" else Hold.Scope.TITLE
    try:
        hold = actions.place(
            by=request.actor,
            reader=reader,
            titles=[title],
            scope=scope,
            pickup=point_of(request.POST.get("point", ""), title.centre_id),
            override_reason=request.POST.get("override_reason", ""),
            request_id=request_id_of(request),
        )
    except Refused as refused:
        if "no_right" in refused.verdict.codes:
            return errors.forbidden(request)
        return _page(request, title, 409, typed=typed, refused=refused, reader=reader)
    place = queries.place_of(hold)
    told = {"title": title.title, "reader": in_script(reader.short_name), "place": place}
    messages.success(
        request, _("«%(title)s» is reserved for %(reader)s. Place in the queue: %(place)s.") % told
    )
    return HttpResponseRedirect(reverse("lending:hold_queue", args=[title.number]), status=303)


def _page(
    request: ActingRequest,
    title: Title,
    status: int = 200,
    *,
    refused: Refused | None = None,
    reader: Any = None,
    stops: Any = (),
    **more: Any,
) -> HttpResponse:
    verdict = refused.verdict if refused is not None else None
    may_override = verdict is not None and verdict.overridable and request.actor.may(rights.OVERRULE)
    again = ("reader", "chosen", "scope", "point")
    sent = {name: request.POST.get(name, "") for name in again}
    if reader is not None:
        sent["chosen"] = str(reader.number)
    return page(
        request,
        "lending/holds/new.html",
        status,
        title=title,
        editions=len(queries.editions_of(title)),
        points=points(title.centre_id),
        reader=reader,
        stops=list(stops) or (wording.sentences(verdict.stops) if verdict is not None else []),
        may_override=may_override,
        fields=[{"name": name, "value": value} for name, value in sent.items() if value],
        sent=sent,
        request_id=uuid7(),
        **more,
    )
