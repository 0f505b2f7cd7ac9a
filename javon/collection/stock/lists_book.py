"""The lists of the stock as workbooks: the tables that acts and lists print, their figures as figures. Dossier 8.5."""

from __future__ import annotations

import io
import re

from javon.core.papers import Table
from javon.core.workbooks import Workbook

_SPACES = "[ \u00a0\u2009\u202f]"
_FIGURE = re.compile(rf"-?\d{{1,3}}(?:{_SPACES}?\d{{3}})*(?:,\d+)?")


def workbook(title: str, table: Table) -> bytes:
    """One sheet: the title, the heads, the lines, their total. What stands to the right in the list is a number."""
    target = io.BytesIO()
    with Workbook(target, {"constant_memory": True, "strings_to_formulas": False}) as made:
        bold = made.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        cell = made.add_format({"text_wrap": True, "valign": "top", "border": 1})
        figure = made.add_format({"num_format": "#,##0.##", "valign": "top", "border": 1})
        sheet = made.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:28].strip("' ") or "1")
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        sheet.write_string(0, 0, title)
        for place, column in enumerate(table.columns):
            longest = max((len(row[place]) for row in table.rows), default=0)
            sheet.set_column(place, place, min(60, max(len(column.title), longest) + 2))
            sheet.write_string(2, place, column.title, bold)
        rows = [*table.rows, table.total] if table.total else list(table.rows)
        for line, row in enumerate(rows, start=3):
            for place, (words, column) in enumerate(zip(row, table.columns, strict=True)):
                if column.align == "right" and _FIGURE.fullmatch(words):
                    sheet.write_number(line, place, _number(words), figure)
                elif words:
                    sheet.write_string(line, place, words, cell)
                else:
                    sheet.write_blank(line, place, None, cell)
    return target.getvalue()


def _number(words: str) -> float:
    return float(re.sub(_SPACES, "", words).replace(",", "."))
