"""The check digit: what it catches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.core.check_digit import _TABLE, check_digit, is_checked

numbers = st.text("0123456789", min_size=1, max_size=12)


def test_the_published_example():
    assert check_digit("572") == "4"
    assert is_checked("5724")


def test_the_table_is_totally_anti_symmetric():
    """The law from which all the rest follows; a slip of the pen in the table would break it."""
    ten = range(10)
    assert all(sorted(row) == list(ten) for row in _TABLE)
    assert all(sorted(row[digit] for row in _TABLE) == list(ten) for digit in ten)
    assert all(_TABLE[digit][digit] == 0 for digit in ten)
    swaps = [(c, x, y) for c in ten for x in ten for y in ten if x != y]
    assert all(_TABLE[_TABLE[c][x]][y] != _TABLE[_TABLE[c][y]][x] for c, x, y in swaps)


@given(numbers, st.data())
def test_one_wrong_digit_is_always_noticed(number, data):
    whole = number + check_digit(number)
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != whole[place]]))
    assert is_checked(whole)
    assert not is_checked(whole[:place] + other + whole[place + 1 :])


@given(numbers, st.data())
def test_two_swapped_neighbours_are_always_noticed(number, data):
    whole = number + check_digit(number)
    place = data.draw(st.integers(0, len(whole) - 2))
    swapped = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    assert is_checked(swapped) == (swapped == whole)


@pytest.mark.parametrize("text", ["", "12a", "１２", "-1", " 1", "²"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="no digits"):
        check_digit(text)
    assert not is_checked(text)


def test_leading_zeros_change_nothing():
    assert check_digit("0000127") == check_digit("127")
