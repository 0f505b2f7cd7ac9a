"""Counting at the shelf: Enter after Enter, a wrong card, a line that breaks; nothing is lost and nothing counts twice."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SESSION = "/stock/checks/2/"  # the reading room's, half-way


def types_codes(page: Any, *codes: str) -> None:
    """As a scanner does: the code and Enter, without waiting for an answer."""
    for code in codes:
        page.keyboard.type(code)
        page.keyboard.press("Enter")


def test_codes_are_counted_as_fast_as_they_are_scanned(at_work: Any) -> None:
    page = at_work("kutubxonachi2").opens(SESSION).page
    expect(page.locator("#code")).to_be_focused()
    expect(page.locator("[data-camera]")).to_be_visible()  # the module is there
    types_codes(page, *(f"70001{number:02}" for number in range(6)))
    last = page.locator(".counting__last li .mono")
    expect(last.first).to_have_text("7000105")
    assert last.all_inner_texts()[:6] == [f"70001{number:02}" for number in reversed(range(6))]
    types_codes(page, "K000127")
    expect(page.locator(".counting__said")).to_contain_text("kitobxon kartasi, kitob emas")
    expect(page.locator("#code")).to_have_value("K000127")


def test_codes_scanned_without_a_line_are_counted_once_when_it_is_back(at_work: Any) -> None:
    colleague = at_work("kutubxonachi2").opens(SESSION)
    page = colleague.page
    expect(page.locator("[data-camera]")).to_be_visible()
    colleague.context.set_offline(True)
    types_codes(page, "7000201", "7000202")
    expect(page.locator("[data-said]")).to_contain_text("2 ta kod shu qurilmada saqlandi")
    colleague.context.set_offline(False)
    expect(page.locator(".counting__last li .mono").first).to_have_text("7000202", timeout=30_000)
    expect(page.locator("[data-said]")).to_have_text("")
    codes = page.locator(".counting__last li .mono").all_inner_texts()
    assert codes.count("7000201") == codes.count("7000202") == 1
