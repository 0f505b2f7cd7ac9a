"""Copies go from one service point to another by a list that both sides sign. Nizom 2.11."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Max

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.stock import counters, rights, whereabouts
from javon.collection.stock.actions.listing import Listed, codes_in, enforce_some, locked
from javon.collection.stock.models import Copy, Transfer, TransferLine
from javon.collection.stock.queries import scanned
from javon.collection.stock.queries.moves import lines_of, points
from javon.collection.stock.rules import moves as rules
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action


@action
def begin_move(
    *,
    by: Actor,
    centre: Centre,
    from_point: ServicePoint,
    to_point: ServicePoint,
    note: str = "",
    request_id: UUID | None = None,
) -> Transfer:
    """Begin a list from one point to another. Raises Refused: ``same_point``, ``point_closed``."""
    require(by, rights.MOVE_COPIES)
    is_open = points(centre.pk, clock.today()).filter(pk=to_point.pk).exists()
    rules.may_begin(from_point.pk, to_point.pk, is_open).enforce()
    transfer = Transfer.objects.create(
        centre=centre,
        number=counters.address_number("move", centre.pk),
        from_point=from_point,
        to_point=to_point,
        note=note.strip()[:300],
        created_at=clock.now(),
        created_by_id=by.user_id,
    )
    audit.record(by, "move_begun", transfer)
    return transfer


def _locked(transfer: Transfer) -> Transfer:
    rows = Transfer.objects.select_for_update(of=("self",)).select_related("from_point", "to_point", "centre")
    return rows.get(pk=transfer.pk)


@action(keep=Listed.to_json, restore=Listed.from_json)
def list_for_move(*, by: Actor, transfer: Transfer, codes: str, request_id: UUID | None = None) -> Listed:
    """Scan copies onto the list; what may not go comes back with its reasons. Raises Refused when nothing could be
    added: the reasons of ``rules.moves.may_list``, ``nothing_scanned``, ``list_is_closed``, ``list_too_long``,
    ``too_many_codes``.
    """
    require(by, rights.MOVE_COPIES)
    transfer = _locked(transfer)
    typed = codes_in(codes)
    rules.may_change_list(transfer.state, transfer.lines.count(), len(typed)).enforce()
    found = scanned.answers(transfer.centre_id, typed)
    copies = locked(copy for answer in found for copy in answer.copies)
    lists = scanned.held(list(copies))
    here = set(transfer.lines.values_list("copy_id", flat=True))
    last = transfer.lines.aggregate(last=Max("position"))["last"] or 0
    lines: list[TransferLine] = []
    refused = []
    for answer in found:
        copy = copies[answer.copies[0].pk] if len(answer.copies) == 1 else None
        verdict = rules.may_list(
            scanned.facts_of(answer, lists, here),
            is_at_the_point=copy is not None and copy.service_point_id == transfer.from_point_id,
            state_fits=copy is None or copy.state not in (Copy.State.MISSING, Copy.State.LOST),
        )
        if copy is None or not verdict:
            refused.append((answer.code.text, verdict.stops))
            continue
        here.add(copy.pk)
        lines.append(TransferLine(transfer=transfer, copy=copy, position=last + len(lines) + 1))
    TransferLine.objects.bulk_create(lines, batch_size=200)
    listed = enforce_some(Listed(len(lines), tuple(refused)))
    audit.record(by, "move_listed", transfer, copies=listed.added)
    return listed


@action
def strike_from_move(*, by: Actor, line: TransferLine, request_id: UUID | None = None) -> Transfer:
    """Take one copy off the list. Raises Refused ``list_is_closed``."""
    require(by, rights.MOVE_COPIES)
    transfer = _locked(line.transfer)
    rules.may_change_list(transfer.state).enforce()
    TransferLine.objects.filter(pk=line.pk).delete()
    audit.record(by, "move_struck", transfer)
    return transfer


@action
def send_copies(
    *, by: Actor, transfer: Transfer, at_once: bool = False, request_id: UUID | None = None
) -> Transfer:
    """The copies leave their point; `at_once`: they are handed over on the spot. Raises Refused: ``list_empty``,
    ``not_at_this_step``.
    """
    require(by, rights.MOVE_COPIES)
    transfer = _locked(transfer)
    lines = list(lines_of(transfer))
    rules.may_send(transfer.state, len(lines)).enforce()
    transfer.state, transfer.sent_at = Transfer.State.ON_WAY, clock.now()
    transfer.save(update_fields=["state", "sent_at"])
    copies = locked(line.copy for line in lines)
    for line in lines:
        line.came_from = copies[line.copy_id].state
    TransferLine.objects.bulk_update(lines, ["came_from"], batch_size=200)
    audit.record(by, "move_sent", transfer, copies=len(lines))
    if at_once:
        _arrive(by, transfer, copies)
    else:
        whereabouts.move(
            list(copies.values()),
            to=Copy.State.IN_TRANSIT,
            by=by,
            because=transfer,
            point_id=transfer.to_point_id,
        )
    return transfer


@action
def receive_copies(*, by: Actor, transfer: Transfer, request_id: UUID | None = None) -> Transfer:
    """The other side confirms that they have come: they stand on its shelves. Raises Refused ``not_on_its_way``."""
    require(by, rights.MOVE_COPIES)
    transfer = _locked(transfer)
    rules.may_receive(transfer.state).enforce()
    _arrive(by, transfer, locked(line.copy for line in lines_of(transfer)))
    audit.record(by, "move_received", transfer)
    return transfer


def _arrive(by: Actor, transfer: Transfer, copies: dict[UUID, Copy]) -> None:
    keys = list(copies)
    for start in range(0, len(keys), 200):
        Copy.objects.filter(pk__in=keys[start : start + 200]).update(service_point=transfer.to_point)
    whereabouts.move(
        list(copies.values()),
        to=Copy.State.ON_SHELF,
        by=by,
        because=transfer,
        point_id=transfer.to_point_id,
    )
    transfer.lines.update(is_open=False)
    transfer.state, transfer.received_at = Transfer.State.RECEIVED, clock.now()
    transfer.received_by = organisation.person_of(by)
    transfer.save(update_fields=["state", "received_at", "received_by"])


@action
def cancel_move(*, by: Actor, transfer: Transfer, reason: str, request_id: UUID | None = None) -> Transfer:
    """Give it up before it is received; copies under way go back to where they were. Raises Refused:
    ``move_is_over``, ``cancel_without_reason``.
    """
    require(by, rights.MOVE_COPIES)
    transfer = _locked(transfer)
    rules.may_cancel(transfer.state, reason).enforce()
    if transfer.state == Transfer.State.ON_WAY:
        lines = list(lines_of(transfer))
        copies = locked(line.copy for line in lines)
        for place in sorted({line.came_from for line in lines}):
            back = [copies[line.copy_id] for line in lines if line.came_from == place]
            whereabouts.move(back, to=place or Copy.State.ON_SHELF, by=by, because=transfer)
    transfer.lines.update(is_open=False)
    transfer.state, transfer.note = Transfer.State.CANCELLED, reason.strip()[:300]
    transfer.save(update_fields=["state", "note"])
    audit.record(by, "move_cancelled", transfer, reason=reason.strip())
    return transfer
