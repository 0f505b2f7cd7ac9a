"""One computer, several people: taking over by PIN, and a screen that covers itself without losing a letter."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import include, path
from playwright.sync_api import expect

from javon.core.accounts.refusals import require_sign_in
from javon.core.accounts.tests.characters import PASSWORD, a_colleague

PAGE = """{% extends "ui/layout/public.html" %}
{% block content %}<h1>Kundalik</h1><p id="said">{{ said }}</p>
<form method="post" action="/catalogue/">{% csrf_token %}<label>Matn <textarea name="text"></textarea></label>
<button>Saqlash</button></form>{% endblock %}"""


@require_sign_in
def diary(request):
    if request.method == "POST":
        return HttpResponseRedirect(f"/catalogue/?said={request.POST['text']}")
    said = {"said": request.GET.get("said", "")}
    return HttpResponse(engines["django"].from_string(PAGE).render(said, request))


urlpatterns = [path("catalogue/", diary), path("", include("javon.core.accounts.urls"))]

pytestmark = [pytest.mark.browser, pytest.mark.urls(__name__), pytest.mark.django_db(transaction=True)]


def sign_in(page: Any, address: str, user: Any) -> None:
    page.goto(f"{address}/sign-in/?next=/catalogue/")
    page.locator("#id_username").fill(user.username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Kirish", exact=True).click()
    page.wait_for_url(re.compile("/catalogue/"))


@pytest.fixture
def desk(device, live_server):
    """Gulnoza and Shahlo signed in here today; Shahlo works here now."""
    page, address = device.new_page(), live_server.url
    gulnoza = a_colleague("gulnoza", display_name="Gulnoza Mirzayeva")
    shahlo = a_colleague("shahlo", display_name="Shahlo Toʻrayeva", pin="8035")
    sign_in(page, address, gulnoza)
    device.clear_cookies(name="sessionid")
    page.clock.install()
    sign_in(page, address, shahlo)
    return page, address


def test_f10_a_tile_and_a_pin_bring_another_person_to_the_same_page_in_three_seconds(desk):
    page, address = desk
    page.goto(f"{address}/catalogue/?said=salom")
    page.keyboard.press("F10")
    page.get_by_role("link", name=re.compile("Gulnoza Mirzayeva")).wait_for()
    begun = time.monotonic()
    page.get_by_role("link", name=re.compile("Gulnoza Mirzayeva")).click()
    # The cursor stands in the field; keys sent before the page is there would land on the old one.
    expect(page.get_by_label("PIN-kod yoki parol")).to_be_focused()
    page.keyboard.type("4711")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("salom")
    assert time.monotonic() - begun < 3
    expect(page.locator(".account__name")).to_have_text("Gulnoza Mirzayeva")


def test_a_page_left_alone_covers_itself_and_the_pin_brings_every_letter_back(desk):
    page, _address = desk
    page.get_by_label("Matn").fill("Oʻn beshta bola keldi")
    lock_elsewhere(page)  # the server's own ten minutes
    page.clock.fast_forward("10:30")
    cover = page.locator("dialog.cover-screen")
    expect(cover).to_be_visible()
    expect(cover).to_contain_text("Ekran qulflangan")
    page.keyboard.press("Escape")
    expect(cover).to_be_visible()
    page.keyboard.type("9999")
    page.keyboard.press("Enter")
    expect(cover).to_contain_text("Qolgan urinishlar: 4")
    page.keyboard.type("8035")
    page.keyboard.press("Enter")
    expect(cover).to_be_hidden()
    expect(page.get_by_label("Matn")).to_have_value("Oʻn beshta bola keldi")
    page.get_by_role("button", name="Saqlash").click()
    expect(page.locator("#said")).to_have_text("Oʻn beshta bola keldi")


def test_without_a_script_the_form_waits_on_the_lock_page_and_is_sent_after_the_pin(desk, chromium):
    page, address = desk
    plain = chromium.new_context(java_script_enabled=False)
    plain.add_cookies(page.context.cookies())
    sheet = plain.new_page()
    sheet.goto(f"{address}/catalogue/")
    sheet.get_by_label("Matn").fill("Chiroq oʻchdi")
    lock_elsewhere(page)
    sheet.get_by_role("button", name="Saqlash").click()
    expect(sheet.locator("main")).to_contain_text("Yozganlaringiz saqlandi")
    sheet.locator("#unlock").fill("8035")
    sheet.get_by_role("button", name="Ochish").click()
    expect(sheet.locator("#said")).to_have_text("Chiroq oʻchdi")
    plain.close()


def lock_elsewhere(page: Any) -> None:
    """Lock the screen from another tab of the same browser."""
    tab = page.context.new_page()
    tab.goto(re.sub(r"/catalogue/.*", "/catalogue/", page.url))
    tab.locator("form[action='/lock/']").evaluate("form => form.submit()")
    tab.wait_for_url(re.compile("/locked/"))
    tab.close()


@pytest.mark.parametrize("address", ["/switch/", "/locked/", "/account/security/", "/account/security/pin/"])
@pytest.mark.parametrize("width", [1366, 360])
def test_the_pages_pass_axe(desk, address, width):
    from axe_playwright_python.sync_playwright import Axe

    page, site = desk
    page.set_viewport_size({"width": width, "height": 740})
    if address == "/locked/":
        lock_elsewhere(page)
    page.goto(site + address)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
