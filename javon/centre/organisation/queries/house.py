"""Which centre this home belongs to."""

from __future__ import annotations

from javon.centre.organisation.models import Centre
from javon.core.database.prepared import Prepared

_first_centre = Prepared[Centre](lambda: Centre.objects.order_by("id")[:1])


def the_centre() -> Centre | None:
    """The centre that this home belongs to; None before it is entered."""
    return _first_centre.first()
