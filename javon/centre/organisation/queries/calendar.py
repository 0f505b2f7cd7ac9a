"""When the house is open: now, this week, on any day of a range."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from javon.centre.organisation.models import Centre, OpeningHours, SpecialDay
from javon.core.database.prepared import Prepared, a_day, a_key
from javon.core.days import IsOpen

Hours = list[tuple[time, time]]

LOOK_AHEAD = 31  # days; a house closed for longer says "closed" and no date


@dataclass(frozen=True, slots=True)
class Opening:
    """Open now `until` a time, or closed until `opens_at` (None: not within a month, or no hours entered)."""

    is_open: bool
    until: time | None = None
    opens_at: datetime | None = None
    opens_today: bool = False
    reason: str = ""  # of today's closing, in Uzbek Latin


def opening_at(centre: Centre, now: datetime) -> Opening | None:
    """Is the house open at `now`, and until when; None when no hours are entered at all."""
    last = now.date() + timedelta(days=LOOK_AHEAD)
    book = Timetable.of(centre, now.date(), last)
    if not book.weekly:
        return None
    reason = book.reason(now.date())
    for days in range(LOOK_AHEAD + 1):
        day = now.date() + timedelta(days=days)
        for opens, closes in book.hours(day):
            if days == 0 and opens <= now.time() < closes:
                return Opening(True, until=closes)
            if days or now.time() < opens:
                moment = datetime.combine(day, opens, now.tzinfo)
                return Opening(False, opens_at=moment, opens_today=days == 0, reason=reason)
    return Opening(False, reason=reason)


@dataclass(frozen=True, slots=True)
class Timetable:
    """The weekly hours and the days that differ, for one range of days; made with two queries."""

    weekly: dict[int, Hours]
    special: dict[date, SpecialDay]

    @classmethod
    def of(cls, centre: Centre, first: date, last: date) -> Timetable:
        rows = _special_days(centre=centre.pk, first=first, last=last)
        return cls(_hours(centre), {row.day: row for row in rows})

    def hours(self, day: date) -> Hours:
        """The hours of `day`, [] when closed. A shifted working day keeps its own hours, else Monday's."""
        weekly = self.weekly.get(day.weekday(), [])
        row = self.special.get(day)
        if row is None:
            return weekly
        if row.kind not in SpecialDay.OPEN_KINDS:
            return []
        if row.opens_at is not None and row.closes_at is not None:
            return [(row.opens_at, row.closes_at)]
        return weekly or self.weekly.get(0, [])

    def reason(self, day: date) -> str:
        """Why `day` is closed, in Uzbek Latin; "" when it is open or only its weekday is free."""
        row = self.special.get(day)
        return row.reason if row is not None and row.kind not in SpecialDay.OPEN_KINDS else ""


_weekly = Prepared[OpeningHours](
    lambda: OpeningHours.objects.filter(centre_id=a_key("centre")).order_by("weekday", "opens_at")
)
_special_days = Prepared[SpecialDay](
    lambda: SpecialDay.objects.filter(
        centre_id=a_key("centre"), day__gte=a_day("first"), day__lte=a_day("last")
    )
)


def _hours(centre: Centre) -> dict[int, Hours]:
    hours: dict[int, Hours] = {}
    for row in _weekly(centre=centre.pk):
        hours.setdefault(row.weekday, []).append((row.opens_at, row.closes_at))
    return hours


def timetable(centre: Centre) -> list[tuple[int, Hours]]:
    """For each weekday from Monday (0): its hours, [] when closed."""
    hours = _hours(centre)
    return [(weekday, hours.get(weekday, [])) for weekday in range(7)]


def calendar(centre: Centre, first: date, last: date) -> IsOpen:
    """The function day → open?, for days between `first` and `last`; made with two queries."""
    book = Timetable.of(centre, first, last)
    return lambda day: bool(book.hours(day))
