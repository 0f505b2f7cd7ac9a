"""The rules of accounts, as tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.core.accounts import rules
from javon.core.accounts.wording import WHY_GUESSABLE, WORDS, sentences

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "pin, why",
    [
        ("0000", "same"), ("1111", "same"), ("999999", "same"),
        ("1234", "run"), ("4321", "run"), ("7890", "run"), ("123456", "run"), ("0987", "run"), ("34567", "run"),
        ("1212", "repeat"), ("123123", "repeat"), ("121212", "repeat"), ("1122", "repeat"), ("113355", "repeat"),
        ("1984", "year"), ("2026", "year"), ("1900", "year"), ("2099", "year"),
        ("2580", "line"), ("147258", "line"), ("8527", "login"),
    ],
)  # fmt: skip
def test_a_pin_that_is_tried_first_is_refused_and_told_why(pin, why):
    verdict = rules.may_set_pin(rules.NewPin(pin, "xodim8527"))
    assert verdict.codes == ("pin_guessable",)
    assert verdict.refusals[0].details["why"] == why


@pytest.mark.parametrize("pin", ["4711", "8035", "2100", "1899", "13579", "902174", "1213", "73550"])
def test_an_ordinary_pin_is_taken(pin):
    assert rules.may_set_pin(rules.NewPin(pin, "gulnoza"))


@pytest.mark.parametrize("pin", ["", "123", "1234567", "12a4", "١٢٣٤", "47 11", "-471", "4711\n"])
def test_what_is_no_pin_is_refused(pin):
    assert rules.may_set_pin(rules.NewPin(pin)).codes == ("pin_no_digits",)


@given(st.text(max_size=9))
def test_every_text_has_an_answer(text):
    verdict = rules.may_set_pin(rules.NewPin(text, text))
    assert len(verdict.refusals) <= 1
    assert all(sentences(verdict))


def test_few_of_the_four_digit_pins_are_lost_to_the_rule():
    refused = sum(not rules.may_set_pin(rules.NewPin(f"{number:04}")) for number in range(10_000))
    assert 300 < refused < 500


@pytest.mark.parametrize(
    "tries, in_a_row, minutes_ago, code",
    [
        (0, 0, 0, None), (4, 4, 0, None), (5, 5, 0, "pin_locked"), (5, 5, 14, "pin_locked"), (5, 5, 15, None),
        (5, 20, 60 * 24, "pin_exhausted"), (1, 21, 60, "pin_exhausted"), (4, 19, 0, None),
    ],
)  # fmt: skip
def test_five_wrong_pins_pause_and_twenty_in_a_row_ask_for_the_password(tries, in_a_row, minutes_ago, code):
    past = rules.WrongPins(tries, in_a_row, NOW - timedelta(minutes=minutes_ago))
    refusal = rules.pin_is_paused(past, NOW)
    assert (refusal.code if refusal else None) == code


def test_the_pause_says_how_many_minutes_are_left_and_never_none():
    for seconds, minutes in ((0, 15), (1, 15), (61, 14), (14 * 60 + 59, 1)):
        past = rules.WrongPins(5, 5, NOW - timedelta(seconds=seconds))
        assert rules.pin_is_paused(past, NOW).details == {"minutes": minutes}


@given(st.integers(0, 60), st.integers(0, 40))
def test_between_two_pauses_there_are_never_more_than_five_tries(gap_minutes, tries):
    past, moment, looked_at, since_pause = rules.WrongPins(), NOW, 0, 0
    for _ in range(tries):
        if rules.pin_is_paused(past, moment) is None:
            since_pause = 1 if past.tries >= rules.WRONG_PINS else since_pause + 1
            past = rules.after_another_try(past, moment)
            looked_at += 1
            assert since_pause <= rules.WRONG_PINS
        moment += timedelta(minutes=gap_minutes)
    assert looked_at <= rules.WRONG_PINS_IN_A_ROW


@pytest.mark.parametrize(
    "user, proved, age, fine",
    [
        (1, 1, 0, True), (1, 1, 120, True), (1, 1, 121, False), (1, 2, 0, False), (1, None, None, False),
        (None, None, None, False), (1, 1, -1, False),
    ],
)  # fmt: skip
def test_a_proof_is_of_the_same_person_and_two_minutes_young(user, proved, age, fine):
    age = None if age is None else timedelta(seconds=age)
    assert (rules.proof_is_needed(user, proved, age) is None) is fine


@pytest.mark.parametrize(
    "password_days, factor_days, has_pin, has_factor, may",
    [
        (0, None, True, False, True), (29, None, True, False, True), (31, None, True, False, False),
        (0, None, False, False, False), (0, None, True, True, False), (0, 29, True, True, True),
        (0, 31, True, True, False),
    ],
)  # fmt: skip
def test_who_may_take_a_computer_over_by_pin(password_days, factor_days, has_pin, has_factor, may):
    factor_at = None if factor_days is None else NOW - timedelta(days=factor_days)
    facts = rules.OnDevice(NOW - timedelta(days=password_days), factor_at)
    assert rules.may_switch_by_pin(facts, has_pin=has_pin, has_factor=has_factor, now=NOW) is may


@pytest.mark.parametrize("minutes, limit, idle", [(9, 10, False), (10, 10, True), (600, 0, False)])
def test_a_screen_is_idle_after_its_minutes(minutes, limit, idle):
    assert rules.is_idle(NOW - timedelta(minutes=minutes), NOW, minutes=limit) is idle


@pytest.mark.parametrize(
    "used, hours, active, spent",
    [(False, 0, True, False), (False, 72, True, True), (True, 0, True, True), (False, 0, False, True)],
)
def test_a_link_opens_once_within_three_days(used, hours, active, spent):
    now = NOW + timedelta(hours=hours)
    answer = rules.link_is_spent(used=used, expires_at=NOW + rules.LINK_HOLDS, now=now, is_active=active)
    assert (answer is not None) is spent


def test_every_reason_against_a_pin_has_its_sentence():
    whys = {"same", "run", "repeat", "year", "line", "login"}
    assert whys == set(WHY_GUESSABLE)
    assert {"pin_wrong", "pin_locked", "pin_missing", "pin_needed", "pin_exhausted", "link_spent"} <= set(
        WORDS
    )
