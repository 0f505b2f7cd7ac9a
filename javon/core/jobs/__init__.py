"""Background work kept in the database: nothing enqueued is lost, nobody needs a broker.

``@job`` marks a function; ``enqueue(function, **ids)`` in the caller's transaction asks for it.
"""

from javon.core.jobs.tasks import (
    ComeBack,
    Periodic,
    enqueue,
    job,
    learn_timetable,
    pause_if_asked,
    stop_requested,
)

__all__ = ["ComeBack", "Periodic", "enqueue", "job", "learn_timetable", "pause_if_asked", "stop_requested"]
