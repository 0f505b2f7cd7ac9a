"""The registration sheet, the subscription order, the letter about missing issues: on paper and as workbooks.

Official Uzbek. The sheet is A4 across: months × days for a newspaper, months with their numbers for a journal
(dossier 2.7); the order has the columns of dossier 2.12.
"""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from django.utils import translation

from javon.centre.documents.paper import letterhead
from javon.collection.periodicals.models import Claim, ClaimLine, Subscription, SubscriptionLine
from javon.collection.periodicals.queries.sheets import Cell, Sheet
from javon.collection.stock.wording.money import soums
from javon.core import papers
from javon.core.papers import Clause, Column, Paper, Signature, Table
from javon.core.papers.letters import printable
from javon.core.papers.pdf import PATIENCE, pressed
from javon.core.uzbek.figures import in_words, month_name, number, short_date
from javon.core.workbooks import Workbook

TEMPLATE: Final = Path(__file__).with_name("sheet.typ")
HEADING = "Davriy nashrlarni roʻyxatga olish varaqasi"
FREQUENCIES = {
    "daily": "haftasiga 6 marta", "five_a_week": "haftasiga 5 marta", "three_a_week": "haftasiga 3 marta",
    "two_a_week": "haftasiga 2 marta", "weekly": "haftasiga 1 marta", "fortnightly": "oyiga 2 marta",
    "monthly": "oyiga 1 marta", "bimonthly": "2 oyda 1 marta", "quarterly": "chorakda 1 marta",
    "half_yearly": "yiliga 2 marta", "irregular": "davriyligi belgilanmagan",
}  # fmt: skip
LANGUAGES = {
    "uzb": "oʻzbek",
    "rus": "rus",
    "eng": "ingliz",
    "kaa": "qoraqalpoq",
    "kir": "qirgʻiz",
    "tgk": "tojik",
}
ORDER_HEADS = (
    Column("T/r", "center"), Column("Indeks"), Column("Nashr nomi"), Column("Tili"), Column("Chastotasi"),
    Column("Muddat, oy", "right"), Column("Nusxa", "right"), Column("1 oy narxi, soʻm", "right"),
    Column("Jami, soʻm", "right"),
)  # fmt: skip
MISSING = ("missing", "claimed")


def _square(cell: Cell | None) -> dict[str, str]:
    """What one square shows: the number or a tick, how many copies when several came."""
    if cell is None:
        return {"text": "", "state": "none"}
    if cell.issue is None:
        text = cell.text if cell.slot[0] is None else ""
        return {"text": text, "state": "missing" if cell.state in MISSING else ""}
    if not cell.issue.is_published:
        return {"text": f"{cell.text} ×".strip(), "state": "unpublished"}
    came = f"{cell.text} +" if cell.slot[0] is None else cell.text or "+"
    copies = f" ({cell.issue.copies})" if cell.issue.copies > 1 else ""
    return {"text": f"{came}{copies}{'*' if cell.has_supplement else ''}", "state": "came"}


