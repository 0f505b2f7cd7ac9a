"""The inventory book as it lies on the table: twenty-five numbers to a page, skipped and repeated ones with their note.

Dossier 2.7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Min, QuerySet

from javon.centre.organisation.models import Centre
from javon.collection.stock.models import (
    Copy,
    Expectation,
    InventoryBook,
    Movement,
    Stocktaking,
    Whereabouts,
)
from javon.collection.stock.rules.inventory import MAIN_ADDRESS as MAIN
from javon.core import clock

PER_PAGE = 25
_AT_ONCE = 400  # copies asked for in one question

_TITLE = ("number", "title", "subtitle", "author", "place", "year")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a closed stocktaking said of a copy."""

    year: int
    was_found: bool  # here, or known to be with a reader


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a copy with the marks of its stocktakings, or a number that the book skips (`copy` None)."""

    number: str
    copy: Copy | None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class BookPage:
    """One page of the book: its lines, their sum, and which pages lie around it."""

    page: int
    pages: int
    entries: list[Entry]
    amount: int  # tiyin of the lines that have a price
    copies: int
    previous: int | None  # the nearest page before with a line
    following: int | None

    @property
    def first(self) -> int:
        return (self.page - 1) * PER_PAGE + 1


def stock_books(centre: Centre) -> list[InventoryBook]:
    """The inventory books of the centre; the main one is told of even before its first number."""
    found = list(InventoryBook.objects.filter(centre=centre))
    if not any(book.code == "" for book in found):
        found.insert(0, InventoryBook(centre=centre, code="", name="Inventar kitobi"))
    return found


def book_at(centre: Centre, address: str) -> InventoryBook | None:
    """The book under this address."""
    code = "" if address == MAIN else address
    return next((book for book in stock_books(centre) if book.code == code), None)


def address_of(book: InventoryBook) -> str:
    """What stands for the book in an address."""
    return book.code or MAIN


def lines(book: InventoryBook) -> QuerySet[Copy]:
    """Its lines in their order, light: without the records themselves."""
    found = Copy.objects.filter(centre=book.centre_id, inventory_book=book.code).exclude(inventory_number="")
    light = [f"title__{name}" for name in _TITLE]
    return (
        found.select_related("title", "delivery", "disposal", "disposal__act")
        .only(
            "inventory_book", "inventory_number", "inventory_repeat", "inventory_order", "acquired_on", "price",
            "shelf_mark", "state", "note", "delivery__book_number", "delivery__book_year", "delivery__booked_on",
            "disposal__number", "disposal__book_number", "disposal__booked_on", "disposal__act__number",
            "disposal__act__dated_on", *light,
        )
        .order_by("inventory_order", "inventory_number", "inventory_repeat")
    )  # fmt: skip


def last_page(book: InventoryBook) -> int:
    """The page of the highest number."""
    return page_of(max(_last_order(book), book.last, 1))


def _last_order(book: InventoryBook) -> int:
    held = Copy.objects.filter(centre=book.centre_id, inventory_book=book.code).exclude(inventory_number="")
    return int(held.aggregate(last=Max("inventory_order"))["last"] or 0)


def page_of(number: int) -> int:
    """The page on which a number stands."""
    return max(1, (number - 1) // PER_PAGE + 1)


def book_page(book: InventoryBook, page: int) -> BookPage:
    """The lines of one page; a number that nobody has is a line without a copy while a higher one is given."""
    pages = last_page(book)
    page = min(max(page, 1), pages)
    first, last = (page - 1) * PER_PAGE + 1, page * PER_PAGE
    low = 0 if page == 1 else first  # marks without digits stand before the first number
    held = lines(book)
    copies = list(held.filter(inventory_order__range=(low, last)))
    top = max(_last_order(book), book.last)
    by_number: dict[int, list[Copy]] = {}
    for copy in copies:
        by_number.setdefault(copy.inventory_order, []).append(copy)
    marks = marks_of([copy.pk for copy in copies])
    entries = [_entry(copy, marks) for copy in by_number.pop(0, [])]
    for number in range(first, min(last, top) + 1):
        here = by_number.get(number, [])
        entries += [_entry(copy, marks) for copy in here] or [Entry(str(number), None)]
    before = held.filter(inventory_order__lt=low).aggregate(there=Max("inventory_order"))["there"]
    following = held.filter(inventory_order__gt=last).aggregate(there=Min("inventory_order"))["there"]
    return BookPage(
        page=page,
        pages=pages,
        entries=entries,
        amount=sum(copy.price or 0 for copy in copies),
        copies=len(copies),
        previous=page_of(before) if before is not None else None,
        following=page_of(following) if following is not None else None,
    )


def _entry(copy: Copy, marks: dict[UUID, tuple[Mark, ...]]) -> Entry:
    return Entry(copy.inventory_number, copy, marks.get(copy.pk, ()))


def marks_of(copy_ids: Sequence[UUID]) -> dict[UUID, tuple[Mark, ...]]:
    """What the closed stocktakings said of these copies, the oldest first; of two in one year the later speaks."""
    said: dict[UUID, dict[int, Mark]] = {}
    for start in range(0, len(copy_ids), _AT_ONCE):
        rows = Expectation.objects.filter(
            copy_id__in=copy_ids[start : start + _AT_ONCE], stocktaking__state=Stocktaking.State.CLOSED
        ).order_by("stocktaking__counted_at")
        for copy_id, outcome, moment in rows.values_list("copy_id", "outcome", "stocktaking__counted_at"):
            if moment is None:
                continue
            year = clock.day_of(moment).year
            said.setdefault(copy_id, {})[year] = Mark(year, outcome != Expectation.Outcome.MISSING)
    return {copy_id: tuple(by_year.values()) for copy_id, by_year in said.items()}


def entries_between(book: InventoryBook, first: int, last: int) -> list[Entry]:
    """The lines from number `first` to number `last`, skipped ones told; the book's end is the end."""
    last = min(last, max(_last_order(book), book.last))
    by_number: dict[int, list[Copy]] = {}
    for copy in lines(book).filter(inventory_order__range=(first, last)).iterator(chunk_size=500):
        by_number.setdefault(copy.inventory_order, []).append(copy)
    marks = marks_of([copy.pk for held in by_number.values() for copy in held])
    found: list[Entry] = []
    for number in range(first, last + 1):
        held = by_number.get(number, [])
        found += [_entry(copy, marks) for copy in held] or [Entry(str(number), None)]
    return found


def numbers_of_year(book: InventoryBook, year: int) -> tuple[int, int] | None:
    """The first and last number that the deliveries of `year` got in this book; None when none did."""
    came = Copy.objects.filter(centre=book.centre_id, inventory_book=book.code, delivery__book_year=year)
    ends = came.aggregate(first=Min("inventory_order"), last=Max("inventory_order"))
    return (ends["first"], ends["last"]) if ends["first"] is not None else None


def copy_by_id(centre_id: UUID, pk: UUID) -> Copy | None:
    """One copy with everything its page tells."""
    found = Copy.objects.filter(centre=centre_id, pk=pk)
    return found.select_related("title", "service_point", "delivery", "disposal", "disposal__act").first()


def stays_of(copy: Copy) -> list[Whereabouts]:
    """Where it was, the newest first; the last two hundred."""
    return list(copy.stays.select_related("point").order_by("-id")[:200])


def movements_of(copy: Copy) -> list[Movement]:
    """Its rows of the ledger in the order in which they were written."""
    rows = copy.movements.select_related("delivery", "disposal", "correction")
    return list(rows.order_by("booked_on", "id"))
