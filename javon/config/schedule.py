"""The timetable of the house: every periodic job in one list, and every other job that exists in another.

Functions, not strings: an editor can jump to each. A job that is in neither list is not run.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

from javon.config import jobs as house
from javon.core.audit import jobs as audit
from javon.core.files import jobs as files
from javon.core.jobs import Periodic, housekeeping

PERIODIC: tuple[Periodic, ...] = (
    Periodic(house.back_up_home, daily=time(2, 30)),
    Periodic(audit.seal_journal, every=timedelta(minutes=1)),
    Periodic(housekeeping.forget_old_claims, daily=time(3, 10)),
    Periodic(files.forget_expired_files, daily=time(3, 20)),
)

JOBS: tuple[Callable[..., Any], ...] = ()
