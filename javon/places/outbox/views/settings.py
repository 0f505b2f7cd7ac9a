"""The channels of a centre: manners, SMS gateway, mail server, and one message to try them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.messaging import actions, rights, wording
from javon.core.messaging.queries.reachable import settings_of
from javon.core.messaging.trying import try_sms
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.places.outbox.forms import EmailForm, MannersForm, SmsForm, TryForm, first_values
from javon.places.outbox.views.shared import beat_of, centre_or_404, tabs

FORMS: dict[str, type[forms.Form]] = {
    "manners": MannersForm,
    "sms": SmsForm,
    "email": EmailForm,
    "try": TryForm,
}
SETTING: dict[str, Any] = {
    "manners": actions.set_manners,
    "sms": actions.set_sms,
    "email": actions.set_email,
}


@require_right(rights.CONFIGURE)
@never_cache
@require_GET
def settings(request: ActingRequest) -> HttpResponse:
    """Everything that decides how messages leave the house; a kept password is never shown."""
    return _page(request)


def _page(request: ActingRequest, given: tuple[str, forms.Form] | None = None) -> HttpResponse:
    centre = centre_or_404()
    row = settings_of(centre.pk)
    first = first_values(row)
    shown = {part: form(initial=first[part], prefix=part) for part, form in FORMS.items()}
    if given is not None:
        shown[given[0]] = given[1]
    return page(
        request,
        "outbox/settings.html",
        422 if given is not None else 200,
        tabs=tabs(request.actor, centre, "settings"),
        forms=shown,
        has_sms_password=bool(row.sms_password),
        has_email_password=bool(row.email_password),
        **beat_of(centre),
    )


@sensitive_post_parameters()
@require_right(rights.CONFIGURE)
@require_POST
def change(request: ActingRequest, part: str) -> HttpResponse:
    """One form of the page. A password reaches neither the journal nor the table of claims: no request id goes with it."""
    if part not in FORMS:
        raise Http404
    form = FORMS[part](request.POST, prefix=part)
    if not form.is_valid():
        return _page(request, (part, form))
    try:
        told = _done(request, part, form)
    except Refused as refused:
        for sentence in wording.sentences(refused.verdict):
            form.add_error(None, sentence)
        return _page(request, (part, form))
    messages.success(request, told)
    return HttpResponseRedirect(reverse("outbox:settings"), status=303)


def _done(request: ActingRequest, part: str, form: Any) -> str:
    centre = centre_or_404()
    if part == "try":
        try_sms(by=request.actor, centre_id=centre.pk, number=form.cleaned_data["number"])
        return _("The gateway took the message. Look at the telephone.")
    SETTING[part](by=request.actor, centre_id=centre.pk, **form.words)
    return _("Kept.")
