"""The verbs of whoever gave a task or controls it: send back, take off control, give time, call off, remind."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from javon.centre.tasks import happened, rights, rules
from javon.centre.tasks.actions.steps import acting, locked, moment, step
from javon.centre.tasks.models import Task, TaskStep
from javon.centre.tasks.queries.facts import deed_facts, pending_extension
from javon.core import audit
from javon.core.access import Actor, Right, require
from javon.core.database import action
from javon.core.reactions import announce
from javon.core.uzbek import normalise


@action
def take_off_control(
    *, by: Actor, task: Task, today: date, note: str = "", request_id: UUID | None = None
) -> Task:
    """The controller is content: the task is closed. Nobody closes what they did themselves. Raises Refused."""
    _require_standing(by, rights.CONTROL)
    task = locked(task)
    person = acting(by, task)
    rules.may_take_off_control(deed_facts(task, by, person, today)).enforce()
    task.state, task.closed_at = Task.State.OFF_CONTROL, moment(today)
    task.save(update_fields=["state", "closed_at"])
    step(task, TaskStep.Kind.CLOSED, person, today, normalise(note).strip())
    audit.record(by, "task_taken_off_control", task)
    announce(happened.TaskClosed(task.pk, is_cancelled=False))
    return task


@action
def send_back(*, by: Actor, task: Task, remark: str, today: date, request_id: UUID | None = None) -> Task:
    """What was reported is not enough: back into work, with a remark. The earlier report stays in the history."""
    _require_standing(by, rights.CONTROL)
    task = locked(task)
    person = acting(by, task)
    remark = normalise(remark).strip()
    rules.may_send_back(deed_facts(task, by, person, today, text=remark)).enforce()
    task.state, task.done_at, task.done_on, task.outcome = Task.State.IN_WORK, None, None, ""
    task.save(update_fields=["state", "done_at", "done_on", "outcome"])
    step(task, TaskStep.Kind.RETURNED, person, today, remark)
    audit.record(by, "task_sent_back", task)
    announce(happened.TaskReturned(task.pk))
    return task


@action
def grant_extension(
    *,
    by: Actor,
    task: Task,
    today: date,
    new_due_on: date | None = None,
    note: str = "",
    request_id: UUID | None = None,
) -> Task:
    """Give the time that was asked for, or another day (`new_due_on`). `first_due_on` stays as it was."""
    _require_standing(by, rights.GRANT_EXTENSION)
    task = locked(task)
    person = acting(by, task)
    asked = pending_extension(task)
    day = new_due_on or (asked.asked_due_on if asked is not None else None)
    rules.may_grant_extension(deed_facts(task, by, person, today, new_due_on=day)).enforce()
    task.due_on = day
    task.save(update_fields=["due_on"])
    step(task, TaskStep.Kind.EXTENSION_GRANTED, person, today, normalise(note).strip(), day)
    audit.record(by, "task_extended", task)
    announce(happened.ExtensionAnswered(task.pk, is_granted=True))
    return task


@action
def refuse_extension(
    *, by: Actor, task: Task, reason: str, today: date, request_id: UUID | None = None
) -> Task:
    """The day stays as it is, and the executor reads why."""
    _require_standing(by, rights.GRANT_EXTENSION)
    task = locked(task)
    person = acting(by, task)
    reason = normalise(reason).strip()
    rules.may_refuse_extension(deed_facts(task, by, person, today, text=reason)).enforce()
    step(task, TaskStep.Kind.EXTENSION_REFUSED, person, today, reason)
    audit.record(by, "task_extension_refused", task)
    announce(happened.ExtensionAnswered(task.pk, is_granted=False))
    return task


@action
def cancel(*, by: Actor, task: Task, reason: str, today: date, request_id: UUID | None = None) -> Task:
    """Whoever gave the task calls it off, and says why. It stays in the history; its number is not used again."""
    _require_standing(by, rights.ISSUE)
    task = locked(task)
    person = acting(by, task)
    reason = normalise(reason).strip()
    rules.may_cancel(deed_facts(task, by, person, today, text=reason)).enforce()
    task.state, task.closed_at = Task.State.CANCELLED, moment(today)
    task.save(update_fields=["state", "closed_at"])
    step(task, TaskStep.Kind.CANCELLED, person, today, reason)
    audit.record(by, "task_cancelled", task)
    announce(happened.TaskClosed(task.pk, is_cancelled=True))
    return task


@action
def remind(*, by: Actor, task: Task, today: date, request_id: UUID | None = None) -> Task:
    """Remind the executor, once a day by people; the machine reminds by ``jobs.remind_of_due``."""
    _require_standing(by, rights.CONTROL)
    task = locked(task)
    person = acting(by, task)
    rules.may_remind(deed_facts(task, by, person, today)).enforce()
    step(task, TaskStep.Kind.REMINDED, person, today)
    audit.record(by, "task_reminded", task)
    days_left = (task.due_on - today).days if task.due_on is not None else 0
    announce(happened.TaskDue(task.pk, task.executor_id, days_left))
    return task


@action
def remind_by_machine(*, by: Actor, task: Task, today: date, mark: str) -> bool:
    """One reminder per `mark` and task; False when it was sent already, or the task needs none any more."""
    require(by, rights.CONTROL)
    task = locked(task)
    if task.state not in Task.OPEN or task.due_on is None or task.steps.filter(mark=mark).exists():
        return False
    step(task, TaskStep.Kind.REMINDED, None, today, mark=mark)
    audit.record(by, "task_reminded", task)
    announce(happened.TaskDue(task.pk, task.executor_id, (task.due_on - today).days))
    return True


def _require_standing(by: Actor, right: Right) -> None:
    """Return for whoever takes part in execution at all; which task is theirs to judge, the rules say."""
    if not any(by.may(one) for one in (rights.ASSIGN, rights.ISSUE, rights.EXECUTE)):
        require(by, right)
