"""Deliveries: the register, one with its lines, what the rules need to know, what is likely to be typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from javon.collection.catalogue import queries as catalogue
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.models import Title
from javon.collection.sources.record import Record
from javon.collection.stock.holdings import TitleRow
from javon.collection.stock.models import Commission, Copy, Delivery, DeliveryLine, InventoryBook, Loss
from javon.collection.stock.queries import prohibited
from javon.collection.stock.queries.records import staff_list
from javon.collection.stock.rules.deliveries import DeliveryFacts, LineFacts
from javon.core import clock


def register(centre_id: UUID, *, state: str = "", words: str = "") -> QuerySet[Delivery]:
    """Deliveries, the newest first, with their sums."""
    rows = Delivery.objects.filter(centre_id=centre_id)
    if state:
        rows = rows.filter(state=state)
    if words.strip():
        rows = rows.filter(Q(source__icontains=words.strip()) | Q(paper_number__icontains=words.strip()))
    return rows.annotate(
        titles=Count("lines"),
        copies_on_lines=Sum("lines__copies"),
        amount=Sum(F("lines__copies") * F("lines__unit_price")),
    ).order_by("-number")


def by_number(centre_id: UUID, number: int) -> Delivery | None:
    """The delivery with this short number."""
    rows = Delivery.objects.select_related("centre", "commission", "liable", "act")
    return rows.filter(centre_id=centre_id, number=number).first()


def lines(delivery: Delivery) -> list[DeliveryLine]:
    """Its lines in their order, with their titles and points; once accepted, with `numbers`: "13–15, 17"."""
    rows = list(
        delivery.lines.select_related("title", "service_point", "loss")
        .defer("title__marc")
        .order_by("position")
    )
    if delivery.state != Delivery.State.ACCEPTED:
        return rows
    orders = Copy.objects.filter(delivery=delivery).order_by("inventory_order")
    given = list(orders.values_list("title_id", "inventory_book", "inventory_order"))
    for row in rows:
        if row.first_number is not None and row.last_number is not None:
            span = range(row.first_number, row.last_number + 1)
            mine = (row.title_id, row.inventory_book)
            row.numbers = in_runs([order for *key, order in given if tuple(key) == mine and order in span])  # type: ignore[attr-defined]
    return rows


def in_runs(numbers: list[int]) -> str:
    """Rising numbers as people write them: 13, 14, 15, 17 is "13–15, 17"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def line_facts(line: DeliveryLine, books: dict[str, InventoryBook], suspicions: dict[UUID, str]) -> LineFacts:
    """What the rules need to know of a line; `suspicions`: the weightiest of each title."""
    book = books.get(line.inventory_book)
    return LineFacts(
        position=line.position,
        copies=line.copies,
        unit_price=line.unit_price,
        is_donor=line.title.is_donor,
        book_exists=line.inventory_book == "" or book is not None,
        book_is_closed=book is not None and book.closed_on is not None,
        answers_loss=hasattr(line, "loss"),
        is_individual=line.is_individual,
        title=line.title.title,
        suspicion=suspicions.get(line.title_id, ""),
    )


def facts(
    delivery: Delivery, rows: list[DeliveryLine], *, expected_edits: int | None = None, reason: str = ""
) -> DeliveryFacts:
    """What the rules need to know of a delivery."""
    books = books_of(delivery.centre_id)
    commission = delivery.commission
    suspected = prohibited.weightiest(
        prohibited.suspicions(delivery.centre_id, [row.title_id for row in rows]) if rows else ()
    )
    return DeliveryFacts(
        today=clock.today(),
        kind=delivery.kind,
        state=delivery.state,
        source=delivery.source,
        paper_number=delivery.paper_number,
        received_on=delivery.received_on,
        declared_copies=delivery.declared_copies,
        declared_amount=delivery.declared_amount,
        lines=tuple(line_facts(row, books, suspected) for row in rows),
        has_commission=commission is not None,
        commission_holds=commission is None or holds_on(commission, delivery.received_on),
        expected_edits=expected_edits,
        edits=delivery.edits,
        reason=reason,
        answers_losses=Loss.objects.filter(offer__delivery=delivery).exists(),
    )


