"""Search keys: one spelling for every way in which people write the same Uzbek word.

`fold` is the key that search stores and asks for; `fold_loose` is the second tier, asked only when the first
finds too little. Both are pure, total (any string has a key) and linear in the length of the text. The rules,
what each merges on purpose and what that costs are told in docs/algorithms/folding.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from javon.core.uzbek.exceptions import read_pairs
from javon.core.uzbek.letters import (
    APOSTROPHES,
    CYRILLIC_TO_LATIN,
    REFORM_LETTERS,
    LetterTable,
    compatible,
    plain,
)
from javon.core.uzbek.script import repair_homoglyphs

_CACHED_WORDS: Final = 65_536
_LONGEST_CACHED: Final = 48


def _single(text: str) -> str:
    return text.replace("ʻ", "").replace("ʼ", "").replace("x", "h")


_KNOWN: Final[dict[str, str]] = {
    **{letter: _single(latin) for letter, latin in {**CYRILLIC_TO_LATIN, **REFORM_LETTERS}.items()},
    **dict.fromkeys(APOSTROPHES, ""),
    "ц": "ts",
    "x": "h",
    "w": "v",
    "№": " ",
}
_TABLE: Final = LetterTable(_KNOWN, plain)

# бульон, медальон: the soft sign is the only trace of the y.
_SOFT_SIGN_O: Final = re.compile("ьо")
# Official Latin writes ц as s after a consonant and as ts after a vowel; before a conditional ending
# (ketsa, aytsang) t and s are two sounds and stay, or "ketsa" (if he leaves) would be "kesa" (if he cuts).
_TS_AFTER_CONSONANT: Final = re.compile(r"(?<![аеёиоуэюяўыaeiouo])ц")
_TS: Final = re.compile(r"t+s(?!a(?:m|ng|k|ngiz|lar|ngizlar|mi)?$)")
_CONSONANT: Final = "bcdfghjklmnpqrstvz"
# Russian ё is printed as е nine times in ten (Пётр, Королёв, актёр). The few native words with yo after a
# consonant are no such words and keep it.
_YO_AFTER_CONSONANT: Final = re.compile(rf"(?<=[{_CONSONANT}])(?<!dun)(?<!dar)(?<!bun)(?<!aln)y[oe]")
_Y_AFTER_CONSONANT: Final = re.compile(rf"(?<=[{_CONSONANT}])y")
_IY_BEFORE_CONSONANT: Final = re.compile(r"iy+(?![aeiouy])")
_HIATUS_E: Final = re.compile(r"(?<=[aeiou])e")
_HIATUS_I: Final = re.compile(r"(?<=i)(?=[aou])")


def _fold_y(word: str) -> str:
    """The rules about y and e, in an order in which each sees the work of the one before."""
    if "yy" in word:
        word = re.sub("y+", "y", word)
    if word.startswith("ye"):
        word = word[1:]
    if "y" in word:
        word = word.replace("tyabr", "tabr")
        word = _YO_AFTER_CONSONANT.sub("e", word)
        word = _Y_AFTER_CONSONANT.sub("i", word)
        word = _IY_BEFORE_CONSONANT.sub("i", word)
    if "e" in word:
        word = _HIATUS_E.sub("ye", word)
    if "i" in word:
        word = _HIATUS_I.sub("y", word)
    return word


def _fold_token(token: str) -> str:
    """The key of a run of characters without white space; "" if there is no letter and no digit in it."""
    if not token.isascii():
        token = repair_homoglyphs(compatible(token.replace("№", " ")))
    token = token.lower()
    if not token.isascii():
        token = compatible(token)
        if "ц" in token:
            token = _TS_AFTER_CONSONANT.sub("s", token)
        if "ь" in token:
            token = _SOFT_SIGN_O.sub("ё", token)
    words = []
    for word in token.translate(_TABLE).split():
        if "s" in word:
            word = _TS.sub("s", word)
        if "y" in word or "e" in word or "i" in word:
            word = _fold_y(word)
        words.append(word)
    return " ".join(words)


class _Cache(dict[str, str]):
    """Words already worked out: bounded, emptied when full, safe between threads."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, token: str) -> str:
        key = self._work_out(token)
        if len(token) <= _LONGEST_CACHED:
            if len(self) >= _CACHED_WORDS:
                self.clear()
            self[token] = key
        return key


_folded: Final = _Cache(_fold_token)


def fold(text: str) -> str:
    """The search key: lower-case Latin words parted by one space, equal for every usual spelling of a word.

    Both scripts, any apostrophe or none, the reform alphabet, х for ҳ, Navoi for Navoiy and mixed look-alike
    letters give the same key. Hyphens part words ("5-sinf" is "5 sinf"). "" if nothing can be searched for.
    """
    return " ".join(filter(None, map(_folded.__getitem__, text.split())))


def fold_word(word: str) -> str:
    """The key of one word, without spaces even if it was written with a hyphen."""
    return fold(word).replace(" ", "")


_LOOSE_LETTERS: Final = str.maketrans({"q": "k", "o": "u"})
_DOUBLED: Final = re.compile(r"([a-z])\1+")
_LOOSE_SPELLINGS: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"k+h", "h"),
        (r"d?zh", "j"),
        (r"dj", "j"),
        (r"shch", "sh"),
        (r"ph", "f"),
        (r"iye", "e"),
    )
)


@cache
def _aliases() -> dict[str, str]:
    """Folded word → folded Uzbek word: ташкент and tashkent are toshkent."""
    return {fold_word(known): fold_word(uzbek) for known, uzbek in read_pairs("aliases.tsv")}


def _loosen(word: str) -> str:
    word = _aliases().get(word, word)
    for pattern, replacement in _LOOSE_SPELLINGS:
        word = pattern.sub(replacement, word)
    return _DOUBLED.sub(r"\1", word.translate(_LOOSE_LETTERS))


_loosened: Final = _Cache(_loosen)


def fold_loose(text: str) -> str:
    """The key of the second tier, for when `fold` finds too few: merges more, and some different words too.

    Adds to `fold`: Cyrillic typed on a Russian keyboard (узбек, кургонтепа), q for k, single for double
    letters, kh zh shch ph of English spellings, and names as Russian and English have them (Ташкент).
    """
    return " ".join(map(_loosened.__getitem__, fold(text).split()))
