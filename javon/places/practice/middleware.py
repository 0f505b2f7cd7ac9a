"""Cookies of the training mode's own: a browser keeps cookies by host, whatever the port, and must not be signed out here by
having been there.

Outermost: everything inside knows its cookies by their ordinary names. Language and looks are the person's and are shared.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from javon.core.ui.context import DISPLAY_COOKIE
from javon.places.practice.folder import Folder

PREFIX = "mashq_"


def own_cookies(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Read and write every cookie but the shared ones under a name with :data:`PREFIX`; note that somebody is here."""
    shared = {settings.LANGUAGE_COOKIE_NAME, DISPLAY_COOKIE}
    folder = Folder(settings.PRACTICE_FOLDER)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.COOKIES = {
            name.removeprefix(PREFIX): value
            for name, value in request.COOKIES.items()
            if name in shared or name.startswith(PREFIX)
        }
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            folder.note_use()
        response = get_response(request)
        for name in [name for name in response.cookies if name not in shared]:
            morsel = response.cookies.pop(name)
            morsel.set(PREFIX + name, morsel.value, morsel.coded_value)
            response.cookies[PREFIX + name] = morsel
        return response

    return middleware
