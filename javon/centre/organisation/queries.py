"""Questions about the centre: which one this home is, its points, whether it is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from javon.centre.organisation.models import Centre, ClosedDay, OpeningHours
from javon.core.days import IsOpen

LOOK_AHEAD = 31  # days; a house closed for longer says "closed" and no date


@dataclass(frozen=True, slots=True)
class Opening:
    """Open now `until` a time, or closed until `opens_at` (None: not within a month, or no hours entered)."""

    is_open: bool
    until: time | None = None
    opens_at: datetime | None = None
    opens_today: bool = False
    reason: str = ""  # of today's closing, in Uzbek Latin


def the_centre() -> Centre | None:
    """The centre that this home belongs to; None before it is entered."""
    return Centre.objects.order_by("id").first()


def opening_at(centre: Centre, now: datetime) -> Opening | None:
    """Is the house open at `now`, and until when; None when no hours are entered at all."""
    hours = _hours(centre)
    if not hours:
        return None
    last = now.date() + timedelta(days=LOOK_AHEAD)
    closed = dict(
        ClosedDay.objects.filter(centre=centre, day__range=(now.date(), last)).values_list("day", "reason")
    )
    for days in range(LOOK_AHEAD + 1):
        day = now.date() + timedelta(days=days)
        if day in closed:
            continue
        for opens, closes in hours.get(day.weekday(), ()):
            if days == 0 and opens <= now.time() < closes:
                return Opening(True, until=closes)
            if days or now.time() < opens:
                moment = datetime.combine(day, opens, now.tzinfo)
                return Opening(
                    False, opens_at=moment, opens_today=days == 0, reason=closed.get(now.date(), "")
                )
    return Opening(False, reason=closed.get(now.date(), ""))


def _hours(centre: Centre) -> dict[int, list[tuple[time, time]]]:
    hours: dict[int, list[tuple[time, time]]] = {}
    for row in OpeningHours.objects.filter(centre=centre).order_by("weekday", "opens_at"):
        hours.setdefault(row.weekday, []).append((row.opens_at, row.closes_at))
    return hours


def timetable(centre: Centre) -> list[tuple[int, list[tuple[time, time]]]]:
    """For each weekday from Monday (0): its hours, [] when closed."""
    hours = _hours(centre)
    return [(weekday, hours.get(weekday, [])) for weekday in range(7)]


def calendar(centre: Centre, first: date, last: date) -> IsOpen:
    """The function day → open?, for days between `first` and `last`; made with two queries."""
    weekdays = set(_hours(centre))
    closed = set(
        ClosedDay.objects.filter(centre=centre, day__range=(first, last)).values_list("day", flat=True)
    )
    return lambda day: day.weekday() in weekdays and day not in closed
