"""A reader is forgotten: the row and its number stay, nothing personal does. Dossier 4.2; docs/algorithms/personal-data.md.

What a reader still holds comes back first (``obligations``); whoever keeps more of her listens to ``ReaderErased``.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from javon.centre.organisation.models import BasedOn, Centre
from javon.collection.runs.deeds import forget
from javon.collection.runs.rules import OVER
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.files import storage
from javon.core.reactions import announce
from javon.core.verdict import Verdict
from javon.service.readers import rights
from javon.service.readers.actions.doors import close_doors
from javon.service.readers.actions.registering import locked
from javon.service.readers.happened import ReaderErased
from javon.service.readers.models import (
    Block,
    Card,
    Consent,
    Deposit,
    Guardianship,
    IdentityDocument,
    NotTheSamePerson,
    Reader,
    ReaderLine,
    ReaderMerge,
    ReaderRequest,
    ReadersRun,
    Registration,
    Retention,
    SheetScan,
    Wiping,
)
from javon.service.readers.obligations import obligations_of
from javon.service.readers.queries import erasing as queries
from javon.service.readers.rules import erasing as rules

# What stays of the row: its number, when it came and was erased. Everything else is nobody's.
NOTHING = {
    "surname": "", "given_name": "", "patronymic": "", "search_key": "", "given_key": "", "sort_key": "",
    "birth_date": None, "sex": "", "category": "other", "school": None, "grade": None, "class_letter": "",
    "workplace": "", "mahalla": None, "address": "", "phone": "", "phone_key": "", "photo": None, "note": "",
    "is_visually_impaired": False, "keeps_history": False, "history_from": None, "left_because": "",
}  # fmt: skip
_AT_ONCE = 200


@action
def erase_reader(*, by: Actor, reader: Reader, request_id: UUID | None = None) -> Reader:
    """Erase what is known of `reader` and of the rows merged into her; the row and its number stay.

    Raises Refused of ``rules.erasing.may_erase`` and with whatever is still on loan (``obligations``).
    """
    require(by, rights.ERASE_READERS)
    reader = locked(reader)
    Verdict.of([*rules.may_erase(queries.facts(reader)).refusals, *obligations_of(reader.pk)]).enforce()
    rows = queries.one_person(reader)
    numbers = sorted(
        {one.number for one in rows}
        | set(Card.objects.filter(reader__in=rows).values_list("number", flat=True))
    )
    files = _files_of(rows)
    _forget_files_of_readers(reader.centre_id)
    Guardianship.objects.filter(Q(reader__in=rows) | Q(guardian__in=rows)).delete()
    Consent.objects.filter(reader__in=rows).delete()
    IdentityDocument.objects.filter(reader__in=rows).delete()
    Block.objects.filter(reader__in=rows).delete()
    close_doors(rows, numbers)
    ReaderRequest.objects.filter(reader__in=rows).delete()
    SheetScan.objects.filter(reader__in=rows).delete()
    ReaderMerge.objects.filter(Q(kept__in=rows) | Q(gone__in=rows)).delete()
    NotTheSamePerson.objects.filter(Q(first__in=rows) | Q(second__in=rows)).delete()
    Registration.objects.filter(reader__in=rows).update(reader=None)
    Deposit.objects.filter(reader__in=rows).update(reader=None)
    ReaderLine.objects.filter(reader__in=rows).update(reader=None)
    for card in Card.objects.filter(reader__in=rows, ended_on=None):
        card.ended_on, card.ended_because = max(clock.today(), card.issued_on), Card.Ended.LEFT
        card.save(update_fields=["ended_on", "ended_because"])
    Reader.objects.filter(pk__in=[one.pk for one in rows]).update(**NOTHING, erased_at=clock.now())
    announce(ReaderErased(tuple(one.pk for one in rows), tuple(numbers)))
    audit.record(by, "reader_erased", reader)
    for one in rows:  # after the last row that could speak of her
        audit.forget(one)
    for file in files:
        storage.forget(file)
    return Reader.objects.get(pk=reader.pk)


def _files_of(rows: list[Reader]) -> list[UUID]:
    photos = [one.photo_id for one in rows if one.photo_id is not None]
    return [*photos, *SheetScan.objects.filter(reader__in=rows).values_list("file_id", flat=True)]


def _forget_files_of_readers(centre_id: UUID) -> None:
    """Files of readers that are done with hold the lines of thousands: the first erasing takes all of them."""
    forget(list(ReadersRun.objects.filter(centre_id=centre_id, state__in=OVER)), key="")


@action
def forget_old_files(*, by: Actor) -> int:
    """Files of readers that were done with thirty days ago, and their lines, are forgotten; how many."""
    require(by, rights.ERASE_READERS)
    runs = queries.old_runs(clock.now())
    forget(runs, key="")
    return len(runs)


@action
def set_retention(
    *,
    by: Actor,
    centre: Centre,
    valid_from: date | None,
    unlink_days: int | None,
    erase_years: int | None,
    based_on: BasedOn,
    request_id: UUID | None = None,
) -> Retention:
    """From a day on, keep for so long. Raises Refused of ``rules.erasing.may_set_retention``."""
    require(by, rights.ERASE_READERS)
    rules.may_set_retention(
        unlink_days=unlink_days,
        erase_years=erase_years,
        valid_from=valid_from,
        today=clock.today(),
        is_taken=valid_from is not None
        and Retention.objects.filter(centre=centre, valid_from=valid_from).exists(),
        basis=based_on.label,
    ).enforce()
    assert valid_from is not None and unlink_days is not None and erase_years is not None
    row = Retention.objects.create(
        centre=centre,
        valid_from=valid_from,
        unlink_days=unlink_days,
        erase_years=erase_years,
        set_at=clock.now(),
        set_by_id=by.user_id,
        **based_on.columns,
    )
    audit.record(by, "reader_retention_set", row)
    return row


@action
def note_wiping(*, by: Actor, erased: int) -> Wiping:
    """The database file was written anew after so many readers had been erased."""
    require(by, rights.ERASE_READERS)
    row = Wiping.objects.create(at=clock.now(), erased=erased)
    audit.record(by, "reader_traces_wiped", row)
    return row
