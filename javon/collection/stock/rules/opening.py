"""The opening balance (boshlangʻich qoldiq): may it be taken over, and which rows of the ledger does it become?

A paper book tells its sums by kind, by content and by language, each for itself; nobody knows how many of the children's
books are Russian. The rows are cut so that all three columns of sums come out exactly as on paper. Dossier 2.8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from javon.collection.stock.rules.balance import Quantity
from javon.core.verdict import Refusal, Verdict, Weight

MOST_COPIES = 5_000_000  # of a district centre; more is a slip of the hand
MOST_AMOUNT = 10**15  # tiyin
EARLIEST = date(1900, 1, 1)
LONGEST_LABEL = 200


class OpeningRow(NamedTuple):
    """So many copies that agree in kind, content group and language."""

    kind: str
    content_group: str
    language: str
    copies: int
    amount: int  # tiyin


@dataclass(frozen=True, slots=True)
class PaperBalance:
    """What the last page of the paper book says: totals and their three divisions, by code.

    `group_amounts` tells the soʻm of each content group where the book tells them, else it is empty and the soʻm are
    shared out by copies.
    """

    copies: int
    amount: int  # tiyin
    kinds: Mapping[str, int]
    groups: Mapping[str, int]
    languages: Mapping[str, int]
    group_amounts: Mapping[str, int] = field(default_factory=dict)

    @property
    def divisions(self) -> dict[str, Mapping[str, int]]:
        return {"kind": self.kinds, "content_group": self.groups, "language": self.languages}


@dataclass(frozen=True, slots=True)
class OpeningFacts:
    """The paper balance and what is known when it is taken over."""

    balance: PaperBalance
    inventory: Quantity
    accounting: Quantity
    as_of: date
    today: date
    act_label: str
    is_taken_over: bool = False
    first_fact_on: date | None = None  # the oldest fact that the ledger has
    month_is_closed: bool = False


def is_there_already(f: OpeningFacts) -> Refusal | None:
    return Refusal("opening_twice", Weight.FORBIDS) if f.is_taken_over else None


def act_is_not_named(f: OpeningFacts) -> Refusal | None:
    return Refusal("opening_without_act", Weight.FORBIDS) if not f.act_label.strip() else None


def day_is_unreal(f: OpeningFacts) -> Refusal | None:
    if EARLIEST <= f.as_of <= f.today:
        return None
    return Refusal("opening_day_unreal", Weight.FORBIDS, {"day": f.as_of})


def facts_came_before(f: OpeningFacts) -> Refusal | None:
    if f.first_fact_on is None or f.first_fact_on >= f.as_of:
        return None
    return Refusal("facts_before_opening", Weight.FORBIDS, {"day": f.first_fact_on})


def month_is_closed(f: OpeningFacts) -> Refusal | None:
    return Refusal("opening_month_closed", Weight.FORBIDS, {"day": f.as_of}) if f.month_is_closed else None


def figures_are_unreal(f: OpeningFacts) -> Refusal | None:
    counts = [f.balance.copies, f.inventory.copies, f.accounting.copies]
    counts += [count for division in f.balance.divisions.values() for count in division.values()]
    sums = [f.balance.amount, f.inventory.amount, f.accounting.amount, *f.balance.group_amounts.values()]
    if all(0 <= one <= MOST_COPIES for one in counts) and all(0 <= one <= MOST_AMOUNT for one in sums):
        return None
    return Refusal("opening_figures_unreal", Weight.FORBIDS)


def nothing_is_there(f: OpeningFacts) -> Refusal | None:
    return Refusal("opening_empty", Weight.FORBIDS) if f.balance.copies == 0 else None


def _division_differs(name: str) -> Callable[[OpeningFacts], Refusal | None]:
    def rule(f: OpeningFacts) -> Refusal | None:
        said = sum(f.balance.divisions[name].values())
        if said == f.balance.copies:
            return None
        return Refusal(f"opening_{name}_differs", Weight.FORBIDS, {"said": said, "total": f.balance.copies})

    return rule


def sums_differ(f: OpeningFacts) -> Refusal | None:
    said = sum(f.balance.group_amounts.values())
    if not f.balance.group_amounts or said == f.balance.amount:
        return None
    return Refusal("opening_sums_differ", Weight.FORBIDS, {"said_amount": said, "amount": f.balance.amount})


def sum_without_copies(f: OpeningFacts) -> Refusal | None:
    wrong = [
        code for code, sum_ in f.balance.group_amounts.items() if sum_ and not f.balance.groups.get(code)
    ]
    return Refusal("opening_sum_without_copies", Weight.FORBIDS, {"groups": wrong}) if wrong else None


RULES: tuple[Callable[[OpeningFacts], Refusal | None], ...] = (
    is_there_already,
    act_is_not_named,
    day_is_unreal,
    facts_came_before,
    month_is_closed,
    figures_are_unreal,
    nothing_is_there,
    _division_differs("kind"),
    _division_differs("content_group"),
    _division_differs("language"),
    sums_differ,
    sum_without_copies,
)


def may_take_over(facts: OpeningFacts) -> Verdict:
    """May this balance be taken over? Every objection."""
    return Verdict.of(rule(facts) for rule in RULES)


def rows_of(balance: PaperBalance) -> list[OpeningRow]:
    """The rows of the ledger: cut where any of the three divisions changes, so each adds up as on paper.

    Call it for a balance that may be taken over. Soʻm fall on the rows of their group by copies, to the last tiyin.
    """
    cells = list(_cut(balance))
    amounts = [0] * len(cells)
    if balance.group_amounts:
        for group, amount in balance.group_amounts.items():
            places = [place for place, cell in enumerate(cells) if cell[1] == group]
            for place, part in zip(places, shared(amount, [cells[one][3] for one in places]), strict=True):
                amounts[place] = part
    else:
        amounts = shared(balance.amount, [cell[3] for cell in cells])
    return [OpeningRow(*cell, amount) for cell, amount in zip(cells, amounts, strict=True)]


def _cut(balance: PaperBalance) -> Iterator[tuple[str, str, str, int]]:
    """The copies laid in one row three times, by kind, by group, by language: the pieces between all the cuts."""
    codes = [[code for code, left in one.items() if left] for one in balance.divisions.values()]
    rests = [[left for left in one.values() if left] for one in balance.divisions.values()]
    while all(rests):
        piece = min(rest[0] for rest in rests)
        kind, group, language = (row[0] for row in codes)
        yield kind, group, language, piece
        for row, rest in zip(codes, rests, strict=True):
            rest[0] -= piece
            if not rest[0]:
                rest.pop(0)
                row.pop(0)


def shared(amount: int, weights: list[int]) -> list[int]:
    """`amount` in whole parts by `weights` (all positive), the parts adding up to it exactly."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts, given, seen = [], 0, 0
    for weight in weights:
        seen += weight
        part = amount * seen // whole - given
        given += part
        parts.append(part)
    return parts
