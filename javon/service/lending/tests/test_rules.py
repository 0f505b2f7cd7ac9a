"""The rules of the desk as tables that a librarian can read and correct."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.core.verdict import Weight
from javon.service.lending.rules.borrowing import (
    BORROWING_RULES,
    BorrowingFacts,
    CopyFacts,
    ReaderFacts,
    Restriction,
    may_borrow,
)
from javon.service.lending.rules.dates import after_closing, days_late, due_after
from javon.service.lending.rules.renewing import RenewingFacts, may_renew
from javon.service.lending.rules.returning import ReturningFacts, may_take_back
from javon.service.lending.rules.terms import STANDARD, Case, Line, NoDefault, resolve
from javon.service.lending.rules.undoing import UndoingFacts, may_undo

TODAY = date(2026, 11, 28)  # a Saturday
ME, ANOTHER = UUID(int=1), UUID(int=2)


def _given(
    reader: dict[str, Any] | None = None, copy: dict[str, Any] | None = None, **more: Any
) -> BorrowingFacts:
    return BorrowingFacts(
        reader=ReaderFacts(**(reader or {})),
        copy=CopyFacts(**(copy or {})),
        **{"reader_id": ME, "happened_on": TODAY, "today": TODAY, **more},
    )


@pytest.mark.parametrize(
    ("case", "facts", "codes", "may"),
    [
        ("an ordinary loan", _given(), (), True),
        ("the fifth copy of five", _given({"open_copies": 4}), (), True),
        ("the sixth copy of five", _given({"open_copies": 5}), ("limit_reached",), False),
        ("a class of 25 has 60 copies", _given({"open_copies": 60}, most_copies=75), (), True),
        ("not registered this year", _given({"is_registered": False}), ("not_registered_this_year",), False),
        ("late by three days", _given({"most_days_late": 3, "late_copies": 1}), ("has_late_copies",), True),
        ("late by thirty days", _given({"most_days_late": 30, "late_copies": 1}), ("has_late_copies",), True),
        ("a debtor: thirty-one days", _given({"most_days_late": 31, "late_copies": 1}), ("is_debtor",), False),
        ("loans are restricted", _given({"restrictions": (Restriction("loan", "yirtgan"),)}), ("reader_restricted",), False),
        ("everything is restricted", _given({"restrictions": (Restriction("all", "x"),)}), ("reader_restricted",), False),
        ("only computers are", _given({"restrictions": (Restriction("computer", "x"),)}), (), True),
        ("a replaced card", _given({"card_ended": "replaced", "current_card": "K-000128"}), ("card_out_of_use",), False),
        ("the reader moved away", _given({"is_here": False}), ("reader_has_left",), False),
        ("a reader of another centre", _given({"belongs_to_centre": False}), ("reader_of_another_centre",), False),
        ("twelve and a book 12+", _given({"age": 12}, {"age_mark": 12}), (), True),
        ("eleven and a book 12+", _given({"age": 11}, {"age_mark": 12}), ("too_young",), False),
        ("no birth date and a book 18+", _given({"age": None}, {"age_mark": 18}), ("too_young",), False),
        ("a class and a book 12+", _given({"age": None, "is_collective": True}, {"age_mark": 12}), (), True),
        ("a child nobody answers for", _given({"age": 9, "has_guardian": False}), ("no_guardian",), True),
        ("sixteen and nobody answers", _given({"age": 16, "has_guardian": False}), (), True),
        ("the sheet is not signed", _given({"has_consent": False}), ("no_consent",), True),
        ("the same title again", _given({"has_same_title": True}), ("has_same_title",), True),
        ("withdrawn", _given(copy={"state": "written_off"}), ("copy_withdrawn",), False),
        ("lost", _given(copy={"state": "lost"}), ("copy_lost",), False),
        ("on loan", _given(copy={"state": "on_loan"}), ("on_loan",), False),
        ("being processed", _given(copy={"state": "in_processing"}), ("in_processing",), False),
        ("at a partner library", _given(copy={"state": "at_ill_partner"}), ("at_ill_partner",), False),
        ("at a mobile point", _given(copy={"state": "at_mobile_point"}), ("at_mobile_point",), False),
        ("missing, and here it is", _given(copy={"state": "missing"}), ("was_missing",), True),
        ("being repaired", _given(copy={"state": "in_repair"}), ("in_repair",), False),
        ("on display", _given(copy={"state": "on_display"}), ("was_on_display",), True),
        ("arrives from another point", _given(copy={"state": "in_transit"}), ("was_in_transit",), True),
        ("used in the reading room", _given(copy={"state": "in_reading_room"}), ("was_in_reading_room",), True),
        ("an encyclopaedia", _given(copy={"loanable": False}), ("reading_room_only",), False),
        ("the terms keep it in the house", _given(may_leave=False), ("reading_room_only",), False),
        ("waits for this reader", _given(copy={"state": "on_hold_shelf", "waits_for": ME, "waiting_readers": 2}), (), True),
        ("waits for another", _given(copy={"state": "on_hold_shelf", "waits_for": ANOTHER}), ("held_for_another",), False),
        ("others wait for the title", _given(copy={"waiting_readers": 2}), ("others_wait",), True),
        ("on a list of withdrawals", _given(copy={"write_off": 7}), ("on_write_off_list",), False),
        ("on a list of moves", _given(copy={"transfer": 7}), ("on_transfer_list",), False),
        ("a stocktaking looks for it", _given(copy={"is_counted": True}), ("is_counted",), True),
        ("damaged", _given(copy={"damage": "muqovasi yirtilgan"}), ("is_damaged",), True),
        ("tomorrow", _given(happened_on=TODAY + timedelta(days=1)), ("day_to_come",), False),
        ("before the reader's birth", _given({"born_on": TODAY + timedelta(days=1)}), ("before_birth",), False),
        ("the clock was set back", _given(clock_is_behind=True), ("clock_behind",), False),
        ("the clock was set back, the day was chosen", _given(clock_is_behind=True, day_was_chosen=True), (), True),
        (
            "several reasons at once",
            _given({"open_copies": 5, "age": 9}, {"loanable": False, "age_mark": 16}),
            ("limit_reached", "reading_room_only", "too_young"),
            False,
        ),
    ],
)  # fmt: skip
def test_may_borrow(case: str, facts: BorrowingFacts, codes: tuple[str, ...], may: bool) -> None:
    verdict = may_borrow(facts)
    assert verdict.codes == codes, case
    assert bool(verdict) is may, case


def test_a_loan_never_gets_easier_by_more_copies_or_more_days() -> None:
    for open_copies in range(8):
        for days in (0, 1, 30, 31, 400):
            facts = _given({"open_copies": open_copies, "most_days_late": days, "late_copies": int(days > 0)})
            worse = replace(facts, reader=replace(facts.reader, open_copies=open_copies + 1))
            assert bool(may_borrow(facts)) or not may_borrow(worse)


def test_whatever_forbids_cannot_be_overruled_and_the_rest_names_its_right() -> None:
    facts = _given(
        {"open_copies": 9, "is_registered": False, "most_days_late": 99}, {"state": "in_repair", "age_mark": 18, "write_off": 1}
    )  # fmt: skip
    verdict = may_borrow(facts)
    assert verdict.overridable
    assert all(stop.override_right == "lending.overrule" for stop in verdict.stops)
    assert not may_borrow(_given({"is_here": False})).overridable
    assert len({rule.__name__ for rule in BORROWING_RULES}) == len(BORROWING_RULES)


# --- the terms ---------------------------------------------------------------------------------------------

LINES = tuple(Line(position=place, **line) for place, line in enumerate(STANDARD, start=1))


@pytest.mark.parametrize(
    ("case", "who", "days", "copies", "leaves"),
    [
        ("an adult", Case(age=30), 15, 5, True),
        ("fifteen is no child any more", Case(age=15), 15, 5, True),
        ("fourteen is", Case(age=14), 10, 3, True),
        ("no birth date: the default", Case(age=None), 15, 5, True),
        ("an encyclopaedia", Case(age=30, funds=frozenset({"reference"})), 15, 5, False),
        ("a child and an encyclopaedia", Case(age=9, funds=frozenset({"reference"})), 10, 3, False),
    ],
)
def test_the_standard_terms(case: str, who: Case, days: int, copies: int, leaves: bool) -> None:
    said = resolve(LINES, who)
    assert (said.loan_days, said.most_copies, said.may_leave) == (days, copies, leaves), case


def test_the_line_with_more_conditions_speaks_first_and_the_trace_names_every_line() -> None:
    lines = (
        *LINES,
        Line(position=4, newer_than_days=90, loan_days=5),
        Line(position=5, age_to=14, newer_than_days=90, renewals=0),
    )
    said = resolve(lines, Case(age=10, days_since_arrival=12))
    assert (said.loan_days, said.renewals, said.most_copies) == (
        10,
        0,
        3,
    )  # of two equal lines the earlier one
    assert said.said_by["renewals"] == 5
    assert said.said_by["loan_days"] == 2
    assert said.said_by["hold_days"] == 1


def test_a_limit_and_what_it_counts_come_from_one_line() -> None:
    lines = (*LINES, Line(position=4, kind="journal", most_copies=2, counts="kind"))
    assert resolve(lines, Case(age=30, kind="journal")).counts == "kind"
    assert resolve(lines, Case(age=30)).counts == "all"


def test_terms_without_a_default_have_no_answer() -> None:
    with pytest.raises(NoDefault, match="loan_days"):
        resolve((Line(position=1, age_to=14, loan_days=10),), Case(age=40))


# --- dates -------------------------------------------------------------------------------------------------


def _sundays_closed(day: date) -> bool:
    return day.weekday() != 6


def test_a_due_date_on_a_closed_day_moves_to_the_next_open_one_and_says_so() -> None:
    due = due_after(date(2026, 11, 28), 15, _sundays_closed)
    assert (due.counted, due.day, due.moved) == (date(2026, 12, 13), date(2026, 12, 14), 1)


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.integers(1, 60),
    st.sets(st.integers(0, 6), max_size=6),
    st.integers(0, 40),
)
def test_a_due_date_is_open_and_never_before_the_loan(
    begins: date, days: int, closed: set[int], bound: int
) -> None:
    def is_open(day: date) -> bool:
        return day.weekday() not in closed

    not_before = begins + timedelta(days=bound)
    due = due_after(begins, days, is_open, not_before=not_before)
    assert is_open(due.day)
    assert due.day >= begins + timedelta(days=days)
    assert due.day >= not_before
    assert due.moved <= 6


def test_a_house_that_never_opens_keeps_the_counted_day() -> None:
    due = due_after(TODAY, 10, lambda day: False)
    assert due.day == TODAY + timedelta(days=10)


@pytest.mark.parametrize(
    ("due", "late"), [(TODAY, 0), (TODAY - timedelta(days=1), 1), (TODAY + timedelta(days=9), 0)]
)
def test_late_begins_the_day_after(due: date, late: int) -> None:
    assert days_late(due, TODAY) == late


# --- coming back, renewing, undoing --------------------------------------------------------------------------


def _coming(**facts: Any) -> ReturningFacts:
    given_ = {"happened_on": TODAY, "today": TODAY, "lent_on": TODAY - timedelta(days=3)}
    return ReturningFacts(**{**given_, **facts})


@pytest.mark.parametrize(
    ("case", "facts", "codes", "may"),
    [
        ("in time", _coming(), (), True),
        ("late", _coming(days_late=4), ("came_late",), True),
        ("it was on its shelf", _coming(lent_on=None, state="on_shelf"), ("not_on_loan",), True),
        ("read twice", _coming(lent_on=None, state="on_shelf", returned_lately=True), ("read_twice",), True),
        ("lent on paper, nobody knows to whom", _coming(lent_on=None), ("no_loan_behind",), True),
        ("it was missing", _coming(lent_on=None, state="missing"), ("found_missing",), True),
        ("it was lost", _coming(lent_on=None, state="lost"), ("found_lost",), True),
        ("withdrawn", _coming(lent_on=None, state="written_off"), ("copy_withdrawn",), False),
        ("withdrawn while it was out", _coming(state="written_off"), ("copy_withdrawn",), True),
        ("of another centre", _coming(belongs_to_centre=False), ("copy_of_another_centre",), False),
        ("tomorrow", _coming(happened_on=TODAY + timedelta(days=1)), ("day_to_come",), False),
        ("before it was lent", _coming(happened_on=TODAY - timedelta(days=4)), ("before_lent",), False),
        ("the clock was set back", _coming(clock_is_behind=True), ("clock_behind",), False),
        ("the day was chosen", _coming(clock_is_behind=True, day_was_chosen=True), (), True),
        ("the reader had said so", _coming(was_claimed=True), ("was_claimed",), True),
        ("of the children's desk", _coming(is_at_home=False), ("belongs_elsewhere",), True),
    ],
)
def test_may_take_back(case: str, facts: ReturningFacts, codes: tuple[str, ...], may: bool) -> None:
    verdict = may_take_back(facts)
    assert verdict.codes == codes, case
    assert bool(verdict) is may, case


def _renewing(**facts: Any) -> RenewingFacts:
    return RenewingFacts(
        **{"due_on": TODAY + timedelta(days=2), "new_due": TODAY + timedelta(days=15), **facts}
    )


@pytest.mark.parametrize(
    ("case", "facts", "codes"),
    [
        ("the first renewal", _renewing(), ()),
        ("of another centre", _renewing(belongs_to_centre=False), ("copy_of_another_centre",)),
        ("the second of one", _renewing(renewals_made=1), ("renewals_used_up",)),
        ("somebody waits and no other copy is there", _renewing(waiting_readers=1, copy_is_wanted=True), ("others_wait_renewal",)),
        ("somebody waits, another copy is there", _renewing(waiting_readers=1), ()),
        ("late by three days", _renewing(days_late=3), ()),
        ("late by thirty-one", _renewing(days_late=31), ("too_late_to_renew",)),
        ("it would gain nothing", _renewing(new_due=TODAY + timedelta(days=2)), ("renewal_gains_nothing",)),
        ("over", _renewing(is_open=False), ("loan_over",)),
        ("another reader's", _renewing(is_own=False), ("not_your_loan",)),
        ("said to be returned", _renewing(was_claimed=True), ("claimed_returned",)),
        ("renewals are restricted", _renewing(restrictions=(Restriction("renewal", "x"),)), ("reader_restricted",)),
        ("not registered", _renewing(is_registered=False), ("not_registered_this_year",)),
        ("tomorrow", _renewing(day_to_come=True), ("day_to_come",)),
        ("the clock was set back", _renewing(clock_is_behind=True), ("clock_behind",)),
    ],
)  # fmt: skip
def test_may_renew(case: str, facts: RenewingFacts, codes: tuple[str, ...]) -> None:
    assert may_renew(facts).codes == codes, case


@pytest.mark.parametrize(
    ("case", "facts", "codes"),
    [
        ("a moment ago", UndoingFacts(), ()),
        ("ten minutes ago", UndoingFacts(age=timedelta(minutes=10)), ()),
        ("eleven minutes ago", UndoingFacts(age=timedelta(minutes=11)), ("too_long_ago",)),
        ("by a colleague", UndoingFacts(is_own=False), ("done_by_another",)),
        ("by a colleague, and I am the head", UndoingFacts(is_own=False, has_right_over_others=True), ()),
        ("undone", UndoingFacts(is_undone=True), ("undone_already",)),
        ("something came after", UndoingFacts(came_after=True), ("something_came_after",)),
        ("never done", UndoingFacts(was_found=False), ("nothing_to_undo",)),
    ],
)
def test_may_undo(case: str, facts: UndoingFacts, codes: tuple[str, ...]) -> None:
    verdict = may_undo(facts)
    assert verdict.codes == codes, case
    assert all(stop.weight is Weight.FORBIDS for stop in verdict.stops)


@given(
    due_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    closed=st.sets(st.dates(date(2026, 1, 1), date(2027, 3, 1)), max_size=40),
    weekday=st.integers(0, 7),
)
def test_a_closed_house_moves_dates_forward_only_and_never_onto_a_closed_day(due_on, closed, weekday):
    def is_open(day: date) -> bool:
        return day not in closed and day.weekday() != weekday

    moved = after_closing(due_on, is_open)
    assert moved >= due_on
    assert is_open(moved)
    assert after_closing(moved, is_open) == moved
    assert not any(is_open(due_on + timedelta(days=n)) for n in range((moved - due_on).days))


def test_a_house_that_never_opens_moves_no_date():
    assert after_closing(date(2026, 5, 5), lambda day: False) == date(2026, 5, 5)
