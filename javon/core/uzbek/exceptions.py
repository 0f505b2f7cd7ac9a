"""The lists that people may correct: words that the rules get wrong, kept in data/*.tsv beside this file.

Each line is `pattern<TAB>written`; `#` begins a remark. A pattern stands for a whole word with any usual
inflection; `stem*` for any continuation; `*middle*` for a piece anywhere in a word. The longest pattern wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "data"


class BadListError(ValueError):
    """A line of a list that cannot be read; says which line of which file and what is wrong."""


def read_pairs(name: str) -> list[tuple[str, str]]:
    """The (pattern, written) pairs of a list; raises BadListError naming the line that is not two columns."""
    pairs = []
    path = _FOLDER / name
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        line = line.partition("#")[0].rstrip()
        if not line.strip():
            continue
        columns = [column.strip() for column in line.split("\t") if column.strip()]
        if len(columns) != 2:
            raise BadListError(
                f"{name}, line {number}: two columns with a tab between them are needed: {line!r}"
            )
        pairs.append((columns[0], columns[1]))
    return pairs


def read_words(name: str) -> list[str]:
    """The words of a list of one column."""
    lines = (_FOLDER / name).read_text("utf-8").splitlines()
    words = (line.partition("#")[0].strip() for line in lines)
    return [word for word in words if word]


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a word for which a list knows the spelling: word[start:end] is `written`."""

    start: int
    end: int
    written: str


class WordList:
    """The patterns of one list, ready to be looked up in a lower-case word."""

    def __init__(self, name: str, endings: tuple[str, ...]) -> None:
        self._endings = endings
        self._inflected: dict[str, str] = {}
        self._begun: dict[str, str] = {}
        self._within: dict[str, str] = {}
        for pattern, written in read_pairs(name):
            if pattern.startswith("*"):
                self._within[pattern.strip("*")] = written.strip("*")
            elif pattern.endswith("*"):
                self._begun[pattern[:-1]] = written.rstrip("*")
            else:
                self._inflected[pattern] = written
        self._longest = max(map(len, (*self._begun, *self._inflected)), default=0)
        longest_first = sorted(self._within, key=len, reverse=True)
        self._pieces = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def find(self, word: str) -> Found | None:
        """The longest known beginning of the word, or else the first known piece within it."""
        if len(word) > _LONGEST_WORD:
            return None
        for length in range(min(self._longest, len(word)), 1, -1):
            start = word[:length]
            written = self._begun.get(start)
            if written is None and start in self._inflected and self._is_inflection(word, length):
                written = self._inflected[start]
            if written is not None:
                return Found(0, length, written)
        if match := self._pieces.search(word):
            return Found(match.start(), match.end(), self._within[match.group()])
        return None

    def _is_inflection(self, word: str, start: int) -> bool:
        """Whether word[start:] is nothing or a chain of endings, in linear time."""
        reachable = {start}
        for place in range(start, len(word)):
            if place in reachable:
                reachable.update(place + len(e) for e in self._endings if word.startswith(e, place))
        return len(word) in reachable


def _words(text: str) -> tuple[str, ...]:
    """A row of words laid out in one string; a space at its start leaves the place of nought empty."""
    return tuple(text.split(" "))


_LONGEST_WORD: Final = 60
_LATIN_ENDINGS: Final = _words(
    "lar ning ni ga ka qa da dan dagi gacha kacha day dek li lik siz cha chi i si im m ing ng imiz "
    "miz ingiz ngiz mi dir niki man san dor xona simon viy iy aro gina ligi yi ku u yu bop dosh "
    "parast parvar shunos navis la lash lan tir ish gan sh di moq"
)
_CYRILLIC_ENDINGS: Final = _words(
    "лар нинг ни га ка қа да дан даги гача кача дай дек ли лик сиз ча чи и си им м инг нг имиз миз "
    "ингиз нгиз ми дир ники ман сан дор хона симон вий ий аро гина лиги йи ку у ю боп дош парвар "
    "шунос навис ла лаш лан тир иш ган ш ди моқ"
)


@cache
def latin_to_cyrillic() -> WordList:
    return WordList("latin_to_cyrillic.tsv", _LATIN_ENDINGS)


@cache
def cyrillic_to_latin() -> WordList:
    return WordList("cyrillic_to_latin.tsv", _CYRILLIC_ENDINGS)


@cache
def latin_words() -> frozenset[str]:
    """Abbreviations and names of things that stay in Latin letters in Cyrillic text, as they are written."""
    return frozenset(read_words("latin_words.tsv"))
