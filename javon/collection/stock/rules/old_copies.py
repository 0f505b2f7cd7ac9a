"""May this copy of an old inventory book be entered? It fills the opening balance and never passes through part 1.

Old books repeat and skip numbers: the key is (book, number), and a repeated number stays a line with a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from javon.collection.stock.rules.money import price_is_unreal
from javon.core.verdict import Refusal, Verdict, Weight

MOST_AT_ONCE = 200  # copies of one title written together
LONGEST_NUMBER = 30
FIRST_YEAR = 1850  # before it no inventory book of a district library begins

_RANGE = re.compile(r"(\d{1,9})\s*[-–—]\s*(\d{1,9})")


class NumbersUnclear(ValueError):
    """What was typed as numbers is not understood; the argument is the piece."""


def numbers_of(typed: str) -> list[str]:
    """ "4218, 4220-4222, K-17" as single numbers, in their order; leading zeros stay. Raises NumbersUnclear."""
    numbers: list[str] = []
    for piece in re.split(r"[,;\n]+", typed):
        piece = " ".join(piece.split())
        if not piece:
            continue
        found = _RANGE.fullmatch(piece)
        if found:
            first, last = int(found[1]), int(found[2])
            if last < first or last - first >= MOST_AT_ONCE:
                raise NumbersUnclear(piece)
            width = len(found[1])
            numbers += [f"{number:0{width}d}" for number in range(first, last + 1)]
        elif len(piece) > LONGEST_NUMBER or not re.search(r"\d", piece):
            raise NumbersUnclear(piece)
        else:
            numbers.append(piece)
    return numbers


@dataclass(frozen=True, slots=True)
class OldCopyFacts:
    """What is known of copies about to be entered from an old book."""

    today: date
    numbers: tuple[str, ...]
    price: int | None = None  # tiyin; None: the book does not say
    acquired_on: date | None = None
    is_donor: bool = False
    book_exists: bool = True
    taken: tuple[str, ...] = ()  # numbers that stand in the book already
    ours: tuple[str, ...] = ()  # numbers that Javon gives or has given
    note: str = ""


Rule = Callable[[OldCopyFacts], Refusal | None]


def no_number(f: OldCopyFacts) -> Refusal | None:
    return Refusal("no_inventory_number", Weight.FORBIDS) if not f.numbers else None


def too_many(f: OldCopyFacts) -> Refusal | None:
    if len(f.numbers) > MOST_AT_ONCE:
        details = {"count": len(f.numbers), "at_most": MOST_AT_ONCE}
        return Refusal("too_many_old_copies", Weight.FORBIDS, details)
    return None


def number_twice(f: OldCopyFacts) -> Refusal | None:
    twice = sorted({number for number in f.numbers if f.numbers.count(number) > 1})
    if twice:
        return Refusal("number_typed_twice", Weight.FORBIDS, {"numbers": ", ".join(twice[:5])})
    return None


def number_is_taken(f: OldCopyFacts) -> Refusal | None:
    """A repeated number is real in old books; whoever enters it says so in a note."""
    if f.taken and not f.note.strip():
        return Refusal("number_taken", Weight.FORBIDS, {"numbers": ", ".join(f.taken[:5])})
    return None


def number_is_ours(f: OldCopyFacts) -> Refusal | None:
    if f.ours:
        return Refusal("number_is_ours", Weight.FORBIDS, {"numbers": ", ".join(f.ours[:5])})
    return None


def record_is_a_donor(f: OldCopyFacts) -> Refusal | None:
    return Refusal("copy_of_donor", Weight.FORBIDS) if f.is_donor else None


def book_is_missing(f: OldCopyFacts) -> Refusal | None:
    return Refusal("no_such_book", Weight.FORBIDS) if not f.book_exists else None


def day_is_unreal(f: OldCopyFacts) -> Refusal | None:
    if f.acquired_on is None:
        return None
    if f.acquired_on > f.today or f.acquired_on.year < FIRST_YEAR:
        return Refusal("old_copy_day_unreal", Weight.FORBIDS, {"day": f.acquired_on})
    return None


def price_is_strange(f: OldCopyFacts) -> Refusal | None:
    return price_is_unreal(f.price)


def price_is_unknown(f: OldCopyFacts) -> Refusal | None:
    return Refusal("old_copy_without_price", Weight.WARNS) if f.price is None else None


OLD_COPY_RULES: tuple[Rule, ...] = (
    no_number,
    too_many,
    number_twice,
    number_is_taken,
    number_is_ours,
    record_is_a_donor,
    book_is_missing,
    day_is_unreal,
    price_is_strange,
    price_is_unknown,
)


def may_enter(facts: OldCopyFacts) -> Verdict:
    """May these copies be entered from the old book?"""
    return Verdict.of(rule(facts) for rule in OLD_COPY_RULES)
