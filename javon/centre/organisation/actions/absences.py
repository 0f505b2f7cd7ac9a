"""The verbs of absence: somebody is away, somebody stands in with the rights of that post. Nizom 3.1."""

from __future__ import annotations

from datetime import date

from javon.centre.organisation import rights
from javon.centre.organisation.actions.appointments import cut
from javon.centre.organisation.models import Absence, Appointment, BasedOn, Person, Substitution
from javon.centre.organisation.queries import staff as facts
from javon.centre.organisation.rules import people as rules
from javon.centre.organisation.rules.spans import A_DAY, Span
from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.verdict import Refused

NO_PAPER = BasedOn()


@action
def record_absence(
    *,
    by: Actor,
    person: Person,
    kind: str,
    first_day: date,
    last_day: date,
    note: str = "",
    based_on: BasedOn = NO_PAPER,
) -> Absence:
    """`person` is away on these days. Where the person was to stand in for somebody, that ends the day before.

    Raises Refused: ``away_already``, ``left_by_then``, ``ends_before_it_begins``.
    """
    require(by, rights.MANAGE_STAFF)
    person = Person.objects.select_for_update().get(pk=person.pk)
    rules.may_be_away(facts.away_facts(person, Span(first_day, last_day))).enforce()
    row = Absence.objects.create(
        person=person, kind=kind, first_day=first_day, last_day=last_day, note=note, **based_on.columns
    )
    stood_in = Substitution.objects.filter(
        substitute=person, first_day__lte=last_day, last_day__gte=first_day
    )
    cut(stood_in.filter(is_cancelled=False), first_day - A_DAY)
    audit.record(by, "away", row)
    return row


@action
def cancel_absence(*, by: Actor, absence: Absence) -> Absence:
    """The person is not away after all; nobody stands in then. Raises Refused ``no_such_absence``."""
    require(by, rights.MANAGE_STAFF)
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    if absence.is_cancelled:
        raise Refused.because("no_such_absence")
    absence.is_cancelled = True
    absence.save(update_fields=["is_cancelled"])
    Substitution.objects.filter(absence=absence).update(is_cancelled=True)
    audit.record(by, "absence_cancelled", absence)
    return absence


@action
def substitute(
    *,
    by: Actor,
    absence: Absence,
    appointment: Appointment,
    person: Person,
    first_day: date | None = None,
    last_day: date | None = None,
    based_on: BasedOn = NO_PAPER,
) -> Substitution:
    """`person` stands in for `appointment` while its holder is away (on all those days unless said otherwise).

    The rights of that post are the substitute's on these days and no others. Raises Refused as ``rules.may_stand_in``.
    """
    require(by, rights.MANAGE_STAFF)
    person = Person.objects.select_for_update().get(pk=person.pk)
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    appointment = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("person", "post")
        .get(pk=appointment.pk)
    )
    if absence.is_cancelled or absence.person_id != appointment.person_id:
        raise Refused.because("no_such_absence")
    first, last = first_day or absence.first_day, last_day or absence.last_day
    rules.may_stand_in(
        facts.standing_in_facts(absence, appointment, person, Span(first, last), by_user_id=by.user_id)
    ).enforce()
    row = Substitution.objects.create(
        appointment=appointment,
        substitute=person,
        absence=absence,
        first_day=first,
        last_day=last,
        **based_on.columns,
    )
    audit.record(by, "stands_in", row)
    return row


@action
def cancel_substitution(*, by: Actor, substitution: Substitution) -> Substitution:
    """The substitute does not stand in any more: the rights of that post end at once."""
    require(by, rights.MANAGE_STAFF)
    row = Substitution.objects.select_for_update().get(pk=substitution.pk)
    row.is_cancelled = True
    row.save(update_fields=["is_cancelled"])
    audit.record(by, "stands_in_no_more", row)
    return row
