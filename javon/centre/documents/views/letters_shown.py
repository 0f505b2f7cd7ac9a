"""A letter as lists and its page draw it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.documents.letter_answer import their_reference
from javon.centre.documents.models import Document
from javon.centre.documents.queries.reading import shown
from javon.centre.organisation import queries as organisation
from javon.centre.tasks import on_screen
from javon.centre.tasks.models import Task
from javon.centre.tasks.queries import visible
from javon.core.access import Actor
from javon.core.ui.templatetags.ui import short_date


def tabs(counts: dict[str, int], current: str) -> list[dict[str, Any]]:
    """What waits for whom, then all."""
    labels = {
        "resolution": _("Wait for a resolution"),
        "answer": _("Wait for an answer"),
        "late": _("Answers late"),
        "all": pgettext("letters", "All"),
    }
    address = reverse("documents:letters")
    return [
        {"label": label, "url": f"{address}?tab={name}", "count": counts.get(name) or "", "is_current": name == current}
        for name, label in labels.items()
    ]  # fmt: skip


def filters(tab: str, words: str) -> dict[str, Any]:
    """The search line above the register."""
    return {
        "action": reverse("documents:letters"),
        "query": words,
        "label": _("Sender, subject or number"),
        "fields": [
            {
                "name": "tab",
                "label": _("Which letters"),
                "options": [
                    {
                        "value": one["url"].rpartition("=")[2],
                        "label": one["label"],
                        "is_on": one["is_current"],
                    }
                    for one in tabs({}, tab)
                ],
            }
        ],
        "clear_url": f"{reverse('documents:letters')}?tab={tab}",
    }


def columns() -> list[dict[str, str]]:
    return [
        {"label": pgettext("column", "Number"), "kind": "code"},
        {"label": _("From whom, what about")},
        {"label": pgettext("letter", "Came"), "kind": "number"},
        {"label": _("Answer due"), "kind": "number"},
        {"label": pgettext("letter", "State")},
    ]


def row(letter: Any, today: date) -> dict[str, Any]:
    """One line of the register."""
    return {
        "kind": "late" if is_late(letter, today) else "",
        "cells": [
            {"text": shown(letter.number)},
            {
                "text": shown(letter.title, letter.title_cyrl),
                "note": " · ".join(part for part in (shown(letter.correspondent), shown(their_reference(letter))) if part),
                "url": reverse("documents:letter", args=[letter.short_id]),
            },
            {"text": short_date(letter.received_on)},
            {"text": short_date(letter.answer_due_on) if letter.answer_due_on else ""},
            {"badge": badge(letter, today)},
        ],
    }  # fmt: skip


def is_late(letter: Any, today: date) -> bool:
    """The answer was due before today and is not sent."""
    due: date | None = letter.answer_due_on
    return due is not None and due < today and not letter.is_answered


def badge(letter: Any, today: date) -> dict[str, str]:
    """Where the letter stands, in a word and a sign."""
    due, answered_on = letter.answer_due_on, letter.answered_on
    if letter.is_answered and due is not None and answered_on is not None and answered_on > due:
        return {"label": _("answered late"), "kind": "warn", "icon": "clock"}
    if letter.is_answered:
        return {"label": _("answered"), "kind": "ok", "icon": "circle-check"}
    if is_late(letter, today):
        return {"label": _("the answer is late"), "kind": "bad", "icon": "clock"}
    if not letter.is_resolved:
        return {"label": _("waits for a resolution"), "kind": "warn", "icon": "hourglass"}
    if due is not None:
        return {"label": _("waits for an answer"), "kind": "info", "icon": "send"}
    return {"label": _("given to an executor"), "kind": "ok", "icon": "check"}


def pairs(letter: Document) -> list[dict[str, Any]]:
    """The facts of the letter, as the stamp of registration has them."""
    file = letter.case_file
    found: list[dict[str, Any]] = [
        {"label": _("From whom"), "text": shown(letter.correspondent)},
        {"label": _("Their number and date"), "text": shown(their_reference(letter))},
        {"label": _("Received on"), "text": short_date(letter.received_on)},
        {"label": _("Our number"), "text": shown(letter.number)},
        {"label": _("Answer due"), "text": short_date(letter.answer_due_on) if letter.answer_due_on else ""},
        {
            "label": _("Case file"),
            "text": f"{file.index} {shown(file.title, file.title_cyrl)}" if file else "",
        },
    ]
    if letter.summary:
        found.append({"label": pgettext("letter", "Summary"), "text": shown(letter.summary)})
    return found


def resolutions(tasks: Iterable[Task], by: Actor, today: date) -> list[dict[str, Any]]:
    """Resolutions on the page of their letter; a link only to those whose page `by` may open."""
    rows = list(tasks)
    seen = visible(by, organisation.person_of(by), today).filter(pk__in=[task.pk for task in rows])
    opens = set(seen.values_list("pk", flat=True))
    return [{**_resolution(task, today), "url": task.address if task.pk in opens else ""} for task in rows]


def _resolution(task: Task, today: date) -> dict[str, Any]:
    """What, to whom, by when, how far."""
    return {
        "what": on_screen.short(shown(task.what)),
        "who": on_screen.name(task.executor),
        "controller": on_screen.name(task.controller),
        "issued_by": on_screen.name(task.issued_by),
        "issued_on": task.issued_on,
        "due_on": task.due_on,
        "badge": on_screen.badge(task, today),
        "late": on_screen.lateness(task, today) if task.is_late(today) else "",
    }