def sheet_paper(sheet: Sheet) -> bytes:
    """The sheet as PDF. Raises papers.PaperFailed."""
    rows = [
        {"name": month_name(row.month).capitalize(), "cells": [_square(cell) for cell in row.cells]}
        for row in sheet.rows
    ]
    most = max((len(row.cells) for row in sheet.rows), default=1)
    manuscript = {
        "centre": printable(sheet.periodical.centre.name),
        "heading": HEADING,
        "title": printable(sheet.periodical.title.title),
        "year": f"{sheet.year}-yil",
        "facts": [printable(line) for line in _facts(sheet)],
        "days": sheet.periodical.kind == "newspaper",
        "rows": rows,
        "width": min(40, 230 // max(1, most)),
        "foot": printable(_foot(sheet)),
        "signature": "Masʼul xodim ____________________",
    }
    content = json.dumps(manuscript, ensure_ascii=False).encode()
    return pressed(content, PATIENCE, template=TEMPLATE, standard="a-2b")


def _facts(sheet: Sheet) -> list[str]:
    one = sheet.periodical
    copies = sorted(set(sheet.copies.values()))
    told = (
        f"Indeks: {one.post_index}" if one.post_index else "",
        f"Chiqishi: {FREQUENCIES[one.frequency]}",
        f"Obuna nusxasi: {', '.join(map(str, copies))}" if copies else "",
    )
    return ["; ".join(filter(None, told))]


def _foot(sheet: Sheet) -> str:
    came = [issue for issue in sheet.issues if issue.is_published]
    told = [f"Keldi: {number(len(came))} son, {number(sum(issue.copies for issue in came))} nusxa"]
    if sheet.missing:
        told.append(f"kelmadi: {number(len(sheet.missing))} son")
    return "; ".join(told) + ". «+» keldi, qavsda nusxasi; «–» kelmagan; «×» chiqmagan; «*» ilovasi bor."


def sheet_workbook(sheet: Sheet) -> bytes:
    """The same grid as XLSX; texts are written as texts."""
    target = io.BytesIO()
    with Workbook(target, {"constant_memory": True, "strings_to_formulas": False}) as made:
        page = made.add_worksheet(str(sheet.year))
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        cell = made.add_format({"border": 1, "align": "center"})
        grey = made.add_format({"border": 1, "align": "center", "bg_color": "#D9D9D9"})
        page.set_column(0, 0, 14)
        page.set_column(1, 53, 6)
        page.write_string(0, 0, f"{HEADING}: {sheet.periodical.title.title}, {sheet.year}")
        if sheet.periodical.kind == "newspaper":
            for day in range(1, 32):
                page.write_number(1, day, day, cell)
        for at, row in enumerate(sheet.rows, start=2):
            page.write_string(at, 0, month_name(row.month), cell)
            for place, one in enumerate(row.cells, start=1):
                square = _square(one)
                page.write_string(
                    at, place, square["text"] or ("–" if square["state"] == "missing" else ""),
                    grey if square["state"] in ("missing", "none") else cell,
                )  # fmt: skip
        page.write_string(15, 0, _foot(sheet))
    return target.getvalue()


# --- the subscription order


def _order_rows(lines: Sequence[SubscriptionLine]) -> list[tuple[Any, ...]]:
    return [
        (
            place,
            line.periodical.post_index or "–",
            line.periodical.title.title,
            LANGUAGES.get(line.periodical.title.languages[:3], line.periodical.title.languages[:3] or "–"),
            FREQUENCIES[line.periodical.frequency],
            line.months,
            line.copies,
            line.month_price,
            line.amount,
        )
        for place, line in enumerate(lines, start=1)
    ]


def _period(one: Subscription) -> str:
    return f"{one.year}-yilning {'I' if one.half == 1 else 'II'} yarim yilligi"


def subscription_paper(one: Subscription, lines: Sequence[SubscriptionLine]) -> bytes:
    """The order as PDF. Raises papers.PaperFailed."""
    rows = _order_rows(lines)
    amount, copies = sum(line.amount for line in lines), sum(line.copies for line in lines)
    cells = tuple((*map(str, row[:5]), *map(number, row[5:7]), *map(soums, row[7:])) for row in rows)
    basis = "; ".join(
        filter(None, (f"Asos: {one.contract}" if one.contract else "", f"Kvitansiya № {one.receipt}" if one.receipt else ""))
    )  # fmt: skip
    whole = amount // 100
    with translation.override("uz"):
        return papers.render_pdf(
            Paper(
                kind="OBUNA BUYURTMASI",
                letterhead=letterhead(one.centre),
                number=str(one.number),
                on=one.ordered_on or one.created_at.date(),
                place=one.centre.place,
                addressee=(one.supplier,),
                title=f"Davriy nashrlarga {_period(one)} uchun obuna",
                body=(
                    Table(
                        ORDER_HEADS,
                        cells,
                        total=("", "", "Jami", "", "", "", number(copies), "", soums(amount)),
                    ),
                    Clause(f"Jami: {number(whole)} ({in_words(whole)}) soʻm. {basis}".strip()),
                ),
                signatures=(Signature("Direktor", "", seal=True), Signature("Buxgalter", "")),
                draft=one.state != Subscription.State.ORDERED,
            )
        )


def subscription_workbook(one: Subscription, lines: Sequence[SubscriptionLine]) -> bytes:
    """The same lines as XLSX."""
    target = io.BytesIO()
    with Workbook(target, {"constant_memory": True, "strings_to_formulas": False}) as made:
        page = made.add_worksheet("Obuna")
        page.set_landscape()
        page.fit_to_pages(1, 0)
        bold = made.add_format({"bold": True, "border": 1, "text_wrap": True})
        cell = made.add_format({"border": 1, "text_wrap": True})
        money = made.add_format({"border": 1, "num_format": "#,##0.00"})
        for place, width in enumerate((5, 9, 40, 12, 20, 8, 8, 14, 16)):
            page.set_column(place, place, width)
        page.write_string(0, 0, f"Davriy nashrlarga obuna, {_period(one)}")
        for place, head in enumerate(ORDER_HEADS):
            page.write_string(2, place, head.title, bold)
        for at, row in enumerate(_order_rows(lines), start=3):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(at, place, value, cell)
                else:
                    is_money = place > 6
                    page.write_number(
                        at, place, value / 100 if is_money else value, money if is_money else cell
                    )
        page.write_number(len(lines) + 3, 8, sum(line.amount for line in lines) / 100, money)
    return target.getvalue()


def claim_letter(one: Claim, lines: Sequence[ClaimLine]) -> bytes:
    """The letter about what has not come, one line per title. Raises papers.PaperFailed."""
    by_title: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        by_title[line.periodical.title.title].append(
            short_date(line.day) if line.day else f"№ {line.number} ({line.year})"
        )
    rows = tuple(
        (str(place), title, ", ".join(slots), number(len(slots)))
        for place, (title, slots) in enumerate(by_title.items(), start=1)
    )
    with translation.override("uz"):
        return papers.render_pdf(
            Paper(
                letterhead=letterhead(one.centre),
                reference=papers.Reference(number=str(one.number), on=one.written_on),
                addressee=(one.addressee,),
                title="Kelmagan davriy nashrlar toʻgʻrisida",
                body=(
                    Clause(
                        "Markazimiz obuna boʻlgan quyidagi davriy nashrlarning sonlari yetkazib berilmadi:"
                    ),
                    Table(
                        (
                            Column("T/r", "center"),
                            Column("Nashr nomi"),
                            Column("Kelmagan sonlari"),
                            Column("Soni", "right"),
                        ),
                        rows,
                        total=("", "Jami", "", number(len(lines))),
                    ),
                    Clause(
                        "Ularni yetkazib berishingizni yoki kelmaslik sababini yozma ravishda maʼlum qilishingizni soʻraymiz."
                    ),
                ),
                signatures=(Signature("Direktor", ""),),
            )
        )
