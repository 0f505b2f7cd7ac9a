"""What is asked of another library's catalogue: a few terms, each with the index that it is looked up in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_TERMS = 8
LONGEST_TERM = 300


class By(StrEnum):
    """The indexes that every catalogue has."""

    TITLE = "title"
    AUTHOR = "author"
    ISBN = "isbn"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Term:
    """Words, and where they are to be found."""

    by: By
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """Terms of which all (`any_of` False) or at least one must be found."""

    terms: tuple[Term, ...]
    any_of: bool = False

    def __post_init__(self) -> None:
        """Raises ``ValueError`` for a question that no catalogue could answer."""
        if not 1 <= len(self.terms) <= MOST_TERMS:
            raise ValueError("a question has one to eight terms")
        for term in self.terms:
            if not term.text.strip() or len(term.text) > LONGEST_TERM:
                raise ValueError("a term has 1 to 300 letters")
            if any(ord(letter) < 32 or 0xD800 <= ord(letter) < 0xE000 for letter in term.text):
                raise ValueError("a term has no control characters")
