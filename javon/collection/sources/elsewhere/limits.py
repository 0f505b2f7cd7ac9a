"""How long and how much: the limits of one conversation with a stranger's server, and the clock that keeps them.

Invariant: no wait has a limit of its own only; all of them share one deadline, so that a server which sends a byte
now and then cannot hold a conversation open.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from javon.collection.sources.elsewhere.trouble import Trouble, Unanswered


@dataclass(frozen=True, slots=True)
class Limits:
    """What one conversation may cost. Seconds and bytes."""

    connect: float = 4.0
    read: float = 5.0  # silence
    whole: float = 6.0  # the conversation from name look-up to last byte
    message: int = 4 << 20
    records: int = 10


class Deadline:
    """The moment after which a conversation is given up."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._end = time.monotonic() + limits.whole

    def remaining(self, at_most: float) -> float:
        """Seconds that the next wait may take; raises :class:`Unanswered` when none is left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.passed()
        return min(left, at_most)

    def passed(self) -> Unanswered:
        """The error for what did not come in time."""
        return Unanswered(Trouble.TIMED_OUT, seconds=round(self.limits.whole))
