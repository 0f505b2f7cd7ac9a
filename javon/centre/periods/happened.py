"""What happens to months and years, told to whoever listens (config/reactions.py)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PeriodClosed:
    """A month (`month` 0: a year) is closed; its figures stand."""

    centre_id: UUID
    year: int
    month: int


@dataclass(frozen=True, slots=True)
class PeriodReopened:
    """It is open again, with a reason."""

    centre_id: UUID
    year: int
    month: int
