"""Numbers without gaps: taken and raised in the transaction that uses them, given back when it fails.

On SQLite the writers' gate, on PostgreSQL the counter's row lock stands between two people; the unique constraint of
the numbered row is the last word. Dossier 2.7, 2.8.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import F

from javon.collection.stock.models import InventoryBook, StockCounter

MAIN_BOOK = ""  # the code of the inventory book that every centre has


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

    Raises InventoryBook.DoesNotExist for any other that is not there.
    """
    if code == MAIN_BOOK:
        InventoryBook.objects.get_or_create(
            centre_id=centre_id, code=MAIN_BOOK, defaults={"name": "Inventar kitobi"}
        )
    return InventoryBook.objects.select_for_update().get(centre_id=centre_id, code=code)


def inventory_numbers(book: InventoryBook, count: int) -> int:
    """The first of `count` numbers in `book` (locked): they follow the last one given, without a gap."""
    first = book.last + 1
    book.last += count
    book.save(update_fields=["last"])
    return first
