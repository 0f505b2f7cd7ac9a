"""The card "Files" on the page of any paper. Inputs of ``documents/_attachments.html``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from javon.centre.documents.models import Attachment, Document
from javon.centre.documents.queries import attachments as queries
from javon.centre.documents.rules.attachments import ACCEPT, MOST_BYTES
from javon.core.access import Actor
from javon.core.files.models import StoredFile
from javon.core.uzbek import number

LIMIT = f"{MOST_BYTES // 2**20} MB"


def card(by: Actor, document: Document) -> dict[str, Any]:
    """Which files lie with the paper, and what this person may do about them."""
    may_keep = queries.may_keep_files(by, document)
    is_fixed = queries.is_fixed(document)
    return {
        "document": document,
        "files": [shown(one) for one in queries.attachments_of(document)],
        "may_add": may_keep,
        "may_remove": may_keep and not is_fixed,
        "is_fixed": is_fixed,
        "roles": [Attachment.Role.SCAN] if is_fixed else list(Attachment.Role),
        "accept": ACCEPT,
        "kinds": _("PDF, pictures, Word, Excel or text"),
        "limit": LIMIT,
    }


def shown(one: Attachment) -> dict[str, Any]:
    """A file as the list names it."""
    return {
        "pk": one.pk,
        "name": one.file.original_name or _("file without a name"),
        "size": size_in_words(one.file.size),
        "role": str(one.get_role_display()),
        "note": one.note,
    }


def size_in_words(size: int) -> str:
    """12 KB, 3 MB: as large as people think of it."""
    if size < 2**20:
        return f"{number(-(-size // 1024))} KB"
    return f"{number(round(size / 2**20))} MB"


def waiting(file: StoredFile) -> dict[str, Any]:
    """A file that came with a form that was not carried out yet."""
    return {
        "name": file.original_name,
        "size": size_in_words(file.size),
        "remove_name": "drop",
        "remove_value": str(file.pk),
    }
