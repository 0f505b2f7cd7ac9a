"""Two records of one book: proposed by the cataloguer, merged by the head, copies followed, undone, merged again. Job clause 2.8."""

from __future__ import annotations

import re
import sqlite3
from typing import Self

import pytest

from tests.journeys.staff import NO_SCRIPT, Colleague

pytestmark = pytest.mark.browser


class Cataloguer(Colleague):
    """Who enters, finds and proposes."""

    def enters_a_short_record(self, title: str) -> int:
        """The record's number."""
        self.opens("/catalogue/quick/").fills_field("title", title).fills_field("author", "Sinov, Muallif")
        self.fills_field("year", "1971")
        known = self.page.locator(".checks__list li", has_text=title).count()
        self.presses("Saqlab, davom etish")
        entered = self.page.locator(".checks__list li", has_text=title)
        entered.nth(known).wait_for()
        address = entered.first.locator("a[href$='/correct/']").get_attribute("href")
        return int(re.findall(r"\d+", address)[0])

    def fills_field(self, name: str, words: str) -> Self:
        self.page.fill(f"#id_{name}", words)
        self.page.keyboard.press("Escape")
        return self

    def writes_an_old_copy(self, number: int, inventory: str) -> Self:
        self.opens(f"/catalogue/{number}/copies/new/")
        self.page.fill("#id_numbers", inventory)
        self.page.locator("#id_service_point").select_option(index=0)
        return self.presses("Nusxalarni yozish")


def copies_of(site, number: int) -> int:
    with sqlite3.connect(f"file:{site.home / 'javon.sqlite3'}?mode=ro", uri=True) as database:
        (count,) = database.execute(
            "SELECT count(*) FROM stock_copy c JOIN catalogue_title t ON t.id = c.title_id WHERE t.number = ?",
            (number,),
        ).fetchone()
    return count


@pytest.mark.parametrize("device", [{}, NO_SCRIPT], ids=["with a script", "without"])
def test_two_records_of_one_book_become_one_and_two_and_one(at_work, demo_site, device):
    title = f"Qoʻshaloq kitob {'skriptli' if not device else 'skriptsiz'}"
    cataloguer = at_work("kataloger", Cataloguer, **device)
    keep = cataloguer.enters_a_short_record(title)
    take = cataloguer.enters_a_short_record(title)
    cataloguer.writes_an_old_copy(take, f"Q-{take}")
    assert (copies_of(demo_site, keep), copies_of(demo_site, take)) == (0, 1)

    # Found as duplicates, and merged by the head.
    head = at_work("fond", **device)
    head.opens("/catalogue/duplicates/?by=title")
    assert title in head.sees
    head.opens(f"/catalogue/merge/?keep={keep}&take={take}")
    head.fills("Sababi", "bitta kitob").presses("Birlashtirish")
    assert str(take) in head.sees and "bitta kitob" in head.sees
    assert (copies_of(demo_site, keep), copies_of(demo_site, take)) == (1, 0)
    cataloguer.opens(f"/catalogue/{take}/")
    assert cataloguer.page.url.endswith(f"/catalogue/{keep}/") and f"Q-{take}" in cataloguer.sees

    # That was a mistake: two again, the copy with its own.
    head.presses("Birlashtirishni bekor qilish")
    assert (copies_of(demo_site, keep), copies_of(demo_site, take)) == (0, 1)

    # The cataloguer, who may not merge, proposes; the head agrees.
    cataloguer.opens(f"/catalogue/{keep}/").presses("Birlashtirishni taklif qilish")
    cataloguer.page.fill("#take", str(take))
    cataloguer.presses("Taqqoslash").fills_field("reason", "Titul varaqlari bir xil").presses("Taklif qilish")
    assert "Titul varaqlari bir xil" in cataloguer.sees
    head.opens("/catalogue/proposals/")
    head.page.locator("section.card", has_text=title).get_by_role(
        "link", name="Taqqoslash va birlashtirish"
    ).click()
    head.page.wait_for_url(re.compile("/catalogue/merge/"))
    head.presses("Birlashtirish")
    assert (copies_of(demo_site, keep), copies_of(demo_site, take)) == (1, 0)
    cataloguer.opens("/catalogue/proposals/")
    decided = cataloguer.page.locator("tr", has_text="Titul varaqlari bir xil").first.inner_text()
    assert "birlashtirildi" in decided and title in decided
