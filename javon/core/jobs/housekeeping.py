"""Jobs that keep the ground clean: old claims of requests."""

from __future__ import annotations

from datetime import timedelta

from javon.core import clock
from javon.core.database.claims import forget_claims
from javon.core.jobs.tasks import job

CLAIMS_KEPT = timedelta(days=90)  # a phone that was off-line longer asks again as if for the first time


@job
def forget_old_claims() -> None:
    """Forget requests claimed more than 90 days ago."""
    forget_claims(before=clock.now() - CLAIMS_KEPT)
