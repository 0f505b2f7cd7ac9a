"""What a person decides about a file of readers: its columns, that it is entered, taken back, given up. Issue D, 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.collection.runs import deeds
from javon.collection.stock import counters
from javon.core import clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.files.models import StoredFile
from javon.core.verdict import Refused
from javon.service.readers import rights
from javon.service.readers.actions.arrivals_kind import FILE_OF_READERS
from javon.service.readers.models import ReadersRun


@action
def begin_readers(
    *, by: Actor, centre: Centre, run_id: UUID, file: StoredFile, name: str, sheets: Sequence[Mapping[str, Any]], registered_on: date
) -> ReadersRun:  # fmt: skip
    """Keep a file of readers whose `sheets` were described. `run_id` is the form's own: sent twice it is one file.

    Raises Refused ``readers_day_unreal``: readers are written into the journal of this year.
    """
    require(by, rights.IMPORT_READERS)
    if (earlier := deeds.begun(FILE_OF_READERS, centre, run_id)) is not None:
        return earlier
    today = clock.today()
    if registered_on > today or registered_on.year != today.year:
        raise Refused.because("registered_in_other_year")
    number = counters.address_number("readers-files", centre.pk)
    return deeds.begin(
        FILE_OF_READERS, by=by, centre=centre, run_id=run_id, number=number, file=file, sheets=sheets,
        name=name[:120], registered_on=registered_on,
    )  # fmt: skip


@action
def check_readers(
    *, by: Actor, run: ReadersRun, layout: Mapping[str, Any], request_id: UUID | None = None
) -> ReadersRun:
    """Say what the columns mean and have every line looked at; nobody is entered by that.

    Raises Refused: ``no_column_of_surnames``, ``no_column_of_births``, ``meaning_chosen_twice``,
    ``readers_run_not_now_check``.
    """
    require(by, rights.IMPORT_READERS)
    return deeds.check(FILE_OF_READERS, by=by, run=run, layout=layout)


@action
def enter_readers(*, by: Actor, run: ReadersRun, request_id: UUID | None = None) -> ReadersRun:
    """Enter the good lines of a checked file. Raises Refused: ``readers_run_not_now_enter``, ``no_good_line``."""
    require(by, rights.IMPORT_READERS)
    return deeds.enter(FILE_OF_READERS, by=by, run=run)


@action
def take_readers_back(*, by: Actor, run: ReadersRun, request_id: UUID | None = None) -> ReadersRun:
    """Take back everybody of an entered file who has nothing since; the others stay, each with the reason.

    A file that is still being entered is stopped. Raises Refused ``readers_run_not_now_take_back``.
    """
    require(by, rights.IMPORT_READERS)
    return deeds.take_back(FILE_OF_READERS, by=by, run=run)


@action
def drop_readers(*, by: Actor, run: ReadersRun, request_id: UUID | None = None) -> ReadersRun:
    """Give up a file of which nobody was entered. Raises Refused ``readers_run_not_now_drop``."""
    require(by, rights.IMPORT_READERS)
    return deeds.drop(FILE_OF_READERS, by=by, run=run)
