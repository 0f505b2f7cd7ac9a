"""Who answers for a reader: entered, ended. Dossier 2.1, 8.3 (at sixteen and eighteen the link is looked at)."""

from __future__ import annotations

from uuid import UUID

from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.verdict import Refused
from javon.service.readers import rights
from javon.service.readers.actions.registering import is_gone, locked, put_guardian
from javon.service.readers.models import Guardianship, Reader
from javon.service.readers.queries import guardians_of
from javon.service.readers.rules import families as rules
from javon.service.readers.rules.registering import GuardianData


@action
def add_guardian(
    *, by: Actor, reader: Reader, guardian: GuardianData, request_id: UUID | None = None
) -> Guardianship:
    """Another adult answers too. Raises Refused with every objection of ``rules.families.may_answer``."""
    require(by, rights.REGISTER_READERS)
    reader = locked(reader)
    rules.may_answer(
        guardian,
        own=reader.pk,
        is_gone=is_gone(reader),
        standing={one.guardian_id for one in guardians_of(reader) if one.guardian_id},
        wards=set(
            Guardianship.objects.filter(guardian=reader, ended_on=None).values_list("reader", flat=True)
        ),
    ).enforce()
    row = put_guardian(reader, guardian, clock.today())
    audit.record(by, "guardian_added", reader)
    return row


@action
def end_guardian(*, by: Actor, guardianship: Guardianship, request_id: UUID | None = None) -> Guardianship:
    """This adult answers no more. Raises Refused ``guardian_ended_already``."""
    require(by, rights.REGISTER_READERS)
    row = (
        Guardianship.objects.select_for_update(of=("self",)).select_related("reader").get(pk=guardianship.pk)
    )
    if row.ended_on is not None:
        raise Refused.because("guardian_ended_already")
    row.ended_on = max(clock.today(), row.since)
    row.save(update_fields=["ended_on"])
    audit.record(by, "guardian_ended", row.reader)
    return row
