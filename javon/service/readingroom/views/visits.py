"""The visits of a month, day by day: part 1 of the diary. Dossier 2.5."""

from __future__ import annotations

import calendar
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page
from javon.core.uzbek.figures import month_name
from javon.service.readingroom import rights
from javon.service.readingroom.queries import in_house
from javon.service.readingroom.queries import visits as queries
from javon.service.readingroom.queries.visits import DayOfVisits
from javon.service.readingroom.views.shared import centre_or_404, tabs

FIRST_YEAR = 2000


@require_right(rights.SEE_HALL)
def visits(request: ActingRequest) -> HttpResponse:
    """One month; the newest first."""
    today, centre = clock.today(), centre_or_404()
    first = _month(request.GET.get("month", ""), today)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    days = queries.days_of_visits(centre.pk, first, last)
    return page(
        request,
        "readingroom/visits.html",
        tabs=tabs("visits", request.actor),
        title=f"{month_name(first.month, get_language() or 'uz')} {first.year}",
        previous=_address(first, -1),
        following=_address(first, 1) if last < today else "",
        days=days,
        total=_sum(first, days),
        given=in_house.given_between(centre.pk, first, last),
    )


def _month(text: str, today: date) -> date:
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        asked = today
    return max(min(asked, today), date(FIRST_YEAR, 1, 1)).replace(day=1)


def _address(month: date, by: int) -> str:
    months = month.year * 12 + month.month - 1 + by
    return f"{reverse('readingroom:visits')}?month={months // 12}-{months % 12 + 1:02d}"


def _sum(first: date, days: list[DayOfVisits]) -> DayOfVisits:
    names = ("total", "desk", "room", "nameless", "event", "children", "adults", "virtual")
    return DayOfVisits(first, *(sum(getattr(day, name) for day in days) for name in names))
