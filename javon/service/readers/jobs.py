"""What the readers' register does by itself: a file of readers is checked, entered, taken back, and at last forgotten."""

from __future__ import annotations

from javon.collection.runs import turns
from javon.core.access import machine
from javon.core.jobs import enqueue, job
from javon.service.readers.actions.arrivals_kind import FILE_OF_READERS
from javon.service.readers.actions.erasing import forget_old_files
from javon.service.readers.happened import ReadersRunMovesOn


@job
def forget_old_files_of_readers() -> None:
    """Files whose readers are in the register since thirty days hold copies of what the register knows better."""
    forget_old_files(by=machine("readers"))


@job
def carry_on_readers(run_id: str) -> None:
    """Do what a file waits for. Killed at any moment and run again, it goes on where it was."""
    turns.carry_on(FILE_OF_READERS, run_id)


def go_on_with_readers(event: ReadersRunMovesOn) -> None:
    """Somebody has decided: the worker goes on."""
    enqueue(carry_on_readers, run_id=event.run_id, unique=str(event.run_id))
