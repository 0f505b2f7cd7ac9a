"""Class hours: so many places for a class, in one form."""

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
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.service.readingroom import rights, wording
from javon.service.readingroom.actions import sessions as actions
from javon.service.readingroom.forms import KINDS, ClassHourForm
from javon.service.readingroom.models import Room
from javon.service.readingroom.queries import hall as queries
from javon.service.readingroom.views import drawn
from javon.service.readingroom.views.shared import again, centre_or_404, room_or_404, tabs


@require_right(rights.SERVE)
def class_hours(request: ActingRequest) -> HttpResponse:
    """What is set aside, and the form for another."""
    room = room_or_404(centre_or_404(), request)
    form = ClassHourForm(request.POST or None)
    if request.method != "POST":
        return _page(request, room, form)
    if not form.is_valid():
        return _page(request, room, form, 422)
    try:
        count = actions.set_class_hour(
            by=request.actor, room=room, request_id=form.cleaned_data["request_id"], **form.given
        )
    except Refused as refused:
        return _page(request, room, again(form), 409, refused)
    messages.success(request, _("Set aside: %(count)s") % {"count": count})
    return _home(room)


def _home(room: Room) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('readingroom:class_hours')}?room={room.number}", status=303)


def _page(
    request: ActingRequest,
    room: Room,
    form: ClassHourForm,
    status: int = 200,
    refused: Refused | None = None,
) -> HttpResponse:
    kinds = dict(KINDS)
    return page(
        request,
        "readingroom/class_hours.html",
        status,
        room=room,
        tabs=tabs("class_hours", request.actor),
        hours=[
            {
                "booking": one,
                "kind": kinds[one.kind],
                "times": f"{drawn.hour(one.starts_at)}–{drawn.hour(one.ends_at)}",
            }
            for one in queries.class_hours(room.centre_id, room, clock.now())
        ],
        form=form,
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )


@require_right(rights.SERVE)
@require_POST
def end(request: ActingRequest, key: UUID) -> HttpResponse:
    """The class has gone, or does not come."""
    room = room_or_404(centre_or_404(), request)
    hour = queries.booking_by_id(room.centre_id, key)
    if hour is None:
        raise Http404
    try:
        count = actions.end_class_hour(by=request.actor, hour=hour)
    except Refused as refused:
        return _page(request, room, ClassHourForm(), 409, refused)
    messages.success(request, _("Free again: %(count)s") % {"count": count})
    return _home(room)
