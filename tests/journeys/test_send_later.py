"""A form that is sent when the line is down: kept on the device, sent once, never lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import include, path
from playwright.sync_api import expect

from javon.core.access import Actor
from javon.core.accounts.tests.characters import PASSWORD, a_librarian
from javon.core.audit import journal
from javon.core.audit.models import Entry
from javon.core.database import action
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.verdict import Refused

PAGE = """{% extends "ui/layout/public.html" %}
{% block content %}<h1>Izohlar</h1><p id="said">{{ said }}</p>
<form method="post" action="/notes/" data-send-later="Izoh">{% csrf_token %}
<input type="hidden" name="request_id" value="{{ request_id }}">
<label>Matn <input name="text" value="{{ text }}"></label>
<label><input type="checkbox" name="loud"> Baland</label>
<button>Saqlash</button></form>
<form method="post" action="/sign-out/">{% csrf_token %}<button>Chiqish tugmasi</button></form>
{% endblock %}"""


class NoteForm(forms.Form):
    text = forms.CharField(max_length=40)


@action
def write_note(*, by: Actor, text: str) -> None:
    """The deed of these tests: one journal line a note."""
    if text == "band":
        raise Refused.because("taken")
    journal.record(by, "noted", ("note", text[:40]))


def notes(request):
    form = NoteForm(request.POST or None)
    status, said = 200, request.GET.get("said", "")
    if request.method == "POST":
        if form.is_valid():
            try:
                write_note(
                    by=request.actor, request_id=request_id_of(request), text=form.cleaned_data["text"]
                )
                return HttpResponseRedirect("/notes/?said=Saqlandi")
            except Refused:
                status, said = 409, "Band qilingan"
        else:
            status, said = 422, "Juda uzun"
    context = {"said": said, "text": form.data.get("text", ""), "request_id": uuid7()}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request), status=status)


urlpatterns = [
    path("notes/", notes),
    path("account/security/", lambda request: HttpResponse("ichkari")),
    path("", include("javon.core.accounts.urls")),
]

pytestmark = [pytest.mark.browser, pytest.mark.urls(__name__), pytest.mark.django_db(transaction=True)]


class Note:
    """The page with the form, spoken to as its user would."""

    def __init__(self, device: Any, address: str, *, scripted: bool = True) -> None:
        self.device, self.address = device, address
        self.page = device.new_page()
        self.page.goto(f"{address}/notes/")
        if scripted:
            self.is_ready()

    def is_ready(self) -> None:
        self.page.locator("[data-send-later-panel][data-ready]").wait_for(state="attached")

    def sends(self, text: str) -> Note:
        self.page.get_by_label("Matn").fill(text)
        self.page.get_by_role("button", name="Saqlash", exact=True).click()
        return self

    def opens_again(self) -> Note:
        self.page.goto(f"{self.address}/notes/")
        self.is_ready()
        return self

    def sees_saved(self) -> None:
        expect(self.page.locator("#said")).to_have_text("Saqlandi")

    def sees_strip(self, pattern: str) -> None:
        expect(self.page.locator(".send-later > [role=status]")).to_have_text(re.compile(pattern))

    def sees_no_strip(self) -> None:
        expect(self.page.locator(".send-later")).to_be_hidden()

    @property
    def waiting(self) -> list[dict[str, Any]]:
        return self.page.evaluate(
            """() => new Promise((done) => { const asked = indexedDB.open("send-later", 1)
            asked.onupgradeneeded = () => asked.result.createObjectStore("entries", { keyPath: "id" })
            asked.onsuccess = () => {
              const all = asked.result.transaction("entries").objectStore("entries").getAll()
              all.onsuccess = () => { asked.result.close(); done(all.result) } } })"""
        )


def noted() -> list[str]:
    return sorted(Entry.objects.filter(verb="noted").values_list("object_id", flat=True))


@pytest.fixture
def note(device, live_server) -> Note:
    return Note(device, live_server.url)


def test_with_a_line_it_is_an_ordinary_form(note):
    note.sends("oddiy").sees_saved()
    assert noted() == ["oddiy"]
    assert note.waiting == []


def test_without_a_line_it_is_kept_and_sent_once_when_the_line_is_back(note):
    note.device.set_offline(True)
    note.sends("uzilgan")
    note.sees_strip("1")
    expect(note.page.get_by_label("Matn")).to_have_value("uzilgan")
    assert noted() == []
    note.page.close()
    note.device.set_offline(False)
    note = Note(note.device, note.address)
    note.sees_strip("1")  # "sent: 1", said once
    assert noted() == ["uzilgan"]
    note.opens_again().sees_no_strip()
    assert noted() == ["uzilgan"]


def test_the_line_coming_back_is_enough_nobody_has_to_press(note):
    note.device.set_offline(True)
    note.sends("ozi ketadi")
    note.sees_strip("1")
    note.device.set_offline(False)
    for _ in range(60):
        if noted():
            break
        note.page.wait_for_timeout(250)
    assert noted() == ["ozi ketadi"]


def test_an_answer_lost_on_the_way_back_does_not_do_it_twice(note):
    def hear_and_lose(route):
        route.fetch()
        route.abort()

    note.page.route(
        "**/notes/",
        lambda route: hear_and_lose(route) if route.request.method == "POST" else route.continue_(),
    )
    note.sends("javobsiz")
    note.sees_strip("1")
    assert noted() == ["javobsiz"]
    note.page.unroute("**/notes/")
    note.opens_again()
    note.sees_strip("1")
    assert note.waiting == []
    assert noted() == ["javobsiz"]


def test_the_browser_killed_before_the_answer_sends_it_next_time(note, live_server):
    note.page.route("**/notes/", lambda route: None if route.request.method == "POST" else route.continue_())
    note.sends("oldirilgan")
    for _ in range(40):
        if note.waiting:
            break
        note.page.wait_for_timeout(50)
    note.device.set_offline(True)  # a page that closes lets go of what was held back: it must reach nobody
    note.page.close()
    assert noted() == []
    note.device.set_offline(False)
    later = Note(note.device, live_server.url)
    later.sees_strip("1")
    assert noted() == ["oldirilgan"]


def test_two_tabs_send_each_form_once_and_in_order(note, live_server):
    other = Note(note.device, live_server.url)
    note.device.set_offline(True)
    note.sends("birinchi").sees_strip("1")
    other.sends("ikkinchi").sees_strip("2")
    note.device.set_offline(False)
    note.opens_again()
    other.opens_again()
    for _ in range(60):
        if len(noted()) == 2:
            break
        note.page.wait_for_timeout(250)
    note.page.wait_for_timeout(500)
    assert list(Entry.objects.filter(verb="noted").order_by("id").values_list("object_id", flat=True)) == [
        "birinchi", "ikkinchi",
    ]  # fmt: skip


def test_a_gateway_without_the_server_behind_it_is_no_answer(note):
    note.page.route("**/notes/", lambda route: route.fulfill(status=502, body="bad gateway")
                    if route.request.method == "POST" else route.continue_())  # fmt: skip
    note.sends("darvoza")
    note.sees_strip("1")
    note.page.unroute("**/notes/")
    note.opens_again()
    note.sees_strip("1")
    assert noted() == ["darvoza"]


@pytest.mark.parametrize("text, said", [("band", "Band qilingan"), ("u" * 50, "Juda uzun")])
def test_a_refusal_is_shown_with_what_was_typed_and_kept_until_it_is_settled(note, text, said):
    note.sends(text)
    expect(note.page.locator("#said")).to_have_text(said)
    expect(note.page.get_by_label("Matn")).to_have_value(text)
    assert [entry["state"] for entry in note.waiting] == ["review"]
    note.sends("yaxshi").sees_saved()
    assert noted() == ["yaxshi"]
    assert note.waiting == []


def test_a_refusal_heard_late_can_be_opened_with_what_was_typed(note):
    note.device.set_offline(True)
    note.page.get_by_label("Baland").check()
    note.sends("band").sees_strip("1")
    note.device.set_offline(False)
    note.opens_again()
    note.page.locator(".send-later summary").first.click()
    note.page.get_by_role("link", name=re.compile("Ochish|Open")).click()
    expect(note.page.get_by_label("Matn")).to_have_value("band")
    expect(note.page.get_by_label("Baland")).to_be_checked()
    note.sends("bosh").sees_saved()
    assert note.waiting == []


def test_what_one_person_typed_is_never_sent_as_another(note):
    a_librarian("gulnoza")
    signs_in(note)
    note.opens_again()
    note.device.set_offline(True)
    note.sends("gulnozaniki").sees_strip("1")
    note.page.close()
    note.device.clear_cookies()  # the session has ended
    note.device.set_offline(False)
    visitor = Note(note.device, note.address)
    visitor.sees_strip("1")
    assert noted() == []
    signs_in(visitor)
    visitor.opens_again().sees_strip("1")
    assert Entry.objects.get(verb="noted").actor_id is not None


def signs_in(note: Note) -> None:
    note.page.goto(f"{note.address}/sign-in/?next=/account/security/")
    note.page.locator("[name=username]").fill("gulnoza")
    note.page.locator("[name=password]").fill(PASSWORD)
    note.page.locator(".entrance button[type=submit]").click()
    note.page.wait_for_url("**/account/security/")


def test_signing_out_warns_while_something_waits(note):
    note.device.set_offline(True)
    note.sends("kutmoqda").sees_strip("1")
    note.page.get_by_role("button", name="Chiqish tugmasi").click()
    dialog = note.page.locator(".send-later dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button").first.click()
    expect(dialog).to_be_hidden()
    assert note.page.url.endswith("/notes/")


def test_the_queue_can_be_saved_to_a_file(note):
    note.device.set_offline(True)
    note.sends("faylga").sees_strip("1")
    note.page.locator(".send-later summary").first.click()
    with note.page.expect_download() as download:
        note.page.locator("[data-save-queue]").click()
    assert download.value.suggested_filename.endswith(".json")


def test_without_javascript_it_is_a_plain_form(chromium, live_server):
    plain = chromium.new_context(java_script_enabled=False)
    note = Note(plain, live_server.url, scripted=False)
    note.sends("oddiy forma").sees_saved()
    plain.close()
    assert noted() == ["oddiy forma"]
