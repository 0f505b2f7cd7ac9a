"""What goes out, what nobody is sure of, numbers that do not work."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from javon.core.accounts.refusals import require_right, require_sign_in
from javon.core.accounts.requests import ActingRequest
from javon.core.messaging import actions, queries, rights, wording
from javon.core.messaging.models import Message
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.places.outbox.queries import dead_with_readers, with_readers
from javon.places.outbox.views.shared import MOST, beat_of, centre_or_404, tabs


@require_sign_in
@never_cache
@require_GET
def outbox(request: ActingRequest) -> HttpResponse:
    """The newest messages, all or of one state; who only sets the channels is led there."""
    if not request.actor.may(rights.DELIVER):
        return redirect("outbox:settings")
    centre, state = centre_or_404(), request.GET.get("state", "")
    counts = queries.counts_by_state(centre.pk)
    stats = [
        {"label": Message.State(code).label, "value": counts.get(code, 0), "url": f"?state={code}"}
        for code in ("planned", "listed", "sent", "delivered", "failed", "unsure")
    ]
    return page(
        request,
        "outbox/outbox.html",
        tabs=tabs(request.actor, centre, "outbox"),
        stats=stats,
        state=Message.State(state).label if state in Message.State.values else "",
        rows=with_readers(queries.outbox(centre.pk, state)[:MOST]),
        **beat_of(centre),
    )


@require_right(rights.DELIVER)
@never_cache
@require_GET
def unsure(request: ActingRequest) -> HttpResponse:
    """Messages that were perhaps sent."""
    return _unsure(request)


def _unsure(request: ActingRequest, wrong: list[str] | None = None) -> HttpResponse:
    centre = centre_or_404()
    return page(
        request,
        "outbox/unsure.html",
        409 if wrong else 200,
        tabs=tabs(request.actor, centre, "unsure"),
        rows=with_readers(queries.unsure_messages(centre.pk)[:MOST]),
        wrong=wrong or [],
    )


@require_right(rights.DELIVER)
@require_POST
def settle(request: ActingRequest, key: UUID) -> HttpResponse:
    """Somebody looked at the gateway's own list: it went, or it shall go again."""
    try:
        actions.settle_unsure(
            by=request.actor, message_id=key, was_sent=request.POST.get("was_sent") == "yes"
        )
    except Refused as refused:
        return _unsure(request, wording.sentences(refused.verdict))
    return HttpResponseRedirect(reverse("outbox:unsure"), status=303)


@require_right(rights.DELIVER)
@never_cache
@require_GET
def dead(request: ActingRequest) -> HttpResponse:
    """Numbers and mailboxes that do not work: asked for anew at the desk."""
    return _dead(request)


def _dead(request: ActingRequest, wrong: list[str] | None = None) -> HttpResponse:
    centre = centre_or_404()
    return page(
        request,
        "outbox/dead.html",
        409 if wrong else 200,
        tabs=tabs(request.actor, centre, "dead"),
        rows=dead_with_readers(queries.dead_addresses(centre.pk)[:MOST]),
        wrong=wrong or [],
    )


@require_right(rights.DELIVER)
@require_POST
def revive(request: ActingRequest, key: UUID) -> HttpResponse:
    """The reader says that the number is right after all."""
    try:
        actions.revive_address(by=request.actor, address_id=key)
    except Refused as refused:
        return _dead(request, wording.sentences(refused.verdict))
    messages.success(request, _("It will be tried again."))
    return HttpResponseRedirect(reverse("outbox:dead"), status=303)
