"""Which centre this home belongs to."""

from __future__ import annotations

from javon.centre.organisation.models import Centre


def the_centre() -> Centre | None:
    """The centre that this home belongs to; None before it is entered."""
    return Centre.objects.order_by("id").first()
