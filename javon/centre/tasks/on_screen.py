"""How a task looks in lists, on its page and among what waits for somebody: rows and lines for the components."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from javon.centre.organisation.models import Person, Unit
from javon.centre.tasks.models import Task, TaskStep
from javon.centre.tasks.queries.lists import Waiting
from javon.centre.tasks.wording import BADGES, KINDS, STATES, STEPS
from javon.core.uzbek import to_cyrillic

SHOWN_LETTERS = 160
STEP_SIGNS: dict[str, tuple[str, str]] = {  # icon and kind of the timeline's sign
    "issued": ("mail", ""),
    "accepted": ("check", ""),
    "started": ("hourglass", ""),
    "reported": ("file-check", "ok"),
    "returned": ("undo-2", "warn"),
    "closed": ("circle-check", "ok"),
    "cancelled": ("x", "bad"),
    "extension_asked": ("calendar-clock", "warn"),
    "extension_granted": ("calendar-days", "ok"),
    "extension_refused": ("calendar-off", "bad"),
    "handed_on": ("user-plus", ""),
    "noted": ("message-square", ""),
    "reminded": ("bell", "warn"),
}


def name(person: Person | None) -> str:
    """A person in the script of the page; the machine has no name."""
    if person is None:
        return ""
    return to_cyrillic(str(person)) if get_language() == "uz-cyrl" else str(person)


def unit_name(unit: Unit | None) -> str:
    """A service in the script of the page, as shortly as it is called."""
    if unit is None:
        return ""
    said = unit.short_name or unit.name
    if get_language() != "uz-cyrl":
        return said
    return unit.name_cyrl if unit.name_cyrl and not unit.short_name else to_cyrillic(said)


def lateness(task: Task, today: date) -> str:
    """«3 days late», «today», or nothing."""
    if task.state not in Task.OPEN or task.due_on is None:
        return ""
    days = (today - task.due_on).days
    if days > 0:
        return _("Late, days: %(days)s") % {"days": days}
    return _("today") if days == 0 else ""


def short(text: str) -> str:
    """The beginning of a long text."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_LETTERS else line[: SHOWN_LETTERS - 1].rstrip() + "…"


def source(task: Task) -> str:
    """Where the task comes from: the paper and its clause, or its kind."""
    if not task.basis_label:
        return str(KINDS[task.kind])
    return f"{task.basis_label}, {task.basis_clause}" if task.basis_clause else task.basis_label


def badge(task: Task, today: date) -> dict[str, str]:
    """The state in a word and a sign; lateness is told beside the day."""
    kind, icon = BADGES[task.state]
    return {"label": str(STATES[task.state]), "kind": kind, "icon": icon}


def columns() -> list[dict[str, str]]:
    """The heads of the register of tasks."""
    return [
        {"label": "№", "kind": "number"},
        {"label": pgettext("column", "Task")},
        {"label": _("Executor")},
        {"label": _("Due")},
        {"label": pgettext("of a task", "State")},
    ]


def row(task: Task, today: date) -> dict[str, Any]:
    """A row of the register."""
    due = date_format(task.due_on, "d.m.Y") if task.due_on is not None else _("no due date")
    return {
        "kind": "late" if task.is_late(today) else "void" if task.state == Task.State.CANCELLED else "",
        "cells": [
            {"text": str(task.number)},
            {"text": short(task.what), "url": task.address, "note": source(task)},
            {"text": name(task.executor), "note": unit_name(task.unit)},
            {"text": due, "note": lateness(task, today)},
            {"badge": badge(task, today)},
        ],
    }


def event(step: TaskStep) -> dict[str, Any]:
    """A step of the history for the timeline."""
    icon, kind = STEP_SIGNS[step.kind]
    what = str(STEPS[step.kind])
    if step.asked_due_on is not None:
        what = f"{what}: {date_format(step.asked_due_on, 'd.m.Y')}"
    return {
        "at": step.at,
        "who": name(step.by_person) or (_("reminder of the system") if step.kind == "reminded" else ""),
        "what": what,
        "note": step.note,
        "icon": icon,
        "kind": kind,
    }


def line(waiting: Waiting, today: date) -> dict[str, Any]:
    """What waits, as ``ui/task_lines.html`` draws it: for the Today page."""
    task = waiting.task
    verbs = {
        "new": _("Accept"),
        "look": _("Look at it"),
        "time": _("Answer"),
    }
    states = {"late": "late", "new": "open", "look": "waiting", "time": "waiting"}
    return {
        "what": short(task.what),
        "url": task.address,
        "state": states.get(waiting.why, "working" if task.state == Task.State.IN_WORK else "open"),
        "who": name(task.executor) if waiting.why in ("look", "time") else name(task.issued_by),
        "source": source(task),
        "due_on": task.due_on,
        "late": lateness(task, today) if task.is_late(today) else "",
        "action": {"label": verbs.get(waiting.why, _("Open")), "url": task.address},
    }
