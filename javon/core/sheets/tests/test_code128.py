"""Code 128: the table's own laws, the shortest packing, and a reader that goes the other way."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.core.sheets.code128 import _WIDTHS, QUIET, NotEncodable, bars, encode, modules

ascii_text = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40)


def read(widths: tuple[int, ...]) -> str:
    """What the symbol says; written from the standard, not from the encoder."""
    joined = "".join(map(str, widths))
    assert joined.endswith("2331112")
    characters = [joined[at : at + 6] for at in range(0, len(joined) - 7, 6)]
    values = [_WIDTHS.index(each) for each in characters]
    *data, check = values
    assert check == (data[0] + sum(place * value for place, value in enumerate(data))) % 103
    subset, text = {104: "B", 105: "C"}[data[0]], ""
    for value in data[1:]:
        if subset == "C" and value < 100:
            text += f"{value:02d}"
        elif subset == "B" and value < 95:
            text += chr(value + 32)
        else:
            subset = {99: "C", 100: "B"}[value]
    return text


def test_every_character_has_eleven_modules_and_an_even_number_of_them_black():
    assert len(set(_WIDTHS)) == 107
    for pattern in _WIDTHS[:-1]:
        assert sum(map(int, pattern)) == 11
        assert sum(map(int, pattern[::2])) % 2 == 0
    assert sum(map(int, _WIDTHS[106])) == 13


@given(ascii_text)
def test_a_symbol_reads_back(text):
    assert read(encode(text)) == text


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("00001275", 4),  # all packed
        ("1234", 2),
        ("12", 1),
        ("123", 3),  # too short to pack
        ("A1234", 4),  # A, to C, 12, 34
        ("A12345", 5),  # the odd digit stays in B
        ("A1234B", 6),  # not worth two switches
        ("A123456B", 7),
        ("1234567", 5),  # 12 34 56, to B, 7
        ("K0001278", 6),
    ],
)
def test_digits_are_packed_where_it_is_shorter(text, characters):
    assert sum(encode(text)) == 11 + 11 * characters + 11 + 13


@given(ascii_text)
def test_bars_stand_between_the_quiet_zones(text):
    drawn = bars(text)
    assert drawn[0][0] == QUIET
    assert drawn[-1][0] + drawn[-1][1] == modules(text) - QUIET
    assert all(at + wide < following for (at, wide), (following, _) in pairwise(drawn))


@pytest.mark.parametrize("text", ["", "oʻ", "Ў", "a\n", "\x7f", "№"])
def test_what_has_no_bars_is_refused(text):
    with pytest.raises(NotEncodable):
        encode(text)
