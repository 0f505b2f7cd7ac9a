"""``request.actor``, whoever acts in this request; and the open session behind it: ended, locked, or at work.

The actor is worked out only when somebody asks: a public page that never asks costs no query. Which centre it
is knows ``centre``; config hands the function over once (:func:`learn_centre_from`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from javon.core import access
from javon.core.accounts import devices, locking, sessions
from javon.core.accounts.refusals import answer_refused
from javon.core.verdict import Refused

Handler = Callable[[Any], HttpResponseBase]

_centre_of: Callable[[HttpRequest], UUID | None] = lambda request: None  # noqa: E731


def learn_centre_from(centre_of: Callable[[HttpRequest], UUID | None]) -> None:
    """Config tells, once at start, which centre a request belongs to."""
    global _centre_of
    _centre_of = centre_of


_reader_of: Callable[[HttpRequest], UUID | None] = lambda request: None  # noqa: E731


def learn_reader_from(reader_of: Callable[[HttpRequest], UUID | None]) -> None:
    """Config tells, once at start, which reader has signed in by card in this browser; asked only where no account has."""
    global _reader_of
    _reader_of = reader_of


def _actor_of(request: Any) -> access.Actor:
    centre_id = _centre_of(request)
    if not request.user.is_authenticated and (reader_id := _reader_of(request)) is not None:
        return access.reader_actor(reader_id, centre_id=centre_id)
    return access.actor_for(request.user, centre_id=centre_id)


def known_actor(get_response: Handler) -> Handler:
    """Give every request its actor; a refusal that no view has put into words is answered, not a fault."""

    def middleware(request: Any) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: _actor_of(request))
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        return answer_refused(request, exception.verdict) if isinstance(exception, Refused) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def watched_session(get_response: Handler) -> Handler:
    """End a session that was closed elsewhere, cover one that was left alone, note that the others are at work.

    In ``process_view``, behind Django's own check of a form's origin: what the lock page keeps of a form must
    not come from a stranger's page.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        sessions.write(request, response)
        devices.write(request, response)
        return response

    def process_view(request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        row = sessions.current(request)
        if row is None:
            logout(request)
            return None
        if sessions.is_locked(request, row):
            return None if locking.is_open(request, view) else locking.answer(request, row)
        if not locking.is_unattended(request, view):
            sessions.seen(request, row)
        return None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware
