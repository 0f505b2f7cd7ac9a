"""What staff do by hand: calls and papers, looked over once more, printed, ticked."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.messaging import actions, queries, rights, wording
from javon.core.messaging.actions.lists import DONE, LINES_AT_ONCE, NOT_ANSWERED, WRONG_NUMBER
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.places.outbox.queries import bundled, with_readers
from javon.places.outbox.views.shared import MOST, centre_or_404, tabs

MOST_PRINTED = 1000
LISTS = {"calls": queries.call_list, "paper": queries.paper_list}


@require_right(rights.DELIVER)
@never_cache
@require_GET
def calls(request: ActingRequest) -> HttpResponse:
    """Who is to be called, the urgent and the oldest first."""
    return _list(request, "calls")


@require_right(rights.DELIVER)
@never_cache
@require_GET
def paper(request: ActingRequest) -> HttpResponse:
    """Papers to be handed over, school by school and mahalla by mahalla."""
    return _list(request, "paper")


def _list(request: ActingRequest, name: str, wrong: list[str] | None = None) -> HttpResponse:
    centre = centre_or_404()
    rows = with_readers(LISTS[name](centre.pk)[:MOST])
    return page(
        request,
        "outbox/by_hand.html",
        409 if wrong else 200,
        tabs=tabs(request.actor, centre, name),
        name=name,
        bundles=bundled(rows) if name == "paper" else [],
        rows=rows,
        wrong=wrong or [],
    )


@require_right(rights.DELIVER)
@require_POST
def done(request: ActingRequest, key: UUID) -> HttpResponse:
    """One line of a list is done, or was not reached."""
    name = "paper" if request.POST.get("list") == "paper" else "calls"
    outcome = request.POST.get("outcome", "")
    try:
        actions.tick(
            by=request.actor,
            message_id=key,
            outcome=outcome if outcome in {NOT_ANSWERED, WRONG_NUMBER} else DONE,
        )
    except Refused as refused:
        return _list(request, name, wording.sentences(refused.verdict))
    return HttpResponseRedirect(reverse(f"outbox:{name}"), status=303)


@require_right(rights.DELIVER)
@never_cache
@require_POST
def printed(request: ActingRequest) -> HttpResponse:
    """Looks every line over once more, then prints: calls on one sheet, papers a sheet for each school."""
    name = "paper" if request.POST.get("list") == "paper" else "calls"
    centre = centre_or_404()
    keys = list(LISTS[name](centre.pk).values_list("pk", flat=True)[:MOST_PRINTED])
    for start in range(0, len(keys), LINES_AT_ONCE):
        actions.refresh_list(
            by=request.actor, centre_id=centre.pk, message_ids=keys[start : start + LINES_AT_ONCE]
        )
    rows = with_readers(LISTS[name](centre.pk)[:MOST_PRINTED])
    bundles = bundled(rows)
    return page(
        request,
        "outbox/print.html",
        name=name,
        rows=rows,
        bundles=bundles,
        today=clock.today(),
        centre=centre,
    )
