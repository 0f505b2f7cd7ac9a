"""Parts 1, 2 and 3 of the summary book for a year, from the ledger: lines by paper, sums by month, quarter and year.

One question for the lines, one for what came before; everything else is addition. Dossier 2.8.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Max, Min, Sum, When

from javon.collection.stock.columns import column_of
from javon.collection.stock.models import Correction, Delivery, Disposal, Loss, Movement
from javon.collection.stock.queries import books
from javon.collection.stock.rules.balance import DIMENSIONS, Fact, PartThree, part_three

QUARTERS = (1, 2, 3, 4)


@dataclass(slots=True)
class Sums:
    """Copies and tiyin as the book shows them (positive in both parts), by column; `individual` has a number of its own."""

    copies: int = 0
    amount: int = 0
    individual: int = 0
    by: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def add(self, other: Sums) -> None:
        self.copies += other.copies
        self.amount += other.amount
        self.individual += other.individual
        for key, count in other.by.items():
            self.by[key] += count


@dataclass(slots=True)
class Line:
    """One line of part 1 or 2: a paper's, or a correction's. `late_from` is the month in which it really happened."""

    month: int
    paper: Delivery | Disposal | Correction
    written_on: date
    happened_on: date
    sums: Sums
    late_from: date | None = None

    @property
    def is_correction(self) -> bool:
        return isinstance(self.paper, Correction)


@dataclass(slots=True)
class Part:
    """Part 1 or 2 of a year."""

    lines: list[Line]
    months: dict[int, Sums]

    def total(self, first: int = 1, last: int = 12) -> Sums:
        whole = Sums()
        for month, sums in self.months.items():
            if first <= month <= last:
                whole.add(sums)
        return whole


_PAPERS: tuple[tuple[str, type[Any]], ...] = (
    ("delivery", Delivery),
    ("disposal", Disposal),
    ("correction", Correction),
)


def part(centre_id: UUID, year: int, side: str) -> Part:
    """Part 1 (side "in") or part 2 (side "out") of `year`, its lines in the order of the book."""
    rows = Movement.objects.filter(centre_id=centre_id, year=year, side=side)
    grouped = rows.order_by().values_list(
        "month", "delivery", "disposal", "correction", "reason", *DIMENSIONS
    )
    summed = grouped.annotate(
        count=Sum("copies"),
        sum=Sum("amount"),
        own=Sum(Case(When(copy__isnull=False, then=F("copies")), default=0)),
        happened=Min("happened_on"),
        booked=Max("booked_on"),
    )
    sign = -1 if side == Movement.Side.OUT else 1
    found: dict[tuple[int, str, UUID], Line] = {}
    for month, *papers, reason, kind, group, language, copies, amount, own, happened, booked in summed:
        key = next((month, name, one) for (name, _model), one in zip(_PAPERS, papers, strict=True) if one)
        line = found.get(key)
        if line is None:
            line = found[key] = Line(month, None, booked, happened, Sums())  # type: ignore[arg-type]
        line.happened_on, line.written_on = min(line.happened_on, happened), max(line.written_on, booked)
        sums = line.sums
        sums.copies += sign * copies
        sums.amount += sign * amount
        sums.individual += sign * own
        for name, value in zip(DIMENSIONS, (kind, group, language), strict=True):
            sums.by[name, column_of(name, value)] += sign * copies
        if reason:
            sums.by["reason", reason] += sign * copies
    _name_papers(found)
    lines = sorted(
        found.values(), key=lambda one: (one.month, one.written_on, one.is_correction, one.paper.number)
    )
    months: dict[int, Sums] = {}
    for line in lines:
        if (line.happened_on.year, line.happened_on.month) < (year, line.month):
            line.late_from = line.happened_on.replace(day=1)
        months.setdefault(line.month, Sums()).add(line.sums)
    return Part(lines, months)


def _name_papers(found: dict[tuple[int, str, UUID], Line]) -> None:
    """Hang the papers on their lines: one question per kind of paper and four hundred of them."""
    for name, model in _PAPERS:
        keys = list({key[2] for key in found if key[1] == name})
        papers: dict[UUID, Any] = {}
        for start in range(0, len(keys), 400):
            papers |= model.objects.in_bulk(keys[start : start + 400])
        for key, line in found.items():
            if key[1] == name:
                line.paper = papers[key[2]]


@dataclass(frozen=True, slots=True)
class Third:
    """Part 3 of a year: the year itself and each quarter."""

    year: PartThree
    quarters: dict[int, PartThree]


def third(centre_id: UUID, year: int) -> Third:
    """Part 3: begin, in, out and end of the year and its quarters, in total and by column."""
    before = [_in_columns(fact) for fact in books.facts(books.before(centre_id, date(year, 1, 1)))]
    rows = Movement.objects.filter(centre_id=centre_id, year=year).order_by()
    by_month = rows.values_list("month", "side", *DIMENSIONS).annotate(Sum("copies"), Sum("amount"))
    months: dict[int, list[Fact]] = defaultdict(list)
    for month, *fact in by_month:
        months[month].append(_in_columns(Fact(*fact)))
    quarters: dict[int, PartThree] = {}
    gone = list(before)
    for quarter in QUARTERS:
        during = [fact for month in range(3 * quarter - 2, 3 * quarter + 1) for fact in months[month]]
        quarters[quarter] = part_three(gone, during)
        gone += during
    return Third(part_three(before, [fact for facts in months.values() for fact in facts]), quarters)


def _in_columns(fact: Fact) -> Fact:
    return fact._replace(
        kind=column_of("kind", fact.kind),
        content_group=column_of("content_group", fact.content_group),
        language=column_of("language", fact.language),
    )


def years(centre_id: UUID) -> list[int]:
    """Years in which the ledger has a row, the newest first."""
    ends = Movement.objects.filter(centre_id=centre_id).aggregate(Min("year"), Max("year"))
    if ends["year__min"] is None:
        return []
    return list(range(ends["year__max"], ends["year__min"] - 1, -1))


def in_and_out(centre_id: UUID, year: int, month: int) -> tuple[Sums, Sums]:
    """What came and what went in one month, as the book shows it."""
    rows = Movement.objects.filter(centre_id=centre_id, year=year, month=month)
    found = {
        side: (copies, amount)
        for side, copies, amount in rows.order_by().values_list("side").annotate(Sum("copies"), Sum("amount"))
    }
    came, went = found.get(Movement.Side.IN, (0, 0)), found.get(Movement.Side.OUT, (0, 0))
    return Sums(*came), Sums(-went[0], -went[1])


def open_papers(centre_id: UUID) -> dict[str, int]:
    """How many deliveries are being entered, write-offs are on their way, losses are not made good."""
    return {
        "deliveries": Delivery.objects.filter(centre=centre_id, state=Delivery.State.DRAFT).count(),
        "disposals": Disposal.objects.filter(centre=centre_id, state__in=Disposal.OPEN).count(),
        "losses": Loss.objects.filter(centre=centre_id, state=Loss.State.OPEN).count(),
    }
