"""The arithmetic of the summary book: end = begin + in - out, for copies and soʻm, in total and per dimension.

Dossier 2.8, part 3. Pure: the same functions answer for a page, a printed book, `javon check` and the property test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

DIMENSIONS = ("kind", "content_group", "language")  # each has its own columns; script is told beside language


class Quantity(NamedTuple):
    """So many copies worth so many tiyin; both may be negative in a difference."""

    copies: int = 0
    amount: int = 0

    def plus(self, other: Quantity) -> Quantity:
        return Quantity(self.copies + other.copies, self.amount + other.amount)

    def minus(self, other: Quantity) -> Quantity:
        return Quantity(self.copies - other.copies, self.amount - other.amount)


class Fact(NamedTuple):
    """A sum of ledger rows that agree in all of these."""

    side: str  # opening, in, out
    kind: str
    content_group: str
    language: str
    copies: int  # signed
    amount: int  # signed, tiyin


NOTHING = Quantity()


@dataclass(frozen=True, slots=True)
class Turnover:
    """One line of part 3: what there was, came, went, is. `out` is shown positive, as the book shows it."""

    begin: Quantity = NOTHING
    received: Quantity = NOTHING
    gone: Quantity = NOTHING

    @property
    def end(self) -> Quantity:
        return self.begin.plus(self.received).minus(self.gone)


@dataclass(frozen=True, slots=True)
class PartThree:
    """Part 3 of the summary book for a period: the whole, and each dimension by its values."""

    total: Turnover
    by: Mapping[str, Mapping[str, Turnover]]  # dimension → value → line

    @property
    def disagreements(self) -> tuple[str, ...]:
        """Dimensions whose lines do not add up to the whole; () when the book is right."""
        wrong = []
        for name, lines in self.by.items():
            sums = [NOTHING, NOTHING, NOTHING]
            for line in lines.values():
                sums = [
                    whole.plus(part)
                    for whole, part in zip(sums, (line.begin, line.received, line.gone), strict=True)
                ]
            if tuple(sums) != (self.total.begin, self.total.received, self.total.gone):
                wrong.append(name)
        return tuple(wrong)


def part_three(before: Iterable[Fact], during: Iterable[Fact]) -> PartThree:
    """Part 3 from the ledger's rows before the period and in it.

    An opening balance taken over inside the period stands in `begin`: it was there, it did not come.
    """
    total = [NOTHING, NOTHING, NOTHING]
    lines: dict[str, dict[str, list[Quantity]]] = {name: {} for name in DIMENSIONS}
    for rows, is_before in ((before, True), (during, False)):
        for fact in rows:
            place, quantity = _place(fact, is_before)
            total[place] = total[place].plus(quantity)
            for name in DIMENSIONS:
                line = lines[name].setdefault(getattr(fact, name), [NOTHING, NOTHING, NOTHING])
                line[place] = line[place].plus(quantity)
    return PartThree(
        Turnover(*total),
        {name: {value: Turnover(*line) for value, line in found.items()} for name, found in lines.items()},
    )


def _place(fact: Fact, is_before: bool) -> tuple[int, Quantity]:
    """0 begin, 1 in, 2 out; and how much, positive where the book shows it so."""
    quantity = Quantity(fact.copies, fact.amount)
    if is_before or fact.side == "opening":
        return 0, quantity
    if fact.side == "in":
        return 1, quantity
    return 2, Quantity(-fact.copies, -fact.amount)


def summed(facts: Iterable[Fact]) -> Quantity:
    """What there is after these rows."""
    whole = NOTHING
    for fact in facts:
        whole = whole.plus(Quantity(fact.copies, fact.amount))
    return whole
