"""Records and disks that no page may break on."""

from __future__ import annotations

import sqlite3

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from javon.collection.catalogue.tests.characters import a_record, a_title
from javon.collection.sources.record import Field
from javon.collection.stock.tests.characters import a_copy
from javon.core.database.gate import GateTimeout
from javon.core.ui import errors
from javon.places.public import books


@pytest.mark.django_db
def test_a_record_too_long_for_iso_2709_is_given_as_marcxml() -> None:
    record = a_record("Uzun")
    record.fields.append(Field("520", " ", " ", [("a", "x" * 20_000)]))
    title = a_title(record=record)
    answer = Client().get(f"/title/{title.number}.mrc", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain == [(f"/title/{title.number}.xml", 302)]


@pytest.mark.django_db
def test_a_title_with_very_many_copies_opens_with_the_first_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "COPIES_ON_PAGE", 15)
    title = a_title()
    for _ in range(20):
        a_copy(of=title)
    page = books.title_page(title, address="http://testserver")
    assert (page["copies_total"], len(page["copies"]) + len(page["more_copies"])) == (20, 15)
    assert page["more_copies_total"] == 20 - books.COPIES_AT_ONCE


def _answer_to(error: Exception, path: str = "/sign-in/", **cookies: str) -> tuple[int, str]:
    request: HttpRequest = RequestFactory().post(path)
    request.COOKIES.update(cookies)
    try:
        raise error
    except type(error):
        answer = errors.server_error(request)
    return answer.status_code, answer.content.decode()


def _full_disk() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


@pytest.mark.parametrize(
    ("language", "words"),
    [("uz", "diskda joy qolmagan"), ("ru", "диск заполнен"), ("en", "the disk is full")],
)
def test_a_save_on_a_full_disk_says_so_in_the_language_of_the_page(language: str, words: str) -> None:
    status, said = _answer_to(_full_disk(), til=language)
    assert status == 503
    assert words in said


def test_a_stopped_writer_is_told_as_busy_and_to_programs_as_problem_json() -> None:
    status, said = _answer_to(GateTimeout("too long"), "/api/v1/titles")
    assert status == 503
    assert '"codes": ["database_busy"]' in said


def test_a_mistake_of_ours_stays_a_500() -> None:
    assert _answer_to(KeyError("x"))[0] == 500
