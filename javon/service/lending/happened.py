"""What happens in lending, for config/reactions.py to listen to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CopyLent:
    """A copy left with a reader. `came_from` is the place it stood at ("in_reading_room" ends its use there)."""

    loan_id: UUID
    reader_id: UUID
    copy_id: UUID
    point_id: UUID
    day: date
    channel: str
    came_from: str
    by_user_id: int | None


@dataclass(frozen=True, slots=True)
class CopyReturned:
    """A copy came back. Whoever brought it need not be the reader: a return alone is no visit."""

    loan_id: UUID | None
    reader_id: UUID | None
    copy_id: UUID
    title_id: UUID
    day: date


@dataclass(frozen=True, slots=True)
class LoanRenewed:
    """A due date moved on."""

    loan_id: UUID
    reader_id: UUID
    day: date
    channel: str
    due_on: date


@dataclass(frozen=True, slots=True)
class CopyLost:
    """A reader has lost a copy: whoever waits for it has one copy less to wait for."""

    loan_id: UUID
    reader_id: UUID
    copy_id: UUID
    title_id: UUID
    day: date


@dataclass(frozen=True, slots=True)
class DeedUndone:
    """A deed of the desk never happened: what followed from it is taken back too."""

    kind: str
    loan_id: UUID
    reader_id: UUID | None
    copy_id: UUID
    day: date
    at_point_id: UUID


@dataclass(frozen=True, slots=True)
class HoldReady:
    """A copy was put aside for a reader and is kept until the end of the day `until` (who tells asks again then)."""

    hold_id: UUID
    reader_id: UUID
    copy_id: UUID
    title_id: UUID
    point_id: UUID
    until: date


@dataclass(frozen=True, slots=True)
class HoldExpired:
    """A copy was not fetched in time: the place in the queue is lost."""

    hold_id: UUID
    reader_id: UUID
    title_id: UUID


@dataclass(frozen=True, slots=True)
class HoldCancelled:
    """A hold is over without a copy; `why` of ``models.Hold.Why``, or "not_found" where no copy is left."""

    hold_id: UUID
    reader_id: UUID
    title_id: UUID
    why: str


@dataclass(frozen=True, slots=True)
class OpeningRunMovesOn:
    """A person has decided about a file of open loans: the worker goes on."""

    run_id: UUID
