"""Safety of every request and answer: headers, hostile input, errors, language."""

from __future__ import annotations

import io
import json
from urllib.parse import quote

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, HttpResponseNotAllowed
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation

from javon.core.ui import errors
from javon.core.ui.languages import html_lang, set_language
from javon.core.ui.middleware import clean_text, refuse_hostile_input


def echo(request):
    return HttpResponse(json.dumps({"get": dict(request.GET.lists()), "post": dict(request.POST.lists())}))


def breaks(request):
    raise RuntimeError("a fault of ours")


def only_post(request):
    return HttpResponseNotAllowed(["POST"])


urlpatterns = [
    path("echo", echo, name="echo"),
    path("api/v1/echo", echo),
    path("breaks", breaks),
    path("api/v1/breaks", breaks),
    path("only-post", only_post),
    path("set-language/", set_language),
]
handler400, handler403, handler404, handler500 = (
    errors.bad_request,
    errors.forbidden,
    errors.not_found,
    errors.server_error,
)
pytestmark = [pytest.mark.urls(__name__)]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


# --- headers ---

SAFE = {
    "Content-Security-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
    "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cache-Control",
}  # fmt: skip


@pytest.mark.parametrize(
    "address", ["/echo", "/nowhere", "/breaks", "/only-post", "/api/v1/nowhere", "/echo?a=%00"]
)
def test_every_answer_carries_the_safe_headers(visitor, address):
    assert set(visitor.get(address).headers) >= SAFE


def test_no_inline_script_or_style_may_run(visitor):
    policy = visitor.get("/echo").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_https_is_remembered_only_where_it_is_spoken(visitor):
    assert "Strict-Transport-Security" not in visitor.get("/echo").headers
    assert "max-age" in visitor.get("/echo", secure=True).headers["Strict-Transport-Security"]


def test_what_a_signed_in_person_sees_is_not_kept(visitor):
    assert visitor.get("/echo").headers["Cache-Control"] == "private, no-cache"
    visitor.cookies["sessionid"] = "x"
    assert visitor.get("/echo").headers["Cache-Control"] == "private, no-store"


# --- hostile input ---

HOSTILE_QUERIES = [
    ("ten thousand letters", "q=" + "a" * 10_000),
    ("ten thousand Cyrillic letters", "q=" + quote("ў" * 10_000)),
    ("control characters", "q=%00%01%1f%7f"),
    ("unbalanced quotes", "q=%22ufq%20%27%60"),
    ("like a regular expression", "q=(a%2B)%2B%24%5B"),
    ("invalid percent-encoding", "q=%zz%f%"),
    ("invalid UTF-8", "q=%ff%fe%c3%28"),
    ("a lone surrogate", "q=%ed%a0%80"),
    ("SQL", "q=%27%3B%20DROP%20TABLE%20x--"),
    ("markup", "q=%3Cscript%3Ealert(1)%3C/script%3E"),
    ("two thousand and more fields", "&".join(f"a{n}=1" for n in range(3_000))),
    ("no names", "=&=&&&;;"),
    ("far too long", "q=" + "a" * 200_000),
]


@pytest.mark.parametrize("case, query", HOSTILE_QUERIES, ids=[case for case, _ in HOSTILE_QUERIES])
@pytest.mark.parametrize("address", ["/echo", "/api/v1/echo", "/nowhere"])
def test_no_query_is_a_fault(visitor, case, query, address):
    answer = visitor.generic("GET", address, QUERY_STRING=query)
    assert answer.status_code in {200, 400, 404, 414}
    if address.startswith("/api/") and answer.status_code != 200:
        assert answer.json()["status"] == answer.status_code


def test_control_characters_in_a_query_are_dropped_and_the_rest_is_searched(visitor):
    assert json.loads(visitor.get("/echo?q=Uf%00q%1b").content)["get"]["q"] == ["Ufq"]


def test_a_form_keeps_its_lines_and_loses_what_is_no_text(visitor):
    sent = visitor.post("/echo", {"note": "bir\r\nikki\tuch\x00\x0b"})
    assert json.loads(sent.content)["post"]["note"] == ["bir\r\nikki\tuch"]


def test_clean_text_leaves_every_uzbek_letter_alone():
    text = "Oʻzbekiston, Gʻafur Gʻulom, maʼno: Ўқувчи — «Шум бола» №1"
    assert clean_text(text) == text
    assert clean_text("a\ud800b\ufffe") == "ab"


def _answer(**environment):
    """What the guard answers to a request as a server would hand it over."""
    made = RequestFactory().generic("POST", "/echo").environ | environment
    return refuse_hostile_input(lambda request: HttpResponse("passed"))(WSGIRequest(made))


