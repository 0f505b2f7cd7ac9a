"""How a task comes into being: given, written down from spoken words, a point of a paper, a part of another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from javon.centre.organisation.models import Person
from javon.centre.organisation.models.basis import BasedOn
from javon.centre.organisation.queries import person_of
from javon.centre.tasks import happened, rights, rules
from javon.centre.tasks.actions.steps import acting, locked, moment, step
from javon.centre.tasks.models import Task, TaskCounter, TaskStep
from javon.centre.tasks.queries.facts import deed_facts, giving_facts, unit_of
from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce
from javon.core.uzbek import normalise
from javon.core.verdict import Refused, Verdict


@dataclass(frozen=True, slots=True)
class _Order:
    """A task about to be written: who gives what to whom, on what paper."""

    what: str
    executor: Person
    due_on: date | None
    kind: str
    issued_by: Person | None
    controller: Person | None
    basis: BasedOn
    issued_on: date
    parent: Task | None = None


@action
def issue(
    *,
    by: Actor,
    what: str,
    executor: Person,
    due_on: date | None,
    kind: str,
    today: date,
    controller: Person | None = None,
    basis_document_id: UUID | None = None,
    basis_label: str = "",
    basis_clause: str = "",
    parent: Task | None = None,
    request_id: UUID | None = None,
    override_reason: str = "",
) -> Task:
    """`by` gives `what` to `executor`, last day on time `due_on` (None: no date).

    ISSUE reaches anyone, ASSIGN the people of one's service. Without `controller` the giver controls. Raises
    Refused with every objection of ``rules.may_give``; due on a closed day, or today after closing, needs
    ``tasks.override_short_deadline`` and a reason.
    """
    if not by.may(rights.ASSIGN):
        require(by, rights.ISSUE)
    giver = person_of(by)
    order = _Order(
        normalise(what).strip(), executor, due_on, kind, giver, controller or giver,
        BasedOn(basis_label, basis_clause, basis_document_id), today, parent,
    )  # fmt: skip
    facts = giving_facts(
        by=by,
        giver=giver,
        what=order.what,
        executor=executor,
        due_on=due_on,
        now=moment(today),
        controller=controller,
        parent=parent,
    )
    return _give(by, order, rules.may_give(facts), override_reason)


@action
def write_down_oral(
    *,
    by: Actor,
    what: str,
    said_by: Person,
    due_on: date | None,
    today: date,
    request_id: UUID | None = None,
    override_reason: str = "",
) -> Task:
    """The executor writes down what `said_by` told them («direktor aytdi»): counts as accepted.

    `said_by` is its issuer and controller, sees it among what they gave, and may remark on it or cancel it.
    Raises Refused with every objection of ``rules.may_write_down``.
    """
    require(by, rights.CONFIRM_ORAL)
    executor = person_of(by)
    if executor is None:
        raise Refused.because("no_right", right=rights.CONFIRM_ORAL.code)
    text = normalise(what).strip()
    facts = giving_facts(
        by=by,
        giver=said_by,
        what=text,
        executor=executor,
        due_on=due_on,
        now=moment(today),
        controller=said_by,
        is_oral_note=True,
    )
    order = _Order(text, executor, due_on, Task.Kind.ORAL, said_by, said_by, BasedOn(), today)
    task = _give(by, order, rules.may_write_down(facts), override_reason)
    task.state = Task.State.ACCEPTED
    task.accepted_at = moment(today)
    task.save(update_fields=["state", "accepted_at"])
    step(task, TaskStep.Kind.ACCEPTED, executor, today)
    return task


def issue_from_document(
    *,
    by: Actor,
    issued_by: Person | None,
    what: str,
    executor: Person,
    due_on: date | None,
    kind: str,
    today: date,
    basis_document_id: UUID,
    basis_label: str,
    basis_clause: str = "",
    controller: Person | None = None,
) -> Task:
    """A point of a paper that is being approved, or a resolution being written, becomes a task.

    Only inside the caller's transaction; the paper is the right, so none is asked for here, and its days stand
    as signed even when they are closed ones. `issued_by` is who signs. Raises Refused with the objections of
    ``rules.may_give_by_paper`` (a day that is past, an executor who has left). Writes its own journal line.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("issue_from_document joins the transaction of the paper; there is none")
    text = normalise(what).strip()
    # Whoever signs may be told to control what they do themselves (a director's own point): nobody does then.
    warden = controller or (issued_by if issued_by != executor else None)
    facts = giving_facts(
        by=by,
        giver=issued_by,
        what=text,
        executor=executor,
        due_on=due_on,
        now=moment(today),
        controller=warden,
    )
    basis = BasedOn(basis_label, basis_clause, basis_document_id)
    order = _Order(text, executor, due_on, kind, issued_by, warden, basis, today)
    return _give(by, order, rules.may_give_by_paper(facts), "")


@action
def hand_on(
    *,
    by: Actor,
    task: Task,
    what: str,
    executor: Person,
    due_on: date | None,
    today: date,
    request_id: UUID | None = None,
    override_reason: str = "",
) -> Task:
    """The executor gives a part of `task` to somebody of their service and controls it. Returns the part.

    The whole stays theirs: it cannot be reported done while a part is open. Raises Refused.
    """
    if not by.may(rights.ISSUE):
        require(by, rights.ASSIGN)
    task = locked(task)
    person = acting(by, task)
    whole = rules.may_hand_on(deed_facts(task, by, person, today))
    text = normalise(what).strip()
    facts = giving_facts(
        by=by, giver=person, what=text, executor=executor, due_on=due_on, now=moment(today), parent=task
    )
    verdict = Verdict((*whole.refusals, *rules.may_give(facts).refusals))
    basis = BasedOn(task.basis_label, task.basis_clause, task.basis_document_id)
    order = _Order(text, executor, due_on, task.kind, person, person, basis, today, task)
    part = _give(by, order, verdict, override_reason)
    step(task, TaskStep.Kind.HANDED_ON, person, today, f"{part}: {executor}")
    return part


def _give(by: Actor, order: _Order, verdict: Verdict, override_reason: str) -> Task:
    verdict.enforce(rights=by.rights, reason=override_reason)
    task = Task.objects.create(
        centre=order.executor.centre,
        year=order.issued_on.year,
        number=_next_number(order.executor.centre_id, order.issued_on.year),
        unit=unit_of(order.executor, order.issued_on),
        first_due_on=order.due_on,
        **_columns(order),
    )
    step(task, TaskStep.Kind.ISSUED, order.issued_by, order.issued_on)
    overruled = [stop.code for stop in verdict.stops]
    audit.record(by, "task_issued", task, overruled=overruled, reason=override_reason)
    announce(happened.TaskIssued(task.pk, order.executor.pk))
    return task


def _columns(order: _Order) -> dict[str, Any]:
    return {
        "what": order.what,
        "executor": order.executor,
        "due_on": order.due_on,
        "kind": order.kind,
        "issued_by": order.issued_by,
        "controller": order.controller,
        "issued_on": order.issued_on,
        "parent": order.parent,
        **order.basis.columns,
    }


def _next_number(centre_id: UUID, year: int) -> int:
    """The next number of the year; given back by rolling back. Two givers stand one behind the other here."""
    TaskCounter.objects.get_or_create(centre_id=centre_id, year=year)
    counter = TaskCounter.objects.select_for_update().get(centre_id=centre_id, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
