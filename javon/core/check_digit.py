"""The check digit of the numbers that people and scanners read: Damm's algorithm.

One digit behind the number catches every single wrong digit and every swap of neighbours, which are nine tenths
of what fingers do wrong; the weighted sums of EAN and Luhn miss some swaps. Leading zeros change nothing.
H. M. Damm, Total anti-symmetrische Quasigruppen, 2004. See docs/algorithms/labels.md.
"""

from __future__ import annotations

from typing import Final

# A totally anti-symmetric quasigroup of order ten with zeros on its diagonal: Damm's own table.
_TABLE: Final = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def check_digit(digits: str) -> str:
    """The one digit that belongs behind `digits`. Raises ValueError when they are no ASCII digits."""
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"no digits: {digits!r}")
    state = 0
    for digit in digits:
        state = _TABLE[state][int(digit)]
    return str(state)


def is_checked(digits: str) -> bool:
    """Whether the last digit of `digits` is the check digit of those before it."""
    return len(digits) > 1 and digits.isascii() and digits.isdigit() and check_digit(digits) == "0"
