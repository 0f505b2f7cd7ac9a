"""Loans written in bulk are the loans that the desk would have made, column by column."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.tests.characters import a_centre, ordinary_hours
from javon.collection.stock.models import Copy, Whereabouts
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import machine
from javon.service.lending import checks
from javon.service.lending.actions.desk import lend, renew, take_back
from javon.service.lending.bulk import PastLoan, write_past_loans
from javon.service.lending.models import Channel, Loan, Renewal
from javon.service.lending.tests.characters import a_borrower, a_child, the_terms

pytestmark = pytest.mark.django_db
APART = {"id", "copy_id", "reader_id", "lent_at", "returned_at"}  # what two loans cannot share


def _noon(day):
    return datetime.combine(day, time(12), clock.TASHKENT)


@pytest.mark.parametrize("how", ["out", "back", "renewed", "renewed and back", "late"])
@pytest.mark.parametrize("who", ["adult", "child"])
def test_a_loan_in_bulk_equals_a_loan_of_the_desk(how, who):
    ordinary_hours()
    the_terms()
    reader = a_borrower() if who == "adult" else a_child(10)
    by = machine("test", a_centre().pk)
    monday = clock.today() - timedelta(days=clock.today().weekday() + 28)
    renewed = monday + timedelta(days=8) if "renewed" in how else None
    back = monday + timedelta(days={"back": 7, "renewed and back": 15, "late": 21}.get(how, 0))
    real, written = (
        a_copy(acquired_on=monday - timedelta(days=900)),
        a_copy(acquired_on=monday - timedelta(days=900)),
    )
    with clock.at(_noon(monday)):
        loan_id = lend(by=by, copy=real, reader=reader, override_reason="test").loan_id
    if renewed:
        with clock.at(_noon(renewed)):
            renew(by=by, loan=Loan.objects.get(pk=loan_id), channel=Channel.PHONE)
    if "back" in how or how == "late":
        with clock.at(_noon(back)):
            take_back(by=by, copy=real)
    past = PastLoan(written, reader, monday, back if "back" in how or how == "late" else None, renewed)
    is_open = organisation.calendar(a_centre(), monday, monday + timedelta(days=800))
    assert sum(write_past_loans(a_centre(), [past], is_open=is_open)) == 1
    one, other = (
        Loan.objects.filter(copy=real).values().get(),
        Loan.objects.filter(copy=written).values().get(),
    )
    assert {name: one[name] for name in one if name not in APART} == {
        name: other[name] for name in other if name not in APART
    }
    assert list(
        Renewal.objects.filter(loan_id=one["id"]).values_list("from_due", "to_due", "counted_on", "channel")
    ) == list(
        Renewal.objects.filter(loan_id=other["id"]).values_list("from_due", "to_due", "counted_on", "channel")
    )
    assert Copy.objects.get(pk=real.pk).state == Copy.objects.get(pk=written.pk).state
    assert Whereabouts.objects.filter(copy=written, until=None).count() == 1
    assert list(checks.verify()) == []
