"""The number of a reader's document: entered sealed, shown by right and never without a line in the journal."""

from __future__ import annotations

from uuid import UUID

from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.database.sealing import SealBroken, seal, unseal
from javon.core.verdict import Refused
from javon.service.readers import rights
from javon.service.readers.actions.registering import is_gone, locked
from javon.service.readers.models import IdentityDocument, Reader
from javon.service.readers.rules import identity as rules


def _row(reader: Reader) -> str:
    return f"readers.identity:{reader.pk}"


@action
def enter_identity(
    *, by: Actor, reader: Reader, kind: str, number: str, request_id: UUID | None = None
) -> IdentityDocument:
    """Kind and number; what was there before is replaced. Raises Refused of ``rules.identity.may_enter``."""
    require(by, rights.REGISTER_READERS)
    reader = locked(reader)
    bare = rules.cleaned(number)
    is_kind = kind in IdentityDocument.Kind.values
    rules.may_enter(bare, is_kind=is_kind, is_gone=is_gone(reader)).enforce()
    IdentityDocument.objects.filter(reader=reader).delete()
    document = IdentityDocument.objects.create(
        reader=reader,
        kind=kind,
        sealed=seal(bare, _row(reader)),
        mask=rules.masked(bare),
        entered_at=clock.now(),
        entered_by_id=by.user_id,
    )
    audit.record(by, "identity_entered", reader)
    return document


@action(keep=lambda number: {"json": ""})  # a number that was shown is kept nowhere
def show_identity(*, by: Actor, reader: Reader) -> str:
    """The number, for this one look; the journal has who looked and when.

    Raises Refused ``no_identity``, ``identity_does_not_open``.
    """
    require(by, rights.SEE_IDENTITY)
    document = IdentityDocument.objects.filter(reader=reader).first()
    if document is None:
        raise Refused.because("no_identity")
    try:
        number = unseal(bytes(document.sealed), _row(reader))
    except SealBroken:
        raise Refused.because("identity_does_not_open") from None
    audit.record(by, "identity_shown", reader)
    return number


@action
def remove_identity(*, by: Actor, reader: Reader, request_id: UUID | None = None) -> Reader:
    """Nothing of the document is kept any more. Raises Refused ``no_identity``."""
    require(by, rights.REGISTER_READERS)
    reader = locked(reader)
    if not IdentityDocument.objects.filter(reader=reader).delete()[0]:
        raise Refused.because("no_identity")
    audit.record(by, "identity_removed", reader)
    return reader
