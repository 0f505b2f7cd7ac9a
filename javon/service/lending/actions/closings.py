"""The house is closed on days that were open: loans due then may come later, and whoever has them is told once.

A reaction to the calendar. Dates move forward only: taking the closed day back leaves what readers were told. Issue D.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.happened import CalendarChanged
from javon.centre.organisation.models import Centre
from javon.core import audit, clock
from javon.core.access import machine
from javon.core.messaging import planning
from javon.service.lending import notices
from javon.service.lending.models import Loan
from javon.service.lending.queries.facts import calendar_from
from javon.service.lending.rules.dates import after_closing

AT_ONCE = 500


def move_due_dates(changed: CalendarChanged) -> None:
    """Loans due on a closed day of the span go to the next open one; readers are told where nobody could expect it."""
    centre = Centre.objects.get(pk=changed.centre_id)
    if not any(hours for _weekday, hours in organisation.timetable(centre)):
        return  # no hours entered yet: nobody knows which day is open
    today = clock.today()
    is_open = calendar_from(centre, changed.first)
    rows = Loan.objects.select_for_update().filter(
        centre=centre, state=Loan.State.OPEN, due_on__range=(changed.first, changed.last)
    )
    moved = [
        _moved(loan, new)
        for loan in rows.order_by("pk")
        if (new := after_closing(loan.due_on, is_open)) > loan.due_on
    ]
    if not moved:
        return
    Loan.objects.bulk_update(moved, ["due_on", "due_version", "reasons"], batch_size=AT_ONCE)
    audit.record(machine("calendar", centre.pk), "due_dates_moved", centre, copies=len(moved))
    if changed.is_unexpected:
        planning.plan(notices.moved([one for one in moved if one.reader_id], today), now=clock.now())


def _moved(loan: Loan, to: date) -> Loan:
    reasons: dict[str, Any] = dict(loan.reasons)
    counted = date.fromisoformat(reasons["counted"]) if reasons.get("counted") else loan.due_on
    loan.reasons = {**reasons, "counted": str(counted), "moved": (to - counted).days}
    loan.due_on, loan.due_version = to, loan.due_version + 1
    return loan
