"""Are two rows one person? Weighed while somebody types, and over the whole register. Dossier 6.8; issue D, readers.

Same-name children are frequent (two or three in one school), so a name alone never says "the same"; the birth date
does, or its absence leaves a doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

_ENOUGH: Final = (
    3  # letters of a given name that begin alike: Dilnoza and Dilnozaxon, not Dilnoza and Dilfuza
)
INITIAL: Final = 2  # letters: D., Sh.
_ONE_KEY: Final = frozenset("aou")  # one letter in keys
# Two ways of writing one name that have two keys: Гулямов and Gʻulomov, Джамиля and Jamila; Ибрагим and Ibrohim;
# Абдулла and Abdulloh. Keys keep them apart, for what is typed so far must begin the key of the whole name.
_WAYS: Final = ((re.compile("li(?=a)"), "l"), (re.compile("^ibrag"), "ibrah"), (re.compile("(?<=la)h$"), ""))


class Sure(IntEnum):
    """How sure it is that two rows are one person."""

    NOT = 0
    PERHAPS = 1  # worth a look
    LIKELY = 2
    SAME = 3  # name and birth date agree


@dataclass(frozen=True, slots=True)
class Face:
    """What is compared: keys of ``names``, digits of the phone. Empty where nothing is known."""

    surname_key: str
    given_key: str
    patronymic_key: str = ""
    birth_date: date | None = None
    phone: str = ""
    given_vowels: str = ""  # ``names.vowels_of``: Hasan and Husan have one key


def are_alike(one: Face, other: Face) -> Sure:
    """How sure. Nothing is said of rows whose given names differ, or of birth dates in different years and days."""
    surname = one.surname_key == other.surname_key
    if _is_initial(one.given_key, other.given_key):
        # "Karimova D.": whose name it is nobody can say, but it stands out on one birth date.
        is_one_day = one.birth_date is not None and one.birth_date == other.birth_date
        return Sure.LIKELY if surname and is_one_day else Sure.NOT
    if not _given_names_agree(one.given_key, other.given_key):
        return Sure.NOT
    fathers = _agree(one.patronymic_key, other.patronymic_key)
    if one.birth_date is None or other.birth_date is None:
        return Sure.PERHAPS if surname and fathers is not False else Sure.NOT
    if one.birth_date == other.birth_date:
        if surname:
            if are_other_vowels(one.given_vowels, other.given_vowels):
                return Sure.PERHAPS  # twins: Hasan and Husan
            return Sure.LIKELY if fathers is False else Sure.SAME
        if _one_way(one.surname_key) == _one_way(other.surname_key):
            return Sure.LIKELY
        # A woman who married has another surname; her phone or her father's name stays.
        phone = bool(one.phone) and one.phone == other.phone
        return Sure.LIKELY if phone or fathers else Sure.NOT
    if surname and _is_slip(one.birth_date, other.birth_date):
        return Sure.PERHAPS if fathers is not False else Sure.NOT
    return Sure.NOT


def _one_way(key: str) -> str:
    """`key` as if each name were written in one way."""
    for way, written in _WAYS:
        key = way.sub(written, key)
    return key


def _given_names_agree(one: str, other: str) -> bool:
    one, other = _one_way(one), _one_way(other)
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > _ENOUGH and longer.startswith(shorter)


def are_other_vowels(one: str, other: str) -> bool:
    """Whether an "a" in one stands where the other has "u": o is written for both of them, but neither for the other."""
    pairs = list(zip(one, other, strict=False))
    is_one_key = all(mine == its or (mine in _ONE_KEY and its in _ONE_KEY) for mine, its in pairs)
    return is_one_key and any(mine != its and "o" not in (mine, its) for mine, its in pairs)


def _agree(one: str, other: str) -> bool | None:
    """None: one of them is not known. An initial agrees with whatever begins so."""
    return one == other or _is_initial(one, other) if one and other else None


def _is_initial(one: str, other: str) -> bool:
    """One of them is but a letter or two of the other."""
    shorter, longer = sorted((one, other), key=len)
    return 0 < len(shorter) <= INITIAL < len(longer) and longer.startswith(shorter)


def _is_slip(one: date, other: date) -> bool:
    """One part of the date differs, or day and month are swapped: the same day mistyped."""
    same = (one.year == other.year, one.month == other.month, one.day == other.day)
    swapped = same[0] and (one.month, one.day) == (other.day, other.month)
    return sum(same) == 2 or swapped
