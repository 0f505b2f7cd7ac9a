"""Who came to the public site today, without knowing who: one random cookie a day, counted once.

The cookie's value is random and is never stored by us; it ends at midnight, so that no two days of one
person can be joined. A robot is told by its name, and by what it does not do: a browser says that it
navigates (Sec-Fetch-Mode), or, on a plain http network where it may not say so, sends the cookie back with
its second page.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from javon.core import clock
from javon.core.counts.counting import SESSION, count
from javon.core.counts.robots import is_robot

Handler = Callable[[HttpRequest], HttpResponseBase]

# "<random>" was given and not yet counted; "<random>." came back and was counted.
COUNTED = "."


def is_person(request: HttpRequest) -> bool:
    """True when the request looks like a person's browser."""
    return (
        not is_robot(request.META.get("HTTP_USER_AGENT", "")) and request.headers.get("Purpose") != "prefetch"
    )


def counted_visits(get_response: Handler) -> Handler:
    """Count one session a day for every browser that opens a page."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if _is_page(request, response) and is_person(request):
            given = request.COOKIES.get(settings.VISIT_COOKIE_NAME, "")[:64]
            if given.endswith(COUNTED):
                return response
            if surely := bool(given) or request.headers.get("Sec-Fetch-Mode") == "navigate":
                count(SESSION)
            _mark(request, response, (given or secrets.token_urlsafe(12)) + COUNTED * surely)
        return response

    return middleware


def _is_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    return (
        request.method == "GET"
        and response.status_code == 200
        and response.headers.get("Content-Type", "").startswith("text/html")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES  # staff at work are no visitors
    )


def _mark(request: HttpRequest, response: HttpResponseBase, value: str) -> None:
    response.set_cookie(  # type: ignore[attr-defined]
        settings.VISIT_COOKIE_NAME,
        value,
        max_age=seconds_to_midnight(clock.now()),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def seconds_to_midnight(now: datetime) -> int:
    """How long today still lasts; at least 1."""
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(1, int((midnight - now).total_seconds()))
