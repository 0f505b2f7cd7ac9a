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


@dataclass(frozen=True, slots=True)
class OldLinesMoveOn:
    """A file of old inventory lines has work for the worker: to check, to enter, to take back."""

    run_id: UUID


@dataclass(frozen=True, slots=True)
class CopiesTakenBack:
    """These copies were entered by mistake and are about to be deleted: whatever waits for them lets them go."""

    copy_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ProhibitedListEntered:
    """A list of prohibited publications has come: the whole catalogue is to be looked over."""

    list_id: UUID


@dataclass(frozen=True, slots=True)
class HoldShelfChanged:
    """Copies came to the shelf of reservations or left it, by whatever deed: who reserves looks whether both agree."""

    copy_ids: tuple[UUID, ...]
