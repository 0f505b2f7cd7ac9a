"""Everything the rules of the desk ask, gathered in few questions. Inside a write transaction the rows are locked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.centre.periods import queries as periods
from javon.collection.stock.models import Copy
from javon.collection.stock.queries import scanned
from javon.core import audit, clock
from javon.core.database.prepared import Prepared, a_day, a_key, a_number
from javon.core.days import IsOpen
from javon.service.lending.models import Damage, Loan, TermsSet
from javon.service.lending.queries.terms import case_of, lines_of, terms_in_force
from javon.service.lending.rules.borrowing import BorrowingFacts, CopyFacts, ReaderFacts, Restriction
from javon.service.lending.rules.dates import days_late
from javon.service.lending.rules.terms import Terms, resolve
from javon.service.readers.models import Block, Card, Guardianship, Reader, Registration
from javon.service.readers.queries import current_card
from javon.service.readers.rules import ages

LONGEST_LOAN = 366  # days; with a closed house behind it
CLOCK_SLACK = timedelta(minutes=2)  # two computers of one house differ by less


@dataclass(frozen=True, slots=True)
class Day:
    """When something happened, and what that means for entering it."""

    happened_on: date
    today: date
    counted_on: date
    was_chosen: bool
    clock_is_behind: bool


def day_of(centre: Centre, happened_on: date | None) -> Day:
    """The day of a deed: today, or the one that a person named. A day of a closed month counts in the open one."""
    now = clock.now()
    today = now.date()
    day = happened_on or today
    last = None if clock.is_told() else audit.last_moment()
    behind = last is not None and last > now + CLOCK_SLACK
    month = periods.open_month_for(centre, day, today) if day <= today else day
    counted = day if (month.year, month.month) == (day.year, day.month) else max(month, min(today, month))
    return Day(day, today, counted, happened_on is not None, behind)


def calendar_from(centre: Centre, day: date) -> IsOpen:
    """Which days are open, as far as a due date may lie."""
    return organisation.calendar(centre, day, day + timedelta(days=2 * LONGEST_LOAN))


def age_on(reader: Reader, day: date) -> int | None:
    """Whole years on `day`; None without a birth date, or before it."""
    return ages.age_on(reader.birth_date, day)


def portrait_of(reader: Reader, day: date) -> dict[str, Any]:
    """The frozen columns of a fact."""
    return {
        "category": reader.category,
        "age": age_on(reader, day),
        "sex": reader.sex,
        "grade": reader.grade,
        "school_id": reader.school_id,
        "mahalla_id": reader.mahalla_id,
    }


def dimensions_of(copy: Copy) -> dict[str, str]:
    """How the books count the copy, frozen with the loan."""
    return {name: getattr(copy, name) for name in ("kind", "content_group", "language", "script")}


def locked_reader(reader_id: UUID, day: date) -> Any:
    """The reader, locked: two desks that lend to one reader at once see each other's copies. With what the rules ask:
    `is_registered`, `has_block`, `has_guardian`.
    """
    return _locked_reader.get(reader=reader_id, day=day, year=day.year)


def reader_looked_at(reader_id: UUID, day: date) -> Any:
    """The same reader without a lock, for whoever only looks."""
    return _reader.get(reader=reader_id, day=day, year=day.year)


def _with_facts() -> QuerySet[Reader]:
    day, year_of_day = a_day("day"), a_number("year")
    # A late paper day may stand in the next journal.
    of_day = Q(year=year_of_day) | Q(paper_day__year=year_of_day)
    year = Registration.objects.filter(of_day, reader=OuterRef("pk"))
    blocks = Block.objects.filter(_in_force(day), reader=OuterRef("pk"))
    guardians = Guardianship.objects.filter(reader=OuterRef("pk"), ended_on=None)
    rows = Reader.objects.annotate(
        is_registered=Exists(year), has_block=Exists(blocks), has_guardian=Exists(guardians)
    )
    return rows.filter(pk=a_key("reader"))


_reader = Prepared[Any](_with_facts)
_locked_reader = Prepared[Any](lambda: _with_facts().select_for_update(of=("self",)))


def _in_force(day: Any) -> Q:
    return Q(lifted_at=None, starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


def restrictions_of(reader: Any, day: date) -> tuple[Restriction, ...]:
    """What the reader may not do on `day`."""
    if not reader.has_block:
        return ()
    rows = Block.objects.filter(_in_force(day), reader_id=reader.pk).order_by("placed_at")
    return tuple(Restriction(*row) for row in rows.values_list("deed", "reason", "ends_on"))


@dataclass(frozen=True, slots=True)
class Waits:
    """Who waits for a copy and its title: on the ready shelf for whom, and how many others in the queue."""

    copy_waits_for: UUID | None = None
    others: int = 0


@dataclass(frozen=True, slots=True)
class Borrowing:
    """The facts of one loan to be, with what it will be written with."""

    facts: BorrowingFacts
    terms: TermsSet
    said: Terms


_open_loans = Prepared[tuple[date, UUID, str, UUID]](
    lambda: Loan.objects.filter(reader_id=a_key("reader"), state=Loan.State.OPEN).values_list(
        "due_on", "copy__title_id", "kind", "service_point_id"
    )
)
_damage = Prepared[str](
    lambda: Damage.objects.filter(copy_id=a_key("copy"), mended_on=None).values_list("words", flat=True)[:1]
)


def borrowing(
    *,
    copy: Copy,
    reader: Any,
    card: Card | None,
    day: Day,
    waits: Waits | None = None,
    terms: TermsSet | None = None,
) -> Borrowing:
    """What ``rules.borrowing`` asks. `copy` (with its title) and `reader` are locked; `card` is the one shown.

    `terms`: those of the day, unless a draft is tried.
    """
    terms = terms or terms_in_force(copy.centre_id, day.happened_on)
    age = age_on(reader, day.happened_on)
    case = case_of(copy, category=reader.category, age=age, day=day.happened_on)
    said = resolve(lines_of(terms), case)
    open_loans = _open_loans(reader=reader.pk)
    late = [days_late(due, day.happened_on) for due, *_rest in open_loans]
    lists = scanned.held([copy.pk])
    facts = BorrowingFacts(
        reader=ReaderFacts(
            is_here=reader.is_here,
            belongs_to_centre=reader.centre_id == copy.centre_id,
            card_ended=card.ended_because if card is not None and card.ended_on is not None else "",
            current_card=_shown(current_card(reader))
            if card is not None and card.ended_on is not None
            else "",
            is_registered=reader.is_registered,
            restrictions=restrictions_of(reader, day.happened_on),
            age=age,
            born_on=reader.birth_date,
            is_collective=reader.kind == Reader.Kind.COLLECTIVE,
            has_guardian=reader.has_guardian,
            open_copies=sum(_counts(said.counts, row, copy) for row in open_loans),
            most_days_late=max(late, default=0),
            late_copies=sum(1 for days in late if days),
            has_same_title=any(title_id == copy.title_id for _due, title_id, *_rest in open_loans),
        ),
        copy=CopyFacts(
            belongs_to_centre=True,
            state=copy.state,
            loanable=copy.loanable,
            age_mark=age_mark_of(copy.title.age_mark),
            waits_for=waits.copy_waits_for if waits is not None else None,
            waiting_readers=waits.others if waits is not None else 0,
            write_off=lists.write_offs.get(copy.pk),
            transfer=lists.transfers.get(copy.pk),
            is_counted=copy.pk in lists.counted,
            damage=_damage_of(copy),
        ),
        reader_id=reader.pk,
        may_leave=said.may_leave,
        most_copies=said.most_copies * (reader.head_count or 1),
        debtor_days=said.debtor_days,
        happened_on=day.happened_on,
        today=day.today,
        clock_is_behind=day.clock_is_behind,
        day_was_chosen=day.was_chosen,
    )
    return Borrowing(facts, terms, said)


def _damage_of(copy: Copy) -> str:
    return _damage.first(copy=copy.pk) or ""


def _counts(what: str, row: tuple[Any, ...], copy: Copy) -> bool:
    _due, _title, kind, point_id = row
    if what == "kind":
        return bool(kind == copy.kind)
    return what != "point" or point_id == copy.service_point_id


def _shown(card: Card | None) -> str:
    return card.shown if card is not None else ""


def age_mark_of(mark: str) -> int | None:
    """12 of "12+"; None where the record says nothing."""
    digits = mark.rstrip("+")
    return int(digits) if digits.isascii() and digits.isdigit() else None
