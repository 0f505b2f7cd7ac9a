"""The house is closed unexpectedly: dates go forward only, readers hear it once. Issue D part 2."""

from __future__ import annotations

from datetime import timedelta

import pytest

from javon.centre.organisation.actions.calendar import remove_special_day, set_special_days
from javon.centre.organisation.models import SpecialDay
from javon.centre.organisation.tests.characters import a_centre
from javon.collection.stock.tests.characters import a_copy
from javon.core.access import machine
from javon.core.audit.models import Entry
from javon.core.messaging import jobs, sending
from javon.core.messaging.models import Notice
from javon.service.lending.models import Loan
from javon.service.lending.notices import MOVED
from javon.service.lending.tests.test_notices import MONDAY, due, grown_up, lent, on, sms, work
from javon.service.lending.wording import why_this_date
from javon.service.readers.contacts import keep_contacts

pytestmark = pytest.mark.django_db
__all__ = ["sms"]


def close(first, last=None, kind=SpecialDay.Kind.EMERGENCY, today=MONDAY) -> None:
    set_special_days(
        by=machine("test", a_centre().pk),
        centre=a_centre(),
        first=first,
        last=last or first,
        kind=kind,
        reason="Suv quvuri yorildi",
        today=today,
    )


def test_dates_of_the_closed_days_go_forward_and_each_reader_is_told_once(sms):
    reader = grown_up()
    first, second, other = lent(reader), lent(reader), lent(grown_up(phone="998907776655"))
    later = lent(grown_up(), MONDAY + timedelta(days=7), a_copy())
    was, untouched = due(first), due(later)
    with on(MONDAY):
        keep_contacts()
        close(was)
    assert due(first) == due(second) == due(other) == was + timedelta(days=1)
    assert due(later) == untouched
    assert {loan.due_version for loan in Loan.objects.filter(due_on__gt=was).exclude(pk=later.pk)} == {2}
    with on(MONDAY, 10):
        sending.send_due()
        sending.send_due()
    assert len(sms.given) == 2
    assert "kutubxona yopiq" in sms.given[0].text
    assert Entry.objects.filter(verb="due_dates_moved").count() == 1
    assert "yopiq" in why_this_date(due(first), Loan.objects.get(pk=first.pk).reasons)


def test_the_same_day_entered_twice_moves_and_tells_once(sms):
    loan = lent(grown_up())
    was = due(loan)
    with on(MONDAY):
        keep_contacts()
        close(was)
        close(was)
    assert due(loan) == was + timedelta(days=1)
    assert Notice.objects.filter(subject_type=MOVED).count() == 1


def test_taking_the_day_back_pulls_no_date_back(sms):
    loan = lent(grown_up())
    was = due(loan)
    with on(MONDAY):
        close(was)
        remove_special_day(by=machine("test", a_centre().pk), centre=a_centre(), day=was, today=MONDAY)
    assert due(loan) == was + timedelta(days=1)


def test_a_closing_that_grows_moves_again_and_says_only_the_last_date(sms):
    loan = lent(grown_up())
    was = due(loan)
    with on(MONDAY):
        keep_contacts()
        close(was)
        close(was, was + timedelta(days=2))
    with on(MONDAY, 10):
        sending.send_due()
    assert due(loan) == was + timedelta(days=3)
    (parcel,) = sms.given
    assert due(loan).strftime("%d.%m.%Y") in parcel.text


def test_a_closing_known_beforehand_moves_dates_and_leaves_the_telling_to_the_reminder(sms):
    loan = lent(grown_up())
    was = due(loan)
    with on(MONDAY):
        close(was, kind=SpecialDay.Kind.SANITARY)
    assert due(loan) == was + timedelta(days=1)
    assert not Notice.objects.filter(subject_type=MOVED).exists()
    work(due(loan, -2))
    assert due(loan).strftime("%d.%m.%Y") in sms.given[0].text


def test_what_was_planned_for_the_old_date_is_not_said(sms):
    loan = lent(grown_up())
    day = due(loan, -2)
    work(due(loan, -3))
    with on(day, 7):
        keep_contacts()
        jobs.plan_notices()
        close(due(loan), today=day)
    with on(day, 9):
        sending.send_due()
    assert [("kutubxona yopiq" in parcel.text) for parcel in sms.given] == [True]
