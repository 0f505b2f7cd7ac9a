"""Who waits for what: queues, what is to be fetched, what stands ready. Inside a write transaction rows are locked.

Everything is read from the rows of the database, never from the search index and never from a stored place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.collection.catalogue import queries as catalogue
from javon.collection.catalogue.models import Title
from javon.collection.stock.models import Copy
from javon.collection.stock.queries import scanned
from javon.core.database.prepared import Prepared, a_key
from javon.core.days import IsOpen
from javon.service.lending.models import Hold, HoldTarget, Loan
from javon.service.lending.queries import facts as facts_of
from javon.service.lending.queries.facts import Waits
from javon.service.lending.queries.terms import case_of, lines_of, terms_in_force
from javon.service.lending.rules import queue
from javon.service.lending.rules.dates import days_late
from javon.service.lending.rules.holding import NO_SHOW_DAYS, HoldingFacts
from javon.service.lending.rules.terms import Terms, resolve
from javon.service.readers.models import Block, Reader

GONE = (Copy.State.WRITTEN_OFF, Copy.State.LOST)
TO_FETCH = (Copy.State.ON_SHELF, Copy.State.ON_DISPLAY)
STOPPING = ("all", "hold", "loan")  # restrictions under which a reader is passed by
_FURTHEST = 50  # titles that one queue may hang together with
_LONGEST_SHELF = 400  # days for which a calendar is asked


def in_order(holds: Iterable[Hold]) -> list[Hold]:
    """By the order key: the first is served first."""
    return sorted(holds, key=key_of)


def key_of(hold: Hold) -> queue.OrderKey:
    """The order key of a hold."""
    return queue.order_key(
        is_pinned=hold.is_pinned,
        order_class=hold.order_class,
        requested_at=hold.requested_at,
        key=hold.pk,
    )


def open_calendar(centre: Centre, day: date) -> IsOpen:
    """Which days are open from `day` on."""
    return organisation.calendar(centre, day, day + timedelta(days=_LONGEST_SHELF))


# --- the queue around a copy -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Queue:
    """Waiting holds that hang together, and what each of them waits for."""

    holds: tuple[Hold, ...] = ()
    titles: dict[UUID, set[UUID]] = field(default_factory=dict)  # hold → whole titles
    copies: dict[UUID, set[UUID]] = field(default_factory=dict)  # hold → single copies
    title_of: dict[UUID, UUID] = field(default_factory=dict)  # single copy → its title

    def is_met_by(self, hold: Hold, copy: Copy) -> bool:
        """Whether this copy would do."""
        return copy.title_id in self.titles.get(hold.pk, ()) or copy.pk in self.copies.get(hold.pk, ())

    def title_ids(self) -> set[UUID]:
        return {title for titles in self.titles.values() for title in titles}

    def copy_ids(self) -> set[UUID]:
        return {copy for copies in self.copies.values() for copy in copies}


def queue_of(title_ids: Collection[UUID], *, lock: bool = False) -> Queue:
    """The waiting holds on these titles, with those that wait for a title of theirs too. One question where nobody
    waits. With `lock` the holds are locked in one order, so that two returns never serve one hold.
    """
    known: set[UUID] = set(title_ids)
    frontier, hold_ids = set(known), set[UUID]()
    while frontier and len(known) <= _FURTHEST:
        fresh = _waiting_for(frontier) - hold_ids
        if not fresh:
            break
        hold_ids |= fresh
        theirs = HoldTarget.objects.filter(hold_id__in=fresh).values_list("title_id", flat=True)
        frontier = set(theirs) - known
        known |= frontier
    return _queue(Hold.objects.filter(pk__in=hold_ids), lock=lock) if hold_ids else Queue()


def _waiting(**titles: Any) -> QuerySet[HoldTarget, UUID]:
    rows = HoldTarget.objects.filter(**titles, is_open=True, hold__state=Hold.State.WAITING)
    return rows.values_list("hold_id", flat=True)


_waiting_for_one = Prepared[UUID](lambda: _waiting(title_id=a_key("title")))


def _waiting_for(title_ids: set[UUID]) -> set[UUID]:
    if len(title_ids) == 1:  # a desk: nearly always nobody
        return set(_waiting_for_one(title=next(iter(title_ids))))
    return set(_waiting(title_id__in=title_ids))


def whole_queue(centre_id: UUID) -> Queue:
    """Everybody who waits in this house."""
    return _queue(Hold.objects.filter(centre_id=centre_id))


def _queue(rows: QuerySet[Hold], *, lock: bool = False) -> Queue:
    rows = rows.filter(state=Hold.State.WAITING).select_related("reader", "pickup").order_by("pk")
    if lock:
        rows = rows.select_for_update(of=("self",))
    holds = list(rows)
    titles: dict[UUID, set[UUID]] = defaultdict(set)
    copies: dict[UUID, set[UUID]] = defaultdict(set)
    title_of: dict[UUID, UUID] = {}
    for hold_id, title_id, copy_id in HoldTarget.objects.filter(hold__in=holds).values_list(
        "hold_id", "title_id", "copy_id"
    ):
        if copy_id is None:
            titles[hold_id].add(title_id)
        else:
            copies[hold_id].add(copy_id)
            title_of[copy_id] = title_id
    return Queue(tuple(in_order(holds)), dict(titles), dict(copies), title_of)


def taking_part(holds: Sequence[Hold], today: date) -> list[Hold]:
    """Those of the waiting holds that may be met today, in their order."""
    if not holds:
        return []
    restricted = restricted_readers({hold.reader_id for hold in holds if hold.reader_id}, today)
    return [
        hold
        for hold in holds
        if hold.reader is not None
        and queue.takes_part(
            is_here=hold.reader.is_here,
            is_restricted=hold.reader_id in restricted,
            paused_until=hold.paused_until,
            today=today,
        )
    ]


def restricted_readers(reader_ids: Iterable[UUID | None], today: date) -> dict[UUID, date]:
    """Reader → since when: those whose reservations are passed by today."""
    rows = Block.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        reader_id__in=[key for key in reader_ids if key is not None],
        deed__in=STOPPING,
        lifted_at=None,
        starts_on__lte=today,
    )
    found: dict[UUID, date] = {}
    for reader_id, since in rows.values_list("reader_id", "starts_on"):
        found[reader_id] = min(since, found.get(reader_id, since))
    return found


def at_hand(queue_: Queue, today: date, *, first: Copy | None = None) -> list[Copy]:
    """Copies that could be put aside for somebody in this queue, the one in the hand first, then by shelf mark.

    Loanable, on its shelf, on no open list of withdrawals or moves.
    """
    wanted = Q(title_id__in=queue_.title_ids()) | Q(pk__in=queue_.copy_ids())
    rows = Copy.objects.filter(wanted, state__in=TO_FETCH, loanable=True)
    if first is not None:
        rows = rows.exclude(pk=first.pk)
    found = list(rows.select_related("title", "service_point").order_by("shelf_mark", "shelf", "pk"))
    lists = scanned.held([copy.pk for copy in found])
    per_title: dict[UUID, int] = defaultdict(int)
    kept = [first] if first is not None else []
    single = queue_.copy_ids()
    for copy in found:
        if copy.pk in lists.write_offs or copy.pk in lists.transfers:
            continue
        per_title[copy.title_id] += 1
        if per_title[copy.title_id] <= queue.MOST_COPIES or copy.pk in single:
            kept.append(copy)
    return kept


def assigned(queue_: Queue, copies: Sequence[Copy], today: date) -> dict[UUID, Hold]:
    """copy → the hold that it goes to, as ``rules.queue.assign`` decides."""
    holds = taking_part(queue_.holds, today)
    requests = [
        queue.Request(
            key_of(hold), hold.pk, frozenset(copy.pk for copy in copies if queue_.is_met_by(hold, copy))
        )
        for hold in holds
    ]
    by_id = {hold.pk: hold for hold in holds}
    pairs = queue.assign(requests, [copy.pk for copy in copies])
    return {copy_id: by_id[hold_id] for hold_id, copy_id in pairs.items()}


def who_gets(copy: Copy, today: date, *, lock: bool = False) -> Hold | None:
    """For whom a copy that is in the hand is put aside; None: nobody waits for it."""
    if not copy.loanable:
        return None
    around = queue_of([copy.title_id], lock=lock)
    if not around.holds:
        return None
    return assigned(around, at_hand(around, today, first=copy), today).get(copy.pk)


# --- what the desk asks ------------------------------------------------------------------------------------


def ready_with(copy_id: UUID, *, lock: bool = False) -> Hold | None:
    """The hold for which a copy stands on the ready shelf."""
    return (_ready_locked if lock else _ready).first(copy=copy_id)


_ready = Prepared[Hold](lambda: Hold.objects.filter(copy_id=a_key("copy"), state=Hold.State.READY)[:1])
_ready_locked = Prepared[Hold](
    lambda: Hold.objects.select_for_update(of=("self",)).filter(
        copy_id=a_key("copy"), state=Hold.State.READY
    )[:1]
)


def waits(copy: Copy, reader_id: UUID, today: date) -> Waits:
    """Who waits for this copy and its title besides `reader_id`: for the rules of lending."""
    ready = ready_with(copy.pk) if copy.state == Copy.State.ON_HOLD_SHELF else None
    around = queue_of([copy.title_id])
    others = [
        hold
        for hold in taking_part(around.holds, today)
        if hold.reader_id != reader_id and around.is_met_by(hold, copy)
    ]
    return Waits(ready.reader_id if ready is not None else None, len(others))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who waits for a copy that is on loan, and whether nothing at hand would do for all of them."""

    readers: int = 0
    is_wanted: bool = False


