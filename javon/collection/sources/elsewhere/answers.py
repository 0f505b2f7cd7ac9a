"""What a library answered: how many records it has, those that could be read, and what could not be."""

from __future__ import annotations

from dataclasses import dataclass, field

from javon.collection.sources.elsewhere.trouble import Unanswered
from javon.collection.sources.record import Record


@dataclass(slots=True)
class Answer:
    """`hits` are all that were found there; `records` the first of them, in MARC 21 whatever came."""

    hits: int
    records: list[Record] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # codes: of Reason for bytes, of Trouble for diagnostics


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking one library: an answer, or why there is none."""

    answer: Answer | None = None
    trouble: Unanswered | None = None
