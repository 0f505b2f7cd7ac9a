"""The terms in force on a day, and what they say of one reader and one copy."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from javon.collection.stock.models import Copy
from javon.core.database.prepared import Prepared, a_day, a_key
from javon.core.verdict import Refused
from javon.service.lending.models import Fund, TermsRow, TermsSet
from javon.service.lending.rules.dates import Due
from javon.service.lending.rules.terms import Case, Line, Terms

# A set in force never changes: its lines are read once in the life of a process.
_lines: dict[UUID, tuple[Line, ...]] = {}


_in_force = Prepared[TermsSet](
    lambda: (
        TermsSet.objects.filter(centre_id=a_key("centre"), valid_from__lte=a_day("day"))
        .exclude(state=TermsSet.State.DRAFT)
        .order_by("-valid_from")[:1]
    )
)


def terms_in_force(centre_id: UUID, day: date) -> TermsSet:
    """The set that holds on `day`. Raises Refused ``no_terms`` when none was ever put into force."""
    found = _in_force.first(centre=centre_id, day=day)
    if found is None:
        # A day before the first terms is judged by the first: a fact of the paper days is never lost.
        later = TermsSet.objects.filter(centre_id=centre_id).exclude(state=TermsSet.State.DRAFT)
        found = later.order_by("valid_from").first()
    if found is None:
        raise Refused.because("no_terms")
    return found


def lines_of(terms: TermsSet) -> tuple[Line, ...]:
    """The lines of a set, as the rules read them."""
    if terms.state == TermsSet.State.DRAFT:
        return _read(terms.pk)
    if terms.pk not in _lines:
        _lines[terms.pk] = _read(terms.pk)
    return _lines[terms.pk]


def _read(key: UUID) -> tuple[Line, ...]:
    return tuple(line_of(row) for row in TermsRow.objects.filter(terms_id=key).order_by("position"))


def line_of(row: TermsRow) -> Line:
    """One row as the rules read it."""
    return Line(
        position=row.position,
        category=row.category,
        age_from=row.age_from,
        age_to=row.age_to,
        kind=row.kind,
        fund=row.fund,
        service_point=row.service_point_id,
        newer_than_days=row.newer_than_days,
        may_leave=row.may_leave,
        loan_days=row.loan_days,
        most_copies=row.most_copies,
        counts=row.counts,
        renewals=row.renewals,
        renewal_days=row.renewal_days,
        renewal_base=row.renewal_base,
        most_holds=row.most_holds,
        hold_days=row.hold_days,
        keep_place_days=row.keep_place_days,
        debtor_days=row.debtor_days,
    )


def funds_of(copy: Copy) -> frozenset[str]:
    """The parts of the stock that a copy belongs to, as its record says."""
    title = copy.title
    funds = set()
    if copy.content_group == "CHI" or title.audience == "children":
        funds.add(Fund.CHILDREN.value)
    if title.is_local_history:
        funds.add(Fund.LOCAL.value)
    if title.is_encyclopaedia:
        funds.add(Fund.REFERENCE.value)
    return frozenset(funds)


def case_of(copy: Copy, *, category: str, age: int | None, day: date) -> Case:
    """What the terms ask of a reader (category and age on the day) and a copy."""
    came = copy.acquired_on
    return Case(
        category=category,
        age=age,
        kind=copy.kind,
        funds=funds_of(copy),
        service_point=copy.service_point_id,
        days_since_arrival=(day - came).days if came is not None and came <= day else None,
    )


def reasons_of(said: Terms, terms: TermsSet, due: Due) -> dict[str, Any]:
    """Why this date: kept with the loan, worded by ``wording.dates``. Days as text, for it travels as JSON."""
    return {
        "terms": terms.number,
        "said_by": said.said_by,
        "days": due.days,
        "counted": str(due.counted),
        "moved": due.moved,
    }
