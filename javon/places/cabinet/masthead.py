"""What every layout knows of a reader who is signed in by card, and of the door by which one comes in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from javon.core.ui.context import NavItem
from javon.service.readers import sessions

MY_PAGES = NavItem(_("My books"), "/account/", "id-card")
DOOR = "cabinet/_door.html"


def of_reader(request: HttpRequest) -> dict[str, Any]:
    """For ``core.ui.context.provide``; a visitor without the cookie costs no question."""
    is_in = settings.READER_COOKIE_NAME in request.COOKIES and sessions.current(request) is not None
    return {"public_nav": (MY_PAGES,), "reader_door": DOOR, "reader_is_in": is_in}
