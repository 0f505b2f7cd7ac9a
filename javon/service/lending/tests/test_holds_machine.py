"""Whatever readers and the desk do with reservations, in any order: shelf, holds and their events agree; and sixteen people
at once serve nobody twice.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from javon.centre.organisation.tests.characters import a_centre, ordinary_hours, the_actor
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock import whereabouts
from javon.collection.stock.models import Copy, Whereabouts
from javon.collection.stock.tests.characters import a_copy
from javon.collection.stock.tests.test_write_off_twins import at_once
from javon.core import clock
from javon.core.access import machine
from javon.core.verdict import Refused
from javon.service.lending import checks_holds as checks
from javon.service.lending import jobs
from javon.service.lending.actions import holds
from javon.service.lending.actions.desk import lend, renew, take_back
from javon.service.lending.actions.undoing import undo
from javon.service.lending.models import Hold, Loan
from javon.service.lending.queries import hold_lists
from javon.service.lending.queries import holds as queries
from javon.service.lending.tests.characters import a_borrower, a_head, a_hold, a_loan

DEEDS = (
    "place", "place", "place_copy", "place_any", "cancel", "pause", "resume", "pin", "return", "return", "lend", "lend",
    "renew", "find", "not_found", "lost", "undo", "undo", "restrict", "days", "settle", "give_up", "clear",
)  # fmt: skip
way = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 3), st.integers(0, 3)), min_size=6, max_size=30
)


class House:
    """Two titles with two copies each, four readers, one head who may do everything."""

    def __init__(self) -> None:
        a_centre()
        ordinary_hours()
        self.by = the_actor(a_head())
        titles = [a_title("Ufq"), a_title("Sarob")]
        self.copies = [a_copy(titles[number % 2]) for number in range(4)]
        self.titles = [titles[number % 2] for number in range(4)]
        self.readers = [a_borrower() for _ in range(4)]
        self.day = clock.today()
        self.requests: list[UUID] = []

    def attempt(self, deed: str, who: int, what: int) -> None:
        moment = datetime.combine(self.day, time(10), clock.TASHKENT)
        with clock.at(moment), suppress(Refused):
            self._do(deed, who, what)

    def _do(self, deed: str, who: int, what: int) -> None:
        copy, reader, by = Copy.objects.get(pk=self.copies[what].pk), self.readers[who], self.by
        mine = list(Hold.objects.filter(reader=reader).order_by("id"))
        hold = mine[what % len(mine)] if mine else None
        request_id = uuid4()
        if deed == "place":
            holds.place(by=by, reader=reader, titles=[self.titles[what]], request_id=request_id)
        elif deed == "place_copy":
            holds.place(by=by, reader=reader, copy=copy, scope="copy", override_reason="kerak")
        elif deed == "place_any":
            holds.place(by=by, reader=reader, titles=self.titles[:2], scope="list", override_reason="kerak")
        elif deed == "return":
            take_back(by=by, copy=copy, request_id=request_id)
            self.requests.append(request_id)
        elif deed == "lend":
            lend(by=by, copy=copy, reader=reader, override_reason="kerak", request_id=request_id)
            self.requests.append(request_id)
        elif deed == "renew":
            loan = Loan.objects.filter(copy=copy, state="open").first()
            if loan is not None:
                renew(by=by, loan=loan)
        elif deed == "undo" and self.requests:
            undo(by=by, centre=a_centre(), undone=self.requests[-1 - what % len(self.requests)])
        elif deed == "find":
            holds.find(by=by, copy=copy)
        elif deed == "not_found":
            holds.not_found(by=by, copy=copy)
        elif deed == "clear":
            holds.clear(by=by, copy=copy)
        elif deed == "lost" and copy.state in ("on_shelf", "on_hold_shelf"):
            whereabouts.move([copy], to="lost", by=by)
        elif deed == "restrict":
            open_ = reader.blocks.filter(lifted_at=None)
            if not open_.update(lifted_at=clock.now()):
                reader.blocks.create(deed="all", reason="x", starts_on=self.day, placed_at=clock.now())
        elif deed == "days":
            self.day += timedelta(days=who * 5 + 1)
        elif deed == "settle":
            jobs.settle_holds()
        elif hold is not None:
            self._do_with(deed, hold)

    def _do_with(self, deed: str, hold: Hold) -> None:
        if deed == "cancel":
            holds.cancel(by=self.by, hold=hold)
        elif deed == "pause":
            holds.pause(by=self.by, hold=hold, until=self.day + timedelta(days=4))
        elif deed == "resume":
            holds.resume(by=self.by, hold=hold)
        elif deed == "pin":
            holds.pin(by=self.by, hold=hold, reason="imtihon")
        elif deed == "give_up":
            holds.give_up(by=self.by, hold=hold)

    def is_true(self) -> None:
        assert list(checks.verify()) == []
        assert Whereabouts.objects.filter(until=None).count() == 4
        on_loan = set(Copy.objects.filter(state="on_loan").values_list("pk", flat=True))
        assert on_loan == set(Loan.objects.filter(state="open").values_list("copy_id", flat=True))
        waiting = queries.whole_queue(a_centre().pk)
        assert sorted(waiting.holds, key=queries.key_of) == list(waiting.holds)
        with clock.at(datetime.combine(self.day, time(11), clock.TASHKENT)):
            lines = hold_lists.to_find(a_centre().pk, self.day)
        assert len({line.hold.pk for line in lines}) == len(lines)
        assert all(line.copy is not None and line.copy.state == "on_shelf" for line in lines)


class TestAnyOrder(TestCase):
    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(way)
    def test_shelf_holds_and_events_agree_after_every_deed(self, deeds: list[tuple[str, int, int]]) -> None:
        house = House()
        for deed, who, what in deeds:
            house.attempt(deed, who, what)
            house.is_true()


@pytest.mark.django_db(transaction=True)
def test_sixteen_people_return_two_copies_while_three_wait_and_two_are_served() -> None:
    a_centre()
    title, by = a_title(), machine("test", a_centre().pk)
    copies = [a_copy(title), a_copy(title)]
    for copy in copies:
        a_loan(copy, a_borrower())
    waiting = [a_hold(a_borrower(), title) for _ in range(3)]
    answers = at_once(lambda place: take_back(by=by, copy=copies[place % 2]))
    assert {answer.hold_id for answer in answers} == {waiting[0].pk, waiting[1].pk}
    assert [Hold.objects.get(pk=hold.pk).state for hold in waiting] == ["ready", "ready", "waiting"]
    assert list(checks.verify()) == []


@pytest.mark.django_db(transaction=True)
def test_sixteen_presses_reserve_once_and_cancel_once() -> None:
    a_centre()
    title, by, reader = a_title(), machine("test", a_centre().pk), a_borrower()
    a_copy(title)
    placed = at_once(lambda place: holds.place(by=by, reader=reader, titles=[title]))
    assert [one for one in placed if isinstance(one, Hold)] == [Hold.objects.get()]
    cancelled = at_once(lambda place: holds.cancel(by=by, hold=Hold.objects.get()))
    assert cancelled.count(("hold_over",)) == 15
