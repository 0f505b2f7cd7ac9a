"""The inventory book, the summary book and the book of replacements as bound books of A4 across, and as workbooks. Dossier 2.7, 2.8, 2.11, 8.5.

Books of the house are in Uzbek or Russian as the page is; «sahifa boʻyicha jami» carries each page's sums forward.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from javon.centre.organisation.models import Centre
from javon.collection.stock import inventory_lines, losses_book, summary_book
from javon.collection.stock.models import InventoryBook, Loss
from javon.collection.stock.queries.inventory import Entry
from javon.collection.stock.queries.summary import Part, Third
from javon.collection.stock.summary_book import Row
from javon.collection.stock.wording.money import soums
from javon.core import clock
from javon.core.papers.register import Book, Column, Line
from javon.core.uzbek import short_date
from javon.core.uzbek.figures import number
from javon.core.workbooks import Workbook

_INVENTORY_WIDTHS = (16, 13, 14, 66, 17, 9, 17, 22, 24, 14, 30)
_REPLACEMENT_WIDTHS = (6, 15, 27, 16, 38, 8, 15, 38, 8, 15, 15, 20, 20, 20, 20, 19)
_PRICE = 6  # the column of the price
_TEXT_WIDTHS = {"in": (13, 7, 24, 19), "out": (13, 18, 13)}


def inventory_book(centre: Centre, book: InventoryBook, entries: Iterable[Entry], span: str) -> Book:
    """The lines of an inventory book, twenty-five to a page; `span` says which numbers these are."""
    columns = tuple(
        Column(head, width, "right" if place == _PRICE else "left")
        for place, (head, width) in enumerate(zip(inventory_lines.heads(), _INVENTORY_WIDTHS, strict=True))
    )
    lines = [inventory_lines.line_of(entry) for entry in entries]
    return _book(
        centre,
        title=book.name,
        span=span,
        columns=columns,
        lines=[Line(one.cells, (one.amount,)) for one in lines],
        summed=(_PRICE,),
        written=(soums,),
        sums_at=3,
        per_page=25,
        row=5.8,
    )


def summary_part(centre: Centre, part: Part, side: str, year: int) -> Book:
    """Part 1 or 2 of a year; sums of months and quarters stand among the lines and add nothing to the page's own."""
    rows = summary_book.rows_of(part, side, year)
    texts = _TEXT_WIDTHS[side]
    heads = summary_book.heads(side)
    columns = tuple(
        Column(head.label, texts[place], "left")
        if place < len(texts)
        else Column(head.label, 18)
        if head.is_text
        else Column(head.label, 15 if place == len(texts) + 1 else 6.5, "right", upright=True)
        for place, head in enumerate(heads)
    )
    figures = len(heads) - len(texts) - 1
    return _book(
        centre,
        title=_("Summary book"),
        span=f"{_part_label(side)}, {year}",
        columns=columns,
        lines=[_summary_line(row) for row in rows],
        summed=tuple(range(len(texts), len(texts) + figures)),
        written=tuple(soums if place == 1 else number for place in range(figures)),
        sums_at=len(texts) - 1,
        per_page=20,
        row=6.0,
        size=6.2,
    )


def _summary_line(row: Row) -> Line:
    return Line((*row.texts, *row.figures, row.note), row.plain, bold=bool(row.level))


def summary_third(centre: Centre, third: Third, year: int) -> Book:
    """Part 3: the year and its quarters, one under the other."""
    heads = [f"{head}, {unit}" for head in summary_book.third_heads() for unit in (_("copies"), _("soums"))]
    columns = (Column(pgettext("of a book", "Column"), 50), *(Column(head, 20, "right") for head in heads))
    lines = []
    for table in summary_book.third_tables(third, year):
        lines.append(Line((table.name, *[""] * len(heads)), bold=True))
        for label, cells, level in table.lines:
            lines.append(Line((label, *(cells or [""] * len(heads))), bold=bool(level)))
    return _book(
        centre,
        title=_("Summary book"),
        span=f"{_part_label('third')}, {year}",
        columns=columns,
        lines=lines,
        summed=(),
        written=(),
        sums_at=0,
        per_page=28,
        row=5.0,
        size=8.0,
    )


