"""Notices about reservations: ready at once, not fetched, cancelled; looked at once more before they go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.stock.tests.characters import a_copy
from javon.core.access import machine
from javon.core.messaging import jobs, sending
from javon.core.messaging.models import Notice
from javon.core.messaging.rules.sms import plain
from javon.service.lending.actions import holds
from javon.service.lending.actions.desk import lend
from javon.service.lending.hold_notices import CANCELLED, EXPIRED, READY
from javon.service.lending.models import Hold
from javon.service.lending.tests.characters import a_hold
from javon.service.lending.tests.test_notices import MONDAY, child, grown_up, on, sms
from javon.service.readers.contacts import keep_contacts
from javon.service.readers.models import Reader

pytestmark = pytest.mark.django_db
__all__ = ["sms"]


@pytest.fixture(autouse=True)
def index(tmp_path: Any, settings: Any) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"


def ready(reader: Reader, hour: int = 10) -> Hold:
    """A copy that waits for `reader` on the ready shelf."""
    copy = a_copy()
    with on(MONDAY, hour):
        keep_contacts()
        hold = a_hold(reader, copy.title)
        holds.find(by=machine("test", a_centre().pk), copy=copy)
    hold.refresh_from_db()
    return hold


def test_a_book_that_is_ready_is_told_at_once_and_once(sms):
    hold = ready(grown_up())
    with on(MONDAY, 10):
        jobs.plan_notices()
        sending.send_due()
    (parcel,) = sms.given
    assert f'Nargiza uchun "{plain(hold.copy.title.title)}" kitobi tayyor' in parcel.text
    assert hold.until.strftime("%d.%m.%Y") in parcel.text
    with on(MONDAY + timedelta(days=1)):
        jobs.plan_notices()
        sending.send_due()
    assert len(sms.given) == 1


def test_a_child_s_mother_reads_for_whom_it_is(sms):
    ready(child())
    with on(MONDAY, 10):
        sending.send_due()
    assert sms.given[0].address == "998901234567"
    assert sms.given[0].text.startswith("Dilnoza uchun")


def test_what_was_fetched_meanwhile_is_not_told(sms):
    reader = grown_up()
    hold = ready(reader)
    with on(MONDAY, 10):
        lend(by=machine("test", a_centre().pk), copy=hold.copy, reader=reader)
        sending.send_due()
    assert sms.given == []
    assert Notice.objects.get(subject_type=READY).reason == "hold_over"


def test_at_night_it_waits_for_the_morning(sms):
    ready(grown_up(), hour=21)
    with on(MONDAY, 22):
        sending.send_due()
    assert sms.given == []
    with on(MONDAY + timedelta(days=1), 8):
        sending.send_due()
    assert len(sms.given) == 1


def test_what_was_not_fetched_is_told_once(sms):
    hold = ready(grown_up())
    with on(MONDAY, 10):
        sending.send_due()
    day = hold.until + timedelta(days=1)
    with on(day, 9):
        holds.expire(by=machine("test", a_centre().pk), hold=hold)
    with on(day, 12):
        sending.send_due()
    assert Notice.objects.get(subject_type=EXPIRED).state == "sent"
    assert "olinmadi" in sms.given[-1].text


def test_whoever_cancelled_it_is_told_nothing_and_whom_the_library_cancelled_is(sms):
    own, ours = ready(grown_up()), ready(grown_up(phone="998907776655"))
    by = machine("test", a_centre().pk)
    with on(MONDAY, 11):
        holds.cancel(by=by, hold=own, why=Hold.Why.READER)
        holds.cancel(by=by, hold=ours, why=Hold.Why.STAFF)
    with on(MONDAY, 13):
        sending.send_due()
    assert Notice.objects.get(subject_type=CANCELLED).subject_id == str(ours.pk)
    assert [parcel.address for parcel in sms.given] == ["998907776655"]
