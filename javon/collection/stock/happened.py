"""What happens to the stock, for config/reactions.py to listen to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DeliveryAccepted:
    """A delivery is in the books: its copies exist."""

    delivery_id: UUID
    number: int
    title_ids: tuple[UUID, ...]
    copies: int


@dataclass(frozen=True, slots=True)
class CopiesWrittenOff:
    """A write-off is in the books: these copies are no more."""

    disposal_id: UUID
    number: int
    copy_ids: tuple[UUID, ...]
