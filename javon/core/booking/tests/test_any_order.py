"""Whatever people do, in any order: no thing is had twice at one time, and a queue keeps its order."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from javon.core.access import Actor
from javon.core.booking import checks, engine
from javon.core.booking.models import Booking
from javon.core.booking.tests.characters import (
    CENTRE,
    KIND,
    OVERRIDES,
    at,
    blocked,
    booked,
    overlaps,
    queued,
    taken,
    things,
)
from javon.core.verdict import Refused

DEEDS = (
    "take", "take", "push", "book", "check_in", "extend", "finish", "cancel", "queue", "queue", "block", "end_block",
    "break", "mend", "wait", "wait",
)  # fmt: skip
way = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 2), st.integers(1, 5), st.integers(0, 25)),
    min_size=6,
    max_size=30,
)


class Hall:
    """Three computers, five people, a clock that only goes on."""

    def __init__(self) -> None:
        self.things = things(3, padding=3, daily_minutes=240)
        self.minute = 0
        self.order: list[int] = []  # places of the queue in the order in which they were offered something

    def attempt(self, deed: str, which: int, person: int, minutes: int) -> None:
        self.minute += minutes
        thing, now = self.things[which], self.minute
        rows = list(Booking.objects.filter(is_block=False, booked_for_id=str(person)).order_by("pk"))
        mine = rows[-1] if rows else None
        block = Booking.objects.filter(is_block=True).last()
        if deed == "take":
            taken(thing, person, now)
        elif deed == "push":
            taken(thing, person, now, overrides=OVERRIDES, reason="Sinov")
        elif deed == "book":
            booked(thing, person, now + minutes, now + minutes + 20, now)
        elif deed == "queue":
            queued(person, now)
        elif deed == "block":
            blocked(which + 1, now + minutes, now + minutes + 45, now)
        elif deed == "break":
            engine.close(thing, now=at(now))
        elif deed == "mend":
            engine.reopen(thing, now=at(now))
        elif deed == "wait":
            engine.settle(CENTRE, KIND, at(now))
        elif deed == "end_block" and block is not None:
            engine.end_block(centre_id=CENTRE, kind=KIND, block_id=block.block_id, now=at(now))
        elif deed == "extend" and mine is not None:
            engine.extend(mine, by=Actor(), now=at(now))
        elif deed in ("check_in", "finish", "cancel") and mine is not None:
            getattr(engine, deed)(mine, now=at(now))


def offered() -> set[int]:
    """Places of the queue that were offered something and have it, or had it."""
    rows = Booking.objects.filter(queue_place__isnull=False, state__in=("held", "in_use", "done"))
    return set(rows.values_list("queue_place", flat=True))


class TestAnyOrder(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(way)
    def test_nothing_is_had_twice_and_nobody_is_passed_over(self, way):
        hall = Hall()
        for deed, which, person, minutes in way:
            waiting = set(Booking.objects.filter(state="waiting").values_list("queue_place", flat=True))
            had = offered()
            try:
                hall.attempt(deed, which, person, minutes)
            except Refused:
                continue
            assert overlaps() == []
            # Whoever was called at this deed stood before everybody who still waits (all wait for the same three).
            called, left = (
                offered() - had,
                waiting & set(Booking.objects.filter(state="waiting").values_list("queue_place", flat=True)),
            )
            assert not called or not left or max(called) < min(left)
        assert list(checks.verify()) == []
