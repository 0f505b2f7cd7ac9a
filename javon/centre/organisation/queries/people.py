"""Who works here on a day, in which post, in whose stead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from javon.centre.organisation.models import Appointment, Person, Post, Substitution
from javon.core.access import Actor
from javon.core.database.prepared import Prepared, a_day, a_key, a_number


def valid_on(day: Any, first: str = "valid_from", last: str = "valid_to") -> Q:
    """Rows whose dates, both included, hold `day`. An empty date is open on that side."""
    return (Q(**{first: None}) | Q(**{f"{first}__lte": day})) & (
        Q(**{last: None}) | Q(**{f"{last}__gte": day})
    )


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that a person holds on a day: by appointment, or in somebody's stead (`instead_of`)."""

    post: Post
    appointment: Appointment
    substitution: Substitution | None = None

    @property
    def instead_of(self) -> Person | None:
        return self.appointment.person if self.substitution is not None else None


# Asked by every page of the staff.
_person_of_user = Prepared[Person](lambda: Person.objects.filter(user_id=a_number("user"))[:1])
_own_posts = Prepared[Appointment](
    lambda: Appointment.objects.filter(valid_on(a_day("day")), person_id=a_key("person")).select_related(
        "post", "post__unit", "person"
    )
)
_posts_instead = Prepared[Substitution](
    lambda: Substitution.objects.filter(
        valid_on(a_day("day"), "first_day", "last_day"), substitute_id=a_key("person"), is_cancelled=False
    ).select_related("appointment__post__unit", "appointment__person")
)


def person_of(actor: Actor) -> Person | None:
    """The employee behind an actor; None for visitors, commands, and accounts of nobody."""
    return None if actor.user_id is None else _person_of_user.first(user=actor.user_id)


def person_of_user(user: Any) -> Person | None:
    """The employee whose account `user` is."""
    return _person_of_user.first(user=user.pk) if user.pk is not None else None


def posts_of(person: Person, day: date) -> list[HeldPost]:
    """The posts that `person` holds on `day`; none after the last working day."""
    if person.left_on is not None and person.left_on < day:
        return []
    held = [HeldPost(one.post, one) for one in _own_posts(person=person.pk, day=day)]
    held += [
        HeldPost(one.appointment.post, one.appointment, one)
        for one in _posts_instead(person=person.pk, day=day)
    ]
    return sorted(held, key=lambda one: (one.substitution is not None, one.post.position))


def office_of(person: Person, day: date) -> str:
    """How a signature names the person's office: the title of the first post held, "" when none."""
    held = posts_of(person, day)
    return held[0].post.title if held else ""


def people_at(day: date, *, centre_id: UUID | None = None) -> QuerySet[Person]:
    """Everybody who works here on `day`, by name; the region's observer looks, and does not work here."""
    working = Appointment.objects.filter(valid_on(day)).exclude(post__kind=Post.Kind.OBSERVER)
    appointed = working.values("person_id")
    found = Person.objects.filter(Q(left_on=None) | Q(left_on__gte=day), pk__in=appointed)
    return found if centre_id is None else found.filter(centre_id=centre_id)


def holders_of(post: Post, day: date) -> list[Person]:
    """Who holds `post` on `day`, stand-ins included, each once."""
    appointed = Person.objects.filter(
        Q(left_on=None) | Q(left_on__gte=day),
        pk__in=Appointment.objects.filter(valid_on(day), post=post).values("person_id"),
    )
    stand_ins = Person.objects.filter(
        Q(left_on=None) | Q(left_on__gte=day),
        pk__in=Substitution.objects.filter(
            valid_on(day, "first_day", "last_day"), appointment__post=post, is_cancelled=False
        ).values("substitute_id"),
    )
    return list({person.pk: person for person in [*appointed, *stand_ins]}.values())
