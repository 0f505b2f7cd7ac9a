"""A write-off from the first scan to the copies' leaving the house. Nizom 2.11; dossier 2.10.

list → commission → minutes → act → (approved by the director: ``actions.booking``) → booked → out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Max

from javon.centre.documents import actions as documents
from javon.centre.documents.models import Version
from javon.centre.documents.queries import reading
from javon.centre.organisation.models import Centre
from javon.collection.stock import counters, rights
from javon.collection.stock.actions.listing import Listed, codes_in, enforce_some, locked
from javon.collection.stock.codes import parse_code
from javon.collection.stock.models import Commission, Copy, Disposal, DisposalLine
from javon.collection.stock.queries import losses, scanned
from javon.collection.stock.queries import write_offs as queries
from javon.collection.stock.rules import write_offs as rules
from javon.collection.stock.rules.scanned import CopyFacts
from javon.collection.stock.write_off_act import drafted
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.verdict import Refused


@action
def begin_write_off(
    *, by: Actor, centre: Centre, reason: str, note: str = "", request_id: UUID | None = None
) -> Disposal:
    """Begin a list for one reason. Raises Refused ``reason_missing``."""
    require(by, rights.WRITE_OFF)
    if reason not in Disposal.Reason.values:
        raise Refused.because("reason_missing")
    disposal = Disposal.objects.create(
        centre=centre,
        number=counters.address_number("write-off", centre.pk),
        reason=reason,
        note=note.strip()[:300],
        created_at=clock.now(),
        created_by_id=by.user_id,
    )
    audit.record(by, "write_off_begun", disposal)
    return disposal


def _locked(disposal: Disposal) -> Disposal:
    rows = Disposal.objects.select_for_update(of=("self",)).select_related("centre", "commission", "act")
    return rows.get(pk=disposal.pk)


@action(keep=Listed.to_json, restore=Listed.from_json)
def list_copies(
    *,
    by: Actor,
    disposal: Disposal,
    codes: str,
    price: int | None = None,
    is_rare: bool = False,
    request_id: UUID | None = None,
) -> Listed:
    """Scan copies onto the list: a barcode of ours, a foreign one, an inventory number; several in one paste.

    `price` (tiyin) is for those that have none in the books. What may stand on the list is added, the rest comes
    back with its reasons. Raises Refused when nothing could be added: the reasons of ``rules.write_offs.may_list``,
    ``nothing_scanned``, ``list_is_closed``, ``list_too_long``, ``too_many_codes``.
    """
    require(by, rights.WRITE_OFF)
    disposal = _locked(disposal)
    typed = codes_in(codes)
    rules.may_change_list(disposal.state, disposal.lines.count(), len(typed)).enforce()
    listed = _put_on(by, disposal, scanned.answers(disposal.centre_id, typed), price, is_rare)
    audit.record(by, "write_off_listed", disposal, copies=listed.added)
    return listed


@action
def list_copy(
    *, by: Actor, disposal: Disposal, copy: Copy, price: int | None = None, request_id: UUID | None = None
) -> Disposal:
    """Put one known copy on the list, whatever its number says. Raises Refused as :func:`list_copies`."""
    require(by, rights.WRITE_OFF)
    disposal = _locked(disposal)
    rules.may_change_list(disposal.state, disposal.lines.count(), 1).enforce()
    answer = scanned.Answer(parse_code(copy.code or copy.inventory_number or copy.pk.hex), (copy,))
    _put_on(by, disposal, [answer], price)
    audit.record(by, "write_off_listed", disposal, copies=1)
    return disposal


def _put_on(
    by: Actor, disposal: Disposal, found: Sequence[scanned.Answer], price: int | None, is_rare: bool = False
) -> Listed:
    copies = locked(copy for answer in found for copy in answer.copies)
    lists, lost = scanned.held(list(copies)), losses.pending(list(copies))
    here = set(disposal.lines.values_list("copy_id", flat=True))
    last = disposal.lines.aggregate(last=Max("position"))["last"] or 0
    lines: list[DisposalLine] = []
    refused = []
    for answer in found:
        facts = _line_facts(disposal, answer, lists, here, lost, price)
        if not (verdict := rules.may_list(facts)):
            refused.append((answer.code.text, verdict.stops))
            continue
        copy = answer.copies[0]
        here.add(copy.pk)
        lines.append(
            DisposalLine(
                disposal=disposal,
                copy=copy,
                position=last + len(lines) + 1,
                price=copy.price if copy.price is not None else price or 0,
                is_rare=is_rare or rules.looks_rare(copy.title.year, copy.kind),
                added_at=clock.now(),
                added_by_id=by.user_id,
            )
        )
    DisposalLine.objects.bulk_create(lines, batch_size=200)
    return enforce_some(Listed(len(lines), tuple(refused)))


def _line_facts(
    disposal: Disposal,
    answer: scanned.Answer,
    lists: scanned.Held,
    here: set[UUID],
    lost: Mapping[UUID, losses.Pending],
    price: int | None,
) -> rules.LineFacts:
    copy: CopyFacts = scanned.facts_of(answer, lists, here)
    if len(answer.copies) != 1:
        return rules.LineFacts(copy, None, price)
    (one,) = answer.copies
    return rules.LineFacts(copy, one.price, price, disposal.reason, lost.get(one.pk))


@action
def strike_line(*, by: Actor, line: DisposalLine, request_id: UUID | None = None) -> Disposal:
    """Take one copy off the list. Raises Refused ``list_is_closed``."""
    require(by, rights.WRITE_OFF)
    disposal = _locked(line.disposal)
    rules.may_change_list(disposal.state).enforce()
    DisposalLine.objects.filter(pk=line.pk).delete()
    audit.record(by, "write_off_struck", disposal)
    return disposal


@action
def lay_before_commission(
    *, by: Actor, disposal: Disposal, commission: Commission | None, request_id: UUID | None = None
) -> Disposal:
    """The list is whole and goes before a commission. Raises Refused: ``list_empty``, ``commission_missing``,
    ``commission_not_for_this``, ``not_at_this_step``.
    """
    require(by, rights.WRITE_OFF)
    disposal = _locked(disposal)
    disposal.commission = commission
    rules.may_go_before_commission(queries.step_facts(disposal)).enforce()
    disposal.state = Disposal.State.COMMISSION
    disposal.save(update_fields=["commission", "state"])
    audit.record(by, "write_off_before_commission", disposal)
    return disposal


@action
def write_minutes(
    *,
    by: Actor,
    disposal: Disposal,
    number: str,
    on: date | None,
    conclusion: str,
    consent: str = "",
    destiny: str = "",
    request_id: UUID | None = None,
) -> Disposal:
    """What the commission found: its minutes and conclusion, the higher body's consent where rare publications go.

    Raises Refused with every objection of ``rules.write_offs.may_write_minutes``.
    """
    require(by, rights.WRITE_OFF)
    disposal = _locked(disposal)
    typed = {"minutes_number": number, "minutes_on": on, "conclusion": conclusion, "consent": consent}
    rules.may_write_minutes(queries.step_facts(disposal, **typed)).enforce()
    disposal.minutes_number, disposal.minutes_on = number.strip(), on
    disposal.conclusion, disposal.consent = conclusion.strip(), consent.strip()
    disposal.destiny = destiny.strip()[:200]
    disposal.state = Disposal.State.MINUTES
    disposal.save(update_fields=["minutes_number", "minutes_on", "conclusion", "consent", "destiny", "state"])
    audit.record(by, "write_off_minutes", disposal)
    return disposal


@action
def reopen_list(*, by: Actor, disposal: Disposal, request_id: UUID | None = None) -> Disposal:
    """Take the list back from the commission to change it. Raises Refused ``not_at_this_step``."""
    require(by, rights.WRITE_OFF)
    disposal = _locked(disposal)
    rules.may_reopen(disposal.state).enforce()
    disposal.state = Disposal.State.LIST
    disposal.save(update_fields=["state"])
    audit.record(by, "write_off_reopened", disposal)
    return disposal


@action
def draft_act(*, by: Actor, disposal: Disposal, request_id: UUID | None = None) -> Disposal:
    """Draft the act from the facts; from here on the list is fixed. An act that came back gets its next version.

    Raises Refused with every objection of ``rules.write_offs.may_draft_act`` and of drafting a paper.
    """
    require(by, rights.WRITE_OFF)
    disposal = _locked(disposal)
    rules.may_draft_act(queries.step_facts(disposal)).enforce()
    draft, enclosed = drafted(disposal)
    if disposal.act is not None:
        documents.draft_again(by=by, document=disposal.act, draft=draft, enclosed=enclosed)
    else:
        disposal.act = documents.draft_document(
            by=by, centre=disposal.centre, kind="act", draft=draft, enclosed=enclosed
        )
    disposal.state = Disposal.State.ACT
    disposal.save(update_fields=["act", "state"])
    audit.record(by, "write_off_act_drafted", disposal)
    return disposal


@action
def cancel_write_off(
    *, by: Actor, disposal: Disposal, reason: str, request_id: UUID | None = None
) -> Disposal:
    """Give it up before it is approved: its copies are free again, an act on its way is withdrawn.

    Raises Refused: ``cancel_too_late``, ``cancel_without_reason``; ``not_your_draft`` where the act is another's.
    """
    require(by, rights.WRITE_OFF)
    if disposal.act is not None:  # the paper is locked before the list, as its approval does
        version = reading.newest_version(disposal.act)
        if version.state in (Version.State.DRAFT, Version.State.AGREEING):
            rules.may_cancel(disposal.state, reason).enforce()
            documents.withdraw(by=by, version=version)
    disposal = _locked(disposal)
    rules.may_cancel(disposal.state, reason).enforce()
    disposal.lines.update(is_open=False)
    disposal.state = Disposal.State.CANCELLED
    disposal.note = reason.strip()[:300]
    disposal.save(update_fields=["state", "note"])
    audit.record(by, "write_off_cancelled", disposal, reason=reason.strip())
    return disposal


@action
def take_out(
    *, by: Actor, disposal: Disposal, destiny: str, out_on: date, request_id: UUID | None = None
) -> Disposal:
    """The copies have left the house: where to, by which paper. Raises Refused: ``out_before_booked``,
    ``destiny_missing``, ``out_in_the_future``, ``out_before_the_act``.
    """
    require(by, rights.BOOK_WRITE_OFFS)
    disposal = _locked(disposal)
    rules.may_take_out(disposal.state, destiny, out_on, disposal.booked_on, clock.today()).enforce()
    disposal.destiny, disposal.out_on = destiny.strip(), out_on
    disposal.state = Disposal.State.OUT
    disposal.save(update_fields=["destiny", "out_on", "state"])
    audit.record(by, "write_off_taken_out", disposal)
    return disposal
