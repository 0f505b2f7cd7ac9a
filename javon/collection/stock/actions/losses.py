"""A copy is declared lost, made good, found again, put on the list of a write-off. Nizom 2.11; dossier 2.11, 3.3, 8.2.

Lost and replaced are two movements and two acts: the replacement comes by a delivery, the lost copy goes by a
write-off, and the row of the book joins them (``actions.made_good``). Who lends (issue D) calls :func:`declare_loss`
with the reader's name and card as it calls itself.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from javon.centre.organisation.models import Centre, Person, ServicePoint
from javon.collection.catalogue.models import Title
from javon.collection.stock import counters, rights, whereabouts
from javon.collection.stock.actions import deliveries, write_offs
from javon.collection.stock.actions.listing import locked
from javon.collection.stock.models import Commission, Copy, Delivery, Disposal, Loss
from javon.collection.stock.queries import losses as queries
from javon.collection.stock.queries import scanned
from javon.collection.stock.rules import losses as rules
from javon.collection.stock.wording import acts
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise
from javon.core.verdict import Refused


def _words(**typed: str) -> dict[str, str]:
    """Typed texts, trimmed and bounded as the row has room for them."""
    return {name: normalise(text).strip()[: rules.LONGEST[name]] for name, text in typed.items()}


@action
def declare_loss(
    *,
    by: Actor,
    centre: Centre,
    code: str,
    reader_name: str,
    lost_on: date | None,
    circumstances: str,
    due_on: date | None,
    reader_card: str = "",
    price: int | None = None,
    request_id: UUID | None = None,
) -> Loss:
    """A copy, scanned or named by its number, is lost: it gets its row of this year's book and stands at «lost».

    `price` (tiyin) is for a copy that has none in the books. Raises Refused with every objection of
    ``rules.losses.may_declare``, ``nothing_scanned``.
    """
    require(by, rights.DECLARE_LOSSES)
    found = scanned.answers(centre.pk, [code])
    if not found:
        raise Refused.because("nothing_scanned")
    (answer,) = found
    copies = locked(answer.copies)  # from here on nobody else declares, lists or moves it
    answer = answer._replace(copies=tuple(copies[copy.pk] for copy in answer.copies))
    words = _words(reader_name=reader_name, reader_card=reader_card, circumstances=circumstances)
    said = {name: words[name] for name in ("reader_name", "circumstances")}
    facts = queries.declaration(answer, price=price, lost_on=lost_on, due_on=due_on, **said)
    rules.may_declare(facts).enforce()
    assert lost_on is not None and due_on is not None  # the rules have seen both
    (copy,) = answer.copies
    today = clock.today()
    loss = Loss.objects.create(
        centre=centre,
        year=today.year,
        number=counters.take(f"losses/{centre.pk.hex}/{today.year}"),
        written_on=today,
        copy=copy,
        came_from=copy.state,
        lost_on=lost_on,
        due_on=due_on,
        price=facts.price,
        declared_by_id=by.user_id,
        **words,
    )
    whereabouts.move([copy], to=Copy.State.LOST, by=by, because=loss)
    audit.record(by, "loss_declared", loss)
    return loss


def _locked(loss: Loss) -> Loss:
    """The row, locked after its copy: a booking locks them in this order too."""
    Copy.objects.select_for_update().get(pk=loss.copy_id)
    rows = Loss.objects.select_for_update(of=("self",))
    return rows.select_related("copy__title", "offer__delivery", "centre").get(pk=loss.pk)


@action
def offer_replacement(
    *,
    by: Actor,
    loss: Loss,
    title: Title,
    value: int | None,
    received_on: date | None,
    service_point: ServicePoint,
    commission: Commission | None = None,
    liable: Person | None = None,
    shelf_mark: str = "",
    judgement: str = "",
    request_id: UUID | None = None,
) -> Delivery:
    """A copy is brought in place of the lost one: the draft of a delivery of kind «replacement» with that one line.

    The delivery's acceptance writes the act, part 1 and the inventory number and settles the loss. `value` is in
    tiyin. Raises Refused with every objection of ``rules.losses.may_offer`` and of entering a delivery.
    """
    require(by, rights.SETTLE_LOSSES)
    loss = _locked(loss)
    words = _words(judgement=judgement)
    verdict = rules.may_offer(
        queries.facts(loss),
        is_same_title=title.pk == loss.copy.title_id,
        value=value,
        received_on=received_on,
        judgement=words["judgement"],
    )
    verdict.enforce()
    head = {
        "kind": Delivery.Kind.REPLACEMENT,
        "source": loss.reader_name,
        "received_on": received_on,
        "commission": commission,
        "liable": liable,
        "note": acts.row_of_losses(str(loss)),
    }
    delivery = deliveries.enter_delivery(by=by, centre=loss.centre, head=head)
    loss.offer = deliveries.put_line(
        by=by,
        delivery=delivery,
        title=title,
        copies=1,
        unit_price=value or 0,
        service_point=service_point,
        loanable=loss.copy.loanable,
        shelf_mark=shelf_mark,
    )
    loss.judgement = words["judgement"]
    loss.save(update_fields=["offer", "judgement"])
    audit.record(by, "replacement_offered", loss)
    return Delivery.objects.get(pk=delivery.pk)


@action
def take_money(
    *,
    by: Actor,
    loss: Loss,
    amount: int | None,
    receipt_number: str,
    receipt_on: date | None,
    ground: str,
    request_id: UUID | None = None,
) -> Loss:
    """Money was paid for the lost copy, in tiyin, under an order; what is bought for it later is a purchase of its own.

    Raises Refused with every objection of ``rules.losses.may_take_money``.
    """
    require(by, rights.SETTLE_LOSSES)
    loss = _locked(loss)
    words = _words(receipt_number=receipt_number, ground=ground)
    rules.may_take_money(queries.facts(loss), amount=amount, receipt_on=receipt_on, **words).enforce()
    settled = {"way": Loss.Way.MONEY, "value": amount, "receipt_on": receipt_on, **words}
    return _settle(by, loss, "loss_paid", write_off_reason=rules.LOST_BY_READER, **settled)


@action
def take_nothing(*, by: Actor, loss: Loss, reason: str, ground: str, request_id: UUID | None = None) -> Loss:
    """Nothing can be taken (theft, fire, death): why, and by which reason the copy leaves the books.

    Raises Refused with every objection of ``rules.losses.may_take_nothing``.
    """
    require(by, rights.SETTLE_LOSSES)
    loss = _locked(loss)
    words = _words(ground=ground)
    rules.may_take_nothing(queries.facts(loss), reason=reason, **words).enforce()
    return _settle(by, loss, "loss_excused", way=Loss.Way.NOTHING, write_off_reason=reason, **words)


def _settle(by: Actor, loss: Loss, verb: str, **settled: Any) -> Loss:
    for name, value in settled.items():
        setattr(loss, name, value)
    loss.offer, loss.judgement = None, ""  # a cancelled delivery answers nothing
    loss.state, loss.settled_on = Loss.State.SETTLED, clock.today()
    loss.save()
    audit.record(by, verb, loss)
    return loss


@action
def reopen_loss(*, by: Actor, loss: Loss, request_id: UUID | None = None) -> Loss:
    """Take back money or an excuse that was entered wrongly. Raises Refused of ``rules.losses.may_reopen``."""
    require(by, rights.SETTLE_LOSSES)
    loss = _locked(loss)
    rules.may_reopen(queries.facts(loss)).enforce()
    loss.state, loss.way, loss.value, loss.settled_on = Loss.State.OPEN, "", None, None
    loss.receipt_number, loss.receipt_on, loss.ground, loss.write_off_reason = "", None, "", ""
    loss.save()
    audit.record(by, "loss_reopened", loss)
    return loss


@action
def find_again(
    *, by: Actor, loss: Loss, found_on: date | None, note: str = "", request_id: UUID | None = None
) -> Loss:
    """The copy has turned up: the row is over and the copy stands where it belongs.

    Raises Refused with every objection of ``rules.losses.may_be_found``.
    """
    require(by, rights.DECLARE_LOSSES)
    loss = _locked(loss)
    rules.may_be_found(queries.facts(loss), found_on, loss.lost_on).enforce()
    assert found_on is not None
    loss.state, loss.found_on, loss.offer = Loss.State.FOUND, found_on, None
    loss.found_note = _words(found_note=note)["found_note"]
    loss.save()
    whereabouts.move([loss.copy], to=rules.place_of_return(loss.came_from), by=by, because=loss)
    audit.record(by, "loss_found", loss)
    return loss


@action
def list_losses(
    *, by: Actor, centre: Centre, loss: Loss | None = None, request_id: UUID | None = None
) -> list[Disposal]:
    """Put every settled loss (or only `loss`) on the open list of its reason; a list is begun where none is open.

    One act is for one reason, so there may be two lists. Raises Refused ``nothing_to_list`` and the reasons of
    ``rules.write_offs.may_list``.
    """
    require(by, rights.WRITE_OFF)
    waiting = queries.waiting_for_act(centre.pk)
    chosen = list(waiting.filter(pk=loss.pk) if loss is not None else waiting)
    if not chosen:
        raise Refused.because("nothing_to_list")
    lists: dict[str, Disposal] = {}
    for one in chosen:
        reason = one.write_off_reason
        if reason not in lists:
            lists[reason] = _list_for(by, centre, reason)
        write_offs.list_copy(by=by, disposal=lists[reason], copy=one.copy, price=one.price)
    audit.record(by, "losses_listed", centre, copies=len(chosen))
    return list(lists.values())


def _list_for(by: Actor, centre: Centre, reason: str) -> Disposal:
    begun = Disposal.objects.filter(centre=centre, reason=reason, state=Disposal.State.LIST)
    found = begun.order_by("number").first()
    return found or write_offs.begin_write_off(by=by, centre=centre, reason=reason)
