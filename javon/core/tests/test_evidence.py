"""Evidence speaks of a period, and a period has a beginning before its end."""

from __future__ import annotations

from datetime import date

import pytest

from javon.core.evidence import Evidence, Period


def test_a_period_ends_after_it_begins():
    assert Period(date(2026, 1, 1), date(2026, 1, 1)).first == date(2026, 1, 1)
    with pytest.raises(ValueError, match="ends"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


def test_evidence_counts_for_a_centre_and_a_period():
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    evidence = Evidence("loans", "2.6", "%(count)d loans", lambda centre, period: period.last.month)
    assert evidence.count(None, year) == 12
    assert (evidence.rows, evidence.plan_line) == ("", "")
