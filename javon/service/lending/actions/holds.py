"""Reserve, give up, pause, put first; fetch from the shelf, not found, expired. Nizom 2.6; issue D.

A reader on their own pages acts for nobody else; staff need the right. docs/algorithms/holds.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.catalogue.models import Title
from javon.collection.stock import whereabouts
from javon.collection.stock.models import Copy
from javon.collection.stock.queries import scanned
from javon.core import audit, clock
from javon.core.access import Actor, require, require_own
from javon.core.database import action
from javon.core.verdict import Refused, Verdict
from javon.service.lending import rights
from javon.service.lending.actions import hold_shelf
from javon.service.lending.models import Channel, Hold, HoldEvent, HoldTarget
from javon.service.lending.queries import facts as facts_of
from javon.service.lending.queries import hold_lists
from javon.service.lending.queries import holds as queries
from javon.service.lending.rules import queue
from javon.service.lending.rules.holding import (
    NO_SHOW_DAYS,
    FindingFacts,
    HoldDeed,
    may_be_missing,
    may_change,
    may_find,
    may_hold,
)
from javon.service.readers.models import Reader

Kind = HoldEvent.Kind
State, Scope = Hold.State, Hold.Scope
LONGEST_REASON = 200


@action
def place(
    *,
    by: Actor,
    reader: Reader,
    titles: Sequence[Title] = (),
    copy: Copy | None = None,
    scope: str = Scope.TITLE,
    pickup: ServicePoint | None = None,
    channel: str = Channel.DESK,
    override_reason: str = "",
    request_id: UUID | None = None,
) -> Hold:
    """Put `reader` into the queue for a title, any edition of it, one copy, or any of several titles.

    `pickup` is where it is fetched (else where most of its copies stand). Raises Refused with every objection of
    ``rules.holding.may_hold``.
    """
    _asks(by, reader)
    person = facts_of.locked_reader(reader.pk, clock.today())
    wanted = _titles(titles, copy, scope)
    if copy is not None:
        copy = Copy.objects.select_related("title").get(pk=copy.pk)
    facts = queries.holding(reader=person, titles=wanted, copy=copy, day=clock.today(), is_own=True)
    verdict = may_hold(facts)
    reason = override_reason.strip()[:LONGEST_REASON]
    verdict.enforce(rights=_rights(by, verdict), reason=reason)
    point_id = pickup.pk if pickup is not None else queries.pickup_for(wanted, copy)
    assert point_id is not None  # the rules have seen a copy
    hold = Hold.objects.create(
        centre_id=person.centre_id,
        reader_id=person.pk,
        scope=scope,
        pickup_id=point_id,
        channel=channel,
        order_class=queue.order_class(is_collective=facts.is_collective),
        requested_at=clock.now(),
        requested_on=clock.today(),
        requested_by_id=by.user_id,
    )
    HoldTarget.objects.bulk_create(
        [HoldTarget(hold=hold, reader_id=person.pk, title=title, copy=copy) for title in wanted]
    )
    hold_shelf.note(by, hold, Kind.PLACED)
    overruled = [stop.code for stop in verdict.stops]
    audit.record(
        by, "hold_placed", hold, overruled=overruled, reason=reason if overruled else "", subject=person
    )
    return hold


def _titles(titles: Sequence[Title], copy: Copy | None, scope: str) -> list[Title]:
    """The records that are meant: a merged one leads to the one that stands for it, a work to its editions."""
    named = [copy.title] if copy is not None else list(titles)
    roots = {title.pk: title for title in ((one.merged_into or one) for one in named)}
    if scope == Scope.EDITIONS:
        for title in list(roots.values()):
            roots.update({one.pk: one for one in queries.editions_of(title)})
    return list(roots.values())


def _rights(by: Actor, verdict: Verdict) -> frozenset[str]:
    """The machine may overrule what may be overruled; a person what the person's post allows."""
    if by.is_machine:
        return frozenset(stop.override_right for stop in verdict.stops)
    return by.rights


def _asks(by: Actor, concerned: Reader | Hold) -> None:
    """Staff need the right; a reader may do what concerns themselves. Nothing is looked at before."""
    if by.reader_id is None:
        require(by, rights.HOLD)
    else:
        require_own(by, concerned.pk if isinstance(concerned, Reader) else concerned.reader_id)


def _of(by: Actor, hold: Hold) -> HoldDeed:
    is_own = by.reader_id is None or by.reader_id == hold.reader_id
    return HoldDeed(state=hold.state, is_own=is_own, today=clock.today())


