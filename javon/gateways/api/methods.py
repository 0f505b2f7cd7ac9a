"""How the calls are spoken to: HEAD as GET without a body, OPTIONS told, any other method a problem document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.views.decorators.csrf import csrf_exempt

from javon.core.ui import errors

View = Callable[..., HttpResponseBase]


def spoken_to(patterns: Iterable[URLPattern | URLResolver]) -> None:
    """Teach the calls behind these addresses HEAD, OPTIONS and how to refuse."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = _spoken(pattern.callback)


def _spoken(view: View) -> View:
    @csrf_exempt  # nothing here trusts a cookie; what writes will ask for a token of its own
    @wraps(view)
    def call(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        asked = request.method
        if asked == "HEAD":
            request.method = "GET"
        response = view(request, *args, **kwargs)
        request.method = asked
        if response.status_code != 405:
            return response
        allowed = _allowed(response)
        if asked == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": allowed})
        return errors.method_not_allowed(request, allowed=allowed)

    return call


def _allowed(response: HttpResponseBase) -> str:
    methods = {method.strip() for method in response.headers.get("Allow", "GET").split(",")} | {"OPTIONS"}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))
