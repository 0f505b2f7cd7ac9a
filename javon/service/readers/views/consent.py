"""The text of the consent in force, its versions, and the next one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.centre.organisation.models import BasedOn
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui import errors
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.service.readers import actions, rights, wording
from javon.service.readers.forms.deeds import ConsentTextForm
from javon.service.readers.queries import consents as queries
from javon.service.readers.views.listing_shown import rooms
from javon.service.readers.views.shared import again, centre_or_404


@require_right(rights.SEE_READERS)
def consent(request: ActingRequest) -> HttpResponse:
    """What readers agree to; whoever may, enters the next version here."""
    if request.method != "POST":
        return _page(request, form=ConsentTextForm() if "new" in request.GET else None)
    if not request.actor.may(rights.SET_CONSENT_TEXT):
        return errors.forbidden(request)
    form = ConsentTextForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, form=form)
    given = form.cleaned_data
    try:
        actions.enter_consent_text(
            by=request.actor,
            centre=centre_or_404(),
            text=given["text"],
            valid_from=given["valid_from"],
            basis=BasedOn(given["paper"], "2.11"),
            request_id=given["request_id"],
        )
    except Refused as refused:
        return _page(request, 409, form=again(form), stops=wording.sentences(refused.verdict.stops))
    messages.success(request, _("The text is entered. Readers are asked at their next registration."))
    return HttpResponseRedirect(reverse("readers:consent"), status=303)


def _page(request: ActingRequest, status: int = 200, *, form: Any = None, **more: Any) -> HttpResponse:
    centre, may = centre_or_404(), request.actor.may(rights.SET_CONSENT_TEXT)
    return page(
        request,
        "readers/consent.html",
        status,
        rooms=rooms(request.actor, "consent"),
        in_force=queries.text_in_force(centre.pk, clock.today()),
        versions=queries.versions(centre.pk),
        form=form if may else None,
        may_enter=may,
        **more,
    )
