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


@dataclass(frozen=True, slots=True)
class RecordTakenBack:
    """Whoever has entered a record takes it back; what was entered with it by the same person goes first."""

    title_id: UUID
    by_user_id: int


@dataclass(frozen=True, slots=True)
class RecordsMerged:
    """Two records of one book became one; what hung on `taken_id` is to hang on `kept_id` from now on."""

    merge_id: UUID
    kept_id: UUID
    taken_id: UUID


@dataclass(frozen=True, slots=True)
class MergeUndone:
    """A merge was taken back; what came with `taken_id` goes back to it."""

    merge_id: UUID
    kept_id: UUID
    taken_id: UUID


@dataclass(frozen=True, slots=True)
class AuthorityChanged:
    """Somebody decided about a name; more records follow than one turn holds."""

    change_id: UUID
