"""The jobs of the house itself: what the timetable does for the home as a whole."""

from __future__ import annotations

from datetime import timedelta

from javon.config import backups, wiping
from javon.core.jobs import ComeBack, job


@job(max_attempts=3)
def back_up_home() -> None:
    """The nightly backup, read back after it was written; old ones go."""
    backups.nightly()


@job(max_attempts=3)
def wipe_traces_of_erased() -> None:
    """Before the backup: where readers were erased, the database file is written anew."""
    try:
        wiping.wipe_traces()
    except wiping.LogInUse as busy:
        raise ComeBack(timedelta(minutes=5)) from busy
