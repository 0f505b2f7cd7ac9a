"""What stands on the desk: the reader who is open, their loans, what was done in this sitting, the figures of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.stock.models import Copy
from javon.core import clock
from javon.core.access import Actor
from javon.core.database.prepared import Prepared, a_day, a_key, a_moment, a_number
from javon.core.messaging.queries import dead_addresses_of
from javon.core.messaging.rules.reach import SMS
from javon.service.lending.models import Deed, Loan
from javon.service.lending.queries import hold_lists
from javon.service.lending.queries.loans import RECORD, with_titles
from javon.service.lending.queries.terms import lines_of, terms_in_force
from javon.service.lending.rules.borrowing import Restriction
from javon.service.lending.rules.dates import days_late
from javon.service.lending.rules.terms import Case, resolve
from javon.service.lending.rules.undoing import LONGEST
from javon.service.readers import phones
from javon.service.readers.contacts import recipient_of
from javon.service.readers.models import Card, Guardianship, Reader, Registration
from javon.service.readers.queries import blocks_on, current_card
from javon.service.readers.rules.ages import age_on

LONGEST_SITTING = timedelta(hours=4)
MOST_ROWS = 60  # of one sitting: a class and its books


@dataclass(frozen=True, slots=True)
class OpenLoan:
    """One copy in the reader's hands, as the panel shows it."""

    loan_id: UUID
    title: str
    author: str
    branch: str
    inventory_number: str
    due_on: date
    days_late: int
    can_renew: bool
    is_claimed: bool


@dataclass(frozen=True, slots=True)
class OpenReader:
    """Everything that the panel of the open reader says."""

    reader: Reader
    card: Card | None
    age: int | None
    is_registered: bool
    loans: tuple[OpenLoan, ...]
    most_copies: int
    read_this_year: int
    restrictions: tuple[Restriction, ...]
    guardian: Guardianship | None
    dead_number: str = ""  # of the messages: asked for anew while the reader stands here
    holds: tuple[hold_lists.Line, ...] = ()

    @property
    def late(self) -> tuple[OpenLoan, ...]:
        return tuple(loan for loan in self.loans if loan.days_late)

    @property
    def phone(self) -> str:
        """Whom to call about a late book: of a child the guardian."""
        g = self.guardian
        if g is not None:
            return (g.guardian.phone if g.guardian is not None else g.phone) or self.reader.phone
        return self.reader.phone

    @property
    def phone_shown(self) -> str:
        return phones.shown(self.phone)


# Asked at every scan.
_loans_of = Prepared[Loan](
    lambda: with_titles(Loan.objects.filter(reader_id=a_key("reader"), state=Loan.State.OPEN)).order_by(
        "due_on", "pk"
    )
)
_lent_since = Prepared[int](
    lambda: (
        Loan.objects.filter(
            Loan.GIVEN, reader_id=a_key("reader"), lent_on__gte=a_day("first"), lent_on__lte=a_day("day")
        )
        .order_by()
        .values("reader_id")
        .annotate(how_many=Count("pk"))
        .values_list("how_many", flat=True)
    )
)
_registered = Prepared[UUID](
    lambda: (
        Registration.objects.filter(reader_id=a_key("reader"), year=a_number("year"))
        .order_by()
        .values_list("pk", flat=True)
    )
)
_restrictions = Prepared[tuple[str, str, date | None]](
    lambda: blocks_on(a_key("reader"), a_day("day")).values_list("deed", "reason", "ends_on")
)
_guardian = Prepared[Guardianship](
    lambda: (
        Guardianship.objects.filter(reader_id=a_key("reader"), ended_on=None)
        .select_related("guardian")
        .order_by("since")[:1]
    )
)


def open_reader(reader: Reader, today: date) -> OpenReader:
    """The panel's facts; at most ten questions."""
    age = age_on(reader.birth_date, today)
    loans = tuple(_open_loan(loan, today) for loan in _loans_of(reader=reader.pk))
    said = resolve(lines_of(terms_in_force(reader.centre_id, today)), Case(reader.category, age))
    dead = dead_addresses_of(recipient_of(reader.pk)).filter(channel=SMS).first()
    return OpenReader(
        reader=reader,
        card=current_card(reader),
        age=age,
        is_registered=bool(_registered(reader=reader.pk, year=today.year)),
        loans=loans,
        most_copies=said.most_copies * (reader.head_count or 1),
        read_this_year=_lent_since.first(reader=reader.pk, first=date(today.year, 1, 1), day=today) or 0,
        restrictions=tuple(Restriction(*row) for row in _restrictions(reader=reader.pk, day=today)),
        guardian=_guardian.first(reader=reader.pk),
        dead_number=phones.shown(dead.value) if dead is not None else "",
        holds=tuple(hold_lists.of_reader(reader)),
    )