def wanted(copy: Copy, today: date, *, reader_id: UUID | None = None) -> Wanted:
    """For the rules of renewing: would the queue be shorter if this copy came back?"""
    around = queue_of([copy.title_id])
    waiting = [
        hold
        for hold in taking_part(around.holds, today)
        if hold.reader_id != reader_id and around.is_met_by(hold, copy)
    ]
    if not waiting:
        return Wanted()
    without = assigned(around, at_hand(around, today), today)
    served = {hold.pk for hold in without.values()}
    return Wanted(len(waiting), any(hold.pk not in served for hold in waiting))


def met_by_loan(reader_id: UUID, copy: Copy) -> list[Hold]:
    """The open holds of this reader that this copy meets, locked; the one on the ready shelf first."""
    rows = _met_by_loan(reader=reader_id, title=copy.title_id, copy=copy.pk)
    holds = {hold.pk: hold for hold in rows}
    return sorted(holds.values(), key=lambda hold: (hold.state != Hold.State.READY, key_of(hold)))


_met_by_loan = Prepared[Hold](
    lambda: (
        Hold.objects.select_for_update(of=("self",))
        .filter(
            Q(targets__title_id=a_key("title"), targets__copy=None) | Q(targets__copy_id=a_key("copy")),
            reader_id=a_key("reader"),
            state__in=Hold.OPEN,
        )
        .order_by("pk")
    )
)


