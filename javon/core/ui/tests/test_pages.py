"""Pages, fragments, the gallery, display choices, forms and joined static files."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.management import call_command
from django.template import engines
from django.test import Client, RequestFactory, override_settings

from javon.core.ui import context, gallery, staticfiles
from javon.core.ui.render import fragment, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_() -> Any:
    return RequestFactory().get("/x/")


def asked_by_htmx(path: str = "/x/") -> Any:
    return RequestFactory().get(path, headers={"HX-Request": "true"})


def test_a_fragment_is_alone_for_htmx() -> None:
    answer = fragment(asked_by_htmx(), "ui/badge.html", status=409, label="Band", kind="bad")
    assert answer.status_code == 409
    assert b"<html" not in answer.content and "HX-Request" in answer["Vary"]


def test_a_done_deed_without_htmx_leads_on(request_: Any) -> None:
    answer = fragment(request_, "ui/badge.html", otherwise="/title/12/", label="Bor")
    assert (answer.status_code, answer["Location"]) == (303, "/title/12/")


def test_a_refusal_without_htmx_is_shown_and_not_lost(request_: Any) -> None:
    answer = fragment(request_, "ui/badge.html", status=409, otherwise="/title/12/", label="Berilmadi")
    assert answer.status_code == 409
    assert "Berilmadi" in answer.content.decode() and b"<html" in answer.content


def test_a_page_keeps_its_status(request_: Any) -> None:
    assert page(request_, "ui/example/nothing.html", status=404).status_code == 404


@override_settings(DEBUG=True)
@pytest.mark.parametrize("name", ["", *(f"{name}/" for name in gallery.EXAMPLES)])
def test_the_gallery_answers(client: Client, name: str) -> None:
    answer = client.get(f"/ui/{name}")
    assert answer.status_code == 200
    text = answer.content.decode()
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert text.count("<h1") == 1
    assert " style=" not in text


def test_the_gallery_is_for_makers(client: Client) -> None:
    assert client.get("/ui/").status_code == 404


def test_display_choices_are_kept_one_by_one(client: Client) -> None:
    answer = client.post("/set-display/", {"theme": "dark", "next": "/search?q=a"})
    assert answer["Location"] == "/search?q=a"
    client.post("/set-display/", {"letters": "large"})
    assert client.cookies["display"].value == "dark.large.normal.on"


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_display_never_leads_out_of_the_house(client: Client, wanted: str) -> None:
    assert client.post("/set-display/", {"theme": "dark", "next": wanted})["Location"] == "/"


@pytest.mark.parametrize("cookie", ["", "x", "dark", "dark.large.high.more", "<b>.☃.", "." * 5000])
def test_any_display_cookie_is_read(cookie: str) -> None:
    display = context.Display.read(cookie)
    assert display.theme in context.THEMES and display.letters in context.LETTERS


def test_a_place_that_does_not_exist_is_not_linked() -> None:
    items = context._existing(
        [context.NavItem("a", "/set-display/", "sun"), context.NavItem("b", "/nowhere/", "x")], "/"
    )
    assert [item.url for item in items] == ["/set-display/"]


class Sample(forms.Form):
    name = forms.CharField(label="Nomi", help_text="Kitobdagidek")
    note = forms.CharField(label="Izoh", required=False)


@pytest.mark.parametrize("drawn", ["{{ form }}", "{{ form.as_div }}"])
def test_a_field_ties_label_hint_and_error_together(drawn: str) -> None:
    form = Sample({"name": ""})
    text = engines["django"].from_string(drawn).render({"form": form})
    assert 'aria-describedby="id_name_helptext id_name_error"' in text and 'aria-invalid="true"' in text
    assert text.index("Kitobdagidek") < text.index('id="id_name_error"') < text.index("<input")
    assert text.count("field__optional") == 1


def test_filters_write_numbers_and_codes() -> None:
    text = (
        engines["django"]
        .from_string("{{ 3240|number }}|{{ '004218'|grouped }}|{{ 'Gulnoza Mirzayeva'|initials }}")
        .render()
    )
    assert text == "3\N{NO-BREAK SPACE}240|004\N{NO-BREAK SPACE}218|GM"


MOST_KB = {
    "public": 14,
    "staff": 20,
}  # docs/decisions/0007: what a slow line brings, what a desk keeps in its cache


def test_collected_styles_are_one_small_file_for_readers_and_one_for_the_staff(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path, DEBUG=False):
        call_command("collectstatic", interactive=False, verbosity=0)
        storage = staticfiles.JoinedStaticFiles(location=tmp_path, base_url="/static/")
        assert staticfiles.is_joined(storage)
        sheets = {name: tmp_path / storage.stored_name(joined) for name, joined in staticfiles.SHEETS.items()}
        texts = {name: path.read_text("utf-8") for name, path in sheets.items()}
        for name, css in texts.items():
            assert css.startswith("@layer reset")
            assert len(gzip.compress(css.encode())) <= MOST_KB[name] * 1024
            for address in re.findall(r"url\(([^)]+)\)", css):
                assert (sheets[name].parent / address.strip("\"'")).resolve().is_file()
        for ours, marker in (("public", ".children__tile"), ("staff", ".rail__nav")):
            assert {name for name, css in texts.items() if marker in css} == {ours}
        entry = (tmp_path / storage.stored_name("ui/js/javon.js")).read_text("utf-8")
        assert "import {" not in entry  # what it imports was joined to it: one request instead of eight
        assert "function suggestEverywhere" in entry


@pytest.mark.parametrize(
    ("name", "sheets"),
    [("ui/base.css", {"public", "staff"}), ("ui/pages/home.css", {"public"}), ("ui/staff/room.css", {"staff"}),
     ("accounts/accounts.css", {"public", "staff"}), ("documents/staff/inbox.css", {"staff"})],
)  # fmt: skip
def test_the_folder_says_whose_sheet_a_file_is(name: str, sheets: set[str]) -> None:
    assert {sheet for sheet in staticfiles.SHEETS if staticfiles.of_sheet(sheet, [name])} == sheets


@override_settings(DEBUG=True)
@pytest.mark.parametrize(
    ("path", "staff"), [("/ui/home/", False), ("/ui/today/", True), ("/ui/paper/", True)]
)
def test_a_page_asks_for_its_own_sheet(client: Client, path: str, staff: bool) -> None:
    text = client.get(path).content.decode()
    assert ("ui/staff/room.css" in text) is staff
    assert ("ui/pages/home.css" in text) is not staff


def test_names_stay_plain_where_nothing_was_collected(tmp_path: Path) -> None:
    storage = staticfiles.JoinedStaticFiles(location=tmp_path, base_url="/static/")
    with override_settings(DEBUG=False):
        assert storage.url("ui/sprite.svg") == "/static/ui/sprite.svg"


def test_the_smaller_stylesheet_keeps_its_meaning() -> None:
    assert (
        staticfiles.smaller("/* a */ .a  :hover > b {\n  margin: 0 auto; }\n")
        == ".a :hover > b{margin:0 auto}"
    )
