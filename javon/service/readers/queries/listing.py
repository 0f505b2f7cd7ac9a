"""The register of readers with its filters and what each of them would leave. Issue D, readers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from javon.centre.organisation.models import LocalBody
from javon.service.readers.models import Block, Reader, Registration, SheetScan
from javon.service.readers.queries.finding import found_readers, readers_of
from javon.service.readers.rules import ages

PROFILE = "pedagogical"  # the age groups in which librarians think
MOST_FOUND = 300  # who answer to typed words; whoever sees more types on
STATES = ("active", "not_again", "no_sheet", "blocked", "left")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; empty means all. Several values of one kind are joined by «or»."""

    words: str = ""
    state: str = ""
    category: tuple[str, ...] = ()
    age: tuple[str, ...] = ()
    school: tuple[UUID, ...] = ()
    grade: tuple[int, ...] = ()
    mahalla: tuple[UUID, ...] = ()

    @property
    def is_all(self) -> bool:
        """Nothing was asked for."""
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many readers each value would leave, the filters of other kinds kept."""

    state: dict[str, int] = field(default_factory=dict)
    category: dict[str, int] = field(default_factory=dict)
    age: dict[str, int] = field(default_factory=dict)
    school: dict[UUID, int] = field(default_factory=dict)
    grade: dict[int, int] = field(default_factory=dict)
    mahalla: dict[UUID, int] = field(default_factory=dict)


def with_state(readers: QuerySet[Reader], today: date) -> QuerySet[Reader]:
    """Readers with `is_registered` (this year) and `is_blocked` (today)."""
    lines = Registration.objects.filter(reader=OuterRef("pk"), year=today.year)
    in_time = Q(ends_on=None) | Q(ends_on__gte=today)
    blocks = Block.objects.filter(in_time, reader=OuterRef("pk"), lifted_at=None, starts_on__lte=today)
    return readers.annotate(is_registered=Exists(lines), is_blocked=Exists(blocks))


def listed(centre_id: UUID, wanted: Wanted, today: date) -> list[Reader] | QuerySet[Reader]:
    """Who is wanted: the best first where words were typed, else in the order of the alphabet."""
    readers, ids = _narrowed(centre_id, wanted, today)
    if ids is None:
        return _filtered(readers, wanted, today).order_by("sort_key", "number")
    place = {pk: at for at, pk in enumerate(ids)}
    return sorted(_filtered(readers, wanted, today), key=lambda one: place[one.pk])


def _narrowed(centre_id: UUID, wanted: Wanted, today: date) -> tuple[QuerySet[Reader], list[UUID] | None]:
    scans = SheetScan.objects.filter(reader=OuterRef("pk"))
    readers = with_state(readers_of(centre_id), today).annotate(has_sheet=Exists(scans))
    if not wanted.words:
        return readers, None
    ids = [one.pk for one in found_readers(centre_id, wanted.words, MOST_FOUND)]
    return readers.filter(pk__in=ids), ids


def _ages_in(codes: tuple[str, ...], today: date) -> Q:
    asked = Q(pk=None)
    for group in ages.PROFILES[PROFILE]:
        if group.code in codes:
            first, last = ages.birthdays_between(group.first, group.last, today)
            asked |= Q(birth_date__lte=last) & (Q(birth_date__gte=first) if first else Q())
    return asked


def _no_sheet() -> Q:
    """Registered this year, and the signed sheet has not come back; a group signs none."""
    return Q(has_sheet=False, is_registered=True, kind=Reader.Kind.PERSON)


def _of_state(state: str) -> Q:
    """Of readers with their state; without one: everybody who has not left."""
    here = Q(left_on=None)
    return {
        "no_sheet": here & _no_sheet(),
        "active": here & Q(is_registered=True),
        "not_again": here & Q(is_registered=False),
        "blocked": here & Q(is_blocked=True),
        "left": ~here,
    }.get(state, here)


def _filtered(readers: QuerySet[Reader], wanted: Wanted, today: date) -> QuerySet[Reader]:
    found = readers.filter(_of_state(wanted.state))
    if wanted.category:
        found = found.filter(category__in=wanted.category)
    if wanted.age:
        found = found.filter(_ages_in(wanted.age, today))
    if wanted.school:
        found = found.filter(school_id__in=wanted.school)
    if wanted.grade:
        found = found.filter(grade__in=wanted.grade)
    if wanted.mahalla:
        found = found.filter(mahalla_id__in=wanted.mahalla)
    return found


def counts(centre_id: UUID, wanted: Wanted, today: date) -> Counts:
    """The figures beside the filters; one query each."""
    readers, _ids = _narrowed(centre_id, wanted, today)
    readers = readers.select_related(None)

    def by(name: str, column: str) -> dict[Any, int]:
        without: dict[str, Any] = {name: ()}
        rows = _filtered(readers, replace(wanted, **without), today)
        grouped = rows.order_by().values(column).annotate(readers=Count("pk"))
        return {row[column]: row["readers"] for row in grouped if row[column] not in (None, "")}

    states = _filtered_by_state(readers, wanted, today)
    everybody = _filtered(readers, replace(wanted, age=()), today)
    groups = {group.code: _ages_in((group.code,), today) for group in ages.PROFILES[PROFILE]}
    named = {f"age_{place}": Count("pk", filter=asked) for place, asked in enumerate(groups.values())}
    by_age = everybody.order_by().aggregate(**named)
    return Counts(
        state=states,
        category=by("category", "category"),
        age={code: by_age[f"age_{place}"] for place, code in enumerate(groups)},
        school=by("school", "school_id"),
        grade=by("grade", "grade"),
        mahalla=by("mahalla", "mahalla_id"),
    )


def _filtered_by_state(readers: QuerySet[Reader], wanted: Wanted, today: date) -> dict[str, int]:
    every = replace(wanted, state="")
    here = _filtered(readers, every, today).order_by()
    row = here.aggregate(
        active=Count("pk", filter=Q(is_registered=True)),
        not_again=Count("pk", filter=Q(is_registered=False)),
        no_sheet=Count("pk", filter=_no_sheet()),
        blocked=Count("pk", filter=Q(is_blocked=True)),
    )
    return {**row, "left": _filtered(readers, replace(wanted, state="left"), today).count()}


def bodies(centre_id: UUID, *kinds: str) -> QuerySet[LocalBody]:
    """Schools, mahallas … of the district that are there, in the order of their names."""
    return LocalBody.objects.filter(centre_id=centre_id, kind__in=kinds, valid_to=None).order_by("name")


PLACES_OF_LEARNING = (LocalBody.Kind.SCHOOL, LocalBody.Kind.COLLEGE, LocalBody.Kind.KINDERGARTEN)
