"""The only readers of the clock: everything else is given `today` or `now` as an argument."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

TASHKENT = ZoneInfo("Asia/Tashkent")  # the law's time in Uzbekistan: UTC+5, no summer time


def now() -> datetime:
    """This moment, aware, in Tashkent time."""
    return datetime.now(TASHKENT)


def today() -> date:
    """The calendar day in Tashkent."""
    return now().date()