@action
def cancel(
    *,
    by: Actor,
    hold: Hold,
    why: str = Hold.Why.READER,
    request_id: UUID | None = None,
) -> Hold:
    """Leave the queue. A copy that stood ready goes to whoever is next, or back. Raises Refused: ``hold_over``,
    ``not_your_hold``.
    """
    _asks(by, hold)
    row = hold_shelf.locked(hold)
    may_change(_of(by, row)).enforce()
    stood = hold_shelf.end(by, row, State.CANCELLED, why=why)
    audit.record(by, "hold_cancelled", row)
    if stood is not None:
        hold_shelf.pass_on(by, stood, was=row)
    return row


@action
def pause(
    *,
    by: Actor,
    hold: Hold,
    until: date | None,
    request_id: UUID | None = None,
) -> Hold:
    """Keep the place and let others pass until a day, on which the hold takes part again. A copy that stood ready goes
    to whoever is next. Raises Refused: ``hold_over``, ``not_your_hold``, ``pause_day_wrong``.
    """
    _asks(by, hold)
    row = hold_shelf.locked(hold)
    deed = _of(by, row)
    may_change(
        HoldDeed(state=deed.state, is_own=deed.is_own, today=deed.today, is_pausing=True, pause_until=until)
    ).enforce()
    row.paused_until = until
    row.save(update_fields=["paused_until"])
    stood = hold_shelf.put_back(by, row) if row.state == State.READY else None
    hold_shelf.note(by, row, Kind.PAUSED, until=until)
    audit.record(by, "hold_paused", row)
    if stood is not None:
        hold_shelf.pass_on(by, stood, was=row)
    return row


@action
def resume(*, by: Actor, hold: Hold, request_id: UUID | None = None) -> Hold:
    """Take part again, at the old place. Raises Refused: ``hold_over``, ``not_your_hold``."""
    _asks(by, hold)
    row = hold_shelf.locked(hold)
    may_change(_of(by, row)).enforce()
    row.paused_until = None
    row.save(update_fields=["paused_until"])
    hold_shelf.note(by, row, Kind.RESUMED)
    audit.record(by, "hold_resumed", row)
    return row


@action
def pin(*, by: Actor, hold: Hold, reason: str, request_id: UUID | None = None) -> Hold:
    """Put a hold first in its queue, for everybody at the desk to see. Raises Refused: ``hold_over``,
    ``pin_without_reason``.
    """
    require(by, rights.PIN_HOLD)
    row = hold_shelf.locked(hold)
    words = reason.strip()[:LONGEST_REASON]
    may_change(HoldDeed(state=row.state, is_pinning=True, reason=words)).enforce()
    row.is_pinned = True
    row.save(update_fields=["is_pinned"])
    hold_shelf.note(by, row, Kind.PINNED, because=words)
    audit.record(by, "hold_pinned", row, reason=words, subject=row.reader)
    return row


@action
def unpin(*, by: Actor, hold: Hold, request_id: UUID | None = None) -> Hold:
    """Back to the place that the day of the request gives. Raises Refused ``hold_over``."""
    require(by, rights.PIN_HOLD)
    row = hold_shelf.locked(hold)
    may_change(HoldDeed(state=row.state)).enforce()
    row.is_pinned = False
    row.save(update_fields=["is_pinned"])
    hold_shelf.note(by, row, Kind.UNPINNED)
    audit.record(by, "hold_unpinned", row)
    return row


# --- the shelves -----------------------------------------------------------------------------------------------


def _finding(copy: Copy) -> FindingFacts:
    lists = scanned.held([copy.pk])
    return FindingFacts(
        state=copy.state,
        loanable=copy.loanable,
        is_listed=copy.pk in lists.write_offs or copy.pk in lists.transfers,
        is_ready=queries.ready_with(copy.pk) is not None,
    )


@action
def find(*, by: Actor, copy: Copy, point: ServicePoint | None = None, request_id: UUID | None = None) -> Hold:
    """A copy was fetched from its shelf and scanned: it is put aside for whoever is next; returns that hold.

    At another point than the one where it is fetched it goes on its way there (the hold still waits). Raises Refused:
    the objections of ``rules.holding.may_find``, ``nobody_waits``.
    """
    require(by, rights.HOLD)
    row = hold_shelf.locked_copy(copy.pk)
    may_find(_finding(row)).enforce()
    if row.state not in queries.TO_FETCH:
        whereabouts.move([row], to=Copy.State.ON_SHELF, by=by)
    offered = hold_shelf.offer(by=by, copy=row, point=point)
    if offered is None:
        raise Refused.because("nobody_waits", shelf_mark=row.shelf_mark or "–")
    audit.record(by, "hold_found", row)
    return offered.hold


