"""What the pages of the hall share: the centre, the room asked for, a second press, the way between them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.core.access import Actor
from javon.core.database.fields import uuid7
from javon.service.readingroom import rights
from javon.service.readingroom.models import Room
from javon.service.readingroom.queries import hall as queries


def centre_or_404() -> Centre:
    """The centre; a home without one has no hall yet."""
    centre = organisation.the_centre()
    if centre is None:
        raise Http404
    return centre


def again(form: Any) -> Any:
    """The same form with what was typed; the refused request is spent, so pressing again is a new one."""
    data = form.data.copy()
    data["request_id"] = str(uuid7())
    form.data = data
    return form


def whole(text: str) -> int | None:
    """A whole number from an address or a hidden field; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def typed(request: HttpRequest, name: str, most: int = 200) -> str:
    """One line that was scanned or typed."""
    return str(request.POST.get(name, ""))[:most].replace("\x00", "").strip()


def room_of(centre: Centre, request: HttpRequest) -> Room | None:
    """The room that an address or a form names; the first one otherwise; None where there is none yet."""
    number = whole(request.POST.get("room", "") or request.GET.get("room", ""))
    known = queries.rooms(centre.pk)
    return next((one for one in known if one.number == number), known[0] if known else None)


def room_or_404(centre: Centre, request: HttpRequest) -> Room:
    """The room, which has to be there."""
    room = room_of(centre, request)
    if room is None:
        raise Http404
    return room


def tabs(current: str, by: Actor) -> list[dict[str, Any]]:
    """The way between the plan, books read here, class hours, visits, and the setting up."""
    known = (
        ("hall", pgettext("hall", "Plan"), rights.SEE_HALL),
        ("in_house", _("Books read here"), rights.SERVE),
        ("class_hours", _("Class hours"), rights.SERVE),
        ("visits", pgettext("hall", "Visits"), rights.SEE_HALL),
        ("set_up", _("Rooms and seats"), rights.SET_UP),
    )
    return [
        {"label": label, "url": reverse(f"readingroom:{name}"), "is_current": name == current}
        for name, label, right in known
        if by.may(right)
    ]
