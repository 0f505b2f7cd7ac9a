"""Who keeps books too long: by school and class, by mahalla, by days; and how many debtors there were on any day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from javon.centre.organisation.models import LocalBody
from javon.core import clock
from javon.core.messaging.models import Address, Message
from javon.core.messaging.models import Preference as Wish
from javon.service.lending.models import Call, Loan, Renewal
from javon.service.lending.notices import EVERY, TITLES
from javon.service.lending.queries.loans import with_titles
from javon.service.lending.rules.dates import days_late
from javon.service.lending.rules.telling import is_sensitive
from javon.service.readers import phones
from javon.service.readers.contacts import READER, guardians_of, reached
from javon.service.readers.models import Guardianship, Reader
from javon.service.readers.queries.classes import in_order

SCHOOL, MAHALLA, DAYS = "school", "mahalla", "days"
ORDERS: Final = (SCHOOL, MAHALLA, DAYS)
WAS_TOLD = (Message.State.SENT, Message.State.DELIVERED, Message.State.LISTED, Message.State.UNSURE)


# --- the dated number -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Debtors:
    """How many readers kept a copy beyond the days of a debtor, and how many copies that were."""

    readers: int
    copies: int


def debtors_on(centre_id: UUID, day: date) -> Debtors:
    """The debtors at the end of `day`: computed from the loans each time, never stored.

    Late by more than the `debtor_days` that were frozen on the loan, by the due date that held on that day: a later
    renewal does not undo what was. Loans unlinked from their reader are counted as copies only.
    """
    rows = loans_late_on(centre_id, day)
    of_terms = list(rows.order_by().values_list("debtor_days", flat=True).distinct())
    too_late = Q(pk__in=[])
    for days in of_terms:
        too_late |= Q(debtor_days=days, due_then__lt=day - timedelta(days=days))
    found = (
        rows.filter(too_late).order_by().aggregate(readers=Count("reader", distinct=True), copies=Count("pk"))
    )
    return Debtors(found["readers"], found["copies"])


def loans_late_on(centre_id: UUID, day: date) -> QuerySet[Loan]:
    """Loans that were out and late at the end of `day`, with `due_then`: the due date as it was. Of today those that are
    open say all; of a day gone by every loan is asked.
    """
    return _late_now(centre_id, day) if day >= clock.today() else _late_then(centre_id, day)


def _late_now(centre_id: UUID, day: date) -> QuerySet[Loan]:
    rows = Loan.objects.filter(centre_id=centre_id, state=Loan.State.OPEN, due_on__lt=day, lent_on__lte=day)
    return rows.annotate(due_then=F("due_on"))


def _late_then(centre_id: UUID, day: date) -> QuerySet[Loan]:
    later = Renewal.objects.filter(loan=OuterRef("pk"), is_undone=False, renewed_on__gt=day)
    first_later = later.order_by("renewed_on", "renewed_at").values("from_due")[:1]
    rows = Loan.objects.filter(centre_id=centre_id, lent_on__lte=day).exclude(state=Loan.State.UNDONE)
    rows = rows.filter(Q(returned_on=None) | Q(returned_on__gt=day))
    rows = rows.exclude(Q(state=Loan.State.LOST) & (Q(loss=None) | Q(loss__written_on__lte=day)))
    return rows.annotate(due_then=Coalesce(Subquery(first_later), F("due_on"))).filter(due_then__lt=day)


# --- the list ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LateLoan:
    """One late copy. `is_private`: its title goes on no paper that leaves the house."""

    title: str
    inventory_number: str
    due_on: date
    days: int
    is_claimed: bool
    is_private: bool
    is_debt: bool


@dataclass(frozen=True, slots=True)
class LateReader:
    """One reader with everything that is late, whom to call, what was said last."""

    reader: Reader
    loans: tuple[LateLoan, ...]
    phone: str
    through: Guardianship | None
    is_dead: bool
    call: Call | None
    told: Message | None

    @property
    def phone_shown(self) -> str:
        return phones.shown(self.phone) if self.phone else ""

    @property
    def days(self) -> int:
        """Of the copy that is late the longest."""
        return max(loan.days for loan in self.loans)

    @property
    def is_debtor(self) -> bool:
        return any(loan.is_debt for loan in self.loans)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a late reader stands in the list: in which group, in which order."""

    reader_id: UUID
    group_id: UUID | None
    copies: int
    order: tuple[Any, ...]


def places(centre_id: UUID, today: date, *, by: str, group: UUID | None = None) -> list[Place]:
    """Every late reader in the order of the list; `group` is one school or mahalla."""
    rows = Loan.objects.filter(centre_id=centre_id, state=Loan.State.OPEN, due_on__lt=today)
    column = {SCHOOL: "reader__school_id", MAHALLA: "reader__mahalla_id"}.get(by, "reader__school_id")
    if group is not None:
        rows = rows.filter(**{column: group})
    found = list(
        rows.order_by()
        .values_list("reader_id", column, "reader__grade", "reader__class_letter", "reader__sort_key")
        .annotate(Min("due_on"), Count("pk"))
    )
    names = _names({row[1] for row in found})
    return sorted((_place(row, names, by) for row in found), key=lambda place: place.order)


