"""A book read in the hall: given, taken back, looked for in the evening."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from javon.centre.organisation.tests.characters import a_centre, the_actor
from javon.collection.stock.models import Copy, Whereabouts
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.evidence import Period
from javon.core.verdict import Refused
from javon.service.readers.tests.characters import a_reader, dilnoza
from javon.service.readingroom import evidence, jobs
from javon.service.readingroom.actions import following
from javon.service.readingroom.actions import in_house as actions
from javon.service.readingroom.models import InHouseUse, Visit
from javon.service.readingroom.queries import in_house as queries
from javon.service.readingroom.tests.characters import a_hall_librarian, a_point

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(tmp_path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()


@pytest.fixture
def by():
    return the_actor(a_hall_librarian())


def given(by, reader, copy):
    return actions.give_in_house(by=by, reader=reader, point=a_point(), code=copy.inventory_number)


def state(copy):
    return Copy.objects.get(pk=copy.pk).state


def refused(function, **more):
    with pytest.raises(Refused) as found:
        function(**more)
    return found.value.verdict.codes


def test_a_book_goes_into_the_hall_and_back_to_its_place(by):
    girl, copy = dilnoza(), a_copy(state="on_display")
    use = given(by, girl, copy)
    assert state(copy) == "in_reading_room" and Visit.objects.get().reader == girl
    assert (use.category, use.age, use.came_from, use.kind) == ("pupil", 11, "on_display", copy.kind)
    assert given(by, girl, copy) == use  # read twice by the scanner
    actions.take_back_in_house(by=by, use=use)
    assert state(copy) == "on_display"
    assert refused(actions.take_back_in_house, by=by, use=use) == ("in_house_use_is_over",)
    assert Whereabouts.objects.filter(copy=copy).count() == 3
    day = clock.today()
    assert evidence.in_house(a_centre().pk, Period(day, day)) == 1


def test_what_is_not_at_hand_is_not_given(by):
    copy = a_copy(state="on_loan")
    assert refused(
        actions.give_in_house, by=by, reader=a_reader(), point=a_point(), code=copy.inventory_number
    ) == ("copy_not_at_hand",)
    assert refused(actions.give_in_house, by=by, reader=a_reader(), point=a_point(), code="yoʻq") == (
        "copy_unknown",
    )
    other = a_copy()
    given(by, a_reader(), other)
    assert refused(
        actions.give_in_house, by=by, reader=a_reader(), point=a_point(), code=other.inventory_number
    ) == ("copy_read_by_another",)


def test_in_the_evening_what_is_out_is_looked_for(by):
    found, lost, back = a_copy(), a_copy(), a_copy()
    uses = [given(by, dilnoza(), found), given(by, a_reader(), lost), given(by, a_reader(), back)]
    actions.take_back_in_house(by=by, use=uses[2])
    jobs.close_the_hall()
    jobs.close_the_hall()
    assert set(queries.unreturned(a_centre().pk)) == set(uses[:2])
    assert state(lost) == "in_reading_room"
    actions.take_back_in_house(by=by, use=uses[0])
    actions.miss_in_house(by=by, use=uses[1])
    assert (state(found), state(lost)) == ("on_shelf", "missing")
    assert not queries.unreturned(a_centre().pk)
    assert refused(actions.miss_in_house, by=by, use=uses[1]) == ("in_house_use_is_over",)


def test_what_was_not_back_yesterday_is_given_to_the_next_today(by):
    copy = a_copy()
    old = given(by, dilnoza(), copy)
    jobs.close_the_hall()
    new = given(by, a_reader(), copy)
    old.refresh_from_db()
    assert (old.state, new.state, new.came_from, state(copy)) == (
        "returned",
        "open",
        "on_shelf",
        "in_reading_room",
    )


def test_a_book_that_goes_home_from_the_hall_ends_its_use_there(by):
    copy, girl = a_copy(), dilnoza()
    use = given(by, girl, copy)
    following.visit_after_loan(
        SimpleNamespace(
            reader_id=girl.pk,
            copy_id=copy.pk,
            point_id=a_point().pk,
            day=clock.today(),
            channel="desk",
            came_from="in_reading_room",
            by_user_id=None,
        )
    )
    assert InHouseUse.objects.get(pk=use.pk).state == "returned" and Visit.objects.count() == 1
