"""The staff list, the staff card, and the facts that rules about people are told. Nizom 4.1, 4.2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from javon.centre.organisation.models import Absence, Appointment, Centre, Person, Post, Substitution
from javon.centre.organisation.queries.occupancy import absences_on
from javon.centre.organisation.queries.people import HeldPost, posts_of, valid_on
from javon.centre.organisation.queries.staffing import approved_for
from javon.centre.organisation.rules.people import Appointing, BeingAway, Registering, StandingIn
from javon.centre.organisation.rules.spans import Span
from javon.centre.organisation.rules.staffing import Held
from javon.core.uzbek import fold

# --- the list ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class StaffRow:
    """A line of the staff list."""

    person: Person
    appointments: list[Appointment] = field(default_factory=list)
    absence: Absence | None = None
    state: str = "without_post"

    @property
    def since(self) -> date | None:
        return min((one.valid_from for one in self.appointments), default=None)

    @property
    def quarters(self) -> int:
        return sum(one.quarters for one in self.appointments)


def found_people(
    centre: Centre, day: date, *, asked: str = "", unit: str = "", state: str = ""
) -> QuerySet[Person]:
    """People of the centre by name in any script, unit (its code) and state on `day`."""
    found = Person.objects.filter(centre=centre)
    for word in fold(asked).split():
        found = found.filter(search_key__contains=word)
    appointed = Appointment.objects.filter(valid_on(day))
    if unit:
        found = found.filter(pk__in=appointed.filter(post__unit__code=unit).values("person_id"))
    here = Q(left_on=None) | Q(left_on__gte=day)
    away = Absence.objects.filter(valid_on(day, "first_day", "last_day"), is_cancelled=False).values(
        "person_id"
    )
    if state == "left":
        found = found.filter(left_on__lt=day)
    elif state == "absent":
        found = found.filter(here, pk__in=away)
    elif state == "without_post":
        found = found.filter(here).exclude(pk__in=appointed.values("person_id"))
    elif state == "working":
        found = found.filter(here, pk__in=appointed.values("person_id")).exclude(pk__in=away)
    return found.order_by("surname", "given_name", "id")


def staff_rows(people: Iterable[Person], day: date) -> list[StaffRow]:
    """The lines for these people; two queries."""
    rows = {person.pk: StaffRow(person) for person in people}
    for one in (
        Appointment.objects.filter(valid_on(day), person__in=list(rows))
        .select_related("post__unit")
        .order_by("post__position")
    ):
        rows[one.person_id].appointments.append(one)
    for row in absences_on(day, list(rows)):
        rows[row.person_id].absence = row
    for line in rows.values():
        if line.person.left_on is not None and line.person.left_on < day:
            line.state, line.appointments = "left", []
        elif line.absence is not None:
            line.state = "absent"
        elif line.appointments:
            line.state = "working"
    return list(rows.values())


# --- the card ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StaffCard:
    """Everything that the page of an employee tells."""

    person: Person
    held: list[HeldPost]
    appointments: list[Appointment]
    absences: list[Absence]
    substitutions: list[Substitution]  # for this person, and by this person
    years: int | None  # of service, whole
    library_years: int | None


def person_by_id(centre: Centre, key: Any) -> Person | None:
    return Person.objects.filter(centre=centre, pk=key).select_related("user", "centre").first()


def staff_card(person: Person, day: date) -> StaffCard:
    """The employee on `day`, with everything that was."""
    return StaffCard(
        person,
        posts_of(person, day),
        list(
            Appointment.objects.filter(person=person)
            .select_related("post__unit", "person")
            .order_by("-valid_from")
        ),
        list(Absence.objects.filter(person=person).order_by("-first_day")),
        list(
            Substitution.objects.filter(Q(appointment__person=person) | Q(substitute=person))
            .select_related("appointment__person", "appointment__post", "substitute")
            .order_by("-first_day")
        ),
        whole_years(person.working_since, person.left_on or day),
        whole_years(person.library_since, person.left_on or day),
    )


def whole_years(since: date | None, day: date) -> int | None:
    """Whole years from `since` to `day`; None when it is not known."""
    if since is None or since > day:
        return None
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


# --- facts ------------------------------------------------------------------------------------------------


def name_key(surname: str, given_name: str, patronymic: str = "") -> str:
    """The folded name by which a person is found and recognised in any script."""
    return fold(f"{surname} {given_name} {patronymic}".strip())[:300]


def registering_facts(
    centre_id: UUID, values: dict[str, Any], *, today: date, is_another: bool, but: Person | None = None
) -> Registering:
    """What the rules must know of somebody who is to be entered or renamed."""
    surname, given = values["surname"], values["given_name"]
    same = Person.objects.filter(centre_id=centre_id, search_key__startswith=name_key(surname, given)[:300])
    if but is not None:
        same = same.exclude(pk=but.pk)
    names = tuple(person.full_name for person in same[:5]) if surname and given else ()
    return Registering(surname, given, today.year, values.get("birth_year"), names, is_another)


def appointing_facts(
    person: Person, post: Post, *, quarters: int, span: Span, by_user_id: int | None
) -> Appointing:
    """What the rules must know of an appointment that is to be made."""
    of_person = [_held(row) for row in Appointment.objects.filter(person=person)]
    return Appointing(
        person=person.short_name,
        post=post.title,
        span=span,
        quarters=quarters,
        kind=post.kind,
        by_oneself=is_own(person, by_user_id),
        post_span=Span(post.valid_from, post.valid_to),
        on_post=tuple(_held(row) for row in Appointment.objects.filter(post=post)),
        of_person=tuple(of_person),
        same=tuple(one.span for one in of_person if one.post == post.pk),
        approved=approved_for(post),
        is_limited=post.kind != Post.Kind.OBSERVER,
    )


def _held(row: Appointment) -> Held:
    return Held(Span(row.valid_from, row.valid_to), row.quarters, row.post_id)


def is_own(person: Person, user_id: int | None) -> bool:
    """Is it the person's own account that acts?"""
    return user_id is not None and person.user_id == user_id


