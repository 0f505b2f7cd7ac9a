"""The verbs of the calendar: weekly hours, days that differ, the holidays of a year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from uuid import UUID

from javon.centre.organisation import happened, rights, standard
from javon.centre.organisation.models import Centre, OpeningHours, SpecialDay
from javon.centre.organisation.queries.calendar import Timetable
from javon.centre.organisation.rules import calendar as rules
from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce
from javon.core.uzbek import normalise
from javon.core.verdict import Refused


@action
def set_special_days(
    *,
    by: Actor,
    centre: Centre,
    first: date,
    last: date,
    kind: str,
    reason: str = "",
    opens_at: time | None = None,
    closes_at: time | None = None,
    is_approximate: bool = False,
    basis_label: str = "",
    basis_document_id: UUID | None = None,
    today: date,
    request_id: UUID | None = None,
) -> list[str]:
    """Every day from `first` to `last` differs from its weekday in this way; answers the days, ISO.

    A day that differed already is given the new kind. Raises Refused (``rules.may_set_days``).
    """
    require(by, rights.MANAGE_CALENDAR)
    centre = Centre.objects.select_for_update().get(pk=centre.pk)
    rules.may_set_days(
        rules.SpecialDays(first, last, today, kind in SpecialDay.OPEN_KINDS, reason, opens_at, closes_at)
    ).enforce()
    words = {
        "kind": kind,
        "reason": normalise(reason).strip() or str(SpecialDay.Kind(kind).label),
        "opens_at": opens_at,
        "closes_at": closes_at,
        "is_approximate": is_approximate,
        "basis_label": basis_label,
        "basis_document_id": basis_document_id,
    }
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    for day in days:
        SpecialDay.objects.update_or_create(centre=centre, day=day, defaults=words)
    audit.record(by, "calendar_changed", centre)
    unexpected = kind == SpecialDay.Kind.EMERGENCY
    announce(happened.CalendarChanged(centre.pk, first, last, is_unexpected=unexpected))
    return [day.isoformat() for day in days]


@action
def remove_special_day(*, by: Actor, centre: Centre, day: date, today: date) -> None:
    """`day` is again what its weekday is."""
    require(by, rights.MANAGE_CALENDAR)
    row = SpecialDay.objects.select_for_update().filter(centre=centre, day=day).first()
    if row is None:
        raise Refused.because("no_special_day", day=day)
    rules.may_set_days(rules.SpecialDays(day, day, today, is_open=True, reason="")).enforce()
    row.delete()
    audit.record(by, "calendar_changed", centre)
    announce(happened.CalendarChanged(centre.pk, day, day))


@action
def set_hours(
    *,
    by: Actor,
    centre: Centre,
    weekly: Mapping[int, Sequence[tuple[time, time]]],
    today: date,
    request_id: UUID | None = None,
) -> None:
    """These are the weekly hours from today on; a weekday that is not named is closed."""
    require(by, rights.MANAGE_CALENDAR)
    centre = Centre.objects.select_for_update().get(pk=centre.pk)
    rules.may_keep_hours(weekly).enforce()
    OpeningHours.objects.filter(centre=centre).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(centre=centre, weekday=weekday, opens_at=opens, closes_at=closes)
        for weekday, hours in weekly.items()
        for opens, closes in hours
    )
    audit.record(by, "hours_changed", centre)
    announce(happened.CalendarChanged(centre.pk, today, today + timedelta(days=366)))


@action
def load_year(*, by: Actor, centre: Centre, year: int, today: date, request_id: UUID | None = None) -> int:
    """Enter the holidays of `year` and the sanitary day of its months; days entered already stay as they are.

    Answers how many days are new. The sanitary day is the last open day of a month that has not ended yet; feasts of
    the moon are approximate until somebody enters the day of the decree.
    """
    require(by, rights.MANAGE_CALENDAR)
    centre = Centre.objects.select_for_update().get(pk=centre.pk)
    first, last = date(year, 1, 1), date(year, 12, 31)
    known = set(
        SpecialDay.objects.filter(centre=centre, day__range=(first, last)).values_list("day", flat=True)
    )
    new = [
        SpecialDay(
            centre=centre, day=one.day, kind=one.kind, reason=one.reason, opens_at=one.opens_at,
            closes_at=one.closes_at, is_approximate=one.is_approximate,
        )
        for one in standard.holidays(year)
        if one.day not in known
    ]  # fmt: skip
    SpecialDay.objects.bulk_create(new)
    new += _sanitary_days(centre, year, today)
    if new:
        audit.record(by, "calendar_changed", centre)
        announce(happened.CalendarChanged(centre.pk, first, last))
    return len(new)


def _sanitary_days(centre: Centre, year: int, today: date) -> list[SpecialDay]:
    if not standard.is_last_working_day_sanitary():
        return []
    book = Timetable.of(centre, date(year, 1, 1), date(year, 12, 31))
    made = []
    for month in range(1, 13):
        days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
        has_one = any(
            row.kind == SpecialDay.Kind.SANITARY for day in days if (row := book.special.get(day)) is not None
        )
        open_days = [day for day in days if book.hours(day)]
        if has_one or not open_days or open_days[-1] < today:
            continue
        made.append(
            SpecialDay(
                centre=centre,
                day=open_days[-1],
                kind=SpecialDay.Kind.SANITARY,
                reason=standard.sanitary_reason(),
            )
        )
    return SpecialDay.objects.bulk_create(made)
