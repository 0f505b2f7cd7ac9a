"""What a person decides about a file of old inventory lines: its columns, that it is entered, taken back, given up.

The work itself is done by the worker, a few lines a turn. Nizom 2.11, 5.2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.runs import deeds
from javon.collection.stock import counters, rights
from javon.collection.stock.actions.old_lines_kind import FILE_OF_OLD_LINES
from javon.collection.stock.models import OldLinesRun
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.files.models import StoredFile


@action
def begin_old_lines(
    *,
    by: Actor,
    centre: Centre,
    run_id: UUID,
    file: StoredFile,
    sheets: Sequence[Mapping[str, Any]],
    service_point: ServicePoint,
    inventory_book: str = "",
    default_on: date | None = None,
    loanable: bool = True,
) -> OldLinesRun:
    """Keep a file of old inventory lines whose `sheets` were described (``old_lines_file.described``).

    `run_id` is the form's own: the same form sent twice is one file.
    """
    require(by, rights.IMPORT_OLD_LINES)
    if (earlier := deeds.begun(FILE_OF_OLD_LINES, centre, run_id)) is not None:
        return earlier
    number = counters.address_number("old-lines", centre.pk)
    return deeds.begin(
        FILE_OF_OLD_LINES, by=by, centre=centre, run_id=run_id, number=number, file=file, sheets=sheets,
        inventory_book=inventory_book, service_point=service_point, default_on=default_on, loanable=loanable,
    )  # fmt: skip


@action
def check_old_lines(
    *, by: Actor, run: OldLinesRun, layout: Mapping[str, Any], request_id: UUID | None = None
) -> OldLinesRun:
    """Say what the columns mean and have every line looked at; nothing is entered by that.

    Raises Refused: ``no_column_of_numbers``, ``no_column_of_titles``, ``meaning_chosen_twice``,
    ``old_lines_not_now_check``.
    """
    require(by, rights.IMPORT_OLD_LINES)
    return deeds.check(FILE_OF_OLD_LINES, by=by, run=run, layout=layout)


@action
def enter_old_lines(*, by: Actor, run: OldLinesRun, request_id: UUID | None = None) -> OldLinesRun:
    """Enter the good lines of a checked file. Raises Refused: ``old_lines_not_now_enter``, ``no_good_line``."""
    require(by, rights.IMPORT_OLD_LINES)
    return deeds.enter(FILE_OF_OLD_LINES, by=by, run=run)


@action
def take_old_lines_back(
    *, by: Actor, run: OldLinesRun, reason: str = "", request_id: UUID | None = None
) -> OldLinesRun:
    """Take back everything that an entered file has made; what cannot be is left with its reason.

    A file that is still being entered is stopped. Asked again, it tries once more what could not be. Raises Refused
    ``old_lines_not_now_take_back``.
    """
    require(by, rights.IMPORT_OLD_LINES)
    return deeds.take_back(FILE_OF_OLD_LINES, by=by, run=run, reason=reason)


@action
def drop_old_lines(*, by: Actor, run: OldLinesRun, request_id: UUID | None = None) -> OldLinesRun:
    """Give up a file of which nothing was entered. Raises Refused ``old_lines_not_now_drop``."""
    require(by, rights.IMPORT_OLD_LINES)
    return deeds.drop(FILE_OF_OLD_LINES, by=by, run=run)
