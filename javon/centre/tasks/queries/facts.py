"""What is known before something is done to a task: handed to the rules."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from javon.centre.organisation.models import Absence, Centre, Person, Unit, UnitPlacement
from javon.centre.organisation.queries import posts_of
from javon.centre.organisation.queries.calendar import Timetable
from javon.centre.organisation.queries.people import people_at, valid_on
from javon.centre.tasks import rights
from javon.centre.tasks.models import Task, TaskStep
from javon.centre.tasks.rules import DeedFacts, GivingFacts, may_give
from javon.core import clock
from javon.core.access import Actor
from javon.core.verdict import Refusal

EXTENSION_KINDS = (
    TaskStep.Kind.EXTENSION_ASKED,
    TaskStep.Kind.EXTENSION_GRANTED,
    TaskStep.Kind.EXTENSION_REFUSED,
)


def units_under(person: Person, day: date) -> frozenset[UUID]:
    """The units in which `person` holds a post on `day`, and every unit below them."""
    found = {held.post.unit_id for held in posts_of(person, day) if held.post.unit_id is not None}
    below: dict[UUID | None, list[UUID]] = {}
    for unit_id, parent_id in UnitPlacement.objects.filter(valid_on(day)).values_list("unit_id", "parent_id"):
        below.setdefault(parent_id, []).append(unit_id)
    waiting = list(found)
    while waiting:
        for unit_id in below.get(waiting.pop(), []):
            if unit_id not in found:
                found.add(unit_id)
                waiting.append(unit_id)
    return frozenset(found)


def reach(by: Actor, person: Person | None, day: date) -> list[Person]:
    """To whom `by` may give a task on `day`, by name: anyone with ISSUE, one's service with ASSIGN."""
    if by.may(rights.ISSUE):
        everybody = people_at(day, centre_id=by.centre_id)
        return list(everybody if person is None else everybody.exclude(pk=person.pk))
    if person is None or not by.may(rights.ASSIGN):
        return []
    units = units_under(person, day)
    everybody = people_at(day, centre_id=person.centre_id).exclude(pk=person.pk)
    return [one for one in everybody if any(held.post.unit_id in units for held in posts_of(one, day))]


def unit_of(person: Person, day: date) -> Unit | None:
    """The service in which `person` holds the first post on `day`."""
    return next((held.post.unit for held in posts_of(person, day) if held.post.unit is not None), None)


def giving_facts(
    *,
    by: Actor,
    giver: Person | None,
    what: str,
    executor: Person,
    due_on: date | None,
    now: datetime,
    controller: Person | None = None,
    parent: Task | None = None,
    is_oral_note: bool = False,
) -> GivingFacts:
    """What is known before a task is given. `giver` is the employee who gives it (None: the machine)."""
    today = now.date()
    due = due_on or today
    book = Timetable.of(executor.centre, today, max(due, today)) if due_on is not None else None
    # A centre that has entered no hours yet is taken to be open: its first days are not refused.
    hours = book.hours(due) if book is not None and book.weekly else [(time.min, time.max)]
    away = Absence.objects.filter(
        person=executor, is_cancelled=False, first_day__lte=due, last_day__gte=due
    ).first()
    works = (executor.left_on is None or executor.left_on >= today) and bool(posts_of(executor, today))
    in_reach = is_oral_note or by.is_machine or executor in reach(by, giver, today)
    return GivingFacts(
        what=what,
        executor=str(executor),
        today=today,
        due_on=due_on,
        executor_works=works,
        executor_in_reach=in_reach or giver == executor,
        given_to_oneself=giver == executor and not is_oral_note,
        controls_oneself=controller == executor,
        due_is_open=bool(hours),
        closed_for_today=bool(hours) and now.time() >= max(closes for _opens, closes in hours),
        away_until=away.last_day if away is not None else None,
        whole_due_on=parent.due_on if parent is not None else None,
    )


def warnings_of(task: Task, by: Actor) -> tuple[Refusal, ...]:
    """What is worth telling whoever has just given `task`: it stands, and they may want to know."""
    facts = giving_facts(
        by=by, giver=None, what=task.what, executor=task.executor, due_on=task.due_on, now=clock.now()
    )
    return may_give(facts).warnings


def pending_extension(task: Task) -> TaskStep | None:
    """The request for more time that nobody has answered; None when there is none."""
    last = task.steps.filter(kind__in=EXTENSION_KINDS).order_by("-at", "-id").first()
    return last if last is not None and last.kind == TaskStep.Kind.EXTENSION_ASKED else None


def stands_in_for(person: Person | None, other: Person, day: date) -> bool:
    """True when `person` acts for `other` on `day`: a substitution of one of their posts."""
    if person is None:
        return False
    return any(held.instead_of == other for held in posts_of(person, day))


def is_open_day(centre: Centre, day: date) -> bool:
    """Is the house open that day? A centre without hours is taken to be open."""
    book = Timetable.of(centre, day, day)
    return not book.weekly or bool(book.hours(day))


def deed_facts(task: Task, by: Actor, person: Person | None, today: date, **typed: Any) -> DeedFacts:
    """What is known before `by` (the employee `person`) acts on `task`.

    `typed` are fields of DeedFacts: text, has_file, link, new_due_on.
    """
    pending = pending_extension(task)
    reporter = task.steps.filter(kind=TaskStep.Kind.REPORTED).order_by("-at", "-id").first()
    # The machine acts for whoever the deed belongs to (a command of the server, the demo).
    is_executor = by.is_machine or (
        person is not None and (person == task.executor or stands_in_for(person, task.executor, today))
    )
    new_due_on = typed.get("new_due_on")
    since = datetime.combine(today, time.min, clock.TASHKENT)
    reminders = task.steps.filter(
        kind=TaskStep.Kind.REMINDED, mark="", at__range=(since, since + timedelta(days=1))
    )
    return DeedFacts(
        number=str(task),
        state=task.state,
        today=today,
        due_on=task.due_on,
        is_executor=is_executor,
        is_reporter=person is not None and reporter is not None and reporter.by_person_id == person.pk,
        is_issuer=person is not None and person.pk == task.issued_by_id,
        is_controller=person is not None and person.pk == task.controller_id,
        may_control=by.may(rights.CONTROL),
        may_grant=by.may(rights.GRANT_EXTENSION),
        may_cancel_any=by.may(rights.ISSUE),
        open_parts=tuple(str(part) for part in task.parts.filter(state__in=Task.OPEN).order_by("number")),
        asked_due_on=pending.asked_due_on if pending is not None else None,
        reminded_today=reminders.exists(),
        new_due_is_open=new_due_on is None or is_open_day(task.centre, new_due_on),
        whole_due_on=task.parent.due_on if task.parent is not None else None,
        **typed,
    )
