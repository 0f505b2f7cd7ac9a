"""The timetable of the house: every periodic job in one list, and every other job that exists in another.

Functions, not strings: an editor can jump to each. A job that is in neither list is not run.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

from javon.centre.documents import jobs as documents
from javon.centre.organisation import jobs as organisation
from javon.centre.tasks import jobs as tasks
from javon.collection.catalogue import jobs as catalogue
from javon.collection.stock import jobs as stock
from javon.config import jobs as house
from javon.core.audit import jobs as audit
from javon.core.files import jobs as files
from javon.core.jobs import Periodic, housekeeping

PERIODIC: tuple[Periodic, ...] = (
    Periodic(house.back_up_home, daily=time(2, 30)),
    Periodic(organisation.end_access_of_leavers, daily=time(0, 5)),
    Periodic(documents.bring_due_into_force, daily=time(0, 10)),
    Periodic(documents.ask_newcomers, daily=time(6, 0)),
    Periodic(tasks.remind_of_due, daily=time(8, 30)),
    Periodic(audit.seal_journal, every=timedelta(minutes=1)),
    Periodic(catalogue.forget_found_elsewhere, every=timedelta(minutes=30)),
    Periodic(housekeeping.forget_old_claims, daily=time(3, 10)),
    Periodic(files.forget_expired_files, daily=time(3, 20)),
)

JOBS: tuple[Callable[..., Any], ...] = (
    documents.print_version,
    catalogue.rewrite_records,
    stock.carry_on_old_lines,
    stock.look_over_catalogue,
)
