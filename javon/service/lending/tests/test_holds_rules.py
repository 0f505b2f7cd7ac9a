"""Reservations as tables: who may reserve, who is served first and by which copy, until when it is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import combinations, permutations
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.service.lending.rules.borrowing import Restriction
from javon.service.lending.rules.holding import (
    FindingFacts,
    HoldDeed,
    HoldingFacts,
    may_be_missing,
    may_change,
    may_find,
    may_hold,
)
from javon.service.lending.rules.queue import Request, assign, last_day, order_class, order_key, takes_part

TODAY = date(2026, 11, 28)  # a Saturday
MOMENT = datetime(2026, 11, 28, 9, tzinfo=UTC)


def _asking(**facts: Any) -> HoldingFacts:
    return HoldingFacts(**{"today": TODAY, **facts})


@pytest.mark.parametrize(
    ("case", "facts", "codes", "may"),
    [
        ("an ordinary request", _asking(), (), True),
        ("the fifth of five", _asking(open_holds=4), (), True),
        ("the sixth of five", _asking(open_holds=5), ("holds_limit_reached",), False),
        ("waits already", _asking(waits_already=True), ("waits_already",), False),
        ("has it at home", _asking(has_it=True), ("has_what_is_reserved",), False),
        ("not registered this year", _asking(is_registered=False), ("not_registered_this_year",), False),
        ("loans are restricted, reservations are not", _asking(restrictions=(Restriction("loan", "x"),)), (), True),
        ("reservations are restricted", _asking(restrictions=(Restriction("hold", "x"),)), ("reader_restricted",), False),
        ("everything is", _asking(restrictions=(Restriction("all", "x"),)), ("reader_restricted",), False),
        ("late by thirty days", _asking(most_days_late=30), (), True),
        ("a debtor", _asking(most_days_late=31), ("debtor_may_not_reserve",), False),
        ("moved away", _asking(is_here=False), ("reader_has_left",), False),
        ("of another centre", _asking(belongs_to_centre=False), ("reader_of_another_centre",), False),
        ("for somebody else's sake", _asking(is_own=False), ("not_your_hold",), False),
        ("every copy is lost or withdrawn", _asking(living_copies=0, lendable_copies=0), ("no_copy_left",), False),
        ("an encyclopaedia", _asking(lendable_copies=0), ("hold_reading_room_only",), False),
        ("nothing was named", _asking(titles=0, living_copies=0, lendable_copies=0), ("nothing_to_reserve",), False),
        ("twenty-one titles", _asking(titles=21), ("too_many_titles",), False),
        ("a hidden record", _asking(has_hidden=True), ("title_hidden",), False),
        ("eleven and a book 12+", _asking(age=11, age_mark=12), ("too_young",), False),
        ("a class and a book 12+", _asking(age=None, age_mark=12, is_collective=True), (), True),
        ("three times not fetched", _asking(not_fetched=3), ("often_not_fetched",), True),
        ("twice is forgiven", _asking(not_fetched=2), (), True),
        ("several at once", _asking(open_holds=5, has_it=True), ("has_what_is_reserved", "holds_limit_reached"), False),
    ],
)  # fmt: skip
def test_may_hold(case: str, facts: HoldingFacts, codes: tuple[str, ...], may: bool) -> None:
    verdict = may_hold(facts)
    assert verdict.codes == codes, case
    assert bool(verdict) is may, case


@pytest.mark.parametrize(
    ("case", "facts", "codes"),
    [
        ("cancel what waits", HoldDeed(), ()),
        ("cancel what is ready", HoldDeed(state="ready"), ()),
        ("cancel what is over", HoldDeed(state="done"), ("hold_over",)),
        ("another reader's", HoldDeed(is_own=False), ("not_your_hold",)),
        ("another reader's that is over says no more than that", HoldDeed(state="done", is_own=False), ("not_your_hold",)),
        ("pause for a week", HoldDeed(is_pausing=True, today=TODAY, pause_until=TODAY + timedelta(7)), ()),
        ("pause until today", HoldDeed(is_pausing=True, today=TODAY, pause_until=TODAY), ("pause_day_wrong",)),
        ("pause for a year", HoldDeed(is_pausing=True, today=TODAY, pause_until=TODAY + timedelta(365)), ("pause_day_wrong",)),
        ("pause without a day", HoldDeed(is_pausing=True, today=TODAY), ("pause_day_wrong",)),
        ("put first, and why", HoldDeed(is_pinning=True, reason="imtihon ertaga"), ()),
        ("put first without a reason", HoldDeed(is_pinning=True, reason=" "), ("pin_without_reason",)),
    ],
)  # fmt: skip
def test_may_change(case: str, facts: HoldDeed, codes: tuple[str, ...]) -> None:
    assert may_change(facts).codes == codes, case


@pytest.mark.parametrize(
    ("case", "facts", "codes"),
    [
        ("on its shelf", FindingFacts(), ()),
        ("missing, and here it is", FindingFacts(state="missing"), ()),
        ("used in the reading room", FindingFacts(state="in_reading_room"), ()),
        ("on loan", FindingFacts(state="on_loan"), ("not_at_hand",)),
        ("withdrawn", FindingFacts(state="written_off"), ("copy_withdrawn",)),
        ("being repaired", FindingFacts(state="in_repair"), ("not_at_hand",)),
        ("put aside already", FindingFacts(state="on_hold_shelf", is_ready=True), ("ready_already",)),
        ("on a list of withdrawals", FindingFacts(is_listed=True), ("listed_copy_not_held",)),
    ],
)
def test_may_find(case: str, facts: FindingFacts, codes: tuple[str, ...]) -> None:
    assert may_find(facts).codes == codes, case


@pytest.mark.parametrize(("state", "may"), [("on_shelf", True), ("on_hold_shelf", True), ("on_loan", False)])
def test_only_what_should_stand_somewhere_can_be_missing(state: str, may: bool) -> None:
    assert bool(may_be_missing(FindingFacts(state=state))) is may


@pytest.mark.parametrize(
    ("case", "facts", "takes"),
    [
        ("an ordinary reader", {}, True),
        ("restricted", {"is_restricted": True}, False),
        ("left", {"is_here": False}, False),
        ("paused until tomorrow", {"paused_until": TODAY + timedelta(1)}, False),
        ("paused until today", {"paused_until": TODAY}, True),
    ],
)
def test_takes_part(case: str, facts: dict[str, Any], takes: bool) -> None:
    given_ = {"is_here": True, "is_restricted": False, "paused_until": None, "today": TODAY, **facts}
    assert takes_part(**given_) is takes, case


def test_a_pin_goes_before_a_lesson_a_lesson_before_the_earlier_reader() -> None:
    def key(number: int, *, pinned: bool = False, lesson: bool = False) -> Any:
        return order_key(
            is_pinned=pinned,
            order_class=order_class(is_collective=lesson),
            requested_at=MOMENT + timedelta(minutes=number),
            key=UUID(int=number),
        )

    first, later, lesson, pinned = key(1), key(2), key(3, lesson=True), key(4, pinned=True)
    assert sorted([first, later, lesson, pinned]) == [pinned, lesson, first, later]
    twin = order_key(is_pinned=False, order_class=1, requested_at=MOMENT, key=UUID(int=9))
    assert twin > order_key(is_pinned=False, order_class=1, requested_at=MOMENT, key=UUID(int=8))


# --- the assignment ------------------------------------------------------------------------------------------

A, B, C = (UUID(int=number) for number in (101, 102, 103))


def _request(number: int, *copies: UUID) -> Request:
    return Request(
        (1, 1, MOMENT + timedelta(minutes=number), UUID(int=number)), UUID(int=number), frozenset(copies)
    )


@pytest.mark.parametrize(
    ("case", "requests", "copies", "pairs"),
    [
        ("one copy, the earlier", [_request(1, A), _request(2, A)], [A], {1: A}),
        ("only one copy would do for the later", [_request(1, A, B), _request(2, A)], [A, B], {1: B, 2: A}),
        ("a chain of three", [_request(1, A, B), _request(2, B, C), _request(3, A)], [A, B, C], {1: B, 2: C, 3: A}),
        ("the one in the hand first", [_request(1, A, B)], [B, A], {1: B}),
        ("nobody wants it", [_request(1, B)], [A], {}),
        ("nobody waits", [], [A], {}),
    ],
)  # fmt: skip
def test_assign(case: str, requests: list[Request], copies: list[UUID], pairs: dict[int, UUID]) -> None:
    assert assign(requests, copies) == {UUID(int=number): copy for number, copy in pairs.items()}, case


@given(
    st.lists(st.sets(st.integers(0, 3), max_size=4), max_size=5),
    st.permutations(range(4)),
)
def test_an_assignment_meets_as_many_as_can_be_and_the_earliest_of_them(
    wishes: list[set[int]], order: list[int]
) -> None:
    copies = [UUID(int=900 + number) for number in order]
    requests = [_request(place, *(UUID(int=900 + one) for one in wish)) for place, wish in enumerate(wishes)]
    pairs = assign(requests, copies)
    assert len(set(pairs.values())) == len(pairs)
    assert all(pairs[one.hold_id] in one.copies for one in requests if one.hold_id in pairs)
    met = tuple(sorted(key.int for key in pairs))
    assert met == _best(requests, copies)


def _best(requests: list[Request], copies: list[UUID]) -> tuple[int, ...]:
    """By trying everything: of the largest sets that can be met the first in order."""
    for size in range(min(len(requests), len(copies)), -1, -1):
        for chosen in combinations(requests, size):
            if any(
                all(copy in one.copies for one, copy in zip(chosen, given_, strict=True))
                for given_ in permutations(copies, size)
            ):
                return tuple(one.hold_id.int for one in chosen)
    return ()


# --- the ready shelf -----------------------------------------------------------------------------------------


def _sundays_closed(day: date) -> bool:
    return day.weekday() != 6


def test_only_open_days_count_and_a_promise_is_never_shortened() -> None:
    friday = date(2026, 11, 27)
    assert last_day(friday, 3, _sundays_closed) == date(2026, 12, 1)
    assert last_day(friday, 3, lambda day: True) == date(2026, 11, 30)
    assert last_day(friday, 3, lambda day: True, known=date(2026, 12, 1)) == date(2026, 12, 1)


def test_a_house_that_closed_since_gives_its_readers_more_days() -> None:
    friday = date(2026, 11, 27)
    closed = {date(2026, 11, 30), date(2026, 12, 1)}
    kept = last_day(
        friday, 3, lambda day: _sundays_closed(day) and day not in closed, known=date(2026, 12, 1)
    )
    assert kept == date(2026, 12, 3)


def test_where_nothing_opens_any_more_nothing_expires() -> None:
    assert last_day(TODAY, 3, lambda day: False) is None