def place_of(hold: Hold) -> int:
    """The place in the queue, counted from 1; 0 for whoever's copy is ready, or whose hold is over."""
    return places_of([hold]).get(hold.pk, 0)


def places_of(holds: Sequence[Hold]) -> dict[UUID, int]:
    """Waiting hold → its place: one more than those before it who wait for something of the same. Few questions in all."""
    waiting = [hold for hold in holds if hold.state == Hold.State.WAITING]
    if not waiting:
        return {}
    targets = HoldTarget.objects.filter(hold__in=waiting).values_list("title_id", flat=True)
    around = queue_of(set(targets))
    return {hold.pk: _ahead_of(hold, around) + 1 for hold in waiting}


def _ahead_of(hold: Hold, around: Queue) -> int:
    titles, copies = around.titles.get(hold.pk, set()), around.copies.get(hold.pk, set())
    of_copies = {around.title_of[copy] for copy in copies}
    ahead = 0
    for other in around.holds:
        if other.pk == hold.pk:
            break
        whole, single = around.titles.get(other.pk, set()), around.copies.get(other.pk, set())
        theirs = {around.title_of[copy] for copy in single}
        ahead += bool(whole & (titles | of_copies) or theirs & titles or single & copies)
    return ahead


def waiting_for(title_ids: Collection[UUID]) -> dict[UUID, int]:
    """Title → how many wait for it or for a copy of it, ready ones among them. For lists; one question."""
    rows = HoldTarget.objects.filter(title_id__in=title_ids, is_open=True).values_list("title_id", "hold_id")
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for title_id, hold_id in rows:
        found[title_id].add(hold_id)
    return {title_id: len(holds) for title_id, holds in found.items()}


