"""The component gallery, and the form with which a person chooses how pages look on this device."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from javon.core.ui import context, gallery
from javon.core.ui.render import fragment, page

YEAR = 365 * 24 * 3600


@require_POST
def set_display(request: HttpRequest) -> HttpResponse:
    """Keeps theme, letters, contrast or keys in a cookie and returns to the page one came from."""
    chosen = context.Display.read(request.COOKIES.get(context.DISPLAY_COOKIE, ""))
    posted = {
        name: request.POST[name] for name in ("theme", "letters", "contrast", "keys") if name in request.POST
    }
    chosen = context.Display.read(str(replace(chosen, **posted)))
    response = HttpResponseRedirect(_back(request))
    response.set_cookie(
        context.DISPLAY_COOKIE,
        str(chosen),
        max_age=YEAR,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return response


def show_keys(request: HttpRequest) -> HttpResponse:
    """The keys of the keyboard: a whole page, or the list alone for the dialog that «?» opens."""
    if request.headers.get("HX-Request"):
        return fragment(request, "ui/keys_dialog.html", interface=context.interface_of(request))
    return page(request, "ui/help_keys.html")


def show_gallery(request: HttpRequest) -> HttpResponse:
    """All components in all states."""
    _only_for_makers(request)
    return page(request, "ui/gallery.html", **gallery.samples())


def show_example(request: HttpRequest, name: str) -> HttpResponse:
    """One whole page as it is meant to look."""
    _only_for_makers(request)
    if name not in gallery.EXAMPLES:
        raise Http404
    return page(request, f"ui/example/{name}.html", **gallery.example(name))


def _only_for_makers(request: HttpRequest) -> None:
    user = getattr(request, "user", None)
    if not settings.DEBUG and not getattr(user, "is_staff", False):
        raise Http404


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if allowed else "/"
