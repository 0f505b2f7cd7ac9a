"""Service points that imported copies speak of."""

from __future__ import annotations

from uuid import UUID

from javon.centre.organisation.models import ServicePoint


def point_for_code(*, centre_id: UUID, code: str, kind: str = ServicePoint.Kind.LENDING) -> ServicePoint:
    """The point with this code; made, under its code as name, when there is none. In the caller's
    transaction.
    """
    point, _made = ServicePoint.objects.get_or_create(
        centre_id=centre_id, code=code[:32], defaults={"name": code[:120], "kind": kind, "position": 90}
    )
    return point
