"""A cataloguer enters and corrects: the printed block pasted, a record as MARC fields, old books by keyboard alone."""

from __future__ import annotations

import os
import re
import subprocess
from typing import Any

import pytest
from playwright.sync_api import expect

from javon.collection.catalogue.tests.characters import a_file, a_record
from tests.journeys.site import JAVON
from tests.journeys.staff import arriving, signed_in
from tests.journeys.test_accessibility import SIZES, STANDARD

pytestmark = pytest.mark.browser

BLOCK = """UOʻK 821.512.133-93
KBK 84(5Oʻzb)7
Farhodova, Nargiza
Bahorgi bogʻ: hikoyalar / N. Farhodova. – Toshkent: Yoshlar matbuoti, 2022. – 96 b.
10000 nusxa"""


def test_a_scanned_isbn_fills_the_form_and_the_next_key_saves(demo_site, device, tmp_path):
    donor = a_record(
        "Tong yulduzi",
        author="Sodiqova, Malika",
        subtitle="qissa",
        isbn="9789943999992",
        number="7",
        source="MK",
    )
    environment = {**os.environ, "JAVON_HOME": str(demo_site.home)}
    file = str(a_file(tmp_path, donor))
    subprocess.run([*JAVON, "import", "--donor", file], env=environment, check=True, timeout=120)
    page = signed_in(device, demo_site)
    page.goto(f"{demo_site.address}/catalogue/new/")
    page.keyboard.type("978-9943-9999-9-2")
    page.keyboard.press("Enter")  # as a scanner does
    expect(page.locator("#id_title")).to_have_value("Tong yulduzi", timeout=15_000)
    assert page.input_value("#id_author") == "Sodiqova, Malika"
    page.fill("#id_bbk", "84(5Oʻ)6")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/catalogue/\d+/$"))
    assert "Tong yulduzi" in page.locator("main").inner_text()
    page.goto(f"{demo_site.address}/catalogue/new/")  # the second copy of the book: it is here already
    page.keyboard.type("9789943999992")
    page.keyboard.press("Enter")
    page.locator("main .alert").get_by_role("link").first.wait_for()


def test_the_printed_block_becomes_a_record(demo_site, device):
    page = signed_in(device, demo_site)
    page.goto(f"{demo_site.address}/catalogue/new/")
    assert page.evaluate("document.activeElement.id") == "id_isbn"
    page.locator("#record-form details summary").click()
    page.fill("#id_cip", BLOCK)
    page.fill("#id_genre", "hikoya")
    page.locator("#record-form button[value=cip]").click()
    page.locator("main .list").wait_for()
    assert page.input_value("#id_author") == "Farhodova, Nargiza"
    assert (page.input_value("#id_genre"), page.input_value("#id_bbk")) == ("hikoya", "84(5Oʻzb)7")
    assert "10000 nusxa" in page.locator("main .list").inner_text()
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/catalogue/\d+/$"))
    assert "Bahorgi bogʻ" in page.locator("main").inner_text()


def test_a_record_is_corrected_as_marc_fields(demo_site, device):
    page = signed_in(device, demo_site)
    page.goto(f"{demo_site.address}/catalogue/?q=kecha")
    record = demo_site.address + page.locator(".table__title").first.get_attribute("href")
    page.goto(f"{record}correct/")
    page.keyboard.press("Alt+m")
    page.wait_for_url(f"{record}marc/")
    row = page.locator("[data-row]", has=page.locator("input[name=tag][value='300']")).first
    row.locator("[name=text]").focus()
    page.locator(".marc-help__codes").first.wait_for()  # the field is explained
    page.keyboard.press("Enter")
    page.keyboard.type("500")
    for _ in range(3):
        page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.name") != "text":
        page.keyboard.press("Tab")
    page.keyboard.type("$a Titul varagʻi yirtilgan")
    page.locator("[data-row] [name=ind1]").first.focus()
    page.reload()
    page.locator("[data-draft-restore]").click()
    page.keyboard.press("Control+Enter") if page.evaluate("!!document.activeElement.form") else page.locator(
        "#marc-form .button--primary"
    ).click()
    page.wait_for_url(record)
    page.goto(f"{record}?tab=marc")
    assert "Titul varagʻi yirtilgan" in page.locator("main").inner_text()


