"""How a file of old inventory lines and its lines are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.collection.catalogue import wording as catalogue
from javon.collection.stock import old_lines_records
from javon.collection.stock.models import OldLine, OldLinesRun
from javon.collection.stock.old_lines_paper import remarks_of
from javon.collection.stock.rules import old_lines as rules
from javon.collection.stock.rules.old_lines import Understood
from javon.collection.stock.wording.money import soums
from javon.core import clock
from javon.core.uzbek.figures import number, short_date

State, Outcome = OldLinesRun.State, OldLine.Outcome

_RUN_BADGES = {
    State.COLUMNS: "warn", State.CHECKED: "warn", State.ENTERED: "ok", State.TAKEN_BACK: "", State.DROPPED: "",
}  # fmt: skip
_LINE_BADGES = {
    Outcome.GOOD: "ok", Outcome.ENTERED: "ok", Outcome.REFUSED: "bad", Outcome.STAYED: "bad", Outcome.KNOWN: "info",
}  # fmt: skip


def name_of(run: OldLinesRun) -> str:
    """The file's name, short enough for a heading."""
    name = run.file.original_name
    return name if len(name) <= 60 else f"{name[:57]}…"


# --- the list


def run_columns() -> list[dict[str, str]]:
    """The heads of the list."""
    return [
        {"label": "№", "kind": "code"},
        {"label": _("File")},
        {"label": _("Inventory book")},
        {"label": _("Service point")},
        {"label": pgettext("old lines", "Step")},
        {"label": pgettext("old lines", "Lines"), "kind": "number"},
        {"label": pgettext("old lines", "Entered"), "kind": "number"},
        {"label": pgettext("old lines", "Handed in")},
    ]


def run_row(run: Any, books: Mapping[str, str]) -> dict[str, Any]:
    """One file; `books` are the names of the inventory books by their codes."""
    return {
        "kind": "void" if run.state in (State.DROPPED, State.TAKEN_BACK) else "",
        "cells": [
            {"text": str(run.number), "url": reverse("stock:old_lines_run", args=[run.number])},
            {"text": name_of(run)},
            {"text": books.get(run.inventory_book, run.inventory_book)},
            {"text": run.service_point.name},
            {"badge": badge(run)},
            {"text": number(run.all_lines)},
            {"text": number(run.entered_lines)},
            {"text": short_date(run.created_at.astimezone(clock.TASHKENT).date())},
        ],
    }


def badge(run: OldLinesRun) -> dict[str, str]:
    """Where it stands."""
    return {"label": run.get_state_display(), "kind": _RUN_BADGES.get(State(run.state), "info")}


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


def stats(run: OldLinesRun, tally: dict[str, int]) -> list[dict[str, Any]]:
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


def trouble(run: OldLinesRun) -> str:
    """Why the file could not be read to its end."""
    return catalogue.fault(run.trouble, {"problem": ""}) if run.trouble else ""


def facts(run: OldLinesRun, made: tuple[int, int], books: Mapping[str, str]) -> list[dict[str, Any]]:
    """What is known of the file; `books` are the names of the inventory books by their codes."""
    copies, titles = made
    found: list[dict[str, Any]] = [
        {"label": _("State"), "badge": badge(run)},
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


def tabs(run: OldLinesRun, tally: dict[str, int]) -> list[dict[str, Any]]:
    """Which lines to look at; those that there are none of are left out."""
    labels = {
        "refused": pgettext("lines", "refused"),
        "stayed": pgettext("lines", "not taken back"),
        "remarked": pgettext("lines", "with a remark"),
        "good": pgettext("lines", "to be entered"),
        "entered": pgettext("lines", "entered"),
        "known": pgettext("lines", "in the books already"),
        "gone": pgettext("lines", "written off long ago"),
        "passed": pgettext("lines", "no lines"),
        "back": pgettext("lines", "taken back"),
        "all": pgettext("lines", "all"),
    }
    return [
        {"name": name, "label": label, "url": f"?lines={name}", "count": number(tally[name])}
        for name, label in labels.items()
        if tally[name]
    ]


def first_tab(names: list[str]) -> str:
    """What is looked at first: what needs somebody, else everything."""
    return next((name for name in ("refused", "stayed") if name in names), "all")


# --- its lines


def line_columns() -> list[dict[str, str]]:
    """The heads of the lines."""
    return [
        {"label": _("Row"), "kind": "code"},
        {"label": _("Inventory no."), "kind": "code"},
        {"label": _("Author and title")},
        {"label": _("Price, soums"), "kind": "number"},
        {"label": _("Written on")},
        {"label": pgettext("old lines", "Outcome")},
        {"label": pgettext("old lines", "Remarks")},
    ]


def line_row(run: OldLinesRun, line: OldLine) -> dict[str, Any]:
    """One line as it was understood; a row that is none as it came."""
    outcome = Outcome(line.outcome)
    marks = {"label": line.get_outcome_display(), "kind": _LINE_BADGES.get(outcome, "")}
    remarks = " ".join(remarks_of(line))
    cells: tuple[dict[str, str], ...]
    if outcome == Outcome.PASSED:
        words = " · ".join(cell for cell in line.cells if cell)[:160]
        cells = ({"text": ""}, {"text": words}, {"text": ""}, {"text": ""})
    else:
        cells = said_cells(old_lines_records.said_by(run, line.cells))
        if line.title is not None:
            cells[1]["url"] = reverse("stock:record", args=[line.title.number])
    return {"cells": [{"text": str(line.row)}, *cells, {"badge": marks}, {"text": remarks}]}


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


# --- what may be done


def actions(run: OldLinesRun, tally: dict[str, int]) -> list[dict[str, Any]]:
    """The deeds that the state allows, the next one first."""

    def address(name: str) -> str:
        return reverse(f"stock:old_lines_{name}", args=[run.number])

    found: list[dict[str, Any]] = []
    if run.state == State.COLUMNS:
        found.append(
            {"label": _("Name the columns"), "url": address("columns"), "icon": "table-2", "kind": "primary"}
        )
    if run.state == State.CHECKED:
        enter = {
            "label": _("Enter %(count)s lines") % {"count": number(tally["good"])},
            "icon": "check",
            "kind": "primary",
        }
        enter |= {"action": address("enter")} if tally["good"] else {"reason": _("No line can be entered.")}
        found += [enter, {"label": _("Correct the columns"), "url": address("columns"), "icon": "table-2"}]
    if tally["all"] and not run.is_working:
        found.append({"label": _("Report as a file"), "url": address("report"), "icon": "download"})
    if run.state in (State.ENTERING, State.ENTERED) or (run.state == State.TAKEN_BACK and tally["stayed"]):
        found.append(
            {
                "label": _("Take everything back"),
                "url": address("take_back"),
                "icon": "undo-2",
                "kind": "quiet",
            }
        )
    if run.state in rules.STATES["drop"]:
        found.append(
            {"label": _("Give up the file"), "action": address("drop"), "icon": "x", "kind": "quiet"}
        )
    return found
