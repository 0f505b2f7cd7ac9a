"""What the reading room shows for the Regulation: visits, sessions, books read there. Nizom 2.6, 2.11."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from javon.core.booking.models import Booking
from javon.core.evidence import Evidence, Period
from javon.service.readingroom.queries.hall import KINDS
from javon.service.readingroom.queries.in_house import given_between
from javon.service.readingroom.queries.visits import came_between


def visits(centre_id: Any, period: Period) -> int:
    """People who came in the period."""
    return came_between(centre_id, period.first, period.last)


def sessions(centre_id: Any, period: Period) -> int:
    """Times a reader had a seat or a computer."""
    return _sessions(centre_id, period, list(KINDS))


def _sessions(centre_id: Any, period: Period, kinds: list[str]) -> int:
    rows = Booking.objects.filter(
        centre_id=centre_id, kind__in=kinds, state__in=("in_use", "done"), is_block=False
    )
    return rows.filter(starts_at__date__range=(period.first, period.last)).count()


def in_house(centre_id: Any, period: Period) -> int:
    """Books given to be read in the hall."""
    return given_between(centre_id, period.first, period.last)


EVIDENCE = (
    Evidence(
        code="readingroom.visits",
        clause="2.11",
        sentence=_("Visits: %(count)d"),
        count=visits,
        rows="readingroom:visits",
    ),
    Evidence(
        code="readingroom.in_house",
        clause="2.11",
        sentence=_("Books given to be read in the hall: %(count)d"),
        count=in_house,
        rows="readingroom:in_house",
    ),
    Evidence(
        code="readingroom.sessions",
        clause="2.6",
        sentence=_("Times readers were given a seat or a computer: %(count)d"),
        count=sessions,
        rows="readingroom:hall",
    ),
)
