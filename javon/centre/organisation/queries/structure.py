"""The organisation chart on a day, and the facts that rules about units, posts and points are told. Nizom 1.1, 1.2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.text import slugify

from javon.centre.organisation.models import (
    Appointment,
    Centre,
    Post,
    ServicePoint,
    ServiceTopic,
    StaffingTable,
    Unit,
    UnitPlacement,
)
from javon.centre.organisation.queries.occupancy import Seat, seats
from javon.centre.organisation.queries.people import valid_on
from javon.centre.organisation.rules.spans import Span
from javon.centre.organisation.rules.structure import Closing, Move, Placement
from javon.core.uzbek import to_latin

NEWEST_CODE = 999


def span_of(row: Any) -> Span:
    """The days of a dated row."""
    return Span(row.valid_from, row.valid_to)


# --- the chart --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class ChartUnit:
    """A unit as the chart shows it: what it is made of and what stands under it."""

    unit: Unit
    seats: list[Seat] = field(default_factory=list)
    points: list[ServicePoint] = field(default_factory=list)
    below: list[ChartUnit] = field(default_factory=list)

    @property
    def head(self) -> Seat | None:
        """The post that leads the unit."""
        return next(
            (seat for seat in self.seats if seat.post.kind in (Post.Kind.HEAD, Post.Kind.DIRECTOR)), None
        )


@dataclass(slots=True)
class Chart:
    """The whole centre on a day: the director's posts, the units directly under the director, what hangs nowhere."""

    centre: Centre
    day: date
    top: list[Seat]
    units: list[ChartUnit]
    loose_points: list[ServicePoint]

    @property
    def is_empty(self) -> bool:
        return not (self.top or self.units)


def chart(centre: Centre, day: date) -> Chart:
    """The organisation as it stood on `day`; nine queries however large it is."""
    boxes = {
        unit.pk: ChartUnit(unit)
        for unit in Unit.objects.filter(valid_on(day), centre=centre).order_by("position", "name")
    }
    found = seats(centre, day)
    top = [seat for seat in found if _is_top(seat.post, boxes)]
    for seat in found:
        if not _is_top(seat.post, boxes) and seat.post.unit_id is not None:
            boxes[seat.post.unit_id].seats.append(seat)
    loose: list[ServicePoint] = []
    for point in ServicePoint.objects.filter(valid_on(day), centre=centre):
        box = boxes.get(point.unit_id) if point.unit_id is not None else None
        (box.points if box is not None else loose).append(point)
    shown = {key: box for key, box in boxes.items() if box.unit.kind != Unit.Kind.MANAGEMENT or box.points}
    return Chart(centre, day, top, _tree(shown, day), loose)


def _is_top(post: Post, boxes: dict[UUID, ChartUnit]) -> bool:
    box = boxes.get(post.unit_id) if post.unit_id is not None else None
    return box is None or box.unit.kind == Unit.Kind.MANAGEMENT


def _tree(boxes: dict[UUID, ChartUnit], day: date) -> list[ChartUnit]:
    parents = dict(
        UnitPlacement.objects.filter(valid_on(day), unit__in=list(boxes)).values_list("unit_id", "parent_id")
    )
    roots: list[ChartUnit] = []
    for key, box in boxes.items():
        parent = boxes.get(parents.get(key)) if parents.get(key) is not None else None  # type: ignore[arg-type]
        (parent.below if parent is not None else roots).append(box)
    return roots


# --- one unit ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnitCard:
    """Everything that the page of a unit tells."""

    box: ChartUnit
    parent: Unit | None
    placements: list[UnitPlacement]
    topics: list[ServiceTopic]
    below: list[Unit]


def unit_by_code(centre: Centre, code: str) -> Unit | None:
    return Unit.objects.filter(centre=centre, code=code).first()


