"""Why somebody may do something: person, appointment, post, job description, clause; and who may. Nizom 3.1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, Q, QuerySet

from javon.centre.organisation.models import Appointment, Centre, Grant, Person, Post, Substitution
from javon.centre.organisation.queries.people import HeldPost, posts_of, valid_on
from javon.core.database.prepared import Prepared, a_day, a_key


@dataclass(frozen=True, slots=True)
class Link:
    """One reason for a right: the clause that gives it and the post through which it reaches the person.

    `held` is None where the clause speaks of every employee (internal rules).
    """

    grant: Grant
    held: HeldPost | None


def _wanted(kinds: Mapping[UUID, str]) -> Q:
    """The grants that reach whoever holds these posts (kind by post)."""
    wanted = Q(post_id__in=list(kinds))
    # The internal rules speak of employees; the region's observer is none and sees what the order on it says.
    return wanted | Q(post=None) if set(kinds.values()) - {Post.Kind.OBSERVER} else wanted


def _grants(day: date, held: list[HeldPost], person: Person) -> list[Grant]:
    wanted = _wanted({one.post.pk: one.post.kind for one in held})
    return list(
        Grant.objects.filter(valid_on(day), wanted, centre_id=person.centre_id).order_by(
            "right", "clause_number"
        )
    )


def _all_rights() -> QuerySet[Grant, Any]:
    """In one question the rights that :func:`_wanted` would find: of the posts held and, for employees, of everybody."""
    day, person = a_day("day"), a_key("person")
    own = Appointment.objects.filter(valid_on(day), person_id=person).order_by()
    stead = Substitution.objects.filter(
        valid_on(day, "first_day", "last_day"), substitute_id=person, is_cancelled=False
    ).order_by()
    is_employee = Exists(own.exclude(post__kind=Post.Kind.OBSERVER)) | Exists(
        stead.exclude(appointment__post__kind=Post.Kind.OBSERVER)
    )
    wanted = Q(post_id__in=own.values("post_id")) | Q(post_id__in=stead.values("appointment__post_id"))
    grants = Grant.objects.filter(
        valid_on(day), wanted | Q(post=None) & Q(is_employee), centre_id=a_key("centre")
    )
    return grants.values_list("right", flat=True)


_rights = Prepared[str](_all_rights)


def rights_of(person: Person, day: date) -> frozenset[str]:
    """Codes of the rights that `person` holds on `day`. Nobody without a post holds any. Asked at every request, so
    by bare values: what :func:`chains` says of a right, without the reasons.
    """
    if person.left_on is not None and person.left_on < day:
        return frozenset()
    return frozenset(_rights(person=person.pk, centre=person.centre_id, day=day))


def chains(person: Person, day: date, right: str = "") -> list[Link]:
    """Every reason why `person` holds `right` (or any) on `day`; a stand-in's posts included."""
    held = posts_of(person, day)
    if not held:
        return []
    by_post: dict[object, list[HeldPost]] = {}
    for one in held:
        by_post.setdefault(one.post.pk, []).append(one)
    found = []
    for grant in _grants(day, held, person):
        if right and grant.right != right:
            continue
        if grant.post_id is None:
            found.append(Link(grant, None))
        else:
            found.extend(Link(grant, one) for one in by_post[grant.post_id])
    return found


def holders_of_right(right: str, day: date, *, among: list[Person]) -> list[Person]:
    """Those of `among` who hold the right with code `right` on `day`."""
    return [person for person in among if right in rights_of(person, day)]


# --- everybody at once --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Allowed:
    """A clause gives the right to a post (None: to every employee), and these people hold it, stand-ins included."""

    grant: Grant
    post: Post | None
    people: tuple[Person, ...]


def who_may(right: str, day: date, *, centre_id: UUID | None = None) -> list[Allowed]:
    """Which posts give the right with code `right` on `day`, and who holds them: whom to ask. Four queries."""
    grants = Grant.objects.filter(valid_on(day), right=right).select_related("post__unit")
    if centre_id is not None:
        grants = grants.filter(centre_id=centre_id)
    found = list(grants.order_by("post__position", "clause_number"))
    holders = _people_by_post(day, [one.post_id for one in found if one.post_id is not None])
    return [Allowed(one, one.post, tuple(holders[one.post_id]) if one.post_id else ()) for one in found]


def _people_by_post(day: date, posts: list[UUID]) -> dict[UUID, list[Person]]:
    """Who holds each of these posts on `day`, each person once a post."""
    here = Q(person__left_on=None) | Q(person__left_on__gte=day)
    pairs: list[tuple[UUID, Person]] = [
        (row.post_id, row.person)
        for row in Appointment.objects.filter(valid_on(day), here, post__in=posts).select_related("person")
    ]
    instead = Q(substitute__left_on=None) | Q(substitute__left_on__gte=day)
    pairs += [
        (row.appointment.post_id, row.substitute)
        for row in Substitution.objects.filter(
            valid_on(day, "first_day", "last_day"), instead, appointment__post__in=posts, is_cancelled=False
        ).select_related("substitute", "appointment")
    ]
    found: dict[UUID, list[Person]] = defaultdict(list)
    for post, person in pairs:
        if person not in found[post]:
            found[post].append(person)
    return found


@dataclass(slots=True)
class RightsMatrix:
    """Which post gives which right on a day, and through which posts each person holds it."""

    posts: list[Post]
    people: list[Person]
    by_post: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    for_everyone: set[str] = field(default_factory=set)
    by_person: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))


def rights_matrix(centre: Centre, day: date) -> RightsMatrix:
    """The whole table of rights on `day`; five queries."""
    posts = list(
        Post.objects.filter(valid_on(day), centre=centre).select_related("unit").order_by("position", "code")
    )
    matrix = RightsMatrix(posts, [])
    for grant in Grant.objects.filter(valid_on(day), centre=centre):
        (matrix.by_post[grant.post_id] if grant.post_id else matrix.for_everyone).add(grant.right)
    people: dict[UUID, Person] = {}
    observing = set(Post.objects.filter(centre=centre, kind=Post.Kind.OBSERVER).values_list("pk", flat=True))
    for post, holders in _people_by_post(
        day, list(Post.objects.filter(centre=centre).values_list("pk", flat=True))
    ).items():
        for person in holders:
            people[person.pk] = person
            matrix.by_person[person.pk] |= matrix.by_post[post]
            if post not in observing:
                matrix.by_person[person.pk] |= matrix.for_everyone
    matrix.people = sorted(people.values(), key=lambda one: (one.surname, one.given_name))
    return matrix
