"""Who is where: on a day, in a week; and the facts that the roster's rules are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from javon.centre.organisation.models import Absence, Centre, DutyShift, Person, ServicePoint
from javon.centre.organisation.queries.calendar import Timetable
from javon.centre.organisation.queries.people import people_at, posts_of, valid_on
from javon.centre.organisation.rules.roster import OtherShift, ShiftFacts
from javon.core.uzbek import sort_key


def shifts_between(centre: Centre, first: date, last: date) -> list[DutyShift]:
    """The shifts of these days, in order."""
    return list(
        DutyShift.objects.filter(person__centre=centre, day__range=(first, last))
        .select_related("person", "point")
        .order_by("day", "starts_at", "person__surname")
    )


def absences_between(centre: Centre, first: date, last: date) -> list[Absence]:
    """Absences that touch these days."""
    return list(
        Absence.objects.filter(
            person__centre=centre, is_cancelled=False, first_day__lte=last, last_day__gte=first
        ).select_related("person")
    )


def shift_facts(
    person: Person, point: ServicePoint, day: date, starts_at: time, ends_at: time, today: date
) -> ShiftFacts:
    """What the rules must know of a shift that is to be entered."""
    absence = Absence.objects.filter(
        person=person, is_cancelled=False, first_day__lte=day, last_day__gte=day
    ).first()
    others = DutyShift.objects.filter(person=person, day=day).select_related("point")
    return ShiftFacts(
        person=person.short_name,
        point=point.name,
        day=day,
        today=today,
        starts_at=starts_at,
        ends_at=ends_at,
        is_appointed=bool(posts_of(person, day)),
        absence=str(absence.get_kind_display()) if absence is not None else "",
        point_works=ServicePoint.objects.filter(valid_on(day), pk=point.pk).exists(),
        hours=tuple(Timetable.of(person.centre, day, day).hours(day)),
        others=tuple(OtherShift(one.point.name, one.starts_at, one.ends_at) for one in others),
    )


@dataclass(frozen=True, slots=True)
class DayOfPerson:
    """What the roster shows for one person on one day."""

    day: date
    shifts: tuple[DutyShift, ...] = ()
    absence: Absence | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class WeekOfPerson:
    """A row of the roster: seven days from Monday."""

    person: Person
    days: tuple[DayOfPerson, ...]


def week(centre: Centre, monday: date) -> list[WeekOfPerson]:
    """The roster of a week, a row for everybody appointed in it, those with shifts first; five queries in all."""
    days = [monday + timedelta(days=count) for count in range(7)]
    book = Timetable.of(centre, days[0], days[-1])
    shifts = shifts_between(centre, days[0], days[-1])
    absences = absences_between(centre, days[0], days[-1])
    people = {person.pk: person for person in people_at(days[0], centre_id=centre.pk)}
    people |= {person.pk: person for person in people_at(days[-1], centre_id=centre.pk)}
    people |= {shift.person.pk: shift.person for shift in shifts}
    busy = {shift.person.pk for shift in shifts} | {one.person.pk for one in absences}
    return [
        WeekOfPerson(
            person,
            tuple(
                DayOfPerson(
                    day,
                    tuple(shift for shift in shifts if shift.person_id == person.pk and shift.day == day),
                    next(
                        (
                            one
                            for one in absences
                            if one.person_id == person.pk and one.first_day <= day <= one.last_day
                        ),
                        None,
                    ),
                    bool(book.hours(day)),
                )
                for day in days
            ),
        )
        for person in sorted(people.values(), key=lambda one: (one.pk not in busy, sort_key(one.full_name)))
    ]


@dataclass(frozen=True, slots=True)
class PointToday:
    """Who is at a service point on a day; `now` are those whose shift holds the moment asked."""

    point: ServicePoint
    shifts: tuple[DutyShift, ...]
    now: tuple[DutyShift, ...]


def where_everyone_is(centre: Centre, moment: datetime) -> list[PointToday]:
    """Every working service point with its people of the day: "bugun kim qayerda?"."""
    day = moment.date()
    shifts = shifts_between(centre, day, day)
    points = ServicePoint.objects.filter(valid_on(day), centre=centre).exclude(kind=ServicePoint.Kind.STORE)
    return [
        PointToday(
            point,
            here := tuple(shift for shift in shifts if shift.point_id == point.pk),
            tuple(shift for shift in here if shift.starts_at <= moment.time() < shift.ends_at),
        )
        for point in points.order_by("position")
    ]


def absent_on(centre: Centre, day: date) -> list[Absence]:
    """Who is not at work on `day`, and why."""
    return absences_between(centre, day, day)


def gaps(centre: Centre, monday: date) -> list[tuple[date, ServicePoint]]:
    """Open days of a week on which a desk that readers come to has nobody; none before anything is entered."""
    last = monday + timedelta(days=6)
    shifts = shifts_between(centre, monday, last)
    if not shifts:
        return []
    staffed = {(shift.day, shift.point_id) for shift in shifts}
    book = Timetable.of(centre, monday, last)
    points = ServicePoint.objects.filter(valid_on(monday), centre=centre).exclude(
        kind__in=[ServicePoint.Kind.STORE, ServicePoint.Kind.MOBILE]
    )
    days = [monday + timedelta(days=count) for count in range(7)]
    return [
        (day, point) for day in days if book.hours(day) for point in points if (day, point.pk) not in staffed
    ]
