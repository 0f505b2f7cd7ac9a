"""Which month and year may be closed, and opened again."""

from __future__ import annotations

from datetime import date

import pytest

from javon.centre.periods.rules import PeriodFacts, may_close, may_reopen

TODAY = date(2026, 11, 24)
FIRST_HALF = frozenset((2026, month) for month in range(1, 7))
ALL_OF_2025 = frozenset((2025, month) for month in range(1, 13))


@pytest.mark.parametrize(
    ("year", "month", "closed", "codes"),
    [
        (2026, 10, frozenset(), ()),  # the first month ever closed may be any that is over
        (2026, 11, frozenset(), ("period_not_over",)),
        (2026, 12, frozenset(), ("period_not_over",)),
        (2027, 1, frozenset(), ("period_not_over",)),
        (2026, 13, frozenset(), ("no_such_period",)),
        (1999, 1, frozenset(), ("no_such_period",)),
        (2026, 7, FIRST_HALF, ()),
        (2026, 8, FIRST_HALF, ("not_its_turn",)),
        (2026, 6, FIRST_HALF, ("period_closed_already",)),
        (2025, 12, FIRST_HALF, ("not_its_turn",)),  # before the books begin
        (2025, 0, ALL_OF_2025, ()),
        (2025, 0, ALL_OF_2025 - {(2025, 12)}, ("months_open",)),
        (2025, 0, frozenset((2025, month) for month in range(6, 13)), ()),  # the centre began in June
        (2025, 0, frozenset(), ("months_open",)),
        (2024, 0, ALL_OF_2025, ("months_open",)),  # before the books begin
        (2025, 0, ALL_OF_2025 | {(2025, 0)}, ("period_closed_already",)),
        (2026, 0, FIRST_HALF, ("period_not_over", "months_open")),
    ],
)
def test_closing(year, month, closed, codes):
    assert may_close(PeriodFacts(year, month, TODAY, closed)).codes == codes


@pytest.mark.parametrize(
    ("year", "month", "closed", "reason", "codes"),
    [
        (2026, 6, FIRST_HALF, "xato topildi", ()),
        (2026, 6, FIRST_HALF, "  ", ("reopening_without_reason",)),
        (2026, 5, FIRST_HALF, "xato", ("later_month_closed",)),
        (2026, 7, FIRST_HALF, "xato", ("period_open_already",)),
        (2025, 12, ALL_OF_2025 | {(2025, 0)}, "xato", ("year_closed",)),
        (2025, 0, ALL_OF_2025 | {(2025, 0)}, "xato", ()),
        (2025, 0, ALL_OF_2025 | {(2025, 0), (2026, 0)}, "xato", ("later_month_closed",)),
    ],
)
def test_opening_again(year, month, closed, reason, codes):
    assert may_reopen(PeriodFacts(year, month, TODAY, closed, reason)).codes == codes
