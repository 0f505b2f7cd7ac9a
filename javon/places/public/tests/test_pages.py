"""Every public page, in every language: valid, escaped, within its budget of queries, leading nowhere wrong."""

from __future__ import annotations

import json
import re
import time
from urllib.parse import parse_qs, quote

import html5lib
import pytest
from django.db import connection
from django.template.backends.django import Template
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue.search import catalogue_index
from javon.collection.stock.tests.characters import a_copy
from javon.core.counts import counting
from javon.core.uzbek import to_cyrillic
from javon.places.public.tests.characters import HOSTILE, an_old_textbook, authors, indexed, pages_of

LANGUAGES = ("uz", "uz-cyrl", "ru", "en")
# Page -> the most questions to the database that one view of it may cost.
MOST_QUERIES = {
    "/": 10,
    "/search?q=": 10,
    "/search?q=kunlar": 10,
    "/title/1": 20,  # two of them ask what stands in it and what it stands in
    "/author/1": 13,
    "/children/": 4,
    "/children/animals/": 8,
    "/help/": 9,
}
HOSTILE_QUERIES = [
    "a" * 10_000,
    "ў" * 10_000,
    "\x00\x01\x1f\x7f kitob",
    '"kitob',
    '"' * 999,
    "(" * 2_000 + ")" * 1_000,
    "(a+)+$ [^\\w]* .*?{1,9999}",
    "title: author: subject: isbn: year:",
    "yil:9999999999-0 yil:- yil:abcd",
    "-kitob -daftar",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "%%%s%(name)s{}{{7*7}}",
    "\u202e\u200b\ufeff\U0001f4da",
    " ".join(f"soʻz{number}" for number in range(1_000)),
    "* ? ~ ^ : \\ / && || !",
]


def test_the_centre_is_named_in_the_script_of_the_page(library, reader):
    """At the head, in the title of the window, at the foot and on papers: it stood in Latin on Cyrillic pages."""
    centre = organisation.the_centre()
    reader.cookies["til"] = "uz-cyrl"
    text = reader.get("/help/").content.decode()
    assert centre.short_name not in text
    assert text.count(to_cyrillic(centre.short_name)) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_valid_html_and_speaks_its_language(library, reader, language):
    reader.cookies["til"] = language
    for address in pages_of(library):
        answer = reader.get(address)
        assert answer.status_code == (404 if address in {"/title/999999", "/nowhere"} else 200), address
        text = answer.content.decode()
        html5lib.HTMLParser(strict=True).parse(text)
        assert text.count("<h1") == 1, address
        assert text.count("<main") == 1, address


def test_what_records_say_never_becomes_html(library, reader):
    for address in pages_of(library):
        text = reader.get(address).content.decode()
        assert "<script>alert" not in text, address
    page = reader.get(f"/title/{library['hostile'].number}").content.decode()
    assert "&lt;script&gt;alert" in page
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(block)["name"] == HOSTILE
    assert parse_qs(re.search(r'class="Z3988" title="([^"]+)"', page)[1].replace("&amp;", "&"))["rft.btitle"]


@pytest.mark.parametrize("address", MOST_QUERIES)
def test_a_page_asks_the_database_only_so_often(library, reader, address):
    reader.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(address).status_code == 200
    assert len(asked) <= MOST_QUERIES[address], [query["sql"][:90] for query in asked]


@pytest.mark.parametrize("address", MOST_QUERIES)
def test_no_template_asks_the_database(library, reader, address, monkeypatch):
    """What a template shows was fetched before; whoever asks while drawing is caught here.

    The answers about the centre, which stand in every layout, are the one exception: they are lazy so that
    a page without a layout does not pay for them.
    """
    told: list[str] = []

    def listening(execute, sql, parameters, many, context):
        if "organisation_" not in sql and "django_session" not in sql:
            told.append(sql)
        return execute(sql, parameters, many, context)

    render = Template.render

    def watched(self, context=None, request=None):
        with connection.execute_wrapper(listening):
            return render(self, context, request)

    monkeypatch.setattr(Template, "render", watched)
    assert reader.get(address).status_code == 200
    assert told == []


@pytest.mark.parametrize("typed", HOSTILE_QUERIES)
def test_a_hostile_question_gets_a_clear_answer_soon(library, reader, typed):
    begun = time.perf_counter()
    for address in (
        f"/search?q={quote(typed)}",
        f"/api/v1/titles?q={quote(typed)}",
        f"/api/v1/suggest?q={quote(typed)}",
    ):
        answer = reader.get(address)
        assert answer.status_code < 500, (address[:80], answer.status_code)
    assert time.perf_counter() - begun < 6


@pytest.mark.parametrize(
    "query",
    ["q=%", "q=%zz%%%00", "q=%ff%fe", "page=-1", "page=٣", "page=99999999999999999999", "page=1e9", "sort=drop",
     "sort=%00", "script=" + "x" * 5000, "&".join(f"subject={n}" for n in range(500)), "author=99999999999999999",
     "author=abc&point=not-a-uuid", "year=-1&year=99999&year=x", "availability=maybe", "q[]=1&q=2", "unknown=1"],
)  # fmt: skip
def test_a_mistyped_address_is_answered(library, reader, query):
    assert reader.get(f"/search?{query}").status_code == 200
    assert reader.get(f"/children/animals/?{query}").status_code == 200
    assert reader.get(f"/author/1?{query}").status_code == 200


def test_neighbouring_words_are_marked_as_one(library, reader):
    page = reader.get("/search?q=otkan+kunlar").content.decode()
    assert "<mark>Oʻtkan kunlar</mark>" in page
    assert "<mark>Ўткан кунлар</mark>" in page


