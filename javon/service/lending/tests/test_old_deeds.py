"""What the desk did is forgotten once nobody can undo it; the loans stay as they are."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from javon.centre.organisation.tests.characters import a_centre, ordinary_hours
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import machine
from javon.core.verdict import Refused
from javon.service.lending import checks
from javon.service.lending.actions.desk import take_back
from javon.service.lending.actions.undoing import undo
from javon.service.lending.jobs import forget_deeds_of_the_desk
from javon.service.lending.models import Deed, Loan
from javon.service.lending.tests.characters import a_borrower, a_loan

pytestmark = pytest.mark.django_db


def test_deeds_of_the_day_before_yesterday_are_forgotten_and_todays_can_be_undone():
    ordinary_hours()
    by, reader, old, new = machine("test", a_centre().pk), a_borrower(), a_copy(), a_copy()
    with clock.at(clock.now() - timedelta(days=2)):
        a_loan(old, reader)
    request_id = uuid4()
    a_loan(new, reader, request_id=request_id)
    forget_deeds_of_the_desk()
    assert [deed.loan.copy for deed in Deed.objects.all()] == [new]
    assert Loan.objects.filter(state="open").count() == 2
    assert undo(by=by, centre=a_centre(), undone=request_id) == 1
    take_back(by=by, copy=old)
    forget_deeds_of_the_desk()
    assert list(checks.verify()) == []
    with clock.at(clock.now() + timedelta(days=2)):
        forget_deeds_of_the_desk()
        assert not Deed.objects.exists()
        with pytest.raises(Refused):
            undo(by=by, centre=a_centre(), undone=request_id)
