"""Reservations: who gets what at each event, and every case that went wrong elsewhere (the list of edge cases by name)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from javon.centre.organisation.tests.characters import a_centre, a_service_point, ordinary_hours, the_actor
from javon.collection.catalogue.actions.merging import merge_records, undo_merge
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.tests.characters import a_head_of_stock, a_title
from javon.collection.stock import whereabouts
from javon.collection.stock.actions.losses import declare_loss
from javon.collection.stock.happened import CopiesTakenBack
from javon.collection.stock.models import Copy
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import VISITOR, machine, reader_actor
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused
from javon.service.lending import checks_holds as checks
from javon.service.lending import jobs
from javon.service.lending.actions import hold_following, holds
from javon.service.lending.actions.desk import lend, renew, take_back
from javon.service.lending.actions.undoing import undo
from javon.service.lending.models import Hold, HoldTarget, Loan
from javon.service.lending.queries import hold_lists
from javon.service.lending.queries import holds as queries
from javon.service.lending.tests.characters import a_borrower, a_head, a_hold, a_loan, at_the_desk
from javon.service.readers.actions.merging import merge_readers, part_readers
from javon.service.readers.happened import ReaderErased, ReaderLeft
from javon.service.readers.models import Block, Reader, Registration

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(tmp_path: Any, settings: Any) -> Any:
    settings.SEARCH_INDEX = tmp_path / "index"
    yield
    assert list(checks.verify()) == []


def _codes(refused: Any) -> tuple[str, ...]:
    return tuple(refused.value.verdict.codes)


def _fresh(hold: Hold) -> Hold:
    return Hold.objects.get(pk=hold.pk)


def _state(copy: Copy) -> str:
    return Copy.objects.values_list("state", flat=True).get(pk=copy.pk)


def _later(days: int) -> Any:
    return clock.at(datetime.combine(clock.today() + timedelta(days=days), time(10), clock.TASHKENT))


def _restricted(reader: Reader, days_ago: int = 0) -> Block:
    return Block.objects.create(
        reader=reader,
        deed="all",
        reason="yirtilgan kitob",
        starts_on=clock.today() - timedelta(days=days_ago),
        placed_at=clock.now(),
    )


# --- the ordinary way ----------------------------------------------------------------------------------------


def test_a_return_puts_the_copy_aside_for_the_first_who_waits_and_says_for_whom():
    copy, by = a_copy(), at_the_desk()
    a_loan(copy, a_borrower())
    first, second = a_hold(a_borrower(), copy.title), a_hold(a_borrower(), copy.title)
    assert (queries.place_of(first), queries.place_of(second)) == (1, 2)
    answer = take_back(by=by, copy=copy, request_id=uuid4())
    assert (answer.hold_id, answer.state) == (first.pk, "on_hold_shelf")
    ready = _fresh(first)
    assert (ready.state, ready.copy_id, ready.ready_on) == ("ready", copy.pk, clock.today())
    assert queries.place_of(second) == 1


def test_lending_it_closes_the_reservation_in_the_same_deed():
    copy, reader, by = a_copy(), a_borrower(), at_the_desk()
    hold = a_hold(reader, copy.title)
    holds.find(by=by, copy=copy)
    lend(by=by, copy=copy, reader=reader)
    done = _fresh(hold)
    assert (done.state, done.loan_id) == ("done", Loan.objects.get().pk)
    assert not HoldTarget.objects.filter(is_open=True).exists()


def test_what_stands_on_the_shelf_is_fetched_in_the_order_of_the_shelves():
    far = a_copy(shelf_mark="84 Q")
    near = a_copy(shelf_mark="22 A")
    a_hold(a_borrower(), far.title)
    a_hold(a_borrower(), near.title)
    lines = hold_lists.to_find(a_centre().pk, clock.today())
    assert [line.copy for line in lines] == [near, far]
    with _later(90):  # by state, never by date
        assert len(hold_lists.to_find(a_centre().pk, clock.today())) == 2


def test_a_scanned_copy_that_nobody_waits_for_changes_nothing():
    copy = a_copy()
    with pytest.raises(Refused) as refused:
        holds.find(by=at_the_desk(), copy=copy)
    assert _codes(refused) == ("nobody_waits",)
    assert _state(copy) == "on_shelf"


def test_a_copy_that_only_the_later_request_can_use_goes_to_it_while_another_serves_the_earlier():
    title, by = a_title(), at_the_desk()
    one, other = a_copy(title), a_copy(title)
    early = a_hold(a_borrower(), title)
    late = a_hold(a_borrower(), copy=one, scope="copy")
    assert holds.find(by=by, copy=one) == late
    assert holds.find(by=by, copy=other) == early


def test_any_edition_of_the_work_will_do():
    latin, cyrillic = a_title("Oʻtkan kunlar"), a_title("Oʻtkan kunlar")
    Title.objects.filter(pk=cyrillic.pk).update(
        title_key=latin.title_key, author_key=latin.author_key, script="cyrl", kind=latin.kind
    )
    copy = a_copy(cyrillic)
    a_copy(latin, state="on_loan")
    hold = a_hold(a_borrower(), latin, scope="editions")
    assert holds.find(by=at_the_desk(), copy=copy) == hold


def test_any_of_a_list_will_do_and_the_first_that_comes_ends_it():
    one, other, reader = a_copy(), a_copy(), a_borrower()
    hold = holds.place(by=at_the_desk(), reader=reader, titles=[one.title, other.title], scope="list")
    a_loan(other, reader)
    assert _fresh(hold).state == "done"
    assert hold_lists.to_find(a_centre().pk, clock.today()) == []


def test_nobody_reserves_twice_or_what_is_at_home_or_beyond_the_limit():
    copy, reader, by = a_copy(), a_borrower(), at_the_desk()
    a_hold(reader, copy.title)
    with pytest.raises(Refused) as refused:
        holds.place(by=by, reader=reader, titles=[copy.title])
    assert _codes(refused) == ("waits_already",)
    at_home = a_copy()
    a_loan(at_home, reader)
    with pytest.raises(Refused) as refused:
        holds.place(by=by, reader=reader, titles=[at_home.title])
    assert _codes(refused) == ("has_what_is_reserved",)
    for _ in range(4):
        a_hold(reader, a_copy().title)
    with pytest.raises(Refused) as refused:
        holds.place(by=by, reader=reader, titles=[a_copy().title])
    assert _codes(refused) == ("holds_limit_reached",)


def test_the_database_refuses_a_second_open_hold_and_a_second_ready_one():
    copy, reader = a_copy(), a_borrower()
    hold = a_hold(reader, copy.title)
    with pytest.raises(IntegrityError), transaction.atomic():
        HoldTarget.objects.create(hold=hold, reader=reader, title=copy.title)
    other = a_hold(a_borrower(), copy.title)
    holds.find(by=at_the_desk(), copy=copy)
    today = clock.today()
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.filter(pk=other.pk).update(state="ready", copy=copy, ready_on=today, until=today)


def test_the_same_request_reserves_once():
    copy, reader, by, request_id = a_copy(), a_borrower(), at_the_desk(), uuid4()
    first = holds.place(by=by, reader=reader, titles=[copy.title], request_id=request_id)
    assert holds.place(by=by, reader=reader, titles=[copy.title], request_id=request_id) == first


def test_a_reader_acts_for_herself_and_for_nobody_else():
    copy, reader, other = a_copy(), a_borrower(), a_borrower()
    by, another = reader_actor(reader.pk), reader_actor(other.pk)
    hold = holds.place(by=by, reader=reader, titles=[copy.title])
    with pytest.raises(Refused):
        holds.place(by=by, reader=other, titles=[copy.title])
    for deed in (holds.cancel, holds.resume):
        with pytest.raises(Refused) as refused:
            deed(by=another, hold=hold)
        assert _codes(refused) == ("not_yours",)
    with pytest.raises(Refused) as refused:
        holds.cancel(by=VISITOR, hold=hold)
    assert _codes(refused) == ("no_right",)
    assert holds.cancel(by=by, hold=hold).state == "cancelled"


def test_a_renewal_is_held_while_somebody_waits_whom_no_other_copy_serves():
    title, by = a_title(), at_the_desk()
    copy = a_copy(title)
    a_loan(copy, a_borrower())
    loan = Loan.objects.get()
    a_hold(a_borrower(), title)
    with _later(5), pytest.raises(Refused) as refused:
        renew(by=by, loan=loan)
    assert "others_wait_renewal" in _codes(refused)
    a_copy(title)
    with _later(5):
        assert renew(by=by, loan=loan).verb == "renewed"


def test_put_first_by_the_head_with_a_reason_and_back():
    title = a_title()
    copy = a_copy(title)
    first, second = a_hold(a_borrower(), title), a_hold(a_borrower(), title)
    with pytest.raises(Refused):
        holds.pin(by=at_the_desk(), hold=second, reason="imtihon")
    head = the_actor(a_head())
    holds.pin(by=head, hold=second, reason="imtihon ertaga")
    assert (queries.place_of(second), queries.place_of(first)) == (1, 2)
    holds.unpin(by=head, hold=second)
    assert queries.place_of(first) == 1
    assert holds.find(by=head, copy=copy) == first


# --- the ready shelf -----------------------------------------------------------------------------------------


def test_not_fetched_in_three_open_days_it_goes_to_the_next_and_then_back_to_its_shelf():
    ordinary_hours()
    copy, by = a_copy(), at_the_desk()
    first, second = a_hold(a_borrower(), copy.title), a_hold(a_borrower(), copy.title)
    holds.find(by=by, copy=copy)
    with _later(3):
        jobs.settle_holds()
    assert _fresh(first).state == "ready"  # a Sunday lay between, or the last day is today
    with _later(7):
        jobs.settle_holds()
        assert (_fresh(first).state, _fresh(second).state, _state(copy)) == (
            "expired",
            "ready",
            "on_hold_shelf",
        )
        assert hold_lists.to_clear(a_centre().pk) == []
    with _later(14):
        jobs.settle_holds()
        assert (_fresh(second).state, _state(copy)) == ("expired", "on_shelf")
        (line,) = hold_lists.to_clear(a_centre().pk)
        holds.clear(by=by, copy=line.copy)
        assert hold_lists.to_clear(a_centre().pk) == []
    assert queries.no_shows(first.reader_id, clock.today()) == 1


def test_a_cancelled_one_passes_its_copy_on():
    copy, by = a_copy(), at_the_desk()
    first, second = a_hold(a_borrower(), copy.title), a_hold(a_borrower(), copy.title)
    holds.find(by=by, copy=copy)
    holds.cancel(by=by, hold=first)
    assert (_fresh(first).why, _fresh(second).state, _fresh(second).copy_id) == ("reader", "ready", copy.pk)
    holds.cancel(by=by, hold=second)
    assert _state(copy) == "on_shelf"


def test_another_copy_lent_frees_the_one_that_was_put_aside():
    title, by = a_title(), at_the_desk()
    kept, taken = a_copy(title), a_copy(title)
    reader, other = a_borrower(), a_borrower()
    hold = a_hold(reader, title)
    holds.find(by=by, copy=kept)
    waiting = a_hold(other, title)
    lend(by=by, copy=taken, reader=reader)
    assert (_fresh(hold).state, _fresh(waiting).copy_id) == ("done", kept.pk)


def test_a_copy_that_is_not_found_is_missing_and_the_queue_goes_on():
    title, by = a_title(), at_the_desk()
    gone, there = a_copy(title, shelf_mark="1"), a_copy(title, shelf_mark="2")
    hold = a_hold(a_borrower(), title)
    (line,) = hold_lists.to_find(a_centre().pk, clock.today())
    assert line.copy == gone
    holds.not_found(by=by, copy=gone)
    (line,) = hold_lists.to_find(a_centre().pk, clock.today())
    assert (line.copy, line.hold, _state(gone)) == (there, hold, "missing")
    holds.find(by=by, copy=gone)  # and found again after all
    assert _fresh(hold).copy_id == gone.pk


def test_whoever_waits_at_another_point_gets_it_sent_there():
    title, by = a_title(), at_the_desk()
    copy = a_copy(title)
    children = a_service_point("bolalar")
    hold = a_hold(a_borrower(), title, pickup=children)
    a_loan(copy, a_borrower())
    answer = take_back(by=by, copy=copy, point=copy.service_point)
    assert (answer.state, answer.hold_id) == ("in_transit", None)
    assert "goes_to_pickup" in [note.code for note in answer.notes]
    answer = take_back(by=by, copy=copy, point=children)
    assert (answer.hold_id, answer.state) == (hold.pk, "on_hold_shelf")


# --- what went wrong elsewhere -------------------------------------------------------------------------------


def test_two_returns_in_the_same_second():
    title, by = a_title(), at_the_desk()
    one, other = a_copy(title), a_copy(title)
    for copy in (one, other):
        a_loan(copy, a_borrower())
    first, second = a_hold(a_borrower(), title), a_hold(a_borrower(), title)
    with clock.at(clock.now()):
        assert take_back(by=by, copy=one).hold_id == first.pk
        assert take_back(by=by, copy=other).hold_id == second.pk


def test_the_last_copy_is_lost_with_a_queue():
    copy, by = a_copy(price=1_000_00), at_the_desk()
    ready, waiting = a_hold(a_borrower(), copy.title), a_hold(a_borrower(), copy.title)
    holds.find(by=by, copy=copy)
    with pytest.raises(Refused) as refused:
        holds.give_up(by=by, hold=waiting)
    assert _codes(refused) == ("copy_may_still_come",)
    declare_loss(
        by=machine("test", a_centre().pk),
        centre=a_centre(),
        code=copy.inventory_number,
        reader_name="Karimova Nargiza",
        lost_on=clock.today(),
        circumstances="yoʻqolgan",
        due_on=clock.today() + timedelta(days=30),
    )
    assert (_fresh(ready).state, _fresh(ready).copy_id) == ("waiting", None)
    lines = hold_lists.waiting(a_centre().pk, clock.today())
    assert [line.is_hopeless for line in lines] == [True, True]
    assert holds.give_up(by=by, hold=waiting).state == "not_found"
    another = a_copy(copy.title)  # a new copy is accepted: the queue goes on
    assert holds.find(by=by, copy=another) == ready


def _merged(keep: Title, take: Title) -> Any:
    keep, take = Title.objects.get(pk=keep.pk), Title.objects.get(pk=take.pk)
    return merge_records(
        by=a_head_of_stock(), keep=keep, take=take, chosen={}, keep_version=keep.version,
        take_version=take.version, request_id=uuid7(),
    )  # fmt: skip


def test_a_record_merge_with_queues_on_both_and_back():
    keep, take, by = a_title("Ufq"), a_title("Ufq"), at_the_desk()
    a_copy(keep, state="on_loan")
    copy = a_copy(take)
    both, alone = a_borrower(), a_borrower()
    early, later = a_hold(both, take), a_hold(both, keep)
    other = a_hold(alone, take)
    merge = _merged(keep, take)
    assert [_fresh(hold).state for hold in (early, later, other)] == ["waiting", "cancelled", "waiting"]
    assert _fresh(later).why == "twin"
    assert {target.title_id for target in HoldTarget.objects.filter(is_open=True)} == {keep.pk}
    assert list(checks.verify()) == []
    undo_merge(by=a_head_of_stock(), merge=merge, request_id=uuid7())
    assert [_fresh(hold).state for hold in (early, later, other)] == ["waiting"] * 3
    assert holds.find(by=by, copy=copy) == early


def test_an_edition_wish_survives_the_merge_of_its_editions():
    keep, take = a_title("Sarob"), a_title("Sarob")
    a_copy(keep)
    hold = holds.place(by=at_the_desk(), reader=a_borrower(), titles=[keep, take], scope="list")
    merge = _merged(keep, take)
    assert hold.targets.count() == 1
    undo_merge(by=a_head_of_stock(), merge=merge, request_id=uuid7())
    assert hold.targets.count() == 2


def _joined(kept: Reader, gone: Reader) -> Any:
    by = machine("test", a_centre().pk)
    return merge_readers(by=by, kept=kept, gone=gone)


def test_a_reader_merge_keeps_the_earlier_place_once_and_back():
    copy, by = a_copy(), at_the_desk()
    gone, kept = a_borrower(), a_borrower()
    early, between, late = (
        a_hold(gone, copy.title), a_hold(a_borrower(), copy.title), a_hold(kept, copy.title)
    )  # fmt: skip
    only = a_hold(gone, a_copy().title)
    merge = _joined(kept, gone)
    states = [_fresh(hold).state for hold in (early, between, late, only)]
    assert states == ["waiting", "waiting", "cancelled", "waiting"]
    assert set(Hold.objects.filter(reader=kept)) == {early, late, only}
    assert list(checks.verify()) == []
    part_readers(by=machine("test", a_centre().pk), merge=merge)
    assert set(Hold.objects.filter(reader=gone)) == {early, only}
    assert _fresh(late).state == "waiting"
    assert holds.find(by=by, copy=copy) == early


def test_an_erased_reader_leaves_no_name_and_passes_the_copy_on():
    copy, reader = a_copy(), a_borrower()
    first, second = a_hold(reader, copy.title), a_hold(a_borrower(), copy.title)
    by = at_the_desk()
    holds.pin(by=the_actor(a_head()), hold=first, reason="onasi soʻradi")
    holds.find(by=by, copy=copy)
    hold_following.forget_readers(ReaderErased((reader.pk,), (reader.number,)))
    assert (_fresh(first).reader_id, _fresh(first).state, _fresh(second).state) == (
        None,
        "cancelled",
        "ready",
    )
    assert set(first.events.values_list("because", flat=True)) == {""}


def test_whoever_left_waits_for_nothing():
    reader = a_borrower()
    hold = a_hold(reader, a_copy().title)
    hold_following.let_go_of_reader(ReaderLeft(reader.pk))
    assert (_fresh(hold).state, _fresh(hold).why) == ("cancelled", "left")


def test_the_paused_first_in_the_queue_lets_others_pass_and_keeps_the_place():
    title, by = a_title(), at_the_desk()
    one = a_copy(title)
    first, second = a_hold(a_borrower(), title), a_hold(a_borrower(), title)
    holds.find(by=by, copy=one)
    holds.pause(by=by, hold=first, until=clock.today() + timedelta(days=7))
    assert (_fresh(first).state, _fresh(second).copy_id) == ("waiting", one.pk)
    with _later(7):
        assert holds.find(by=by, copy=a_copy(title)) == first


def test_a_paused_hold_resumed_early_takes_part_at_once():
    copy, by = a_copy(), at_the_desk()
    hold = a_hold(a_borrower(), copy.title)
    holds.pause(by=by, hold=hold, until=clock.today() + timedelta(days=7))
    assert hold_lists.to_find(a_centre().pk, clock.today()) == []
    holds.resume(by=by, hold=hold)
    assert holds.find(by=by, copy=copy) == hold


def test_a_request_for_a_copy_in_the_reading_room():
    copy, by = a_copy(), at_the_desk()
    hold = a_hold(a_borrower(), copy.title)
    whereabouts.move([copy], to="in_reading_room", by=by)
    assert hold_lists.to_find(a_centre().pk, clock.today()) == []  # somebody reads it
    answer = take_back(by=by, copy=copy)
    assert (answer.hold_id, answer.state) == (hold.pk, "on_hold_shelf")


def test_what_never_leaves_the_house_is_not_reserved():
    copy = a_copy(loanable=False)
    with pytest.raises(Refused) as refused:
        holds.place(by=at_the_desk(), reader=a_borrower(), titles=[copy.title])
    assert _codes(refused) == ("hold_reading_room_only",)


def test_a_loan_of_the_paper_day_took_a_copy_that_was_ready_for_another():
    copy, reader = a_copy(), a_borrower()
    hold, after = a_hold(reader, copy.title), a_hold(a_borrower(), copy.title)
    by = at_the_desk()
    holds.find(by=by, copy=copy)
    head, request_id = the_actor(a_head()), uuid4()
    other = a_borrower()
    with pytest.raises(Refused) as refused:
        lend(by=by, copy=copy, reader=other, happened_on=clock.today())
    assert [stop.code for stop in refused.value.verdict.stops] == ["held_for_another"]
    lend(
        by=head, copy=copy, reader=other, happened_on=clock.today() - timedelta(days=1),
        channel="paper", override_reason="qogʻoz kuni berilgan", request_id=request_id,
    )  # fmt: skip
    assert (_fresh(hold).state, queries.place_of(_fresh(hold)), queries.place_of(after)) == ("waiting", 1, 2)
    undo(by=head, centre=a_centre(), undone=request_id)
    assert (_fresh(hold).state, _fresh(hold).copy_id, _state(copy)) == ("ready", copy.pk, "on_hold_shelf")


def test_the_place_of_fetching_is_closed():
    ordinary_hours()
    point = a_service_point("bolalar")
    copy, by = a_copy(service_point=point), at_the_desk()
    hold = a_hold(a_borrower(), copy.title)
    holds.find(by=by, copy=copy)
    point.valid_to = clock.today()
    point.save()
    with _later(30):
        jobs.settle_holds()
    assert _fresh(hold).state == "ready"
    point.valid_to = None
    point.save()
    with _later(30):
        jobs.settle_holds()
    assert _fresh(hold).state == "expired"


def test_the_registration_ran_out_between_ready_and_fetching():
    copy, reader, by = a_copy(), a_borrower(), at_the_desk()
    hold = a_hold(reader, copy.title)
    holds.find(by=by, copy=copy)
    Registration.objects.filter(reader=reader).delete()
    with pytest.raises(Refused) as refused:
        lend(by=by, copy=copy, reader=reader)
    assert _codes(refused) == ("not_registered_this_year",)
    assert _fresh(hold).state == "ready"


def test_staff_undo_the_loan_that_closed_a_request():
    copy, reader, by, request_id = a_copy(), a_borrower(), at_the_desk(), uuid4()
    hold = a_hold(reader, copy.title)
    holds.find(by=by, copy=copy)
    until = _fresh(hold).until
    lend(by=by, copy=copy, reader=reader, request_id=request_id)
    undo(by=by, centre=a_centre(), undone=request_id)
    again = _fresh(hold)
    assert (again.state, again.copy_id, again.until, again.loan_id) == ("ready", copy.pk, until, None)
    assert _state(copy) == "on_hold_shelf"


def test_an_undone_loan_of_a_copy_from_the_shelf_leaves_the_reader_waiting():
    copy, reader, by, request_id = a_copy(), a_borrower(), at_the_desk(), uuid4()
    hold = a_hold(reader, copy.title)
    lend(by=by, copy=copy, reader=reader, request_id=request_id)
    undo(by=by, centre=a_centre(), undone=request_id)
    assert (_fresh(hold).state, _state(copy)) == ("waiting", "on_shelf")


def test_a_reader_who_reserved_again_before_the_undo_keeps_one_request():
    copy, reader, by, request_id = a_copy(), a_borrower(), at_the_desk(), uuid4()
    hold = a_hold(reader, copy.title)
    lend(by=by, copy=copy, reader=reader, request_id=request_id)
    newer = a_hold(reader, copy.title, override_reason="yana kerak")
    undo(by=by, centre=a_centre(), undone=request_id)
    assert (_fresh(hold).state, _fresh(hold).why, _fresh(newer).state) == ("cancelled", "twin", "waiting")


def test_an_undone_return_takes_the_copy_from_the_ready_shelf():
    copy, by, request_id = a_copy(), at_the_desk(), uuid4()
    a_loan(copy, a_borrower())
    hold = a_hold(a_borrower(), copy.title)
    take_back(by=by, copy=copy, request_id=request_id)
    undo(by=by, centre=a_centre(), undone=request_id)
    assert (_fresh(hold).state, _state(copy)) == ("waiting", "on_loan")


def test_a_restricted_reader_is_passed_by_and_keeps_the_place_for_the_days_of_the_terms():
    title, by = a_title(), at_the_desk()
    copy, reader = a_copy(title), a_borrower()
    first, second = a_hold(reader, title), a_hold(a_borrower(), title)
    block = _restricted(reader)
    assert holds.find(by=by, copy=copy) == second
    with _later(30):
        jobs.settle_holds()
    assert _fresh(first).state == "waiting"
    with _later(31):
        jobs.settle_holds()
    assert (_fresh(first).state, _fresh(first).why) == ("cancelled", "restricted")
    assert block.lifted_at is None


def test_copies_entered_by_mistake_let_go_of_those_who_wait():
    title, by = a_title(), at_the_desk()
    copy = a_copy(title)
    any_copy, this_copy = a_hold(a_borrower(), title), a_hold(a_borrower(), copy=copy, scope="copy")
    holds.find(by=by, copy=copy)
    a_copy(title)
    hold_following.let_go_of_copies(CopiesTakenBack((copy.pk,)))
    whereabouts.move([Copy.objects.get(pk=copy.pk)], to="on_shelf", by=by)
    assert (_fresh(any_copy).state, _fresh(any_copy).copy_id) == ("waiting", None)
    assert _fresh(this_copy).state == "not_found"


def test_names_are_forgotten_half_a_year_after_the_end():
    copy, reader = a_copy(), a_borrower()
    hold = a_hold(reader, copy.title)
    holds.cancel(by=at_the_desk(), hold=hold)
    jobs.settle_holds()
    assert _fresh(hold).reader_id == reader.pk
    with _later(181):
        jobs.settle_holds()
    assert _fresh(hold).reader_id is None


def test_what_is_not_on_its_shelf_cannot_be_sought_there_in_vain():
    copy = a_copy()
    a_loan(copy, a_borrower())
    with pytest.raises(Refused) as refused:
        holds.not_found(by=at_the_desk(), copy=copy)
    assert _codes(refused) == ("not_on_its_shelf",)


def test_a_copy_that_waits_for_nobody_is_not_cleared_from_the_ready_shelf():
    with pytest.raises(Refused) as refused:
        holds.clear(by=at_the_desk(), copy=a_copy())
    assert _codes(refused) == ("nothing_to_clear",)
