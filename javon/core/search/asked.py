"""What a person typed into a search box, understood as well as it can be: never an error, one pass, bounded.

Words are all wanted; "quotes" make a phrase; a minus before a word or phrase excludes it; ``name:`` before a
word or phrase looks into one field only. Whatever makes no sense as such is read as plain words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

MOST_LETTERS = 2000  # of what was typed; the rest is not read
MOST_CLAUSES = 24
MOST_WORDS = 12  # of one phrase

_QUOTES = {'"': '"', "«": "»", "“": "”", "„": "“", "‟": "”"}
_CLOSING = re.compile('["»”“]')
_MINUS = "-−–"  # a hyphen, a true minus, a dash that a phone put there
# One step of the reader: a field's name with its colon, or a run of anything but spaces and quotes.
_PREFIX = re.compile(r"([^\W\d_]{2,20}):")
_RUN = re.compile(r'[^\s"«»“”„‟]+')


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing wanted (or not) as it was typed: `field` is "" for anywhere."""

    text: str
    field: str = ""
    phrase: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """All of it, in the order typed. `cut` says that something was too long to be read whole."""

    clauses: tuple[Clause, ...] = ()
    cut: bool = False


def understand(typed: str, prefixes: Mapping[str, str]) -> Asked:
    """Read what was typed. `prefixes` maps the lower-case names before a colon to fields. Never raises."""
    cut = len(typed) > MOST_LETTERS
    text = _printable(typed[:MOST_LETTERS])
    clauses: list[Clause] = []
    at, end = 0, len(text)
    while at < end:
        if text[at].isspace():
            at += 1
            continue
        if len(clauses) == MOST_CLAUSES:
            return Asked(tuple(clauses), cut=True)
        clause, at = _next(text, at, prefixes)
        if clause is not None:
            clauses.append(clause)
    return Asked(tuple(clauses), cut=cut)


def _next(text: str, at: int, prefixes: Mapping[str, str]) -> tuple[Clause | None, int]:
    excluded = False
    if text[at] in _MINUS and at + 1 < len(text) and not text[at + 1].isspace():
        # A minus inside a word (ota-ona, 1990-2000) never comes here: only one that begins it does.
        excluded, at = True, at + 1
    field = ""
    named = _PREFIX.match(text, at)
    if named and (field := prefixes.get(named[1].casefold(), "")):
        at = named.end()
        while at < len(text) and text[at] == " ":  # "muallif: Oybek" is what people type
            at += 1
        if at == len(text):
            return None, at
    if text[at] in _QUOTES:
        return _quoted(text, at, field, excluded)
    run = _RUN.match(text, at)
    if run is None:  # a closing quote that opened nothing
        return None, at + 1
    return Clause(run[0], field, False, excluded), run.end()


def _quoted(text: str, at: int, field: str, excluded: bool) -> tuple[Clause | None, int]:
    closing = _QUOTES[text[at]]
    end = text.find(closing, at + 1)
    if end < 0:
        other = _CLOSING.search(text, at + 1)  # people mix their quotes
        if other is None:
            # Nothing closes it: the quote is dropped and the words behind it are plain words.
            return None, at + 1
        end = other.start()
    words = text[at + 1 : end].split()[:MOST_WORDS]
    return (Clause(" ".join(words), field, len(words) > 1, excluded) if words else None), end + 1


def _printable(text: str) -> str:
    """Control characters, half characters and invisible marks become spaces, or nothing at all."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode())
    return "".join(
        character if (kind := unicodedata.category(character))[0] != "C" else ("" if kind == "Cf" else " ")
        for character in text
    )
