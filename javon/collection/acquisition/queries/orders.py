"""Orders: what was ordered, what came, what is outstanding. Copies are counted from accepted deliveries. Nizom 2.11."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from javon.collection.acquisition.models import OrderDelivery, OrderLine, PurchaseOrder
from javon.collection.acquisition.rules.orders import LineProgress, allotted
from javon.collection.stock.models import Delivery, DeliveryLine


@dataclass(frozen=True, slots=True)
class Standing:
    """A line of an order and how far it is."""

    line: OrderLine
    progress: LineProgress

    @property
    def amount(self) -> int:
        return self.line.quantity * self.line.unit_price


def register(centre_id: UUID, state: str = "") -> QuerySet[PurchaseOrder]:
    """Orders with `copies`, `amount` and `lines_count`, the newest first."""
    rows = PurchaseOrder.objects.filter(centre_id=centre_id).select_related("purchase_list")
    if state:
        rows = rows.filter(state=state)
    return rows.annotate(
        copies=Coalesce(Sum("lines__quantity"), 0),
        amount=Coalesce(Sum(F("lines__quantity") * F("lines__unit_price")), 0),
    ).order_by("-number")


def by_number(centre_id: UUID, number: int) -> PurchaseOrder | None:
    """The order with this number."""
    rows = PurchaseOrder.objects.select_related("centre", "purchase_list")
    return rows.filter(centre_id=centre_id, number=number).first()


def of_list(purchase_list_id: UUID) -> list[PurchaseOrder]:
    """Orders made from a list."""
    return list(PurchaseOrder.objects.filter(purchase_list_id=purchase_list_id).order_by("number"))


def deliveries_of(order: PurchaseOrder) -> list[Delivery]:
    """Deliveries begun from it, with `copies_on_lines`; cancelled ones too."""
    keys = OrderDelivery.objects.filter(order=order).values("delivery_id")
    rows = Delivery.objects.filter(pk__in=keys)
    return list(rows.annotate(copies_on_lines=Coalesce(Sum("lines__copies"), 0)).order_by("number"))


def standing(order: PurchaseOrder) -> list[Standing]:
    """Each line with how far it is: by the records on its accepted deliveries and on those being entered."""
    return standings([order])[order.pk]


def standings(orders: list[PurchaseOrder]) -> dict[UUID, list[Standing]]:
    """The same for several orders, asked at once."""
    lines: dict[UUID, list[OrderLine]] = defaultdict(list)
    rows = OrderLine.objects.filter(order__in=[one.pk for one in orders])
    for line in rows.select_related("title_record").defer("title_record__marc").order_by("position"):
        lines[line.order_id].append(line)
    came = _came([one.pk for one in orders])
    return {one.pk: _standing(lines[one.pk], came[one.pk]) for one in orders}


def _standing(lines: list[OrderLine], came: dict[str, dict[Hashable, int]]) -> list[Standing]:
    delivered = allotted(came["accepted"], [(line.title_record_id, line.quantity) for line in lines])
    rest = [
        (line.title_record_id, max(0, line.quantity - line.cancelled - count))
        for line, count in zip(lines, delivered, strict=True)
    ]
    entering = allotted(came["draft"], rest)
    return [
        Standing(line, LineProgress(line.quantity, done, begun, line.cancelled))
        for line, done, begun in zip(lines, delivered, entering, strict=True)
    ]


def _came(order_ids: list[UUID]) -> dict[UUID, dict[str, dict[Hashable, int]]]:
    """Order → state of its deliveries → record → copies."""
    came: dict[UUID, dict[str, dict[Hashable, int]]] = defaultdict(lambda: {"accepted": {}, "draft": {}})
    links = dict(OrderDelivery.objects.filter(order__in=order_ids).values_list("delivery_id", "order_id"))
    rows = DeliveryLine.objects.filter(
        delivery__in=list(links), delivery__state__in=(Delivery.State.ACCEPTED, Delivery.State.DRAFT)
    )
    for delivery_id, state, title_id, copies in rows.values_list(
        "delivery_id", "delivery__state", "title_id", "copies"
    ):
        counted = came[links[delivery_id]][state]
        counted[title_id] = counted.get(title_id, 0) + copies
    return came


def order_of_delivery(delivery_id: UUID) -> PurchaseOrder | None:
    """The order from which a delivery was begun."""
    link = OrderDelivery.objects.select_related("order").filter(delivery_id=delivery_id).first()
    return link.order if link else None


def open_orders(centre_id: UUID) -> int:
    """Orders of which something is still expected."""
    return PurchaseOrder.objects.filter(centre_id=centre_id, state=PurchaseOrder.State.OPEN).count()


def suppliers(centre_id: UUID) -> list[str]:
    """From whom was ordered before, the newest first: offered while typing."""
    rows = PurchaseOrder.objects.filter(centre_id=centre_id).order_by("-number")
    return list(dict.fromkeys(rows.values_list("supplier", flat=True)[:200]))[:30]
