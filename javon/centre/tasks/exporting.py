"""Execution discipline as a workbook: figures, and the tasks behind them."""

from __future__ import annotations

import io
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.tasks import on_screen
from javon.centre.tasks.queries.monthly import Discipline, Line
from javon.centre.tasks.wording import OUTCOMES
from javon.core.workbooks import Workbook

FIGURES = ("given", "on_time", "late", "open", "open_late")


def discipline_workbook(found: Discipline, title: str) -> bytes:
    """The month as XLSX. Texts are written as texts: what begins with «=» is no formula."""
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top"})
        _figures(book, found, title, bold)
        _tasks(book, found, bold, wrapped, day)
    return target.getvalue()


def _figures(book: Any, found: Discipline, title: str, bold: Any) -> None:
    sheet = book.add_worksheet(_("Figures")[:31])
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, 6, 13)
    sheet.write_string(0, 0, f"{_('Execution discipline')}: {title}", bold)
    at = 2
    parts = (
        (_("By service"), found.units, on_screen.unit_name),
        (_("By person"), found.people, on_screen.name),
    )
    for heading, lines, named in parts:
        sheet.write_string(at, 0, heading, bold)
        for place, column in enumerate(FIGURES, start=1):
            sheet.write_string(at, place, str(OUTCOMES[column]), bold)
        sheet.write_string(at, len(FIGURES) + 1, _("On time, %"), bold)
        for line in lines:
            at += 1
            _line(sheet, at, line, named(line.who) or _("no service"))
        at += 2
    _line(sheet, at, Line(None, found.total), pgettext("execution discipline", "Total"))


def _line(sheet: Any, at: int, line: Line, name: str) -> None:
    sheet.write_string(at, 0, name)
    for place, column in enumerate(FIGURES, start=1):
        sheet.write_number(at, place, getattr(line.tally, column))
    share = line.tally.share_on_time
    if share is not None:
        sheet.write_number(at, len(FIGURES) + 1, share)


def _tasks(book: Any, found: Discipline, bold: Any, wrapped: Any, day: Any) -> None:
    sheet = book.add_worksheet(_("Tasks")[:31])
    sheet.set_landscape()
    sheet.set_paper(9)
    heads = (
        "№",
        pgettext("column", "Task"),
        _("Executor"),
        _("Service"),
        _("Due"),
        _("Done"),
        _("Counted as"),
    )
    for place, (head, width) in enumerate(zip(heads, (9, 60, 24, 30, 12, 12, 16), strict=True)):
        sheet.write_string(0, place, str(head), bold)
        sheet.set_column(place, place, width)
    sheet.repeat_rows(0)
    for at, one in enumerate(found.tasks, start=1):
        sheet.write_string(at, 0, str(one.task))
        sheet.write_string(at, 1, one.task.what, wrapped)
        sheet.write_string(at, 2, on_screen.name(one.task.executor))
        sheet.write_string(at, 3, on_screen.unit_name(one.task.unit), wrapped)
        for place, value in ((4, one.standing.due_on), (5, one.standing.done_on)):
            if value is not None:
                sheet.write_datetime(at, place, value, day)
        sheet.write_string(at, 6, str(OUTCOMES[one.outcome]))
