"""Copies of the stock that was there before: entered from the old inventory books, they fill the opening balance.

They hang on no delivery and write no row of the ledger: the balance on paper has counted them. Nizom 5.2, 2.11.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.catalogue.authorities import raw_id
from javon.collection.catalogue.happened import RecordTakenBack
from javon.collection.catalogue.models import Title
from javon.collection.stock import codes, counters, rights
from javon.collection.stock.dimensions import counted_title, order_of
from javon.collection.stock.happened import CopiesTakenBack
from javon.collection.stock.models import Copy
from javon.collection.stock.queries import old_copies as queries
from javon.collection.stock.rules import old_copies as rules
from javon.collection.stock.whereabouts import open_stays, tell_index
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action, execute_many
from javon.core.database.uses import uses
from javon.core.reactions import announce
from javon.core.uzbek import normalise


@action
def enter_old_copies(
    *,
    by: Actor,
    centre: Centre,
    title: Title,
    numbers: Sequence[str],
    service_point: ServicePoint,
    inventory_book: str = "",
    price: int | None = None,
    shelf_mark: str = "",
    shelf: str = "",
    loanable: bool = True,
    acquired_on: date | None = None,
    note: str = "",
    request_id: UUID | None = None,
) -> int:
    """Enter the copies that stand in an old inventory book under `numbers`; returns how many. `price` in tiyin.

    Each gets a barcode of ours and stands on its shelf. Raises Refused with every objection of
    ``rules.old_copies.may_enter``; a number that the book repeats needs a `note`.
    """
    require(by, rights.ENTER_OLD_COPIES)
    Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    facts = queries.facts(
        centre.pk, title, tuple(numbers), inventory_book, price=price, acquired_on=acquired_on, note=note
    )
    rules.may_enter(facts).enforce()
    now, first = clock.now(), counters.take("barcode", len(numbers))
    repeats = queries.last_repeats(centre.pk, inventory_book, numbers)
    made = [
        Copy(
            centre=centre,
            title=title,
            service_point=service_point,
            barcode=codes.barcode_of(first + place),
            inventory_book=inventory_book,
            inventory_number=number,
            inventory_repeat=repeats.get(number, -1) + 1,
            inventory_order=order_of(number),
            shelf_mark=shelf_mark[:80],
            shelf=shelf[:80],
            loanable=loanable,
            price=price,
            acquired_on=acquired_on,
            note=normalise(note).strip()[:200],
            entered_at=now,
            entered_by_id=by.user_id,
            **counted_title(title)._asdict(),
        )
        for place, number in enumerate(numbers)
    ]
    Copy.objects.bulk_create(made, batch_size=200)
    open_stays(made, place=Copy.State.ON_SHELF, since=now, by=by)
    tell_index([title.pk])
    audit.record(by, "old_copies_entered", title)
    return len(made)


def take_copies_back(event: RecordTakenBack) -> None:
    """The old copies that a person has entered with a record go with it; one that anything has touched stays.

    A reaction of config/reactions.py. What stays holds the record: the catalogue then refuses, and nothing is done.
    """
    copies = list(queries.entered_with(event.title_id, event.by_user_id))
    if copies:
        announce(CopiesTakenBack(tuple(copy.pk for copy in copies)))
    used = uses(Copy, [copy.pk for copy in copies], {"stock.whereabouts"})
    keys = [(raw_id(copy.pk),) for copy in copies if copy.pk not in used]
    for table, column in (("stock_whereabouts", "copy_id"), ("stock_copy", "id")):
        execute_many(f"DELETE FROM {table} WHERE {column} = %s", keys)
