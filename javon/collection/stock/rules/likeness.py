"""Whether a book may be one of those on the list of prohibited publications, and why. Pure: words against words.

Both sides are folded, so that script, apostrophes, the reform alphabet and the genitive («Ikki yoʻl kitobi», «икки йўлнинг
китоби») make no difference, and the order of words makes none. The surer reason is told first. Dossier 1.D; Nizom 2.11.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from javon.core.uzbek import fold, fold_loose
from javon.core.uzbek.stemming import STOP_WORDS


class Certainty(StrEnum):
    """What follows: an exact match needs a commission, a probable one a look."""

    EXACT = "exact"
    PROBABLE = "probable"


class Why(StrEnum):
    """By what a book was recognised, the surest first."""

    ISBN = "isbn"
    TITLE_AUTHOR = "title_author"
    TITLE = "title"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list as it is looked for. `names` are other names of the same publication, in any script."""

    key: UUID
    title: str
    author: str = ""
    names: tuple[str, ...] = ()
    isbn: str = ""  # 13 digits, or ""


@dataclass(frozen=True, slots=True)
class Book:
    """A book as its record names it."""

    title: str
    subtitle: str = ""
    author: str = ""
    responsibility: str = ""
    isbns: tuple[str, ...] = ()


class Likeness(NamedTuple):
    """One suspicion: which line of the list, how sure, by what."""

    key: UUID
    certainty: Certainty
    why: Why


LONG_TITLE = 3  # words: with so many, the title alone says enough, whoever wrote it
_SIMILAR = 0.75  # of the words of the longer title
_SIMILAR_OF_ONE_AUTHOR = 0.6
_LETTERS_OF_A_WORD = 6  # what is compared of a word where titles are only similar: «tavhid», «tavhidga»
_GENITIVE = "ning"
_PARTS = re.compile(r"\s*(?:[:/;=(\[]|\.\s|\s[-–—]\s)\s*")
_JOINING = STOP_WORDS | {fold_loose(word) for word in STOP_WORDS} | {_GENITIVE}
# Names that many people bear: one of them alone makes no two authors one.
_COMMON_NAMES = frozenset(
    fold_loose(
        "Muhammad Mohammed Muhammed Abdulla Abdullo Ahmad Ali Umar Usmon Hasan Husayn Ibrohim Ismoil Yusuf Abdurahmon Abu "
        "ibn bin al ash an ad shayx sheyx imom mulla hoji qori ustoz domla oʻgʻli qizi Ivanovich Oybek Alisher Sayyid шейх имам"
    ).split()
)


def _word(word: str) -> str:
    """A word without the genitive, which one spelling has and another has not."""
    return word[: -len(_GENITIVE)] if word.endswith(_GENITIVE) and len(word) > len(_GENITIVE) + 2 else word


def words_of(text: str) -> tuple[str, ...]:
    """The words that a title is made of, in the order of the alphabet."""
    return tuple(sorted(_word(word) for word in fold_loose(text).split() if word not in _JOINING))


def keys_of(title: str, subtitle: str = "") -> set[tuple[str, ...]]:
    """A title in each length in which a list or a record may have it: with its subtitle, without it."""
    found = {words_of(title)}
    if subtitle:
        found.add(words_of(f"{title} {subtitle}"))
    head = _PARTS.split(title.strip(), maxsplit=1)[0]
    if len(head) < len(title.strip()):
        key = words_of(head)
        if len(key) > 1:  # one word before a colon is the name of a subject, not of a book
            found.add(key)
    found.discard(())
    return found


def names_in(author: str) -> frozenset[str]:
    """The names of an author without initials and years."""
    return frozenset(word for word in fold_loose(author).split() if len(word) > 2 and not word.isdecimal())


def authors_agree(listed: frozenset[str], found: frozenset[str]) -> bool | None:
    """Whether they may be one person; None where one of the two is not named."""
    if not listed or not found:
        return None
    shared = listed & found
    return bool(shared - _COMMON_NAMES) or (len(shared) > 0 and shared in (listed, found))


def _stems(key: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:_LETTERS_OF_A_WORD] for word in key)


class _Line(NamedTuple):
    """A line of the list, worked out once."""

    listed: Listed
    keys: tuple[tuple[str, ...], ...]
    stems: tuple[frozenset[str], ...]
    names: frozenset[str]


def _line(listed: Listed) -> _Line:
    keys = {key for title in (listed.title, *listed.names) for key in keys_of(title)}
    long = sorted(key for key in keys if len(key) >= LONG_TITLE)
    return _Line(listed, tuple(sorted(keys)), tuple(map(_stems, long)), names_in(listed.author))


