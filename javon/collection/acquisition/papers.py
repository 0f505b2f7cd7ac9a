"""A purchase list and an order as they are printed, and as workbooks. Official Uzbek. Dossier 8.5."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import translation

from javon.centre.documents.paper import letterhead
from javon.collection.acquisition.models import OrderLine, PurchaseLine, PurchaseList, PurchaseOrder
from javon.collection.stock.wording.money import soums
from javon.core import clock, papers
from javon.core.papers import Clause, Column, Paper, Signature, Stamp, Table
from javon.core.uzbek.figures import in_words, long_date, number
from javon.core.workbooks import Workbook

HEADS = (
    Column("T/r", "center"), Column("Muallif, nomi"), Column("Nashriyot, yili, ISBN"),
    Column("Nusxa", "right"), Column("Narxi, soʻm", "right"), Column("Jami, soʻm", "right"),
)  # fmt: skip
SHEET_HEADS = ("T/r", "Muallif, nomi", "Nashriyot, yili", "ISBN", "Nusxa", "Narxi, soʻm", "Jami, soʻm")
MONEY = {
    "budget": "budjet mablagʻlari", "own": "budjetdan tashqari mablagʻlar", "sponsor": "homiy mablagʻlari",
    "programme": "davlat dasturi mablagʻlari",
}  # fmt: skip
PARTS = {
    "year": "", "h1": "I yarim yillik", "h2": "II yarim yillik",
    "q1": "I chorak", "q2": "II chorak", "q3": "III chorak", "q4": "IV chorak",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One book of a printed table; the price in tiyin."""

    name: str
    published: str
    isbn: str
    copies: int
    price: int

    @property
    def amount(self) -> int:
        return self.copies * self.price

    @property
    def edition(self) -> str:
        """Publisher, year and ISBN in one cell of the paper."""
        return ", ".join(filter(None, (self.published, f"ISBN\u00a0{self.isbn}" if self.isbn else "")))


def table_of_list(lines: Iterable[PurchaseLine]) -> tuple[Row, ...]:
    """The lines of a purchase list."""
    return tuple(_row(line, line.quantity) for line in lines)


def table_of_order(lines: Iterable[OrderLine]) -> tuple[Row, ...]:
    """The lines of an order."""
    return tuple(_row(line, line.quantity) for line in lines)


def _row(line: PurchaseLine | OrderLine, copies: int) -> Row:
    published = ", ".join(filter(None, (line.publisher, str(line.year or ""))))
    return Row(line.described, published, line.isbn, copies, line.unit_price)


def _table(rows: Sequence[Row]) -> Table:
    cells = tuple(
        (str(place), row.name, row.edition or "–", number(row.copies), soums(row.price), soums(row.amount))
        for place, row in enumerate(rows, start=1)
    )  # fmt: skip
    copies, amount = sum(row.copies for row in rows), sum(row.amount for row in rows)
    return Table(HEADS, cells, total=("", "Jami", "", number(copies), "", soums(amount)))


def in_soums(tiyin: int) -> str:
    """A sum in figures and words: «1 250 000 (bir million ikki yuz ellik ming) soʻm»."""
    whole, rest = divmod(tiyin, 100)
    said = f"{number(whole)} ({in_words(whole)}) soʻm"
    return f"{said} {rest:02d} tiyin" if rest else said


def period_of(purchase_list: PurchaseList) -> str:
    """«2026-yil II yarim yillik»."""
    return f"{purchase_list.year}-yil {PARTS[purchase_list.part]}".strip()


def name_of_list(purchase_list: PurchaseList) -> str:
    """What its workbook is called."""
    return f"Xarid roʻyxati № {purchase_list.number}, {period_of(purchase_list)}"


def name_of_order(order: PurchaseOrder) -> str:
    """What its workbook is called."""
    return f"Buyurtma № {order.number}, {order.supplier}"


