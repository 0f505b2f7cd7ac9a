"""Rows of the Today page as the component of task lines shows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.documents.models import Acknowledgement, Document
from javon.centre.documents.queries import label_of
from javon.centre.tasks.models import Task
from javon.centre.tasks.queries.lists import Waiting


def late_words(due_on: date | None, day: date) -> str:
    """How late, in words; "" when it is not."""
    if due_on is None or due_on >= day:
        return ""
    return _("%(days)d days late") % {"days": (day - due_on).days}


def task_line(task: Task, day: date, *, who: bool = True) -> dict[str, Any]:
    """A task of somebody."""
    late = late_words(task.due_on, day) if task.state in Task.OPEN else ""
    return {
        "what": task.what,
        "url": task.address,
        "who": task.executor.short_name if who else "",
        "source": task.basis_label,
        "source_url": reverse("documents:by_id", args=[task.basis_document_id])
        if task.basis_document_id
        else "",
        "due_on": task.due_on,
        "late": late,
        "state": "late" if late else "working" if task.state == Task.State.IN_WORK else "open",
    }


def waiting_line(waiting: Waiting, day: date) -> dict[str, Any]:
    """A task that waits for the reader of the page, ending in the verb that is due."""
    task = waiting.task
    line = task_line(task, day, who=waiting.why in {"look", "time"})
    words = {
        "new": (_("Accept"), "check"),
        "look": (pgettext("verb", "Look"), "eye"),
        "time": (pgettext("verb", "Decide"), "clock"),
    }
    label, icon = words.get(waiting.why, (pgettext("verb", "Report"), "check"))
    if waiting.why in {"look", "time"}:
        line["state"] = "waiting"
    return {**line, "action": {"label": label, "url": task.address, "icon": icon}}


def reading_line(line: Acknowledgement, day: date) -> dict[str, Any]:
    """A paper that the reader of the page has yet to read."""
    document = line.version.document
    url = reverse("documents:document", args=[document.short_id])
    late = late_words(line.due_on, day)
    return {
        "what": document.title,
        "url": url,
        "source": label_of(document) if document.number else document.get_kind_display(),
        "who": _("somebody reminds you") if line.reminded_at is not None else "",
        "due_on": line.due_on,
        "late": late,
        "state": "late" if late else "open",
        "action": {"label": pgettext("verb", "Read"), "url": url, "icon": "book-open"},
    }


def answer_line(letter: Document, day: date) -> dict[str, Any]:
    """A letter that wants an answer soon."""
    url = reverse("documents:document", args=[letter.short_id])
    late = late_words(letter.answer_due_on, day)
    return {
        "what": letter.title,
        "url": url,
        "who": letter.correspondent,
        "source": label_of(letter),
        "due_on": letter.answer_due_on,
        "late": late,
        "state": "late" if late else "open",
    }
