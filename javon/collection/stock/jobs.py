"""What the stock does by itself: a file of old inventory lines is checked, entered and taken back, turn by turn; the whole
catalogue is looked over after each new list of prohibited publications.
"""

from __future__ import annotations

from uuid import UUID

from javon.collection.runs import turns
from javon.collection.stock.actions.old_lines_kind import FILE_OF_OLD_LINES
from javon.collection.stock.actions.prohibited import carry_on_look
from javon.collection.stock.happened import OldLinesMoveOn, ProhibitedListEntered
from javon.core.access import machine
from javon.core.jobs import enqueue, job, pause_if_asked


@job
def carry_on_old_lines(run_id: str) -> None:
    """Do what a file waits for. Killed at any moment and run again, it goes on where it was."""
    turns.carry_on(FILE_OF_OLD_LINES, run_id)


def go_on_with_old_lines(event: OldLinesMoveOn) -> None:
    """Somebody has decided: the worker goes on."""
    enqueue(carry_on_old_lines, run_id=event.run_id, unique=str(event.run_id))


@job
def look_over_catalogue(list_id: str) -> None:
    """Turn by turn; killed and started again it goes on where it was. Between two turns whoever waits goes first."""
    while carry_on_look(by=machine("prohibited"), list_id=UUID(list_id)):
        pause_if_asked()


def look_after_list(event: ProhibitedListEntered) -> None:
    """A new version: everything that is there is held against it."""
    enqueue(look_over_catalogue, list_id=event.list_id, unique=str(event.list_id))
