"""When is a record that comes in a record that we have? Decisions only; docs/algorithms/import.md tells the
reasons.

In this order: its very content was seen before; its source numbers it alike; ISBN; fingerprint. Two records
that one
source numbers differently are two records, whatever else they share.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from javon.collection.sources.record import Field, Record
from javon.core.uzbek import fold


class By(StrEnum):
    """What a record was recognised by."""

    CONTENT = "content"
    CONTROL_NUMBER = "control_number"
    ISBN = "isbn"
    FINGERPRINT = "fingerprint"


@dataclass(frozen=True, slots=True)
class Face:
    """What a decision needs to know of a record, incoming or held."""

    title: str  # with the part
    subtitle: str
    year: int | None
    numbers: frozenset[
        tuple[str, str]
    ]  # (003, 001) of every record it was made from; of the incoming one: its own


def titles_agree(one: Face, other: Face) -> bool:
    """Whether two titles may be of one book: they share a third of the shorter one's words, and no number
    differs.

    Volume and class numbers stand in titles; publishers of school books use one ISBN for several of them.
    """
    first, second = (
        fold(f"{one.title} {one.subtitle}").split(),
        fold(f"{other.title} {other.subtitle}").split(),
    )
    numbers = {word for word in first if word.isdecimal()}, {word for word in second if word.isdecimal()}
    if numbers[0] and numbers[1] and not (numbers[0] <= numbers[1] or numbers[1] <= numbers[0]):
        return False
    mine, theirs = set(fold(one.title).split()), set(fold(other.title).split())
    shorter = min(len(mine), len(theirs))
    return shorter > 0 and len(mine & theirs) * 3 >= shorter


def years_agree(one: Face, other: Face) -> bool:
    """Unknown agrees with all; a year's difference is the difference between imprint and sale."""
    return one.year is None or other.year is None or abs(one.year - other.year) <= 1


def is_numbered_otherwise(incoming: Face, held: Face) -> bool:
    """One named source gave both a number, and not the same: it holds them to be two records."""
    for source, number in incoming.numbers:
        theirs = {other for name, other in held.numbers if name == source}
        if source and number and theirs and number not in theirs:
            return True
    return False


def is_same_by_control_number(incoming: Face, held: Face) -> bool:
    """A number means nothing without its source: files without 003 all begin with record 1."""
    is_named = any(source for source, _number in incoming.numbers)
    return is_named or (titles_agree(incoming, held) and years_agree(incoming, held))


def is_same_by_isbn(incoming: Face, held: Face) -> bool:
    """An ISBN is believed unless title or year contradict it, or the source itself does."""
    return (
        not is_numbered_otherwise(incoming, held)
        and titles_agree(incoming, held)
        and years_agree(incoming, held)
    )


def is_same_by_fingerprint(incoming: Face, held: Face) -> bool:
    """The fingerprint has compared everything; only the source can contradict."""
    return not is_numbered_otherwise(incoming, held)


# What another record about the same book may add although we have such fields already: copies, subjects,
# numbers.
ADDED_ALWAYS = frozenset(
    {
        "020",
        "600",
        "610",
        "611",
        "650",
        "651",
        "653",
        "655",
        "852",
        "856",
        "876",
        "877",
        "878",
        "899",
        "910",
        "949",
        "952",
    }
)
# What belongs to the record itself and not to the book.
NEVER_ADDED = frozenset({"005", "035", "040", "100", "110", "111", "130", "245"})


def enriched(held: Record, incoming: Record) -> Record | None:
    """`held` with what only `incoming` knows; None when it knows nothing new.

    Nothing of `held` is changed or replaced, so doing it twice is doing it once, in whatever order records
    come.
    """
    present = {tuple(field.packed()) for field in held.fields}
    tags = {field.tag for field in held.fields}
    new: list[Field] = []
    for field in incoming.fields:
        if field.subfields is None or field.tag in NEVER_ADDED or tuple(field.packed()) in present:
            continue
        if field.tag in ADDED_ALWAYS or field.tag not in tags:
            new.append(field)
    if not new:
        return None
    for field in new:
        held = held.with_field(field)
    return held
