"""Loans of a past year written in bulk: for the demo library, the benches and whoever brings a year from elsewhere.

The one bulk writer of loans; a test proves its rows equal to those of the actions. It writes loans and renewals and the
place of copies that are still out; the stays between two loans of the past, deeds and journal lines are not made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from javon.centre.organisation.models import Centre
from javon.collection.stock import whereabouts
from javon.collection.stock.models import Copy, Whereabouts
from javon.core import clock
from javon.core.database.fields import uuid7
from javon.core.database.transactions import bulk_writing
from javon.core.days import IsOpen
from javon.service.lending.models import Channel, Loan, Renewal, TermsSet
from javon.service.lending.queries.facts import dimensions_of, portrait_of
from javon.service.lending.queries.terms import case_of, lines_of, reasons_of, terms_in_force
from javon.service.lending.rules.dates import due_after
from javon.service.lending.rules.terms import Case, Line, Terms, resolve
from javon.service.readers.models import Reader

AT_ONCE = 200  # rows of one turn at the gate


@dataclass(frozen=True, slots=True)
class PastLoan:
    """One loan as it went. `copy` comes with its title; `returned_on` is None while it is out.

    `due_on` is the day that a paper names; without it the terms of the day say it. `entered_at` is when it was written
    down here, where that is told.
    """

    copy: Copy
    reader: Reader
    lent_on: date
    returned_on: date | None = None
    renewed_on: date | None = None
    by_user_id: int | None = None
    channel: str = Channel.DESK
    due_on: date | None = None
    entered_at: datetime | None = None


class TermsOfDays:
    """The terms of each case, worked out once: a year of loans has a few dozen cases."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._sets: list[tuple[TermsSet, tuple[Line, ...]]] = []
        self._said: dict[tuple[Any, Case], Terms] = {}

    def of(self, past: PastLoan, age: int | None) -> tuple[TermsSet, Terms]:
        """The set in force on the day of the loan, and what it says."""
        day = past.lent_on
        terms, lines = next((one for one in self._sets if one[0].valid_from <= day), (None, ()))
        if terms is None:
            found = terms_in_force(self._centre.pk, day)
            terms, lines = found, lines_of(found)
            self._sets.append((terms, lines))
            self._sets.sort(key=lambda one: one[0].valid_from, reverse=True)
        case = case_of(past.copy, category=past.reader.category, age=age, day=day)
        key = (terms.pk, case)
        if key not in self._said:
            self._said[key] = resolve(lines, case)
        return terms, self._said[key]


def write_past_loans(centre: Centre, loans: Iterable[PastLoan], *, is_open: IsOpen) -> Iterator[int]:
    """Write them in small turns, yielding how many each turn wrote.

    `is_open` knows the calendar from the first loan to a year after the last. Two open loans of one copy are refused by
    the database.
    """
    said = TermsOfDays(centre)
    bulk = bulk_writing(AT_ONCE)
    for batch in bulk.batches(loans):
        made = [row_of(centre, past, said, is_open) for past in batch]
        rows = [loan for loan, _renewals in made]
        out = [loan for loan in rows if loan.state == Loan.State.OPEN]
        with bulk.turn():
            Loan.objects.bulk_create(rows, batch_size=AT_ONCE)
            Renewal.objects.bulk_create(
                [one for _loan, renewals in made for one in renewals], batch_size=AT_ONCE
            )
            _put_out(out)
        yield len(rows)


def row_of(centre: Centre, past: PastLoan, said: TermsOfDays, is_open: IsOpen) -> tuple[Loan, list[Renewal]]:
    """One loan and its renewals, not written yet. A day that a paper names stands without reasons: the paper is it."""
    portrait = portrait_of(past.reader, past.lent_on)
    terms, what = said.of(past, portrait["age"])
    if past.due_on is not None:
        due_on, reasons = past.due_on, {}
    else:
        due = due_after(past.lent_on, what.loan_days, is_open)
        due_on, reasons = due.day, reasons_of(what, terms, due)
    loan = Loan(
        id=uuid7(),
        centre=centre,
        copy=past.copy,
        reader=past.reader,
        service_point_id=past.copy.service_point_id,
        state=Loan.State.OPEN if past.returned_on is None else Loan.State.RETURNED,
        channel=past.channel,
        lent_on=past.lent_on,
        lent_at=past.entered_at or _at(past.lent_on),
        lent_counted_on=past.lent_on,
        lent_by_id=past.by_user_id,
        due_on=due_on,
        terms=terms,
        loan_days=what.loan_days,
        renewals_allowed=what.renewals,
        renewal_days=what.renewal_days,
        renewal_base=what.renewal_base,
        debtor_days=what.debtor_days,
        reasons=reasons,
        returned_on=past.returned_on,
        returned_at=_at(past.returned_on) if past.returned_on is not None else None,
        returned_counted_on=past.returned_on,
        returned_by_id=past.by_user_id if past.returned_on is not None else None,
        **dimensions_of(past.copy),
        **portrait,
    )
    return loan, _renewals(loan, past, is_open)


def _renewals(loan: Loan, past: PastLoan, is_open: IsOpen) -> list[Renewal]:
    """The renewal, where there was one and it moved the date on."""
    day = past.renewed_on
    if day is None or loan.renewals_allowed < 1:
        return []
    begins = loan.due_on if loan.renewal_base == "due" else day
    due = due_after(begins, loan.renewal_days or loan.loan_days, is_open)
    if due.day <= loan.due_on:
        return []
    renewal = Renewal(
        id=uuid7(),
        loan=loan,
        renewed_on=day,
        renewed_at=_at(day),
        counted_on=day,
        by_user_id=past.by_user_id,
        channel=Channel.PHONE,
        from_due=loan.due_on,
        to_due=due.day,
    )
    moved = {"days": due.days, "counted": str(due.counted), "moved": due.moved, "renewed": True}
    loan.due_on, loan.renewals_made, loan.due_version = due.day, 1, 2
    loan.reasons = {**loan.reasons, **moved}
    return [renewal]


def _at(day: date) -> datetime:
    """A moment of that day: noon in Tashkent."""
    return datetime.combine(day, time(12), clock.TASHKENT)


def _put_out(loans: list[Loan]) -> None:
    """The copies of open loans stand on loan because of them, whatever stood there before."""
    if not loans:
        return
    keys = [loan.copy_id for loan in loans]
    here = Whereabouts.objects.filter(copy_id__in=keys, until=None)
    elsewhere = list(here.exclude(place=Copy.State.ON_LOAN).values_list("copy_id", flat=True))
    whereabouts.end_stays(elsewhere, min(loan.lent_at for loan in loans))
    standing = set(here.values_list("copy_id", flat=True))
    for loan in loans:
        if loan.copy_id in standing:
            Whereabouts.objects.filter(copy_id=loan.copy_id, until=None).update(
                since=loan.lent_at, cause=Loan._meta.label_lower, cause_id=str(loan.pk)
            )
    Whereabouts.objects.bulk_create(
        [
            Whereabouts(
                copy_id=loan.copy_id,
                place=Copy.State.ON_LOAN,
                since=loan.lent_at,
                cause=Loan._meta.label_lower,
                cause_id=str(loan.pk),
            )
            for loan in loans
            if loan.copy_id not in standing
        ]
    )
    Copy.objects.filter(pk__in=keys).update(state=Copy.State.ON_LOAN)
