"""Code 128 as widths of bars and spaces: ISO/IEC 15417, subsets B and C, with its check character.

Digits are packed two to a character (subset C) wherever that makes the symbol shorter; the rest of printable ASCII
is subset B. The symbol is lengths only: who draws it decides how wide a module is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

QUIET: Final = 10  # modules left white on either side
_START_B, _START_C, _TO_C, _TO_B, _STOP = 104, 105, 99, 100, 106
_DIGITS: Final = re.compile(r"[0-9]*")

# Bar, space, bar, space, bar, space of the characters 0 to 105; the stop (106) has one bar more.
_WIDTHS: Final = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
).split()


class NotEncodable(ValueError):
    """The text holds something that is no printable ASCII, or is empty."""


def encode(text: str) -> tuple[int, ...]:
    """Widths of `text`'s symbol in modules: bar, space, bar … beginning and ending with a bar, no quiet zones.

    Raises :class:`NotEncodable`.
    """
    if not text or not all(" " <= character <= "~" for character in text):
        raise NotEncodable(text)
    values = list(_values(text))
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % 103
    return tuple(int(width) for value in [*values, check, _STOP] for width in _WIDTHS[value])


def modules(text: str) -> int:
    """How wide the symbol is with both quiet zones, in modules."""
    return sum(encode(text)) + 2 * QUIET


def bars(text: str) -> list[tuple[int, int]]:
    """Start and width of each black bar in modules, counted from the left edge of the left quiet zone."""
    widths = encode(text)
    edges = [QUIET, *accumulate(widths, initial=QUIET)][1:]
    return [(edges[place], widths[place]) for place in range(0, len(widths), 2)]


def _values(text: str) -> Iterator[int]:
    """Start character, then the characters of the text with the switches between the subsets."""
    in_c = _packs(text, 0, at_start=True)
    yield _START_C if in_c else _START_B
    place = 0
    while place < len(text):
        if in_c:
            if _run(text, place) >= 2:
                yield int(text[place : place + 2])
                place += 2
                continue
            yield _TO_B
            in_c = False
        elif _packs(text, place):
            yield _TO_C
            in_c = True
            continue
        yield ord(text[place]) - 32
        place += 1


def _run(text: str, place: int) -> int:
    """How many digits begin at `place`."""
    return len(_DIGITS.match(text, place)[0])  # type: ignore[index]  # it matches nothing at least


def _packs(text: str, place: int, *, at_start: bool = False) -> bool:
    """Whether going to subset C at `place` is worth its switch (ISO/IEC 15417, annex E). An odd digit goes first, in B."""
    run = _run(text, place)
    is_last = place + run == len(text)
    if at_start:
        return run >= 4 or (run == 2 and is_last)
    return run % 2 == 0 and run >= (4 if is_last else 6)
