"""Questions to a stocktaking: what is being counted, how far it is, what did not fit, what is due.

Figures are summed by the database: a session of 5,000 copies answers as fast as one of fifty.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, Max, Q, QuerySet, Sum, Value, When

from javon.centre.organisation.models import Centre, Person, ServicePoint
from javon.centre.organisation.queries.people import valid_on
from javon.collection.stock.codes import Code, Scanned
from javon.collection.stock.models import (
    Commission,
    Copy,
    CountedShelf,
    Expectation,
    InventoryBook,
    Scan,
    Stocktaking,
    StocktakingNote,
    Whereabouts,
)
from javon.collection.stock.rules import stocktaking as rules
from javon.collection.stock.standard import stocktaking_intervals
from javon.core import clock

_AT_ONCE = 400  # SQLite takes a limited number of values in one question
_RECENT = 200  # scans looked at for the pace

SEEN = ("in_place", "wrong_place", "said_away", "found")
UNSEEN = ("away", "handled", "missing")
BESIDE = ("stray", "withdrawn", "duplicate", "unknown")  # scans that account for no expected copy


def in_open_stocktaking(copy_ids: Sequence[UUID]) -> set[UUID]:
    """Which of these copies an open stocktaking has to account for: nobody may write them off meanwhile."""
    found: set[UUID] = set()
    for part in _parts(list(copy_ids)):
        rows = Expectation.objects.filter(copy_id__in=part, stocktaking__state__in=Stocktaking.OPEN)
        found.update(rows.values_list("copy_id", flat=True))
    return found


def _parts(keys: list[UUID]) -> list[list[UUID]]:
    return [keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE)]


# --- sessions and their scope


def sessions(centre: Centre) -> QuerySet[Stocktaking]:
    """Every session, the newest first."""
    return Stocktaking.objects.filter(centre=centre).select_related("liable_before", "liable_after")


def session(centre: Centre, number: int) -> Stocktaking | None:
    """The session with this number and all that its page names."""
    return (
        Stocktaking.objects.filter(centre=centre, number=number)
        .select_related("centre", "commission", "liable_before", "liable_after", "act")
        .first()
    )


def points_of(ids: Iterable[UUID]) -> dict[UUID, list[ServicePoint]]:
    """The service points of these sessions, each in the order of the house. One query."""
    found: dict[UUID, list[ServicePoint]] = defaultdict(list)
    rows = CountedShelf.objects.filter(stocktaking__in=list(ids)).select_related("point")
    for shelf in rows.order_by("point__position", "point__code"):
        if shelf.point not in found[shelf.stocktaking_id]:
            found[shelf.stocktaking_id].append(shelf.point)
    return found


def copies_in(centre_id: UUID, scope: rules.Scope) -> QuerySet[Copy]:
    """The copies of a scope that the books still hold; a sample is drawn of these."""
    found = Copy.objects.filter(centre_id=centre_id, service_point_id__in=scope.points)
    found = found.exclude(state=Copy.State.WRITTEN_OFF)
    bounds = {
        "shelf": scope.shelf or None,
        "shelf_mark__gte": scope.mark_from or None,
        "inventory_order__gte": scope.number_from,
        "inventory_order__lte": scope.number_to,
    }
    found = found.filter(**{name: value for name, value in bounds.items() if value is not None})
    if scope.mark_to:  # «84» as the upper bound takes in «84(5Oʻzb) Q-57»: all that begins with it
        found = found.filter(Q(shelf_mark__lte=scope.mark_to) | Q(shelf_mark__startswith=scope.mark_to))
    return found


def drawn(centre_id: UUID, scope: rules.Scope, seed: int) -> list[UUID]:
    """The copies of a sample: the same lot for the same `seed` and stock."""
    keys = list(copies_in(centre_id, scope).order_by("pk").values_list("pk", flat=True))
    # Not for secrets: an inspector's lot that can be drawn again from its number.
    return random.Random(seed).sample(keys, min(scope.sample or 0, len(keys)))


def sheet_of(copy_ids: Sequence[UUID]) -> list[Copy]:
    """These copies as a list to walk along the shelves with."""
    rows = Copy.objects.filter(pk__in=copy_ids).select_related("title", "service_point").defer("title__marc")
    return list(rows.order_by("service_point__position", "shelf", "shelf_mark", "inventory_order"))


def opening_facts(
    centre: Centre,
    scope: rules.Scope,
    today: date,
    *,
    order_label: str,
    is_handover: bool,
    commission: Commission | None,
    liable_before: Person | None,
    liable_after: Person | None,
) -> rules.OpeningFacts:
    """What the rule must know before a session is opened."""
    copies = copies_in(centre.pk, scope)
    other = Expectation.objects.filter(stocktaking__state__in=Stocktaking.OPEN, copy__in=copies)
    by_session = list(other.values_list("stocktaking__number").annotate(Count("pk")).order_by())
    if scope.sample:  # a sample may look into a stock that is being counted
        by_session = []
    return rules.OpeningFacts(
        scope=scope,
        copies=copies.count(),
        order_label=order_label,
        is_handover=is_handover,
        liable_before=liable_before.pk if liable_before else None,
        liable_after=liable_after.pk if liable_after else None,
        commission_counts=commission is None or _counts(commission, today),
        counted_elsewhere=sum(count for _number, count in by_session),
        others=tuple(sorted(number for number, _count in by_session)),
    )


def _counts(commission: Commission, today: date) -> bool:
    is_in_being = commission.valid_from <= today and (
        commission.valid_to is None or today <= commission.valid_to
    )
    return is_in_being and Commission.Purpose.STOCKTAKING in commission.purposes


def commissions(centre: Centre, today: date) -> QuerySet[Commission]:
    """Commissions that may count today."""
    found = Commission.objects.filter(valid_on(today), centre=centre)
    fitting = [one.pk for one in found if Commission.Purpose.STOCKTAKING in one.purposes]
    return found.filter(pk__in=fitting)


def points(centre: Centre, today: date) -> QuerySet[ServicePoint]:
    """Service points that may be counted today."""
    return ServicePoint.objects.filter(valid_on(today), centre=centre)


# --- what is due


@dataclass(frozen=True, slots=True)
class Due:
    """One service point: its stock, who is liable for it, when it was counted last and is to be next."""

    point: ServicePoint
    copies: int
    last_on: date | None
    due_on: date | None  # None: never counted
    liable: Person | None
    is_late: bool


def due(centre: Centre, today: date) -> list[Due]:
    """Every point with a stock, those overdue first. Four queries."""
    held = Copy.objects.filter(centre=centre).exclude(state=Copy.State.WRITTEN_OFF)
    copies = dict(held.order_by().values_list("service_point").annotate(Count("pk")))
    years = rules.years_between(sum(copies.values()), stocktaking_intervals(), today)
    whole = Stocktaking.objects.filter(
        centre=centre, state=Stocktaking.State.CLOSED, shelf="", mark_from="", mark_to="",
        number_from=None, number_to=None, sample=None,
    )  # fmt: skip
    last = dict(
        CountedShelf.objects.filter(stocktaking__in=whole)
        .values_list("point")
        .annotate(Max("stocktaking__counted_at"))
    )
    liable = liable_people(centre)
    rows = []
    for point in points(centre, today):
        if not copies.get(point.pk):
            continue
        moment = last.get(point.pk)
        last_on = clock.day_of(moment) if moment else None
        by = rules.due_on(last_on, years)
        rows.append(Due(point, copies[point.pk], last_on, by, liable.get(point.pk), by is None or by < today))
    return sorted(rows, key=lambda row: (row.due_on or date.min, row.point.position))


def years_now(centre: Centre, today: date) -> int:
    """How many years may lie between two sessions of a stock as large as ours."""
    held = Copy.objects.filter(centre=centre).exclude(state=Copy.State.WRITTEN_OFF)
    return rules.years_between(held.count(), stocktaking_intervals(), today)


def liable_people(centre: Centre) -> dict[UUID, Person]:
    """Who is materially liable for each point: whoever took it over last. One query."""
    rows = CountedShelf.objects.filter(
        stocktaking__centre=centre,
        stocktaking__state=Stocktaking.State.CLOSED,
        stocktaking__liable_after__isnull=False,
    ).select_related("stocktaking__liable_after")
    liable = [(row.point_id, row.stocktaking.liable_after) for row in rows.order_by("stocktaking__closed_at")]
    return {point: person for point, person in liable if person is not None}


# --- how far it is


@dataclass(frozen=True, slots=True)
class Counts:
    """The classes of a session. Those of ``expected`` add up to it, the unseen among them ("" = not yet)."""

    expected: int
    of: Mapping[str, int] = field(default_factory=dict)

    def __getitem__(self, outcome: str) -> int:
        return self.of.get(outcome, 0)

    @property
    def seen(self) -> int:
        return sum(self[outcome] for outcome in SEEN)

    @property
    def left(self) -> int:
        return self[""]

    @property
    def to_see(self) -> int:
        """Copies that stand somewhere to be scanned: not those on loan, nor those the desk has held meanwhile."""
        return self.expected - self["away"] - self["handled"]

    @property
    def percent(self) -> int:
        return self.seen * 100 // self.to_see if self.to_see else 100

    @property
    def exceptions(self) -> int:
        """What somebody has to look at."""
        return sum(
            self[one]
            for one in ("wrong_place", "said_away", "found", "stray", "withdrawn", "unknown", "missing")
        )


def with_outcome(stocktaking: Stocktaking, *, is_over: bool = False) -> QuerySet[Any]:
    """The unscanned expectations with `unseen`, what ``rules.stocktaking.unseen`` says of each.

    `is_over`: every shelf counts as finished.
    """
    moved = Whereabouts.objects.filter(pk__gt=stocktaking.last_stay).values("copy")
    missing = Value("missing")
    finished = (
        [When(pk__isnull=False, then=missing)]
        if is_over
        else [When(shelf__finished_at__isnull=False, then=missing)]
    )
    return Expectation.objects.filter(stocktaking=stocktaking, outcome="").annotate(
        unseen=Case(
            When(~Q(copy__state__in=(rules.AT_HAND, "missing")), then=Value("away")),
            When(Q(copy__state=rules.AT_HAND, copy__in=moved), then=Value("handled")),
            *finished,
            default=Value(""),
            output_field=CharField(),
        )
    )


def counts(stocktaking: Stocktaking) -> Counts:
    """How many are in each class now. Four queries at most, however large the session."""
    found: dict[str, int] = dict(
        stocktaking.expectations.order_by().values_list("outcome").annotate(Count("pk"))
    )
    if found.pop("", 0):
        rows = with_outcome(stocktaking).order_by().values_list("unseen").annotate(Count("pk"))
        for outcome, number in rows:
            found[outcome] = found.get(outcome, 0) + number
    beside = stocktaking.scans.filter(outcome__in=BESIDE).order_by()
    found |= dict(beside.values_list("outcome").annotate(Count("pk")))
    if found.get("unknown"):
        found["unknown"] -= slips(stocktaking).count()
    return Counts(stocktaking.expected, found)


def slips(stocktaking: Stocktaking) -> QuerySet[Scan]:
    """Unknown codes that were a slip of the hand."""
    return stocktaking.scans.filter(outcome="unknown", notes__kind=StocktakingNote.Kind.SLIP).distinct()


def pace(stocktaking: Stocktaking, left: int) -> rules.Pace:
    """How fast it goes now."""
    moments = list(stocktaking.scans.values_list("at", flat=True)[:_RECENT])
    if not moments:
        return rules.Pace()
    recent = [one for one in moments if moments[0] - one <= rules.WINDOW]
    return rules.pace(recent[-1], recent[0], len(recent), left)


def sums(stocktaking: Stocktaking) -> dict[str, tuple[int, int]]:
    """Copies and tiyin of each outcome once the counting has ended; "" is the whole."""
    rows = stocktaking.expectations.order_by().values_list("outcome")
    found = {
        outcome: (number, amount or 0)
        for outcome, number, amount in rows.annotate(Count("pk"), Sum("copy__price"))
    }
    found[""] = (sum(one for one, _ in found.values()), sum(two for _, two in found.values()))
    return found


# --- shelves, scans, exceptions


def shelves(stocktaking: Stocktaking) -> QuerySet[CountedShelf]:
    """Its shelves in the order of the house, each with `seen`."""
    return (
        stocktaking.shelves.select_related("point")
        .annotate(seen=Count("expectations", filter=~Q(expectations__outcome="")))
        .order_by("point__position", "point__code", "name")
    )


def last_scans(stocktaking: Stocktaking, most: int = 10) -> list[Scan]:
    """The newest scans with their titles."""
    return list(_shown(stocktaking.scans.all())[:most])


def _shown(scans: QuerySet[Scan]) -> QuerySet[Scan]:
    return scans.select_related("copy__title", "copy__service_point", "shelf__point", "stocktaking").defer(
        "copy__title__marc"
    )


def scans_of(stocktaking: Stocktaking, outcome: str) -> QuerySet[Scan]:
    """The scans of one class, newest first, with their notes."""
    found = _shown(stocktaking.scans.filter(outcome=outcome)).prefetch_related("notes")
    return found.exclude(pk__in=slips(stocktaking)) if outcome == "unknown" else found


def unseen_of(stocktaking: Stocktaking, outcome: str) -> QuerySet[Any]:
    """Expected copies that nobody scanned, of one class, in the order of the shelves ("" = not yet)."""
    if stocktaking.state == Stocktaking.State.COUNTING:
        found = with_outcome(stocktaking).filter(unseen=outcome)
    else:
        found = Expectation.objects.filter(stocktaking=stocktaking, outcome=outcome)
    return (
        found.select_related("copy__title", "copy__service_point", "shelf__point")
        .defer("copy__title__marc")
        .order_by("shelf__point__position", "shelf__name", "copy__shelf_mark", "copy__inventory_order")
    )


def copy_by_id(centre_id: UUID, key: UUID) -> Copy | None:
    """A copy of this centre; None for anybody else's or nobody's."""
    return Copy.objects.filter(centre_id=centre_id, pk=key).first()


def candidates(centre_id: UUID, codes: Sequence[Code]) -> dict[str, list[Copy]]:
    """Copies that each code may mean, by the code's text: our barcode, else a foreign one, else a number.

    The copies are locked. Three queries for ours and foreign ones, two more where numbers are asked for.
    """
    found: dict[str, list[Copy]] = {}
    ours = {one.value for one in codes if one.kind == Scanned.COPY}
    by_barcode = {copy.barcode: copy for copy in _locked(Q(barcode__in=ours), centre_id)} if ours else {}
    for one in codes:
        if copy := by_barcode.get(one.value) if one.kind == Scanned.COPY else None:
            found[one.text] = [copy]
    rest = {one.text for one in codes if one.text not in found}
    if rest:
        for copy in _locked(Q(foreign_barcode__in=rest) & ~Q(foreign_barcode=""), centre_id):
            found.setdefault(copy.foreign_barcode, []).append(copy)
    asked = (Scanned.OTHER, Scanned.MISTYPED)
    numbers = {one.text for one in codes if one.text not in found and one.kind in asked}
    if numbers:
        books = ["", *InventoryBook.objects.filter(centre_id=centre_id).values_list("code", flat=True)]
        wanted = Q(inventory_number__in=numbers, inventory_book__in=books)
        for copy in _locked(wanted, centre_id):
            found.setdefault(copy.inventory_number, []).append(copy)
    return found


def _locked(wanted: Q, centre_id: UUID) -> QuerySet[Copy]:
    rows = Copy.objects.filter(wanted, centre_id=centre_id).select_for_update(of=("self",)).order_by("pk")
    return rows.only(
        "pk",
        "barcode",
        "foreign_barcode",
        "inventory_number",
        "state",
        "shelf",
        "service_point_id",
        "title_id",
    )
