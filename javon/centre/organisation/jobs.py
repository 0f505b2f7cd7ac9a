"""What the organisation does by itself at night."""

from __future__ import annotations

from javon.centre.organisation.actions.appointments import end_access_of_leavers as end_access
from javon.core.access import machine
from javon.core.jobs import job


@job
def end_access_of_leavers() -> int:
    """Lock the accounts of everybody whose last working day was yesterday or earlier."""
    return end_access(by=machine("end_access_of_leavers"))
