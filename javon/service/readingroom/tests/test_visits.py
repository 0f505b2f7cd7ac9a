"""Who comes is counted once; whatever is undone never happened."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connections, transaction

from javon.centre.organisation.tests.characters import a_centre, a_service_point, the_actor
from javon.centre.periods.models import Period
from javon.core import clock
from javon.core.access import Actor
from javon.core.evidence import Period as Days
from javon.core.verdict import Refused
from javon.service.readers.tests.characters import a_reader, dilnoza
from javon.service.readingroom import evidence
from javon.service.readingroom.actions import following
from javon.service.readingroom.actions import visits as actions
from javon.service.readingroom.models import Visit
from javon.service.readingroom.queries import visits as queries
from javon.service.readingroom.tests.characters import a_hall_librarian, a_point, the_machine

pytestmark = pytest.mark.django_db


def noted(reader, point=None, day=None, **more):
    return actions.note_visit(
        by=the_machine(), reader=reader, point=point or a_point(), day=day or clock.today(), **more
    )


def test_a_reader_is_counted_once_a_day_and_place_with_who_they_were():
    girl = dilnoza()
    visit = noted(girl, how="room")
    assert (visit.audience, visit.category, visit.age, visit.sex) == ("child", "pupil", 11, "female")
    assert visit.mahalla_id == girl.mahalla_id and visit.grade == 5
    assert noted(girl) is None and noted(girl, how="event") is None
    assert noted(girl, a_service_point()) is not None
    assert noted(girl, day=clock.today() - timedelta(days=1)) is not None
    assert queries.came_between(a_centre().pk, clock.today(), clock.today()) == 2


def test_a_virtual_visit_stands_beside_the_one_in_person():
    girl = dilnoza()
    assert noted(girl, how="virtual") and noted(girl) and noted(girl, how="virtual") is None
    today = queries.today_of(a_centre().pk, clock.today())
    assert (today.total, today.virtual, today.desk, today.children) == (1, 1, 1, 1)


def test_the_database_itself_refuses_the_second_visit():
    girl = dilnoza()
    visit = noted(girl)
    visit.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.create(
            centre_id=visit.centre_id, point=visit.point, reader=girl, day=visit.day, counted_on=visit.day, how="room",
            audience="child", entered_at=clock.now(),
        )  # fmt: skip


def test_the_nameless_are_tallied_and_the_last_one_is_taken_back():
    by = the_actor(a_hall_librarian())
    for audience in ("child", "child", "adult"):
        actions.tally(by=by, point=a_point(), audience=audience)
    actions.tally(by=the_machine(), point=a_point(), audience="adult")
    assert actions.take_back_tally(by=by, centre=a_centre()).audience == "adult"
    today = queries.today_of(a_centre().pk, clock.today())
    assert (today.total, today.nameless, today.children, today.adults) == (3, 3, 2, 1)
    actions.take_back_tally(by=by, centre=a_centre())
    actions.take_back_tally(by=by, centre=a_centre())
    with pytest.raises(Refused) as refused:
        actions.take_back_tally(by=by, centre=a_centre())
    assert refused.value.verdict.codes == ("no_tally_to_undo",)


def test_nobody_counts_without_the_right():
    with pytest.raises(Refused):
        actions.tally(by=Actor(user_id=5, label="x"), point=a_point(), audience="child")


def test_a_visit_of_a_closed_month_is_counted_today():
    day = clock.today() - timedelta(days=40)
    Period.objects.create(
        centre=a_centre(), year=day.year, month=day.month, closed_at=clock.now(),
    )  # fmt: skip
    visit = noted(dilnoza(), day=day)
    assert (visit.day, visit.counted_on) == (day, clock.today())


def loan(reader, channel="desk", **more):
    given = {
        "reader_id": reader.pk, "point_id": a_service_point().pk, "day": clock.today(), "channel": channel,
        "copy_id": reader.pk, "came_from": "on_shelf", "by_user_id": None, **more,
    }  # fmt: skip
    return SimpleNamespace(**given)


def undone(reader, kind="lent"):
    point = a_service_point().pk
    return SimpleNamespace(kind=kind, reader_id=reader.pk, at_point_id=point, day=clock.today())


def came():
    return queries.came_between(a_centre().pk, clock.today(), clock.today())


def test_loans_are_one_visit_and_the_last_one_undone_takes_it_back():
    reader = a_reader()
    for _book in range(3):
        following.visit_after_loan(loan(reader))
    assert came() == 1
    for expected in (1, 1, 0):
        following.visit_after_undoing(undone(reader))
        assert came() == expected
    following.visit_after_undoing(undone(reader))
    following.visit_after_loan(loan(reader))
    following.visit_after_undoing(undone(reader, "returned"))
    assert came() == 1


def test_books_brought_in_from_the_paper_system_are_no_visits():
    following.visit_after_loan(loan(a_reader(), "import"))
    assert came() == 0


def test_a_renewal_by_telephone_is_virtual_and_one_at_the_desk_is_none_of_ours():
    a_service_point()
    reader = a_reader()
    following.visit_after_renewal(SimpleNamespace(reader_id=reader.pk, day=clock.today(), channel="phone"))
    following.visit_after_renewal(SimpleNamespace(reader_id=reader.pk, day=clock.today(), channel="desk"))
    assert [one.how for one in Visit.objects.all()] == ["virtual"] and came() == 0


def test_the_evidence_is_the_sum_of_the_days():
    noted(dilnoza(), heads=1)
    noted(a_reader(), how="event", heads=12)
    today = clock.today()
    assert evidence.visits(a_centre().pk, Days(today, today)) == 13
    assert evidence.visits(a_centre().pk, Days(date(2020, 1, 1), date(2020, 2, 1))) == 0


@pytest.mark.django_db(transaction=True)
def test_a_card_read_at_sixteen_desks_at_once_is_one_visit():
    reader, point = a_reader(), a_point()

    def one(_place):
        try:
            return noted(reader, point)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(one, range(16)))
    assert sum(answer is not None for answer in answers) == 1 and Visit.objects.count() == 1
    assert Visit.objects.get().deeds == 16


def test_two_cards_of_one_person_are_joined_parted_and_erased(monkeypatch):
    kept, gone, other = a_reader(), a_reader(), a_service_point()
    moved: dict[str, list[str]] = {}
    monkeypatch.setattr(following, "remember_moved", lambda _id, what, ids: moved.update({what: ids}))
    noted(kept), noted(gone), noted(gone, other)
    event = SimpleNamespace(merge_id=None, kept_id=kept.pk, gone_id=gone.pk)
    following.hall_after_merge(event)
    assert Visit.objects.filter(reader=kept).count() == 2 and Visit.objects.filter(reader=None).count() == 1
    assert came() == 3 and (len(moved["visits"]), len(moved["double_visits"])) == (1, 1)
    following.hall_after_erasing(SimpleNamespace(reader_ids=(kept.pk, gone.pk), numbers=()))
    assert not Visit.objects.exclude(reader=None).exists() and came() == 3
