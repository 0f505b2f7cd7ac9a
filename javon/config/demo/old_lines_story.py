"""An old inventory book of the demo library, retyped into a spreadsheet with the slips that such a file has.

Handed in, checked and entered with real actions a fortnight ago; what was refused waits for somebody. A second file
was handed in this morning and its columns are still to be named.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import xlsxwriter

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.stock.actions import inventory_books
from javon.collection.stock.actions import old_lines as actions
from javon.collection.stock.jobs import carry_on_old_lines
from javon.collection.stock.models import OldLinesRun
from javon.collection.stock.old_lines_file import described
from javon.config.demo.staff import acting, holder_of, open_day
from javon.core import clock
from javon.core.database.fields import uuid7
from javon.core.files.storage import keep

Story = Iterator[datetime]

BOOK, FIRST_NUMBER = "daftar-3", 8101
HEADS = (
    "T/r", "Инв. №", "Yozilgan sana", "Muallif va nomi", "Joyi", "Yili", "Bahosi (so'm)", "Indeks",
    "Chiqim: dalolatnoma", "Izoh",
)  # fmt: skip
# Author and title as the book has them | place | year | price | class | copies in a row
BOOKS = (
    "Qodiriy A. O'tkan kunlar|T.|1980|1-85|84(5O')|3", "Oybek. Navoiy|T.|1986|2,40|84(5O')|4",
    "G'ulom G'. Shum bola|T.|1979|0-95|84(5O')|3", "Толстой Л.Н. Война и мир|М.|1983|3 р. 20 к.|84(2Р)|4",
    "Hamid Olimjon. Tanlangan asarlar|T.|1970|1-10|84(5O')|2", "Чўлпон. Кеча ва кундуз|Т.|1991|3-50|84(5Ў)|2",
    "Абдулла Қаҳҳор. Синчалак|Т.|1964|0-65|84(5Ў)|3", "Пушкин А.С. Сказки|М.|1977|0-40|84(2Р)|3",
    "Zulfiya. Tong qo'shig'i|T.|1973|0.55|84(5O')|2", "Umarbekov O'. Odam bo'lish qiyin|T.|1976|1,20|84(5O')|4",
    "Said Ahmad. Ufq|T.|1982|2-75|84(5O')|3", "Миртемир. Сурат|Т.|1969|0-48|84(5Ў)|2",
    "Чехов А.П. Рассказы|М.|1981|1 р. 90 к.|84(2Р)|3", "Эркин Воҳидов. Шарқий қирғоқ|Т.|1981|1-15|84(5Ў)|2",
    "Xolmirzayev Sh. Qil ko'prik|T.|1984|1,60|84(5O')|3", "Карим Х. Фани ва турмуш|Т.|1968|0-30|2|2",
    "Ҳошимов Ў. Баҳор қайтмайди|Т.|1970|0-80|84(5Ў)|4", "Ботаника. 5-6-синф|Т.|1985|0-45|28.5|5",
    "Oripov A. Yillar armoni|T.|1983|1-05|84(5O')|3", "Ўзбек халқ мақоллари|Т.|1978|1-75|82.3|3",
)  # fmt: skip


def stories(centre: Centre, today: date) -> list[Story]:
    """The book that was entered, and the file that has just come."""
    return [_entered(centre, today), _handed_in(centre, today)]


def _at(centre: Centre, day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(open_day(centre, day), time(hour, minute), clock.TASHKENT)


def _entered(centre: Centre, today: date) -> Story:
    day = today - timedelta(days=14)
    yield _at(centre, day, 10)
    inventory_books.add_inventory_book(
        by=acting(holder_of("head-stock")),
        centre=centre,
        code=BOOK,
        name="Inventar kitobi, 3-daftar",
        paper_last=FIRST_NUMBER + 400,
    )
    yield _at(centre, day, 15, 20)
    run = _run(centre, "inventar-3-daftar.xlsx", _lines())
    sheet = run.sheets[0]
    layout = {"sheet": 0, "every": False, **{name: sheet[name] for name in ("head", "captions", "columns")}}
    by = acting(holder_of("cataloguer"))
    actions.check_old_lines(by=by, run=run, layout=layout)
    carry_on_old_lines(run_id=str(run.pk))
    yield _at(centre, day, 15, 50)
    actions.enter_old_lines(by=by, run=run)
    carry_on_old_lines(run_id=str(run.pk))


def _handed_in(centre: Centre, today: date) -> Story:
    yield _at(centre, today, 8, 40)
    numbered = [line for line in _lines() if line[1]][36:51]
    later = [[*line[:1], 8300 + place, *line[2:]] for place, line in enumerate(numbered)]
    _run(centre, "inventar-3-daftar, davomi.xlsx", later)


def _run(centre: Centre, name: str, lines: list[list[object]]) -> OldLinesRun:
    content = _workbook(lines)
    with tempfile.TemporaryDirectory(prefix="javon-demo-") as folder:
        path = Path(folder) / "lines.xlsx"
        path.write_bytes(content)
        sheets = described(path)
    points = ServicePoint.objects.filter(centre=centre, valid_to=None).order_by("position", "code")
    point = points.filter(code="ABONEMENT").first() or points[0]
    return actions.begin_old_lines(
        by=acting(holder_of("cataloguer")),
        centre=centre,
        run_id=uuid7(),
        file=keep(io.BytesIO(content), name=name),
        sheets=sheets,
        service_point=point,
        inventory_book=BOOK,
    )


def _lines() -> list[list[object]]:
    """The rows of the file: sixty lines, a total below every page, and what a tired hand does."""
    rows: list[list[object]] = []
    number, place = FIRST_NUMBER, 0
    for told in BOOKS:
        words, town, year, price, index, copies = told.split("|")
        for _copy in range(int(copies)):
            day = date(1987, 1, 12) + timedelta(days=9 * place)
            on = "1988-y." if place % 17 == 6 else f"{day:%d.%m.%Y}"
            rows.append([place + 1, number, on, words, town, int(year), price, index, "", ""])
            number, place = number + 1, place + 1
    rows[9][8] = rows[31][8] = "12-dalolatnoma, 1998-y."
    rows[17][3] = ""  # the title was forgotten
    rows[23][6] = "narxi yoʻq edi"
    rows[28][1] = rows[22][1]  # the old book repeats a number
    rows[40][9] = "muqovasi yirtilgan"
    rows[44] = [*rows[43]]  # one line typed twice
    rows[50][1] = ""
    for at in (60, 40, 20):
        rows.insert(at, ["", "", "", "Jami sahifada:", "", "", "24-80", "", "", ""])
    return rows


def _workbook(lines: list[list[object]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("3-daftar")
        sheet.write_string(0, 0, "Qo'rg'ontepa tuman AKM. Inventar kitobi, 3-daftar")
        sheet.write_row(2, 0, HEADS)
        sheet.write_row(3, 0, range(1, len(HEADS) + 1))
        for at, line in enumerate(lines, start=4):
            sheet.write_row(at, 0, line)
    return target.getvalue()
