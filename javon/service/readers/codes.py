"""The number of a reader's card in whatever form it was scanned or typed. Contract: codes."""

from __future__ import annotations

import re
from typing import Final

from javon.collection.stock.codes import Scanned, parse_code
from javon.core.card_code import LAST_NUMBER, card_barcode, card_form
from javon.core.check_digit import is_checked

__all__ = ["card_barcode", "number_of", "number_typed"]

_SIX: Final = 6
_GROUPS: Final = re.compile(r"[\s\-]+")


def number_of(typed: str) -> int | None:
    """The number on the card: "K000127", "K-000127", "k0001275", "Л000127" → 127.

    None for any other code, and for a card whose check digit does not fit: it was typed wrongly.
    """
    code = parse_code(typed)
    if code.kind is not Scanned.READER:
        return None
    form = card_form("".join(letter for letter in code.text if letter.isalnum()))
    return form.number if form is not None and form.is_sound and form.number else None


def number_typed(typed: str) -> int | None:
    """Like :func:`number_of`, and digits alone too: "127", "000127", "0001275" where a card is all that is asked for."""
    number = number_of(typed)
    if number is not None:
        return number
    digits = _GROUPS.sub("", typed.strip().removeprefix("№"))
    if not (digits.isascii() and digits.isdigit()):
        return None
    if "-" in typed and len(digits) < _SIX:
        return None  # "127-2" is two numbers
    if len(digits) == _SIX + 1 and is_checked(digits):
        digits = digits[:_SIX]
    return int(digits) if len(digits) <= _SIX and 1 <= int(digits) <= LAST_NUMBER else None
