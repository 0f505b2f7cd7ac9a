"""A reader finds a book: on a phone and at a desk, in any script, with and without JavaScript."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 640}


@pytest.fixture
def phone(chromium):
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.mark.parametrize(
    "typed", ["otkan kunlar", "oʻtkan kunlar", "o'tkan kunlar", "ўткан кунлар", "ötkan kunlar"]
)
def test_the_same_book_stands_first_however_it_is_typed(demo_site, phone, typed):
    page = phone.new_page()
    page.goto(demo_site.address)
    page.get_by_role("combobox").fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    first = page.locator(".result__title").first.inner_text()
    assert first in {"Oʻtkan kunlar", "Ўткан кунлар"}
    assert page.locator(".result .badge").first.inner_text().strip()


def test_a_book_is_found_on_a_phone_by_keyboard_suggestion(demo_site, phone):
    page = phone.new_page()
    page.goto(demo_site.address)
    page.get_by_role("combobox").press_sequentially("yulduzli", delay=30)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    page.locator(".result__title a").first.click()
    page.wait_for_url("**/title/*")
    assert page.locator("h1").inner_text() == "Yulduzli tunlar"


def test_filters_narrow_and_are_taken_off(demo_site, device):
    page = device.new_page()
    page.goto(f"{demo_site.address}/search?q=tarix")
    everything = page.locator("h1").inner_text()
    page.locator(".facets input[name=script][value=cyrl]").check()
    page.wait_for_url("**script=cyrl**")
    assert page.locator("h1").inner_text() != everything
    page.locator(".chip--on").first.click()
    page.wait_for_url(lambda url: "script=cyrl" not in url)
    assert page.locator("h1").inner_text() == everything


def test_everything_works_without_javascript(demo_site, chromium):
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(demo_site.address)
    page.locator(".search__input").first.fill("shum bola")
    page.locator(".search__go").first.click()
    page.locator(".result__title a").first.click()
    assert page.locator("h1").inner_text() in {"Shum bola", "Шум бола"}
    page.goto(f"{demo_site.address}/children/")
    page.locator(".children__tile").first.click()
    assert page.locator(".book__link").count() > 0
    context.close()


@pytest.mark.parametrize(
    "path", ["/", "/search?q=tarix", "/title/1", "/children/", "/children/animals/", "/help/", "/author/1"]
)
def test_no_page_is_wider_than_a_phone(demo_site, phone, path):
    page = phone.new_page()
    page.goto(demo_site.address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_interface_speaks_four_languages(demo_site, device):
    page = device.new_page()
    for language, title in (
        ("uz-cyrl", "Қайси китобни қидиряпсиз?"),
        ("ru", "Какую книгу вы ищете?"),
        ("en", "Which book are you looking for?"),
    ):
        page.goto(demo_site.address)
        page.locator("[data-menu] summary").first.click()
        page.locator(f"button[value='{language}']").first.click()
        page.wait_for_load_state()
        assert page.locator("h1").inner_text() == title


def test_no_browser_complains(demo_site, device):
    """No script error, no refused content: the strict policy breaks nothing."""
    page = device.new_page()
    complaints: list[str] = []
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in (
        "/",
        "/search?q=tarix",
        "/title/1",
        "/author/1",
        "/children/",
        "/children/space/",
        "/help/",
        "/sign-in/",
    ):
        page.goto(demo_site.address + path)
        page.wait_for_load_state("networkidle")
    assert complaints == []
