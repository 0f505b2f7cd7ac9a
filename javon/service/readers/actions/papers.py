"""The verbs of a reader's papers: cards come onto paper, the signed sheet comes back, a deposit is taken and returned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from javon.collection.stock import counters
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.files import storage
from javon.core.files.models import StoredFile
from javon.service.readers import rights
from javon.service.readers.models import Card, Deposit, Reader, SheetScan
from javon.service.readers.rules import papers as rules


@action
def mark_cards_printed(
    *, by: Actor, centre_id: UUID, numbers: Sequence[int], request_id: UUID | None = None
) -> int:
    """Somebody has these cards on paper; how many of them were waiting."""
    require(by, rights.REGISTER_READERS)
    count = 0
    for at in range(0, len(numbers), 500):
        cards = Card.objects.filter(centre_id=centre_id, number__in=numbers[at : at + 500], printed_at=None)
        count += cards.update(printed_at=clock.now())
    audit.record(by, "reader_cards_printed", ("organisation.centre", centre_id))
    return count


@action
def put_sheet(*, by: Actor, reader: Reader, file: StoredFile, request_id: UUID | None = None) -> SheetScan:
    """The signed registration sheet of `reader` is scanned; an earlier scan goes. Raises Refused of ``rules.may_put_scan``."""
    require(by, rights.REGISTER_READERS)
    reader = Reader.objects.select_for_update(of=("self",)).get(pk=reader.pk)
    rules.may_put_scan(kind=file.kind, is_gone=not reader.is_here).enforce()
    earlier = SheetScan.objects.filter(reader=reader).first()
    if earlier is not None:
        earlier.delete()
        storage.forget(earlier.file_id)
    StoredFile.objects.filter(pk=file.pk).update(keep_until=None)
    scan = SheetScan.objects.create(
        reader=reader, file=file, put_on=clock.today(), put_at=clock.now(), put_by_id=by.user_id
    )
    audit.record(by, "reader_sheet_put", reader)
    return scan


@action
def take_deposit(
    *,
    by: Actor,
    reader: Reader,
    amount: int | None,
    reason: str,
    taken_on: date | None,
    request_id: UUID | None = None,
) -> Deposit:
    """Take a deposit of `amount` tiyin. Raises Refused of ``rules.may_take_deposit``."""
    require(by, rights.REGISTER_READERS)
    reader = Reader.objects.select_for_update(of=("self",)).get(pk=reader.pk)
    rules.may_take_deposit(
        amount=amount,
        reason=reason if reason in Deposit.Reason.values else "",
        taken_on=taken_on,
        today=clock.today(),
        is_here=reader.is_here,
        holds_one=Deposit.objects.filter(reader=reader, returned_on=None).exists(),
    ).enforce()
    assert taken_on is not None and amount is not None
    deposit = Deposit.objects.create(
        centre_id=reader.centre_id,
        reader=reader,
        year=taken_on.year,
        number=counters.take(f"deposit/{reader.centre_id.hex}/{taken_on.year}"),
        amount=amount,
        reason=reason,
        taken_on=taken_on,
        taken_at=clock.now(),
        taken_by_id=by.user_id,
    )
    audit.record(by, "reader_deposit_taken", deposit)
    return deposit


@action
def return_deposit(
    *, by: Actor, deposit: Deposit, returned_on: date | None, request_id: UUID | None = None
) -> Deposit:
    """Give the deposit back, whole. Raises Refused of ``rules.may_return_deposit``."""
    require(by, rights.REGISTER_READERS)
    deposit = Deposit.objects.select_for_update(of=("self",)).get(pk=deposit.pk)
    rules.may_return_deposit(
        returned_on=returned_on,
        taken_on=deposit.taken_on,
        today=clock.today(),
        is_returned=deposit.returned_on is not None,
    ).enforce()
    deposit.returned_on, deposit.returned_at, deposit.returned_by_id = returned_on, clock.now(), by.user_id
    deposit.save(update_fields=["returned_on", "returned_at", "returned_by_id"])
    audit.record(by, "reader_deposit_returned", deposit)
    return deposit
