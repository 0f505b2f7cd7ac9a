"""The reader chooses their own PIN."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.places.cabinet.family import HOME, Cabinet, for_readers
from javon.places.cabinet.forms import PinForm, add_objections
from javon.service.readers import sessions, wording
from javon.service.readers.actions.doors import choose_own_pin
from javon.service.readers.queries import current_card


@sensitive_post_parameters()
@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """The present PIN first: a phone that lies open must not lock its owner out."""
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _changed(request, cabinet, form):
        sessions.end_others(request, cabinet.reader)
        messages.success(request, _("The PIN is changed. Every other device is signed out."))
        return HttpResponseRedirect(HOME, status=303)
    status = 422 if request.method == "POST" else 200
    return page(request, "cabinet/pin.html", status, cabinet=cabinet, form=form)


def _changed(request: HttpRequest, cabinet: Cabinet, form: PinForm) -> bool:
    card = current_card(cabinet.reader)
    try:
        sessions.own_pin_fits(
            request, cabinet.reader, card.number if card is not None else 0, form.cleaned_data["pin"]
        )
    except Refused as refused:
        add_objections(form, "pin", wording.sentences(refused.verdict.stops))
        return False
    try:
        choose_own_pin(by=cabinet.by, reader=cabinet.reader, pin=form.cleaned_data["new_pin"])
    except Refused as refused:
        add_objections(form, "new_pin", wording.sentences(refused.verdict.stops))
        return False
    return True
