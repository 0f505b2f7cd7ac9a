"""What happens to tasks, told to whoever listens (config/reactions.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TaskIssued:
    """Somebody got a task."""

    task_id: UUID
    executor_id: UUID


@dataclass(frozen=True, slots=True)
class TaskDone:
    """The executor reports it done, with evidence; its controller is next."""

    task_id: UUID
    done_on: date


@dataclass(frozen=True, slots=True)
class TaskReturned:
    """The report was sent back; the executor is next."""

    task_id: UUID


@dataclass(frozen=True, slots=True)
class TaskClosed:
    """Taken off control, or cancelled."""

    task_id: UUID
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class ExtensionAsked:
    """The executor asks for more time; who gave the task is next."""

    task_id: UUID
    new_due_on: date


@dataclass(frozen=True, slots=True)
class ExtensionAnswered:
    """More time was given, or not."""

    task_id: UUID
    is_granted: bool


@dataclass(frozen=True, slots=True)
class TaskDue:
    """The executor is to be reminded: `days_left` until the last day on time, negative when it is late."""

    task_id: UUID
    executor_id: UUID
    days_left: int
