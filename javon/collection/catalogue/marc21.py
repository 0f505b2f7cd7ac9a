"""What MARC 21 says of a field: may it be repeated, which indicators and subfields it has, what they mean.

Two tables that a cataloguer can read (``standard/marc_fields.tsv``, ``standard/marc_words.tsv``): some ninety fields that a
district library meets. Fields that the standard leaves to libraries (9XX, X9X) and those that are not in the table are
nobody's business here. In the table of fields an indicator's values stand between commas (b = blank), a subfield has * when it
may be repeated, and after a colon stands the key of the meaning. Nizom 5.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from javon.collection.catalogue.standard import read_table
from javon.core.uzbek import to_cyrillic

DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Subfield:
    """One subfield of a field: its code, whether it may be repeated, the key of its meaning."""

    code: str
    is_repeatable: bool
    word: str


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field of the standard. `indicators` has for each of the two the values that it may take (" " = blank) with
    the key of what each means, "" where nothing is said."""

    tag: str
    is_repeatable: bool
    indicators: tuple[Mapping[str, str], Mapping[str, str]]
    subfields: Mapping[str, Subfield]

    @property
    def is_control(self) -> bool:
        return is_control(self.tag)


def is_control(tag: str) -> bool:
    """Whether a field with this tag has one plain value and neither indicators nor subfields."""
    return len(tag) == 3 and tag.startswith("00") and tag.isascii() and tag.isalnum()


def is_local(tag: str) -> bool:
    """Whether the standard leaves this tag to libraries, to use as they like: 9XX, X9X."""
    return "9" in tag[:2] and tag != "490"


@cache
def field_rules() -> Mapping[str, FieldRule]:
    """Tag → what the standard says of it, in the order of tags."""
    return {row["tag"]: _field_rule(**row) for row in read_table("marc_fields.tsv")}


def _field_rule(tag: str, repeatable: str, first: str, second: str, subfields: str) -> FieldRule:
    found = {}
    for item in subfields.split():
        code, _colon, word = item.partition(":")
        found[code[0]] = Subfield(code[0], code.endswith("*"), word or f"any_{code[0]}")
    return FieldRule(tag, repeatable == "R", (_values(first), _values(second)), found)


def _values(column: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in column.split(","):
        value, _colon, word = item.partition(":")
        for one in DIGITS if value == "0-9" else value.replace("b", " "):
            found[one] = word
    return found


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return {row["key"]: row for row in read_table("marc_words.tsv")}


def meaning(word: str, language: str) -> str:
    """What stands behind a key of the tables, in "en", "ru", "uz" or "uz-cyrl"; "" for no key."""
    if not word:
        return ""
    words = _words()[word]
    if language in ("en", "ru"):
        return words[language]
    return to_cyrillic(words["uz"]) if language.lower().endswith("cyrl") else words["uz"]
