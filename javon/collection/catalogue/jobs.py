"""What the catalogue does by itself: records that follow a decision about a name, and forgetting what others sent."""

from __future__ import annotations

from uuid import UUID

from javon.collection.catalogue.actions.authorities import carry_on
from javon.collection.catalogue.actions.elsewhere import forget_searches
from javon.collection.catalogue.elsewhere import KEPT_FOR
from javon.collection.catalogue.happened import AuthorityChanged
from javon.core import clock
from javon.core.access import machine
from javon.core.jobs import enqueue, job


@job
def forget_found_elsewhere() -> int:
    """Records that nobody took are not ours to keep."""
    return forget_searches(by=machine("forget_found_elsewhere"), before=clock.now() - KEPT_FOR)


@job
def rewrite_records(change_id: str) -> None:
    """Turn by turn until all have followed; between two turns whoever waits at the gate goes first."""
    while carry_on(by=machine("authorities"), change_id=UUID(change_id)):
        pass


def rewrite_after_change(event: AuthorityChanged) -> None:
    """More records than the deed itself took along follow in the worker."""
    enqueue(rewrite_records, change_id=event.change_id, unique=str(event.change_id))
