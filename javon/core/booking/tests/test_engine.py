"""The verbs, as people use them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from javon.core import clock
from javon.core.access import Actor
from javon.core.booking import engine, jobs, queries
from javon.core.booking.models import Booking
from javon.core.booking.tests.characters import (
    CENTRE,
    KIND,
    MORNING,
    OVERRIDES,
    a_person,
    as_now,
    at,
    blocked,
    booked,
    overlaps,
    queued,
    taken,
    things,
)
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db


def refused(function, *args, **more):
    with pytest.raises(Refused) as found:
        function(*args, **more)
    return found.value.verdict.codes


def seen(minute):
    return queries.picture(CENTRE, KIND, at(minute))


def test_who_sits_down_has_an_hour_and_nobody_else_can():
    first, second = things(2)
    use = taken(first, 1)
    assert (use.state, use.ends_at) == ("in_use", at(60))
    assert refused(taken, first, 2, 10) == ("booking_taken",)
    assert refused(taken, second, 1, 10) == ("booking_has_another",)
    assert taken(first, 2, 60).state == "in_use" and as_now(use).state == "done"


def test_the_page_sees_what_nobody_has_written_yet():
    (thing,) = things(1)
    use = taken(thing)
    assert seen(59).current[thing.pk].booking == use and not seen(59).free
    assert seen(60).free == (thing,) and as_now(use).state == "in_use"


def test_the_next_in_the_queue_is_offered_what_becomes_free():
    (thing,) = things(1)
    use, second, third = taken(thing), queued(2, 1), queued(3, 2)
    assert [one.booking for one in seen(5).waiting] == [second, third]
    engine.finish(use, now=at(10))
    assert (as_now(second).state, as_now(second).held_until) == ("held", at(25))
    # Nobody came for fifteen minutes: the third is called, and a page says so before anybody wrote it.
    assert seen(25).current[thing.pk].booking == third and as_now(third).state == "waiting"
    assert engine.settle(CENTRE, KIND, at(25)) == 2
    assert (as_now(second).state, as_now(third).state) == ("released", "held")
    assert engine.settle(CENTRE, KIND, at(25)) == 0


def test_who_was_called_sits_down_and_has_the_whole_hour():
    (thing,) = things(1)
    use = taken(thing)
    second = queued(2)
    engine.finish(use, now=at(10))
    got = taken(thing, 2, 20)
    assert (got.pk, got.state, got.starts_at, got.ends_at) == (second.pk, "in_use", at(20), at(80))


def test_nobody_sits_down_at_what_is_kept_for_another():
    (thing,) = things(1)
    use = taken(thing)
    queued(2)
    engine.finish(use, now=at(10))
    assert refused(taken, thing, 3, 12) == ("booking_taken",)
    assert refused(engine.check_in, Booking.objects.get(state="held"), now=at(25)) == ("booking_is_over",)


def test_an_offer_of_one_thing_is_let_go_when_they_sit_at_another():
    first, second = things(2)
    uses = taken(first, 1), taken(second, 2)
    offer = queued(3)
    engine.finish(uses[0], now=at(10))
    engine.finish(uses[1], now=at(11))
    assert taken(second, 3, 12).resource_id == second.pk
    assert as_now(offer).state == "cancelled" and not seen(12).waiting


def test_whoever_comes_past_a_queue_needs_a_right_and_a_reason():
    (thing,) = things(1)
    use = taken(thing, 1)
    queued(2, 1)
    blocked(1, 70, 100, minute=2)
    engine.finish(use, now=at(50))  # free for twenty minutes only: not worth an offer
    assert refused(taken, thing, 3, 51) == ("booking_others_wait", "booking_cut_short")
    assert refused(taken, thing, 3, 51, overrides=OVERRIDES) == ("booking_others_wait", "booking_cut_short")
    got = taken(thing, 3, 51, overrides=OVERRIDES, reason="Bosma uchun besh daqiqa")
    assert (got.overruled, got.override_reason) == (["booking_others_wait"], "Bosma uchun besh daqiqa")
    assert got.ends_at == at(70)


def test_the_first_of_the_queue_may_take_what_is_free_for_a_short_while():
    (thing,) = things(1)
    use, waits = taken(thing, 1), queued(2, 1)
    blocked(1, 70, 100, minute=2)
    engine.finish(use, now=at(50))
    assert taken(thing, 2, 51).ends_at == at(70) and as_now(waits).state == "cancelled"


def test_half_an_hour_more_if_nobody_waits():
    (thing,) = things(1)
    use = taken(thing)
    more = engine.extend(use, by=Actor(), now=at(55)).booking
    assert (more.ends_at, more.extensions) == (at(90), 1)
    waits = queued(2, 56)
    assert refused(engine.extend, use, by=Actor(), now=at(57)) == ("booking_others_wait",)
    engine.cancel(waits, now=at(58))
    assert refused(engine.extend, use, by=Actor(), now=at(90)) == ("booking_is_over",)


def test_what_is_promised_is_not_extended_into():
    (thing,) = things(1, padding=5)
    use = taken(thing)
    booked(thing, 2, 90, 120)
    assert refused(engine.extend, use, by=Actor(), now=at(50)) == ("booking_promised",)


def test_the_quota_is_of_the_date_of_use_not_of_the_date_of_asking():
    first, second = things(2, daily_minutes=120)
    taken(first, 1)
    assert booked(second, 1, 60, 120)
    # Out of minutes today, and tomorrow can be booked all the same (Libki's bug 163).
    assert refused(booked, second, 1, 120, 150) == ("booking_quota_reached",)
    assert booked(second, 1, 24 * 60, 26 * 60)
    assert refused(booked, first, 1, 27 * 60, 28 * 60) == ("booking_quota_reached",)


def test_a_use_ends_when_the_minutes_of_the_day_end():
    (thing,) = things(1, daily_minutes=80)
    engine.finish(taken(thing), now=at(50))
    assert taken(thing, 1, 55).ends_at == at(85)
    assert refused(taken, thing, 1, 85) == ("booking_quota_reached",)
    assert taken(thing, 1, 85, overrides=OVERRIDES, reason="Imtihon").ends_at == at(145)


def test_an_early_end_gives_the_minutes_back():
    (thing,) = things(1, daily_minutes=60)
    engine.finish(taken(thing), now=at(10))
    assert queries.used_on(queries.terms_of(CENTRE, KIND), a_person(), MORNING.date()) == 10


def test_a_promised_time_is_kept_for_fifteen_minutes():
    (thing,) = things(1)
    promise = booked(thing, 1, 60, 120)
    assert seen(0).free == (thing,) and seen(0).following[thing.pk].booking == promise
    assert refused(taken, thing, 2, 60) == ("booking_taken",)
    assert taken(thing, 2, 75).ends_at == at(135) and as_now(promise).state == "no_show"


def test_who_comes_early_sits_down_when_nobody_is_there():
    (thing,) = things(1)
    promise = booked(thing, 1, 60, 120)
    assert engine.check_in(promise, now=at(50)).booking.starts_at == at(50)
    other = booked(thing, 2, 120, 180)
    assert refused(engine.check_in, other, now=at(110)) == ("booking_taken",)


def test_booking_what_was_is_refused_with_every_reason():
    (thing,) = things(1, days_ahead=2, longest_minutes=90)
    assert refused(booked, thing, 1, -60, -90) == ("booking_ends_before_it_begins", "booking_in_the_past")
    far = 3 * 24 * 60 + 900
    assert refused(booked, thing, 1, far, far + 91) == ("booking_too_far_ahead", "booking_too_long")


def test_a_class_hour_takes_as_many_as_it_needs_or_none():
    group = UUID(int=7)
    three = things(3, group=group)
    taken(three[0], 1)
    assert refused(blocked, 3, 30, 75) == ("booking_too_few_free",)
    assert Booking.objects.filter(is_block=True).count() == 0
    hour = blocked(2, 30, 75)
    assert [one.resource.code for one in hour] == ["P2", "P3"]
    assert taken(three[1], 2, 5).ends_at == at(30)  # up to the lesson
    assert refused(taken, three[2], 3, 30) == ("booking_taken",)
    assert engine.end_block(centre_id=CENTRE, kind=KIND, block_id=hour[0].block_id, now=at(40)) == 2
    assert taken(three[2], 3, 41).state == "in_use"
    assert refused(engine.end_block, centre_id=CENTRE, kind=KIND, block_id=hour[0].block_id, now=at(42)) == (
        "booking_is_over",
    )


def test_a_class_hour_that_has_not_begun_is_given_up():
    things(2)
    hour = blocked(2, 30, 75)
    engine.end_block(centre_id=CENTRE, kind=KIND, block_id=hour[0].block_id, now=at(1))
    assert set(Booking.objects.values_list("state", flat=True)) == {"cancelled"}


def test_what_breaks_sends_the_next_back_to_the_old_place_in_the_queue():
    first, second = things(2)
    one, two = taken(first, 1), taken(second, 2)
    waiting = queued(3), queued(4)
    engine.finish(one, now=at(10))
    assert engine.close(first, now=at(12)) == [as_now(waiting[0])]
    assert [seen.booking for seen in seen(12).waiting] == list(waiting)
    assert refused(taken, first, 5, 13) == ("booking_closed", "booking_others_wait")
    engine.finish(two, now=at(20))
    assert as_now(waiting[0]).resource_id == second.pk
    engine.reopen(first, now=at(25))
    assert as_now(waiting[1]).resource_id == first.pk


def test_what_breaks_ends_the_use():
    (thing,) = things(1)
    use = taken(thing)
    assert engine.close(thing, now=at(12)) == [use]
    assert (as_now(use).state, as_now(use).ends_at) == ("done", at(12))


def test_leaving_the_queue_leaves_the_others_where_they_are():
    (thing,) = things(1)
    use, two, three = taken(thing), queued(2), queued(3)
    engine.cancel(two, now=at(5))
    assert refused(engine.cancel, two, now=at(6)) == ("booking_is_over",)
    assert refused(queued, 3, 7) == ("booking_waits_already",)
    engine.finish(use, now=at(10))
    assert as_now(three).state == "held" and as_now(three).queue_place == 2


def test_clearing_time_keeps_the_thing_to_itself():
    (thing,) = things(1, padding=10)
    engine.finish(taken(thing), now=at(20))
    assert refused(taken, thing, 2, 25) == ("booking_taken",)
    queued(2, 25)
    assert engine.settle(CENTRE, KIND, at(29)) == 0
    assert engine.settle(CENTRE, KIND, at(30)) == 1


def test_the_job_writes_down_what_time_has_changed():
    (thing,) = things(1)
    use, two = taken(thing), queued(2)
    with clock.at(at(61)):
        jobs.settle_bookings()
    assert (as_now(use).state, as_now(two).state) == ("done", "held")
    assert queries.unsettled(at(62)) == []


def test_two_cards_that_were_one_person_are_one_in_the_queue():
    (thing,) = things(1)
    taken(thing, 9)
    first, later = queued(1), queued(2)
    assert engine.hand_over(old=a_person(2), new=a_person(1)) == [later.pk]
    assert as_now(first).state == "waiting" and as_now(later).state == "cancelled"
    engine.hand_back([later.pk], to=a_person(2))
    assert as_now(later).booked_for_id == "2" and as_now(first).booked_for_id == "1"


def test_an_erased_person_leaves_figures_and_no_name():
    first, second = things(2)
    use, promise = taken(first, 1), booked(second, 1, 120, 150)
    engine.forget(a_person(1))
    assert not Booking.objects.filter(booked_for_id="1").exists()
    assert as_now(promise).state == "cancelled" and as_now(use).booked_for_id == "-"


def test_terms_are_kept_and_bookings_keep_their_times():
    (thing,) = things(1)
    use = taken(thing)
    engine.keep_terms(centre_id=CENTRE, kind=KIND, use_minutes=30, basis="41-son buyruq")
    assert as_now(use).ends_at == at(60) and seen(1).terms.use_minutes == 30
    assert at(60) - use.starts_at == timedelta(hours=1) and overlaps() == []
