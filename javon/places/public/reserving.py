"""What the page of a title offers a reader: to wait for it, or how it stands with the one who asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from javon.collection.catalogue.models import Title
from javon.core import clock
from javon.core.database.fields import uuid7
from javon.service.lending.queries import holds, own
from javon.service.readers import sessions
from javon.service.readers.queries.doors import seen_wards


def offered(request: HttpRequest, shown: dict[str, Any]) -> dict[str, Any]:
    """`shown` is the page of a title (``books.title_page``). ``reserve``: "sign_in", "one" (one press), "family" (choose
    for whom), "mine" (see ``mine``), or "" where there is nothing to wait for and for the staff, who reserve at the desk.
    ``waiting``: how many wait, never who.
    """
    title: Title = shown["title"]
    if request.user.is_authenticated or not _can_be_had(shown):
        return {"reserve": ""}
    session = sessions.current(request)
    if session is None:
        return {"reserve": "sign_in"}
    mine = own.mine(session.reader_id, title.pk)
    has_family = bool(seen_wards(session.reader, clock.today()))
    how = "mine" if mine.hold or mine.due_on else "family" if has_family else "one"
    waiting = holds.waiting_for([title.pk]).get(title.pk, 0)
    return {"reserve": how, "waiting": waiting, "mine": mine, "has_family": has_family, "request_id": uuid7()}


def _can_be_had(shown: dict[str, Any]) -> bool:
    """Whether a copy of its own is left that may leave the house; what stands against one reader the rules say."""
    place = shown["place"]
    if place and place.host.kind == "part":
        return False  # an article: whoever wants it waits for what it stands in
    lines = [*shown["copies"], *shown["more_copies"]]
    return any(line["copy"].loanable and line["copy"].state not in holds.GONE for line in lines)
