"""The database itself, on either engine: two bookings of one thing that overlap cannot be written."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from javon.core.booking import checks, guards
from javon.core.booking.models import Booking
from javon.core.booking.tests.characters import CENTRE, KIND, a_person, at, things

pytestmark = pytest.mark.django_db


def written(resource, start, end, state="in_use", free=None, **more):
    with transaction.atomic():
        return Booking.objects.create(
            centre_id=CENTRE, kind=KIND, resource=resource, state=state, starts_at=at(start), ends_at=at(end),
            free_at=at(end if free is None else free), booked_for_type="person", booked_for_id=a_person().id,
            created_at=at(0), **more,
        )  # fmt: skip


@pytest.mark.parametrize("state", ["held", "in_use", "done"])
@pytest.mark.parametrize(("start", "end"), [(0, 60), (59, 90), (-30, 1), (10, 20), (-10, 70)])
def test_an_overlap_is_refused(state, start, end):
    (thing,) = things(1)
    written(thing, 0, 60)
    with pytest.raises(IntegrityError):
        written(thing, start, end, state)


@pytest.mark.parametrize(("start", "end"), [(60, 90), (-30, 0), (30, 30), (120, 121)])
def test_what_only_touches_is_taken(start, end):
    (thing,) = things(1)
    written(thing, 0, 60)
    assert written(thing, start, end)


def test_clearing_time_belongs_to_the_booking():
    (thing,) = things(1)
    written(thing, 0, 60, free=70)
    with pytest.raises(IntegrityError):
        written(thing, 65, 90)
    assert written(thing, 70, 90)


def test_what_occupies_nothing_is_in_nobodys_way():
    thing, other = things(2)
    written(thing, 0, 60, "cancelled")
    written(thing, 0, 60)
    written(thing, 0, 60, "no_show")
    assert written(other, 0, 60)


@pytest.mark.parametrize("change", [{"starts_at": at(50)}, {"state": "in_use"}, {"resource": "first"}])
def test_a_booking_cannot_be_moved_into_another(change):
    first, second = things(2)
    written(first, 0, 60)
    if "state" in change:
        moved = written(first, 30, 90, "cancelled")
    elif "resource" in change:
        moved, change = written(second, 0, 60), {"resource": first}
    else:
        moved = written(first, 60, 90)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=moved.pk).update(**change)


def test_moments_to_the_microsecond_keep_their_order():
    (thing,) = things(1)
    one = written(thing, 0, 60)
    exact = at(60).replace(microsecond=1)
    Booking.objects.filter(pk=one.pk).update(free_at=exact)
    with pytest.raises(IntegrityError):
        written(thing, 60, 90)


@pytest.mark.parametrize(
    "wrong",
    [{"start": 60, "end": 0}, {"free": 50}, {"state": "waiting", "queue_place": 1}, {"is_block": True}],
)
def test_what_cannot_be_is_refused(wrong):
    (thing,) = things(1)
    with pytest.raises(IntegrityError):
        written(thing, **{"start": 0, "end": 60, **wrong})


def test_a_lost_guard_and_a_double_booking_are_noticed():
    (thing,) = things(1)
    assert list(checks.verify()) == []
    connection.check_constraints()  # PostgreSQL alters no table while it owes a check
    guards.remove_guards(connection)
    written(thing, 0, 60)
    written(thing, 30, 90)
    told = list(checks.verify())
    assert any("booked twice" in one for one in told) and any("lost the guard" in one for one in told)
    Booking.objects.all().delete()
    connection.check_constraints()
    guards.set_guards(connection)
    assert list(checks.verify()) == []
