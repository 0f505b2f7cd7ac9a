"""What the catalogue does by itself: forgetting what other libraries sent an hour ago."""

from __future__ import annotations

from javon.collection.catalogue.actions.elsewhere import forget_searches
from javon.collection.catalogue.elsewhere import KEPT_FOR
from javon.core import clock
from javon.core.access import machine
from javon.core.jobs import job


@job
def forget_found_elsewhere() -> int:
    """Records that nobody took are not ours to keep."""
    return forget_searches(by=machine("forget_found_elsewhere"), before=clock.now() - KEPT_FOR)
