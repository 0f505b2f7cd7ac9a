"""Display transliteration: Cyrillic, Latin of 1995, reformed Latin, by context rules and lists of exceptions.

Cyrillic → Latin is decided by rules. Latin → Cyrillic loses nothing only where a list knows the word
(цирк, январь, компьютер), so Cyrillic made here is for interface texts, never
for titles on record.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from javon.core.uzbek.exceptions import cyrillic_to_latin, latin_to_cyrillic, latin_words
from javon.core.uzbek.letters import (
    CYRILLIC_TO_LATIN,
    CYRILLIC_VOWELS,
    LATIN_VOWELS,
    REFORM_LETTERS,
)
from javon.core.uzbek.typing_habits import ADDRESSES, canonical_apostrophes

_CYRILLIC_WORD: Final = re.compile(r"[\u0400-\u052F]+")
_LATIN_WORD: Final = re.compile(r"[A-Za-zʻʼ\u00C0-\u024F\u1E00-\u1EFF]+")
_FORGET_AFTER: Final = 65_536


class _Remembered(dict[str, str]):
    """Words already transliterated; emptied when full."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> str:
        written = self._work_out(word)
        if len(word) <= 48:
            if len(self) >= _FORGET_AFTER:
                self.clear()
            self[word] = written
        return written


def _in_case_of(source: str, lower: str, shouting: bool) -> str:
    """`lower` with the capitals of the letters it stands for: Ш is Sh in Шаҳар and SH in ШАҲАР."""
    if shouting:
        return lower.upper()
    if source[:1].isupper() and lower:
        return lower[0].upper() + lower[1:]
    return lower


def _is_shouting(word: str) -> bool:
    return len(word) > 1 and word.isupper()


# --- Cyrillic → Latin ------------------------------------------------------------


def _latin_of(word: str, i: int) -> str:
    """The Latin for the letter word[i] of a lower-case Cyrillic word."""
    letter = word[i]
    before = word[i - 1] if i else ""
    after = word[i + 1] if i + 1 < len(word) else ""
    if letter == "е":
        return "ye" if not before or before in CYRILLIC_VOWELS or before in "ъь" else "e"
    if letter == "о" and before == "ь":
        return "yo"
    if letter == "ц":
        sounding = word[i - 2 : i - 1] if i > 1 and before in "ъь" else before
        return "ts" if sounding and sounding in CYRILLIC_VOWELS else "s"
    if letter == "ъ":
        hidden = before == "ў" or (after in "еёюя" and after != "" and before not in CYRILLIC_VOWELS)
        return "" if hidden else "ʼ"
    if letter == "ҳ" and before == "с":
        return "ʼh"
    return CYRILLIC_TO_LATIN.get(letter, letter)


def _by_rules_to_latin(word: str, lower: str, start: int, end: int, shouting: bool) -> str:
    return "".join(_in_case_of(word[i], _latin_of(lower, i), shouting) for i in range(start, end))


def _cyrillic_word(word: str) -> str:
    lower = word.lower()
    if len(lower) != len(word):  # No Cyrillic letter does this, but the law of this function is: never fail.
        lower = word
    shouting = _is_shouting(word)
    found = cyrillic_to_latin().find(lower)
    if found is None:
        return _by_rules_to_latin(word, lower, 0, len(word), shouting)
    return (
        _by_rules_to_latin(word, lower, 0, found.start, shouting)
        + _in_case_of(word[found.start : found.end], found.written, shouting)
        + _by_rules_to_latin(word, lower, found.end, len(word), shouting)
    )


_latin_words_of: Final = _Remembered(_cyrillic_word)


def to_latin(text: str) -> str:
    """Uzbek Cyrillic in the Latin alphabet of 1995, with ʻ and ʼ; anything that is not Cyrillic stays.

    The caller asks `is_russian` first where the text may be Russian: these rules are for Uzbek.
    """
    if text.isascii():
        return text
    return _CYRILLIC_WORD.sub(lambda match: _latin_words_of[match.group()], text)


