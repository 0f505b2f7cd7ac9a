"""Which rows of the journal a person may read, and by what they are found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Person
from javon.core import clock
from javon.core.access import Actor
from javon.core.accounts.models import User
from javon.core.audit import rights
from javon.core.audit.models import Entry


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader of the journal asks for; empty: everything."""

    login: str = ""
    verb: str = ""
    thing: str = ""  # "documents.document" or "documents.document:<id>"
    first: date | None = None
    last: date | None = None


def entries_for(by: Actor, asked: Asked) -> QuerySet[Entry]:
    """Newest first: all rows for whoever may read the journal, those of one's service, else one's own."""
    found = Entry.objects.order_by("-at", "-id")
    if by.centre_id is not None:
        found = found.filter(centre_id__in=[by.centre_id]) | found.filter(centre_id=None)
    if not by.may(rights.READ):
        found = found.filter(actor_id__in=_accounts_beside(by))
    if asked.login:
        found = found.filter(
            actor_id__in=User.objects.filter(username__iexact=asked.login).values_list("pk", flat=True)
        )
    if asked.verb:
        found = found.filter(verb=asked.verb)
    if asked.thing:
        kind, _colon, key = asked.thing.partition(":")
        found = found.filter(object_type=kind)
        found = found.filter(object_id=key) if key else found
    # At the ends of the calendar there is no midnight, nor anything before or after it.
    if asked.first and asked.first > date.min:
        found = found.filter(at__gte=_midnight(asked.first))
    if asked.last and asked.last < date.max:
        found = found.filter(at__lt=_midnight(asked.last + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), get_current_timezone())


def _accounts_beside(by: Actor) -> set[int]:
    """One's own account and, with the right to, those of the people of one's units today."""
    own = {by.user_id} if by.user_id is not None else set()
    me = organisation.person_of(by)
    if me is None or not by.may(rights.READ_OWN_UNIT):
        return own
    today = clock.today()
    held = organisation.posts_of(me, today)
    units = {one.post.unit_id for one in held if one.post.unit_id is not None}
    beside = organisation.people_at(today, centre_id=me.centre_id).filter(
        appointments__post__unit_id__in=units, user__isnull=False
    )
    return own | set(beside.values_list("user_id", flat=True))


def names_of(entries: list[Entry]) -> dict[int, str]:
    """Account → how the person is called, in two queries for the whole page."""
    wanted = {entry.actor_id for entry in entries if entry.actor_id is not None}
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=wanted)}
    names.update({p.user_id: p.short_name for p in Person.objects.filter(user_id__in=wanted) if p.user_id})
    return names
