"""A class at the desk: its pupils in alphabetical order, what each has, what was lent in this visit. Dossier 7.1, 7.3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count

from javon.core import clock
from javon.core.access import Actor
from javon.service.lending.models import Deed, Loan
from javon.service.lending.rules.undoing import LONGEST
from javon.service.readers.models import Card, Reader, Registration
from javon.service.readers.queries.classes import in_order
from javon.service.readers.rules.registering import letter_of_class

MOST = 60  # pupils of one class


class SchoolClass(NamedTuple):
    """One class of a school, and how many of its pupils are readers."""

    school_id: UUID
    school: str
    grade: int
    letter: str
    pupils: int

    @property
    def name(self) -> str:
        return f"{self.grade}-«{self.letter}»" if self.letter else f"{self.grade}"


def classes(centre_id: UUID) -> list[SchoolClass]:
    """Every class that has readers, by school and grade."""
    rows = Reader.objects.filter(
        centre_id=centre_id,
        school__isnull=False,
        grade__isnull=False,
        left_on=None,
        merged_into=None,
        erased_at=None,
    )
    counted = rows.values_list("school_id", "school__name", "grade", "class_letter").annotate(
        pupils=Count("pk")
    )
    found = [SchoolClass(*row) for row in counted.order_by()]
    return sorted(found, key=lambda one: (in_order(one.school), one.grade, one.letter))


@dataclass(frozen=True, slots=True)
class Taken:
    """One copy lent today; `undo` is the request to undo, None where it is too late or another's deed."""

    title: str
    due_on: date
    lent_at: datetime
    undo: UUID | None


@dataclass(frozen=True, slots=True)
class Pupil:
    """One row: who, what they have, what was lent to them today, whether anything stands in the way of all loans."""

    reader: Reader
    card: str
    is_registered: bool
    has: int
    late: int
    today: tuple[Taken, ...]


def pupils(by: Actor, centre_id: UUID, school_id: UUID, grade: int, letter: str, day: date) -> list[Pupil]:
    """The pupils of a class by the alphabet; five questions."""
    rows = Reader.objects.filter(
        centre_id=centre_id, school_id=school_id, grade=grade, class_letter=letter_of_class(letter),
        left_on=None, merged_into=None, erased_at=None,
    )  # fmt: skip
    readers = list(rows.order_by("sort_key", "number")[:MOST])
    keys = [one.pk for one in readers]
    cards = dict(Card.objects.filter(reader_id__in=keys, ended_on=None).values_list("reader_id", "number"))
    registered = set(
        Registration.objects.filter(reader_id__in=keys, year=day.year).values_list("reader_id", flat=True)
    )
    loans = _loans(keys)
    undoes = _undoes(by, [loan for of_one in loans.values() for loan in of_one if loan.lent_on == day])
    return [_pupil(one, cards, registered, loans.get(one.pk, ()), undoes, day) for one in readers]


def to_undo(rows: Sequence[Pupil]) -> list[Taken]:
    """What can still be undone of this class, the latest first."""
    taken = [one for pupil in rows for one in pupil.today if one.undo is not None]
    return sorted(taken, key=attrgetter("lent_at"), reverse=True)


def _loans(keys: Sequence[UUID]) -> dict[UUID, list[Any]]:
    rows = Loan.objects.filter(reader_id__in=keys, state=Loan.State.OPEN).select_related("copy__title")
    by_reader: dict[UUID, list[Any]] = {}
    for loan in rows.order_by("lent_at"):
        assert loan.reader_id is not None
        by_reader.setdefault(loan.reader_id, []).append(loan)
    return by_reader


def _undoes(by: Actor, loans: Sequence[Loan]) -> dict[UUID, UUID]:
    """By loan, the request that lent it: of this person's, while it can be undone."""
    rows = Deed.objects.filter(
        loan__in=loans, kind=Deed.Kind.LENT, by_user_id=by.user_id, undone_at=None,
        at__gte=clock.now() - LONGEST,
    )  # fmt: skip
    return {loan: key for loan, key in rows.values_list("loan_id", "request_id") if key is not None}


def _pupil(
    reader: Reader,
    cards: dict[UUID, int],
    registered: set[Any],
    loans: Sequence[Loan],
    undoes: dict[UUID, UUID],
    day: date,
) -> Pupil:
    number = cards.get(reader.pk)
    return Pupil(
        reader=reader,
        card=f"K{number:06d}" if number is not None else "",
        is_registered=reader.pk in registered,
        has=len(loans),
        late=sum(1 for loan in loans if loan.due_on < day),
        today=tuple(
            Taken(loan.copy.title.title, loan.due_on, loan.lent_at, undoes.get(loan.pk))
            for loan in loans
            if loan.lent_on == day
        ),
    )
