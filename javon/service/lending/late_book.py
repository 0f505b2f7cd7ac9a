"""The list of late books as a workbook: a line for each copy. Texts are texts: what begins with «=» is no formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Final

from django.utils.translation import gettext as _

from javon.core.workbooks import Workbook
from javon.service.lending.queries.overdue import LateLoan, LateReader, Place, late_readers

AT_ONCE: Final = 500
WIDTHS: Final = (30, 12, 20, 22, 8, 20, 42, 14, 12, 8, 22)


def workbook(places: Sequence[Place], today: date) -> bytes:
    """XLSX of the late readers at `places`; a title that goes on no paper is left out."""
    target = io.BytesIO()
    with Workbook(target, {"constant_memory": True, "strings_to_formulas": False}) as made:
        bold = made.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        day = made.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
        sheet = made.add_worksheet(_("Late")[:31])
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for place, width in enumerate(WIDTHS):
            sheet.set_column(place, place, width)
        for place, head in enumerate(_heads()):
            sheet.write_string(0, place, head, bold)
        at = 1
        for start in range(0, len(places), AT_ONCE):
            some = [place.reader_id for place in places[start : start + AT_ONCE]]
            for reader in late_readers(some, today):
                for loan in reader.loans:
                    _line(sheet, at, reader, loan, day)
                    at += 1
    return target.getvalue()


def _heads() -> tuple[str, ...]:
    return (
        _("Reader"), _("Number"), _("School"), _("Mahalla"), _("Class"), _("Telephone"), _("Title"),
        _("Inventory number"), _("Due"), _("Days late"), _("Last call"),
    )  # fmt: skip


def _line(sheet: Any, at: int, late: LateReader, loan: LateLoan, day: Any) -> None:
    reader = late.reader
    texts = (
        reader.full_name,
        f"K-{reader.number:06d}",
        reader.school.name if reader.school is not None else "",
        reader.mahalla.name if reader.mahalla is not None else "",
        reader.class_name,
        late.phone_shown,
        "" if loan.is_private else loan.title,
        loan.inventory_number,
    )
    for place, text in enumerate(texts):
        sheet.write_string(at, place, text)
    sheet.write_datetime(at, 8, datetime.combine(loan.due_on, time()), day)
    sheet.write_number(at, 9, loan.days)
    sheet.write_string(at, 10, str(late.call.get_outcome_display()) if late.call is not None else "")
