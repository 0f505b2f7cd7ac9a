"""What is ordered from an approved list; the delivery begun from an order; the rest given up. Nizom 2.11."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from javon.centre.organisation.models import ServicePoint
from javon.collection.acquisition import rights, rules
from javon.collection.acquisition.models import OrderDelivery, OrderLine, PurchaseList, PurchaseOrder
from javon.collection.acquisition.queries import lists as lists_queries
from javon.collection.acquisition.queries import orders as queries
from javon.collection.acquisition.rules.orders import OrderFacts, WantedLine
from javon.collection.catalogue.models import Title
from javon.collection.stock import counters
from javon.collection.stock import rights as stock_rights
from javon.collection.stock.actions import deliveries
from javon.collection.stock.models import Delivery
from javon.collection.stock.queries.deliveries import mark_of
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise


@action
def order_from_list(
    *,
    by: Actor,
    purchase_list: PurchaseList,
    supplier: str,
    ordered_on: date,
    quantities: Mapping[int, int],
    contract: str = "",
    expected_on: date | None = None,
    note: str = "",
    request_id: UUID | None = None,
) -> PurchaseOrder:
    """Order lines of an approved list from a supplier. `quantities`: position on the list → copies (0: not this one).

    Two orders at once never take more than the list has. Raises Refused of ``rules.orders.may_order``.
    """
    require(by, rights.KEEP_LISTS)
    purchase_list = PurchaseList.objects.select_for_update().get(pk=purchase_list.pk)
    lines = lists_queries.lines_of(purchase_list)
    supplier = normalise(supplier).strip()
    wanted = {line.position: quantities.get(line.position, 0) for line in lines}
    rules.orders.may_order(
        OrderFacts(
            today=clock.today(),
            list_state=purchase_list.state,
            supplier=supplier,
            ordered_on=ordered_on,
            expected_on=expected_on,
            lines=tuple(WantedLine(line.name, wanted[line.position], line.left) for line in lines),  # type: ignore[attr-defined]
        )
    ).enforce()
    order = PurchaseOrder.objects.create(
        centre_id=purchase_list.centre_id,
        number=counters.address_number("purchase-order", purchase_list.centre_id),
        purchase_list=purchase_list,
        supplier=supplier[:240],
        contract=normalise(contract).strip()[:80],
        ordered_on=ordered_on,
        expected_on=expected_on,
        note=normalise(note).strip()[:300],
        created_at=clock.now(),
        created_by_id=by.user_id,
    )
    chosen = [line for line in lines if wanted[line.position]]
    OrderLine.objects.bulk_create(
        [
            OrderLine(
                order=order,
                position=place,
                purchase_line=line,
                name=line.name,
                author=line.author,
                isbn=line.isbn,
                publisher=line.publisher,
                year=line.year,
                title_record_id=line.title_record_id,
                quantity=wanted[line.position],
                unit_price=line.unit_price,
            )
            for place, line in enumerate(chosen, start=1)
        ]
    )
    audit.record(by, "books_ordered", order)
    return order


def _locked(order: PurchaseOrder) -> PurchaseOrder:
    rows = PurchaseOrder.objects.select_for_update(of=("self",)).select_related("centre")
    return rows.get(pk=order.pk)


@action
def link_record(*, by: Actor, line: OrderLine, title: Title, request_id: UUID | None = None) -> OrderLine:
    """Say which record of the catalogue the ordered book is: a delivery needs it."""
    require(by, stock_rights.ENTER_DELIVERIES)
    order = _locked(line.order)
    line = OrderLine.objects.select_for_update().get(pk=line.pk)
    line.title_record = title
    line.save(update_fields=["title_record"])
    audit.record(by, "ordered_book_linked", order)
    return line


@action
def begin_delivery(
    *,
    by: Actor,
    order: PurchaseOrder,
    head: Mapping[str, Any],
    came: Mapping[int, int],
    service_point: ServicePoint,
    request_id: UUID | None = None,
) -> Delivery:
    """Begin a delivery of the stock with what came of the order. `came`: position → copies; `head` as of a delivery.

    The delivery is the stock's own from here on: compared with its invoice, corrected, accepted there.
    Raises Refused of ``rules.orders.may_begin_delivery`` and of the stock.
    """
    require(by, stock_rights.ENTER_DELIVERIES)
    order = _locked(order)
    lines = queries.standing(order)
    rules.orders.may_begin_delivery(
        [
            (
                one.line.name,
                one.progress,
                one.line.title_record_id is not None,
                came.get(one.line.position, 0),
            )
            for one in lines
        ]
    ).enforce()
    delivery = deliveries.enter_delivery(by=by, centre=order.centre, head=head)
    OrderDelivery.objects.create(order=order, delivery=delivery)
    for one in lines:
        copies, title = came.get(one.line.position, 0), one.line.title_record
        if copies and title is not None:
            deliveries.put_line(
                by=by,
                delivery=delivery,
                title=title,
                copies=copies,
                unit_price=one.line.unit_price,
                service_point=service_point,
                shelf_mark=mark_of(title),
            )
    audit.record(by, "ordered_books_came", order)
    return delivery


@action
def cancel_rest(
    *, by: Actor, order: PurchaseOrder, reason: str, request_id: UUID | None = None
) -> PurchaseOrder:
    """What has not come will not come: it can be ordered elsewhere. Raises Refused of ``rules.orders.may_cancel_rest``."""
    require(by, rights.KEEP_LISTS)
    order = _locked(order)
    lines = queries.standing(order)
    rules.orders.may_cancel_rest([one.progress for one in lines], reason).enforce()
    for one in lines:
        if one.progress.outstanding:
            one.line.cancelled += one.progress.outstanding
            one.line.cancel_reason = normalise(reason).strip()[:300]
            one.line.save(update_fields=["cancelled", "cancel_reason"])
    order.state = PurchaseOrder.State.DONE
    order.save(update_fields=["state"])
    audit.record(by, "order_rest_cancelled", order, reason=reason.strip())
    return order
