"""What the stock does by itself: a file of old inventory lines is checked, entered and taken back, turn by turn; the whole
catalogue is looked over after each new list of prohibited publications.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from javon.collection.sources.outcome import SourceError
from javon.collection.stock import old_lines_records
from javon.collection.stock.actions import old_lines_turns as turns
from javon.collection.stock.actions.prohibited import carry_on_look
from javon.collection.stock.happened import OldLinesMoveOn, ProhibitedListEntered
from javon.collection.stock.models import OldLine, OldLinesRun
from javon.collection.stock.old_lines_file import SheetRow, rows_of
from javon.collection.stock.queries import old_lines as queries
from javon.collection.stock.rules import old_lines as rules
from javon.core import clock
from javon.core.access import Actor, machine
from javon.core.database import bulk_writing
from javon.core.files.storage import path_of
from javon.core.jobs import ComeBack, enqueue, job, stop_requested
from javon.core.verdict import Refusal, Weight

State = OldLinesRun.State
LOOKED_UP_AT_ONCE = 400  # rows whose numbers are asked for together
# How long one turn may hold the gate. A turn asks some fifteen questions before it writes its first line: with the
# usual twenty milliseconds it would come down to one line a turn. Nobody at a desk sees forty.
SECONDS_A_TURN = 0.040


@job
def carry_on_old_lines(run_id: str) -> None:
    """Do what a file waits for. Killed at any moment and run again, it goes on where it was."""
    run = OldLinesRun.objects.select_related("file").get(pk=UUID(run_id))
    by = machine("old_lines", run.centre_id)
    if run.state == State.CLEARING:
        while turns.clear_lines(by=by, run_id=run.pk):
            _pause_if_asked()
        run.refresh_from_db(fields=["state"])
    if run.state == State.CHECKING:
        _check(run, by)
    elif run.state == State.ENTERING:
        _enter(run, by)
    elif run.state == State.TAKING_BACK:
        _take_back(run, by)


def go_on_with_old_lines(event: OldLinesMoveOn) -> None:
    """Somebody has decided: the worker goes on."""
    enqueue(carry_on_old_lines, run_id=event.run_id, unique=str(event.run_id))


def _pause_if_asked() -> None:
    if stop_requested():
        raise ComeBack


def _check(run: OldLinesRun, by: Actor) -> None:
    """Every row of the file as a line with its outcome; rows written down already are read and passed over."""
    bulk = bulk_writing()
    written_to = queries.last_line(run)
    try:
        fresh = (line for line in _looked_at(run) if (line.sheet, line.row) > written_to)
        for batch in bulk.batches(fresh):
            with bulk.turn():
                is_wanted = turns.write_lines(by=by, run_id=run.pk, lines=batch)
            if not is_wanted:
                return
            _pause_if_asked()
    except (SourceError, FileNotFoundError) as fault:
        code = fault.code.value if isinstance(fault, SourceError) else "unreadable"
        turns.finish_check(by=by, run_id=run.pk, trouble=code)
        return
    turns.finish_check(by=by, run_id=run.pk)


def _looked_at(run: OldLinesRun) -> Iterator[OldLine]:
    """Every row as a line, in order: repeats inside the file show only to whoever has seen what stands above."""
    numbers, waiting = queries.Numbers(run), list[SheetRow]()
    for row in rows_of(path_of(run.file.sha256), run.sheets, run.layout):
        waiting.append(row)
        if len(waiting) == LOOKED_UP_AT_ONCE:
            yield from _judged(run, numbers, waiting)
            waiting = []
    yield from _judged(run, numbers, waiting)


def _judged(run: OldLinesRun, numbers: queries.Numbers, rows: list[SheetRow]) -> Iterator[OldLine]:
    columns, captions, today = run.layout["columns"], run.layout["captions"], clock.today()
    said = [old_lines_records.said_by(run, row.cells) for row in rows]
    numbers.look(number for one in said for number in one.numbers)
    for (sheet, place, cells), one in zip(rows, said, strict=True):
        line = OldLine(run=run, sheet=sheet, row=place, cells=cells)
        if why := rules.why_no_line(cells, columns, captions):
            line.outcome = OldLine.Outcome.PASSED
            line.remarks = old_lines_records.kept([Refusal(why, Weight.WARNS)])
        else:
            line.outcome, objections = rules.judged(one, numbers.standing(one, place), today)
            line.remarks, line.key = old_lines_records.kept(objections), one.key
        line.has_remarks = bool(line.remarks)
        yield line


def _enter(run: OldLinesRun, by: Actor) -> None:
    bulk, today = bulk_writing(seconds=SECONDS_A_TURN), clock.today()
    while lines := queries.next_lines(run, OldLine.Outcome.GOOD, bulk.rows):
        ready = []
        for line in lines:
            said = old_lines_records.said_by(run, line.cells)
            ready.append(turns.Ready(line.pk, said, old_lines_records.prepared_of(said, today)))
        for batch in bulk.batches(ready):
            with bulk.turn():
                is_wanted = turns.enter_lines(by=by, run_id=run.pk, ready=batch)
        if not is_wanted:
            return
        _pause_if_asked()
    turns.finish_entering(by=by, run_id=run.pk)


def _take_back(run: OldLinesRun, by: Actor) -> None:
    """The last lines first, so that the line for which a record was made comes after those that share it."""
    bulk = bulk_writing(seconds=SECONDS_A_TURN)
    while lines := queries.next_lines(run, OldLine.Outcome.ENTERED, bulk.rows, last_first=True):
        for batch in bulk.batches([line.pk for line in lines]):
            with bulk.turn():
                is_wanted = turns.take_lines_back(by=by, run_id=run.pk, line_ids=batch)
        if not is_wanted:
            return
        _pause_if_asked()
    turns.finish_taking_back(by=by, run_id=run.pk)


@job
def look_over_catalogue(list_id: str) -> None:
    """Turn by turn; killed and started again it goes on where it was. Between two turns whoever waits goes first."""
    while carry_on_look(by=machine("prohibited"), list_id=UUID(list_id)):
        _pause_if_asked()


def look_after_list(event: ProhibitedListEntered) -> None:
    """A new version: everything that is there is held against it."""
    enqueue(look_over_catalogue, list_id=event.list_id, unique=str(event.list_id))
