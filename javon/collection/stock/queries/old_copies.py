"""Copies of old inventory books: what the rules need to know before they are entered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from javon.collection.catalogue.models import Title
from javon.collection.stock.counters import MAIN_BOOK
from javon.collection.stock.dimensions import order_of
from javon.collection.stock.models import Copy, InventoryBook
from javon.collection.stock.rules.old_copies import OldCopyFacts
from javon.core import clock


def last_repeats(centre_id: UUID, book: str, numbers: Sequence[str]) -> dict[str, int]:
    """Of numbers that stand in the book: the last repeat of each."""
    rows = Copy.objects.filter(centre_id=centre_id, inventory_book=book, inventory_number__in=list(numbers))
    return dict(rows.values_list("inventory_number").annotate(last=Max("inventory_repeat")))


def ours(book: InventoryBook | None, numbers: Sequence[str]) -> tuple[str, ...]:
    """Of these numbers, those that Javon has given in a book that it goes on with: they are not typed.

    What stands beyond the last one is nobody's yet: an old book may have it, and the counter passes over it.
    """
    if book is None:
        return ()
    given = range(book.paper_last + 1, book.last + 1)
    return tuple(number for number in numbers if number.isdecimal() and order_of(number) in given)


def facts(
    centre_id: UUID,
    title: Title,
    numbers: tuple[str, ...],
    book: str,
    *,
    price: int | None,
    acquired_on: date | None,
    note: str,
) -> OldCopyFacts:
    """What is known of copies about to be entered."""
    row = InventoryBook.objects.filter(centre_id=centre_id, code=book).first()
    return OldCopyFacts(
        today=clock.today(),
        numbers=numbers,
        price=price,
        acquired_on=acquired_on,
        is_donor=title.is_donor,
        book_exists=row is not None or book == MAIN_BOOK,
        taken=tuple(sorted(last_repeats(centre_id, book, numbers))),
        ours=ours(row, numbers),
        note=note,
    )


def books(centre_id: UUID) -> list[tuple[str, str]]:
    """Inventory books to choose from, the main one first."""
    rows = list(
        InventoryBook.objects.filter(centre_id=centre_id).order_by("code").values_list("code", "name")
    )
    return rows if any(code == MAIN_BOOK for code, _name in rows) else [(MAIN_BOOK, "Inventar kitobi"), *rows]


def entered_with(title_id: UUID, by_user_id: int) -> QuerySet[Copy]:
    """The copies of an old book that a person wrote under a record and that have stood on their shelf ever since."""
    copies = Copy.objects.filter(
        title=title_id,
        entered_by_id=by_user_id,
        delivery=None,
        disposal=None,
        state=Copy.State.ON_SHELF,
    )
    return copies.annotate(moves=Count("stays")).filter(moves=1)
