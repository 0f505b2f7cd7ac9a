"""The only readers of the clock: everything else is given `today` or `now` as an argument."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

TASHKENT = ZoneInfo("Asia/Tashkent")  # the law's time in Uzbekistan: UTC+5, no summer time

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """This moment, aware, in Tashkent time."""
    return _told.get() or datetime.now(TASHKENT)


def today() -> date:
    """The calendar day in Tashkent."""
    return now().date()


def day_of(moment: datetime) -> date:
    """The calendar day in Tashkent of an aware moment: what the database gives is in UTC, five hours behind."""
    return moment.astimezone(TASHKENT).date()


def is_told() -> bool:
    """Whether the moment is told by :func:`at`, not read from the machine."""
    return _told.get() is not None


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Deeds inside happen at `moment`: how the demo library tells its past with real actions. Nothing else uses it."""
    token = _told.set(moment.astimezone(TASHKENT))
    try:
        yield
    finally:
        _told.reset(token)
