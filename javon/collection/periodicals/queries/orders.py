"""Subscriptions, claims and bound volumes, as their pages ask for them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce

from javon.collection.periodicals.models import (
    BoundVolume,
    Claim,
    ClaimLine,
    Issue,
    Periodical,
    Subscription,
    SubscriptionLine,
)
from javon.collection.stock.models import Delivery


def subscriptions(centre_id: UUID) -> QuerySet[Subscription]:
    """Subscription orders with `titles` and `amount`, the newest half-year first."""
    amount = (
        F("lines__copies") * (F("lines__last_month") - F("lines__first_month") + 1) * F("lines__month_price")
    )
    rows = Subscription.objects.filter(centre_id=centre_id)
    return rows.annotate(titles=Count("lines"), amount=Coalesce(Sum(amount), 0)).order_by(
        "-year", "-half", "-number"
    )


def subscription(centre_id: UUID, number: int) -> Subscription | None:
    """The subscription order with this short number."""
    rows = Subscription.objects.select_related("centre")
    return rows.filter(centre_id=centre_id, number=number).first()


def lines_of(one: Subscription) -> list[SubscriptionLine]:
    """Its lines by their titles."""
    rows = one.lines.select_related("periodical__title").defer("periodical__title__marc")
    return list(rows.order_by("-periodical__kind", "periodical__title__title_key"))


def periodicals(centre_id: UUID) -> QuerySet[Periodical]:
    """All that have a sheet, to choose from."""
    rows = Periodical.objects.filter(centre_id=centre_id).select_related("title").defer("title__marc")
    return rows.order_by("title__title_key")


def claims(centre_id: UUID) -> list[Claim]:
    """Letters to the Post with `count`, the newest first."""
    return list(Claim.objects.filter(centre_id=centre_id).annotate(count=Count("lines"))[:50])


def claim(centre_id: UUID, number: int) -> Claim | None:
    """The letter with this number."""
    return Claim.objects.select_related("centre").filter(centre_id=centre_id, number=number).first()


def claimed_of(one: Claim) -> list[ClaimLine]:
    """What a letter claims, by titles."""
    rows = one.lines.select_related("periodical__title").defer("periodical__title__marc")
    return list(rows.order_by("periodical__title__title_key", "day", "number"))


def volumes_of(periodical: Periodical) -> list[BoundVolume]:
    """Its bound volumes with `count` of issues, the newest year first."""
    rows = periodical.volumes.select_related("delivery").annotate(count=Count("issues"))
    return list(rows.order_by("-year", "number"))


def uncounted(centre_id: UUID) -> QuerySet[Issue]:
    """Issues of journals that the summary book does not know: never counted, or with a delivery that was cancelled."""
    rows = Issue.objects.filter(
        periodical__centre_id=centre_id,
        periodical__kind=Periodical.Kind.JOURNAL,
        is_published=True,
    )
    counted = rows.filter(counted_with__state__in=(Delivery.State.DRAFT, Delivery.State.ACCEPTED))
    return rows.exclude(pk__in=counted.values("pk"))


def suppliers(centre_id: UUID) -> list[str]:
    """Through whom was subscribed before."""
    rows = Subscription.objects.filter(centre_id=centre_id).order_by("-number")
    return list(dict.fromkeys(rows.values_list("supplier", flat=True)[:100]))[:10]
