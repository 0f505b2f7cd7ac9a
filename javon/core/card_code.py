"""The form of a reader's card: K, six digits and, on the barcode, a check digit. Contract: codes.

Known to the stock (what was scanned is no copy) and to the readers, who say whose card it is.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from javon.core.check_digit import check_digit, is_checked

LAST_NUMBER: Final = 999_999
# The key K of a scanner that "types" while the Cyrillic layout is on: К (Uzbek Cyrillic), Л (Russian).
_K: Final = "KkКкЛл"
_CARD: Final = re.compile(rf"[{_K}](\d{{6}})(\d?)", re.ASCII)


class CardForm(NamedTuple):
    """What a text of the form of a card says."""

    number: int
    is_sound: bool  # False: its check digit does not fit, somebody mistyped it

    @property
    def code(self) -> str:
        """As it is sent and kept: "K000127"."""
        return f"K{self.number:06d}"


def card_form(bare: str) -> CardForm | None:
    """The card that `bare` (without spaces and hyphens) names by its form; None for anything else."""
    found = _CARD.fullmatch(bare)
    if found is None:
        return None
    digits, check = found.groups()
    return CardForm(int(digits), not check or is_checked(digits + check))


def card_barcode(number: int) -> str:
    """What the barcode of a card holds: 127 → "K0001275". Raises ValueError outside 1 … 999 999."""
    if not 1 <= number <= LAST_NUMBER:
        raise ValueError(f"no card of the number {number}")
    digits = f"{number:06d}"
    return f"K{digits}{check_digit(digits)}"
