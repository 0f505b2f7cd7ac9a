"""The one text of a version that its hash is taken of: what was before the approver's eyes.

Canonical JSON, UTF-8, keys in alphabetical order, no spaces, letters as they are::

    {"clauses":[[number, heading?, text, Cyrillic text, executor, controller, due, [rights …]], …], "document": id,
     "effective": day, "ending": …, "format": 1, "kind": …, "place": …, "preamble": …, "title": …, "version": number}

Ids are 32 hexadecimal digits, days are ISO, what is absent is null. The registration number is not part of it: it
is given at the moment of approval; the database guards it separately. A paper with enclosed lists is of format 2:
the same with "enclosed", the lists as ``enclosed.Enclosed.to_json`` has them. Neither format ever changes.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from javon.centre.documents.models import Clause, Version

FORMAT = 1
WITH_LISTS = 2


def content_of(version: Version) -> dict[str, Any]:
    """What the hash covers, as plain JSON values."""
    clauses = Clause.objects.filter(version=version).order_by("position").prefetch_related("grants")
    content: dict[str, Any] = {
        "format": FORMAT,
        "document": version.document_id.hex,
        "kind": version.document.kind,
        "version": version.number,
        "title": version.title,
        "preamble": version.preamble,
        "place": version.place,
        "ending": version.ending,
        "effective": version.effective_on.isoformat() if version.effective_on else None,
        "clauses": [
            [
                clause.number,
                clause.is_heading,
                clause.text,
                clause.text_cyrl,
                _hex(clause.executor_id),
                _hex(clause.controller_id),
                clause.due_on.isoformat() if clause.due_on else None,
                sorted(grant.right for grant in clause.grants.all()),
            ]
            for clause in clauses
        ],
    }
    if version.enclosed:
        content |= {"format": WITH_LISTS, "enclosed": version.enclosed}
    return content


def content_hash(version: Version) -> str:
    """SHA-256 of the canonical text, 64 hexadecimal digits."""
    text = json.dumps(content_of(version), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _hex(key: UUID | None) -> str | None:
    return key.hex if key is not None else None
