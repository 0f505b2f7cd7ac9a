"""What a person decides about a file: its columns, that it is entered, taken back, given up. Each inside an action of its kind.

The work itself is done by the worker, a few lines a turn (``turns.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.collection.runs.kind import Kind
from javon.collection.runs.models import Run
from javon.collection.runs.queries import tally
from javon.collection.runs.rules import ENTERED, GOOD, STAYED, State
from javon.core import audit, clock
from javon.core.access import Actor
from javon.core.files import storage
from javon.core.files.models import StoredFile
from javon.core.reactions import announce
from javon.core.verdict import Refusal, Verdict, Weight

RunT = TypeVar("RunT", bound=Run)


def begun(kind: Kind[RunT, Any, Any], centre: Centre, run_id: UUID) -> RunT | None:
    """The run that this form has begun already: sent twice it is one file. Others of the centre wait."""
    Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    return kind.model._default_manager.filter(pk=run_id, centre=centre).first()


def begin(
    kind: Kind[RunT, Any, Any], *, by: Actor, centre: Centre, run_id: UUID, number: int, file: StoredFile,
    sheets: Sequence[Mapping[str, Any]], **own: Any,
) -> RunT:  # fmt: skip
    """Keep a file whose `sheets` were described; `own` are the fields that only this kind has."""
    StoredFile.objects.filter(pk=file.pk).update(keep_until=None)
    run = kind.model._default_manager.create(
        id=run_id, centre=centre, number=number, file=file, sheets=list(sheets), created_at=clock.now(),
        created_by_id=by.user_id, **own,
    )  # fmt: skip
    audit.record(by, f"{kind.name}_begun", run)
    return run


def check(kind: Kind[RunT, Any, Any], *, by: Actor, run: RunT, layout: Mapping[str, Any]) -> RunT:
    """Say what the columns mean and have every line looked at; nothing is entered by that."""
    run = locked(kind, run)
    missing = [Refusal(code, Weight.FORBIDS) for code in kind.what_is_missing(layout["columns"])]
    now = kind.may_go_on("check", run.state if run.file_id else "gone", 1)
    Verdict((*now.refusals, *missing)).enforce()
    run.layout, run.trouble = dict(layout), ""
    _hand_over(kind, run, State.CLEARING, kind.rows_in(run))
    audit.record(by, f"{kind.name}_checked", run)
    return run


def enter(kind: Kind[RunT, Any, Any], *, by: Actor, run: RunT) -> RunT:
    """Enter the good lines of a checked file."""
    run = locked(kind, run)
    good = tally(run)[GOOD]
    kind.may_go_on("enter", run.state, good).enforce()
    _hand_over(kind, run, State.ENTERING, good)
    audit.record(by, f"{kind.name}_entering", run, **kind.told(run))
    return run


def take_back(kind: Kind[RunT, Any, Any], *, by: Actor, run: RunT, **told: Any) -> RunT:
    """Take back everything that a file has made, or try once more what could not be; one being entered is stopped."""
    run = locked(kind, run)
    lines = tally(run)
    kind.may_go_on("take_back", run.state, lines[STAYED]).enforce()
    run.lines.filter(outcome=STAYED).update(outcome=ENTERED)
    run.entered_at = run.entered_at or clock.now()
    _hand_over(kind, run, State.TAKING_BACK, lines[STAYED] + lines[ENTERED])
    audit.record(by, f"{kind.name}_taking_back", run, **told)
    return run


def drop(kind: Kind[RunT, Any, Any], *, by: Actor, run: RunT) -> RunT:
    """Give up a file of which nothing was entered."""
    run = locked(kind, run)
    kind.may_go_on("drop", run.state, 1).enforce()
    run.state = State.DROPPED
    run.save(update_fields=["state"])
    audit.record(by, f"{kind.name}_dropped", run)
    return run


def forget(runs: Iterable[Run], **emptied: Any) -> None:
    """Empty files that are done with of what they say of persons; `emptied` are fields of lines that do so besides."""
    for run in runs:
        run.lines.update(cells=[], remarks=[], **emptied)
        nothing: dict[str, Any] = {"file": None, "sheets": [], "name": "—"}
        type(run)._default_manager.filter(pk=run.pk).update(**nothing)
        if run.file_id is not None:
            storage.forget(run.file_id)


def locked(kind: Kind[RunT, Any, Any], run: RunT) -> RunT:
    """The run as it is now; nobody else decides about it before the transaction ends."""
    rows = kind.model._default_manager.select_for_update(of=("self",))
    return rows.select_related("file", "centre").get(pk=run.pk)


def _hand_over(kind: Kind[RunT, Any, Any], run: RunT, state: State, total: int) -> None:
    """To the worker, which has so much before it."""
    run.state, run.total, run.done = state, total, 0
    run.save(update_fields=["state", "total", "done", "layout", "trouble", "entered_at"])
    announce(kind.moves_on(run.pk))
