"""From a refusal to an answer: sign in first, ask who may, or read which rule stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from javon.core.access import Right, posts_with
from javon.core.ui import errors
from javon.core.verdict import Verdict

View = Callable[..., HttpResponseBase]


def require_right(right: Right) -> Callable[[View], View]:
    """Let in whoever holds `right`; send a visitor to sign in; tell others who may."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = request.actor  # type: ignore[attr-defined]
            if actor.may(right):
                return view(request, *args, **kwargs)
            return (
                ask_to_sign_in(request)
                if actor.user_id is None and actor.reader_id is None
                else errors.forbidden(request, right=str(right.label), posts=posts_with(right))
            )

        return guarded

    return decorate


def require_sign_in(view: View) -> View:
    """Let in whoever is signed in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return ask_to_sign_in(request)

    return guarded


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the sign-in page and back; a program (and htmx) gets 401 instead of a page."""
    if request.path.startswith(errors.API):
        return errors.unauthorized(request)
    back = (
        request.get_full_path()
        if request.method in {"GET", "HEAD"}
        else request.META.get("HTTP_REFERER", "/")
    )
    address = f"{settings.LOGIN_URL}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def answer_refused(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    """The answer when a refusal left a view unspoken."""
    if "no_right" in verdict.codes:
        actor = request.actor  # type: ignore[attr-defined]
        anonymous = actor.user_id is None and actor.reader_id is None
        return ask_to_sign_in(request) if anonymous else errors.forbidden(request)
    return errors.conflict(request, codes=verdict.codes, overridable=verdict.overridable)
