"""A cataloguer at work: finds a record, corrects it, is told of a faster colleague, undoes; by keyboard, on a phone, without
scripts.
"""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from tests.journeys.staff import arriving, signed_in
from tests.journeys.test_accessibility import SIZES, STANDARD

pytestmark = pytest.mark.browser

PAGES = (
    "/catalogue/",
    "/catalogue/?q=otkan",
    "/catalogue/?q=zzzzqqq",
    "/catalogue/{n}/",
    "/catalogue/{n}/?tab=marc",
    "/catalogue/{n}/?tab=history",
    "/catalogue/{n}/correct/",
    "/catalogue/workload/",
    "/catalogue/new/",
    "/catalogue/new/?isbn=9789943000001",
    "/catalogue/imports/",
    "/catalogue/quarantine/",
    "/stock/labels/",
    "/stock/labels/?title={n}",
    "/stock/labels/print/barcode/",
    "/stock/labels/sheets/",
    "/stock/labels/sheets/new/",
    "/stock/labels/sheets/a4-38x21/calibrate/",
    "/account/security/",
    "/account/security/password/",
    "/setup-phone/",
)


def number_of(page: Any, site: Any, words: str) -> str:
    """The number of the first record that answers these words."""
    page.goto(f"{site.address}/catalogue/?q={words}")
    address = page.locator(".table__title").first.get_attribute("href")
    return re.search(r"\d+", address).group()


def test_a_record_is_found_corrected_seen_by_readers_and_undone(demo_site, device, chromium):
    page = signed_in(device, demo_site)
    page.goto(f"{demo_site.address}/catalogue/")
    page.keyboard.press("/")
    page.keyboard.type("shum bola")
    page.keyboard.press("Enter")
    page.wait_for_url("**/catalogue/?q=*")
    page.locator(".table__title").first.click()
    page.wait_for_url(re.compile(r"/catalogue/\d+/$"))
    record = page.url
    number = re.search(r"(\d+)/$", record).group(1)
    other = chromium.new_context()
    colleague = signed_in(other, demo_site)
    colleague.goto(f"{record}correct/")

    page.goto(f"{record}correct/")
    page.fill("#id_publisher", "Yoshlar nashriyoti")
    page.fill("#id_reason", "Titul varagʻiga qarab")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(record)
    saved = time.monotonic()
    reader = device.new_page()
    reader.goto(f"{demo_site.address}/title/{number}")
    assert "Yoshlar nashriyoti" in reader.locator(".description").inner_text()
    assert time.monotonic() - saved < 5

    colleague.fill("#id_publisher", "Boshqa nashriyot")
    colleague.fill("#id_series", "Mumtoz asarlar")
    colleague.locator("#record-form button[type=submit]").click()
    colleague.locator(".verdict").wait_for()
    told = colleague.locator("main").inner_text()
    assert "Yoshlar nashriyoti" in told and "Boshqa nashriyot" in told and "Feruza Umarova" in told
    assert colleague.input_value("#id_series") == "Mumtoz asarlar"
    colleague.locator("input[name=choose-publisher][value=theirs]").check()
    colleague.locator("#record-form button[type=submit]").click()
    colleague.wait_for_url(record)
    shown = colleague.locator("main").inner_text()
    assert "Yoshlar nashriyoti" in shown and "Mumtoz asarlar" in shown

    page.goto(f"{record}?tab=history")
    assert "Titul varagʻiga qarab" in page.locator("main").inner_text()
    page.locator(".card form button").last.click()  # the very first version
    page.wait_for_load_state()
    reader.goto(f"{demo_site.address}/title/{number}")
    assert "Yoshlar nashriyoti" not in reader.locator(".description").inner_text()
    other.close()


