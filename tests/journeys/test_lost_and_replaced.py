"""A reader has lost a book: declared by its number, another accepted in its place, the lost one written off; two acts, one row.

Nizom 2.11; dossier 2.11, 8.2.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Self

import pytest

from tests.journeys.staff import NO_SCRIPT, Colleague

pytestmark = pytest.mark.browser


class Librarian(Colleague):
    """Who hears of the loss at the desk."""

    def scans_the_lost(self, number: str) -> Self:
        """As a scanner does: the digits, then Enter."""
        self.opens("/stock/replacements/").presses("Nusxani yoʻqolgan deb yozish")
        field = self.page.locator("#loss-code")
        field.fill(number)
        field.press("Enter")
        self.page.wait_for_load_state()
        return self

    def says_who(self, name: str, card: str) -> Self:
        self.fills("Kim yoʻqotdi: familiyasi, ismi", name)
        self.page.fill("[name=reader_card]", card)
        self.page.fill("[name=circumstances]", "Avtobusda qoldirgan")
        return self.presses("Daftarga yozish")


def on_loan(site, place: int) -> str:
    """The number of a copy with a price that somebody has at home and that stands on no list."""
    with sqlite3.connect(f"file:{site.home / 'javon.sqlite3'}?mode=ro", uri=True) as database:
        rows = database.execute(
            "SELECT inventory_number FROM stock_copy c WHERE state = 'on_loan' AND price IS NOT NULL "
            "AND inventory_number <> '' AND NOT EXISTS (SELECT 1 FROM stock_expectation e JOIN stock_stocktaking s "
            "ON s.id = e.stocktaking_id WHERE e.copy_id = c.id AND s.state IN ('counting', 'counted', 'act')) "
            "ORDER BY inventory_order LIMIT 2"
        ).fetchall()
    return rows[place][0]


def stands_in(somebody: Colleague, year: str, part: int, paper: str) -> str:
    """The line of a paper in a part of the summary book, wherever among its pages."""
    address = paper.removeprefix(somebody.site.address).split("?")[0].split("#")[0]
    for page in range(1, 10):
        somebody.opens(f"/stock/books/summary/{year}/?part={part}&page={page}")
        line = somebody.page.locator(f".ledger__table tr:has(a[href='{address}'])")
        if line.count():
            return line.first.inner_text()
    raise AssertionError(f"part {part} has no line of {address}")


def goes_its_way(at_work, paper: str, device: dict) -> None:
    """An act: the head of the stock agrees, the director approves."""
    at_work("fond", **device).opens(paper).presses("Kelishaman")
    at_work("direktor", **device).opens(paper).presses("Tasdiqlayman").types_pin().presses("Tasdiqlayman")


@pytest.mark.parametrize("device", [{}, NO_SCRIPT], ids=["with a script", "without"])
def test_a_lost_book_is_replaced_and_written_off_by_two_acts(at_work, demo_site, device):
    number = on_loan(demo_site, 0)
    reader = f"Sattorova Madina {'A' if device else 'B'}"
    librarian = at_work("kutubxonachi1", Librarian, **device)
    librarian.scans_the_lost("9789943000001")
    assert "ISBN" in librarian.page.locator(".verdict").inner_text()
    librarian.scans_the_lost(number).says_who(reader, "77")
    row = librarian.page.url
    assert re.search(r"/stock/replacements/\d{4}/\d+/$", row)
    assert reader in librarian.sees and "hali qoplanmagan" in librarian.sees
    librarian.scans_the_lost(number)
    assert "yoʻqolgan deb yozilgan" in librarian.page.locator(".verdict").inner_text()

    cataloguer = at_work("kataloger", **device).opens(row)
    cataloguer.presses("Oʻrniga kitob qabul qilish").presses("Xuddi shu kitob")
    cataloguer.page.fill("[name=value]", "61 500")
    cataloguer.page.select_option("[name=commission]", label="Kelgan resurslarni qabul qilish komissiyasi")
    cataloguer.presses("Kelish hujjatiga yozish")
    assert "61 500" in cataloguer.sees and reader in cataloguer.sees
    cataloguer.presses("Kitoblarga qabul qilish")
    delivery = cataloguer.page.url
    assert "qabul qilingan" in cataloguer.sees.lower()

    cataloguer.opens(row)
    assert (
        re.search(r"Yangi inventar raqami \d+", cataloguer.sees)
        and "dalolatnoma kutilmoqda" in cataloguer.sees
    )
    cataloguer.presses("Hisobdan chiqarish roʻyxatiga qoʻshish").presses("Roʻyxatni ochish")
    write_off = cataloguer.page.url
    assert "kitobxon yoʻqotgan" in cataloguer.sees and number in cataloguer.sees
    cataloguer.presses("Komissiyaga topshirish")
    cataloguer.page.locator("#do").get_by_label("Fondlarni saqlash komissiyasi").check()
    cataloguer.presses("Komissiyaga topshirish").presses("Bayonnomani yozish")
    cataloguer.fills("Bayonnoma raqami", "9").fills("Komissiya xulosasi", "Yoʻqotilgan, oʻrni qoplangan.")
    cataloguer.presses("Bayonnomani yozish").presses("Dalolatnoma tuzish")
    assert "foydalanuvchilar tomonidan yoʻqotilgani" in cataloguer.sees
    cataloguer.presses("Tasdiqqa yuborish")
    goes_its_way(at_work, cataloguer.page.url, device)

    cataloguer.opens(row)
    assert "yopilgan" in cataloguer.sees
    lines = re.search(r"1: (\d+)/(\d{4}); 2: (\d+)/\d{4}", cataloguer.sees)
    assert lines is not None
    came_as, year, went_as = lines.groups()
    assert stands_in(cataloguer, year, 1, delivery).split("\t")[1] == came_as
    assert stands_in(cataloguer, year, 2, write_off)
    cataloguer.opens(write_off)
    assert re.search(rf"2-qismi\s+№ {went_as} / {year}", cataloguer.sees)
