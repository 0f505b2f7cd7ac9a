"""The sealer of the journal."""

from __future__ import annotations

from javon.core.audit import journal
from javon.core.jobs import job


@job
def seal_journal() -> None:
    """Chain the rows written since the last time."""
    journal.seal()
