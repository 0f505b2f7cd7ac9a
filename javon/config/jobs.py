"""The jobs of the house itself: what the timetable does for the home as a whole."""

from __future__ import annotations

from javon.config import backups
from javon.core.jobs import job


@job(max_attempts=3)
def back_up_home() -> None:
    """The nightly backup, read back after it was written; old ones go."""
    backups.nightly()
