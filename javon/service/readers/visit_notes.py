"""Visits without a loan, for the reader's formulary: asked of the module above that counts visits.

Readers know nothing of the reading room, and lending nothing of its visits; config hands over, once at start, who does.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from javon.service.readers.papers.formulary import NoteRow

Asking = Callable[[UUID, int], tuple[NoteRow, ...]]  # the reader's id and a year → lines of the card

_asked: Asking | None = None


def learn_visit_notes_from(asked: Asking) -> None:
    """Config tells who counts visits."""
    global _asked
    _asked = asked


def visit_notes(reader_id: UUID, year: int) -> tuple[NoteRow, ...]:
    """The reader's visits of `year` that left no loan, in their order; nothing where nobody counts visits."""
    return _asked(reader_id, year) if _asked is not None else ()
