"""The number of an act in every spelling that people use: OʻRQ-280 = ЎРҚ-280 = ЗРУ-280. Dossier 4.3.

The search key of an act holds one word for every spelling ("orq280 zru280"); what is searched for is brought to the
same words, however it was typed: with a dash, a blank, № or nothing between letters and digits, with «-son» behind.
"""

from __future__ import annotations

import re
from typing import Final

from javon.core.uzbek import fold

# One family a line: Uzbek Latin, Uzbek Cyrillic, Russian, Russian in Latin letters.
FAMILIES: Final[tuple[tuple[str, ...], ...]] = (
    ("OʻRQ", "ЎРҚ", "ЗРУ", "ZRU"),  # laws
    ("PF", "ПФ", "УП", "UP"),  # decrees of the President
    ("PQ", "ПҚ", "ПП", "PP"),  # resolutions of the President
    ("F", "Ф", "Р", "R"),  # orders of the President
    ("VMQ", "ВМҚ", "ПКМ", "PKM"),  # resolutions of the Cabinet of Ministers
)
# As typed on a Russian keyboard, which has neither Ў nor Қ; found by, never shown.
_TYPED: Final = {"УРК": FAMILIES[0], "ПК": FAMILIES[2], "ВМК": FAMILIES[4]}
_FAMILY_OF: Final = {
    fold(prefix): family
    for family in FAMILIES
    for prefix in (*family, *(k for k, v in _TYPED.items() if v is family))
}
_BEHIND: Final = frozenset({"son", "sonli", "sonly"})
_GLUED: Final = re.compile(r"([a-z]*)(\d+)(son|sonli)?$")


def _words(text: str) -> list[tuple[str, str]]:
    """The folded words of `text` as (letters, digits) pairs; letters before digits belong to them where a family is
    known by them, «son» behind digits belongs to nobody.
    """
    found: list[tuple[str, str]] = []
    for word in fold(text).split():
        glued = _GLUED.match(word)
        after_digits = bool(found) and bool(found[-1][1])
        if glued and glued[1] and glued[1] not in _FAMILY_OF:
            found.append((word, ""))
        elif glued and not glued[1] and found and not after_digits and found[-1][0] in _FAMILY_OF:
            found[-1] = (found[-1][0], glued[2])
        elif glued:
            found.append((glued[1], glued[2]))
        elif not (after_digits and word in _BEHIND):
            found.append((word, ""))
    return found


def spellings(number: str) -> tuple[str, ...]:
    """Every spelling of an act's number, the given one first; only that one where the family is not known."""
    given = number.strip()
    prefix, digits = next(((prefix, digits) for prefix, digits in _words(number) if digits), ("", ""))
    others = [f"{one}-{digits}" for one in _FAMILY_OF.get(prefix, ())]
    return tuple(dict.fromkeys([given, *others])) if given else ()


def number_key(number: str) -> str:
    """What is added to the search key of an act: a word for each spelling, then its digits alone."""
    words: dict[str, None] = {}
    for prefix, digits in _words(number):
        if digits:
            family = _FAMILY_OF.get(prefix)
            words.update({one + digits: None for one, kin in _FAMILY_OF.items() if kin is family})
            words[digits] = None
    return " ".join(words)


def wanted_words(text: str) -> list[str]:
    """What a search key must contain, each, to be found by `text`; digits begin a word of the key, so 280 is not 1280."""
    return [f" {prefix}{digits}" if digits else prefix for prefix, digits in _words(text)]


def same_number(one: str, other: str) -> bool:
    """Do both name the same act, as far as numbers tell? "552-son" and "VMQ-552" do, "PF-60" and "PQ-60" do not."""
    first, second = _words(one), _words(other)
    if len(first) != len(second) or not first:
        return False
    return all(
        a[1] == b[1] and (_kin(a[0]) == _kin(b[0]) or (bool(a[1]) and not (a[0] and b[0])))
        for a, b in zip(first, second, strict=True)
    )


def _kin(prefix: str) -> object:
    return _FAMILY_OF.get(prefix, prefix)
