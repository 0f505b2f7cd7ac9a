"""What a locked screen answers: the lock page, with the form that met it kept inside; and how it opens again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from javon.core.accounts import offers, pins, queries, sessions, wording
from javon.core.accounts.models import SignedInSession
from javon.core.ui import errors
from javon.core.ui.render import fragment, wants_fragment
from javon.core.verdict import Refused

FIELD = "unlock_password"  # "password" in the name keeps it out of every form that is offered again
OPEN_PATHS = ("/set-language/", "/healthz", "/readyz", "/send-later/token")
UNATTENDED = ("/healthz", "/readyz", "/send-later/token")
MOST_FIELDS = 500
MOST_LETTERS = 500_000
LOCKED = 423

View = Callable[..., HttpResponseBase]


def open_while_locked(view: View) -> View:
    """This page answers on a locked screen too (the outermost decorator)."""
    view.open_while_locked = True  # type: ignore[attr-defined]
    return view


def is_open(request: HttpRequest, view: Any) -> bool:
    """True for the few pages that a locked screen still shows."""
    return bool(getattr(view, "open_while_locked", False)) or request.path in OPEN_PATHS


def is_unattended(request: HttpRequest, view: Any) -> bool:
    """True for what a browser asks by itself: it is no sign that somebody sits there."""
    return request.path in UNATTENDED or (
        getattr(view, "open_while_locked", False) and request.method in {"GET", "HEAD"}
    )


def answer(request: HttpRequest, row: SignedInSession) -> HttpResponseBase | None:
    """The lock's answer; None when the request brought the right PIN and may go on to its view."""
    if request.path.startswith(errors.API) or request.headers.get("X-Send-Later") == "1":
        # 429 keeps a form in the queue of this browser: it is sent after the PIN.
        return errors.problem(429, code="locked", title="Locked", more={"retry_after": 30})
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=LOCKED, headers={"HX-Trigger": "javon:locked"})
    if request.method != "POST":
        return HttpResponseRedirect(f"{reverse('locked')}?{urlencode({'next': request.get_full_path()})}")
    if FIELD not in request.POST:
        return lock_page(request, action=request.get_full_path(), kept=_kept(request))
    try:
        pins.confirm(request, request.POST[FIELD])
    except Refused as refused:
        words = wording.sentences(refused.verdict)
        return lock_page(request, action=request.get_full_path(), kept=_kept(request), wrong=words)
    sessions.unlock(request, row)
    fields = request.POST.copy()
    del fields[FIELD]
    fields._mutable = False
    request.POST = fields  # type: ignore[assignment,misc]
    return None


def lock_page(
    request: HttpRequest,
    *,
    action: str,
    after: str = "",
    kept: dict[str, Any] | None = None,
    wrong: list[str] | None = None,
) -> HttpResponse:
    """The locked screen: who works here, the field, the way to somebody else."""
    status = 422 if wrong else (LOCKED if kept is not None or wants_fragment(request) else 200)
    response = fragment(
        request, "accounts/_locked.html", status, otherwise="accounts/locked.html",
        asked=queries.pin_asked(request.user, pins.address_of(request)), field_name=FIELD, action=action, after=after,
        kept=kept, wrong=wrong, post=offers.post_of(request.user),
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    return response


def _kept(request: HttpRequest) -> dict[str, Any]:
    """The text of a form that met the lock; files, and more text than a page can carry, are named as missing."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in errors.SECRET_FIELDS and "password" not in name
    ]
    too_much = len(fields) > MOST_FIELDS or sum(len(value) for _name, value in fields) > MOST_LETTERS
    return {"fields": [] if too_much else fields, "too_much": too_much, "files": bool(request.FILES)}
