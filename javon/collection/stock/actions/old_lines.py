"""What a person decides about a file of old inventory lines: its columns, that it is entered, taken back, given up.

The work itself is done by the worker, a few lines a turn (``old_lines_turns.py``). Nizom 2.11, 5.2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.stock import counters, rights
from javon.collection.stock.happened import OldLinesMoveOn
from javon.collection.stock.models import OldLine, OldLinesRun
from javon.collection.stock.old_lines_file import rows_in
from javon.collection.stock.queries import old_lines as queries
from javon.collection.stock.rules import old_lines as rules
from javon.collection.stock.rules.old_lines_columns import what_is_missing
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.files.models import StoredFile
from javon.core.reactions import announce
from javon.core.verdict import Refusal, Verdict, Weight


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
    Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    if (earlier := OldLinesRun.objects.filter(pk=run_id, centre=centre).first()) is not None:
        return earlier
    StoredFile.objects.filter(pk=file.pk).update(keep_until=None)
    run = OldLinesRun.objects.create(
        id=run_id,
        centre=centre,
        number=counters.address_number("old-lines", centre.pk),
        file=file,
        inventory_book=inventory_book,
        service_point=service_point,
        default_on=default_on,
        loanable=loanable,
        sheets=list(sheets),
        created_at=clock.now(),
        created_by_id=by.user_id,
    )
    audit.record(by, "old_lines_begun", run)
    return run


@action
def check_old_lines(
    *, by: Actor, run: OldLinesRun, layout: Mapping[str, Any], request_id: UUID | None = None
) -> OldLinesRun:
    """Say what the columns mean and have every line looked at; nothing is entered by that.

    Raises Refused: ``no_column_of_numbers``, ``no_column_of_titles``, ``meaning_chosen_twice``,
    ``old_lines_not_now_check``.
    """
    require(by, rights.IMPORT_OLD_LINES)
    run = _locked(run)
    missing = [Refusal(code, Weight.FORBIDS) for code in what_is_missing(layout["columns"])]
    Verdict((*rules.may_go_on("check", run.state).refusals, *missing)).enforce()
    run.layout, run.trouble = dict(layout), ""
    _hand_over(run, OldLinesRun.State.CLEARING, rows_in(run.sheets, run.layout))
    audit.record(by, "old_lines_checked", run)
    return run


@action
def enter_old_lines(*, by: Actor, run: OldLinesRun, request_id: UUID | None = None) -> OldLinesRun:
    """Enter the good lines of a checked file. Raises Refused: ``old_lines_not_now_enter``, ``no_good_line``."""
    require(by, rights.IMPORT_OLD_LINES)
    run = _locked(run)
    good = queries.tally(run)[OldLine.Outcome.GOOD]
    rules.may_go_on("enter", run.state, good).enforce()
    _hand_over(run, OldLinesRun.State.ENTERING, good)
    audit.record(by, "old_lines_entering", run, lines=good)
    return run


@action
def take_old_lines_back(
    *, by: Actor, run: OldLinesRun, reason: str = "", request_id: UUID | None = None
) -> OldLinesRun:
    """Take back everything that an entered file has made; what cannot be is left with its reason.

    A file that is still being entered is stopped. Asked again, it tries once more what could not be. Raises Refused
    ``old_lines_not_now_take_back``.
    """
    require(by, rights.IMPORT_OLD_LINES)
    run = _locked(run)
    tally = queries.tally(run)
    stayed = tally[OldLine.Outcome.STAYED]
    rules.may_go_on("take_back", run.state, stayed).enforce()
    OldLine.objects.filter(run=run, outcome=OldLine.Outcome.STAYED).update(outcome=OldLine.Outcome.ENTERED)
    run.entered_at = run.entered_at or clock.now()
    _hand_over(run, OldLinesRun.State.TAKING_BACK, stayed + tally[OldLine.Outcome.ENTERED])
    audit.record(by, "old_lines_taking_back", run, reason=reason)
    return run


@action
def drop_old_lines(*, by: Actor, run: OldLinesRun, request_id: UUID | None = None) -> OldLinesRun:
    """Give up a file of which nothing was entered. Raises Refused ``old_lines_not_now_drop``."""
    require(by, rights.IMPORT_OLD_LINES)
    run = _locked(run)
    rules.may_go_on("drop", run.state).enforce()
    run.state = OldLinesRun.State.DROPPED
    run.save(update_fields=["state"])
    audit.record(by, "old_lines_dropped", run)
    return run


def _locked(run: OldLinesRun) -> OldLinesRun:
    return OldLinesRun.objects.select_for_update(of=("self",)).select_related("file", "centre").get(pk=run.pk)


def _hand_over(run: OldLinesRun, state: str, total: int) -> None:
    """To the worker, which has so much before it."""
    run.state, run.total, run.done = state, total, 0
    run.save(update_fields=["state", "total", "done", "layout", "trouble", "entered_at"])
    announce(OldLinesMoveOn(run.pk))