def test_a_slip_is_told_in_the_words_of_the_language(library, reader):
    reader.cookies["til"] = "uz"
    page = reader.get("/search?q=otkan+kumlar").content.decode()
    assert re.search(r"Siz «otkan kumlar» deb yozdingiz, <b>«[^»]+»</b>.* ham qidirildi", page)


def test_labels_of_filters_begin_with_a_capital_and_are_translated(library, reader):
    reader.cookies["til"] = "uz"
    page = reader.get("/search?q=").content.decode()
    labels = re.findall(r'type="checkbox"[^>]*><span>([^<]+)</span>', page)
    assert "Lotin" in labels
    assert "Bolalar uchun" in labels
    assert [label for label in labels if label[:1].islower()] == []
    assert "<legend>Tili</legend>" in page


def test_authors_are_called_as_people_speak(library, reader):
    page = reader.get(f"/title/{library['ordinary'].number}").content.decode()
    assert ">Abdulla Qodiriy</a>" in page
    page = reader.get(f"/title/{library['translated'].number}").content.decode()
    assert "Anvar Mirzo" in page


def test_many_copies_are_folded_and_many_authors_too(library, reader):
    title = an_old_textbook(300)
    page = reader.get(f"/title/{title.number}").content.decode()
    assert page.count('class="copy-line"') == 300
    assert page.index("<details") < page.rindex('class="copy-line"')
    crowd = reader.get(f"/title/{library['crowd'].number}").content.decode()
    assert crowd.count('href="/author/') >= 50


def test_a_title_without_copies_and_one_without_a_year_say_so(library, reader):
    reader.cookies["til"] = "en"
    assert "No copy is entered" in reader.get(f"/title/{library['arabic'].number}").content.decode()
    assert "None" not in reader.get(f"/title/{library['long'].number}").content.decode()


def test_titles_of_any_script_choose_their_direction(library, reader):
    assert 'dir="auto">كتاب العلم' in reader.get(f"/title/{library['arabic'].number}").content.decode()


def test_gone_copies_are_not_shown(library, reader):
    title = library["arabic"]
    for state in ("lost", "missing", "written_off"):
        a_copy(title, state=state)
    assert reader.get(f"/title/{title.number}").content.decode().count('class="copy-line"') == 0


def test_an_authors_page_shows_both_scripts_and_every_part(library, reader):
    names = {reader.get(f"/author/{number}").content.decode() for number in authors()}
    assert any("Oʻtkan kunlar" in page for page in names)


def test_hidden_and_donor_titles_are_nowhere(library, reader):
    title = library["ordinary"]
    type(title).objects.filter(pk=title.pk).update(is_hidden=True)
    indexed()
    for address in (f"/title/{title.number}", f"/title/{title.number}.mrc", f"/api/v1/titles/{title.number}"):
        assert reader.get(address).status_code == 404, address
    for address in ("/", "/search?q=kunlar", "/new.rss", "/sitemap-1.xml"):
        assert f"/title/{title.number}<" not in reader.get(address).content.decode(), address
        assert f'/title/{title.number}"' not in reader.get(address).content.decode(), address


def test_an_empty_library_says_so(db, tmp_path, settings, reader):
    settings.SEARCH_INDEX = tmp_path / "index"
    indexed()
    reader.cookies["til"] = "en"
    assert "The catalogue is empty so far" in reader.get("/").content.decode()
    assert "No books yet" in reader.get("/search").content.decode()
    for address in ("/children/animals/", "/help/", "/new.rss", "/sitemap.xml", "/sitemap-1.xml"):
        assert reader.get(address).status_code == 200, address


def test_without_an_index_pages_ask_for_patience(library, reader, tmp_path, settings):
    settings.SEARCH_INDEX = tmp_path / "nothing-here"
    assert catalogue_index().state() != "ready"
    for address in (
        "/search?q=kunlar",
        "/children/animals/",
        "/api/v1/titles?q=kunlar",
        "/api/v1/suggest?q=kun",
    ):
        answer = reader.get(address)
        assert answer.status_code == 503, address
        assert answer["Retry-After"] == "60", address
    assert reader.get("/").status_code == 200


def test_people_are_counted_and_robots_are_not(library, reader):
    def counted() -> dict[str, int]:
        found: dict[str, int] = {}
        for (_day, name), number in counting.pending().items():
            found[name] = found.get(name, 0) + number
        return found

    before = counted()
    number = library["ordinary"].number
    for agent in ("Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0", "Googlebot/2.1", ""):
        for address in ("/search?q=kunlar", "/search?q=zzzzqqqq", "/search?q=kunlar&page=2", "/search?q=", f"/title/{number}",
                        "/title/999999"):  # fmt: skip
            reader.get(address, headers={"User-Agent": agent})
    after = counted()
    grown = {
        name: after.get(name, 0) - before.get(name, 0) for name in counting.NAMES if name != counting.SESSION
    }
    assert grown == {counting.SEARCH: 2, counting.SEARCH_EMPTY: 1, counting.TITLE_VIEW: 1}


def test_every_form_of_a_record_can_be_taken_away(library, reader):
    for title in library.values():
        for form in ("mrc", "xml", "json", "ris", "bib"):
            answer = reader.get(f"/title/{title.number}.{form}")
            assert answer.status_code == 200
            assert answer["Content-Disposition"].endswith(f'.{form}"')
            assert answer["X-Robots-Tag"] == "noindex"


def test_only_reading_is_possible(library, reader):
    for address in (
        "/",
        "/search",
        f"/title/{library['ordinary'].number}",
        "/children/",
        "/help/",
        "/new.rss",
    ):
        assert reader.head(address).status_code == 200
        assert reader.post(address).status_code in {403, 405}
