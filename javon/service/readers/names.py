"""Keys of names: one key for every way in which people write the name of one person. Dossier 6.8.

Passports have Yuldasheva, birth certificates Юлдашева, school lists Yoʻldosheva, telephones Yo'ldosheva. `fold` of
the core merges scripts and apostrophes; names need more: Russian spelling writes a for o, u or o for oʻ, dj for j and
kh for x. So a key has one letter for a, o, oʻ and u. Keys keep prefixes: what is typed so far finds the whole name.
What such a key merges too much (Omon and Umon) is put right by order: exact spellings first. docs/algorithms/names.md.
"""

from __future__ import annotations

import re
from typing import Final

from javon.core import uzbek
from javon.core.uzbek import fold

# Words that say whose child somebody is, folded.
_KIN: Final = frozenset("qizi kizi ogli ugli ogil ugil kizy qizy uulu ulu".split())
_SPELLINGS: Final = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("kh", "h"),
        ("gh", "g"),
        ("d?zh|dj", "j"),
        ("shch", "sh"),
        ("ph", "f"),
        ("q", "k"),
        ("^yi", "i"),
        # Only at the start does y stand for itself: Ёқуб is no Oqub. Inside, Haydarov is Khaidarov.
        ("(?<!^)y", "i"),
        ("^(?:ilia|iliya|ile)s", "ilias"),  # Ильяс, Ilyos, Ильёс
    )
)
_ONE_VOWEL: Final = re.compile("[ou]")
_DOUBLED: Final = re.compile(r"(.)\1+")
_WOMANS: Final = re.compile(r"(?<=[ae]v)a$")  # -ova, -yeva as -ov, -yev: brother and sister have one key
_FATHERS: Final = re.compile(r"(?:(?<=..)(?:kizi|agli|agla)|i?[ae]vna|i?[ae]vich|ichna|ich)$")
_KIN_LETTER: Final = re.compile(r"\s(?:q|k|o|u|og)$")  # "Anvar q.", "Анвар ў."
_AFTER: Final = {"9": "a"}  # in keys letters follow digits


def _reduced(word: str) -> str:
    return _WOMANS.sub("", _DOUBLED.sub(r"\1", _ONE_VOWEL.sub("a", _spelt(word))))


def _spelt(word: str) -> str:
    for pattern, letters in _SPELLINGS:
        word = pattern.sub(letters, word)
    return word


def name_key(name: str) -> str:
    """The key of one part of a name, without spaces: Юлдашева, Yoʻldosheva, Yuldasheva → "yaldashev".

    Only letters and digits, a–z but for scripts that nobody here writes; "" if nothing in it can be searched for.
    "qizi" and "oʻgʻli" are left out.
    """
    return "".join(_reduced(word) for word in fold(name).split() if word not in _KIN)


def vowels_of(name: str) -> str:
    """The key of a name with its vowels as they are written: Husan → "husan", where the key has "hasan"."""
    return "".join(_DOUBLED.sub(r"\1", _spelt(word)) for word in fold(name).split() if word not in _KIN)


def patronymic_key(patronymic: str) -> str:
    """The father's name alone: "Akmal qizi", "Akmalqizi", "Akmal q.", "Akmalovna" → "akmal"."""
    return _FATHERS.sub("", name_key(_KIN_LETTER.sub("", fold(patronymic))))


def search_key(surname: str, given_name: str = "") -> str:
    """The key of a person, surname first: "yaldashev dilnaza"."""
    return f"{name_key(surname)} {name_key(given_name)}".strip()


def sort_key(surname: str, given_name: str = "", patronymic: str = "") -> str:
    """The place of a person in an alphabetical list: Uzbek alphabet, both scripts in one row."""
    return uzbek.sort_key(f"{surname} {given_name} {patronymic}")[:300]


def prefix_end(key: str) -> str:
    """The first key that no longer begins with `key` (not ""): the keys of a prefix are key <= k < prefix_end(key).

    "" when there is none: every later key begins with it.
    """
    shorter = key.rstrip("z")
    if not shorter:
        return ""
    last = shorter[-1]
    return shorter[:-1] + (_AFTER.get(last) or chr(ord(last) + 1))