class _Named:
    """Who made a book, worked out only where a title is alike."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @cached_property
    def _author(self) -> frozenset[str]:
        return names_in(self._book.author)

    @cached_property
    def _said(self) -> frozenset[str]:
        return names_in(f"{self._book.author} {self._book.responsibility}")

    def agree_with(self, line: _Line) -> bool | None:
        """By the author, or by whoever the statement of responsibility names."""
        agree = authors_agree(line.names, self._author)
        return True if agree is not True and authors_agree(line.names, self._said) else agree


class Watch:
    """The whole list made ready: a book is held against it in some twenty microseconds."""

    def __init__(self, lines: Iterable[Listed]) -> None:
        self._by_isbn: dict[str, list[_Line]] = defaultdict(list)
        self._by_key: dict[tuple[str, ...], list[_Line]] = defaultdict(list)
        self._by_stem: dict[str, list[int]] = defaultdict(list)  # places in _long
        self._long: list[tuple[_Line, frozenset[str]]] = []
        made = [_line(listed) for listed in lines]
        self._count = len(made)
        self._common = Counter(stem for line in made for stems in line.stems for stem in stems)
        for line in made:
            self._add(line)

    def __len__(self) -> int:
        return self._count

    def _add(self, line: _Line) -> None:
        if line.listed.isbn:
            self._by_isbn[line.listed.isbn].append(line)
        for key in line.keys:
            self._by_key[key].append(line)
        for stems in line.stems:
            for stem in self._leading(stems):
                self._by_stem[stem].append(len(self._long))
            self._long.append((line, stems))

    def _leading(self, stems: frozenset[str]) -> list[str]:
        """The rarest of these. Two titles that share so many words share one of the leading ones of either: «islom»,
        which stands in a hundred lines, leads to none of them.
        """
        count = len(stems) - math.ceil(len(stems) * _SIMILAR_OF_ONE_AUTHOR) + 1
        return sorted(stems, key=lambda one: (self._common.get(one, 0), one))[:count]

    def look(self, book: Book) -> list[Likeness]:
        """Every suspicion, one for each line of the list: its surest reason."""
        found: dict[UUID, Likeness] = {}
        keys = keys_of(book.title, book.subtitle)
        by = _Named(book)
        for isbn in book.isbns:
            for line in self._by_isbn.get(isbn, ()):
                # A number typed wrongly, or given twice by its publisher, does not make two titles one.
                agrees = any(set(key) & set(one) for key in keys for one in line.keys)
                certainty = Certainty.EXACT if agrees else Certainty.PROBABLE
                found.setdefault(line.listed.key, Likeness(line.listed.key, certainty, Why.ISBN))
        for key in keys:
            for line in self._by_key.get(key, ()):
                likeness = _same_title(line, key, by)
                if likeness is not None and likeness.key not in found:
                    found[likeness.key] = likeness
        for likeness in self._similar(keys, by):
            found.setdefault(likeness.key, likeness)
        return list(found.values())

    def _similar(self, keys: set[tuple[str, ...]], by: _Named) -> Iterable[Likeness]:
        for key in keys:
            if len(key) < LONG_TITLE:
                continue
            stems = _stems(key)
            for place in {at for stem in self._leading(stems) for at in self._by_stem.get(stem, ())}:
                line, theirs = self._long[place]
                part = len(stems & theirs) / max(len(stems), len(theirs))
                if part < _SIMILAR_OF_ONE_AUTHOR:
                    continue
                agree = by.agree_with(line)
                if (part >= _SIMILAR and agree is not False) or agree:
                    yield Likeness(line.listed.key, Certainty.PROBABLE, Why.SIMILAR)


def _same_title(line: _Line, key: tuple[str, ...], by: _Named) -> Likeness | None:
    agree = by.agree_with(line)
    if agree:
        return Likeness(line.listed.key, Certainty.EXACT, Why.TITLE_AUTHOR)
    if agree is False and len(key) < LONG_TITLE:
        return None  # «Iymon», «Namoz kitobi» by somebody else: a title that many books have
    return Likeness(line.listed.key, Certainty.PROBABLE, Why.TITLE)


def identity_of(title: str, author: str, isbn: str) -> str:
    """What makes two lines of two papers one line: the publication, however it is spelled."""
    return "|".join((fold(title), " ".join(sorted(fold(author).split())), isbn))[:500]
