"""Commissions: those that serve, all of them, what waits for them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from javon.centre.documents.models import Document
from javon.centre.organisation.models import Person
from javon.collection.stock.models import Commission, CommissionMember, Disposal
from javon.collection.stock.rules.commissions import serves


def commissions(centre_id: UUID) -> QuerySet[Commission]:
    """Every commission with its people, the newest first."""
    members = CommissionMember.objects.select_related("person").order_by("role", "position")
    rows = Commission.objects.filter(centre_id=centre_id).select_related("order")
    return rows.prefetch_related(Prefetch("members", queryset=members))


def serving(centre_id: UUID, purpose: str, day: date) -> list[Commission]:
    """Those set up for `purpose` and valid on `day`."""
    return [
        one
        for one in commissions(centre_id)
        if serves(one.purposes, one.valid_from, one.valid_to, purpose, day)
    ]


def open_works(commission: Commission) -> int:
    """Write-offs that lie before it."""
    waiting = (Disposal.State.COMMISSION, Disposal.State.MINUTES)
    return Disposal.objects.filter(commission=commission, state__in=waiting).count()


def people_at_work(centre_id: UUID, day: date) -> QuerySet[Person]:
    """Whom a commission may have: everybody who works here that day."""
    here = Q(left_on=None) | Q(left_on__gte=day)
    return Person.objects.filter(here, centre_id=centre_id).order_by("surname", "given_name")


def orders(centre_id: UUID) -> QuerySet[Document]:
    """Orders in force that may have set up a commission, the newest first."""
    rows = Document.objects.filter(
        centre_id=centre_id, kind=Document.Kind.ORDER, status__in=Document.BINDING, is_confidential=False
    )
    return rows.order_by("-dated_on", "-short_id")
