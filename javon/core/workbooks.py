"""Workbooks (XLSX) that we write. Those of the training mode say so: on the tab of every sheet, and on paper above and below.

No cell is touched: a form that is filled in and handed back has its rows where they were.
"""

from __future__ import annotations

from typing import Any, Final

import xlsxwriter

from javon.core import practice

LONGEST_NAME: Final = 31  # of a sheet, says Excel
COLOUR: Final = "#5B1A74"  # of the band on the pages of an exercise


class Workbook(xlsxwriter.Workbook):
    """``xlsxwriter.Workbook``, marked as an exercise where everything is one."""

    def add_worksheet(self, name: str | None = None, *given: Any, **more: Any) -> Any:
        """A sheet; the word of the exercise begins its name."""
        if name and practice.is_on():
            name = f"{practice.words_on_paper().partition(' ')[0]} – {name}"[:LONGEST_NAME]
        return super().add_worksheet(name, *given, **more)

    def close(self) -> None:
        """Write the file out, its sheets marked: they may set their own paper until then."""
        if practice.is_on():
            words = practice.words_on_paper()
            said = f"&C&B{words.replace('&', '&&')}"
            for sheet in self.worksheets():
                sheet.set_header(said)
                sheet.set_footer(said)
                sheet.set_tab_color(COLOUR)
            self.set_properties({**self.doc_properties, "status": words})
        super().close()
