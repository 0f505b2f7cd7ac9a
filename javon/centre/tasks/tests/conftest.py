"""The tests of execution play on Tuesday 2026-11-24, late in the morning."""

from __future__ import annotations

from datetime import datetime

import pytest

from javon.core import clock

MORNING = datetime(2026, 11, 24, 11, 0, tzinfo=clock.TASHKENT)


@pytest.fixture(autouse=True)
def the_day(monkeypatch):
    """`the_day(moment)` moves the clock."""
    moment = [MORNING]

    def set_to(new: datetime) -> None:
        moment[0] = new

    monkeypatch.setattr(clock, "now", lambda: moment[0])
    return set_to
