"""How a view speaks: a whole page, or the fragment that htmx asked for; both with an honest status."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers


def wants_fragment(request: HttpRequest) -> bool:
    """True when htmx asks for a piece of a page (boosted links and history want whole ones)."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """The whole page `template` with `context`."""
    return HttpResponse(render_to_string(template, context, request), status=status)


def fragment(
    request: HttpRequest, template: str, status: int = 200, otherwise: str | None = None, **context: Any
) -> HttpResponse:
    """The fragment `template` alone for htmx; without htmx the browser still gets a page.

    `otherwise` is what a browser without JavaScript gets: an address ("/title/12/") to be sent to when the
    deed was done, or the template of a whole page ("catalogue/correct.html") rendered with the same context
    and status. A refusal (status 400 and over) is never lost in a redirect: it is shown on a page of its own.
    """
    if wants_fragment(request):
        response: HttpResponse = page(request, template, status, **context)
    elif otherwise and otherwise.endswith(".html"):
        response = page(request, otherwise, status, **context)
    elif otherwise and status < 400:
        response = HttpResponseRedirect(otherwise, status=303)
    else:
        response = page(request, "ui/layout/alone.html", status, fragment=template, **context)
    patch_vary_headers(response, ["HX-Request"])
    return response
