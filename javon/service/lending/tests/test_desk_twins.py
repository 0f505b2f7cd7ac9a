"""Sixteen desks press at the same moment: one loan, one return, nobody over the limit, no lock error."""

from __future__ import annotations

from uuid import uuid4

import pytest

from javon.centre.organisation.tests.characters import a_centre, ordinary_hours
from javon.collection.stock.tests.characters import a_copy
from javon.collection.stock.tests.test_write_off_twins import PEOPLE, at_once
from javon.core.access import machine
from javon.core.verdict import Refused
from javon.service.lending import checks
from javon.service.lending.actions.desk import lend, take_back
from javon.service.lending.actions.scanning import Scan, scan
from javon.service.lending.actions.undoing import undo
from javon.service.lending.models import Deed, Loan
from javon.service.lending.tests.characters import a_borrower, a_loan
from javon.service.readers.models import Card

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def by():
    ordinary_hours()
    return machine("test", a_centre().pk)


def test_one_copy_wanted_by_sixteen_readers_goes_to_one(by):
    copy, readers = a_copy(), [a_borrower() for _ in range(PEOPLE)]
    answers = at_once(lambda place: lend(by=by, copy=copy, reader=readers[place], request_id=uuid4()))
    assert sum(not isinstance(one, tuple) for one in answers) == 1
    assert answers.count(("on_loan",)) == PEOPLE - 1
    assert Loan.objects.count() == 1


def test_sixteen_copies_for_one_reader_stop_at_the_limit(by):
    reader, copies = a_borrower(), [a_copy() for _ in range(PEOPLE)]
    person = by.__class__(
        user_id=None, label="desk", centre_id=by.centre_id, rights=frozenset({"lending.lend"})
    )
    answers = at_once(lambda place: lend(by=person, copy=copies[place], reader=reader, request_id=uuid4()))
    assert sum(not isinstance(one, tuple) for one in answers) == 5
    assert all("limit_reached" in one for one in answers if isinstance(one, tuple))


def test_one_request_sent_sixteen_times_at_once_has_one_effect_and_one_answer(by):
    reader, copy, request_id = a_borrower(), a_copy(), uuid4()
    card = Card.objects.get(reader=reader).code

    def press(_place):
        asked = Scan(copy.inventory_number, card=card)
        return scan(by=by, centre=a_centre(), scan=asked, request_id=request_id)

    answers = at_once(press)
    assert len({str(one.to_json()) for one in answers}) == 1
    assert (Loan.objects.count(), Deed.objects.count()) == (1, 1)


def test_sixteen_returns_of_one_copy_end_one_loan(by):
    copy = a_copy()
    a_loan(copy, a_borrower())
    answers = at_once(lambda place: take_back(by=by, copy=copy, request_id=uuid4()))
    assert [one.verb for one in answers].count("returned") == 1
    assert Deed.objects.filter(kind="returned").count() == 1


def test_a_return_and_a_loan_of_the_same_copy_at_once_leave_it_in_one_place(by):
    copy, first = a_copy(), a_borrower()
    others = [a_borrower() for _ in range(PEOPLE)]
    a_loan(copy, first)

    def press(place):
        if place % 2:
            return take_back(by=by, copy=copy, request_id=uuid4())
        return lend(by=by, copy=copy, reader=others[place], request_id=uuid4())

    at_once(press)
    copy.refresh_from_db()
    assert (copy.state == "on_loan") is Loan.objects.filter(copy=copy, state="open").exists()
    assert list(checks.verify()) == []


def test_a_loan_undone_sixteen_times_at_once_is_undone_once(by):
    copy, request_id = a_copy(), uuid4()
    lend(by=by, copy=copy, reader=a_borrower(), request_id=request_id)
    answers = at_once(lambda place: undo(by=by, centre=a_centre(), undone=request_id, request_id=uuid4()))
    assert answers.count(1) == 1
    assert answers.count(("undone_already",)) == PEOPLE - 1
    assert list(checks.verify()) == []


def test_refusals_leave_no_claim_behind(by):
    copy, request_id = a_copy(loanable=False), uuid4()
    person = by.__class__(
        user_id=None, label="desk", centre_id=by.centre_id, rights=frozenset({"lending.lend"})
    )
    with pytest.raises(Refused):
        lend(by=person, copy=copy, reader=a_borrower(), request_id=request_id)
    assert lend(by=person, copy=a_copy(), reader=a_borrower(), request_id=request_id).verb == "lent"
