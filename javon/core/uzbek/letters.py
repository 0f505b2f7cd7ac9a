"""The letters of written Uzbek: alphabets, apostrophe look-alikes, homoglyphs.

Every other module of this package reads its tables from here, so a letter is named in one place only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final

OKINA: Final = "ʻ"  # U+02BB, the second half of the letters oʻ and gʻ
TUTUQ: Final = "ʼ"  # U+02BC, tutuq belgisi: maʼno, sanʼat

APOSTROPHES: Final = "'‘’ʻʼ`´‛ʽʹ′＇ˊˋʾʿˈ‵ʺ\u02c8\ua78b\ua78c"
"""Everything that people, telephones and word processors put where ʻ or ʼ belongs."""

CYRILLIC_VOWELS: Final = frozenset("аеёиоуэюяўыіїєәөүӯӣ")
LATIN_VOWELS: Final = frozenset("aeiou")

# The reform of the Latin alphabet was drafted several times; all its letters are read, one set is written.
REFORM_LETTERS: Final[dict[str, str]] = {
    "ş": "sh", "ș": "sh", "ç": "ch",
    "ö": "oʻ", "õ": "oʻ", "ŏ": "oʻ", "ō": "oʻ", "ğ": "gʻ", "ḡ": "gʻ", "ı": "i",
}  # fmt: skip

CYRILLIC_TO_LATIN: Final[dict[str, str]] = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "j", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "x", "ц": "s", "ч": "ch", "ш": "sh", "ъ": "ʼ", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "ў": "oʻ", "қ": "q", "ғ": "gʻ", "ҳ": "h",
    # Russian letters that Uzbek does not have, then those of the neighbours' books.
    "щ": "sh", "ы": "i",
    "ә": "a", "ө": "o", "ү": "u", "ұ": "u", "ң": "ng", "һ": "h", "і": "i", "ї": "yi", "є": "ye", "ґ": "g",
    "ҷ": "j", "ӣ": "i", "ӯ": "oʻ", "җ": "j",
}  # fmt: skip
"""One letter without its context; the context rules of the dossier 6.3 are in `transliteration`."""

# Capital letters look alike more often than small ones: В is B, but в is not b.
_LOOK_ALIKE: Final = (
    "АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ҺH "
    "аa еe оo рp сc уy хx кk іi јj ѕs һh"
)  # fmt: skip
CYRILLIC_AS_LATIN: Final[dict[str, str]] = {pair[0]: pair[1] for pair in _LOOK_ALIKE.split()}
LATIN_AS_CYRILLIC: Final[dict[str, str]] = {
    pair[1]: pair[0] for pair in _LOOK_ALIKE.split() if pair[0] not in "ІЈЅҺіјѕһ"
}

_FOREIGN: Final[dict[str, str]] = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŋ": "ng",
    "ə": "a", "ɪ": "i", "ŀ": "l", "ĸ": "k", "ŧ": "t",
}  # fmt: skip

_STRIPPED_MARKS: Final = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF),
    (0xFE00, 0xFE2F),
)  # fmt: skip


class LetterTable(dict[int, str]):
    """A table for `str.translate` that works a character out once, when it is first met."""

    def __init__(self, known: dict[str, str], work_out: Callable[[str], str]) -> None:
        super().__init__((ord(letter), written) for letter, written in known.items())
        self._work_out = work_out

    def __missing__(self, code: int) -> str:
        written = self[code] = self._work_out(chr(code))
        return written


def plain(character: str) -> str:
    """One lower-case character without accents; "" for marks and invisible ones, " " for what parts words."""
    category = unicodedata.category(character)
    code = ord(character)
    if category in ("Mn", "Me", "Mc"):
        return "" if any(first <= code <= last for first, last in _STRIPPED_MARKS) else character
    if category == "Cf" or character == "ـ":
        return ""
    if category[0] not in "LN" or 0x02B0 <= code <= 0x02FF:
        return "" if category in ("Sk", "Lm") else " "
    if character in _FOREIGN:
        return _FOREIGN[character]
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if code >= 0x2000:
        return character
    base = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return base if base.isalnum() else character


def compatible(text: str) -> str:
    """NFKC in linear time.

    A run of thousands of combining marks costs quadratic time in one call, so long text goes in slices:
    a mark parted from its letter at a seam is harmless, because the callers drop marks.
    """
    if text.isascii():
        return text
    if len(text) <= 512:
        return unicodedata.normalize("NFKC", text)
    return "".join(unicodedata.normalize("NFKC", text[i : i + 512]) for i in range(0, len(text), 512))
