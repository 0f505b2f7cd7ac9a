"""The pages of the first day."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.centre.organisation import queries as organisation
from javon.centre.organisation import rights
from javon.centre.organisation.actions import house
from javon.centre.organisation.models import Centre
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.places.setup.forms import FIELDS, LetterheadForm
from javon.places.setup.steps import steps_of


def _house() -> Centre:
    centre = organisation.the_centre()
    if centre is None:
        raise Http404
    return centre


@require_right(rights.MANAGE_STRUCTURE)
def first_day(request: ActingRequest) -> HttpResponse:
    """Every step with how much of it is done; nothing but the first two must be."""
    steps = steps_of(_house(), clock.today())
    done = sum(step.state == "done" for step in steps)
    return page(request, "setup/first_day.html", steps=steps, done=done, total=len(steps))


@require_right(rights.MANAGE_STRUCTURE)
def letterhead(request: ActingRequest) -> HttpResponse:
    """Name and letterhead."""
    centre = _house()
    if request.method != "POST":
        initial: dict[str, Any] = {name: getattr(centre, name) for name in FIELDS}
        return page(
            request, "setup/letterhead.html", form=LetterheadForm(initial={**initial, "request_id": uuid7()})
        )
    form = LetterheadForm(request.POST)
    if not form.is_valid():
        return page(request, "setup/letterhead.html", form=form, status=422)
    house.fill_letterhead(by=request.actor, centre=centre, words=form.words, request_id=form.given_id)
    messages.success(request, _("The letterhead is saved."))
    return HttpResponseRedirect(reverse("setup:first_day"), status=303)


@require_right(rights.MANAGE_STRUCTURE)
def printer(request: ActingRequest) -> HttpResponse:
    """How the test sheet should come out; a press says that it did."""
    centre = _house()
    if request.method == "POST":
        house.note_printer_test(by=request.actor, centre=centre, today=clock.today())
        messages.success(request, _("The printer is ready."))
        return HttpResponseRedirect(reverse("setup:first_day"), status=303)
    return page(request, "setup/printer.html", centre=centre)


@require_right(rights.MANAGE_STRUCTURE)
def printer_sheet(request: ActingRequest) -> HttpResponse:
    """The sheet itself."""
    return page(request, "setup/printer_sheet.html", centre=_house(), centimetres=range(18))
