"""A place that does not work: flagged with a note, cleared again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.service.readingroom import rights, wording
from javon.service.readingroom.actions import places as actions
from javon.service.readingroom.forms import FaultForm
from javon.service.readingroom.models import Place
from javon.service.readingroom.views.hall import home, place_of, tried
from javon.service.readingroom.views.shared import again, centre_or_404


def _found(code: str) -> Place:
    place = place_of(centre_or_404().pk, code)
    if place is None:
        raise Http404
    return place


@require_right(rights.SERVE)
def fault(request: ActingRequest, code: str) -> HttpResponse:
    """What is wrong with a place; it is out of service from then on."""
    place, form = _found(code), FaultForm(request.POST or None)
    if request.method != "POST":
        return _page(request, place, form)
    if not form.is_valid():
        return _page(request, place, form, 422)
    try:
        actions.call_faulty(by=request.actor, place=place, note=form.cleaned_data["note"])
    except Refused as refused:
        return _page(request, place, again(form), 409, refused)
    messages.success(request, _("%(place)s is out of service.") % {"place": place.code})
    return home(place.room)


def _page(
    request: ActingRequest, place: Place, form: FaultForm, status: int = 200, refused: Refused | None = None
) -> HttpResponse:
    return page(
        request,
        "readingroom/fault.html",
        status,
        place=place,
        form=form,
        back=f"{reverse('readingroom:hall')}?room={place.room.number}",
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )


@require_right(rights.SERVE)
@require_POST
def mend(request: ActingRequest, code: str) -> HttpResponse:
    """It works again."""
    place = _found(code)

    def deed() -> str:
        actions.mend(by=request.actor, place=place)
        return _("%(place)s works again.") % {"place": place.code}

    return tried(request, place.room, deed)
