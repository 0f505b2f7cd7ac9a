"""What a gateway posts about a message: JSON or a form, its names for the two things we need."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

IDENTIFIERS = ("request_id", "id", "message_id")  # the first is what it answered when it took the message
LONGEST = 80
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


@dataclass(frozen=True, slots=True)
class Told:
    """Which message, and the gateway's own word for its state."""

    provider_id: str
    word: str


def in_fields(fields: Mapping[str, Any]) -> Told | None:
    """The report in the fields of a form or of an object; None when it is no report."""
    identifier = next((str(fields[name]) for name in IDENTIFIERS if fields.get(name)), "")
    word = fields.get("status")
    if not identifier or len(identifier) > LONGEST or not isinstance(word, str):
        return None
    return Told(identifier, word[:LONGEST])


def in_json(body: bytes) -> Told | None:
    """The report in JSON, whatever the gateway calls its kind."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return in_fields(found) if isinstance(found, dict) else None