@action
def not_found(*, by: Actor, copy: Copy, request_id: UUID | None = None) -> Copy:
    """A copy that should stand on its shelf does not: it is missing from now on, the queue goes on with the others.

    Raises Refused ``not_on_its_shelf``. Scanned anywhere later it is found again.
    """
    require(by, rights.HOLD)
    row = hold_shelf.locked_copy(copy.pk)
    may_be_missing(_finding(row)).enforce()
    whereabouts.move([row], to=Copy.State.MISSING, by=by)
    hold_shelf.clear(row.pk)
    audit.record(by, "hold_copy_missing", row)
    return row


@action
def give_up(*, by: Actor, hold: Hold, request_id: UUID | None = None) -> Hold:
    """No copy is left that could come: the reader is told. Raises Refused: ``hold_over``, ``copy_may_still_come``."""
    require(by, rights.HOLD)
    row = hold_shelf.locked(hold)
    may_change(HoldDeed(state=row.state)).enforce()
    if row.state == State.READY or not hold_lists.is_hopeless(row):
        raise Refused.because("copy_may_still_come")
    hold_shelf.end(by, row, State.NOT_FOUND)
    audit.record(by, "hold_given_up", row)
    return row


@action
def clear(*, by: Actor, copy: Copy, request_id: UUID | None = None) -> Copy:
    """A copy that nobody fetched was carried back to its own shelf. Raises Refused ``nothing_to_clear``."""
    require(by, rights.HOLD)
    row = hold_shelf.locked_copy(copy.pk)
    if not hold_shelf.clear(row.pk):
        raise Refused.because("nothing_to_clear")
    audit.record(by, "hold_cleared", row)
    return row


# --- by themselves ---------------------------------------------------------------------------------------------


@action
def expire(*, by: Actor, hold: Hold, request_id: UUID | None = None) -> Hold:
    """The days of the ready shelf are over: the place is lost, the copy goes to whoever is next. Nothing happens while
    the calendar gives the reader more days: then the hold keeps the later day.
    """
    require(by, rights.HOLD)
    row = hold_shelf.locked(hold)
    if row.state != State.READY or row.ready_on is None or row.until is None:
        return row
    today = clock.today()
    days = queries.terms_for(row.reader, row.copy, today, row.centre_id).hold_days
    last = queue.last_day(row.ready_on, days, hold_shelf.open_days(row, row.ready_on), known=row.until)
    if last is None or last >= today:
        if last is not None and last != row.until:
            row.until = last
            row.save(update_fields=["until"])
        return row
    stood = hold_shelf.end(by, row, State.EXPIRED)
    audit.record(by, "hold_expired", row)
    if stood is not None:
        hold_shelf.pass_on(by, stood, was=row)
    return row


@action
def let_go_of_restricted(*, by: Actor, hold: Hold, since: date, request_id: UUID | None = None) -> Hold:
    """A reader's service has stayed restricted for longer than the terms keep a place. Nothing happens before that."""
    require(by, rights.HOLD)
    row = hold_shelf.locked(hold)
    today = clock.today()
    if row.state != State.WAITING or row.reader is None:
        return row
    keep = queries.terms_for(row.reader, None, today, row.centre_id).keep_place_days
    if since + timedelta(days=keep) >= today:
        return row
    hold_shelf.end(by, row, State.CANCELLED, why=Hold.Why.RESTRICTED)
    audit.record(by, "hold_cancelled", row)
    return row


@action
def forget_who_held(*, by: Actor, centre: Centre, request_id: UUID | None = None) -> int:
    """Holds that ended so long ago that no rule asks about them name nobody any more; returns how many."""
    require(by, rights.HOLD)
    before = clock.now() - timedelta(days=NO_SHOW_DAYS)
    old = Hold.objects.filter(centre=centre, ended_at__lt=before, reader__isnull=False)
    keys = list(old.order_by("ended_at").values_list("pk", flat=True)[:1000])
    HoldTarget.objects.filter(hold_id__in=keys).update(reader=None)
    return Hold.objects.filter(pk__in=keys).update(reader=None)
