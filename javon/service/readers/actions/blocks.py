"""The service of a reader is restricted for a while, and the restriction lifted. Dossier 3.3 (sanctions)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce
from javon.core.uzbek import normalise
from javon.core.verdict import Refused
from javon.service.readers import rights
from javon.service.readers.actions.registering import is_gone, locked
from javon.service.readers.happened import ReaderBlocked
from javon.service.readers.models import Block, Reader
from javon.service.readers.rules import registering as rules


@action
def block(
    *,
    by: Actor,
    reader: Reader,
    deed: str,
    reason: str,
    ends_on: date | None = None,
    starts_on: date | None = None,
    request_id: UUID | None = None,
) -> Block:
    """The reader may not do `deed` (``Block.Deed``) until `ends_on` or until it is lifted.

    Raises Refused of ``rules.may_block``, ``reader_is_gone``.
    """
    require(by, rights.BLOCK_READERS)
    reader = locked(reader)
    today = clock.today()
    begins = starts_on or today
    rules.may_block(reason=reason, starts_on=begins, ends_on=ends_on, today=today).enforce()
    if is_gone(reader):
        raise Refused.because("reader_is_gone")
    placed = Block.objects.create(
        reader=reader,
        deed=deed if deed in Block.Deed.values else Block.Deed.ALL,
        reason=normalise(reason).strip()[:200],
        starts_on=begins,
        ends_on=ends_on,
        placed_at=clock.now(),
        placed_by_id=by.user_id,
    )
    audit.record(by, "reader_blocked", reader)
    announce(ReaderBlocked(reader.pk, placed.deed))
    return placed


@action
def lift_block(*, by: Actor, block: Block, because: str, request_id: UUID | None = None) -> Block:
    """The restriction ends before its time, for a reason. Raises Refused of ``rules.may_lift``."""
    require(by, rights.BLOCK_READERS)
    placed = Block.objects.select_for_update(of=("self",)).select_related("reader").get(pk=block.pk)
    rules.may_lift(is_lifted=placed.lifted_at is not None, because=because).enforce()
    placed.lifted_at, placed.lifted_by_id = clock.now(), by.user_id
    placed.lifted_because = normalise(because).strip()[:200]
    placed.save(update_fields=["lifted_at", "lifted_by_id", "lifted_because"])
    audit.record(by, "reader_unblocked", placed.reader)
    return placed
