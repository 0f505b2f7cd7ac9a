"""What happens to papers, for config/reactions.py to listen to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DocumentSubmitted:
    """A draft was sent on its route; `post_id` is whose turn it is."""

    document_id: UUID
    short_id: int
    post_id: UUID


@dataclass(frozen=True, slots=True)
class DocumentReturned:
    """A station sent it back with a remark."""

    document_id: UUID
    short_id: int
    version: int


@dataclass(frozen=True, slots=True)
class DocumentWithdrawn:
    """A draft, or a paper on its way, was taken back by its author."""

    document_id: UUID
    short_id: int
    version: int


@dataclass(frozen=True, slots=True)
class DocumentApproved:
    """The approver has said "Tasdiqlayman"; in force now or from a later day."""

    document_id: UUID
    version_id: UUID
    short_id: int
    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class DocumentInForce:
    """A version binds from `from_day`; rights, tasks and reading have followed in the same transaction."""

    document_id: UUID
    version_id: UUID
    kind: str
    label: str
    from_day: date


@dataclass(frozen=True, slots=True)
class DocumentLostForce:
    """A document binds no more after `last_day`; papers that rest on it are to be looked at."""

    document_id: UUID
    last_day: date
