"""A mother with two children on a phone: she sees what they have, renews all, reserves for the younger, gives it up.

And every page of hers: axe finds nothing in light and dark, with large letters and high contrast; nothing runs off the
screen; each is light; every link is answered.
"""

from __future__ import annotations

import gzip
import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from javon.core.ui.context import DISPLAY_COOKIE
from tests.journeys.readers import addresses, at_home, family
from tests.journeys.staff import PHONE, arriving
from tests.journeys.test_accessibility import SIZES, STANDARD
from tests.journeys.test_links import wrong_links
from tests.journeys.test_staff_pages import HEAVIEST

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(chromium):
    context = chromium.new_context(**PHONE)
    context.set_default_timeout(15_000)
    yield context
    context.close()


def a_book_to_wait_for(page, site):
    """A children's book that the page of it lets her wait for, and its title."""
    page.goto(f"{site.address}/children/animals/")
    for address in page.locator(".book__link").evaluate_all("links => links.map(link => link.href)"):
        page.goto(address)
        if page.locator("a[href*='/reserve/']", has_text="Navbatga yozilish").count():
            return page.locator("h1").inner_text()
    raise AssertionError("no children's book can be waited for")


def test_she_sees_both_renews_all_reserves_for_the_younger_and_gives_it_up(demo_site, phone):
    page = at_home(phone, demo_site)
    assert list(family(page)) == ["Nargiza", "Dilnoza", "Jasur"]
    for child, books in (("Jasur", 1), ("Dilnoza", 3)):
        with arriving(page):
            page.locator(".cabinet__family").get_by_role("link", name=child).click()
        expect(page.locator("h1")).to_have_text(f"Salom, {child}")
        expect(page.locator(".cabinet__sentence")).to_contain_text(f"kitoblar: {books}")
        assert not re.search("Nargiza|Oripov", page.url), "no name stands in an address"

    with arriving(page):
        page.get_by_role("button", name="Hammasini uzaytirish").click()
    results = page.locator(".cabinet__results li")
    expect(results).to_have_count(3)
    told = results.all_inner_texts()
    renewed = [one for one in told if "uzaytirildi, muddat:" in one]
    assert renewed, told
    assert len(renewed) < 3, "one is wanted by somebody else, and says so"
    expect(page.locator(".cabinet__results")).to_be_focused()

    title = a_book_to_wait_for(page, demo_site)
    with arriving(page):
        page.get_by_role("link", name="Navbatga yozilish").click()
    with arriving(page):
        page.get_by_role("button", name="Navbatga yozilish: Jasur").click()
    expect(page.locator("body")).to_contain_text(f"Navbatga yozildi: Jasur, «{title}»")

    page.goto(demo_site.address + family_base(page, demo_site, "Jasur"))
    waits = page.locator(".cabinet__one", has=page.locator(".badge--info", has_text="navbatdagi"))
    waits = waits.filter(has_text=title)
    expect(waits).to_have_count(1)
    waits.locator("summary").click()
    with arriving(page):
        waits.get_by_role("button", name="Ha, chiqaman").click()
    expect(page.locator("body")).to_contain_text("Navbatdan chiqdingiz.")
    expect(page.locator("h1")).to_have_text("Salom, Jasur")
    expect(page.locator(".cabinet__one").filter(has_text=title)).to_have_count(0)


def test_who_reads_alone_reserves_by_one_tap(demo_site, phone):
    with closing(sqlite3.connect(demo_site.home / "javon.sqlite3")) as database:
        (number,) = database.execute(
            """SELECT k.number FROM readers_card k JOIN readers_reader r ON r.id = k.reader_id
            WHERE k.ended_on IS NULL AND r.kind = 'person' AND r.left_on IS NULL AND r.category NOT IN ('pupil', 'preschool')
            AND r.id IN (SELECT reader_id FROM readers_registration WHERE year = CAST(strftime('%Y', 'now', '+5 hours') AS INTEGER))
            AND r.id NOT IN (SELECT guardian_id FROM readers_guardianship WHERE guardian_id IS NOT NULL)
            AND r.id NOT IN (SELECT reader_id FROM readers_block) AND r.id NOT IN
            (SELECT reader_id FROM lending_loan WHERE state = 'open' AND reader_id IS NOT NULL) ORDER BY r.number DESC LIMIT 1"""
        ).fetchone()
    page = at_home(phone, demo_site, f"K{number:06d}")
    page.goto(f"{demo_site.address}/children/animals/")
    for address in page.locator(".book__link").evaluate_all("links => links.map(link => link.href)"):
        page.goto(address)
        if (button := page.get_by_role("button", name="Navbatga yozilish")).count():
            break
    with arriving(page):
        button.tap()
    expect(page.locator("body")).to_contain_text("Navbatga yozildi")
    expect(page.locator("body")).to_contain_text("navbatdagi oʻrningiz")


def family_base(page, site, name):
    page.goto(f"{site.address}/account/")
    return family(page)[name]


def test_everything_of_hers_works_without_javascript(demo_site, chromium):
    context = chromium.new_context(**{**PHONE, "java_script_enabled": False})
    page = at_home(context, demo_site)
    with arriving(page):
        page.locator(".cabinet__family").get_by_role("link", name="Jasur").click()
    with arriving(page):
        page.get_by_role("button", name="Hammasini uzaytirish").click()
    expect(page.locator(".cabinet__results li")).to_have_count(1)
    with arriving(page):
        page.get_by_role("link", name="Kartam").click()
    assert page.locator(".card__body svg").count() == 2
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    "size, display",
    [("desk", "light..."), ("phone", "dark..."), ("phone", "light.large.."), ("phone", "dark..high.")],
)
def test_axe_finds_nothing_and_nothing_runs_off_the_screen(demo_site, chromium, size, display):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = chromium.new_context(viewport=SIZES[size])
    context.set_default_timeout(15_000)
    context.add_cookies([{"name": DISPLAY_COOKIE, "value": display, "url": demo_site.address}])
    page = at_home(context, demo_site)
    found = []
    for path in addresses(page):
        answer = page.goto(demo_site.address + path)
        if answer.status != 200:
            found.append(f"{path}: {answer.status}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{path}: wider than the screen")
        for violation in axe.run(page, options=STANDARD).response["violations"]:
            where = [node["target"] for node in violation["nodes"]][:3]
            found.append(f"{path}: {violation['id']} {where} {violation['nodes'][0]['failureSummary'][:200]}")
    context.close()
    assert not found, "\n".join(found)


def test_pages_weigh_no_more_than_a_slow_line_bears(demo_site, phone):
    page = at_home(phone, demo_site)
    weights = {
        path: len(gzip.compress(page.goto(demo_site.address + path).body())) for path in addresses(page)
    }
    assert {path: weight for path, weight in weights.items() if weight > HEAVIEST} == {}


@pytest.mark.slow
def test_every_link_that_she_sees_is_answered(demo_site, phone):
    page = at_home(phone, demo_site)
    session = "; ".join(f"{one['name']}={one['value']}" for one in phone.cookies())
    wrong, followed = wrong_links(demo_site, addresses(page), session=session, most_of_a_kind=8)
    assert not wrong, "\n".join(str(one) for one in wrong)
    assert followed > 30
