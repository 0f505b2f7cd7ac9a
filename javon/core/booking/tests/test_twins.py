"""Sixteen people at the same moment, on either database: one has the thing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, OperationalError, connections

from javon.core.booking.models import Booking
from javon.core.booking.tests.characters import (
    CENTRE,
    KIND,
    a_person,
    at,
    blocked,
    overlaps,
    queued,
    taken,
    things,
)
from javon.core.database import writing
from javon.core.verdict import Refused

PEOPLE = 16


def at_once(function):
    """Call `function` with 0 … 15 in threads, each in a write transaction; refusals as their codes."""

    def one(place):
        try:
            with writing():
                return function(place)
        except Refused as refused:
            return refused.verdict.codes
        except IntegrityError:
            return "refused by the database"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as threads:
        return list(threads.map(one, range(PEOPLE)))


@pytest.mark.django_db(transaction=True)
def test_one_seat_asked_for_sixteen_times_is_given_once():
    with writing():
        (thing,) = things(1)
    answers = at_once(lambda place: taken(thing, place))
    assert sum(isinstance(answer, Booking) for answer in answers) == 1
    assert answers.count(("booking_taken",)) == PEOPLE - 1
    assert Booking.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_past_every_lock_the_database_itself_lets_one_in():
    with writing():
        (thing,) = things(1)

    def written(place):
        try:
            return Booking.objects.create(
                centre_id=CENTRE, kind=KIND, resource=thing, state="in_use", starts_at=at(place), ends_at=at(60),
                free_at=at(60), booked_for_type="person", booked_for_id=a_person(place).id, created_at=at(0),
            )  # fmt: skip
        except OperationalError as error:
            # Without our lock before it, two rows under one exclusion constraint may wait for each other on PostgreSQL:
            # it then refuses one of them in these words.
            if "deadlock" in str(error):
                raise IntegrityError("deadlock") from error
            raise

    answers = at_once(written)
    assert answers.count("refused by the database") == PEOPLE - 1
    assert Booking.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sixteen_people_over_four_seats_sit_or_stand_in_one_order():
    with writing():
        four = things(4)

    def come(place):
        try:
            with writing():
                return taken(four[place % 4], place)
        except Refused:
            return queued(place)

    at_once(come)
    # One who found a seat taken may have been offered another that was still free.
    assert Booking.objects.filter(state__in=("in_use", "held")).count() == 4
    assert Booking.objects.filter(state="waiting").count() == PEOPLE - 4 and overlaps() == []
    places = list(Booking.objects.filter(queue_place__isnull=False).values_list("queue_place", flat=True))
    assert sorted(places) == list(range(1, len(places) + 1))


@pytest.mark.django_db(transaction=True)
def test_two_classes_never_get_one_computer():
    with writing():
        things(10)
    answers = at_once(lambda place: blocked(4, 60, 105, label=f"{place}-sinf"))
    assert sum(isinstance(answer, list) for answer in answers) == 2
    assert Booking.objects.count() == 8 and overlaps() == []