def unit_card(unit: Unit, day: date) -> UnitCard:
    """The unit on `day`, with the history of its places."""
    places = list(UnitPlacement.objects.filter(unit=unit).select_related("parent").order_by("-valid_from"))
    parent = next((place.parent for place in places if span_of(place).holds(day)), None)
    box = ChartUnit(
        unit,
        seats=seats(unit.centre, day, unit=unit),
        points=list(ServicePoint.objects.filter(valid_on(day), unit=unit)),
    )
    below = Unit.objects.filter(
        valid_on(day), pk__in=UnitPlacement.objects.filter(valid_on(day), parent=unit).values("unit_id")
    )
    return UnitCard(box, parent, places, list(topics(day, unit=unit)), list(below))


def topics(day: date, *, centre: Centre | None = None, unit: Unit | None = None) -> QuerySet[ServiceTopic]:
    """What services work on that day, in the order of the units."""
    found = ServiceTopic.objects.filter(valid_on(day)).select_related("unit")
    if centre is not None:
        found = found.filter(valid_on(day, "unit__valid_from", "unit__valid_to"), unit__centre=centre)
    if unit is not None:
        found = found.filter(unit=unit)
    return found.order_by("unit__position", "unit__code", "position", "valid_from")


def open_units(centre: Centre, day: date) -> QuerySet[Unit]:
    return Unit.objects.filter(valid_on(day), centre=centre).order_by("position", "name")


def open_posts(centre: Centre, day: date) -> QuerySet[Post]:
    return (
        Post.objects.filter(valid_on(day), centre=centre)
        .select_related("unit")
        .order_by("unit__position", "position", "title")
    )


def open_points(centre: Centre, day: date) -> QuerySet[ServicePoint]:
    return ServicePoint.objects.filter(valid_on(day), centre=centre).select_related("unit")


# --- facts ------------------------------------------------------------------------------------------------


def free_code(model: type[Model], centre_id: UUID, name: str, most: int = 32) -> str:
    """A short name for addresses, made of `name`, that nothing of this kind in the centre has."""
    start = slugify(to_latin(name).translate(str.maketrans("", "", "ʻʼ'")))[: most - 4].strip("-") or "x"
    taken = set(
        model._default_manager.filter(centre_id=centre_id, code__startswith=start).values_list(
            "code", flat=True
        )
    )
    return next(
        code for code in (start, *(f"{start}-{n}" for n in range(2, NEWEST_CODE))) if code not in taken
    )


def move_facts(unit: Unit, parent: Unit | None, day: date) -> Move:
    """What the rules must know of a unit that is to stand under `parent` (None: under the director)."""
    rows = UnitPlacement.objects.filter(unit__centre_id=unit.centre_id)
    return Move(
        unit=unit.pk,
        unit_name=unit.name,
        parent=parent.pk if parent else None,
        parent_name=parent.name if parent else "",
        day=day,
        unit_span=span_of(unit),
        parent_span=span_of(parent) if parent else Span(None),
        placements=tuple(Placement(row.unit_id, row.parent_id, span_of(row)) for row in rows),
    )


def _living_on(rows: QuerySet[Any], last_day: date) -> QuerySet[Any]:
    return rows.filter(Q(valid_to=None) | Q(valid_to__gt=last_day))


def unit_closing_facts(unit: Unit, last_day: date) -> Closing:
    """What still lives under a unit that is to be closed."""
    below = Unit.objects.filter(
        pk__in=_living_on(UnitPlacement.objects.filter(parent=unit), last_day).values("unit_id")
    )
    return Closing(
        unit.name,
        last_day,
        span_of(unit),
        units=_names(_living_on(below, last_day)),
        posts=_names(_living_on(Post.objects.filter(unit=unit), last_day)),
        points=_names(_living_on(ServicePoint.objects.filter(unit=unit), last_day)),
    )


def post_closing_facts(post: Post, last_day: date) -> Closing:
    """Who is appointed beyond the last day of a post, and whether the table in force lists it."""
    beyond = _living_on(Appointment.objects.filter(post=post), last_day).select_related("person")
    table = StaffingTable.objects.filter(lines__post=post, state=StaffingTable.State.IN_FORCE).first()
    return Closing(
        post.title,
        last_day,
        span_of(post),
        people=tuple(one.person.short_name for one in beyond),
        table=table.number if table else None,
    )


def _names(rows: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(row) for row in rows)
