"""Files that lie with documents: laid there, and taken away as long as the paper was never approved."""

from __future__ import annotations

from uuid import UUID

from javon.centre.documents import rights
from javon.centre.documents.models import Attachment, Document
from javon.centre.documents.queries import attachments as queries
from javon.centre.documents.rules import attachments as rules
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.files.models import StoredFile
from javon.core.verdict import Refused


@action
def attach(
    *,
    by: Actor,
    document: Document,
    file: StoredFile,
    role: str = Attachment.Role.ANNEX,
    note: str = "",
    request_id: UUID | None = None,
) -> Attachment:
    """Lay a kept file with a document. Raises Refused: ``not_your_draft`` and the objections of ``rules.attachments``."""
    _require_some_right(by)
    document = Document.objects.select_for_update().get(pk=document.pk)
    _require_keeping(by, document)
    made = lay_with(document, file, role, note)
    audit.record(by, "attached", document, sha256=file.sha256)
    return made


@action
def take_away(*, by: Actor, attachment: Attachment, request_id: UUID | None = None) -> None:
    """Take a file away from a paper that was never approved; the row stays, as everything does.

    Raises Refused: ``not_your_draft``, ``attachment_stays``.
    """
    _require_some_right(by)
    document = Document.objects.select_for_update().get(pk=attachment.document_id)
    _require_keeping(by, document)
    if queries.is_fixed(document):
        raise Refused.because("attachment_stays")
    Attachment.objects.filter(pk=attachment.pk, removed_at=None).update(removed_at=clock.now())
    audit.record(by, "took_away", document, attachment=attachment.pk)


def _require_some_right(by: Actor) -> None:
    if not (by.may(rights.REGISTER) or by.may(rights.MANAGE_EXTERNAL)):
        require(by, rights.DRAFT)


def _require_keeping(by: Actor, document: Document) -> None:
    """Whoever keeps the journals, for acts whoever keeps their register, and for a draft whoever works on it."""
    if not queries.may_keep_files(by, document):
        raise Refused.because("not_your_draft")


def lay_with(document: Document, file: StoredFile, role: str, note: str = "") -> Attachment:
    """The same inside another action's transaction."""
    facts = rules.FileFacts(
        name=file.original_name,
        kind=file.kind,
        size=file.size,
        is_fixed=queries.is_fixed(document),
        is_scan=role == Attachment.Role.SCAN,
    )
    rules.may_attach(facts).enforce()
    StoredFile.objects.filter(pk=file.pk).update(keep_until=None)  # from now on it is kept for good
    return Attachment.objects.create(
        document=document, file=file, role=role, note=note[:200], added_at=clock.now()
    )
