"""Loans follow merged readers, let go of erased ones, and lose their reader some time after the year is closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from javon.centre.organisation.tests.characters import a_centre, a_service_point
from javon.centre.periods.models import Period
from javon.collection.stock.models import Copy
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import machine
from javon.core.verdict import Refused
from javon.service.lending.jobs import unlink_old_loans
from javon.service.lending.models import Loan, Renewal
from javon.service.lending.queries.formulary import held, rows
from javon.service.lending.queries.keeping import year_to_unlink
from javon.service.readers.actions.erasing import erase_reader
from javon.service.readers.actions.merging import merge_readers, part_readers
from javon.service.readers.models import Reader
from javon.service.readers.papers.formulary import NoteRow
from javon.service.readers.queries.portraits import portrait
from javon.service.readers.tests.characters import a_reader, dilnoza

pytestmark = pytest.mark.django_db


def by():
    return machine("test", a_centre().pk)


def a_past_loan(
    reader: Reader, day: date, *, copy: Copy | None = None, back: date | None = None, **more: Any
) -> Loan:
    """A loan as it stands in the books, written without the desk's rules."""
    moment = datetime.combine(day, datetime.min.time(), clock.TASHKENT)
    given = {
        "centre_id": reader.centre_id, "copy": copy or a_copy(), "reader": reader, "service_point": a_service_point(),
        "lent_on": day, "lent_at": moment, "lent_counted_on": day, "due_on": day + timedelta(days=15), "loan_days": 15,
        **portrait(reader, day),
    }  # fmt: skip
    if back is not None:
        given |= {
            "state": "returned",
            "returned_on": back,
            "returned_at": moment,
            "returned_counted_on": back,
        }
    return Loan.objects.create(**{**given, **more})


def a_closed_year(year: int, closed_on: date) -> None:
    moment = datetime.combine(closed_on, datetime.min.time(), clock.TASHKENT)
    Period.objects.create(centre=a_centre(), year=year, month=0, closed_at=moment)


def test_loans_follow_the_reader_who_stays_and_go_back_when_they_part():
    kept, gone = dilnoza(), a_reader()
    hers = a_past_loan(gone, clock.today())
    mine = a_past_loan(kept, clock.today())
    merge = merge_readers(by=by(), kept=kept, gone=gone)
    assert set(Loan.objects.filter(reader=kept)) == {hers, mine}
    part_readers(by=by(), merge=merge)
    assert list(Loan.objects.filter(reader=gone)) == [hers]
    assert list(Loan.objects.filter(reader=kept)) == [mine]


def test_who_still_holds_a_book_is_not_erased_and_hears_which():
    reader = dilnoza()
    loan = a_past_loan(reader, clock.today())
    with pytest.raises(Refused) as refused:
        erase_reader(by=by(), reader=reader)
    [stop] = refused.value.verdict.stops
    assert stop.code == "holds_copies" and loan.copy.inventory_number in stop.details["list"]
    assert Reader.objects.get(pk=reader.pk).given_name == "Dilnoza"


def test_a_year_closed_long_enough_ago_loses_its_readers_and_keeps_who_they_were():
    today, year = clock.today(), clock.today().year - 1
    reader, keeps = dilnoza(), a_reader()
    Reader.objects.filter(pk=keeps.pk).update(keeps_history=True)
    old = a_past_loan(reader, date(year, 3, 1), back=date(year, 3, 9), override_reason="onasi soʻradi")
    late = a_past_loan(reader, date(year, 12, 30), back=date(year + 1, 1, 9))
    still = a_past_loan(reader, date(year, 11, 1))
    hers = a_past_loan(keeps, date(year, 3, 1), back=date(year, 3, 9))
    unlink_old_loans()
    assert not Loan.objects.filter(reader=None).exists()  # the year is open
    a_closed_year(year, today - timedelta(days=59))
    assert year_to_unlink(a_centre(), today) is None
    Period.objects.all().delete()
    a_closed_year(year, today - timedelta(days=60))
    unlink_old_loans()
    unlinked = Loan.objects.get(reader=None)
    assert unlinked.pk == old.pk
    assert (unlinked.category, unlinked.grade, unlinked.sex) == ("pupil", 5, "female")
    assert (
        unlinked.age is not None
        and unlinked.mahalla_id == reader.mahalla_id
        and unlinked.override_reason == ""
    )
    assert {late.pk, still.pk, hers.pk} == set(Loan.objects.exclude(reader=None).values_list("pk", flat=True))


def test_the_formulary_shows_this_year_only_with_renewals_and_visits_in_their_order():
    today = clock.today()
    reader = dilnoza()
    old = a_past_loan(reader, date(today.year - 1, 2, 1), back=date(today.year - 1, 2, 9))
    open_still = a_past_loan(reader, date(today.year - 1, 12, 20))
    day = date(today.year, 1, 9)
    loan = a_past_loan(reader, day, due_on=day + timedelta(days=30), renewals_made=1)
    Renewal.objects.create(
        loan=loan, renewed_on=day, renewed_at=clock.now(), counted_on=day,
        from_due=day + timedelta(days=15), to_due=day + timedelta(days=30),
    )  # fmt: skip
    visit = NoteRow(date(today.year, 1, 8), "oʻq. zali")
    found = rows(reader, today.year, (visit,))
    assert [type(row).__name__ for row in found] == ["LoanRow", "NoteRow", "LoanRow"]
    assert found[2].due == (day + timedelta(days=15), day + timedelta(days=30))
    numbers = {row.inventory for row in found if not isinstance(row, NoteRow)}
    assert numbers == {open_still.copy.inventory_number, loan.copy.inventory_number}
    assert old.copy.inventory_number not in numbers
    assert {one.inventory for one in held(reader)} == numbers
