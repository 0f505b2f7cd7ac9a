"""What comes: a delivery entered from its paper, compared with it, accepted into the books, put on the shelves.

Acceptance is one transaction: copies with inventory numbers and barcodes, the line of part 1, the rows of the ledger.
It is never taken back; a mistake is corrected in the books (``actions/books``). Dossier 2.8, 2.9; Nizom 2.11.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Max

from javon.centre.documents import actions as documents
from javon.centre.documents.models import Document
from javon.centre.documents.queries import reading
from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.catalogue.models import Title
from javon.collection.stock import codes, counters, happened, ledger, rights, rules, watching
from javon.collection.stock.actions import made_good
from javon.collection.stock.delivery_act import drafted
from javon.collection.stock.dimensions import counted_title
from javon.collection.stock.models import Copy, Delivery, DeliveryLine, Loss, StockKind
from javon.collection.stock.queries import deliveries as queries
from javon.collection.stock.rules.deliveries import LineFacts
from javon.collection.stock.whereabouts import move, open_stays, tell_index
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce

HEAD = (
    "kind", "source", "paper_number", "paper_date", "received_on", "declared_copies", "declared_amount",
    "commission", "liable", "note",
)  # fmt: skip


@action
def enter_delivery(
    *, by: Actor, centre: Centre, head: Mapping[str, Any], request_id: UUID | None = None
) -> Delivery:
    """Begin a delivery with what its paper says. `head` has values of HEAD; sums in tiyin.

    Raises Refused with every objection of ``rules.deliveries.may_keep``.
    """
    require(by, rights.ENTER_DELIVERIES)
    delivery = Delivery(
        centre=centre,
        number=counters.address_number("delivery", centre.pk),
        created_at=clock.now(),
        created_by_id=by.user_id,
    )
    _write_head(delivery, head)
    rules.deliveries.may_keep(queries.facts(delivery, [])).enforce()
    delivery.save(force_insert=True)
    audit.record(by, "delivery_entered", delivery)
    return delivery


def _write_head(delivery: Delivery, head: Mapping[str, Any]) -> None:
    for name in HEAD:
        if name in head:
            setattr(delivery, name, head[name])


def _locked(delivery: Delivery) -> Delivery:
    rows = Delivery.objects.select_for_update(of=("self",)).select_related(
        "centre", "commission", "liable", "act"
    )
    return rows.get(pk=delivery.pk)


@action
def save_delivery(
    *,
    by: Actor,
    delivery: Delivery,
    expected_edits: int,
    head: Mapping[str, Any],
    request_id: UUID | None = None,
) -> Delivery:
    """Keep a corrected head of a draft. Raises Refused as :func:`enter_delivery`, ``delivery_changed_meanwhile``."""
    require(by, rights.ENTER_DELIVERIES)
    delivery = _locked(delivery)
    before = queries.facts(delivery, [], expected_edits=expected_edits)
    _write_head(delivery, head)
    after = queries.facts(delivery, [], expected_edits=expected_edits)
    rules.deliveries.may_keep(before if not rules.deliveries.may_keep(before) else after).enforce()
    delivery.edits += 1
    delivery.save()
    audit.record(by, "delivery_saved", delivery)
    return delivery


@action
def put_line(
    *,
    by: Actor,
    delivery: Delivery,
    title: Title,
    copies: int,
    unit_price: int,
    service_point: ServicePoint,
    is_individual: bool = True,
    loanable: bool = True,
    inventory_book: str = "",
    shelf_mark: str = "",
    shelf: str = "",
    counted_as: str = "",
    line: DeliveryLine | None = None,
    request_id: UUID | None = None,
) -> DeliveryLine:
    """Put a title on a delivery, or change the `line` that stands there. `unit_price` in tiyin.

    The books count it as the record says now; `counted_as` is another kind, for a record does not tell a newspaper
    from a journal. Raises Refused with every objection to the line.
    """
    require(by, rights.ENTER_DELIVERIES)
    delivery = _locked(delivery)
    last = delivery.lines.aggregate(last=Max("position"))["last"] or 0
    book = queries.books_of(delivery.centre_id).get(inventory_book)
    row = line if line is not None and line.delivery_id == delivery.pk else None
    facts = LineFacts(
        position=line.position if line else last + 1,
        copies=copies,
        unit_price=unit_price,
        is_donor=title.is_donor,
        book_exists=inventory_book == "" or book is not None,
        book_is_closed=book is not None and book.closed_on is not None,
        answers_loss=row is not None and Loss.objects.filter(offer=row).exists(),
        is_individual=is_individual,
        is_other_title=row is not None and row.title_id != title.pk,
    )
    rules.deliveries.may_put_line(queries.facts(delivery, []), facts).enforce()
    row = row or DeliveryLine(delivery=delivery, position=facts.position)
    row.title, row.copies, row.unit_price = title, copies, unit_price
    row.service_point, row.is_individual, row.loanable = service_point, is_individual, loanable
    row.inventory_book, row.shelf_mark, row.shelf = inventory_book, shelf_mark[:80], shelf[:80]
    kept = "" if facts.is_other_title or row.kind != StockKind.NEWSPAPER else row.kind
    for name, value in counted_title(title)._asdict().items():
        setattr(row, name, value)
    row.kind = counted_as or kept or row.kind
    row.save()
    watching.mark_titles(delivery.centre_id, [title.pk], "delivery")
    _count_edit(delivery)
    audit.record(by, "delivery_line_put", delivery)
    return row


@action
def drop_line(*, by: Actor, line: DeliveryLine, request_id: UUID | None = None) -> Delivery:
    """Take a line off a draft. Raises Refused ``delivery_is_accepted``, ``delivery_is_cancelled``."""
    require(by, rights.ENTER_DELIVERIES)
    delivery = _locked(line.delivery)
    rules.deliveries.may_put_line(queries.facts(delivery, []), LineFacts(line.position, 1, 0)).enforce()
    DeliveryLine.objects.filter(pk=line.pk).delete()
    _count_edit(delivery)
    audit.record(by, "delivery_line_dropped", delivery)
    return delivery


def _count_edit(delivery: Delivery) -> None:
    delivery.edits += 1
    delivery.save(update_fields=["edits"])


@action
def cancel_delivery(
    *, by: Actor, delivery: Delivery, reason: str, request_id: UUID | None = None
) -> Delivery:
    """Throw a draft away; it stays readable. Raises Refused ``delivery_is_accepted``, ``cancelled_without_reason``."""
    require(by, rights.ENTER_DELIVERIES)
    delivery = _locked(delivery)
    rules.deliveries.may_cancel(queries.facts(delivery, [], reason=reason)).enforce()
    delivery.state = Delivery.State.CANCELLED
    delivery.note = reason.strip()[:300]
    delivery.save(update_fields=["state", "note"])
    made_good.let_go(delivery)
    audit.record(by, "delivery_cancelled", delivery, reason=reason.strip())
    return delivery


@action
def accept_delivery(
    *, by: Actor, delivery: Delivery, expected_edits: int, request_id: UUID | None = None
) -> Delivery:
    """Write the delivery into the books: part 1, the ledger, the inventory books; its copies exist from now on.

    `expected_edits` is the count of the page that was looked at: what somebody changed since is not accepted unseen.
    Raises Refused with every objection of ``rules.deliveries.may_accept``.
    """
    require(by, rights.ACCEPT_DELIVERIES)
    delivery = _locked(delivery)
    lines = queries.lines(delivery)
    rules.deliveries.may_accept(queries.facts(delivery, lines, expected_edits=expected_edits)).enforce()
    today = clock.today()
    month = ledger.month_for(delivery.centre, delivery.received_on)
    delivery.state, delivery.accepted_at, delivery.accepted_by_id = (
        Delivery.State.ACCEPTED,
        clock.now(),
        by.user_id,
    )
    # Part 1 is numbered by the year in which the line counts; the day of writing is today's.
    delivery.book_year, delivery.booked_on = month.year, today
    delivery.book_number = counters.part_one(delivery.centre_id, month.year)
    delivery.edits += 1
    delivery.save()
    copies = _make_copies(by, delivery, [line for line in lines if line.is_individual])
    ledger.write_receipt(delivery, lines, copies)
    titles = tuple(dict.fromkeys(line.title_id for line in lines))
    tell_index(titles)
    audit.record(by, "delivery_accepted", delivery)
    announce(happened.DeliveryAccepted(delivery.pk, delivery.number, titles, len(copies)))
    return delivery


def _make_copies(by: Actor, delivery: Delivery, lines: Iterable[DeliveryLine]) -> list[Copy]:
    """The copies of the lines, each with its inventory number and barcode, in the order of the paper."""
    now = clock.now()
    made: list[Copy] = []
    for line in lines:
        book = counters.book_of(delivery.centre_id, line.inventory_book)
        numbers = counters.inventory_numbers(book, line.copies)
        barcodes = counters.take("barcode", line.copies)
        line.first_number, line.last_number = numbers[0], numbers[-1]
        line.save(update_fields=["first_number", "last_number"])
        made += [
            Copy(
                centre_id=delivery.centre_id,
                title=line.title,
                service_point=line.service_point,
                barcode=codes.barcode_of(barcodes + place),
                inventory_book=line.inventory_book,
                inventory_number=str(number),
                inventory_order=number,
                shelf_mark=line.shelf_mark,
                shelf=line.shelf,
                state=Copy.State.IN_PROCESSING,
                loanable=line.loanable,
                price=line.unit_price,
                acquired_on=delivery.received_on,
                delivery=delivery,
                entered_at=now,
                entered_by_id=by.user_id,
                **ledger.dimensions_of(line),
            )
            for place, number in enumerate(numbers)
        ]
    Copy.objects.bulk_create(made, batch_size=200)
    open_stays(made, place=Copy.State.IN_PROCESSING, since=now, by=by, because=delivery)
    return made


@action
def shelve_delivery(*, by: Actor, delivery: Delivery, request_id: UUID | None = None) -> int:
    """The copies have their stamp and label: those still in processing go to their shelves. Returns how many."""
    require(by, rights.ACCEPT_DELIVERIES)
    delivery = _locked(delivery)
    # What a check has withdrawn from use lies in its closed place and is on no shelf.
    waiting = list(
        Copy.objects.select_for_update().filter(
            delivery=delivery, state=Copy.State.IN_PROCESSING, title__is_hidden=False
        )
    )
    move(waiting, to=Copy.State.ON_SHELF, by=by, because=delivery)
    if waiting:
        audit.record(by, "delivery_shelved", delivery)
    return len(waiting)


@action
def draft_acceptance_act(*, by: Actor, delivery: Delivery, request_id: UUID | None = None) -> Document:
    """Draft the act of acceptance from what the books have; from there it goes the way of every paper. Dossier 2.9.

    An act that was returned or withdrawn gets its next version. Raises Refused: ``delivery_not_accepted_yet``,
    ``acceptance_act_is_there``, and what the papers object to.
    """
    require(by, rights.ACCEPT_DELIVERIES)
    delivery = _locked(delivery)
    state = reading.newest_version(delivery.act).state if delivery.act is not None else ""
    rules.deliveries.may_draft_act(delivery.state, state).enforce()
    draft, enclosed = drafted(delivery)
    if delivery.act is not None:
        act = documents.draft_again(by=by, document=delivery.act, draft=draft, enclosed=enclosed)
    else:
        act = documents.draft_document(
            by=by, centre=delivery.centre, kind="act", draft=draft, enclosed=enclosed
        )
        delivery.act = act
        delivery.save(update_fields=["act"])
    audit.record(by, "delivery_act_drafted", delivery)
    return act
