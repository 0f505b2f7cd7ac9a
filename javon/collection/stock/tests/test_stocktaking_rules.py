"""Counting the stock: what a scan means, what an unseen copy means, what may be opened, when the next is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from javon.collection.stock.models.copies import PLACES
from javon.collection.stock.rules.stocktaking import (
    Interval,
    OpeningFacts,
    Pace,
    ScanFacts,
    Scope,
    Shelf,
    due_on,
    may_open,
    pace,
    scanned,
    unseen,
    years_between,
)
from javon.collection.stock.standard import stocktaking_intervals

CHILDREN, LENDING = UUID(int=1), UUID(int=2)
SECOND, THIRD = Shelf(2, CHILDREN, "2-javon"), Shelf(3, CHILDREN, "3-javon")
WHOLE, ABONEMENT = Shelf(1, CHILDREN), Shelf(9, LENDING, "2-javon")
HERE = ScanFacts(own=SECOND, here=SECOND)


@pytest.mark.parametrize(
    "case, facts, outcome",
    [
        ("it stands on its shelf", HERE, "in_place"),
        ("it stands on the next shelf", replace(HERE, here=THIRD), "wrong_place"),
        ("nobody said which shelf is counted", replace(HERE, here=None), "in_place"),
        ("its record names no shelf, the point fits", replace(HERE, own=WHOLE), "in_place"),
        ("the point is counted as a whole", replace(HERE, here=WHOLE), "in_place"),
        ("a shelf of the same name at another desk", replace(HERE, here=ABONEMENT), "wrong_place"),
        ("a reader is said to have it", replace(HERE, now="on_loan"), "said_away"),
        ("it is said to be with the binder", replace(HERE, now="in_repair"), "said_away"),
        ("it is said to be in a village", replace(HERE, now="at_mobile_point"), "said_away"),
        ("it had been missing", replace(HERE, now="missing"), "found"),
        ("a reader had lost it", replace(HERE, now="lost"), "found"),
        ("it had been missing, on another shelf", replace(HERE, now="missing", here=THIRD), "found"),
        ("the books say it has left", replace(HERE, now="written_off"), "withdrawn"),
        ("of another stock", replace(HERE, is_expected=False, own=None), "stray"),
        ("withdrawn, of another stock", ScanFacts(is_expected=False, now="written_off"), "withdrawn"),
        ("scanned a second time", replace(HERE, is_counted=True), "duplicate"),
        ("lent, and scanned a second time", replace(HERE, is_counted=True, now="on_loan"), "duplicate"),
        ("no such copy", ScanFacts(is_known=False, is_expected=False), "unknown"),
    ],
)
def test_what_a_scan_means(case, facts, outcome):
    assert scanned(facts) == outcome


@pytest.mark.parametrize(
    "case, now, has_moved, is_finished, outcome",
    [
        ("its shelf has yet to be finished", "on_shelf", False, False, ""),
        ("its shelf is finished", "on_shelf", False, True, "missing"),
        ("it was lent before the counting", "on_loan", False, True, "away"),
        ("it was lent while others were counting", "on_loan", True, True, "away"),
        ("it came back after its shelf was finished", "on_shelf", True, True, "handled"),
        ("it was lent and came back, the shelf is open", "on_shelf", True, False, "handled"),
        ("it is with the binder", "in_repair", False, True, "away"),
        ("a reader has lost it, the act is to come", "lost", False, True, "away"),
        ("it had been missing before", "missing", False, True, "missing"),
        ("it had been missing before, the shelf is open", "missing", False, False, ""),
    ],
)
def test_what_an_unseen_copy_means(case, now, has_moved, is_finished, outcome):
    assert unseen(now=now, has_moved=has_moved, is_finished=is_finished) == outcome


def test_every_unseen_copy_has_an_outcome_once_the_counting_is_over():
    for now in PLACES:
        for has_moved in (False, True):
            assert unseen(now=now, has_moved=has_moved, is_finished=True) in {"away", "handled", "missing"}


POINT = Scope(points=(CHILDREN,))
SOUND = OpeningFacts(scope=POINT, copies=600, order_label="14-A-son buyruq, 09.01.2026")


@pytest.mark.parametrize(
    "case, facts, codes",
    [
        ("a whole point on an order", SOUND, ()),
        ("no point, no order", replace(SOUND, scope=Scope(), order_label=" "), ("no_point", "no_order")),
        ("nothing within the bounds", replace(SOUND, copies=0), ("nothing_to_count",)),
        (
            "numbers and marks upside down",
            replace(SOUND, scope=replace(POINT, number_from=9, number_to=3, mark_from="9", mark_to="8")),
            ("numbers_reversed", "marks_reversed"),
        ),
        ("a sample of none", replace(SOUND, scope=replace(POINT, sample=0)), ("sample_unreal",)),
        ("ten random copies", replace(SOUND, scope=replace(POINT, sample=10)), ()),
        (
            "a commission of another kind",
            replace(SOUND, commission_counts=False),
            ("commission_does_not_count",),
        ),
        (
            "somebody counts it already",
            replace(SOUND, counted_elsewhere=3, others=(4,)),
            ("counted_elsewhere",),
        ),
        (
            "a handover of one shelf, to nobody",
            replace(SOUND, is_handover=True, scope=replace(POINT, shelf="2-javon")),
            ("handover_needs_two", "handover_is_of_the_whole"),
        ),
        (
            "a handover to oneself",
            replace(SOUND, is_handover=True, liable_before=CHILDREN, liable_after=CHILDREN),
            ("handover_to_the_same",),
        ),
        (
            "a handover from one to another",
            replace(SOUND, is_handover=True, liable_before=CHILDREN, liable_after=LENDING),
            (),
        ),
    ],
)
def test_what_may_be_opened(case, facts, codes):
    assert may_open(facts).codes == codes


@pytest.mark.parametrize(
    "copies, years", [(40_135, 5), (50_000, 5), (50_001, 7), (200_001, 10), (1_000_001, 15)]
)
def test_a_larger_stock_is_counted_less_often(copies, years):
    assert years_between(copies, stocktaking_intervals(), date(2026, 11, 28)) == years


def test_a_newer_order_of_intervals_holds_from_its_day():
    rows = [Interval(5, None, date(1999, 1, 1)), Interval(3, None, date(2027, 1, 1))]
    assert years_between(10, rows, date(2026, 12, 31)) == 5
    assert years_between(10, rows, date(2027, 1, 1)) == 3


@pytest.mark.parametrize(
    "last, by", [(date(2021, 3, 9), date(2026, 3, 9)), (date(2024, 2, 29), date(2029, 2, 28)), (None, None)]
)
def test_the_next_is_due_years_after_the_last(last, by):
    assert due_on(last, 5) == by


def test_the_pace_is_said_once_there_is_something_to_say():
    begun = datetime(2026, 11, 28, 10, tzinfo=UTC)
    assert pace(begun, begun + timedelta(minutes=5), 111, 2_706) == Pace(22.0, 123)
    assert pace(None, None, 0, 600) == pace(begun, begun, 1, 600) == Pace()
