"""The verbs of the duty roster: put on duty, take off, copy a week."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from javon.centre.organisation import rights
from javon.centre.organisation.models import Centre, DutyShift, Person, ServicePoint
from javon.centre.organisation.queries import roster as queries
from javon.centre.organisation.rules import roster as rules
from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise
from javon.core.verdict import Refused


@action
def put_on_duty(
    *,
    by: Actor,
    person: Person,
    point: ServicePoint,
    day: date,
    starts_at: time,
    ends_at: time,
    today: date,
    note: str = "",
    override_reason: str = "",
    request_id: UUID | None = None,
) -> DutyShift:
    """`person` is at `point` on `day`. Raises Refused with every objection of ``rules.may_be_on_duty``.

    On a closed day only with ``organisation.override_closed_house`` and a reason.
    """
    require(by, rights.MANAGE_ROSTER)
    person = Person.objects.select_for_update().get(pk=person.pk)
    verdict = rules.may_be_on_duty(queries.shift_facts(person, point, day, starts_at, ends_at, today))
    verdict.enforce(rights=by.rights, reason=override_reason)
    shift = DutyShift.objects.create(
        person=person,
        point=point,
        day=day,
        starts_at=starts_at,
        ends_at=ends_at,
        note=normalise(note).strip(),
    )
    overruled = [stop.code for stop in verdict.stops]
    audit.record(by, "put_on_duty", shift, overruled=overruled, reason=override_reason)
    return shift


@action
def take_off_duty(*, by: Actor, shift_id: Any, today: date) -> None:
    """The shift is off the roster."""
    require(by, rights.MANAGE_ROSTER)
    shift = DutyShift.objects.select_for_update().filter(pk=shift_id).first()
    if shift is None:
        raise Refused.because("no_such_shift")
    if (today - shift.day).days > rules.CHANGED_FOR:
        raise Refused.because("shift_long_past", day=shift.day)
    audit.record(by, "taken_off_duty", shift)
    shift.delete()


@action
def copy_week(
    *, by: Actor, centre: Centre, from_monday: date, to_monday: date, today: date
) -> dict[str, int]:
    """The shifts of one week on the same weekdays of another, as far as the rules let them.

    Answers {"copied": n, "left": m}: `left` are those that somebody's absence, a closed day or another shift forbids.
    """
    require(by, rights.MANAGE_ROSTER)
    centre = Centre.objects.select_for_update().get(pk=centre.pk)
    shifts = queries.shifts_between(centre, from_monday, from_monday + timedelta(days=6))
    if not shifts:
        raise Refused.because("nothing_to_copy", week=from_monday)
    copied = left = 0
    for shift in shifts:
        day = to_monday + (shift.day - from_monday)
        facts = queries.shift_facts(shift.person, shift.point, day, shift.starts_at, shift.ends_at, today)
        if not rules.may_be_on_duty(facts):
            left += 1
            continue
        DutyShift.objects.create(
            person=shift.person, point=shift.point, day=day, starts_at=shift.starts_at, ends_at=shift.ends_at
        )
        copied += 1
    audit.record(by, "roster_week_copied", centre)
    return {"copied": copied, "left": left}