def absences_of(person: Person) -> tuple[Span, ...]:
    """The days on which the person is away."""
    rows = Absence.objects.filter(person=person, is_cancelled=False)
    return tuple(Span(row.first_day, row.last_day) for row in rows)


def away_facts(person: Person, span: Span) -> BeingAway:
    """What the rules must know of an absence."""
    return BeingAway(person.short_name, span, absences_of(person), Span(None, person.left_on))


def standing_in_facts(
    absence: Absence, appointment: Appointment, substitute: Person, span: Span, *, by_user_id: int | None
) -> StandingIn:
    """What the rules must know of somebody who is to stand in."""
    taken = Substitution.objects.filter(appointment=appointment, is_cancelled=False).select_related(
        "substitute"
    )
    return StandingIn(
        substitute=substitute.short_name,
        person=appointment.person.short_name,
        post=appointment.post.title,
        span=span,
        absence=Span(absence.first_day, absence.last_day),
        appointment=Span(appointment.valid_from, appointment.valid_to),
        is_same_person=substitute.pk == appointment.person_id,
        by_oneself=is_own(substitute, by_user_id),
        substitute_works=Span(None, substitute.left_on),
        substitute_away=absences_of(substitute),
        taken=tuple((row.substitute.short_name, Span(row.first_day, row.last_day)) for row in taken),
    )


def possible_substitutes(person: Person, first: date, last: date) -> QuerySet[Person]:
    """Colleagues who work here and are not away on these days; who it will be is for people to say."""
    away = Absence.objects.filter(first_day__lte=last, last_day__gte=first, is_cancelled=False).values(
        "person_id"
    )
    appointed = Appointment.objects.filter(valid_on(first)).values("person_id")
    return (
        Person.objects.filter(
            Q(left_on=None) | Q(left_on__gte=last), centre_id=person.centre_id, pk__in=appointed
        )
        .exclude(pk=person.pk)
        .exclude(pk__in=away)
        .order_by("surname", "given_name")
    )
