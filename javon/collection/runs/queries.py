"""Runs and their lines: which there are, what is left to do, what is to be shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from javon.collection.runs.models import Run
from javon.collection.runs.rules import BACK, ENTERED, GOOD, STAYED

RunT = TypeVar("RunT", bound=Run)


def runs(model: type[Run], centre_id: UUID) -> QuerySet[Any]:
    """Every file, the newest first, with its lines and how many of them are entered."""
    entered = Count("lines", filter=Q(lines__outcome__in=(ENTERED, STAYED)))
    rows: QuerySet[Any] = model._default_manager.filter(centre_id=centre_id)
    return rows.annotate(entered_lines=entered, all_lines=Count("lines")).order_by("-number")


def run(model: type[RunT], centre_id: UUID, number: int) -> RunT | None:
    """The file with this short number."""
    rows = model._default_manager.filter(centre_id=centre_id, number=number)
    return rows.select_related("file", "centre").first()


def tally(run: Run) -> dict[str, int]:
    """How many lines of each outcome, `remarked` of those to be entered; `all`. One query."""
    rows = run.lines.values_list("outcome", "has_remarks").annotate(count=Count("*")).order_by()
    found = dict.fromkeys((*run.lines.model.Outcome.values, "remarked", "all"), 0)
    for outcome, has_remarks, count in rows:
        found[outcome] += count
        found["all"] += count
        if has_remarks and outcome in (GOOD, ENTERED):
            found["remarked"] += count
    return found


def lines(run: Run, shown: str) -> QuerySet[Any]:
    """The lines of a file in its order: `all`, those `remarked`, or those of one outcome."""
    narrowed = {"all": Q(), "remarked": Q(outcome__in=(GOOD, ENTERED), has_remarks=True)}
    rows: QuerySet[Any] = run.lines.filter(narrowed.get(shown, Q(outcome=shown)))
    return rows.order_by("id")


def reported(run: Run) -> Iterable[Any]:
    """Every line about which there is something to say; memory stays small."""
    told = Q(has_remarks=True) | ~Q(outcome__in=(GOOD, ENTERED, BACK))
    rows: QuerySet[Any] = run.lines.filter(told)
    return rows.order_by("id").iterator(chunk_size=2000)


def next_lines(run: Run, outcome: str, count: int, *, last_first: bool = False) -> list[Any]:
    """The next lines of one outcome."""
    return list(run.lines.filter(outcome=outcome).order_by("-id" if last_first else "id")[:count])


def last_line(run: Run) -> tuple[int, int]:
    """Sheet and row up to which the lines are written down; (-1, 0) when none is."""
    return run.lines.order_by("-id").values_list("sheet", "row").first() or (-1, 0)
