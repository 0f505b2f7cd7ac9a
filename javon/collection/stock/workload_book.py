"""The workload of a month as a workbook: people, then days."""

from __future__ import annotations

import io
from typing import Any

from django.utils.translation import gettext as _

from javon.collection.stock.queries.workload import Tally, Workload
from javon.core.workbooks import Workbook


def workload_book(month: Workload, title: str) -> bytes:
    """XLSX. Texts are written as texts: what begins with «=» is no formula."""
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
        sheet = book.add_worksheet(_("Workload")[:31])
        sheet.set_paper(9)  # A4
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 34)
        sheet.set_column(2, 6, 12)
        sheet.write_string(0, 0, title, bold)
        at = _head(sheet, 2, ("", _("Cataloguer")), (_("Days"),), bold)
        for person in month.people:
            sheet.write_string(at, 1, person.name)
            _figures(sheet, at, person.tally)
            sheet.write_number(at, 6, person.days)
            at += 1
        sheet.write_string(at, 1, _("Total"), bold)
        _figures(sheet, at, month.total)
        at = _head(sheet, at + 2, (_("Day"), _("Cataloguer")), (), bold)
        for line in month.days:
            sheet.write_datetime(at, 0, line.day, day)
            sheet.write_string(at, 1, line.name)
            _figures(sheet, at, line.tally)
            at += 1
    return target.getvalue()


def _head(sheet: Any, at: int, before: tuple[str, ...], after: tuple[str, ...], bold: Any) -> int:
    """A line of headings; the number of the next line."""
    figures = (_("Entered"), _("Short ones of them"), _("Corrected"), _("Copies"))
    for place, words in enumerate((*before, *figures, *after)):
        sheet.write_string(at, place, words, bold)
    return at + 1


def _figures(sheet: Any, at: int, tally: Tally) -> None:
    for place, figure in enumerate((tally.entered, tally.short, tally.corrected, tally.copies), start=2):
        sheet.write_number(at, place, figure)
