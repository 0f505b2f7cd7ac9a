"""Daily counts: right sums, nobody waits, nobody is named."""

from __future__ import annotations

import threading
from datetime import date, datetime

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from javon.core import clock
from javon.core.counts import counting, queries, visits
from javon.core.counts.models import DailyCount
from javon.core.counts.robots import is_robot

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/109.0.0.0 Safari/537.36"

urlpatterns = [path("page", lambda request: HttpResponse("a page"))]


@pytest.fixture(autouse=True)
def nothing_counted():
    counting._pending.clear()
    yield
    counting._pending.clear()


def counted() -> int:
    return counting.pending().get((clock.today(), counting.SESSION), 0)


@pytest.mark.django_db
def test_counts_add_up_over_several_writes():
    counting.count("search", day=MONDAY)
    counting.count("search", 4, day=MONDAY)
    counting.count("title_view", day=TUESDAY)
    assert counting.flush() == 2
    counting.count("search", day=MONDAY)
    counting.flush()
    assert queries.totals(MONDAY, MONDAY) == {
        "session": 0, "search": 6, "search_without_result": 0, "title_view": 0,
    }  # fmt: skip
    assert queries.by_day("search", MONDAY, TUESDAY) == {MONDAY: 6}


def test_counting_asks_the_database_nothing():
    # Without the django_db mark any query fails this test.
    counting.count("search")
    assert counting.pending()[(clock.today(), "search")] == 1


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match="reader_name"):
        counting.count("reader_name")


def test_many_threads_lose_no_count():
    threads = [
        threading.Thread(target=lambda: [counting.count("search") for _ in range(500)]) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counting.pending()[(clock.today(), "search")] == 4000


@pytest.mark.django_db
def test_a_failed_write_keeps_the_counts(monkeypatch):
    counting.count("search", day=MONDAY)
    monkeypatch.setattr(counting, "_write", lambda rows: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        counting.flush()
    monkeypatch.undo()
    counting.flush()
    assert queries.totals(MONDAY, MONDAY)["search"] == 1


@pytest.mark.urls(__name__)
class TestVisits:
    def test_a_browser_is_one_session_a_day_however_many_pages_it_opens(self):
        client = Client(headers={"User-Agent": BROWSER, "Sec-Fetch-Mode": "navigate"})
        for _ in range(5):
            client.get("/page")
        assert counted() == 1

    def test_on_plain_http_a_browser_counts_with_its_second_page(self):
        client = Client(headers={"User-Agent": BROWSER})
        client.get("/page")
        assert counted() == 0
        client.get("/page")
        client.get("/page")
        assert counted() == 1

    @pytest.mark.parametrize(
        "robot",
        [
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
            "python-requests/2.32", "curl/8.5.0", "Wget/1.21", "", "TelegramBot (like TwitterBot)",
            "Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2)", "facebookexternalhit/1.1",
        ],
    )  # fmt: skip
    def test_robots_are_not_counted_and_get_no_cookie(self, robot):
        client = Client(headers={"User-Agent": robot, "Sec-Fetch-Mode": "navigate"})
        for _ in range(3):
            client.get("/page")
        assert counted() == 0
        assert "tashrif" not in client.cookies

    @pytest.mark.django_db
    def test_staff_at_work_are_no_visitors(self):
        client = Client(headers={"User-Agent": BROWSER, "Sec-Fetch-Mode": "navigate"})
        client.cookies["sessionid"] = "of a librarian"
        client.get("/page")
        assert counted() == 0

    def test_the_cookie_is_random_and_ends_with_the_day(self):
        first, second = (Client(headers={"User-Agent": BROWSER}) for _ in range(2))
        first.get("/page")
        second.get("/page")
        given = first.cookies["tashrif"]
        assert given.value != second.cookies["tashrif"].value
        assert 0 < given["max-age"] <= 24 * 3600
        assert given["httponly"]


@pytest.mark.parametrize(
    "browser",
    [
        BROWSER,
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/114.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Windows NT 6.1; rv:115.0) Gecko/20100101 Firefox/115.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) Version/16.0 Mobile Safari/604.1",
    ],
)
def test_a_person_s_browser_is_no_robot(browser):
    assert not is_robot(browser)


def test_midnight_is_tashkent_s():
    assert visits.seconds_to_midnight(datetime(2026, 11, 23, 23, 59, 0, tzinfo=clock.TASHKENT)) == 60


@pytest.mark.django_db
def test_nothing_about_a_person_has_a_column():
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, DailyCount._meta.db_table)
    assert {column.name for column in columns} == {"id", "day", "name", "count"}
