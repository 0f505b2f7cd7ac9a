"""How a file of old inventory lines and its lines are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.collection.runs.rules import State
from javon.collection.stock import old_lines_records
from javon.collection.stock.models import OldLine, OldLinesRun
from javon.collection.stock.rules.old_lines import Understood
from javon.collection.stock.wording.money import soums
from javon.core.uzbek.figures import number, short_date

Outcome = OldLine.Outcome


def name_of(run: OldLinesRun) -> str:
    """The file's name, short enough for a heading."""
    name = run.file.original_name
    return name if len(name) <= 60 else f"{name[:57]}…"


# --- one file


def steps(run: OldLinesRun) -> list[dict[str, Any]]:
    """The way of a file: file, columns, check, entering."""
    reached = {
        State.COLUMNS: 1,
        State.CLEARING: 2,
        State.CHECKING: 2,
        State.CHECKED: 3,
        State.ENTERING: 3,
    }.get(State(run.state), 4)
    labels = (
        (_("File"), ""),
        (
            _("Columns"),
            reverse("stock:old_lines_columns", args=[run.number])
            if reached in (1, 3) and run.state != State.ENTERING
            else "",
        ),
        (pgettext("old lines", "Check"), ""),
        (pgettext("old lines", "Into the books"), ""),
    )
    return [
        {"label": label, "url": url, "is_done": place < reached, "is_current": place == reached}
        for place, (label, url) in enumerate(labels)
    ]


def stats(run: OldLinesRun, tally: Mapping[str, int]) -> list[dict[str, Any]]:
    """How many lines of which kind; [] before anything is known."""
    if not tally["all"]:
        return []
    is_before = run.state in (State.CLEARING, State.CHECKING, State.CHECKED, State.DROPPED)
    remarked = (
        _("with a remark: %(count)s") % {"count": number(tally["remarked"])} if tally["remarked"] else ""
    )
    found = [
        {"label": _("To be entered"), "value": tally["good"], "note": remarked if is_before else ""},
        {"label": pgettext("old lines", "Refused"), "value": tally["refused"]},
        {"label": _("In the books already"), "value": tally["known"]},
        {"label": _("Written off long ago"), "value": tally["gone"]},
        {"label": _("No lines"), "value": tally["passed"], "note": _("totals, headings")},
    ]
    found[2:] = [one for one in found[2:] if one["value"]]
    if not is_before:
        found[:1] = [{"label": pgettext("old lines", "Entered"), "value": tally["entered"], "note": remarked}]
        if tally["back"] or tally["stayed"]:
            found.insert(1, {"label": _("Taken back"), "value": tally["back"]})
        if tally["stayed"]:
            found.insert(2, {"label": _("Could not be taken back"), "value": tally["stayed"]})
        if tally["good"]:
            found.insert(0, {"label": _("To be entered"), "value": tally["good"]})
    return found


def progress(run: OldLinesRun) -> dict[str, Any] | None:
    """How far the worker is; None when it has nothing to do here."""
    labels = {
        State.CLEARING: _("The lines are being checked"),
        State.CHECKING: _("The lines are being checked"),
        State.ENTERING: _("The lines are being entered"),
        State.TAKING_BACK: _("The lines are being taken back"),
    }
    label = labels.get(State(run.state))
    if label is None:
        return None
    most = max(run.total, run.done, 1)
    return {"label": label, "value": run.done, "most": most, "text": f"{number(run.done)} / {number(most)}"}


def facts(
    run: OldLinesRun, badge: dict[str, str], made: tuple[int, int], books: Mapping[str, str]
) -> list[dict[str, Any]]:
    """What is known of the file; `books` are the names of the inventory books by their codes."""
    copies, titles = made
    found: list[dict[str, Any]] = [
        {"label": _("State"), "badge": badge},
        {"label": _("File"), "text": run.file.original_name},
        {"label": _("Inventory book"), "text": books.get(run.inventory_book, run.inventory_book)},
        {"label": _("Service point"), "text": run.service_point.name},
        {
            "label": _("Date of lines that have none"),
            "text": short_date(run.default_on) if run.default_on else _("none"),
        },
        {"label": _("Lent"), "text": _("yes") if run.loanable else _("reading room only")},
    ]
    if copies or titles:
        found += [
            {"label": _("Copies made"), "text": number(copies)},
            {"label": _("Short records made"), "text": number(titles)},
        ]
    return found


# --- its lines


def cells_of(run: OldLinesRun, line: OldLine) -> tuple[dict[str, str], ...]:
    """One line as it was understood; a row that is none as it came."""
    if line.outcome == OldLine.Outcome.PASSED:
        words = " · ".join(cell for cell in line.cells if cell)[:160]
        return ({"text": ""}, {"text": words}, {"text": ""}, {"text": ""})
    cells = said_cells(old_lines_records.said_by(run, line.cells))
    if line.title is not None:
        cells[1]["url"] = reverse("stock:record", args=[line.title.number])
    return cells


def said_cells(said: Understood) -> tuple[dict[str, str], ...]:
    """Numbers, author and title, price, day of what a line says."""
    author = f"{said.author.rstrip('. ')}. " if said.author else ""
    imprint = ", ".join(part for part in (said.place, said.publisher, said.year) if part)
    return (
        {"text": ", ".join(said.numbers[:4]) + ("…" if len(said.numbers) > 4 else "")},
        {"text": f"{author}{said.title}", "note": imprint},
        {"text": soums(said.price) if said.price is not None else ""},
        {"text": short_date(said.entered_on) if said.entered_on else ""},
    )


def tried_row(said: Understood, row: int, remarks: list[str], why: str) -> dict[str, Any]:
    """A line of the preview: how it would be understood."""
    kind = "void" if why else ""
    return {"kind": kind, "cells": [{"text": str(row)}, *said_cells(said), {"text": " ".join(remarks)}]}