def replacements(centre: Centre, rows: Iterable[Loss], year: int) -> Book:
    """The book of replacements of a year, with room for two signatures in each row."""
    texts = dict(enumerate(_REPLACEMENT_WIDTHS))
    prices = (losses_book.LOST_PRICE, losses_book.TAKEN_PRICE)
    columns = tuple(
        Column(head, texts[place], "right" if place in prices else "left")
        for place, head in enumerate(losses_book.heads())
    )
    read = [losses_book.line_of(loss) for loss in rows]
    return _book(
        centre,
        title=_("Book of resources taken in place of lost ones"),
        span=str(year),
        columns=columns,
        lines=[Line(one.cells, (one.lost, one.taken)) for one in read],
        summed=prices,
        written=(soums, soums),
        sums_at=4,
        per_page=12,
        row=11.0,
    )


def _part_label(side: str) -> str:
    return {"in": _("Part 1: receipts"), "out": _("Part 2: disposals")}.get(side) or _("Part 3: totals")


def _book(
    centre: Centre,
    *,
    title: str,
    span: str,
    columns: tuple[Column, ...],
    lines: Sequence[Line],
    summed: tuple[int, ...],
    written: tuple[Callable[[int], str], ...],
    sums_at: int,
    per_page: int,
    row: float,
    size: float = 7.0,
) -> Book:
    today = clock.today()
    return Book(
        title=title,
        centre=centre.name,
        under=(span,),
        imprint=(
            _("Begun: %(line)s") % {"line": "____________"},
            _("Finished: %(line)s") % {"line": "____________"},
            _("Printed on %(day)s") % {"day": short_date(today)},
        ),
        columns=columns,
        lines=lines,
        summed=summed,
        written=written,
        sums_at=sums_at,
        words=(_("On this page"), _("Carried from the page before"), _("In all")),
        lacing=_lacing,
        signatures=(
            f"{_('Director')}: ____________________",
            f"{_('Materially liable')}: ____________________",
            pgettext("seal", "Place of the seal"),
        ),
        running=f"{centre.short_name or centre.name} · {title}, {span}",
        day=today,
        language=get_language() or "uz",
        per_page=per_page,
        row=row,
        size=size,
    )


def _lacing(leaves: int) -> list[str]:
    """The note that an inspector looks for on the last page."""
    return [
        _("In this book %(leaves)s leaves are numbered, laced with a cord and sealed.") % {"leaves": leaves}
    ]


def workbook(book: Book) -> bytes:
    """The same lines as XLSX, line by line; texts are written as texts: what begins with «=» is no formula."""
    target = io.BytesIO()
    with Workbook(target, {"constant_memory": True, "strings_to_formulas": False}) as made:
        bold = made.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        cell = made.add_format({"text_wrap": True, "valign": "top", "border": 1})
        counted = made.add_format({"num_format": "#,##0", "valign": "top", "border": 1})
        money = made.add_format({"num_format": "#,##0.00", "valign": "top", "border": 1})
        sheet = made.add_worksheet(book.title[:28])
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        for place, column in enumerate(book.columns):
            sheet.set_column(place, place, max(6.0, column.width * 0.9))
        sheet.write_string(0, 0, f"{book.title}, {book.under[0]}")
        for place, column in enumerate(book.columns):
            sheet.write_string(2, place, column.label, bold)
        for place, line in enumerate(book.lines, start=3):
            figures = dict(zip(book.summed, line.figures, strict=False)) if line.figures else {}
            for column_at, text in enumerate(line.cells):
                if figures.get(column_at):
                    is_money = book.written[book.summed.index(column_at)] is soums
                    value = figures[column_at] / 100 if is_money else figures[column_at]
                    sheet.write_number(place, column_at, value, money if is_money else counted)
                else:
                    sheet.write_string(place, column_at, text, bold if line.bold else cell)
    return target.getvalue()
