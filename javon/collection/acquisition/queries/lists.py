"""Purchase lists with what they cost and what is left of their money. Sums in tiyin. Nizom 2.11."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce

from javon.collection.acquisition.models import OrderLine, PurchaseLine, PurchaseList
from javon.collection.acquisition.queries.proposals import agree
from javon.collection.acquisition.rules.lists import LineFacts, ListFacts
from javon.core import clock
from javon.core.uzbek import fold


@dataclass(frozen=True, slots=True)
class Money:
    """The foot of a list: what its lines cost, and the budget."""

    titles: int
    copies: int
    amount: int
    budget: int

    @property
    def left(self) -> int:
        """Below nothing when the lines exceed the budget."""
        return self.budget - self.amount

    @property
    def over(self) -> int:
        return max(0, -self.left)


def register(centre_id: UUID, state: str = "") -> QuerySet[PurchaseList]:
    """Lists with `titles`, `copies` and `amount`, the newest first."""
    rows = PurchaseList.objects.filter(centre_id=centre_id)
    if state:
        rows = rows.filter(state=state)
    return rows.annotate(
        titles=Count("lines"),
        copies=Coalesce(Sum("lines__quantity"), 0),
        amount=Coalesce(Sum(F("lines__quantity") * F("lines__unit_price")), 0),
    ).order_by("-number")


def by_number(centre_id: UUID, number: int) -> PurchaseList | None:
    """The list with this short number."""
    return PurchaseList.objects.select_related("centre").filter(centre_id=centre_id, number=number).first()


def lines_of(purchase_list: PurchaseList) -> list[PurchaseLine]:
    """Its lines in their order, each with `voices`, `amount`, `ordered_copies` and `left` to be ordered."""
    rows: list[PurchaseLine] = list(
        purchase_list.lines.select_related("proposal", "title_record")
        .defer("title_record__marc")
        .annotate(voices=Count("proposal__voices"))
        .order_by("position")
    )
    ordered = ordered_of(purchase_list)
    for row in rows:
        row.amount = row.quantity * row.unit_price  # type: ignore[attr-defined]
        row.ordered_copies = ordered.get(row.pk, 0)  # type: ignore[attr-defined]
        row.left = max(0, row.quantity - row.ordered_copies)  # type: ignore[attr-defined]
    return rows


def ordered_of(purchase_list: PurchaseList) -> dict[UUID, int]:
    """Line → copies ordered of it and not cancelled again."""
    rows = OrderLine.objects.filter(purchase_line__purchase_list=purchase_list)
    sums = rows.values("purchase_line_id").annotate(copies=Sum(F("quantity") - F("cancelled")))
    return {row["purchase_line_id"]: row["copies"] for row in sums}


def money_of(purchase_list: PurchaseList, lines: list[PurchaseLine]) -> Money:
    """What it costs beside its budget."""
    return Money(
        titles=len(lines),
        copies=sum(line.quantity for line in lines),
        amount=sum(line.quantity * line.unit_price for line in lines),
        budget=purchase_list.budget,
    )


def facts(
    purchase_list: PurchaseList,
    lines: list[PurchaseLine],
    *,
    expected_edits: int | None = None,
    reason: str = "",
    decided_by: int | None = None,
) -> ListFacts:
    """What the rules need to know of a list."""
    return ListFacts(
        today=clock.today(),
        state=purchase_list.state,
        year=purchase_list.year,
        budget=purchase_list.budget,
        lines=tuple(LineFacts(line.position, line.name, line.quantity, line.unit_price) for line in lines),
        expected_edits=expected_edits,
        edits=purchase_list.edits,
        reason=reason,
        sent_by=purchase_list.sent_by_id,
        decided_by=decided_by,
    )


def stands_already(lines: list[PurchaseLine], *, name: str, author: str, isbn: str, besides: int = 0) -> bool:
    """Is the same book on the list, on another line than number `besides`?"""
    for line in lines:
        if line.position == besides:
            continue
        if isbn and line.isbn == isbn:
            return True
        if not (isbn and line.isbn) and fold(line.name) == fold(name) and agree(line.author, author):
            return True
    return False


def waiting(centre_id: UUID) -> int:
    """Lists before the director."""
    return PurchaseList.objects.filter(centre_id=centre_id, state=PurchaseList.State.SENT).count()
