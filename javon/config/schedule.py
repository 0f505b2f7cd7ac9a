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
from javon.core.booking import jobs as booking
from javon.core.files import jobs as files
from javon.core.jobs import Periodic, housekeeping
from javon.core.messaging import jobs as messaging
from javon.service.lending import jobs as lending
from javon.service.readers import contacts
from javon.service.readers import jobs as readers
from javon.service.readingroom import jobs as readingroom

PERIODIC: tuple[Periodic, ...] = (
    Periodic(lending.replace_terms, daily=time(0, 15)),
    Periodic(lending.unlink_old_loans, daily=time(1, 30)),
    Periodic(readers.forget_old_files_of_readers, daily=time(1, 50)),
    Periodic(lending.forget_old_files_of_loans, daily=time(1, 55)),
    Periodic(house.wipe_traces_of_erased, daily=time(2, 0)),
    Periodic(house.back_up_home, daily=time(2, 30)),
    Periodic(organisation.end_access_of_leavers, daily=time(0, 5)),
    Periodic(documents.bring_due_into_force, daily=time(0, 10)),
    Periodic(lending.settle_holds, daily=time(0, 20)),
    Periodic(documents.ask_newcomers, daily=time(6, 0)),
    Periodic(tasks.remind_of_due, daily=time(8, 30)),
    Periodic(contacts.keep_contacts, daily=time(6, 45)),
    Periodic(messaging.plan_notices, daily=time(7, 0)),
    Periodic(messaging.send_messages, every=timedelta(minutes=5)),
    Periodic(messaging.ask_for_reports, every=timedelta(minutes=30)),
    Periodic(readingroom.close_the_hall, daily=time(20, 0)),
    Periodic(audit.seal_journal, every=timedelta(minutes=1)),
    Periodic(booking.settle_bookings, every=timedelta(minutes=1)),
    Periodic(catalogue.forget_found_elsewhere, every=timedelta(minutes=30)),
    Periodic(lending.forget_deeds_of_the_desk, daily=time(3, 5)),
    Periodic(housekeeping.forget_old_claims, daily=time(3, 10)),
    Periodic(files.forget_expired_files, daily=time(3, 20)),
    Periodic(messaging.forget_old_messages, daily=time(3, 30)),
)

JOBS: tuple[Callable[..., Any], ...] = (
    documents.print_version,
    catalogue.rewrite_records,
    stock.carry_on_old_lines,
    stock.look_over_catalogue,
    readers.carry_on_readers,
    lending.carry_on_opening,
)
