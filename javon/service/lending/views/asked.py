"""What stands on the desk while a person works: read from the form or the address, never kept by the server.

The reader who is open, the copies that wait for a card, whether only returns are taken, the day of a paper day: each
scan carries them, so that two windows, a reload and a queue that sends later all mean what they meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest

from javon.centre.organisation.models import Centre, ServicePoint
from javon.core import clock
from javon.service.lending.actions.scanning import Scan
from javon.service.lending.queries import desk

MOST_WAITING = 12
POINT_COOKIE = "stol"
PAPER_COOKIE = "varaqcha"
PAPERS = ("roll", "a6")  # what this device prints slips on
LOOKING_BACK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Desk:
    """One window of the desk."""

    card: str = ""
    since: datetime | None = None
    waiting: tuple[str, ...] = ()
    returns_only: bool = False
    happened_on: date | None = None
    point: ServicePoint | None = None
    points: tuple[ServicePoint, ...] = ()

    @classmethod
    def of(cls, request: HttpRequest, centre: Centre) -> Self:
        """As the form (POST) or the address (GET) says; anything strange counts as not said."""
        given: Mapping[str, Any] = request.POST if request.method == "POST" else request.GET
        points = desk.points(centre, clock.today())
        wanted = given.get("point") or request.COOKIES.get(POINT_COOKIE, "")
        return cls(
            card=given.get("card", "")[:12].strip(),
            since=_moment(given.get("since", "")),
            waiting=tuple(given.get("waiting", "")[:600].split())[:MOST_WAITING],
            returns_only=given.get("mode") == "return",
            happened_on=day_asked(given.get("day", "")),
            point=next((one for one in points if str(one.pk) == wanted), points[0] if points else None),
            points=tuple(points),
        )

    @property
    def shown_since(self) -> datetime:
        """From when deeds of this sitting are listed."""
        return self.since or clock.now() - LOOKING_BACK

    def opened(self, card: str) -> Self:
        """With this reader open, from now on; nothing waits any more."""
        return replace(self, card=card, since=clock.now(), waiting=())

    def waits_with(self, code: str) -> Self:
        """With one more copy that waits for a card."""
        return replace(self, waiting=(*self.waiting, code)[-MOST_WAITING:])


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def day_asked(text: str) -> date | None:
    """A day in an address or a field; None for anything else, and for today: today is not chosen."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found != clock.today() else None


def key_asked(text: str) -> UUID | None:
    """An id in a hidden field."""
    try:
        return UUID(text)
    except ValueError:
        return None


def paper_of(request: HttpRequest) -> str:
    """What slips are printed on here: as the address says, or as was last chosen on this device."""
    asked = (request.GET.get("paper", ""), request.COOKIES.get(PAPER_COOKIE, ""))
    return next((one for one in asked if one in PAPERS), PAPERS[0])


def scan_asked(
    request: HttpRequest, *, card: str, waiting: tuple[str, ...] = (), returns_only: bool = False
) -> Scan:
    """What a form with a code asks, at the desk and in a class; the rest is what stands there."""
    given = request.POST
    return Scan(
        typed=given.get("code", "")[:200],
        card=card,
        waiting=waiting,
        returns_only=returns_only,
        answer=given.get("answer", "")[:10],
        copy_id=key_asked(given.get("copy", "")),
        override_reason=given.get("override_reason", ""),
    )
