"""A birth date typed in any way: "05 03 2015", "5.3.15", "05032015", "2015-03-05", "5 mart 2015", "5 марта 2015". ux 4.5."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from javon.core.uzbek import fold

# Beginnings of the months' names, folded: Uzbek in both scripts, Russian, English.
_MONTHS: Final = (
    ("yan", "jan"), ("fev", "feb"), ("mar",), ("apr",), ("may", "mai", "maya"), ("iyun", "yun", "jun"),
    ("iyul", "yul", "jul"), ("avg", "aug"), ("sen", "sep"), ("okt", "oct"), ("noy", "nov"), ("dek", "dec"),
)  # fmt: skip
_PARTS: Final = re.compile(r"[0-9]+|[^\W\d_]+", re.UNICODE)
_DIGITS: Final = re.compile(r"\d{8}|\d{6}", re.ASCII)
_ENDINGS: Final = frozenset("yil yilda yili god goda g y r".split())  # "2015-yil", "2015 года", "2015 г.р."


def day_typed(text: str, *, today: date) -> date | None:
    """The day that was typed; None where it is no day. A year of two digits is the latest one not after `today`."""
    bare = text.strip()
    if _DIGITS.fullmatch(bare):
        return _day(bare[:2], bare[2:4], bare[4:], today)
    parts = [part for part in _PARTS.findall(bare) if part.isdecimal() or fold(part) not in _ENDINGS]
    if len(parts) != 3:
        return None
    first, second, third = parts
    if len(first) == 4 and first.isdecimal():
        first, third = third, first
    return _day(first, second, third, today)


def _day(day: str, month: str, year: str, today: date) -> date | None:
    if not (day.isascii() and day.isdigit() and year.isascii() and year.isdigit()):
        return None
    number = int(month) if month.isascii() and month.isdigit() else _month(month)
    if number is None or len(year) not in {2, 4} or len(day) > 2:
        return None
    whole = int(year)
    if len(year) == 2:
        whole += today.year - today.year % 100
        whole -= 100 if whole > today.year else 0
    try:
        return date(whole, number, int(day))
    except ValueError:
        return None


def _month(word: str) -> int | None:
    key = fold(word)
    return next((at for at, names in enumerate(_MONTHS, 1) if key.startswith(names)), None)
