"""The lists of the page of reservations, and what one reader or one title has. Names of readers are for staff only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from javon.collection.catalogue.models import Title
from javon.collection.stock.models import Copy
from javon.core import clock
from javon.service.lending.models import Hold, HoldEvent, HoldTarget
from javon.service.lending.queries import holds as queries
from javon.service.readers.models import Reader


@dataclass(frozen=True, slots=True)
class Line:
    """One hold as a list shows it: its title (the first of several), the copy to be fetched or fetched."""

    hold: Hold
    title: Title
    titles: int = 1
    copy: Copy | None = None
    place: int = 0
    is_passed_by: bool = False  # paused or restricted today
    is_hopeless: bool = False  # no copy is left that could come


@dataclass(frozen=True, slots=True)
class Figures:
    """How many stand in each list."""

    to_find: int
    ready: int
    to_clear: int
    waiting: int


def to_find(centre_id: UUID, today: date) -> list[Line]:
    """What stands on the shelves and somebody waits for, in the order of the shelves. By state, never by date."""
    whole = queries.whole_queue(centre_id)
    if not whole.holds:
        return []
    copies = queries.at_hand(whole, today)
    pairs = queries.assigned(whole, copies, today)
    return [Line(pairs[copy.pk], copy.title, copy=copy) for copy in copies if copy.pk in pairs]


def ready(centre_id: UUID) -> list[Line]:
    """What stands on the ready shelf, the soonest to expire first."""
    rows = _shown(Hold.objects.filter(centre_id=centre_id, state=Hold.State.READY))
    return _lines(rows.order_by("until", "ready_on", "pk"))


def to_clear(centre_id: UUID) -> list[Line]:
    """Copies that nobody fetched and nobody else waits for: to be carried back to their shelves."""
    rows = _shown(Hold.objects.filter(centre_id=centre_id, is_to_clear=True))
    return _lines(rows.order_by("ended_at", "pk"))


def waiting(centre_id: UUID, today: date) -> list[Line]:
    """Every queue, title by title, each in its order."""
    whole = queries.whole_queue(centre_id)
    named = _titles_of([hold.pk for hold in whole.holds])
    part = {hold.pk for hold in queries.taking_part(whole.holds, today)}
    living = _living(whole)
    places: dict[UUID, int] = defaultdict(int)
    lines = []
    for hold in whole.holds:
        titles = named[hold.pk]
        places[titles[0].pk] += 1
        hopeless = not any(key in living for key in (whole.titles.get(hold.pk) or set()) | (whole.copies.get(hold.pk) or set()))  # fmt: skip
        lines.append(
            Line(
                hold,
                titles[0],
                len(titles),
                place=places[titles[0].pk],
                is_passed_by=hold.pk not in part,
                is_hopeless=hopeless,
            )
        )
    return sorted(
        lines, key=lambda line: (not line.is_hopeless, line.title.title_key, str(line.title.pk), line.place)
    )


def figures(centre_id: UUID, to_fetch: int) -> Figures:
    """The numbers on the tabs; how many are to be fetched is known to whoever has asked for that list."""
    rows = Hold.objects.filter(centre_id=centre_id)
    return Figures(
        to_find=to_fetch,
        ready=rows.filter(state=Hold.State.READY).count(),
        to_clear=rows.filter(is_to_clear=True).count(),
        waiting=rows.filter(state=Hold.State.WAITING).count(),
    )


def is_hopeless(hold: Hold) -> bool:
    """Whether no copy is left that could meet a waiting hold: every one is lost, withdrawn, or there never was one."""
    targets = HoldTarget.objects.filter(hold=hold)
    whole = targets.filter(copy=None).values("title_id")
    rows = Copy.objects.filter(Q(title_id__in=whole) | Q(pk__in=targets.values("copy_id")), loanable=True)
    return not rows.exclude(state__in=queries.GONE).exists()


def _living(whole: queries.Queue) -> set[UUID]:
    """Titles and copies of this queue that still have a copy, or are one."""
    rows = Copy.objects.filter(loanable=True).exclude(state__in=queries.GONE)
    copies = Copy.objects.filter(title_id=OuterRef("pk"), loanable=True).exclude(state__in=queries.GONE)
    titles = Title.objects.filter(Exists(copies), pk__in=whole.title_ids())
    return set(titles.values_list("pk", flat=True)) | set(
        rows.filter(pk__in=whole.copy_ids()).values_list("pk", flat=True)
    )


def _shown(rows: QuerySet[Hold]) -> QuerySet[Hold]:
    return rows.select_related("reader", "copy__title", "copy__service_point", "pickup")


def _lines(rows: Iterable[Hold]) -> list[Line]:
    return [Line(hold, hold.copy.title, copy=hold.copy) for hold in rows if hold.copy is not None]


def _titles_of(hold_ids: Collection[UUID]) -> dict[UUID, list[Title]]:
    """Hold → its titles, the first named first."""
    found: dict[UUID, list[Title]] = defaultdict(list)
    rows = HoldTarget.objects.filter(hold_id__in=hold_ids).select_related("title").defer("title__marc")
    for target in rows.order_by("id"):
        found[target.hold_id].append(target.title)
    return found


# --- one reader, one title, one hold -------------------------------------------------------------------------


def of_reader(reader: Reader) -> list[Line]:
    """The open holds of one reader, the ready ones first: for the reader's page, the desk, the cabinet."""
    rows = _shown(Hold.objects.filter(reader=reader, state__in=Hold.OPEN))
    holds = sorted(rows, key=lambda hold: (hold.state != Hold.State.READY, queries.key_of(hold)))
    if not holds:
        return []
    named, places = _titles_of([hold.pk for hold in holds]), queries.places_of(holds)
    return [
        Line(hold, named[hold.pk][0], len(named[hold.pk]), copy=hold.copy, place=places.get(hold.pk, 0))
        for hold in holds
    ]


