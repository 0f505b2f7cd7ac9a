"""The shelf of reservations: copies come to it and leave it inside the deed that moved them. Nizom 2.6; issue D.

A copy stands there exactly while one hold is ready with it. Whoever is next is found at the event itself (return,
found on its shelf, cancelled, expired, undone), never by a batch. Locks: copy, then loan and reader, then holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from javon.centre.organisation.models import ServicePoint
from javon.collection.stock import whereabouts
from javon.collection.stock.models import Copy
from javon.collection.stock.queries import scanned
from javon.core import audit, clock
from javon.core.access import Actor
from javon.core.database.prepared import Prepared, PreparedChange, a_key
from javon.core.days import IsOpen
from javon.core.reactions import announce
from javon.core.verdict import Refusal, Weight
from javon.service.lending.happened import HoldCancelled, HoldExpired, HoldReady
from javon.service.lending.models import Hold, HoldEvent, HoldTarget, Loan
from javon.service.lending.queries import hold_lists
from javon.service.lending.queries import holds as queries
from javon.service.lending.rules import queue

Kind = HoldEvent.Kind
State = Hold.State


@dataclass(frozen=True, slots=True)
class Offered:
    """What became of a copy that came to hand: ready for a hold, or on its way to where it is fetched."""

    hold: Hold
    is_on_its_way: bool = False

    @property
    def hold_id(self) -> UUID | None:
        return None if self.is_on_its_way else self.hold.pk

    @property
    def notes(self) -> tuple[Refusal, ...]:
        if not self.is_on_its_way:
            return ()
        return (Refusal("goes_to_pickup", Weight.WARNS, {"point": self.hold.pickup.name}),)


def offer(*, by: Actor, copy: Copy, point: ServicePoint | None = None) -> Offered | None:
    """A copy (locked) lies in the hand at `point` (else its own): it is put aside for whoever is next; None: nobody."""
    copy.refresh_from_db(fields=["state"])
    if copy.state == Copy.State.ON_HOLD_SHELF:
        standing = queries.ready_with(copy.pk)
        return Offered(standing) if standing is not None else None
    if copy.state not in queries.TO_FETCH:
        return None
    return _give(by, copy, point.pk if point is not None else copy.service_point_id)


def _give(by: Actor, copy: Copy, point_id: UUID) -> Offered | None:
    today = clock.today()
    hold = queries.who_gets(copy, today, lock=True)
    if hold is None or any(copy.pk in lists for lists in scanned.held([copy.pk])[:2]):
        return None
    if hold.pickup_id != point_id:
        whereabouts.move([copy], to=Copy.State.IN_TRANSIT, by=by, because=hold, point_id=hold.pickup_id)
        return Offered(hold, is_on_its_way=True)
    _make_ready(by, hold, copy, today)
    return Offered(hold)


def _make_ready(by: Actor, hold: Hold, copy: Copy, today: date) -> None:
    days = queries.terms_for(hold.reader, copy, today, hold.centre_id).hold_days
    until = queue.last_day(today, days, open_days(hold, today)) or today + timedelta(days=days)
    hold.state, hold.copy, hold.ready_on, hold.until = State.READY, copy, today, until
    hold.save(update_fields=["state", "copy", "ready_on", "until"])
    note(by, hold, Kind.READY, copy_id=copy.pk, until=until)
    clear(copy.pk)
    if copy.state != Copy.State.ON_HOLD_SHELF:
        whereabouts.move([copy], to=Copy.State.ON_HOLD_SHELF, by=by, because=hold)
    audit.record(by, "hold_ready", hold)
    assert hold.reader_id is not None  # the database keeps a reader on every open hold
    announce(HoldReady(hold.pk, hold.reader_id, copy.pk, copy.title_id, hold.pickup_id, until))


def open_days(hold: Hold, since: date) -> IsOpen:
    """The days on which the reader can fetch: the house is open and the place of fetching still serves."""
    house, point = queries.open_calendar(hold.centre, since), hold.pickup

    def is_open(day: date) -> bool:
        return house(day) and (point.valid_to is None or day <= point.valid_to)

    return is_open


def note(by: Actor, hold: Hold, kind: str, **more: Any) -> None:
    """Write down what happened, with the state it led to."""
    HoldEvent.objects.create(
        hold=hold, at=clock.now(), kind=kind, state=hold.state, by_user_id=by.user_id, **more
    )


def locked(hold: Hold) -> Hold:
    """The hold as it stands now, and before it the copy that stands ready for it: both locked."""
    seen = Hold.objects.only("copy_id").get(pk=hold.pk)
    if seen.copy_id is not None:
        Copy.objects.select_for_update().get(pk=seen.copy_id)
    return (
        Hold.objects.select_for_update(of=("self",))
        .select_related("reader", "pickup", "centre")
        .get(pk=hold.pk)
    )


def locked_copy(copy_id: UUID) -> Copy:
    """The copy, locked, with its title."""
    return _copy_locked.get(copy=copy_id)


# The record behind the title weighs more than all else that is read here, and no rule asks for it.
_copy_locked = Prepared[Copy](
    lambda: (
        Copy.objects.select_for_update(of=("self",))
        .select_related("title", "centre", "service_point")
        .defer("title__marc", "title__annotation")
        .filter(pk=a_key("copy"))
    )
)


# --- leaving the queue -----------------------------------------------------------------------------------------


def end(by: Actor, hold: Hold, state: str, *, why: str = "", loan: Loan | None = None) -> UUID | None:
    """A hold (locked) is over; returns the copy that stood ready for it. The caller says what becomes of that copy."""
    stood = hold.copy_id if hold.state == State.READY else None
    hold.state, hold.why, hold.loan = state, why, loan
    hold.ended_at, hold.ended_by_id = clock.now(), by.user_id
    hold.save(update_fields=["state", "why", "loan", "ended_at", "ended_by_id"])
    HoldTarget.objects.filter(hold=hold).update(is_open=False)
    note(by, hold, KINDS[State(state)], copy_id=stood, until=hold.until if stood else None, loan=loan)
    if hold.reader_id is not None and state != State.DONE:
        title = hold_lists.first_title(hold)
        if state == State.EXPIRED:
            announce(HoldExpired(hold.pk, hold.reader_id, title.pk))
        else:
            announce(HoldCancelled(hold.pk, hold.reader_id, title.pk, why or state))
    return stood


KINDS = {
    State.DONE: Kind.DONE,
    State.EXPIRED: Kind.EXPIRED,
    State.CANCELLED: Kind.CANCELLED,
    State.NOT_FOUND: Kind.NOT_FOUND,
}


def pass_on(by: Actor, copy_id: UUID, *, was: Hold) -> None:
    """A copy (locked) stands on the ready shelf for nobody: the next one gets it, or it goes back to its own shelf."""
    copy = locked_copy(copy_id)
    if copy.state != Copy.State.ON_HOLD_SHELF or queries.ready_with(copy_id) is not None:
        return
    if _give(by, copy, was.pickup_id) is not None:
        return
    if not was.is_open:
        was.is_to_clear = True
        was.save(update_fields=["is_to_clear"])
    whereabouts.move([copy], to=Copy.State.ON_SHELF, by=by, because=was)


def put_back(by: Actor, hold: Hold, *, loan: Loan | None = None) -> UUID | None:
    """A ready hold (locked) waits again at its old place: its copy went elsewhere. Returns that copy."""
    stood, until = hold.copy_id, hold.until
    hold.state, hold.copy, hold.ready_on, hold.until = State.WAITING, None, None, None
    hold.save(update_fields=["state", "copy", "ready_on", "until"])
    note(by, hold, Kind.PUT_BACK, copy_id=stood, until=until, loan=loan)
    return stood


_clear = PreparedChange(
    lambda: (Hold.objects.filter(copy_id=a_key("copy"), is_to_clear=True), {"is_to_clear": False})
)


def clear(copy_id: UUID) -> int:
    """The copy was carried from the ready shelf to its own; returns how many holds said so."""
    return _clear(copy=copy_id)


# --- what lending asks -----------------------------------------------------------------------------------------


def close_by_loan(*, by: Actor, loan: Loan, copy: Copy) -> None:
    """The reader got it: every hold of theirs that this copy meets is over, in the loan's own transaction.

    A copy that stood ready for somebody else and is in another reader's hands all the same leaves that hold waiting at
    its old place. Called before the copy is moved.
    """
    is_kept = copy.state == Copy.State.ON_HOLD_SHELF
    standing = queries.ready_with(copy.pk, lock=True) if is_kept else None
    if standing is not None and standing.reader_id != loan.reader_id:
        put_back(by, standing, loan=loan)
    assert loan.reader_id is not None
    freed = []
    for hold in queries.met_by_loan(loan.reader_id, copy):
        stood = end(by, hold, State.DONE, loan=loan)
        if stood is not None and stood != copy.pk:
            freed.append((stood, hold))
    clear(copy.pk)
    for stood, hold in freed:  # another copy was kept for this reader
        pass_on(by, stood, was=hold)


def reopen_after_undo(*, by: Actor, loan: Loan, copy: Copy, place: str) -> None:
    """The loan never happened: the holds that it closed are open again, the one whose copy it took is ready again.

    Called before the copy goes back to `place`. A reader who has reserved the same thing since keeps that hold.
    """
    events = HoldEvent.objects.filter(loan=loan, kind__in=(Kind.DONE, Kind.PUT_BACK)).order_by("id")
    for event in events:
        hold = locked(Hold(pk=event.hold_id))
        if event.kind == Kind.DONE:
            if hold.state != State.DONE or hold.loan_id != loan.pk:
                continue
            if _has_twin(hold):
                _close_for_twin(by, hold)
                continue
            _open_again(hold)
        elif hold.state != State.WAITING:
            continue
        stands_ready = event.copy_id == copy.pk and place == Copy.State.ON_HOLD_SHELF
        if stands_ready and queries.ready_with(copy.pk) is None:
            last = hold.events.filter(kind=Kind.READY).order_by("-id").first()
            hold.state, hold.copy, hold.until = State.READY, copy, event.until
            hold.ready_on = clock.day_of(last.at) if last is not None else clock.today()
        hold.save()
        note(by, hold, Kind.REOPENED, copy_id=hold.copy_id, until=hold.until, loan=loan)


def _has_twin(hold: Hold) -> bool:
    mine = HoldTarget.objects.filter(hold=hold)
    others = HoldTarget.objects.filter(reader=hold.reader, is_open=True).exclude(hold=hold)
    whole = mine.filter(copy=None).values("title_id")
    single = mine.exclude(copy=None).values("copy_id")
    return others.filter(copy=None, title_id__in=whole).exists() or others.filter(copy_id__in=single).exists()


def _close_for_twin(by: Actor, hold: Hold) -> None:
    hold.state, hold.why, hold.loan = State.CANCELLED, Hold.Why.TWIN, None
    hold.save(update_fields=["state", "why", "loan"])
    note(by, hold, Kind.CANCELLED)


def _open_again(hold: Hold) -> None:
    hold.state, hold.loan, hold.copy, hold.ready_on, hold.until = State.WAITING, None, None, None, None
    hold.ended_at, hold.ended_by_id, hold.why, hold.is_to_clear = None, None, "", False
    hold.save()
    HoldTarget.objects.filter(hold=hold).update(is_open=True)


def reopen(by: Actor, hold: Hold) -> bool:
    """A hold that was closed as a twin (locked) waits again; False where the reader has reserved it since."""
    if hold.state != State.CANCELLED or _has_twin(hold):
        return False
    _open_again(hold)
    note(by, hold, Kind.REOPENED)
    return True
