"""What lending does by itself: old loans lose their reader; what was not fetched goes to whoever is next; overtaken
terms are written down as replaced; what can no longer be undone is forgotten; a file of
open loans is checked, entered, taken back, and at last forgotten.
"""

from __future__ import annotations

from javon.centre.organisation.queries import the_centre
from javon.collection.runs import turns
from javon.core import clock
from javon.core.access import machine
from javon.core.jobs import enqueue, job, pause_if_asked
from javon.service.lending.actions import holds
from javon.service.lending.actions.opening import forget_old_openings
from javon.service.lending.actions.opening_kind import FILE_OF_OPEN_LOANS
from javon.service.lending.actions.terms import replace_overtaken
from javon.service.lending.actions.undoing import forget_old_deeds
from javon.service.lending.actions.unlinking import unlink_loans
from javon.service.lending.happened import OpeningRunMovesOn
from javon.service.lending.queries import hold_lists
from javon.service.lending.queries.keeping import year_to_unlink


@job
def unlink_old_loans() -> None:
    """Some at a turn; between two turns whoever waits goes first. Stopped, it goes on where it was."""
    centre = the_centre()
    year = year_to_unlink(centre, clock.today()) if centre is not None else None
    if centre is None or year is None:
        return
    while unlink_loans(by=machine("unlinking", centre.pk), centre_id=centre.pk, year=year):
        pause_if_asked()


@job
def forget_deeds_of_the_desk() -> None:
    """What could be undone until yesterday. Some at a turn; stopped, it goes on where it was."""
    centre = the_centre()
    if centre is None:
        return
    while forget_old_deeds(by=machine("undoing", centre.pk), centre=centre):
        pause_if_asked()


@job
def settle_holds() -> None:
    """Each hold in a turn of its own; killed and run again it does what is left. Missed days change nothing: what is
    over is told by the calendar, not by how often this ran.
    """
    centre = the_centre()
    if centre is None:
        return
    by, today = machine("reservations", centre.pk), clock.today()
    for hold in hold_lists.overdue_on_shelf(centre.pk, today):
        holds.expire(by=by, hold=hold)
    for hold, since in hold_lists.long_restricted(centre.pk, today):
        holds.let_go_of_restricted(by=by, hold=hold, since=since)
    holds.forget_who_held(by=by, centre=centre)


@job
def replace_terms() -> None:
    """Terms that begin today have replaced those before them. Which terms hold follows from the days, not from this."""
    centre = the_centre()
    if centre is not None:
        replace_overtaken(by=machine("terms", centre.pk), centre=centre)


# --- open loans of the paper system -----------------------------------------------------------------------


@job
def forget_old_files_of_loans() -> None:
    """Files whose loans are entered since thirty days hold names that nobody needs there."""
    centre = the_centre()
    if centre is not None:
        forget_old_openings(by=machine("openings", centre.pk))


@job
def carry_on_opening(run_id: str) -> None:
    """Do what a file waits for. Killed at any moment and run again, it goes on where it was."""
    turns.carry_on(FILE_OF_OPEN_LOANS, run_id)


def go_on_with_opening(event: OpeningRunMovesOn) -> None:
    """Somebody has decided: the worker goes on."""
    enqueue(carry_on_opening, run_id=event.run_id, unique=str(event.run_id))
