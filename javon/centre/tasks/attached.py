"""Files on their way to a report: kept for two days when they come, for good once the report is made.

A refused report comes back with its files: the form carries their ids, signed for the person who sent them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from javon.centre.tasks.rules.files import LARGEST, MOST_FILES, FileFacts, may_keep
from javon.core.access import Actor
from javon.core.files import storage
from javon.core.files.models import StoredFile
from javon.core.verdict import Refusal, Verdict, Weight

KEPT_DAYS = 2  # past midnight and a second try the next morning
_SALT = "javon.centre.tasks.attached"


def keep(uploads: Sequence[UploadedFile], *, already: int, today: date) -> tuple[list[StoredFile], Verdict]:
    """Keep those that may be kept; the verdict tells of the others. `already` were kept before."""
    kept: list[StoredFile] = []
    refusals: list[Refusal] = []
    for upload in uploads:
        if already + len(kept) >= MOST_FILES:
            refusals.append(Refusal("too_many_files", Weight.FORBIDS, {"most": MOST_FILES}))
            break
        verdict = may_keep(FileFacts(upload.name or "", upload.size or 0))
        if verdict:
            # No transaction around it: the gate is not held while 25 MB are written.
            file = storage.keep(
                upload, name=upload.name or "", keep_until=today + timedelta(KEPT_DAYS), at_most=LARGEST
            )
            verdict = may_keep(FileFacts(file.original_name, file.size, file.kind))
            if verdict:
                kept.append(file)
            else:
                file.delete()  # the bytes are swept away like any others that no row knows
        refusals.extend(verdict.refusals)
    return kept, Verdict(tuple(refusals))


def sealed(files: Sequence[StoredFile], by: Actor) -> str:
    """The ids of kept files, for the hidden field of a form; good for `by` only."""
    return signing.dumps([str(file.pk) for file in files], salt=f"{_SALT}.{by.user_id}") if files else ""


def unsealed(token: str, by: Actor) -> list[StoredFile]:
    """The files behind a hidden field; none when somebody has touched it or their time is over."""
    try:
        ids = signing.loads(token, salt=f"{_SALT}.{by.user_id}", max_age=KEPT_DAYS * 86400) if token else []
    except signing.BadSignature:
        return []
    found = {str(file.pk): file for file in StoredFile.objects.filter(pk__in=ids)}
    return [found[one] for one in ids if one in found]
