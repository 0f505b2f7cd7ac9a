"""`javon check`: no two bookings of one thing overlap, and the database still guards that."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from javon.core.booking.guards import missing_guards
from javon.core.booking.models import Booking
from javon.core.booking.rules.use import OCCUPIES


def verify() -> Iterator[str]:
    """Every sentence that is not true."""
    for name in missing_guards(connection):
        yield f"the database lost the guard {name}: a thing could be booked twice"
    rows = Booking.objects.filter(state__in=OCCUPIES).order_by("resource", "starts_at", "free_at")
    before: Booking | None = None
    for booking in rows.select_related("resource").iterator(chunk_size=2000):
        same = before is not None and before.resource_id == booking.resource_id
        if same and before is not None and booking.starts_at < before.free_at:  # type: ignore[operator]
            code = booking.resource.code if booking.resource is not None else "?"
            yield f"{code} is booked twice at {booking.starts_at:%Y-%m-%d %H:%M} (UTC)"
        before = booking
