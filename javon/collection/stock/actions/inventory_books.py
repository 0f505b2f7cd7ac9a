"""Inventory books: one is added for numbers that an old book gave. Dossier 2.7."""

from __future__ import annotations

from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.collection.stock import rights
from javon.collection.stock.models import InventoryBook
from javon.collection.stock.rules.inventory import BookFacts, may_add_book
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise


@action
def add_inventory_book(
    *, by: Actor, centre: Centre, code: str, name: str, paper_last: int = 0, request_id: UUID | None = None
) -> InventoryBook:
    """Add an inventory book whose numbers up to `paper_last` were written by hand.

    Raises Refused: ``book_unnamed``, ``book_code_taken``, ``book_code_unreal``, ``book_number_unreal``.
    """
    require(by, rights.CORRECT_BOOKS)
    centre = Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    code, name = code.strip().lower()[:20], normalise(name).strip()[:160]
    taken = InventoryBook.objects.filter(centre=centre, code=code).exists()
    may_add_book(BookFacts(code, name, paper_last, taken)).enforce()
    made = InventoryBook.objects.create(
        centre=centre, code=code, name=name, paper_last=paper_last, last=paper_last, opened_on=clock.today()
    )
    audit.record(by, "inventory_book_added", made, code=code)
    return made
