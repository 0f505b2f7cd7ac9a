"""The printed paper kept beside the approved text: once, by the worker, under its checksum."""

from __future__ import annotations

import io

from javon.centre.documents import rights
from javon.centre.documents.models import Version
from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.files import storage


@action
def keep_printed(*, by: Actor, version: Version, pdf: bytes, docx: bytes) -> Version:
    """Keep the PDF and the Word file of an approved version; what is kept already stays, byte for byte."""
    require(by, rights.APPROVE)  # the worker's doing; nobody else prints papers into the archive
    version = Version.objects.select_for_update(of=("self",)).select_related("document").get(pk=version.pk)
    if version.state not in Version.FIXED:
        return version
    stem = version.document.number.replace("/", "-") or f"hujjat-{version.document.short_id}"
    kept = []
    for field, content, ending in (("pdf", pdf, "pdf"), ("docx", docx, "docx")):
        if content and getattr(version, f"{field}_id") is None:
            setattr(
                version, field, storage.keep(io.BytesIO(content), name=f"{stem}-{version.number}.{ending}")
            )
            kept.append(field)
    if kept:
        version.save(update_fields=kept)
        audit.record(by, "printed", version)
    return version
