"""Readers of the demo library at their own pages: they come in with card and PIN."""

from __future__ import annotations

from typing import Any

from javon.config.demo import READER_PIN
from tests.journeys.site import Site

MOTHER = "K-000001"  # Nargiza, mother of Dilnoza and Jasur: config/demo/family_story.py
# The pages that everybody in a family has, and those of whoever signed in.
SHARED = ("", "card/", "history/", "visits/", "notices/", "data/", "reserve/1/")
OWN = ("pin/",)


def at_home(context: Any, site: Site, card: str = MOTHER) -> Any:
    """A page of the reader who has this card, signed in."""
    page = context.new_page()
    page.goto(f"{site.address}/sign-in/card/")
    page.locator("input[name=card]").fill(card)
    page.locator("input[name=pin]").fill(READER_PIN)
    page.get_by_role("button", name="Kitoblarimni ochish").click()
    page.wait_for_url("**/account/")
    return page


def family(page: Any) -> dict[str, str]:
    """Given name -> address of the pages, as the switch between them says."""
    chips = page.locator(".cabinet__family a")
    return {chip.inner_text(): chip.get_attribute("href") for chip in chips.all()}


def addresses(page: Any) -> list[str]:
    """Every page of whoever signed in, and of the first child."""
    child = next(base for base in family(page).values() if base != "/account/")
    return [f"{base}{one}" for base, pages in (("/account/", SHARED + OWN), (child, SHARED)) for one in pages]
