"""Where a reader is told something: one telephone each, kept in step with what the register knows.

Of a child under sixteen it is the parent's or guardian's, of a collective reader that of whoever answers for it, of
everybody else their own. Reactions (``config/reactions.py``) keep it at once, a job of the morning what came in bulk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from javon.core import clock
from javon.core.jobs import job, stop_requested
from javon.core.messaging import recipients
from javon.core.messaging.kinds import Recipient
from javon.core.messaging.models import Address
from javon.core.messaging.queries import ready_channels, settings_of
from javon.core.messaging.rules.reach import DEAD, LISTS, SMS
from javon.service.readers.models import Guardianship, Reader
from javon.service.readers.rules import ages

READER = Reader._meta.label_lower
AT_ONCE = 500


class AboutAReader(Protocol):
    """Whatever happened to one reader."""

    @property
    def reader_id(self) -> UUID: ...


@dataclass(frozen=True, slots=True)
class Reached:
    """By which telephone a reader is told something, and whether somebody else answers it."""

    phone: str
    through: Guardianship | None = None


def recipient_of(reader_id: UUID) -> Recipient:
    """How the outbox knows a reader."""
    return Recipient(READER, str(reader_id))


def reached(reader: Reader, guardians: Iterable[Guardianship], day: date) -> Reached:
    """Whom to call about `reader`; `guardians` are those who answer now, the first first, with their reader rows."""
    if reader.kind == Reader.Kind.COLLECTIVE or ages.needs_guardian(ages.age_on(reader.birth_date, day)):
        for one in guardians:
            phone = one.guardian.phone if one.guardian is not None else one.phone
            if phone:
                return Reached(phone, one)
    return Reached(reader.phone)


def guardians_of(reader_ids: Sequence[UUID]) -> dict[UUID, list[Guardianship]]:
    """Who answers now for each of these readers, the first first."""
    found: dict[UUID, list[Guardianship]] = defaultdict(list)
    rows = Guardianship.objects.filter(reader_id__in=list(reader_ids), ended_on=None)
    for row in rows.select_related("guardian").order_by("since", "pk"):
        found[row.reader_id].append(row)
    return found


def reached_by_machine(reader_ids: Collection[UUID | None]) -> frozenset[UUID]:
    """Which of these readers have an address that works, by a channel that needs no person."""
    if not reader_ids:
        return frozenset()
    rows = Address.objects.filter(recipient_type=READER, recipient_id__in=[str(pk) for pk in reader_ids])
    rows = rows.exclude(state=DEAD).exclude(channel__in=LISTS)
    found = list(rows.values_list("recipient_id", "channel", "centre_id"))
    centres = {centre_id for _pk, _channel, centre_id in found}
    ready = {centre_id: ready_channels(settings_of(centre_id)) - LISTS for centre_id in centres}
    return frozenset(UUID(pk) for pk, channel, centre_id in found if channel in ready[centre_id])


def keep_contact(happened: AboutAReader) -> None:
    """The reader's telephone, and those of the children for whom the reader answers, are told to the outbox."""
    wards = Guardianship.objects.filter(guardian=happened.reader_id, ended_on=None)
    _keep([happened.reader_id, *wards.values_list("reader_id", flat=True)])


@job
def keep_contacts() -> None:
    """The same for everybody, once a day: files of readers, and children who turned sixteen in the night."""
    last: Any = None
    here = Reader.objects.filter(merged_into=None, erased_at=None).order_by("pk")
    while not stop_requested():
        rows = here.filter(pk__gt=last) if last is not None else here
        keys = list(rows.values_list("pk", flat=True)[:AT_ONCE])
        if not keys:
            return
        _keep(keys)
        last = keys[-1]


def _keep(reader_ids: Sequence[UUID]) -> None:
    today, guardians = clock.today(), guardians_of(reader_ids)
    rows = Address.objects.filter(
        recipient_type=READER, recipient_id__in=[str(pk) for pk in reader_ids], channel=SMS
    )
    known = dict(rows.values_list("recipient_id", "value"))
    for reader in Reader.objects.filter(pk__in=list(reader_ids), merged_into=None, erased_at=None):
        phone = reached(reader, guardians.get(reader.pk, ()), today).phone
        if phone != known.get(str(reader.pk), ""):
            # Kept without the plus sign; with it another country's number is one too.
            value = f"+{phone}" if phone else ""
            recipients.keep_address(recipient_of(reader.pk), SMS, value, centre_id=reader.centre_id)
