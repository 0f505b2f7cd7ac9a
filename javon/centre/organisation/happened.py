"""What happened in the organisation, told to whoever listens (config/reactions.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """Days between `first` and `last` open or close differently; `is_unexpected`: readers should be told."""

    centre_id: UUID
    first: date
    last: date
    is_unexpected: bool = False


@dataclass(frozen=True, slots=True)
class StaffingTableInForce:
    """A staffing table takes effect on `from_day`."""

    table_id: UUID
    number: int
    from_day: date


@dataclass(frozen=True, slots=True)
class PersonAppointed:
    """A person holds a post from `from_day` on."""

    person_id: UUID
    post_id: UUID
    from_day: date


@dataclass(frozen=True, slots=True)
class PersonLeft:
    """`last_day` is the last working day of a person; posts, standing in and access end with it."""

    person_id: UUID
    last_day: date
