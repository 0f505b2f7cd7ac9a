"""What the search index keeps of a title, and how its words are written down.

Everything a person may type is folded first, so one key stands for every script and apostrophe; beside it the
spelling of the book itself is kept, so that what was typed exactly so can stand first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from javon.core.search.schema import Field, Kind, Schema
from javon.core.uzbek import fold, fold_loose, stem

FACETS = (
    "availability",
    "author",
    "subject",
    "language",
    "script",
    "year",
    "kind",
    "audience",
    "point",
    "branch",
)

# Written where a title says nothing, never shown: a column without gaps is counted several times faster.
UNKNOWN = "-"

SCHEMA = Schema(
    name="titles",
    version=1,
    fields=(
        Field("title", Kind.TEXT),
        Field(
            "start", Kind.KEYWORD
        ),  # the first one to four words of the title; the whole title with $ behind it
        Field("names", Kind.TEXT),
        Field("topics", Kind.TEXT),
        Field("publisher", Kind.WORDS),
        Field("series", Kind.WORDS),
        Field("everything", Kind.TEXT),
        Field("heart", Kind.WORDS),  # title, names, subjects: as folded, as stems, as loosely folded
        Field("spelling", Kind.KEYWORD),  # words of title and names in the book's own script
        Field("identifier", Kind.KEYWORD),
        Field("number", Kind.NUMBER),
        *(Field(name, Kind.NUMBER if name == "year" else Kind.FACET) for name in FACETS),
        Field("by_title", Kind.ORDER),
        Field("by_author", Kind.ORDER),
        Field("by_year", Kind.NUMBER),
        Field("by_newest", Kind.NUMBER),
        Field("weight", Kind.WEIGHT),
        Field("suggested_title", Kind.KEYWORD),  # folded, a tab, as shown
        Field("suggested_author", Kind.KEYWORD),
        Field("shown", Kind.STORED),  # title, names and subjects as written: tells what a slip really meant
    ),
)

WORDS_OF_START = 4

_REFORM = str.maketrans({"ö": "o", "ğ": "g", "ş": "sh", "ç": "ch"})
_APOSTROPHES = re.compile("[ʻʼ'‘’`´ʹ′ʿʾ\u02b9\uff07]")
_LETTERS = re.compile(r"[^\W_]+")


def spelling(text: str) -> list[str]:
    """The words as spelled, in lower case; apostrophes and the letters of 2026 make no difference."""
    return _LETTERS.findall(_APOSTROPHES.sub("", text.casefold()).translate(_REFORM))


def starts_of(title: str) -> list[str]:
    """Keys by which a title is found from its beginning, and as a whole. `title` is folded."""
    words = title.split()
    starts = [" ".join(words[:count]) for count in range(1, min(WORDS_OF_START, len(words)) + 1)]
    return [*starts, title + "$"] if words else []


@lru_cache(maxsize=100_000)
def roots(word: str) -> tuple[str, ...]:
    """What a folded word is also kept under: its stem, and its loose spelling. Without the word itself."""
    stemmed = stem(word)
    return tuple(sorted({stemmed, fold_loose(word), fold_loose(stemmed)} - {word, ""}))


def with_roots(words: Iterable[str]) -> str:
    """The words and all their roots, each once."""
    kept: dict[str, None] = dict.fromkeys(words)
    for word in tuple(kept):
        for root in roots(word):
            kept[root] = None
    return " ".join(kept)


def suggestion(text: str, shown: str) -> str:
    """A value of a suggestion field: the key that is typed, and what is shown for it."""
    return f"{fold(text)[:80]}\t{shown[:160]}"