def list_paper(purchase_list: PurchaseList, rows: Sequence[Row]) -> bytes:
    """The list with the stamp of whoever approved it; not approved, the stamp is left to the pen.

    Raises papers.PaperFailed.
    """
    amount = sum(row.amount for row in rows)
    source = ", ".join(filter(None, (MONEY[purchase_list.money], purchase_list.money_note)))
    approved = purchase_list.approved_at
    with translation.override("uz"):
        return papers.render_pdf(
            Paper(
                kind="ROʻYXAT",
                letterhead=letterhead(purchase_list.centre),
                number=str(purchase_list.number),
                on=clock.today() if approved is None else approved.astimezone(clock.TASHKENT).date(),
                place=purchase_list.centre.place,
                approval=Stamp(
                    "Direktor",
                    purchase_list.approver_name,
                    on=approved.astimezone(clock.TASHKENT).date() if approved else None,
                ),
                title=f"{period_of(purchase_list)} uchun sotib olinadigan axborot-kutubxona resurslari",
                body=(
                    Clause(
                        f"Mablagʻ manbai: {source}. Ajratilgan mablagʻ: {in_soums(purchase_list.budget)}."
                    ),
                    _table(rows),
                    Clause(f"Jami: {in_soums(amount)}. {_left(purchase_list.budget - amount)}"),
                ),
                signatures=(Signature("Tuzuvchi", ""), Signature("Buxgalter", "")),
                draft=purchase_list.state != PurchaseList.State.APPROVED,
            )
        )


def _left(tiyin: int) -> str:
    if tiyin < 0:
        return f"Ajratilgan mablagʻdan ortiq: {soums(-tiyin)} soʻm."
    return f"Mablagʻ qoldigʻi: {soums(tiyin)} soʻm."


def order_paper(order: PurchaseOrder, rows: Sequence[Row]) -> bytes:
    """The order as a letter to the supplier. Raises papers.PaperFailed."""
    copies, amount = sum(row.copies for row in rows), sum(row.amount for row in rows)
    by_contract = f"{order.contract} shartnomaga asosan " if order.contract else ""
    asked = f"{by_contract}quyidagi {number(copies)} nusxa nashrni yetkazib berishingizni soʻraymiz:"
    until = f" Yetkazib berish muddati: {long_date(order.expected_on)}gacha." if order.expected_on else ""
    with translation.override("uz"):
        return papers.render_pdf(
            Paper(
                kind="BUYURTMA",
                letterhead=letterhead(order.centre),
                number=str(order.number),
                on=order.ordered_on,
                place=order.centre.place,
                addressee=(order.supplier,),
                title="Axborot-kutubxona resurslarini yetkazib berish toʻgʻrisida",
                body=(
                    Clause(f"{asked[0].upper()}{asked[1:]}"),
                    _table(rows),
                    Clause(f"Jami: {in_soums(amount)}.{until}"),
                ),
                signatures=(Signature("Direktor", "", seal=True),),
            )
        )


def workbook(name: str, rows: Sequence[Row]) -> bytes:
    """The same lines as XLSX; texts are written as texts: what begins with «=» is no formula."""
    target = io.BytesIO()
    with Workbook(target, {"constant_memory": True, "strings_to_formulas": False}) as made:
        bold = made.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        cell = made.add_format({"text_wrap": True, "valign": "top", "border": 1})
        money = made.add_format({"num_format": "#,##0.00", "valign": "top", "border": 1})
        sheet = made.add_worksheet("Roʻyxat")
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        for place, width in enumerate((5, 48, 24, 16, 8, 14, 16)):
            sheet.set_column(place, place, width)
        sheet.write_string(0, 0, name)
        for place, head in enumerate(SHEET_HEADS):
            sheet.write_string(2, place, head, bold)
        for at, row in enumerate(rows, start=3):
            sheet.write_number(at, 0, at - 2, cell)
            for place, text in enumerate((row.name, row.published, row.isbn), start=1):
                sheet.write_string(at, place, text, cell)
            sheet.write_number(at, 4, row.copies, cell)
            sheet.write_number(at, 5, row.price / 100, money)
            sheet.write_number(at, 6, row.amount / 100, money)
        end = len(rows) + 3
        sheet.write_string(end, 1, "Jami", bold)
        sheet.write_number(end, 4, sum(row.copies for row in rows), bold)
        sheet.write_number(end, 6, sum(row.amount for row in rows) / 100, money)
    return target.getvalue()
