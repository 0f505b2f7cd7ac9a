"""A book that is not in the catalogue yet is lent in thirty seconds: a short record, its copy, the loan, in one deed.

The record waits on the cataloguer's list of short records; the copy has a barcode and an inventory number as any other.
Nizom 2.11, 5.2; issue D, go-live.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.catalogue import rights as catalogue
from javon.collection.catalogue.actions import create_record
from javon.collection.catalogue.models import Title
from javon.collection.stock import rights as stock
from javon.collection.stock.actions.old_copies import enter_old_copies
from javon.collection.stock.models import Copy
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.database.fields import uuid7
from javon.core.uzbek import normalise
from javon.core.verdict import Refused
from javon.service.lending import rights
from javon.service.lending.actions.desk import How, lending
from javon.service.lending.answers import Answer
from javon.service.lending.models import Channel
from javon.service.readers.models import Card, Reader

LONGEST = 200
SHORT = "abonementda qisqa yozildi"  # why a second record of one title may be: the cataloguer joins them


@action(keep=Answer.to_json, restore=Answer.from_json)
def lend_uncatalogued(
    *,
    by: Actor,
    centre: Centre,
    reader: Reader,
    point: ServicePoint,
    number: str,
    name: str = "",
    author: str = "",
    year: str = "",
    title: Title | None = None,
    card: Card | None = None,
    happened_on: date | None = None,
    override_reason: str = "",
    request_id: UUID | None = None,
) -> Answer:
    """Enter the copy under its inventory `number` with a short record (or under `title`, where that one is held), lend it.

    Raises Refused: ``uncatalogued_without_name``, ``uncatalogued_without_number``, the objections of entering a record
    and an old copy, and of lending.
    """
    require(by, rights.LEND_UNCATALOGUED)
    told = normalise(name).strip()[:LONGEST]
    digits = number.strip()[:30]
    if title is None and not told:
        raise Refused.because("uncatalogued_without_name")
    if not digits:
        raise Refused.because("uncatalogued_without_number")
    # The right to lend what is not catalogued holds the right to write down just that much of it.
    writer = Actor(
        user_id=by.user_id,
        label=by.label,
        centre_id=by.centre_id,
        rights=by.rights | {catalogue.CORRECT_RECORD.code, stock.ENTER_OLD_COPIES.code},
        is_machine=by.is_machine,
    )
    if title is None:
        values = {"title": told, "author": normalise(author).strip()[:LONGEST], "year": year.strip()[:4]}
        title = create_record(
            by=writer,
            centre_id=centre.pk,
            values=values,
            request_id=uuid7(),
            override_reason=SHORT,
            is_short=True,
        )
    before = set(Copy.objects.filter(title=title).values_list("pk", flat=True))
    enter_old_copies(by=writer, centre=centre, title=title, numbers=[digits], service_point=point)
    copy = Copy.objects.filter(title=title).exclude(pk__in=before).get()
    return lending(by, copy, reader, card, How(point, happened_on, Channel.DESK, override_reason, request_id))
