"""Moves between service points: the list of them, one with its lines."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from javon.centre.organisation.models import ServicePoint
from javon.collection.stock.models import Transfer, TransferLine


def moves(centre_id: UUID, state: str = "") -> QuerySet[Transfer]:
    """The newest first, with the number of their copies."""
    rows = Transfer.objects.filter(centre_id=centre_id)
    if state:
        rows = rows.filter(state=state)
    return (
        rows.select_related("from_point", "to_point", "received_by")
        .annotate(copies_listed=Count("lines"))
        .order_by("-number")
    )


def move_by_number(centre_id: UUID, number: int) -> Transfer | None:
    """The one with this short number."""
    rows = Transfer.objects.filter(centre_id=centre_id, number=number)
    return rows.select_related("from_point", "to_point", "received_by", "centre").first()


def lines_of(transfer: Transfer) -> QuerySet[TransferLine]:
    """Its lines with copy and title, in the order of the list."""
    return transfer.lines.select_related("copy__title", "copy__service_point").order_by("position")


def points(centre_id: UUID, day: date) -> QuerySet[ServicePoint]:
    """Service points that work on `day`."""
    works = (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gte=day))
    return ServicePoint.objects.filter(works, centre_id=centre_id)
