"""The nightly sweep of stored files."""

from __future__ import annotations

from javon.core import clock
from javon.core.files import storage
from javon.core.jobs import job


@job
def forget_expired_files() -> None:
    """Forget files whose time is over, then remove bytes that nobody knows."""
    storage.forget_expired(clock.today())
    storage.sweep()
