"""Many visits at once, written as the actions would have written them: for the demo library and for taking over a diary.

``tests/test_bulk.py`` proves on a sample that the rows are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from javon.centre.organisation.models import ServicePoint
from javon.core import clock
from javon.core.access import Actor
from javon.core.database import bulk_writing
from javon.service.readers.models import Reader
from javon.service.readingroom.models import Visit
from javon.service.readingroom.queries.people import portrait
from javon.service.readingroom.queries.visits import counting_day
from javon.service.readingroom.rules.visits import audience_of


class Came(NamedTuple):
    """One visit: of a `reader`, or of somebody without a name, of whom `audience` is known. `at` is when it was entered."""

    point: ServicePoint
    at: datetime
    how: str
    reader: Reader | None = None
    audience: str = ""
    heads: int = 1
    deeds: int = 1  # how many lean on it


def write_visits(rows: Iterable[Came], *, by: Actor) -> int:
    """Write them; a reader who was there that day already is not counted again. Returns how many rows were handed in."""
    bulk, days, count = bulk_writing(1000), _CountingDays(), 0
    for batch in bulk.batches(rows):
        visits = [_visit(row, by, days) for row in batch]
        with bulk.turn():
            Visit.objects.bulk_create(visits, ignore_conflicts=True)
        count += len(visits)
    return count


class _CountingDays:
    """The day under which facts of a day are counted: asked once a day and centre."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, date], date] = {}

    def of(self, point: ServicePoint, day: date) -> date:
        key = (point.centre_id, day)
        if key not in self._known:
            self._known[key] = counting_day(point.centre, day, clock.today())
        return self._known[key]


def _visit(row: Came, by: Actor, days: _CountingDays) -> Visit:
    day = clock.day_of(row.at)
    frozen = portrait(row.reader, day)
    audience = audience_of(frozen["age"], frozen["category"]) if row.reader is not None else row.audience
    return Visit(
        centre_id=row.point.centre_id,
        point=row.point,
        reader=row.reader,
        day=day,
        counted_on=days.of(row.point, day),
        how=row.how,
        audience=audience,
        heads=row.heads,
        deeds=row.deeds,
        entered_at=row.at,
        by_user_id=by.user_id,
        **frozen,
    )