def test_what_was_typed_survives_a_reload_and_is_forgotten_once_saved(demo_site, device):
    page = signed_in(device, demo_site)
    record = f"{demo_site.address}/catalogue/{number_of(page, demo_site, 'yulduzli')}/"
    page.goto(f"{record}correct/")
    page.fill("#id_series", "Saqlanmagan turkum")
    page.reload()
    assert page.input_value("#id_series") == ""
    page.locator("[data-draft-restore]").click()
    assert page.input_value("#id_series") == "Saqlanmagan turkum"
    page.keyboard.press("Control+Enter")
    page.wait_for_url(record)
    page.goto(f"{record}correct/")
    assert page.input_value("#id_series") == "Saqlanmagan turkum"
    assert not page.locator("[data-draft-offer]").is_visible()
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('draft:'))") == []


def test_hints_follow_what_is_typed_and_faults_lead_to_their_fields(demo_site, device):
    page = signed_in(device, demo_site)
    page.goto(f"{demo_site.address}/catalogue/{number_of(page, demo_site, 'kecha')}/correct/")
    page.fill("#id_year", "")
    page.keyboard.press("Tab")
    page.locator(".checks a[href='#id_year']").wait_for()
    page.fill("#id_title", "")
    page.keyboard.press("Control+Enter")
    summary = page.locator("[data-first-look]")
    summary.wait_for()
    assert page.evaluate("document.activeElement.hasAttribute('data-first-look')")
    summary.locator("a").first.click()
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "id_title"
    assert page.locator("#id_title").get_attribute("aria-invalid") == "true"
    page.fill("#id_title", "Yana bor")
    page.keyboard.press("Tab")
    page.locator(".checks a[href='#id_title']").wait_for(state="detached")


def test_a_new_record_is_entered_by_keyboard_alone(demo_site, device):
    page = signed_in(device, demo_site)
    page.goto(f"{demo_site.address}/catalogue/new/")
    for name, words in (
        ("id_title", "O'zbek xalq topishmoqlari"),
        ("id_publisher", "Cho'lpon"),
        ("id_year", "2024"),
    ):
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == name:
                break
        page.keyboard.type(words)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/catalogue/\d+/$"))
    assert "Oʻzbek xalq topishmoqlari" in page.locator("main").inner_text()


def test_correcting_and_undoing_work_without_javascript(demo_site, chromium):
    context = chromium.new_context(viewport=SIZES["phone"], java_script_enabled=False)
    page = signed_in(context, demo_site)
    record = f"{demo_site.address}/catalogue/{number_of(page, demo_site, 'mehrobdan')}/"
    page.goto(f"{record}correct/")
    page.locator("#id_place").fill("Fargʻona")
    with arriving(page):
        page.locator("#record-form button[type=submit]").click()
    assert page.url == record and "Fargʻona" in page.locator("main").inner_text()
    page.goto(f"{record}?tab=history")
    with arriving(page):
        page.locator(".card form button").first.click()
    page.goto(record)
    assert "Fargʻona" not in page.locator("main").inner_text()
    context.close()


# As in test_staff_pages: each page is looked at in one of the two pairs, and measured in both.
@pytest.mark.parametrize("size, scheme", [("desk", "light"), ("phone", "dark")])
def test_no_page_of_the_staff_has_a_barrier_or_is_too_wide(demo_site, chromium, size, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = chromium.new_context(viewport=SIZES[size])
    context.add_cookies([{"name": "display", "value": scheme, "url": demo_site.address}])
    page = signed_in(context, demo_site)
    complaints: list[str] = []
    page.on(
        "console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    number = number_of(page, demo_site, "sariq")
    found = []
    for place, path in enumerate(PAGES):
        page.goto(demo_site.address + path.format(n=number))
        if page.evaluate("document.documentElement.scrollWidth") > SIZES[size]["width"]:
            found.append(f"{path}: too wide")
        if place % 2 == (size == "phone"):
            continue
        for violation in axe.run(page, options=STANDARD).response["violations"]:
            where = [node["target"] for node in violation["nodes"]][:3]
            found.append(f"{path}: {violation['id']} {where} {violation['nodes'][0]['failureSummary'][:200]}")
    context.close()
    assert found == []
    assert complaints == []
