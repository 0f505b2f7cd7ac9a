"""The worker's turns over a file: each one transaction, small enough that the desk never waits.

Every turn looks first whether it is still wanted and which of its lines are still to be done: a worker killed at any
moment, or sixteen of them, enter no line twice and take none back twice.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from javon.collection.runs.kind import Kind
from javon.collection.runs.models import Run
from javon.collection.runs.queries import last_line, next_lines
from javon.collection.runs.rules import ENTERED, GOOD, State
from javon.collection.sources.outcome import SourceError
from javon.core import audit, clock
from javon.core.access import Actor, machine
from javon.core.database import bulk_writing, writing
from javon.core.files.storage import path_of
from javon.core.jobs import pause_if_asked

RunT = TypeVar("RunT", bound=Run)
CLEARED_AT_ONCE = 500
# How long one turn may hold the gate. A turn asks some fifteen questions before it writes its first line: with the
# usual twenty milliseconds it would come down to one line a turn. Nobody at a desk sees forty.
SECONDS_A_TURN = 0.040
A_MOMENT = 0.05  # seconds after which a desk has let go of what it held
TAKEN = {State.ENTERING: GOOD, State.TAKING_BACK: ENTERED}  # the lines that a state is about


def carry_on(kind: Kind[Any, Any, Any], run_id: str) -> None:
    """Do what a file waits for. Killed at any moment and run again, it goes on where it was."""
    run = kind.model._default_manager.select_related("file").get(pk=UUID(run_id))
    if run.state == State.CLEARING:
        while clear(kind, run.pk):
            pause_if_asked()
        run.refresh_from_db(fields=["state"])
    if run.state == State.CHECKING:
        _check(kind, run)
    elif run.state in TAKEN:
        _take_turns(kind, machine(kind.worker, run.centre_id), run)


def _check(kind: Kind[Any, Any, Any], run: Run) -> None:
    """Every row of the file as a line with its outcome; rows written down already are read and passed over."""
    bulk, written_to, trouble = bulk_writing(), last_line(run), ""
    try:
        looked_at = kind.looked_at(run, _path_of(run))
        for batch in bulk.batches(line for line in looked_at if (line.sheet, line.row) > written_to):
            with bulk.turn():
                is_wanted = write(kind, run.pk, batch)
            if not is_wanted:
                return
            pause_if_asked()
    except (SourceError, FileNotFoundError) as fault:
        trouble = fault.code.value if isinstance(fault, SourceError) else "unreadable"
    with writing():
        if (now := _locked(kind, run.pk, State.CHECKING)) is not None:
            now.state, now.trouble = State.COLUMNS if trouble else State.CHECKED, trouble
            now.save(update_fields=["state", "trouble"])


def _path_of(run: Run) -> Path:
    if run.file is None:
        raise FileNotFoundError
    return path_of(run.file.sha256)


def _take_turns(kind: Kind[Any, Any, Any], by: Actor, run: Run) -> None:
    """Enter, or take back, some lines at a turn until none is left. Taking back begins with the last, so that a line for
    which something was made comes after those that share it.
    """
    state = State(run.state)
    is_entering = state == State.ENTERING
    bulk = bulk_writing(seconds=SECONDS_A_TURN)
    while lines := next_lines(run, TAKEN[state], bulk.rows, last_first=not is_entering):
        said = [(line.pk, kind.prepared(run, line) if is_entering else None) for line in lines]
        for batch in bulk.batches(said):
            with bulk.turn():
                decided = take(kind, by, run.pk, state, dict(batch))
            if decided is None:
                return
            if not decided:
                time.sleep(A_MOMENT)
        pause_if_asked()
    with writing():
        now = _locked(kind, run.pk, state)
        if now is None or now.lines.filter(outcome=TAKEN[state]).exists():
            return
        if is_entering:
            now.state, now.entered_at = State.ENTERED, now.entered_at or clock.now()
        else:
            now.state, now.taken_back_at = State.TAKEN_BACK, clock.now()
        now.save(update_fields=["state", "entered_at", "taken_back_at"])
        audit.record(by, f"{kind.name}_{now.state}", now, **kind.told(now))


# --- one turn of each sort


def clear(kind: Kind[Any, Any, Any], run_id: UUID) -> bool:
    """Forget what an earlier check said, a part of it; True while there is more. Then the check begins."""
    with writing():
        run = _locked(kind, run_id, State.CLEARING)
        if run is None:
            return False
        keys = list(run.lines.values_list("pk", flat=True)[:CLEARED_AT_ONCE])
        run.lines.filter(pk__in=keys).delete()
        if not keys:
            run.state = State.CHECKING
            run.save(update_fields=["state"])
        return bool(keys)


def write(kind: Kind[Any, Any, Any], run_id: UUID, lines: Sequence[Any]) -> bool:
    """Write down what was found out about these lines; False when nobody wants it any more."""
    run = _locked(kind, run_id, State.CHECKING)
    if run is None:
        return False
    run.lines.model.objects.bulk_create(lines, ignore_conflicts=True, batch_size=200)
    _count(run, len(lines))
    return True


def take(
    kind: Kind[Any, Any, Any], by: Actor, run_id: UUID, state: State, said: Mapping[int, Any]
) -> int | None:
    """Enter, or take back, those of these lines that still wait for it; how many were decided, None: nobody wants it."""
    run = _locked(kind, run_id, state)
    if run is None:
        return None
    rows = run.lines.select_for_update(of=("self",)).filter(pk__in=list(said), outcome=TAKEN[state])
    lines = list(rows.order_by("pk"))
    if state == State.ENTERING:
        decided = kind.enter(by, run, {line: said[line.pk] for line in lines})
    else:
        decided = kind.take_back(by, run, lines)
    for line in decided:
        line.has_remarks = bool(line.remarks)
    fields = ["outcome", "remarks", "has_remarks", *kind.own_fields]
    run.lines.model.objects.bulk_update(decided, fields, batch_size=100)
    _count(run, len(decided))
    return len(decided)


def _locked(kind: Kind[RunT, Any, Any], run_id: UUID, state: State) -> RunT | None:
    """The run, locked; None when it is no longer in this state: somebody else has finished the turn."""
    rows = kind.model._default_manager.select_for_update(of=("self",)).select_related("centre")
    return rows.filter(pk=run_id, state=state).first()


def _count(run: Run, done: int) -> None:
    run.done += done
    run.save(update_fields=["done"])
