"""A purchase list is drawn up, laid before the director, approved with the PIN or returned. Nizom 2.11.

The approval is a plain deed with the PIN, as a loan would be, and not a paper of the engine: the printed list is
signed by hand where accounting asks for a signature (decision 0010).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Max

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.collection.acquisition import rights, rules
from javon.collection.acquisition.models import PurchaseLine, PurchaseList, PurchaseProposal
from javon.collection.acquisition.queries import lists as queries
from javon.collection.acquisition.queries import proposals as proposals_queries
from javon.collection.acquisition.rules.lists import LineFacts
from javon.collection.stock import counters
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.accounts import pins
from javon.core.accounts.pins import PinProof
from javon.core.database import action
from javon.core.uzbek import normalise

HEAD = ("year", "part", "money", "money_note", "budget")


@action
def begin_list(
    *, by: Actor, centre: Centre, head: Mapping[str, Any], request_id: UUID | None = None
) -> PurchaseList:
    """Begin a list. `head` has values of HEAD, the budget in tiyin. Raises Refused of ``rules.lists.may_keep``."""
    require(by, rights.KEEP_LISTS)
    made = PurchaseList(
        centre=centre,
        number=counters.address_number("purchase-list", centre.pk),
        created_at=clock.now(),
        created_by_id=by.user_id,
        budget=0,
        year=0,
    )
    _write_head(made, head)
    rules.lists.may_keep(queries.facts(made, [])).enforce()
    made.save(force_insert=True)
    audit.record(by, "purchase_list_begun", made)
    return made


def _write_head(purchase_list: PurchaseList, head: Mapping[str, Any]) -> None:
    for name in HEAD:
        if name in head:
            setattr(purchase_list, name, head[name])


def _locked(purchase_list: PurchaseList) -> PurchaseList:
    rows = PurchaseList.objects.select_for_update(of=("self",)).select_related("centre")
    return rows.get(pk=purchase_list.pk)


def _count_edit(purchase_list: PurchaseList, *fields: str) -> None:
    purchase_list.edits += 1
    purchase_list.save(update_fields=["edits", *fields])


@action
def save_list(
    *,
    by: Actor,
    purchase_list: PurchaseList,
    expected_edits: int,
    head: Mapping[str, Any],
    request_id: UUID | None = None,
) -> PurchaseList:
    """Keep a corrected head of a draft. Raises Refused as :func:`begin_list`, ``list_changed_meanwhile``."""
    require(by, rights.KEEP_LISTS)
    purchase_list = _locked(purchase_list)
    _write_head(purchase_list, head)
    rules.lists.may_keep(queries.facts(purchase_list, [], expected_edits=expected_edits)).enforce()
    _count_edit(purchase_list, *HEAD)
    audit.record(by, "purchase_list_saved", purchase_list)
    return purchase_list


@action
def put_on_list(
    *,
    by: Actor,
    purchase_list: PurchaseList,
    name: str,
    quantity: int,
    unit_price: int,
    author: str = "",
    isbn: str = "",
    publisher: str = "",
    year: int | None = None,
    proposal: PurchaseProposal | None = None,
    line: PurchaseLine | None = None,
    request_id: UUID | None = None,
) -> PurchaseLine:
    """Put a book on the list, or change the `line` that stands there. `unit_price` in tiyin, estimated.

    A proposal that is put on a list is chosen by that. Raises Refused with every objection to the line.
    """
    require(by, rights.KEEP_LISTS)
    purchase_list = _locked(purchase_list)
    if proposal is not None:
        proposal = PurchaseProposal.objects.select_for_update().get(pk=proposal.pk)
    lines = queries.lines_of(purchase_list)
    row = next((one for one in lines if line is not None and one.pk == line.pk), None)
    last = purchase_list.lines.aggregate(last=Max("position"))["last"] or 0
    name, author, publisher = (normalise(text).strip() for text in (name, author, publisher))
    number = proposals_queries.isbn_of(isbn)
    besides = row.position if row else 0
    facts = LineFacts(
        position=besides or last + 1,
        name=name,
        quantity=quantity,
        unit_price=unit_price,
        stands_already=queries.stands_already(lines, name=name, author=author, isbn=number, besides=besides),
        proposal_state=proposal.state if proposal else "",
    )
    rules.lists.may_put_line(queries.facts(purchase_list, lines), facts).enforce()
    row = row or PurchaseLine(purchase_list=purchase_list, position=facts.position, proposal=proposal)
    row.name, row.author, row.isbn, row.publisher = name[:300], author[:200], number, publisher[:200]
    row.year, row.quantity, row.unit_price = year, quantity, unit_price
    row.title_record_id = proposal.title_record_id if proposal else row.title_record_id
    row.save()
    if proposal is not None and proposal.state == PurchaseProposal.State.PROPOSED:
        proposal.state, proposal.decided_at = PurchaseProposal.State.CHOSEN, clock.now()
        proposal.decided_by_id = by.user_id
        proposal.save(update_fields=["state", "decided_at", "decided_by_id"])
    _count_edit(purchase_list)
    audit.record(by, "purchase_line_put", purchase_list)
    return row


@action
def drop_from_list(*, by: Actor, line: PurchaseLine, request_id: UUID | None = None) -> PurchaseList:
    """Take a line off a draft; its proposal stays chosen. Raises Refused ``list_is_…``."""
    require(by, rights.KEEP_LISTS)
    purchase_list = _locked(line.purchase_list)
    rules.lists.may_put_line(queries.facts(purchase_list, []), LineFacts()).enforce()
    PurchaseLine.objects.filter(pk=line.pk).delete()
    _count_edit(purchase_list)
    audit.record(by, "purchase_line_dropped", purchase_list)
    return purchase_list


@action
def send_list(
    *, by: Actor, purchase_list: PurchaseList, expected_edits: int, request_id: UUID | None = None
) -> PurchaseList:
    """Lay the list before the director. Raises Refused of ``rules.lists.may_send``: over the budget it is not sent."""
    require(by, rights.KEEP_LISTS)
    purchase_list = _locked(purchase_list)
    lines = queries.lines_of(purchase_list)
    rules.lists.may_send(queries.facts(purchase_list, lines, expected_edits=expected_edits)).enforce()
    purchase_list.state, purchase_list.remark = PurchaseList.State.SENT, ""
    purchase_list.sent_by_id = by.user_id
    _count_edit(purchase_list, "state", "remark", "sent_by_id")
    audit.record(by, "purchase_list_sent", purchase_list)
    return purchase_list


@action
def approve_list(
    *,
    by: Actor,
    purchase_list: PurchaseList,
    expected_edits: int,
    proof: PinProof | None,
    request_id: UUID | None = None,
) -> PurchaseList:
    """The director approves what was on the screen. Raises Refused ``pin_needed`` and of ``rules.lists.may_approve``."""
    require(by, rights.APPROVE_LISTS)
    pins.require_proof(by, proof)
    purchase_list = _locked(purchase_list)
    lines = queries.lines_of(purchase_list)
    rules.lists.may_approve(
        queries.facts(purchase_list, lines, expected_edits=expected_edits, decided_by=by.user_id)
    ).enforce()
    person = organisation.person_of(by)
    purchase_list.state = PurchaseList.State.APPROVED
    purchase_list.approved_at, purchase_list.approved_by_id = clock.now(), by.user_id
    purchase_list.approver_name = person.signature_name if person else by.label[:160]
    _count_edit(purchase_list, "state", "approved_at", "approved_by_id", "approver_name")
    audit.record(by, "purchase_list_approved", purchase_list)
    return purchase_list


@action
def return_list(
    *, by: Actor, purchase_list: PurchaseList, remark: str, request_id: UUID | None = None
) -> PurchaseList:
    """The list goes back to be put right. Raises Refused of ``rules.lists.may_return``."""
    require(by, rights.APPROVE_LISTS)
    purchase_list = _locked(purchase_list)
    rules.lists.may_return(queries.facts(purchase_list, [], reason=remark)).enforce()
    purchase_list.state, purchase_list.remark = PurchaseList.State.DRAFT, remark.strip()[:300]
    _count_edit(purchase_list, "state", "remark")
    audit.record(by, "purchase_list_returned", purchase_list, reason=remark.strip())
    return purchase_list


@action
def cancel_list(
    *, by: Actor, purchase_list: PurchaseList, reason: str, request_id: UUID | None = None
) -> PurchaseList:
    """Give a draft up; its proposals can stand on another list. Raises Refused of ``rules.lists.may_cancel``."""
    require(by, rights.KEEP_LISTS)
    purchase_list = _locked(purchase_list)
    rules.lists.may_cancel(queries.facts(purchase_list, [], reason=reason)).enforce()
    purchase_list.state, purchase_list.remark = PurchaseList.State.CANCELLED, reason.strip()[:300]
    _count_edit(purchase_list, "state", "remark")
    audit.record(by, "purchase_list_cancelled", purchase_list, reason=reason.strip())
    return purchase_list


@action
def put_proposals(
    *,
    by: Actor,
    purchase_list: PurchaseList,
    proposals: Sequence[PurchaseProposal],
    request_id: UUID | None = None,
) -> int:
    """Put several proposals on the list at once: as many copies as were asked for, the price still open (0).

    Raises Refused as :func:`put_on_list`; then none of them is put.
    """
    require(by, rights.KEEP_LISTS)
    for one in proposals:
        wanted = one.voices.aggregate(most=Max("wanted"))["most"] or 1
        put_on_list(
            by=by,
            purchase_list=purchase_list,
            name=one.name,
            author=one.author,
            isbn=one.isbn,
            publisher=one.publisher,
            year=one.year,
            quantity=wanted,
            unit_price=0,
            proposal=one,
        )
    return len(proposals)