# --- facts of a hold to be -----------------------------------------------------------------------------------


def editions_of(title: Title) -> list[Title]:
    """The records of one work that the catalogue knows: the same title and author in either script, any year."""
    rows = catalogue.own_titles(title.centre_id).filter(is_hidden=False, kind=title.kind)
    rows = rows.filter(title_key=title.title_key, author_key=title.author_key)
    return list(rows.defer("marc").order_by("number")) or [title]


def terms_for(reader: Any, copy: Copy | None, day: date, centre_id: UUID) -> Terms:
    """What the terms say of this reader and a copy of what is reserved."""
    lines = lines_of(terms_in_force(centre_id, day))
    age = facts_of.age_on(reader, day)
    sample = copy or Copy(centre_id=centre_id, title=Title())
    return resolve(lines, case_of(sample, category=reader.category, age=age, day=day))


def holding(
    *, reader: Any, titles: Sequence[Title], copy: Copy | None, day: date, is_own: bool
) -> HoldingFacts:
    """What ``rules.holding`` asks of a reader (locked, ``facts.locked_reader``) and what is to be reserved."""
    keys = [title.pk for title in titles]
    rows = Copy.objects.filter(title_id__in=keys).exclude(state__in=GONE).select_related("title")
    living = list(rows.filter(pk=copy.pk) if copy is not None else rows[: 20 * queue.MOST_COPIES])
    said = {one.title_id: terms_for(reader, one, day, reader.centre_id) for one in living}
    lendable = [one for one in living if one.loanable and said[one.title_id].may_leave]
    limits = said[living[0].title_id] if living else terms_for(reader, copy, day, reader.centre_id)
    mine = HoldTarget.objects.filter(reader_id=reader.pk, is_open=True)
    mine = mine.filter(copy=copy) if copy is not None else mine.filter(title_id__in=keys, copy=None)
    loans = Loan.objects.filter(reader_id=reader.pk, state=Loan.State.OPEN)
    late = [days_late(due, day) for due in loans.values_list("due_on", flat=True)]
    marks = [mark for title in titles if (mark := facts_of.age_mark_of(title.age_mark))]
    since = day - timedelta(days=NO_SHOW_DAYS)
    return HoldingFacts(
        is_own=is_own,
        is_here=reader.is_here,
        belongs_to_centre=all(title.centre_id == reader.centre_id for title in titles),
        is_registered=reader.is_registered,
        restrictions=facts_of.restrictions_of(reader, day),
        most_days_late=max(late, default=0),
        debtor_days=limits.debtor_days,
        open_holds=Hold.objects.filter(reader_id=reader.pk, state__in=Hold.OPEN).count(),
        most_holds=limits.most_holds * (reader.head_count or 1),
        waits_already=mine.exists(),
        has_it=loans.filter(copy__title_id__in=keys).exists(),
        titles=len(titles),
        has_hidden=any(title.is_hidden or title.is_donor for title in titles),
        living_copies=len(living),
        lendable_copies=len(lendable),
        age_mark=max(marks, default=None),
        age=facts_of.age_on(reader, day),
        is_collective=reader.kind == Reader.Kind.COLLECTIVE,
        not_fetched=no_shows(reader.pk, since),
        today=day,
    )


def no_shows(reader_id: UUID, since: date) -> int:
    """Reservations that were put aside and not fetched since a day: counted, never kept."""
    expired = Hold.objects.filter(reader_id=reader_id, state=Hold.State.EXPIRED)
    return expired.filter(until__gte=since).count()


def pickup_for(titles: Sequence[Title], copy: Copy | None) -> UUID | None:
    """Where a reservation is fetched when nobody says: where most lendable copies stand."""
    if copy is not None:
        return copy.service_point_id
    rows = Copy.objects.filter(title__in=titles).exclude(state__in=GONE)
    points = list(rows.order_by("-loanable").values_list("service_point_id", flat=True)[:500])
    return max(points, key=points.count) if points else None
