"""The executor's verbs: accept, begin, report it done with evidence, ask for more time; and anyone's remark."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from javon.centre.tasks import happened, rights, rules
from javon.centre.tasks.actions.steps import acting, locked, moment, step
from javon.centre.tasks.models import Task, TaskEvidence, TaskStep
from javon.centre.tasks.queries.facts import deed_facts
from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.files.models import StoredFile
from javon.core.reactions import announce
from javon.core.uzbek import normalise


@action
def accept(*, by: Actor, task: Task, today: date) -> Task:
    """The executor takes the task on; for an oral instruction: confirms that it was given so."""
    require(by, rights.EXECUTE)
    task = locked(task)
    person = acting(by, task)
    rules.may_accept(deed_facts(task, by, person, today)).enforce()
    task.state, task.accepted_at = Task.State.ACCEPTED, moment(today)
    task.save(update_fields=["state", "accepted_at"])
    step(task, TaskStep.Kind.ACCEPTED, person, today)
    audit.record(by, "task_accepted", task)
    return task


@action
def start(*, by: Actor, task: Task, today: date) -> Task:
    """Work has begun. Whoever begins has accepted."""
    require(by, rights.EXECUTE)
    task = locked(task)
    person = acting(by, task)
    rules.may_start(deed_facts(task, by, person, today)).enforce()
    task.state, task.accepted_at = Task.State.IN_WORK, task.accepted_at or moment(today)
    task.save(update_fields=["state", "accepted_at"])
    step(task, TaskStep.Kind.STARTED, person, today)
    audit.record(by, "task_started", task)
    return task


@action
def report_done(
    *,
    by: Actor,
    task: Task,
    outcome: str,
    today: date,
    files: Sequence[StoredFile] = (),
    link: str = "",
    link_label: str = "",
    request_id: UUID | None = None,
) -> Task:
    """The executor says what was done and proves it: a file, a link, or words enough to tell it.

    `files` were kept before (``core.files.storage.keep``), for a day; from now on they stay. Raises Refused.
    """
    require(by, rights.EXECUTE)
    task = locked(task)
    person = acting(by, task)
    outcome, link = normalise(outcome).strip(), link.strip()
    facts = deed_facts(task, by, person, today, text=outcome, has_file=bool(files), link=link)
    rules.may_report_done(facts).enforce()
    now = moment(today)
    task.state, task.outcome, task.done_at, task.done_on = Task.State.DONE, outcome, now, today
    task.accepted_at = task.accepted_at or now
    task.save(update_fields=["state", "outcome", "done_at", "done_on", "accepted_at"])
    _keep_evidence(task, files, link, normalise(link_label).strip(), now)
    step(task, TaskStep.Kind.REPORTED, person, today, outcome)
    audit.record(by, "task_reported_done", task)
    announce(happened.TaskDone(task.pk, today))
    return task


def _keep_evidence(task: Task, files: Sequence[StoredFile], link: str, label: str, now: datetime) -> None:
    for file in files:
        TaskEvidence.objects.create(task=task, file=file, label=file.original_name[:300], added_at=now)
        StoredFile.objects.filter(pk=file.pk).update(keep_until=None)
    if link:
        TaskEvidence.objects.create(task=task, address=link[:300], label=(label or link)[:300], added_at=now)


@action
def ask_extension(
    *,
    by: Actor,
    task: Task,
    new_due_on: date | None,
    reason: str,
    today: date,
    request_id: UUID | None = None,
) -> Task:
    """The executor asks for `new_due_on`, and says why. The day stays as it is until somebody answers."""
    require(by, rights.EXECUTE)
    task = locked(task)
    person = acting(by, task)
    reason = normalise(reason).strip()
    facts = deed_facts(task, by, person, today, text=reason, new_due_on=new_due_on)
    rules.may_ask_extension(facts).enforce()
    assert new_due_on is not None  # the rule has refused a missing day
    step(task, TaskStep.Kind.EXTENSION_ASKED, person, today, reason, new_due_on)
    audit.record(by, "task_extension_asked", task)
    announce(happened.ExtensionAsked(task.pk, new_due_on))
    return task


@action
def note(*, by: Actor, task: Task, text: str, today: date, request_id: UUID | None = None) -> Task:
    """Write a remark beside the task: a question, or that an oral instruction was not meant so."""
    if not any(by.may(right) for right in (rights.ASSIGN, rights.ISSUE, rights.CONTROL)):
        require(by, rights.EXECUTE)
    task = locked(task)
    person = acting(by, task)
    text = normalise(text).strip()
    rules.may_note(deed_facts(task, by, person, today, text=text)).enforce()
    step(task, TaskStep.Kind.NOTED, person, today, text)
    audit.record(by, "task_noted", task)
    return task
