"""Files that lie with papers: which, and who may lay them there."""

from __future__ import annotations

from django.db.models import QuerySet

from javon.centre.documents import rights
from javon.centre.documents.models import Attachment, Document, Version
from javon.centre.documents.queries.approval import may_work_on
from javon.core.access import Actor


def attachments_of(document: Document) -> QuerySet[Attachment]:
    """The files that lie with a document, in the order in which they were laid there."""
    return document.attachments.filter(removed_at=None).select_related("file", "document")


def is_fixed(document: Document) -> bool:
    """Was a version of it ever approved?"""
    return document.versions.filter(state__in=Version.FIXED).exists()


def may_keep_files(by: Actor, document: Document) -> bool:
    """May `by` lay files with the document? The clerk with any; with acts whoever keeps them; with a draft its author."""
    if by.may(rights.REGISTER):
        return True
    if document.kind in Document.EXTERNAL:
        return by.may(rights.MANAGE_EXTERNAL)
    version = document.versions.select_related("document", "prepared_by").order_by("-number").first()
    return by.may(rights.DRAFT) and version is not None and may_work_on(by, version)
