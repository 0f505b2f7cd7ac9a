"""Numbers without gaps: taken and raised in the transaction that uses them, given back when it fails.

On SQLite the writers' gate, on PostgreSQL the counter's row lock stands between two people; the unique constraint of
the numbered row is the last word. Dossier 2.7, 2.8.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Max, QuerySet

from javon.collection.stock.models import Copy, InventoryBook, StockCounter

MAIN_BOOK = ""  # the code of the inventory book that every centre has
STRANGE = 10_000_000  # a larger inventory number is a barcode or a slip: no book goes on from there


def take(name: str, count: int = 1) -> int:
    """The first of `count` numbers after the last one given under `name`. Only inside a write transaction."""
    StockCounter.objects.get_or_create(name=name)
    StockCounter.objects.filter(name=name).update(last=F("last") + count)
    return int(StockCounter.objects.values_list("last", flat=True).get(name=name)) - count + 1


def part_one(centre_id: UUID, year: int) -> int:
    """The next line of part 1 of the summary book; begins anew each year."""
    return take(f"part-one/{centre_id.hex}/{year}")


def part_two(centre_id: UUID, year: int) -> int:
    """The next act of part 2."""
    return take(f"part-two/{centre_id.hex}/{year}")


def address_number(what: str, centre_id: UUID) -> int:
    """The next short number for addresses: of a delivery, a write-off, a correction …"""
    return take(f"{what}/{centre_id.hex}")


def book_of(centre_id: UUID, code: str = MAIN_BOOK) -> InventoryBook:
    """The inventory book of this code, locked; the main one is opened when nobody has yet.

    Opened so, it goes on after the largest number that the copies have: the paper book ended there as far as we know.
    Raises InventoryBook.DoesNotExist for any other book that is not there.
    """
    if code == MAIN_BOOK and not InventoryBook.objects.filter(centre_id=centre_id, code=code).exists():
        last = (
            _old(centre_id, code).filter(inventory_order__lt=STRANGE).aggregate(last=Max("inventory_order"))
        )
        ended = last["last"] or 0
        InventoryBook.objects.get_or_create(
            centre_id=centre_id,
            code=code,
            defaults={"name": "Inventar kitobi", "paper_last": ended, "last": ended},
        )
    return InventoryBook.objects.select_for_update().get(centre_id=centre_id, code=code)


def _old(centre_id: UUID, code: str) -> QuerySet[Copy]:
    return Copy.objects.filter(centre_id=centre_id, inventory_book=code).exclude(inventory_number="")


def inventory_numbers(book: InventoryBook, count: int) -> list[int]:
    """The next `count` free numbers of `book` (locked): they follow the last one given, without a gap.

    A number that an old copy turned out to have is left to it: its line stands in the book between ours.
    """
    numbers: list[int] = []
    at = book.last
    beyond = _old(book.centre_id, book.code).filter(inventory_order__gt=at).order_by("inventory_order")
    # One walk over what stands there already: an old book entered late may have tens of thousands of them.
    occupied = beyond.values_list("inventory_order", flat=True).distinct().iterator(chunk_size=2000)
    following = next(occupied, None)
    while len(numbers) < count:
        at += 1
        if at == following:
            following = next(occupied, None)
        else:
            numbers.append(at)
    if numbers:
        book.last = numbers[-1]
        book.save(update_fields=["last"])
    return numbers