def of_title(title: Title, today: date) -> list[Line]:
    """The queue of one title, ready ones first."""
    ids = HoldTarget.objects.filter(title=title, is_open=True).values("hold_id")
    rows = list(_shown(Hold.objects.filter(pk__in=ids)))
    part = {hold.pk for hold in queries.taking_part([one for one in rows if one.state == "waiting"], today)}
    ordered = sorted(rows, key=lambda hold: (hold.state != Hold.State.READY, queries.key_of(hold)))
    waiting_now = [hold for hold in ordered if hold.state == Hold.State.WAITING]
    place = {hold.pk: number for number, hold in enumerate(waiting_now, start=1)}
    return [
        Line(
            hold,
            title,
            copy=hold.copy,
            place=place.get(hold.pk, 0),
            is_passed_by=hold.state == Hold.State.WAITING and hold.pk not in part,
        )
        for hold in ordered
    ]


@dataclass(frozen=True, slots=True)
class Kept:
    """For whom a copy is kept, and until when: for staff."""

    reader: Reader
    until: date


def ready_for(hold_id: UUID) -> Kept | None:
    """What is said when a return has made a hold ready; None when it is not any more."""
    hold = Hold.objects.filter(pk=hold_id, state=Hold.State.READY).select_related("reader").first()
    if hold is None or hold.reader is None or hold.until is None:
        return None
    return Kept(hold.reader, hold.until)


def hold_by_id(centre_id: UUID, key: UUID) -> Hold | None:
    """A hold with its reader and copy."""
    return _shown(Hold.objects.filter(centre_id=centre_id)).filter(pk=key).first()


def titles_of(hold: Hold) -> list[Title]:
    """What a hold waits for, the first named first."""
    return _titles_of([hold.pk])[hold.pk]


def first_title(hold: Hold) -> Title:
    """What a hold is called by."""
    return _titles_of([hold.pk])[hold.pk][0]


def events_of(hold: Hold) -> Sequence[HoldEvent]:
    """What happened to a hold, in order."""
    return list(hold.events.order_by("id"))


def overdue_on_shelf(centre_id: UUID, today: date | None = None) -> list[Hold]:
    """Ready holds whose last day is over as it was promised: the job looks whether the calendar gives them more."""
    day = today or clock.today()
    return list(
        Hold.objects.filter(centre_id=centre_id, state=Hold.State.READY, until__lt=day).order_by("until")
    )


def long_restricted(centre_id: UUID, today: date) -> list[tuple[Hold, date]]:
    """Waiting holds of readers whose service is restricted, with since when."""
    rows = list(
        Hold.objects.filter(centre_id=centre_id, state=Hold.State.WAITING)
        .select_related("reader")
        .order_by("pk")
    )
    since = queries.restricted_readers({hold.reader_id for hold in rows}, today)
    return [(hold, since[hold.reader_id]) for hold in rows if hold.reader_id in since]
