"""How many came, when, where. Dossier 2.5 part 1, 3.1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from javon.centre.organisation.models import Centre, ServicePoint
from javon.centre.periods import queries as periods
from javon.service.readers.models import Reader
from javon.service.readingroom.models import Visit


@dataclass(frozen=True, slots=True)
class DayOfVisits:
    """One day of the diary's part 1: who came, by place and age, and who was served from afar (not in `total`)."""

    day: date
    total: int
    desk: int
    room: int
    nameless: int
    event: int
    children: int
    adults: int
    virtual: int


def visits(centre_id: UUID) -> QuerySet[Visit]:
    """Every visit that happened."""
    return Visit.objects.filter(centre_id=centre_id, undone_at=None)


def counting_day(centre: Centre, day: date, today: date) -> date:
    """The day under which a fact of `day` is counted: its own, or today when its month is closed."""
    return today if periods.is_closed(centre, day) else day


def visits_of_reader(reader_id: UUID) -> QuerySet[Visit]:
    """When one reader was there or was served from afar, the latest first: for the reader's own pages."""
    rows = Visit.objects.filter(reader=reader_id, undone_at=None).select_related("point")
    return rows.order_by("-day", "-entered_at", "-pk")


def visit_of(reader: Reader, point_id: UUID, day: date, how: str) -> Visit | None:
    """The visit that this reader's day at this point has already."""
    rows = visits(reader.centre_id).filter(reader=reader, point_id=point_id, day=day)
    is_virtual = how == Visit.How.VIRTUAL
    return (rows.filter(how="virtual") if is_virtual else rows.exclude(how="virtual")).first()


def came_between(centre_id: UUID, first: date, last: date) -> int:
    """People who came in person (qatnov), by the day under which they are counted."""
    rows = visits(centre_id).filter(counted_on__range=(first, last)).exclude(how="virtual")
    return rows.aggregate(heads=Sum("heads"))["heads"] or 0


def days_of_visits(centre_id: UUID, first: date, last: date) -> list[DayOfVisits]:
    """The days of a period on which somebody came, the latest first. One question."""

    def heads(**where: object) -> Sum:
        return Sum("heads", filter=Q(**where), default=0)

    present = ~Q(how="virtual")
    rows = (
        visits(centre_id)
        .filter(counted_on__range=(first, last))
        .values("counted_on")
        .annotate(
            total=Sum("heads", filter=present, default=0),
            desk=heads(how="desk"),
            room=heads(how="room"),
            nameless=heads(how="tally"),
            event=heads(how="event"),
            children=Sum("heads", filter=present & Q(audience="child"), default=0),
            adults=Sum("heads", filter=present & Q(audience="adult"), default=0),
            virtual=heads(how="virtual"),
        )
        .order_by("-counted_on")
    )
    return [
        DayOfVisits(
            day=row["counted_on"],
            total=row["total"],
            desk=row["desk"],
            room=row["room"],
            nameless=row["nameless"],
            event=row["event"],
            children=row["children"],
            adults=row["adults"],
            virtual=row["virtual"],
        )
        for row in rows
    ]


def today_of(centre_id: UUID, day: date) -> DayOfVisits:
    """The figures of one day; zeros when nobody came."""
    found = days_of_visits(centre_id, day, day)
    return found[0] if found else DayOfVisits(day, 0, 0, 0, 0, 0, 0, 0, 0)


def last_tally(centre_id: UUID, user_id: int | None, day: date) -> Visit | None:
    """What this person counted last without a name today."""
    rows = visits(centre_id).filter(how="tally", day=day, by_user_id=user_id)
    return rows.order_by("-entered_at", "-pk").first()


def points(centre_id: UUID, day: date) -> QuerySet[ServicePoint]:
    """Service points that are there on a day."""
    open_now = (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gte=day))
    return ServicePoint.objects.filter(open_now, centre_id=centre_id).exclude(kind="store")


def points_of_nobody() -> QuerySet[ServicePoint]:
    """No point at all: what a form begins with before it knows the centre."""
    return ServicePoint.objects.none()
