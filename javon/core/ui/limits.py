"""How often one person may ask: token buckets per account and address, kept in this process's memory.

A library is one address with thirty pupils behind it, so an address alone is never the measure: each
account (or, for visitors, each browser) has a bucket of its own, and the address has one for a whole class.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from javon.core.ui import errors

View = Callable[..., HttpResponseBase]

PEOPLE_BEHIND_ONE_ADDRESS = 30  # a school class at the library's computers
# The server itself, or a proxy on it: the address then says nothing about who is asking.
ITSELF = frozenset({"127.0.0.1", "::1", ""})


def limited(name: str, *, per_minute: int) -> Callable[[View], View]:
    """Let each person use this view `per_minute` times, all at once or spread; then 429 with Retry-After."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            wait = seconds_to_wait(request, name, per_minute=per_minute)
            return errors.too_many(request, wait=wait) if wait else view(request, *args, **kwargs)

        return guarded

    return decorate


def seconds_to_wait(request: HttpRequest, name: str, *, per_minute: int, account: str = "") -> int:
    """0 when the request may go on (and is counted), else how many seconds until the next one may.

    `account` names the account that is being asked for where nobody is signed in yet (a sign-in form).
    """
    address = request.META.get("REMOTE_ADDR") or ""
    buckets = []
    if person := account or _person(request):
        buckets.append((_key(name, person, address), per_minute))
    if address not in ITSELF:
        buckets.append((_key(name, "", address), per_minute * PEOPLE_BEHIND_ONE_ADDRESS))
    return max((_take(key, size) for key, size in buckets), default=0)


def _person(request: HttpRequest) -> str:
    """Who asks, as narrowly as is known: the account, else the browser of today, else nobody."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return f"account {request.user.pk}"
    return request.COOKIES.get(settings.VISIT_COOKIE_NAME, "")[:64].rstrip(".")


def _key(name: str, person: str, address: str) -> str:
    return "limit-" + salted_hmac(name, f"{person}\n{address}", algorithm="sha256").hexdigest()


def _take(key: str, per_minute: int, *, now: float | None = None) -> int:
    """Take one token from a bucket that holds and regains `per_minute`; seconds to wait when it is empty."""
    moment = time.monotonic() if now is None else now
    tokens, since = cache.get(key) or (float(per_minute), moment)
    rate = per_minute / 60
    tokens = min(float(per_minute), tokens + (moment - since) * rate)
    if tokens < 1:
        return max(1, math.ceil((1 - tokens) / rate))
    cache.set(key, (tokens - 1, moment), timeout=120)
    return 0
