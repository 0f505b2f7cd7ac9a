"""As time goes by: once a minute holds and uses that ran out are written down, and the next in a queue is called."""

from __future__ import annotations

from javon.core import clock
from javon.core.booking import engine, queries
from javon.core.database import writing
from javon.core.jobs import job


@job
def settle_bookings() -> None:
    """Write down what time has changed in every queue; a page shows the same without waiting for it."""
    now = clock.now()
    for centre_id, kind in queries.unsettled(now):
        with writing():
            engine.settle(centre_id, kind, now)
