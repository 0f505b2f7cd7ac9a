"""Files of old inventory lines that tests hand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from javon.centre.organisation.tests.characters import a_centre, a_service_point
from javon.collection.stock.actions import old_lines as actions
from javon.collection.stock.models import OldLinesRun
from javon.collection.stock.old_lines_file import described
from javon.core.access import Actor, machine
from javon.core.database.fields import uuid7
from javon.core.files.storage import keep
from javon.core.jobs.worker import work_all

HEADS = [
    "T/r",
    "Inv. №",
    "Sana",
    "Muallif va nomi",
    "Joyi",
    "Yili",
    "Narxi",
    "Indeks",
    "Chiqim (akt)",
    "Izoh",
]
LINES: list[list[Any]] = [
    [1, 4218.0, "12.03.1987", "Qodiriy A. O'tkan kunlar", "Toshkent", 1980, "1-20", "Oʻ", "", ""],
    [2, "4219", "1987-y.", "Oybek. Navoiy", "T.", "1986", "2,50", "Oʻ", "", ""],
    [3, "4220-4222", "1988-05-02", "Толстой Л.Н. Война и мир", "М.", 1983, "3 руб", "Р", "", "3 nusxa"],
    [4, "4219", "03.06.1988", "G'ulom G'. Shum bola", "T.", 1988, "0-95", "Oʻ", "", ""],
    [5, "", "03.06.1988", "Raqamsiz kitob", "T.", 1988, "1-00", "", "", ""],
    [6, 4223, "03.06.1988", "", "T.", 1988, "1-00", "", "", ""],
    [7, 4224, "03.06.1988", "Hamza. Tanlangan asarlar", "T.", 1979, "qimmat", "", "", ""],
    [8, 4225, "03.06.1988", "Fitrat. Abulfayzxon", "T.", 1979, "1-10", "", "4-dalolatnoma, 1999", ""],
    ["", "Jami:", "", "", "", "", "12-40", "", "", ""],
    [9, 4226, "03.06.1988", "Oybek. Navoiy", "T.", "1986", "2,50", "Oʻ", "", ""],
]


def a_sheet(
    folder: Path, rows: Iterable[Sequence[Any]] = LINES, heads: Sequence[str] = HEADS, name: str = "eski.xlsx"
) -> Path:
    """A workbook as a librarian has it: a name above, the heading in the third row, the lines below."""
    path = folder / name
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Inventar")
        sheet.write_string(0, 0, "Qoʻrgʻontepa tuman AKM inventar kitobi")
        sheet.write_row(2, 0, heads)
        for at, row in enumerate(rows, start=3):
            sheet.write_row(at, 0, row)
    return path


def by_whom() -> Actor:
    """Who acts where nobody signs in."""
    return machine("test", a_centre().pk)


def handed_in(path: Path, **deviations: Any) -> OldLinesRun:
    """A file that waits for its columns to be named."""
    with path.open("rb") as stream:
        file = keep(stream, name=path.name)
    given = {"inventory_book": "", "service_point": a_service_point(), "default_on": None, "loanable": True}
    return actions.begin_old_lines(
        by=by_whom(),
        centre=a_centre(),
        run_id=uuid7(),
        file=file,
        sheets=described(path),
        **{**given, **deviations},
    )


def layout_of(run: OldLinesRun, **deviations: Any) -> dict[str, Any]:
    """What is proposed for the first sheet."""
    sheet = run.sheets[0]
    return {
        "sheet": 0,
        "every": False,
        **{name: sheet[name] for name in ("head", "captions", "columns")},
        **deviations,
    }


def checked(path: Path, **deviations: Any) -> OldLinesRun:
    """A file of which every line was looked at."""
    run = handed_in(path, **deviations)
    actions.check_old_lines(by=by_whom(), run=run, layout=layout_of(run))
    return worked(run)


def entered(path: Path, **deviations: Any) -> OldLinesRun:
    """A file whose good lines are in the books."""
    run = checked(path, **deviations)
    actions.enter_old_lines(by=by_whom(), run=run)
    return worked(run)


def taken_back(run: OldLinesRun) -> OldLinesRun:
    """The same file, taken back."""
    actions.take_old_lines_back(by=by_whom(), run=run)
    return worked(run)


def worked(run: OldLinesRun) -> OldLinesRun:
    """After the worker has done all it could."""
    work_all()
    run.refresh_from_db()
    return run


def said(run: OldLinesRun) -> dict[int, tuple[str, list[str]]]:
    """Outcome and remarks of each line by its row."""
    return {line.row: (line.outcome, [remark[0] for remark in line.remarks]) for line in run.lines.all()}
