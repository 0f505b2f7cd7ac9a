"""The reader's page itself, for whoever answers with it: the tabs, and a deed that was refused."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page
from javon.service.readers import panels
from javon.service.readers.models import Reader
from javon.service.readers.views import one_shown as shown


def reader_page(
    request: ActingRequest,
    reader: Reader,
    status: int = 200,
    *,
    chosen: panels.Panel | None = None,
    **more: Any,
) -> HttpResponse:
    """The page with one tab open."""
    facts = shown.facts(reader)
    return page(
        request,
        "readers/reader.html",
        status,
        reader=reader,
        person=shown.person(reader, facts),
        tabs=shown.tabs(request.actor, reader, chosen),
        panel=chosen,
        panel_context=chosen.context(request, reader) if chosen else {},
        known=[] if chosen else shown.known(reader, facts),
        people=[] if chosen else shown.people(facts),
        blocks=shown.blocks(request.actor, reader, facts),
        years=[] if chosen else shown.years(reader),
        actions=shown.actions(request.actor, reader, facts),
        **more,
    )
