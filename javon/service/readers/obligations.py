"""What a reader still owes the library, asked of the modules above: loans, a computer, a deposit.

Readers know nothing of loans; config hands over, once at start, the functions that object to a reader's leaving.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from javon.core.verdict import Refusal

Asking = Callable[[UUID], Sequence[Refusal]]  # the reader's id → what is still open, as objections

_asked: Sequence[Asking] = ()


def learn_obligations_from(*asked: Asking) -> None:
    """Config tells who knows of something that a reader may still owe."""
    global _asked
    _asked = asked


def obligations_of(reader_id: UUID) -> list[Refusal]:
    """Every reason for which this reader may not leave or be erased yet."""
    return [refusal for asking in _asked for refusal in asking(reader_id)]
