"""Posts and who fills them on a day: approved by the staffing table, held, vacant. Nizom 4.1, 4.2."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from javon.centre.organisation.models import (
    Absence,
    Appointment,
    Centre,
    Person,
    Post,
    StaffingLine,
    StaffingTable,
    Substitution,
    Unit,
)
from javon.centre.organisation.queries.people import valid_on

EFFECTIVE = (StaffingTable.State.IN_FORCE, StaffingTable.State.SUPERSEDED)


@dataclass(slots=True)
class Holder:
    """Somebody in a post on a day: away or not, and who stands in then."""

    person: Person
    appointment: Appointment
    absence: Absence | None = None
    substitute: Person | None = None


@dataclass(slots=True)
class Seat:
    """A post on a day. `approved_quarters` None: no staffing table was in force, or it does not speak of such posts."""

    post: Post
    holders: list[Holder] = field(default_factory=list)
    line: StaffingLine | None = None
    approved_quarters: int | None = None

    @property
    def held_quarters(self) -> int:
        return sum(one.appointment.quarters for one in self.holders)

    @property
    def vacant_quarters(self) -> int | None:
        return None if self.approved_quarters is None else max(0, self.approved_quarters - self.held_quarters)


def table_on(centre: Centre, day: date) -> StaffingTable | None:
    """The staffing table in force on `day`."""
    return StaffingTable.objects.filter(
        valid_on(day), centre=centre, state__in=EFFECTIVE, valid_from__lte=day
    ).first()


def seats(centre: Centre, day: date, *, unit: Unit | None = None) -> list[Seat]:
    """Every post of the centre (or of `unit`) on `day` with its holders; six queries."""
    posts = (
        Post.objects.filter(valid_on(day), centre=centre).select_related("unit").order_by("position", "code")
    )
    if unit is not None:
        posts = posts.filter(unit=unit)
    table = table_on(centre, day)
    lines = {line.post_id: line for line in StaffingLine.objects.filter(table=table)} if table else {}
    found = {}
    for post in posts:
        line = lines.get(post.pk)
        limited = table is not None and post.kind != Post.Kind.OBSERVER
        approved = (line.positions * line.quarters if line else 0) if limited else None
        found[post.pk] = Seat(post, line=line, approved_quarters=approved)
    for holder in _holders(day, list(found)):
        found[holder.appointment.post_id].holders.append(holder)
    return list(found.values())


def _holders(day: date, posts: list[UUID]) -> list[Holder]:
    held = (
        Appointment.objects.filter(
            valid_on(day), Q(person__left_on=None) | Q(person__left_on__gte=day), post__in=posts
        )
        .select_related("person")
        .order_by("person__surname", "person__given_name")
    )
    people = [one.person_id for one in held]
    away = {row.person_id: row for row in absences_on(day, people)}
    stands_in = {
        row.appointment_id: row.substitute
        for row in Substitution.objects.filter(
            valid_on(day, "first_day", "last_day"),
            appointment__in=[one.pk for one in held],
            is_cancelled=False,
        ).select_related("substitute")
    }
    return [Holder(one.person, one, away.get(one.person_id), stands_in.get(one.pk)) for one in held]


def absences_on(day: date, people: list[UUID]) -> list[Absence]:
    """Who of `people` is away on `day`."""
    return list(
        Absence.objects.filter(valid_on(day, "first_day", "last_day"), person__in=people, is_cancelled=False)
    )


@dataclass(slots=True)
class TableRow:
    """A line of a staffing table with what is held of it on a day."""

    line: StaffingLine
    seat: Seat
    number: int  # 1, 2, 3 … through the whole table

    @property
    def total(self) -> int:
        return self.line.positions * self.line.quarters

    @property
    def held(self) -> int:
        return self.seat.held_quarters

    @property
    def vacant(self) -> int:
        return self.total - self.held


@dataclass(slots=True)
class TablePart:
    """The lines of one unit."""

    unit: Unit | None
    rows: list[TableRow] = field(default_factory=list)


@dataclass(slots=True)
class TableSums:
    """What stands under the table; rates in quarters."""

    positions: int
    total: int
    held: int

    @property
    def vacant(self) -> int:
        return self.total - self.held


def table_parts(table: StaffingTable, day: date) -> tuple[list[TablePart], TableSums]:
    """The lines of `table`, by unit, with what is held of each on `day`, and the sums."""
    held = {seat.post.pk: seat for seat in seats(table.centre, day)}
    lines = StaffingLine.objects.filter(table=table).select_related("post__unit")
    by_unit: dict[object, TablePart] = {}
    in_order = sorted(lines, key=lambda line: (line.post.unit.position if line.post.unit else -1, line.order))
    for number, line in enumerate(in_order, 1):
        part = by_unit.setdefault(line.post.unit_id, TablePart(line.post.unit))
        part.rows.append(TableRow(line, held.get(line.post_id) or Seat(line.post), number))
    rows = [row for part in by_unit.values() for row in part.rows]
    sums = TableSums(
        sum(row.line.positions for row in rows), sum(row.total for row in rows), sum(row.held for row in rows)
    )
    return list(by_unit.values()), sums


@dataclass(frozen=True, slots=True)
class Difference:
    """A post whose line differs between two tables; a side that does not list it is None."""

    post: Post
    before: StaffingLine | None
    after: StaffingLine | None

    @property
    def change(self) -> int:
        """In quarters: +4 is one full rate more."""
        return _total(self.after) - _total(self.before)


def _total(line: StaffingLine | None) -> int:
    return line.positions * line.quarters if line is not None else 0


def differences(before: StaffingTable | None, after: StaffingTable) -> list[Difference]:
    """What `after` changes against `before`."""
    pairs: dict[object, list[StaffingLine | None]] = defaultdict(lambda: [None, None])
    posts = {}
    for side, table in enumerate((before, after)):
        rows = (
            StaffingLine.objects.filter(table=table).select_related("post__unit") if table is not None else ()
        )
        for line in rows:
            pairs[line.post_id][side] = line
            posts[line.post_id] = line.post
    found = []
    for key, (old, new) in pairs.items():
        if old is None or new is None or (old.positions, old.quarters) != (new.positions, new.quarters):
            found.append(Difference(posts[key], old, new))  # type: ignore[index]
    return sorted(found, key=lambda one: (one.post.position, one.post.code))
