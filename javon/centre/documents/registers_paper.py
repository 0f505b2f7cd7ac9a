"""A registration journal as it stands on paper: № | sana | mazmuni | ijrochi | muddat | ijro haqida belgi. Dossier 2.24.

One reading serves the page, the print and the workbook. A confidential paper keeps its number and date; its subject
says «maxfiy» to those who may not open it (Nizom 1.3).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.documents.models import Document, Register
from javon.centre.documents.queries import registers as queries
from javon.centre.documents.queries.reading import shown
from javon.centre.tasks import on_screen
from javon.centre.tasks.models import Task
from javon.core.access import Actor
from javon.core.uzbek import short_date
from javon.core.workbooks import Workbook

SHOWN_EXECUTORS = 3


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One number of a journal. `address` is "" for whoever may not open the paper."""

    number: str
    day: date | None
    subject: str
    note: str = ""
    executor: str = ""
    due: str = ""
    mark: str = ""
    address: str = ""
    is_secret: bool = False
    is_void: bool = False


def heads() -> tuple[str, ...]:
    """The heads of the six columns."""
    return (
        "№",
        pgettext("journal", "Date"),
        pgettext("journal", "Subject"),
        pgettext("journal", "Executor"),
        pgettext("journal", "Due"),
        _("Mark of execution"),
    )


def lines_of(by: Actor, documents: Sequence[Document]) -> list[JournalLine]:
    """The lines of `documents` as `by` may read them; four queries however many there are."""
    open_to = queries.readable(by, documents)
    tasks, answers = queries.tasks_of(documents), queries.answers_of(documents)
    return [
        _line(one, tasks.get(one.pk, []), answers.get(one.pk))
        if one.pk in open_to or not one.is_confidential
        else JournalLine(shown(one.number), one.dated_on, _("confidential"), is_secret=True)
        for one in documents
    ]


def _line(document: Document, tasks: list[Task], answer: Document | None) -> JournalLine:
    name = "letter" if document.kind == Document.Kind.LETTER_IN else "document"
    dues = sorted({task.due_on for task in tasks if task.due_on is not None})
    days = [document.answer_due_on] if not dues and document.answer_due_on else dues
    return JournalLine(
        number=shown(document.number),
        day=document.received_on or document.dated_on,
        subject=shown(document.title, document.title_cyrl),
        note=shown(_correspondence(document)),
        executor=_executors(document, tasks),
        due=", ".join(short_date(day) for day in days[:SHOWN_EXECUTORS]),
        mark=_mark(document, tasks, answer),
        address=reverse(f"documents:{name}", args=[document.short_id]),
        is_void=document.status in (Document.Status.SUPERSEDED, Document.Status.WITHDRAWN),
    )


def _correspondence(document: Document) -> str:
    parts = [document.correspondent]
    if document.their_number:
        parts.append(f"№ {document.their_number}")
    if document.their_date:
        parts.append(short_date(document.their_date))
    if document.answers is not None:
        parts.append(f"{document.answers.number} ↩")
    return ", ".join(part for part in parts if part)


def _executors(document: Document, tasks: list[Task]) -> str:
    people = list(dict.fromkeys(on_screen.name(task.executor) for task in tasks))
    if not people:
        return on_screen.name(document.author) if document.kind != Document.Kind.LETTER_IN else ""
    more = len(people) - SHOWN_EXECUTORS
    return ", ".join(people[:SHOWN_EXECUTORS]) + (f" +{more}" if more > 0 else "")


def _mark(document: Document, tasks: list[Task], answer: Document | None) -> str:
    """What has become of it: the answer and its number, how many points are done, or that it binds no more."""
    said = []
    if answer is not None:
        day = f", {short_date(answer.dated_on)}" if answer.dated_on else ""
        said.append(f"{_('answered')}: {shown(answer.number)}{day}")
    if document.status == Document.Status.SUPERSEDED:
        said.append(_("no longer in force"))
    done = [task for task in tasks if task.state not in Task.OPEN]
    if tasks and len(done) == len(tasks):
        days = [task.done_on for task in done if task.done_on is not None]
        said.append(_("carried out") + (f", {short_date(max(days))}" if days else ""))
    elif tasks:
        said.append(f"{pgettext('journal', 'carried out')} {len(done)} / {len(tasks)}")
    return "; ".join(said)


def workbook(journal: Register, year: int, lines: Sequence[JournalLine]) -> bytes:
    """The journal as XLSX. Texts are written as texts: what begins with «=» is no formula."""
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "border": 1})
        sheet = book.add_worksheet(str(year))
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        sheet.write_string(0, 0, f"{shown(journal.title, journal.title_cyrl)}, {year}")
        for column, (head, width) in enumerate(zip(heads(), (12, 12, 60, 28, 14, 30), strict=True)):
            sheet.write_string(2, column, head, bold)
            sheet.set_column(column, column, width)
        for row, line in enumerate(lines, start=3):
            _write(sheet, row, line, cell, day)
    return target.getvalue()


def _write(sheet: Any, row: int, line: JournalLine, cell: Any, day: Any) -> None:
    subject = f"{line.subject}\n{line.note}" if line.note else line.subject
    sheet.write_string(row, 0, line.number, cell)
    if line.day is not None:
        sheet.write_datetime(row, 1, line.day, day)
    for column, text in ((2, subject), (3, line.executor), (4, line.due), (5, line.mark)):
        sheet.write_string(row, column, text, cell)
