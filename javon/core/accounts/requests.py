"""A request as the views meet it: the middleware has said who acts."""

from __future__ import annotations

from django.http import HttpRequest

from javon.core.access import Actor


class ActingRequest(HttpRequest):
    """Names for the type checker what ``known_actor`` puts on every request."""

    actor: Actor
