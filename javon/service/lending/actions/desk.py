"""Lend, take back, renew: the verbs of the desk, used alike by page, API and every other door. Nizom 2.6, 2.11.

Each is one transaction and locks in one order, copy, loan, reader: two desks never pass each other's limit and never
wait for each other in a circle. A copy goes to another place by ``whereabouts.move`` and by nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from javon.centre.organisation.models import ServicePoint
from javon.collection.stock import whereabouts
from javon.collection.stock.models import Copy, Loss
from javon.core import audit, clock
from javon.core.access import Actor, require, require_own
from javon.core.database import action
from javon.core.database.prepared import Prepared, a_key
from javon.core.reactions import announce
from javon.core.verdict import Refused
from javon.service.lending import rights
from javon.service.lending.actions import hold_shelf
from javon.service.lending.answers import Answer
from javon.service.lending.happened import CopyLent, CopyReturned, LoanRenewed
from javon.service.lending.models import Channel, Deed, Loan, Renewal
from javon.service.lending.queries import facts as facts_of
from javon.service.lending.queries import holds
from javon.service.lending.queries.facts import Day, day_of
from javon.service.lending.queries.terms import reasons_of
from javon.service.lending.rules.borrowing import may_borrow
from javon.service.lending.rules.dates import days_late, due_after
from javon.service.lending.rules.renewing import RenewingFacts, may_renew
from javon.service.lending.rules.returning import ReturningFacts, may_take_back
from javon.service.lending.rules.terms import Terms
from javon.service.readers.models import Card, Reader

LONGEST_REASON = 200
READ_TWICE = 3  # seconds within which the same copy scanned again is the scanner's doing


@dataclass(frozen=True, slots=True)
class How:
    """How a deed is done: at which desk, on which day when a person named one, by which door, in spite of what, and
    under which request it can be undone.
    """

    point: ServicePoint | None = None
    happened_on: date | None = None
    channel: str = Channel.DESK
    override_reason: str = ""
    request_id: UUID | None = None


@action(keep=Answer.to_json, restore=Answer.from_json)
def lend(
    *,
    by: Actor,
    copy: Copy,
    reader: Reader,
    card: Card | None = None,
    point: ServicePoint | None = None,
    happened_on: date | None = None,
    channel: str = Channel.DESK,
    override_reason: str = "",
    request_id: UUID | None = None,
) -> Answer:
    """Lend `copy` to `reader`; `card` is the one that was shown, `point` the desk (else the copy's own).

    Raises Refused with every objection of ``rules.borrowing.may_borrow``, ``no_terms``; those that the actor may
    overrule pass with an `override_reason`.
    """
    require(by, rights.LEND)
    how = How(point, happened_on, channel, override_reason, request_id)
    return lending(by, copy, reader, card, how)


def lending(by: Actor, copy: Copy, reader: Reader, card: Card | None, how: How) -> Answer:
    """The body of :func:`lend`, for deeds that hold several: inside their transaction, after their right."""
    point, channel = how.point, how.channel
    locked = hold_shelf.locked_copy(copy.pk)
    day = day_of(locked.centre, how.happened_on)
    person = facts_of.locked_reader(reader.pk, day.happened_on)
    waits = holds.waits(locked, person.pk, day.today)
    found = facts_of.borrowing(copy=locked, reader=person, card=card, day=day, waits=waits)
    verdict = may_borrow(found.facts)
    reason = how.override_reason.strip()[:LONGEST_REASON]
    verdict.enforce(rights=_rights(by, verdict), reason=reason)
    overruled = [stop.code for stop in verdict.stops]
    due = due_after(
        day.happened_on, found.said.loan_days, facts_of.calendar_from(locked.centre, day.happened_on)
    )
    loan = Loan.objects.create(
        centre_id=locked.centre_id,
        copy=locked,
        reader_id=person.pk,
        service_point_id=point.pk if point is not None else locked.service_point_id,
        channel=channel,
        lent_on=day.happened_on,
        lent_at=clock.now(),
        lent_counted_on=day.counted_on,
        lent_by_id=by.user_id,
        due_on=due.day,
        reasons=reasons_of(found.said, found.terms, due),
        overruled=overruled,
        override_reason=reason if overruled else "",
        terms=found.terms,
        **_frozen_terms(found.said),
        **facts_of.dimensions_of(locked),
        **facts_of.portrait_of(person, day.happened_on),
    )
    came_from = locked.state
    _remember(by, Deed.Kind.LENT, loan, how.request_id, place=came_from)
    hold_shelf.close_by_loan(by=by, loan=loan, copy=locked)
    whereabouts.move([locked], to=Copy.State.ON_LOAN, by=by, because=loan)
    audit.record(by, "lent", loan, overruled=overruled, reason=loan.override_reason, subject=person)
    announce(
        CopyLent(
            loan.pk,
            person.pk,
            locked.pk,
            loan.service_point_id,
            day.happened_on,
            channel,
            came_from,
            by.user_id,
        )
    )
    return _answer("lent", locked, loan, day).noted(verdict.warnings)


def _rights(by: Actor, verdict: Any) -> frozenset[str]:
    """The machine may overrule what may be overruled; a person what the person's post allows."""
    if by.is_machine:
        return frozenset(stop.override_right for stop in verdict.stops)
    return by.rights


def _frozen_terms(said: Terms) -> dict[str, Any]:
    return {
        "loan_days": said.loan_days,
        "renewals_allowed": said.renewals,
        "renewal_days": said.renewal_days,
        "renewal_base": said.renewal_base,
        "debtor_days": said.debtor_days,
    }


def _remember(by: Actor, kind: str, loan: Loan, request_id: UUID | None, **before: Any) -> Deed:
    return Deed.objects.create(
        centre_id=loan.centre_id,
        request_id=request_id,
        kind=kind,
        loan=loan,
        at=clock.now(),
        by_user_id=by.user_id,
        before=before,
    )


def _answer(verb: str, copy: Copy, loan: Loan | None, day: Day, **more: Any) -> Answer:
    return Answer(
        verb=verb,
        copy_id=copy.pk,
        title_id=copy.title_id,
        title=copy.title.title,
        barcode=copy.code,
        inventory_number=copy.inventory_number,
        loan_id=loan.pk if loan is not None else None,
        reader_id=loan.reader_id if loan is not None else None,
        lent_on=loan.lent_on if loan is not None else None,
        due_on=loan.due_on if loan is not None else None,
        happened_on=day.happened_on,
        state=str(copy.state),
        **more,
    )


# --- taking back -------------------------------------------------------------------------------------------


@action(keep=Answer.to_json, restore=Answer.from_json)
def take_back(
    *,
    by: Actor,
    copy: Copy,
    point: ServicePoint | None = None,
    happened_on: date | None = None,
    channel: str = Channel.DESK,
    request_id: UUID | None = None,
) -> Answer:
    """The copy lies on the desk: its loan ends, whoever brought it; `point` is the desk it came to.

    A copy without a loan is put where it belongs, with a note. Raises Refused with the stops of
    ``rules.returning.may_take_back``.
    """
    require(by, rights.LEND)
    return taking_back(by, copy, How(point, happened_on, channel, "", request_id))


def taking_back(by: Actor, copy: Copy, how: How) -> Answer:
    """The body of :func:`take_back`, for deeds that hold several: inside their transaction, after their right."""
    point = how.point
    locked = hold_shelf.locked_copy(copy.pk)
    # Only now: what was open a moment ago may be another loan by the time the copy is ours.
    loan = _open_loan(locked)
    day = day_of(locked.centre, how.happened_on)
    late = days_late(loan.due_on, day.happened_on) if loan is not None else 0
    lost = _open_loss(locked) if locked.state == Copy.State.LOST else None
    verdict = may_take_back(
        ReturningFacts(
            state=locked.state,
            lent_on=loan.lent_on if loan is not None else None,
            days_late=late,
            was_claimed=loan is not None and loan.claimed_returned_on is not None,
            is_at_home=point is None or point.pk == locked.service_point_id,
            happened_on=day.happened_on,
            today=day.today,
            clock_is_behind=day.clock_is_behind,
            day_was_chosen=day.was_chosen,
            returned_lately=loan is None and _returned_lately(locked),
        )
    )
    verdict.enforce()
    came_from = locked.state
    if loan is not None:
        _close(by, loan, day)
        _remember(by, Deed.Kind.RETURNED, loan, how.request_id, place=came_from)
    if came_from == Copy.State.WRITTEN_OFF:
        pass  # withdrawn while it was out: it is put aside, and the books say so already
    elif loan is not None or came_from in ("on_loan", "missing", "in_reading_room", "in_transit"):
        whereabouts.move([locked], to=Copy.State.ON_SHELF, by=by, because=loan)
    if lost is not None:
        loan = _found_again(by, locked, lost, day)
    audit.record(by, "taken_back", loan if loan is not None else locked)
    announce(
        CopyReturned(
            loan.pk if loan is not None else None,
            loan.reader_id if loan is not None else None,
            locked.pk,
            locked.title_id,
            day.happened_on,
        )
    )
    offered = hold_shelf.offer(by=by, copy=locked, point=point)
    answer = _answer(
        "returned" if loan is not None else "shelved",
        locked,
        loan,
        day,
        hold_id=offered.hold_id if offered is not None else None,
    )
    return answer.noted(verdict.warnings).noted(offered.notes if offered is not None else ())


def _open_loan(copy: Copy) -> Loan | None:
    return _open_loan_locked.first(copy=copy.pk)


_open_loan_locked = Prepared[Loan](
    lambda: Loan.objects.select_for_update().filter(copy_id=a_key("copy"), state=Loan.State.OPEN)[:1]
)


def _open_loss(copy: Copy) -> Loss | None:
    return Loss.objects.filter(copy_id=copy.pk, state=Loss.State.OPEN).order_by("-written_on").first()


def _returned_lately(copy: Copy) -> bool:
    last = Loan.objects.filter(copy_id=copy.pk, state=Loan.State.RETURNED).order_by("-returned_at").first()
    if last is None or last.returned_at is None:
        return False
    return bool((clock.now() - last.returned_at).total_seconds() <= READ_TWICE)


def _close(by: Actor, loan: Loan, day: Day) -> None:
    loan.state = Loan.State.RETURNED
    loan.returned_on, loan.returned_at = day.happened_on, clock.now()
    loan.returned_counted_on, loan.returned_by_id = day.counted_on, by.user_id
    loan.save(update_fields=["state", "returned_on", "returned_at", "returned_counted_on", "returned_by_id"])


def _found_again(by: Actor, copy: Copy, lost: Loss, day: Day) -> Loan | None:
    """A lost copy that is brought back: its row of the book of replacements is over, and so is its loan."""
    from javon.collection.stock.actions import losses

    losses.find_again(by=by, loss=lost, found_on=day.happened_on)
    loan = Loan.objects.filter(loss=lost, state=Loan.State.LOST).first()
    if loan is not None:
        _close(by, loan, day)
    return loan


# --- renewing ----------------------------------------------------------------------------------------------


@action(keep=Answer.to_json, restore=Answer.from_json)
def renew(
    *,
    by: Actor,
    loan: Loan,
    happened_on: date | None = None,
    channel: str = Channel.DESK,
    override_reason: str = "",
    request_id: UUID | None = None,
) -> Answer:
    """Move the due date of `loan` on. A reader on their own pages renews what is theirs and overrules nothing.

    Raises Refused with every objection of ``rules.renewing.may_renew``.
    """
    if by.reader_id is None:
        require(by, rights.LEND)
    else:
        require_own(by, loan.reader_id)
    return renewing(by, loan, How(None, happened_on, channel, override_reason, request_id))


def renewing(by: Actor, loan: Loan, how: How) -> Answer:
    """The body of :func:`renew`, for deeds that hold several: inside their transaction, after their right."""
    channel = how.channel
    locked = hold_shelf.locked_copy(loan.copy_id)
    row = Loan.objects.select_for_update().get(pk=loan.pk)
    if row.reader_id is None:
        raise Refused.because("loan_over")
    day = day_of(locked.centre, how.happened_on)
    person = facts_of.locked_reader(row.reader_id, day.happened_on)
    begins = row.due_on if row.renewal_base == "due" else day.happened_on
    is_open = facts_of.calendar_from(locked.centre, min(begins, day.happened_on))
    due = due_after(begins, row.renewal_days or row.loan_days, is_open)
    wanted = holds.wanted(locked, day.today, reader_id=person.pk)
    verdict = may_renew(
        RenewingFacts(
            is_open=row.state == Loan.State.OPEN,
            belongs_to_centre=by.centre_id in (None, row.centre_id),
            is_own=by.reader_id is None or by.reader_id == row.reader_id,
            renewals_made=row.renewals_made,
            renewals_allowed=row.renewals_allowed,
            waiting_readers=wanted.readers,
            copy_is_wanted=wanted.is_wanted,
            restrictions=facts_of.restrictions_of(person, day.happened_on),
            is_registered=person.is_registered,
            days_late=days_late(row.due_on, day.happened_on),
            debtor_days=row.debtor_days,
            was_claimed=row.claimed_returned_on is not None,
            due_on=row.due_on,
            new_due=due.day,
            day_to_come=day.happened_on > day.today,
            clock_is_behind=day.clock_is_behind,
            day_was_chosen=day.was_chosen,
        )
    )
    reason = how.override_reason.strip()[:LONGEST_REASON]
    verdict.enforce(rights=_rights(by, verdict), reason=reason)
    overruled = [stop.code for stop in verdict.stops]
    renewal = Renewal.objects.create(
        loan=row,
        renewed_on=day.happened_on,
        renewed_at=clock.now(),
        counted_on=day.counted_on,
        by_user_id=by.user_id,
        channel=channel,
        from_due=row.due_on,
        to_due=due.day,
        override_reason=reason if overruled else "",
    )
    _remember(by, Deed.Kind.RENEWED, row, how.request_id, renewal=str(renewal.pk), due_on=str(row.due_on))
    row.due_on, row.renewals_made, row.due_version = due.day, row.renewals_made + 1, row.due_version + 1
    row.reasons = {
        **row.reasons,
        "days": due.days,
        "counted": str(due.counted),
        "moved": due.moved,
        "renewed": True,
    }
    row.save(update_fields=["due_on", "renewals_made", "due_version", "reasons"])
    audit.record(by, "renewed", row, overruled=overruled, reason=renewal.override_reason, subject=person)
    announce(LoanRenewed(row.pk, person.pk, day.happened_on, channel, row.due_on))
    return _answer("renewed", locked, row, day).noted(verdict.warnings)
