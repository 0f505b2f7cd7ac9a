"""The report on a file of old inventory lines as a workbook: each row as it came, and what is wrong with it, in words."""

from __future__ import annotations

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.collection.runs.remarks import read_back
from javon.collection.stock.models import OldLine, OldLinesRun
from javon.collection.stock.wording import sentences
from javon.core.workbooks import Workbook


def remarks_of(line: OldLine) -> list[str]:
    """Every remark on a line as a sentence."""
    return sentences(read_back(line.remarks))


def report(run: OldLinesRun, lines: Iterable[OldLine]) -> bytes:
    """The workbook; it can be corrected and handed in again, for the first three columns are known and passed over."""
    target = io.BytesIO()
    with Workbook(
        target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(_("Report")[:31])
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 18)
        sheet.set_column(2, 2, 60)
        sheet.set_column(3, 3 + len(run.layout.get("captions", ())), 16)
        sheet.freeze_panes(1, 0)
        captions = run.layout.get("captions", [])
        for place, words in enumerate(
            (_("Row"), _("Outcome"), pgettext("old lines", "To be put right"), *captions)
        ):
            sheet.write_string(0, place, str(words), bold)
        names = [one["name"] for one in run.sheets]
        several = bool(run.layout.get("every"))
        for at, line in enumerate(lines, start=1):
            row = f"{names[line.sheet]} {line.row}" if several and line.sheet < len(names) else str(line.row)
            sheet.write_string(at, 0, row)
            sheet.write_string(at, 1, str(line.get_outcome_display()))
            sheet.write_string(at, 2, " ".join(remarks_of(line)), wrapped)
            for place, cell in enumerate(line.cells, start=3):
                sheet.write_string(at, place, cell)
    return target.getvalue()
