"""What became of the records of an import, counted so that the sum is always the number read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class Counts:
    """read = created + updated + unchanged + quarantined, at every moment."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    quarantined: int = 0

    @property
    def read(self) -> int:
        return self.created + self.updated + self.unchanged + self.quarantined

    def add(self, other: Counts) -> None:
        """Count the records of `other` too."""
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.quarantined += other.quarantined


@dataclass(slots=True)
class Fault:
    """A file that could not be read, or not to its end: its code is one of ``sources.Fault``."""

    path: str
    code: str
    details: dict[str, Any]


@dataclass(slots=True)
class Outcome:
    """What an import did, or with ``dry_run`` would have done."""

    counts: Counts = field(default_factory=Counts)
    copies_added: int = 0
    seconds: float = 0.0
    dry_run: bool = False
    faults: list[Fault] = field(default_factory=list)
    reasons: dict[str, int] = field(default_factory=dict)  # of quarantine, counted
    import_ids: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        return self.counts.read

    @property
    def created(self) -> int:
        return self.counts.created

    @property
    def updated(self) -> int:
        return self.counts.updated

    @property
    def unchanged(self) -> int:
        return self.counts.unchanged

    @property
    def quarantined(self) -> int:
        return self.counts.quarantined

    def as_json(self) -> dict[str, Any]:
        """The line that ``javon import --json`` ends with."""
        return {"read": self.read, **asdict(self.counts), "seconds": round(self.seconds, 3)}


# (bytes done, bytes in all, counts so far), over all files; called a few times a second, from the importing
# thread.
Progress = Callable[[int, int, Counts], None]
