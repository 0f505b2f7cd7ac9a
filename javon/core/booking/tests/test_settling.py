"""What becomes of bookings as time goes by, without a database."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from javon.core.booking.rules.settling import Lengths, Place, Use, end_of_use, settled
from javon.core.booking.rules.use import Span
from javon.core.booking.tests.characters import at

LENGTHS = Lengths(use=timedelta(minutes=60), hold=timedelta(minutes=15))
HALL, ROOM = UUID(int=100), UUID(int=200)


def settle(places, uses, minute=0):
    return settled(places, uses, lengths=LENGTHS, now=at(minute), day_began=at(-600))


def a_place(number, **more):
    return Place(UUID(int=number), **more)


def waits(number, place, minute=-5, group=None):
    return Use(UUID(int=1000 + number), "waiting", at(minute), queue_place=place, group=group)


def has(number, place, start, end, state="in_use", **more):
    return Use(
        UUID(int=2000 + number), state, at(start), place=UUID(int=place), starts_at=at(start), ends_at=at(end),
        free_at=at(end), **more,
    )  # fmt: skip


def states(uses):
    return [use.state for use in uses]


def test_a_hold_lasts_fifteen_minutes_and_then_the_next_is_called():
    held = has(1, 1, -15, 45, "held", held_until=at(0), queue_place=1)
    first, second = settle([a_place(1)], [held, waits(2, 2)])
    assert (first.state, second.state) == ("released", "held")
    assert (second.place, second.held_until, second.ends_at) == (UUID(int=1), at(15), at(60))


def test_a_hold_that_still_runs_is_left_alone():
    held = has(1, 1, -14, 46, "held", held_until=at(1), queue_place=1)
    assert settle([a_place(1)], [held, waits(2, 2)]) == [held, waits(2, 2)]


def test_whoever_booked_a_time_and_did_not_come_is_a_no_show():
    assert states(settle([a_place(1)], [has(1, 1, -15, 45, "held", held_until=at(0))])) == ["no_show"]


def test_a_use_ends_at_its_end_and_a_class_hour_too():
    uses = [has(1, 1, -60, 0), has(2, 2, -60, 0, "held", is_block=True), has(3, 3, -60, 1)]
    assert states(settle([a_place(1), a_place(2), a_place(3)], uses)) == ["done", "done", "in_use"]


def test_the_queue_of_yesterday_is_over():
    assert states(settle([a_place(1)], [waits(1, 1, minute=-700)])) == ["released"]


def test_what_is_broken_or_promised_too_soon_is_not_offered():
    closed, promised = a_place(1, is_open=False), a_place(2)
    assert states(settle([closed, promised], [waits(1, 1), has(2, 2, 29, 60, "held")])) == ["waiting", "held"]
    assert states(settle([promised], [waits(1, 1), has(2, 2, 30, 60, "held")]))[0] == "held"


def test_who_waits_for_one_room_is_not_offered_another():
    uses = [waits(1, 1, group=HALL), waits(2, 2, group=ROOM), waits(3, 3)]
    assert states(settle([a_place(1, group=ROOM)], uses)) == ["waiting", "held", "waiting"]
    assert states(settle([a_place(1, group=HALL), a_place(2, group=ROOM)], uses)) == [
        "held",
        "held",
        "waiting",
    ]


def test_a_use_ends_before_the_next_promise_and_its_clearing():
    place = a_place(1, padding=timedelta(minutes=5))
    assert end_of_use(place, [Span(at(40), at(99))], at=at(0), longest=LENGTHS.use) == at(35)
    assert end_of_use(place, [Span(at(-9), at(1))], at=at(0), longest=LENGTHS.use) is None
    assert end_of_use(place, [Span(at(-9), at(0))], at=at(0), longest=LENGTHS.use) == at(60)
    assert end_of_use(place, [Span(at(5), at(9))], at=at(0), longest=LENGTHS.use) is None


def test_an_hour_without_the_machine_burns_nobody_in_the_queue():
    held = has(1, 1, -75, -15, "held", held_until=at(-60), queue_place=1)
    people = [waits(number, number, minute=-90) for number in (2, 3, 4)]
    assert states(settle([a_place(1)], [held, *people])) == ["released", "held", "waiting", "waiting"]


people = st.lists(st.tuples(st.booleans(), st.sampled_from([None, HALL, ROOM])), max_size=8)
spans = st.lists(st.tuples(st.integers(1, 4), st.integers(-3, 8)), max_size=6)


def a_hall(waiting, had):
    places = [a_place(n, group=HALL if n < 3 else ROOM, is_open=n != 4) for n in (1, 2, 3, 4)]
    uses = [waits(n, n + 1, -700 if late else -5, group) for n, (late, group) in enumerate(waiting)]
    seen = set()
    for place, tenth in had:
        if (place, tenth) not in seen:
            seen.add((place, tenth))
            begin = tenth * 10
            held = {"state": "held", "held_until": at(begin + 15)} if tenth >= 0 else {}
            uses.append(has(place * 100 + tenth, place, begin, begin + 10, **held))
    return places, uses


@settings(max_examples=120, deadline=None)
@given(people, spans)
def test_settling_twice_changes_nothing_more_and_never_doubles_a_place(waiting, had):
    places, uses = a_hall(waiting, had)
    once = settle(places, uses)
    assert settle(places, once) == once
    taken = [(use.place, use.span) for use in once if use.span is not None]
    for index, (place, span) in enumerate(taken):
        assert not any(place == other and span.overlaps(had) for other, had in taken[index + 1 :])


@settings(max_examples=120, deadline=None)
@given(people, spans)
def test_nobody_is_offered_what_somebody_before_them_waits_for(waiting, had):
    places, uses = a_hall(waiting, had)
    groups = {place.id: place.group for place in places}
    after = settle(places, uses)
    offered = [
        use
        for use, before in zip(after, uses, strict=True)
        if before.state == "waiting" and use.state == "held"
    ]
    left = [use for use in after if use.state == "waiting"]
    for got in offered:
        assert not any(
            one.queue_place < got.queue_place and one.group in (None, groups[got.place]) for one in left
        )
