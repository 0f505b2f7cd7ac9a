"""The evening of the hall: books that were not given back are put on a list."""

from __future__ import annotations

from javon.centre.organisation import queries as organisation
from javon.core.access import machine
from javon.core.jobs import job
from javon.service.readingroom.actions.in_house import close_evening


@job
def close_the_hall() -> None:
    """Every evening, after closing time."""
    centre = organisation.the_centre()
    if centre is not None:
        close_evening(by=machine("close_the_hall", centre.pk), centre=centre)