# --- The reformed Latin ------------------------------------------------------------

_TO_REFORMED: Final = {"sh": "ş", "ch": "ç", "oʻ": "ö", "gʻ": "ğ", "sʼh": "sh"}
_REFORMED_UNIT: Final = re.compile(r"sʼh|sh|ch|oʻ|gʻ", re.IGNORECASE)
_FROM_REFORMED: Final = {letter: latin for letter, latin in REFORM_LETTERS.items() if letter != "ı"}
_REFORM_LETTER: Final = re.compile("[" + "".join(_FROM_REFORMED) + "]", re.IGNORECASE)
_REFORM_UNIT: Final = re.compile("[" + "".join(_FROM_REFORMED) + "]|sh", re.IGNORECASE)


def _shouts_around(match: re.Match[str]) -> bool:
    """Whether the letters beside a matched one are capitals too, so that Ş is SH and not Sh."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    if after.isalpha():
        return after.isupper()
    return before.isupper()


def to_latin_2026(text: str) -> str:
    """The text in the reformed Latin alphabet: ş ç ö ğ for sh ch oʻ gʻ; Cyrillic is put into Latin first."""

    def reformed(match: re.Match[str]) -> str:
        unit = match.group()
        written = _TO_REFORMED[unit.lower()]
        return _in_case_of(unit, written, unit.isupper() and len(written) > 1)

    return _REFORMED_UNIT.sub(reformed, canonical_apostrophes(to_latin(text)))


def from_latin_2026(text: str) -> str:
    """Reformed Latin (any draft's letters) in the alphabet of 1995; s beside h becomes sʼh, as in Isʼhoq."""

    def old(match: re.Match[str]) -> str:
        unit = match.group()
        if len(unit) == 2:
            return f"{unit[0]}ʼ{unit[1]}"
        return _in_case_of(unit, _FROM_REFORMED[unit.lower()], unit.isupper() and _shouts_around(match))

    return _REFORM_UNIT.sub(old, text)


def from_reform_letters(text: str) -> str:
    """Only the letters of the reform changed to those of 1995; nothing else is touched."""

    def old(match: re.Match[str]) -> str:
        unit = match.group()
        return _in_case_of(unit, _FROM_REFORMED[unit.lower()], unit.isupper() and _shouts_around(match))

    return text if text.isascii() else _REFORM_LETTER.sub(old, text)


# --- Latin → Cyrillic ------------------------------------------------------------

_UNITS: Final[dict[str, str]] = {
    "yoʻ": "йў", "sʼh": "сҳ", "oʻ": "ў", "gʻ": "ғ", "sh": "ш", "ch": "ч", "yo": "ё", "yu": "ю", "ya": "я",
    "a": "а", "b": "б", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "ҳ", "i": "и", "j": "ж", "k": "к",
    "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "қ", "r": "р", "s": "с", "t": "т", "u": "у",
    "v": "в", "x": "х", "y": "й", "z": "з", "ʼ": "ъ", "ʻ": "ъ", "ye": "е",
}  # fmt: skip
_UNIT: Final = re.compile("|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)), re.IGNORECASE)
_NOT_UZBEK: Final = re.compile(r"w|c(?!h)|[^a-zʻʼ]", re.IGNORECASE)
_ROMAN: Final = re.compile(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def _unit_in_cyrillic(unit: str, before: str) -> str:
    """The Cyrillic for one unit; `before` is the lower-case Latin letter before it, or ""."""
    if unit == "e":
        return "э" if not before or before in LATIN_VOWELS or before == "ʻ" else "е"
    if unit == "ye" and before and before not in LATIN_VOWELS and before not in "ʻʼy":
        return "ье"
    return _UNITS[unit]


def _by_rules_to_cyrillic(word: str, start: int, end: int, shouting: bool) -> str:
    written = []
    place = start
    while place < end:
        match = _UNIT.match(word, place, end)
        if match is None:
            written.append(word[place])
            place += 1
            continue
        unit = match.group()
        before = word[place - 1].lower() if place else ""
        written.append(_in_case_of(unit, _unit_in_cyrillic(unit.lower(), before), shouting))
        place = match.end()
    return "".join(written)


def _latin_word(word: str) -> str:
    """One Latin word with canonical apostrophes in Cyrillic, by the list or else by the rules."""
    if word in latin_words() or _NOT_UZBEK.search(word):
        return word
    shouting = _is_shouting(word.replace("ʻ", "").replace("ʼ", ""))
    found = latin_to_cyrillic().find(word.lower())
    if found is None:
        return _by_rules_to_cyrillic(word, 0, len(word), shouting)
    written = found.written
    if found.end < len(word):  # Uzbek drops a final soft sign before an ending: январь, январда.
        written = written.removesuffix("ь")
    return (
        _by_rules_to_cyrillic(word, 0, found.start, shouting)
        + _in_case_of(word[found.start : found.end], written, shouting)
        + _by_rules_to_cyrillic(word, found.end, len(word), shouting)
    )


_cyrillic_words_of: Final = _Remembered(_latin_word)
_ABBREVIATION_WITH_ENDING: Final = re.compile(r"([A-Z]{2,})([a-zʻʼ]+)")


_OF_CLASS: Final = re.compile(r"\d-[«“\"]?$")  # what stands before the letter: 8-«V», 8-V
# A year and a day of a month have a hyphen in Latin and none in Cyrillic: 2026 йил 1 май. At the beginning of a text
# stands the hyphen behind a figure that a page puts in later: %(year)s-yil.
_HYPHEN_OF_DATE: Final = re.compile(
    r"(?:(?<=\d)|^)-(?=(?:yil|yanvar|fevral|mart|aprel|may|iyun|iyul|avgust|sentabr|oktabr|noyabr|dekabr)[a-zʻ]*\b)"
)


def _is_roman_numeral(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a number such as XX or IV, and not the initial of a name (X. Nuraliyeva)."""
    word = text[start:end]
    if not _ROMAN.fullmatch(word):
        return False
    if len(word) > 1:
        return True
    is_letter_of_class = _OF_CLASS.search(text, 0, start) is not None
    return word in "IVX" and text[end : end + 1] != "." and not is_letter_of_class


def _convert(match: re.Match[str]) -> str:
    word, text = match.group(), match.string
    start, end = match.span()
    beside = text[start - 1 : start] + text[end : end + 1]
    if any(character.isdecimal() or character == "_" for character in beside):
        return word
    if _is_roman_numeral(text, start, end):
        return word
    with_ending = _ABBREVIATION_WITH_ENDING.fullmatch(word)
    if with_ending and with_ending[1] in latin_words():
        return with_ending[1] + _cyrillic_words_of[with_ending[2]]
    return _cyrillic_words_of[word]


_KEPT: Final = re.compile(ADDRESSES.pattern + r"|\b(?:[Ee]-mail|[Ww]i-[Ff]i)\b", re.IGNORECASE)


def _convert_words(text: str) -> str:
    latin = _HYPHEN_OF_DATE.sub("\N{NO-BREAK SPACE}", from_reform_letters(canonical_apostrophes(text)))
    return _LATIN_WORD.sub(_convert, latin)


def to_cyrillic(text: str) -> str:
    """Uzbek Latin (either alphabet, any apostrophes) in Cyrillic.

    Kept as they are: Cyrillic, addresses, Roman numerals, codes with digits, foreign words (those with
    w, c or accents) and the abbreviations of data/latin_words.tsv (QR, PDF, ISBN).
    """
    written, place = [], 0
    for kept in _KEPT.finditer(text):
        written += [_convert_words(text[place : kept.start()]), kept.group()]
        place = kept.end()
    return "".join([*written, _convert_words(text[place:])])