def holds_on(commission: Commission, day: date) -> bool:
    """Was the commission at work on that day?"""
    return commission.valid_from <= day and (commission.valid_to is None or day <= commission.valid_to)


def books_of(centre_id: UUID) -> dict[str, InventoryBook]:
    """The centre's inventory books by their codes."""
    return {book.code: book for book in InventoryBook.objects.filter(centre_id=centre_id)}


def acceptance_commissions(centre_id: UUID) -> QuerySet[Commission]:
    """Commissions that accept; whether one was at work on the day of receipt the rules say."""
    rows = Commission.objects.filter(centre_id=centre_id)
    return rows.filter(pk__in=[one.pk for one in rows if Commission.Purpose.ACCEPTANCE in one.purposes])


def sources(centre_id: UUID) -> list[str]:
    """From whom things came before, the newest first: offered while typing."""
    names = Delivery.objects.filter(centre_id=centre_id).order_by("-number").values_list("source", flat=True)
    return list(dict.fromkeys(names[:200]))[:30]


@dataclass(frozen=True, slots=True)
class Totals:
    """What the lines add up to, beside what the paper says; differences are zero when it agrees."""

    titles: int
    copies: int
    amount: int
    declared_copies: int | None
    declared_amount: int | None

    @property
    def copies_missing(self) -> int:
        return (self.declared_copies if self.declared_copies is not None else self.copies) - self.copies

    @property
    def amount_missing(self) -> int:
        return (self.declared_amount if self.declared_amount is not None else self.amount) - self.amount

    @property
    def agrees(self) -> bool:
        return not self.copies_missing and not self.amount_missing


def totals(delivery: Delivery, rows: list[DeliveryLine]) -> Totals:
    """The foot of the list of lines."""
    return Totals(
        titles=len({row.title_id for row in rows}),
        copies=sum(row.copies for row in rows),
        amount=sum(row.copies * row.unit_price for row in rows),
        declared_copies=delivery.declared_copies,
        declared_amount=delivery.declared_amount,
    )


def in_processing(delivery: Delivery) -> int:
    """Copies of an accepted delivery that still wait for stamp, label and shelf."""
    return Copy.objects.filter(delivery=delivery, state=Copy.State.IN_PROCESSING).count()


# --- which book a line is about


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed to find a book, and the records that answer; one exact answer is taken at once."""

    typed: str
    exact: Title | None = None
    rows: tuple[TitleRow, ...] = ()


MOST_FOUND = 8


def seek(centre_id: UUID, typed: str) -> Sought:
    """Our record by its number ("№ 128", "128"), its ISBN, else the first that the search finds."""
    typed = typed.strip()[:200]
    if not typed:
        return Sought("")
    bare = typed.lstrip("№# ").strip()
    exact = catalogue.own_by_isbn(bare, centre_id)
    if exact is None and bare.isascii() and bare.isdigit() and len(bare) < 9:
        exact = catalogue.title_by_number(int(bare), centre_id)
    if exact is not None:
        return Sought(typed, exact)
    return Sought(typed, None, tuple(staff_list(typed).rows[:MOST_FOUND]))


def lately_entered(centre_id: UUID, most: int = 6) -> list[Title]:
    """Records entered last: what lies on the cataloguer's table is often theirs."""
    return list(catalogue.own_titles(centre_id).defer("marc").order_by("-number")[:most])


def mark_of(title: Title) -> str:
    """The shelf mark that the record suggests: its class number over its author mark."""
    book = derive(Record.from_json(title.marc))
    return " ".join(filter(None, (next(iter(book.bbk or book.udc), ""), book.author_mark)))[:80]
