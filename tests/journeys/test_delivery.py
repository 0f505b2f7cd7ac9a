"""An invoice of 40 titles and 120 copies: entered, compared, accepted, its labels printed, put on the shelves.

Nizom 2.11; dossier 2.8. The first two lines are written by hand at the keyboard, the rest the same way without waiting
for the screen.
"""

from __future__ import annotations

import re
from typing import Any, Self

import pytest

from javon.core import clock
from tests.journeys.staff import Colleague

pytestmark = pytest.mark.browser

TITLES, EACH, PRICE = 40, 3, 45_000


class Cataloguer(Colleague):
    """Who takes in what has come."""

    def enters_the_invoice(self) -> Self:
        self.opens("/stock/deliveries/").presses("Hujjat kiritish")
        page = self.page
        page.fill("[name=source]", "«Sharq» nashriyoti")
        page.fill("[name=paper_number]", "4711")
        page.fill("[name=received_on]", clock.today().isoformat())
        page.fill("[name=declared_copies]", str(TITLES * EACH))
        page.fill("[name=declared_amount]", f"{TITLES * EACH * PRICE:,}".replace(",", " "))
        return self.presses("Kitoblarga oʻtish")

    def writes_a_line(self, title: int) -> Self:
        """By the number of the record, without the mouse: the cursor stands where the next thing is typed."""
        page = self.page
        page.locator("#find").fill(str(title))
        page.keyboard.press("Enter")
        page.locator("[name=copies]").wait_for()
        page.locator("[name=copies]").fill(str(EACH))
        page.keyboard.press("Tab")
        page.keyboard.type(f"{PRICE // 1000} 000")
        page.keyboard.press("Control+Enter")
        page.locator("#find").wait_for()
        return self

    def writes_the_rest(self, titles: list[int]) -> Self:
        """The same form sent without drawing the page each time."""
        page = self.page
        point = page.evaluate(
            "async address => { const text = await (await fetch(address)).text();"
            " const sheet = new DOMParser().parseFromString(text, 'text/html');"
            " return sheet.querySelector('[name=service_point]').value; }",
            f"{page.url.split('#')[0].split('?')[0]}?title={titles[0]}",
        )
        token = page.locator("main [name=csrfmiddlewaretoken]").first.input_value()
        address = page.url.split("#")[0].split("?")[0]
        for title in titles:
            form = {
                "csrfmiddlewaretoken": token,
                "title_number": str(title),
                "copies": str(EACH),
                "unit_price": str(PRICE),
                "service_point": point,
                "is_individual": "on",
                "loanable": "on",
            }
            answer = page.request.post(
                f"{address}lines/", form=form, headers={"Referer": address}, max_redirects=0
            )
            assert answer.status == 303, answer.text()
        return self.opens(address)


def numbers_of_titles(cataloguer: Any, wanted: int) -> list[int]:
    """Records that the library has; the newest belong to the demo's stories, a prohibited book among them."""
    found: list[int] = []
    for page in range(3, 8):
        cataloguer.opens(f"/catalogue/?page={page}")
        links = cataloguer.page.locator(".table__title").evaluate_all("all => all.map(one => one.href)")
        found += [int(re.search(r"/(\d+)/$", link)[1]) for link in links]
        if len(found) >= wanted:
            break
    return found[:wanted]


def test_an_invoice_of_forty_titles_becomes_a_hundred_and_twenty_labelled_copies_on_the_shelf(at_work):
    anna = at_work("kataloger", Cataloguer)
    titles = numbers_of_titles(anna, TITLES)
    anna.enters_the_invoice().writes_a_line(titles[0]).writes_a_line(titles[1])
    assert "yetishmayotgan nusxa: 114" in anna.sees
    assert not anna.page.get_by_role("button", name="Kitoblarga qabul qilish").count()
    anna.writes_the_rest(titles[2:])
    assert "Hujjat va qatorlar mos" in anna.sees
    delivery = anna.page.url
    anna.presses("Kitoblarga qabul qilish")
    assert re.search(r"Qabul qilindi: 1-qism, \d+-yozuv", anna.sees)
    assert "Ishlov berilayotgan nusxalar: 120" in anna.sees
    runs = anna.page.locator("td .table__code").all_inner_texts()
    first, last = runs[0].split("–")[0], runs[-1].split("–")[-1]
    assert int(last) - int(first) == 119  # no gap between the first number and the last
    anna.presses("Chop etiladigan yorliqlar")
    assert "Shtrix-kod" in anna.sees
    anna.opens(delivery).presses("Hammasi javonga qoʻyildi")
    assert "Javonga qoʻyilgan nusxalar: 120" in anna.sees
    anna.opens(f"{delivery}print/")
    assert "5 400 000" in anna.sees and f"{first}–" in anna.sees
