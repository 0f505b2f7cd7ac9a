"""What a job is, which jobs exist, and how one is asked for.

Jobs carry identifiers and plain figures, never objects; they may be run twice (a worker can die after the
work and before saying so), so each calls one action that bears it. Config tells once which jobs exist.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from django.apps import apps
from django.db import IntegrityError, transaction

from javon.core import clock

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


class ComeBack(Exception):
    """Raised by a job that is not finished and wants to be run again; this is no failure."""

    def __init__(self, after: timedelta = timedelta()) -> None:
        super().__init__(f"again after {after}")
        self.after = after


@dataclass(frozen=True, slots=True)
class Terms:
    """How a job is run."""

    priority: int = 0  # higher first
    max_attempts: int = 5


def job(function: Any = None, *, priority: int = 0, max_attempts: int = 5) -> Any:
    """Mark a function as a job. It stays an ordinary function; ``f.enqueue(**ids)`` asks for it."""

    def mark(marked: FunctionT) -> FunctionT:
        marked.terms = Terms(priority, max_attempts)  # type: ignore[attr-defined]
        marked.enqueue = lambda **given: enqueue(marked, **given)  # type: ignore[attr-defined]
        return marked

    return mark if function is None else mark(function)


def name_of(function: Callable[..., Any]) -> str:
    """The dotted name under which a job is kept."""
    return f"{function.__module__}.{function.__qualname__}"


def enqueue(
    function: Callable[..., Any], *, run_at: datetime | None = None, unique: str = "", **ids: Any
) -> Any:
    """Ask for a job, in the caller's transaction: rolled back with it, visible once it commits.

    With `unique`, a job that still waits under the same key is enough; it is returned. Returns the row.
    """
    terms: Terms | None = getattr(function, "terms", None)
    if terms is None:
        raise TypeError(f"{name_of(function)} is no job; mark it with @job")
    model = apps.get_model("jobs", "Job")
    now = clock.now()
    wanted = {
        "arguments": {name: _plain(value) for name, value in ids.items()},
        "priority": terms.priority,
        "max_attempts": terms.max_attempts,
        "run_at": run_at or now,
        "created_at": now,
    }
    name = name_of(function)
    if not unique:
        return model.objects.create(task=name, **wanted)
    waiting = model.objects.filter(task=name, unique=unique, state="ready")
    if (found := waiting.first()) is not None:
        return _brought_forward(found, wanted["run_at"])
    try:
        with transaction.atomic():
            return model.objects.create(task=name, unique=unique, **wanted)
    except IntegrityError:  # its twin was quicker, on PostgreSQL
        return waiting.first()


def _brought_forward(waiting: Any, run_at: Any) -> Any:
    if run_at < waiting.run_at:
        waiting.run_at = run_at
        waiting.save(update_fields=["run_at"])
    return waiting


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if hasattr(value, "_meta"):
        raise TypeError("a job carries identifiers, not objects: give it the pk")
    return str(value)


# --- the timetable ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Periodic:
    """A job that comes round: `every` so often, or `daily` at a time of the clock in Tashkent."""

    function: Callable[..., Any]
    every: timedelta | None = None
    daily: time | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if (self.every is None) == (self.daily is None):
            raise ValueError("a periodic job comes round either `every` so often or `daily`")

    @property
    def name(self) -> str:
        told = ",".join(f"{key}={value}" for key, value in sorted(self.arguments.items()))
        return name_of(self.function) + (f"({told})" if told else "")

    def slot(self, now: datetime) -> datetime:
        """The latest slot that has come, at or before `now`."""
        local = now.astimezone(clock.TASHKENT)
        if self.daily is not None:
            today = datetime.combine(local.date(), self.daily, clock.TASHKENT)
            return today if today <= local else today - timedelta(days=1)
        assert self.every is not None
        midnight = datetime(2020, 1, 1, tzinfo=clock.TASHKENT)  # any fixed moment: slots are counted from it
        return midnight + (local - midnight) // self.every * self.every

    def next_slot(self, now: datetime) -> datetime:
        """The first slot after `now`."""
        return self.slot(now) + (self.every or timedelta(days=1))


_jobs: dict[str, Callable[..., Any]] = {}
_periodic: tuple[Periodic, ...] = ()


def learn_timetable(jobs: Iterable[Callable[..., Any]], periodic: Iterable[Periodic]) -> None:
    """Config tells, once at start, which jobs exist and which come round."""
    global _jobs, _periodic
    _periodic = tuple(periodic)
    _jobs = {name_of(function): function for function in (*jobs, *(entry.function for entry in _periodic))}


def known_job(name: str) -> Callable[..., Any] | None:
    """The function behind a dotted name, when this program knows it."""
    return _jobs.get(name)


def timetable() -> tuple[Periodic, ...]:
    """Every periodic job."""
    return _periodic


_stop = threading.Event()


def stop_requested() -> bool:
    """True when the worker has been asked to stop: a long job ends at its next safe point with ComeBack."""
    return _stop.is_set()


def pause_if_asked() -> None:
    """A safe point of a long job: asked to stop it ends here, and is run again."""
    if stop_requested():
        raise ComeBack


def request_stop() -> None:
    """Ask the running job of this process to come to an end."""
    _stop.set()
