"""The page of the journal."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse

from javon.core import audit
from javon.core.accounts.refusals import require_sign_in
from javon.core.accounts.requests import ActingRequest
from javon.core.audit import rights
from javon.core.ui.render import page
from javon.places.journal import queries
from javon.places.journal.forms import AskForm
from javon.places.journal.things import things_of
from javon.places.journal.wording import said

PER_PAGE = 50


@require_sign_in
def journal(request: ActingRequest) -> HttpResponse:
    """What one may read of the journal: everything, one's service, or one's own deeds."""
    form = AskForm(request.GET)
    found = Paginator(queries.entries_for(request.actor, form.asked), PER_PAGE).get_page(
        request.GET.get("page")
    )
    entries = list(found)
    names, things = queries.names_of(entries), things_of(entries, request.actor)
    rows = [
        {
            "entry": entry,
            "who": names.get(entry.actor_id or 0, entry.actor_label),
            "said": said(entry.verb),
            "thing": things[entry.object_type, entry.object_id],
        }
        for entry in entries
    ]
    kept = urlencode({name: value for name, value in request.GET.items() if value and name != "page"})
    return page(
        request,
        "journal/journal.html",
        form=form,
        rows=rows,
        found=found,
        previous_url=f"?{kept}&page={found.number - 1}" if found.has_previous() else "",
        next_url=f"?{kept}&page={found.number + 1}" if found.has_next() else "",
        sees_all=request.actor.may(rights.READ),
        unsealed=audit.unsealed() if request.actor.may(rights.READ) else None,
        status=200 if form.is_valid() else 422,
    )
