"""Twenty-five worn copies: scanned, looked at by the commission, an act, the director's PIN, part 2. Nizom 2.11; dossier 2.10."""

from __future__ import annotations

import re
import sqlite3
from typing import Self

import pytest

from tests.journeys.staff import NO_SCRIPT, Colleague, arriving

pytestmark = pytest.mark.browser

CONCLUSION = "Sahifalari yirtilgan, taʼmirlab boʻlmaydi."


class Cataloguer(Colleague):
    """Who scans and prepares."""

    def begins_a_list(self) -> Self:
        self.opens("/stock/write-offs/new/")
        self.page.get_by_label("yaroqsiz", exact=True).check()
        return self.presses("Roʻyxatni boshlash")

    def scans(self, number: str) -> Self:
        """As a scanner does: the digits, then Enter."""
        field = self.page.locator("#scan-codes")
        field.fill(number)
        field.press("Enter")
        self.page.wait_for_load_state()
        return self

    def pastes(self, numbers: list[str]) -> Self:
        self.presses("Birdaniga koʻp nusxa")
        self.page.fill("#scan-many", "\n".join(numbers))
        return self.presses("Hammasini qoʻshish")


def on_the_shelf(site, count: int) -> list[str]:
    """Barcodes or numbers of copies that nobody has listed, lent or moved; with a price."""
    with sqlite3.connect(f"file:{site.home / 'javon.sqlite3'}?mode=ro", uri=True) as database:
        rows = database.execute(
            "SELECT coalesce(barcode, nullif(foreign_barcode, ''), inventory_number) FROM stock_copy c "
            "WHERE state = 'on_shelf' AND price IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stock_disposalline l "
            "WHERE l.copy_id = c.id) AND NOT EXISTS (SELECT 1 FROM stock_transferline t WHERE t.copy_id = c.id) "
            "AND NOT EXISTS (SELECT 1 FROM stock_expectation e WHERE e.copy_id = c.id) "
            "ORDER BY c.inventory_order DESC LIMIT ?",
            (count,),
        ).fetchall()
    return [number for (number,) in rows]


@pytest.mark.parametrize("device", [{}, NO_SCRIPT], ids=["with a script", "without"])
def test_twenty_five_copies_go_from_the_scanner_to_part_two(at_work, demo_site, device):
    numbers = on_the_shelf(demo_site, 25)
    cataloguer = at_work("kataloger", Cataloguer, **device)
    cataloguer.begins_a_list()
    address = cataloguer.page.url
    for number in numbers[:3]:
        cataloguer.scans(number)
    cataloguer.scans("9789943000001")
    assert "ISBN" in cataloguer.page.locator(".verdict").inner_text()
    cataloguer.opens(address).pastes(numbers[3:])
    assert re.search(r"Nusxalar\s+25\b", cataloguer.sees)

    cataloguer.presses("Komissiyaga topshirish")
    cataloguer.page.locator("#do").get_by_label("Fondlarni saqlash komissiyasi").check()
    cataloguer.presses("Komissiyaga topshirish").presses("Bayonnomani yozish")
    cataloguer.fills("Bayonnoma raqami", "7").fills("Komissiya xulosasi", CONCLUSION)
    cataloguer.presses("Bayonnomani yozish").presses("Dalolatnoma tuzish")
    assert "25 (yigirma besh) nusxa" in cataloguer.sees and CONCLUSION in cataloguer.sees
    cataloguer.presses("Tasdiqqa yuborish")
    paper = cataloguer.page.url

    head = at_work("fond", **device).opens(paper)  # leads the service of the stock
    head.presses("Kelishaman")
    director = at_work("direktor", **device).opens(paper)
    assert numbers[-1] in director.sees or "Hisobdan chiqariladigan resurslar roʻyxati" in director.sees
    director.presses("Tasdiqlayman").types_pin().presses("Tasdiqlayman")

    cataloguer.opens(address)
    assert re.search(r"2-qismi\s+№ \d+ / 20\d\d", cataloguer.sees)
    assert "hisobdan chiqarilgan" in cataloguer.sees.lower()
    with arriving(cataloguer.page):
        cataloguer.page.locator(".table__title").first.click()
    assert "hisobdan chiqarilgan" in cataloguer.sees.lower()
