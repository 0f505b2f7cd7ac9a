"""What happens in the catalogue, for config/reactions.py to listen to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RecordCreated:
    """A librarian has entered a new record."""

    title_id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class RecordCorrected:
    """A librarian has changed a record; `version` is the new one."""

    title_id: UUID
    number: int
    version: int
