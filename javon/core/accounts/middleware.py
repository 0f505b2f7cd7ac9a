"""``request.actor``: whoever acts in this request, worked out only when somebody asks.

A public page that never asks costs no query. Which centre it is knows ``centre``; config hands the
function over once (:func:`learn_centre_from`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from javon.core import access
from javon.core.accounts.refusals import answer_refused
from javon.core.verdict import Refused

Handler = Callable[[Any], HttpResponseBase]

_centre_of: Callable[[HttpRequest], UUID | None] = lambda request: None  # noqa: E731


def learn_centre_from(centre_of: Callable[[HttpRequest], UUID | None]) -> None:
    """Config tells, once at start, which centre a request belongs to."""
    global _centre_of
    _centre_of = centre_of


def known_actor(get_response: Handler) -> Handler:
    """Give every request its actor; a refusal that no view has put into words is answered, not a fault."""

    def middleware(request: Any) -> HttpResponseBase:
        request.actor = SimpleLazyObject(
            lambda: access.actor_for(request.user, centre_id=_centre_of(request))
        )
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        return answer_refused(request, exception.verdict) if isinstance(exception, Refused) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