BODIES = [
    ("a control character in the path", {"PATH_INFO": "/title/\x00"}, 400),
    ("a path of three thousand characters", {"PATH_INFO": "/" + "a" * 3_000}, 414),
    ("a method nobody knows", {"REQUEST_METHOD": "BREW"}, 405),
    ("a negative length", {"CONTENT_LENGTH": "-5"}, 400),
    ("a length in words", {"CONTENT_LENGTH": "many"}, 400),
    ("a length in other digits", {"CONTENT_LENGTH": "٣"}, 400),
    ("a form of six megabytes", {"CONTENT_LENGTH": str(6 * 1024**2), "CONTENT_TYPE": "application/json"}, 413),
    ("an upload of a terabyte", {"CONTENT_LENGTH": str(1024**4), "CONTENT_TYPE": "multipart/form-data; boundary=x"}, 413),
    ("a form that is not UTF-8", {"CONTENT_TYPE": "application/x-www-form-urlencoded; charset=hex"}, 400),
    ("parts without a boundary", {"CONTENT_TYPE": "multipart/form-data", "CONTENT_LENGTH": "3",
                                  "wsgi.input": io.BytesIO(b"abc")}, 400),
    ("parts cut off", {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": "60",
                       "wsgi.input": io.BytesIO(b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nabc')}, 200),
    ("a longer length than the body", {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": "5000",
                                       "wsgi.input": io.BytesIO(b"a=1")}, 200),
    ("a part in a strange encoding", {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": "108",
        "wsgi.input": io.BytesIO(b'--x\r\nContent-Disposition: form-data; name="a"\r\n'
                                 b'Content-Transfer-Encoding: base64\r\n\r\n%%%\r\n--x--\r\n'.ljust(108))}, 200),
    ("a nonsense host", {"HTTP_HOST": "a b<script>"}, 400),
    ("a host with a path", {"HTTP_HOST": "lib.example/../x"}, 400),
    ("a header of one hundred kilobytes", {"HTTP_X_LONG": "a" * 100_000}, 200),
    ("a cookie of rubbish", {"HTTP_COOKIE": "=;;;til=\x01; sessionid=" + "z" * 5_000}, 200),
]  # fmt: skip


@pytest.mark.parametrize("case, environment, status", BODIES, ids=[case for case, *_ in BODIES])
def test_no_request_is_a_fault(case, environment, status):
    assert _answer(**environment).status_code == status


def test_what_is_too_large_is_told_in_words_with_the_limit():
    answer = _answer(CONTENT_LENGTH=str(6 * 1024**2), CONTENT_TYPE="application/json")
    assert "5" in answer.content.decode()


# --- errors ---


@pytest.mark.parametrize("address, status", [("/nowhere", 404), ("/breaks", 500), ("/only-post", 405)])
def test_people_get_a_page_and_programs_a_problem(visitor, address, status):
    page = visitor.get(address)
    assert (page.status_code, page.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert "<h1" in page.content.decode()


@pytest.mark.parametrize(
    "address, code", [("/api/v1/nowhere", "not_found"), ("/api/v1/breaks", "server_fault")]
)
def test_problems_follow_rfc_9457(visitor, address, code):
    answer = visitor.get(address)
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    body = json.loads(answer.content)
    assert body["status"] == answer.status_code
    assert body["codes"] == [code]
    assert body["title"]


@pytest.mark.django_db
def test_the_page_for_a_wrong_address_offers_the_search_box(visitor):
    assert 'action="/search"' in visitor.get("/nowhere").content.decode()


def test_an_address_for_forms_says_so_and_names_its_method(visitor):
    assert visitor.get("/only-post").headers["Allow"] == "POST"


def test_the_page_for_our_fault_asks_the_database_nothing(visitor):
    # Without the django_db mark any query fails this test.
    assert visitor.get("/breaks").status_code == 500


def test_the_page_for_our_fault_stands_even_when_templates_do_not(visitor, settings):
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]
    answer = visitor.get("/breaks")
    assert answer.status_code == 500
    assert "Sahifa ochilmadi" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_that_grew_old_can_be_sent_again_with_what_was_typed():
    strict = Client(enforce_csrf_checks=True)
    typed = {"note": "Uzoq yozilgan izoh", "password": "sir", "csrfmiddlewaretoken": "old"}
    page = strict.post("/echo", typed, headers={"Origin": "http://testserver"}).content.decode()
    assert "Uzoq yozilgan izoh" in page
    assert "sir</textarea>" not in page


def test_a_stranger_s_form_is_not_offered_again():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/echo", {"note": "yomon"}, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert "yomon" not in answer.content.decode()


# --- language ---


@pytest.mark.parametrize(
    "cookie, browser, lang",
    [
        ("", "ru,en", "uz-Latn"),
        ("ru", "", "ru"),
        ("uz-cyrl", "en", "uz-Cyrl"),
        ("en", "", "en"),
        ("xx\n", "", "uz-Latn"),
    ],
)
def test_the_language_is_the_visitor_s_choice_else_uzbek(visitor, cookie, browser, lang):
    visitor.cookies["til"] = cookie
    answer = visitor.get("/echo", headers={"Accept-Language": browser})
    assert answer.headers["Content-Language"] == lang
    assert "Cookie" in answer.headers["Vary"]


def test_the_language_is_chosen_by_a_form_that_returns_to_its_page(visitor):
    answer = visitor.post("/set-language/", {"language": "ru", "next": "/search?q=ufq"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/search?q=ufq")
    assert visitor.get("/echo").headers["Content-Language"] == "ru"


@pytest.mark.parametrize("language, next_page", [("tlh", "/echo"), ("ru", "https://elsewhere.example/")])
def test_an_unknown_language_or_a_foreign_page_changes_nothing_bad(visitor, language, next_page):
    answer = visitor.post("/set-language/", {"language": language, "next": next_page})
    assert answer.headers["Location"] in {"/echo", "/"}


def test_one_visitor_s_language_does_not_stay_for_the_next(visitor):
    visitor.cookies["til"] = "ru"
    visitor.get("/echo")
    assert Client().get("/echo").headers["Content-Language"] == "uz-Latn"


def test_html_lang_names_the_script():
    with translation.override("uz-cyrl"):
        assert html_lang() == "uz-Cyrl"
    assert html_lang("uz") == "uz-Latn"
