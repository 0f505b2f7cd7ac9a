"""The form of a question to an index: small immutable pieces that say nothing of the engine behind it."""

from __future__ import annotations

from dataclasses import dataclass


class Question:
    """Anything an index can be asked."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Everything(Question):
    """Every document."""


@dataclass(frozen=True, slots=True)
class Nothing(Question):
    """No document."""


@dataclass(frozen=True, slots=True)
class Word(Question):
    """A word of a text field, or a whole value of a keyword, facet or number field."""

    field: str
    value: str | int


@dataclass(frozen=True, slots=True)
class OneOf(Question):
    """Any of several whole values of one field."""

    field: str
    values: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Phrase(Question):
    """Words of a text field that stand side by side."""

    field: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near(Question):
    """A word within so many slips (a letter wrong, missing, added, or two neighbours swapped)."""

    field: str
    value: str
    slips: int


@dataclass(frozen=True, slots=True)
class Between(Question):
    """A number within both bounds; None leaves a side open."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class AllOf(Question):
    """Every part must be found."""

    parts: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class AnyOf(Question):
    """At least one part must be found."""

    parts: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Without(Question):
    """What `wanted` finds and `unwanted` does not."""

    wanted: Question
    unwanted: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Worth(Question):
    """Finds what `part` finds; each counts exactly so many points."""

    part: Question
    points: float


@dataclass(frozen=True, slots=True)
class Scaled(Question):
    """Finds what `part` finds; its points of frequency and rarity are multiplied."""

    part: Question
    times: float


@dataclass(frozen=True, slots=True)
class Lifted(Question):
    """Finds what `part` finds; what also answers one of `by` stands higher."""

    part: Question
    by: tuple[Question, ...]
