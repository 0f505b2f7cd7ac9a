"""Files on their way to a paper: looked at and kept for two days when they come, for good once the deed is done.

A refused form comes back with its files: it carries their ids, signed for the person who sent them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from javon.centre.documents.rules.attachments import MOST_BYTES, MOST_FILES, FileFacts, may_attach
from javon.centre.tasks.attached import KEPT_DAYS, sealed, unsealed
from javon.core.access import Actor
from javon.core.files import storage
from javon.core.files.models import StoredFile
from javon.core.verdict import Refusal, Verdict, Weight


@dataclass(frozen=True, slots=True)
class Arrived:
    """The files that came with a form, now or at an earlier try, and what is to be said of the others."""

    files: tuple[StoredFile, ...] = ()
    verdict: Verdict = field(default_factory=Verdict)
    token: str = ""  # for the hidden field of the form when it comes back


def arrived(request: HttpRequest, by: Actor, today: date, name: str = "files") -> Arrived:
    """Keep the files of the field `name` that may be kept, beside those of an earlier try."""
    kept = unsealed(request.POST.get("kept", ""), by)
    gone = request.POST.get("drop", "")
    kept = [file for file in kept if str(file.pk) != gone]
    refusals: list[Refusal] = []
    for upload in request.FILES.getlist(name):
        if len(kept) >= MOST_FILES:
            refusals.append(Refusal("too_many_files", Weight.FORBIDS, {"most": MOST_FILES}))
            break
        file, verdict = _kept(upload, today)
        refusals.extend(verdict.refusals)
        if file is not None:
            kept.append(file)
    return Arrived(tuple(kept), Verdict(tuple(refusals)), sealed(kept, by))


def _kept(upload: UploadedFile, today: date) -> tuple[StoredFile | None, Verdict]:
    verdict = may_attach(FileFacts(upload.name or "", upload.size or 0))
    if not verdict:
        return None, verdict
    # No transaction around it: the gate is not held while 25 MB are written.
    file = storage.keep(
        upload, name=upload.name or "", keep_until=today + timedelta(KEPT_DAYS), at_most=MOST_BYTES
    )
    verdict = may_attach(FileFacts(file.original_name, file.size, file.kind))
    if verdict:
        return file, verdict
    file.delete()  # the bytes are swept away like any others that no row knows
    return None, verdict