def _place(row: tuple[Any, ...], names: Mapping[UUID, str], by: str) -> Place:
    reader_id, group_id, grade, letter, sort_key, due_on, copies = row
    if by == DAYS:
        return Place(reader_id, None, copies, (due_on, sort_key, str(reader_id)))
    name = names.get(group_id, "")
    in_class = (grade or 99, letter) if by == SCHOOL else ()
    return Place(
        reader_id, group_id, copies, (not name, *in_order(name), *in_class, sort_key, str(reader_id))
    )


def _names(group_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    rows = LocalBody.objects.filter(pk__in=[one for one in group_ids if one is not None])
    return dict(rows.values_list("pk", "name"))


def late_readers(reader_ids: Sequence[UUID], today: date) -> list[LateReader]:
    """These readers in their order, with their late loans; seven questions however many they are."""
    loans: dict[UUID | None, list[Loan]] = defaultdict(list)
    rows = Loan.objects.filter(reader_id__in=list(reader_ids), state=Loan.State.OPEN, due_on__lt=today)
    for loan in with_titles(rows).order_by("due_on", "pk"):
        loans[loan.reader_id].append(loan)
    readers = Reader.objects.select_related("school", "mahalla").in_bulk(list(reader_ids))
    keys = [str(pk) for pk in reader_ids]
    guardians, calls, told = guardians_of(reader_ids), _last_calls(reader_ids), _last_told(keys)
    of_readers = {"recipient_type": READER, "recipient_id__in": keys}
    dead = set(
        Address.objects.filter(**of_readers, state=Address.State.DEAD).values_list("recipient_id", flat=True)
    )
    silent = Wish.objects.filter(**of_readers, group=TITLES, channel=EVERY, is_on=False)
    untitled = set(silent.values_list("recipient_id", flat=True))
    found = []
    for pk in reader_ids:
        if pk not in readers or pk not in loans:
            continue
        to = reached(readers[pk], guardians.get(pk, ()), today)
        found.append(
            LateReader(
                readers[pk],
                tuple(_late_loan(loan, today, str(pk) in untitled) for loan in loans[pk]),
                to.phone,
                to.through,
                str(pk) in dead,
                calls.get(pk),
                told.get(str(pk)),
            )
        )
    return found


def _late_loan(loan: Loan, today: date, hides_titles: bool) -> LateLoan:
    title, days = loan.copy.title, days_late(loan.due_on, today)
    return LateLoan(
        title.title,
        loan.copy.inventory_number or loan.copy.code,
        loan.due_on,
        days,
        loan.claimed_returned_on is not None,
        hides_titles or is_sensitive(title.udc, title.bbk),
        days > loan.debtor_days,
    )


def _last_calls(reader_ids: Sequence[UUID]) -> dict[UUID, Call]:
    rows = Call.objects.filter(reader_id__in=list(reader_ids)).order_by("called_at", "pk")
    return {call.reader_id: call for call in rows}


def _last_told(keys: Sequence[str]) -> dict[str, Message]:
    rows = Message.objects.filter(recipient_type=READER, recipient_id__in=list(keys), state__in=WAS_TOLD)
    return {message.recipient_id: message for message in rows.order_by("claimed_at", "pk")}


@dataclass(frozen=True, slots=True)
class Group:
    """A school, a mahalla, or everybody: its late readers."""

    body: LocalBody | None
    readers: tuple[LateReader, ...]

    @property
    def copies(self) -> int:
        return sum(len(one.loans) for one in self.readers)


def grouped(on_page: Sequence[Place], today: date) -> list[Group]:
    """The readers at these places, group by group."""
    readers = {one.reader.pk: one for one in late_readers([place.reader_id for place in on_page], today)}
    bodies = LocalBody.objects.in_bulk([place.group_id for place in on_page if place.group_id is not None])
    found: dict[UUID | None, list[LateReader]] = {}
    for place in on_page:
        if place.reader_id in readers:
            found.setdefault(place.group_id, []).append(readers[place.reader_id])
    return [Group(bodies.get(key) if key else None, tuple(rows)) for key, rows in found.items()]


def calls_of(reader: Reader) -> QuerySet[Call]:
    """Every call to one reader, the latest first."""
    return Call.objects.filter(reader=reader).order_by("-called_at", "-pk")


def promised_until(centre_id: UUID, day: date) -> int:
    """How many readers promised to bring their late books by `day` and have not."""
    late = Loan.objects.filter(centre_id=centre_id, state=Loan.State.OPEN, due_on__lt=day)
    rows = Call.objects.filter(promised_on__lte=day, reader__in=late.values("reader"))
    return rows.order_by().values("reader").distinct().count()
