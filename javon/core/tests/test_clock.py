"""The clock stands in Tashkent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from javon.core import clock


def test_now_is_this_moment_in_tashkent():
    before = datetime.now(UTC)
    now = clock.now()
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == timedelta(hours=5)


def test_today_is_the_day_in_tashkent():
    before = datetime.now(clock.TASHKENT).date()
    assert before <= clock.today() <= datetime.now(clock.TASHKENT).date()
