"""The desk gives a PIN in one press, in five seconds; the slip of whoever has one brings none."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def a_sheet(page, press):
    """The sheet that a press opens beside the desk."""
    with page.context.expect_page() as coming:
        press()
    coming.value.wait_for_load_state()
    return coming.value


def the_pin(sheet):
    return sheet.locator(".slip__due b").last.inner_text()


def opens_the_pages(chromium, site, card, pin):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site.address}/sign-in/card/")
    page.locator("input[name=card]").fill(card)
    page.locator("input[name=pin]").fill(pin)
    page.get_by_role("button", name="Kitoblarimni ochish").click()
    page.wait_for_load_state()
    is_in = page.url.endswith("/account/")
    context.close()
    return is_in


def test_a_forgotten_pin_is_replaced_at_the_desk_in_five_seconds(at_work, demo_site, chromium):
    page = at_work("kutubxonachi1").opens("/desk/").page
    page.keyboard.type("K000009")
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Yangi PIN-kod")
    button.wait_for()
    begun = time.monotonic()
    sheet = a_sheet(page, button.click)
    pin = the_pin(sheet)
    assert time.monotonic() - begun < 5
    assert re.fullmatch(r"\d{4}", pin)
    assert opens_the_pages(chromium, demo_site, "K-000009", pin)
    sheet.close()
    expect(page.get_by_role("button", name="Yangi PIN-kod")).to_be_visible()  # the desk stands as it stood

    # Whoever has a PIN gets a slip without one.
    page.locator("#code").focus()
    sheet = a_sheet(page, lambda: page.keyboard.press("F8"))
    expect(sheet.locator(".slip__person")).to_contain_text("K-000009")
    assert sheet.locator(".slip__qr").count() == 0