def test_rows_are_arranged_without_javascript(demo_site, chromium):
    context = chromium.new_context(viewport=SIZES["phone"], java_script_enabled=False)
    page = signed_in(context, demo_site)
    page.goto(f"{demo_site.address}/catalogue/?q=kecha")
    record = demo_site.address + page.locator(".table__title").first.get_attribute("href")
    page.goto(f"{record}marc/")
    before = page.locator("[data-row]").count()
    page.locator("[name=text]").last.fill("‡a yozilgan")
    with arriving(page):
        page.locator("button[value=add]").click()
    assert page.locator("[data-row]").count() == before + 1
    assert page.locator("[name=text]").nth(before - 1).input_value() == "‡a yozilgan"
    context.close()


def test_three_old_books_are_entered_by_keyboard_alone(demo_site, device):
    page = signed_in(device, demo_site)
    page.goto(f"{demo_site.address}/catalogue/quick/")
    for title, year in (
        ("Birinchi eski kitob", "1957"),
        ("Ikkinchi eski kitob", "1961"),
        ("Uchinchi eski kitob", "1970"),
    ):
        assert page.evaluate("document.activeElement.id") == "id_title"
        page.keyboard.type(title)
        page.keyboard.press("Tab")
        page.keyboard.type("Oybek")
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
        page.keyboard.type(year)
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.value"):
            page.keyboard.type("Oʻzdavnashr")
            page.keyboard.press("Escape")
        page.keyboard.press("Enter")
        page.locator(".checks__list li", has_text=title).wait_for()
    # Beneath them stands what a desk entered today, if anything was lent before it was catalogued.
    entered = page.locator(".checks__list li").all_inner_texts()[:3]
    for title, line in zip(
        ("Uchinchi eski kitob", "Ikkinchi eski kitob", "Birinchi eski kitob"), entered, strict=True
    ):
        assert title in line
    assert page.input_value("#id_publisher") == "Oʻzdavnashr"


def test_an_author_of_the_catalogue_is_proposed_and_taken(demo_site, device):
    page = signed_in(device, demo_site)
    page.goto(f"{demo_site.address}/catalogue/new/")
    page.locator("#id_author").press_sequentially("қодир")
    option = page.locator(".completes [role=option]").first
    option.wait_for()
    words = option.get_attribute("data-text")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("#id_author") == words
    assert page.url.endswith("/catalogue/new/")


@pytest.mark.parametrize(
    "size, scheme", [("desk", "dark"), ("phone", "light")]
)  # the other pairs: test_cataloguer
def test_the_editor_has_no_barrier_and_is_not_too_wide(demo_site, chromium, size, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = chromium.new_context(viewport=SIZES[size])
    context.add_cookies([{"name": "display", "value": scheme, "url": demo_site.address}])
    page = signed_in(context, demo_site)
    found: list[Any] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    for path in ("/catalogue/1/marc/", "/catalogue/marc/help/245/", "/catalogue/quick/", "/catalogue/new/"):
        page.goto(demo_site.address + path)
        if path.endswith("new/"):
            page.locator("#id_author").press_sequentially("qod")
            page.locator(".completes [role=option]").first.wait_for()
        if page.evaluate("document.documentElement.scrollWidth") > SIZES[size]["width"]:
            found.append(f"{path}: too wide")
        for violation in axe.run(page, options=STANDARD).response["violations"]:
            where = [node["target"] for node in violation["nodes"]][:3]
            found.append(f"{path}: {violation['id']} {where} {violation['nodes'][0]['failureSummary'][:200]}")
    context.close()
    assert found == []
