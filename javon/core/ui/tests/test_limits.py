"""Rate limits: one greedy browser waits, a class of pupils does not."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from javon.core.ui.limits import PEOPLE_BEHIND_ONE_ADDRESS, _take, limited, seconds_to_wait

LIBRARY = "192.0.2.7"


@pytest.fixture(autouse=True)
def empty_buckets():
    cache.clear()


def asking(browser: str = "", address: str = LIBRARY, path: str = "/search"):
    request = RequestFactory().get(path, REMOTE_ADDR=address)
    request.user = AnonymousUser()
    if browser:
        request.COOKIES["tashrif"] = browser
    return request


def times_allowed(tries: int, **who: str) -> int:
    return sum(seconds_to_wait(asking(**who), "search", per_minute=10) == 0 for _ in range(tries))


def test_one_browser_may_ask_so_often_and_no_more():
    assert times_allowed(25, browser="a") == 10


def test_thirty_pupils_behind_one_address_each_have_their_own_measure():
    assert all(times_allowed(10, browser=f"pupil{number}") == 10 for number in range(30))


def test_a_robot_with_ever_new_cookies_meets_the_measure_of_its_address():
    allowed = sum(times_allowed(1, browser=f"robot{number}") for number in range(1000))
    assert 10 * PEOPLE_BEHIND_ONE_ADDRESS <= allowed <= 10 * PEOPLE_BEHIND_ONE_ADDRESS + 50


def test_a_counted_visit_keeps_its_bucket():
    assert times_allowed(5, browser="a") + times_allowed(25, browser="a.") == 10


def test_the_server_itself_is_not_an_address_that_asks():
    assert times_allowed(1000, address="127.0.0.1") == 1000


def test_one_account_is_measured_at_each_address_apart():
    first = [seconds_to_wait(asking(), "sign-in", per_minute=3, account="gulnoza") for _ in range(4)]
    assert first[:3] == [0, 0, 0]
    assert first[3] > 0
    assert seconds_to_wait(asking(address="192.0.2.8"), "sign-in", per_minute=3, account="gulnoza") == 0


def test_a_bucket_fills_again_with_time():
    assert [_take("k", 60, now=100.0) for _ in range(61)][-1] == 1
    assert _take("k", 60, now=101.5) == 0


@pytest.mark.parametrize(
    "path, kind", [("/search", "text/html"), ("/api/v1/titles", "application/problem+json")]
)
def test_who_asks_too_often_is_told_how_long_to_wait(path, kind):
    view = limited("search", per_minute=2)(lambda request: HttpResponse("found"))
    answers = [view(asking(browser="a", path=path)) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Content-Type"].startswith(kind)
    assert int(answers[2].headers["Retry-After"]) in range(1, 31)
    if kind != "text/html":
        assert json.loads(answers[2].content)["codes"] == ["too_many"]
