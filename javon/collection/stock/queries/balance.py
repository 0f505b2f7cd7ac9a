"""The four figures that an inspector compares: summary book, inventory book, catalogue with what is not entered, accounting.

Summary = catalogue + not yet entered + counted in the summary only, by construction: each row of the ledger is in
exactly one of them. docs/algorithms/stock-ledger.md tells why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, Sum

from javon.collection.stock.columns import COLUMNS, column_of
from javon.collection.stock.models import Copy, Movement, OpeningBalance, Reconciliation
from javon.collection.stock.queries import books
from javon.collection.stock.rules.balance import DIMENSIONS, NOTHING, Quantity


@dataclass(frozen=True, slots=True)
class FourFigures:
    """What the books say now. `summary_only`: brochures and newspapers, which have no inventory number."""

    opening: OpeningBalance | None
    reconciled: Reconciliation | None
    summary: Quantity
    inventory: Quantity
    catalogue: Quantity
    opening_total: Quantity  # of the act, with the free corrections of it
    converted: Quantity  # copies of the old stock that were entered, gone ones among them
    summary_only: Quantity
    accounting: Quantity

    @property
    def not_entered(self) -> Quantity:
        return self.opening_total.minus(self.converted)

    @property
    def catalogue_side(self) -> Quantity:
        """Catalogue + not yet entered + counted in the summary only: what equals the summary book."""
        return self.catalogue.plus(self.not_entered).plus(self.summary_only)

    @property
    def inventory_differs(self) -> Quantity:
        return self.inventory.minus(self.summary)

    @property
    def accounting_differs(self) -> Quantity:
        return self.accounting.minus(self.summary)


def four_figures(centre_id: UUID) -> FourFigures:
    """The four figures of this moment; five questions whatever the size of the stock."""
    opening = OpeningBalance.objects.filter(centre=centre_id).select_related("act").first()
    reconciled = Reconciliation.objects.filter(centre=centre_id).select_related("act").first()
    summary = books.balance(centre_id)
    opening_rows, free, summary_only = _without_copies(centre_id)
    of_copies = summary.minus(opening_rows).minus(free).minus(summary_only)
    inventory, accounting = of_copies, NOTHING
    if opening is not None:
        inventory = inventory.plus(Quantity(opening.inventory_copies, opening.inventory_amount))
        accounting = Quantity(opening.accounting_copies, opening.accounting_amount)
        accounting = accounting.plus(summary.minus(opening_rows))
    if reconciled is not None:
        later = _sum(books.after(centre_id, reconciled.as_of))
        accounting = Quantity(reconciled.accounting_copies, reconciled.accounting_amount).plus(later)
    return FourFigures(
        opening=opening,
        reconciled=reconciled,
        summary=summary,
        inventory=inventory,
        catalogue=books.entered(centre_id),
        opening_total=opening_rows.plus(free),
        converted=_copies_sum(converted(centre_id)),
        summary_only=summary_only,
        accounting=accounting,
    )


def converted(centre_id: UUID) -> Q:
    """Copies of the stock that was there before the first delivery: those here, and those that an act took out.

    A copy that came by import as withdrawn long ago was not in the paper balance any more.
    """
    return Q(centre=centre_id, delivery=None) & (~Q(state=Copy.State.WRITTEN_OFF) | Q(disposal__isnull=False))


def _without_copies(centre_id: UUID) -> tuple[Quantity, Quantity, Quantity]:
    """Rows behind which no copy stands: the opening balance, free corrections, what is counted in the summary only."""
    rows = Movement.objects.filter(centre=centre_id, copy=None).aggregate(
        **{
            f"{name}_{what}": Sum(what, filter=which)
            for what in ("copies", "amount")
            for name, which in (
                ("opening", Q(side=Movement.Side.OPENING)),
                ("free", Q(correction__isnull=False)),
                ("only", Q(delivery__isnull=False)),
            )
        }
    )
    opening, free, only = (
        Quantity(rows[f"{name}_copies"] or 0, rows[f"{name}_amount"] or 0)
        for name in ("opening", "free", "only")
    )
    return opening, free, only


def _sum(rows: Iterable[Movement]) -> Quantity:
    found = rows.aggregate(Sum("copies"), Sum("amount"))  # type: ignore[attr-defined]
    return Quantity(found["copies__sum"] or 0, found["amount__sum"] or 0)


def _copies_sum(which: Q) -> Quantity:
    found = Copy.objects.filter(which).aggregate(count=Count("*"), amount=Sum("price"))
    return Quantity(found["count"], found["amount"] or 0)


@dataclass(frozen=True, slots=True)
class Filling:
    """How far one column of the opening balance is filled by entered copies."""

    dimension: str
    column: str
    on_paper: int
    entered: int

    @property
    def left(self) -> int:
        return self.on_paper - self.entered


def filling(centre_id: UUID) -> list[Filling]:
    """Every column of the opening balance that holds something, in the order of the book."""
    on_paper = {name: dict.fromkeys(COLUMNS[name], 0) for name in DIMENSIONS}
    entered = {name: dict.fromkeys(COLUMNS[name], 0) for name in DIMENSIONS}
    taken = Movement.objects.filter(centre=centre_id, copy=None, delivery=None)
    for place, rows in (
        (on_paper, taken.order_by().values_list(*DIMENSIONS).annotate(Sum("copies"))),
        (
            entered,
            Copy.objects.filter(converted(centre_id))
            .order_by()
            .values_list(*DIMENSIONS)
            .annotate(count=Count("pk")),
        ),
    ):
        for *values, copies in rows:
            for name, value in zip(DIMENSIONS, values, strict=True):
                place[name][column_of(name, value)] = place[name].get(column_of(name, value), 0) + copies
    return [
        Filling(name, column, on_paper[name][column], entered[name].get(column, 0))
        for name in DIMENSIONS
        for column in on_paper[name]
        if on_paper[name][column] or entered[name].get(column, 0)
    ]


def first_fact_on(centre_id: UUID) -> date | None:
    """The day of the oldest fact in the ledger."""
    rows = Movement.objects.filter(centre=centre_id).order_by("happened_on")
    return rows.values_list("happened_on", flat=True).first()


def reconciliations(centre_id: UUID) -> list[Reconciliation]:
    """Every comparison with accounting, the newest first."""
    return list(Reconciliation.objects.filter(centre=centre_id).select_related("act"))


def left_after(centre_id: UUID, rows: Iterable[tuple[str, str, str, int, int]]) -> dict[tuple[str, str], int]:
    """Copies that each touched column would hold with `rows` (kind, group, language, copies, tiyin) added."""
    left: dict[tuple[str, str], int] = {}
    for *values, copies, _amount in rows:
        for name, value in zip(DIMENSIONS, values, strict=True):
            if (name, value) not in left:
                held = Movement.objects.filter(centre=centre_id, **{name: value})
                left[name, value] = _sum(held).copies
            left[name, value] += copies
    return left


def inventory_at(centre_id: UUID, last: date) -> Quantity:
    """What the inventory book says at the end of the month of `last`: the act's figure and the copies since."""
    opening = OpeningBalance.objects.filter(centre=centre_id).first()
    begin = Quantity(opening.inventory_copies, opening.inventory_amount) if opening else NOTHING
    until = Movement.objects.filter(centre=centre_id, copy__isnull=False).filter(
        Q(year__lt=last.year) | Q(year=last.year, month__lte=last.month)
    )
    return begin.plus(_sum(until))