def _open_loan(loan: Loan, today: date) -> OpenLoan:
    title = loan.copy.title
    return OpenLoan(
        loan.pk,
        title.title,
        title.author,
        title.branch,
        loan.copy.inventory_number or loan.copy.code,
        loan.due_on,
        days_late(loan.due_on, today),
        loan.renewals_made < loan.renewals_allowed,
        loan.claimed_returned_on is not None,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One deed of this sitting, the latest first."""

    request_id: UUID | None
    kind: str
    title: str
    author: str
    branch: str
    inventory_number: str
    due_on: date | None
    reader_name: str
    is_undone: bool
    can_undo: bool


def sitting(by: Actor, centre: Centre, *, reader: Reader | None, since: datetime) -> list[Row]:
    """What this person did since `since`: for the open reader, or, without one, everything."""
    begun = max(since, clock.now() - LONGEST_SITTING)
    if by.user_id is None:
        return []
    asked = {"centre": centre.pk, "user": by.user_id, "since": begun}
    rows = _deeds(**asked) if reader is None else _deeds_for(**asked, reader=reader.pk)
    now = clock.now()
    return [_row(deed, now) for deed in rows]


def _sitting(**of_whom: Any) -> Prepared[Deed]:
    return Prepared(
        lambda: (
            Deed.objects.filter(
                centre_id=a_key("centre"), by_user_id=a_number("user"), at__gte=a_moment("since"), **of_whom
            )
            .select_related("loan__copy__title", "loan__reader")
            .defer(*(f"loan__{column}" for column in RECORD))
            .order_by("-at", "-pk")[:MOST_ROWS]
        )
    )


_deeds, _deeds_for = _sitting(), _sitting(loan__reader_id=a_key("reader"))


def _row(deed: Deed, now: datetime) -> Row:
    loan = deed.loan
    title = loan.copy.title
    return Row(
        request_id=deed.request_id,
        kind=deed.kind,
        title=title.title,
        author=title.author,
        branch=title.branch,
        inventory_number=loan.copy.inventory_number or loan.copy.code,
        due_on=loan.due_on if deed.kind != Deed.Kind.RETURNED else None,
        reader_name=loan.reader.short_name if loan.reader is not None else "",
        is_undone=deed.undone_at is not None,
        can_undo=deed.undone_at is None and deed.request_id is not None and now - deed.at <= LONGEST,
    )


def titles_of_deeds(centre_id: UUID, request_id: UUID) -> list[str]:
    """«Title», of every copy that one request touched."""
    rows = Deed.objects.filter(centre_id=centre_id, request_id=request_id).order_by("at", "pk")
    names = rows.values_list("loan__copy_id", "loan__copy__title__title")
    return [f"«{title}»" for title in dict(names).values()]


def figures_of_the_day(centre_id: UUID, today: date) -> dict[str, int]:
    """Lent and taken back today in the whole house, and how many copies are late."""
    lent = Loan.objects.filter(Loan.GIVEN, centre_id=centre_id, lent_counted_on=today)
    late = Loan.objects.filter(centre_id=centre_id, state=Loan.State.OPEN, due_on__lt=today)
    back = Loan.objects.filter(centre_id=centre_id, returned_counted_on=today, state=Loan.State.RETURNED)
    return {"lent": lent.count(), "returned": back.count(), "late": late.count()}


def points(centre: Centre, today: date) -> list[ServicePoint]:
    """The desks that lend."""
    rows = ServicePoint.objects.filter(centre=centre).exclude(kind=ServicePoint.Kind.STORE)
    rows = rows.filter(
        Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gte=today)
    )
    return list(rows.order_by("position", "code"))


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """A title found by its words, with the copies that can be taken from the shelf."""

    title_id: UUID
    title: str
    author: str
    copies: tuple[Copy, ...]
    on_loan: int


def found_titles(centre_id: UUID, title_ids: Sequence[UUID], *, most: int = 6) -> list[FoundTitle]:
    """The copies of titles that the search has found, in its order."""
    keys = list(title_ids)[:most]
    rows = Copy.objects.filter(centre_id=centre_id, title_id__in=keys).exclude(state=Copy.State.WRITTEN_OFF)
    by_title: dict[Any, list[Copy]] = {}
    for copy in rows.select_related("title", "service_point").order_by("state", "inventory_order"):
        by_title.setdefault(copy.title_id, []).append(copy)
    found = []
    for key in keys:
        if copies := by_title.get(key):
            here = tuple(copy for copy in copies if copy.state == Copy.State.ON_SHELF)
            out = sum(1 for copy in copies if copy.state == Copy.State.ON_LOAN)
            title = copies[0].title
            found.append(FoundTitle(key, title.title, title.author, here[:4], out))
    return found


def open_loans_of(reader_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many copies each of these readers has, for a list of people."""
    rows = Loan.objects.filter(reader_id__in=list(reader_ids), state=Loan.State.OPEN)
    return dict(rows.values_list("reader_id").annotate(Count("pk")))


def due_dates(copy_ids: Sequence[UUID]) -> dict[UUID, date]:
    """When these copies are to come back; those without a loan behind them are left out."""
    rows = Loan.objects.filter(copy_id__in=list(copy_ids), state=Loan.State.OPEN)
    return dict(rows.values_list("copy_id", "due_on"))


def cards_of(reader_ids: Sequence[UUID]) -> dict[UUID, Card]:
    """The card in use of each of these readers."""
    rows = Card.objects.filter(reader_id__in=list(reader_ids), ended_on=None)
    return {card.reader_id: card for card in rows}
