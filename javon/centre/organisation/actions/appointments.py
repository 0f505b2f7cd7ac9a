"""The verbs of employment: appoint, move, end an appointment, release. Nizom 1.3, 3.1, 4.1, 4.2.

Each locks the person and then the post, so the last free rate of a post is given once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet

from javon.centre.organisation import happened, rights
from javon.centre.organisation.models import (
    Absence,
    Appointment,
    BasedOn,
    DutyShift,
    Person,
    Post,
    Substitution,
)
from javon.centre.organisation.queries import staff as facts
from javon.centre.organisation.rules import people as rules
from javon.centre.organisation.rules.spans import A_DAY, Span
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.accounts.actions import lock_user
from javon.core.accounts.rights import MANAGE_ACCOUNTS
from javon.core.database import action
from javon.core.reactions import announce

NO_PAPER = BasedOn()


@action
def appoint(
    *,
    by: Actor,
    person: Person,
    post: Post,
    quarters: int = 4,
    from_day: date,
    last_day: date | None = None,
    note: str = "",
    based_on: BasedOn = NO_PAPER,
    override_reason: str = "",
) -> Appointment:
    """`person` holds `post` at `quarters` of a rate from `from_day`; who had left is back from that day.

    Raises Refused: ``beyond_approved``, ``holds_it_already``, ``post_not_there``, ``rate_unreal``, ``for_oneself``;
    ``overloaded`` unless somebody who may overrule it gives an `override_reason`.
    """
    require(by, rights.MANAGE_STAFF)
    person = _locked(person)
    row = Appointment(
        person=person,
        post=post,
        quarters=quarters,
        valid_from=from_day,
        valid_to=last_day,
        note=note,
        **based_on.columns,
    )
    overruled = _write(by, row, override_reason)
    audit.record(by, "appointed", row, overruled=overruled, reason=override_reason)
    announce(happened.PersonAppointed(person.pk, post.pk, from_day))
    return row


@action
def move(
    *,
    by: Actor,
    appointment: Appointment,
    post: Post,
    quarters: int = 4,
    from_day: date,
    note: str = "",
    based_on: BasedOn = NO_PAPER,
    override_reason: str = "",
) -> Appointment:
    """From `from_day` the person holds `post` in the place of `appointment`, which ends the day before.

    Raises Refused as :func:`appoint` does, and ``ended_already``.
    """
    require(by, rights.MANAGE_STAFF)
    person = _locked(appointment.person)
    old = Appointment.objects.select_for_update(of=("self",)).select_related("post").get(pk=appointment.pk)
    until = old.valid_to
    _may_end(by, old, person, from_day - A_DAY)
    _end(old, from_day - A_DAY)
    row = Appointment(
        person=person,
        post=post,
        quarters=quarters,
        valid_from=from_day,
        valid_to=until,
        note=note,
        **based_on.columns,
    )
    overruled = _write(by, row, override_reason)
    audit.record(by, "moved", row, overruled=overruled, reason=override_reason)
    announce(happened.PersonAppointed(person.pk, post.pk, from_day))
    return row


@action
def end_appointment(*, by: Actor, appointment: Appointment, last_day: date) -> Person:
    """The appointment ends with `last_day`; one that would begin later is taken out. Standing in for it ends too.

    Raises Refused: ``ended_already``, ``for_oneself``.
    """
    require(by, rights.MANAGE_STAFF)
    person = _locked(appointment.person)
    row = Appointment.objects.select_for_update(of=("self",)).select_related("post").get(pk=appointment.pk)
    _may_end(by, row, person, last_day)
    _end(row, last_day)
    audit.record(by, "appointment_ended", person)
    return person


@action
def release(
    *, by: Actor, person: Person, last_day: date, note: str = "", today: date | None = None
) -> Person:
    """`last_day` is the person's last working day: posts, standing in and shifts end with it.

    Access ends this very minute when that day is today or past; otherwise the job ``end_access_of_leavers`` ends it
    after that day. Raises Refused: ``left_already``, ``for_oneself``.
    """
    require(by, rights.MANAGE_STAFF)
    person = _locked(person)
    own = facts.is_own(person, by.user_id)
    rules.may_release(person=person.short_name, left_on=person.left_on, by_oneself=own).enforce()
    for row in Appointment.objects.filter(Q(valid_to=None) | Q(valid_to__gt=last_day), person=person):
        _end(row, last_day)
    cut(Substitution.objects.filter(substitute=person), last_day)
    cut(Absence.objects.filter(person=person), last_day)
    DutyShift.objects.filter(person=person, day__gt=last_day).delete()
    person.left_on = last_day
    person.save(update_fields=["left_on"])
    audit.record(by, "released", person, reason=note)
    announce(happened.PersonLeft(person.pk, last_day))
    if last_day <= (today or clock.today()):
        _end_access(by, person)
    return person


@action
def end_access_of_leavers(*, by: Actor, today: date | None = None) -> int:
    """Lock the accounts of everybody whose last working day is over; answers how many were still open."""
    require(by, rights.MANAGE_STAFF)
    left = Person.objects.filter(left_on__lt=today or clock.today(), user__is_active=True).select_related(
        "user"
    )
    return sum(_end_access(by, person) for person in left)


# --- pieces -----------------------------------------------------------------------------------------------


def cut(rows: QuerySet[Substitution] | QuerySet[Absence], last_day: date) -> None:
    """What would begin after `last_day` is cancelled, what would last longer ends with it."""
    rows.filter(first_day__gt=last_day).update(is_cancelled=True)
    rows.filter(first_day__lte=last_day, last_day__gt=last_day).update(last_day=last_day)


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk)


def _write(by: Actor, row: Appointment, override_reason: str) -> list[str]:
    """Lock the post, ask the rules, write; answers what was overruled."""
    post = Post.objects.select_for_update().get(pk=row.post_id)
    span = Span(row.valid_from, row.valid_to)
    verdict = rules.may_appoint(
        facts.appointing_facts(row.person, post, quarters=row.quarters, span=span, by_user_id=by.user_id)
    )
    verdict.enforce(rights=by.rights, reason=override_reason)
    row.save(force_insert=True)
    if row.person.left_on is not None and row.person.left_on < row.valid_from:
        row.person.left_on = None
        row.person.save(update_fields=["left_on"])
    return [stop.code for stop in verdict.stops]


def _may_end(by: Actor, row: Appointment, person: Person, last_day: date) -> None:
    own = facts.is_own(person, by.user_id)
    rules.may_end(rules.Ending(row.post.title, Span(row.valid_from, row.valid_to), last_day, own)).enforce()


def _end(row: Appointment, last_day: date) -> None:
    """End the row, or take it out when it would begin only later: nothing has ever rested on it."""
    stands_in = Substitution.objects.filter(appointment=row)
    if row.valid_from > last_day:
        stands_in.delete()
        row.delete()
        return
    cut(stands_in, last_day)
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])


def _end_access(by: Actor, person: Person) -> int:
    """Lock the account behind a person who has left: that follows from leaving and needs no right of its own."""
    user = person.user
    if user is None or not user.is_active:
        return 0
    lock_user(by=replace(by, rights=by.rights | {MANAGE_ACCOUNTS.code}), username=user.username)
    return 1
