"""A reader finds a book: on a phone and at a desk, in any script, with and without JavaScript."""

from __future__ import annotations

import pytest

from tests.journeys.staff import arriving

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
    page.goto(f"{demo_site.address}/search?q=qodiriy")
    everything = page.locator("h1").inner_text()
    page.locator(".facets input[name=script][value=cyrl]").check()
    page.wait_for_url("**script=cyrl**")
    assert page.locator("h1").inner_text() != everything
    page.locator(".results__chosen .chip--on").first.click()
    page.wait_for_url(lambda url: "script=cyrl" not in url)
    assert page.locator("h1").inner_text() == everything


def test_everything_works_without_javascript(demo_site, chromium):
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(demo_site.address)
    page.locator(".search__input").first.fill("shum bola")
    page.locator(".search__go").first.click()
    with arriving(page):
        page.locator(".result__title a").first.click()
    assert page.locator("h1").inner_text() in {"Shum bola", "Шум бола"}
    page.goto(f"{demo_site.address}/children/")
    with arriving(page):
        page.locator(".children__tile").first.click()
    assert page.locator(".book__link").count() > 0
    context.close()


@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=tarix", "/search?q=zzzzqqqq", "/search?q=" + "a" * 400, "/title/1", "/children/", "/children/animals/",
     "/help/", "/author/1", "/nowhere", "/sign-in/"],
)  # fmt: skip
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


def test_a_book_is_found_by_keyboard_alone(demo_site, device):
    page = device.new_page()
    page.goto(demo_site.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    page.keyboard.type("yulduzli tunlar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    _tab_to(page, ".result__title a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/title/*")
    _tab_to(page, ".title-page__authors a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/author/*")
    assert page.locator("h1").inner_text() == "Pirimqul Qodirov"


def _tab_to(page, selector):
    """Tab until the focus stands on such an element, and see that the focus is visible there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


def test_on_a_phone_filters_open_choose_and_close(demo_site, phone):
    page = phone.new_page()
    page.goto(f"{demo_site.address}/search?q=tarix")
    order = page.locator(".results__sort summary").bounding_box()
    heading = page.locator("h1").bounding_box()
    assert abs((order["y"] + order["height"] / 2) - (heading["y"] + heading["height"] / 2)) < 12
    page.get_by_role("link", name="Filtr").click()
    page.locator(".facets input[name=script][value=cyrl]").check()
    page.locator(".facets button[type=submit]").click()
    page.wait_for_url("**script=cyrl**")
    assert page.locator(".results__quick .chip--on").count() == 1


def test_printed_pages_hold_the_book_and_not_the_site(demo_site, device):
    page = device.new_page()
    page.emulate_media(media="print")
    page.goto(f"{demo_site.address}/title/1")
    for gone in (
        ".header .search",
        ".footer",
        ".title-page__take",
        ".title-page__share",
        ".title-page__alike",
    ):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator(".description").is_visible()
    page.goto(f"{demo_site.address}/search?q=tarix")
    for gone in (".facets", ".results__sort", ".results__quick", ".pager"):
        assert page.locator(gone).count() == 0 or not page.locator(gone).first.is_visible(), gone
    assert page.locator(".result").first.is_visible()
