"""Lost and replaced: two movements and two acts, joined by a row that never changes once it is over. Dossier 2.11, 3.3."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from javon.centre.documents.tests.characters import a_director, a_head
from javon.centre.organisation.tests.characters import a_centre, a_service_point, the_actor
from javon.centre.periods.models import Period
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock import checks
from javon.collection.stock.actions import deliveries, stocktaking, write_offs
from javon.collection.stock.actions import losses as actions
from javon.collection.stock.models import Copy, Delivery, Disposal, Loss, Movement
from javon.collection.stock.queries import balance, books, summary
from javon.collection.stock.queries import losses as queries
from javon.collection.stock.tests.booked import a_delivery
from javon.collection.stock.tests.characters import (
    a_commission,
    a_copy,
    a_loss,
    a_move,
    a_replacement,
    a_stock_keeper,
    a_write_off,
    approved_list,
    many_copies,
)
from javon.collection.stock.tests.test_stocktaking import BY, a_session, scan, the_approval, the_shelf
from javon.core import clock
from javon.core.verdict import Refused

TODAY = date(2026, 11, 20)


@pytest.fixture
def keeper(db):
    a_centre()
    return the_actor(a_stock_keeper())


@pytest.fixture
def director(keeper):
    a_head()
    return the_actor(a_director())


def codes_of(deed) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        deed()
    return refused.value.verdict.codes


def test_a_declared_copy_stands_at_lost_and_has_its_row(keeper):
    copy = a_copy(price=45_000_00, state="on_loan")
    loss = a_loss(keeper, copy, reader_name="Karimova Nodira", reader_card="118")
    assert (loss.number, loss.year, loss.state, loss.price) == (1, clock.today().year, "open", 45_000_00)
    copy.refresh_from_db()
    stay = copy.stays.get(until=None)
    assert (copy.state, stay.place, stay.cause, loss.came_from) == ("lost", "lost", "stock.loss", "on_loan")
    assert list(checks.verify()) == []


def test_a_copy_is_lost_once_and_found_again_as_often_as_it_turns_up(keeper):
    copy = a_copy(price=45_000_00, state="on_loan")
    loss = a_loss(keeper, copy)
    assert codes_of(lambda: a_loss(keeper, copy)) == ("lost_already",)
    loss = actions.find_again(by=keeper, loss=loss, found_on=clock.today(), note="Uyidan topildi")
    copy.refresh_from_db()
    assert (loss.state, copy.state) == ("found", "on_shelf")
    again = a_loss(keeper, copy)
    assert (again.number, queries.of_copy(copy)) == (2, again)
    assert list(checks.verify()) == []


def test_lost_and_replaced_are_two_movements_and_two_acts(keeper, director):
    (copy,) = a_delivery(1, 45_000_00)
    loss = a_loss(keeper, copy)
    delivery = a_replacement(keeper, loss, value=60_000_00)
    loss.refresh_from_db()
    new = loss.replacement
    assert (loss.state, loss.way, loss.value) == ("settled", "replacement", 60_000_00)
    assert (new.state, new.price, new.title_id) == ("in_processing", 60_000_00, copy.title_id)
    assert delivery.book_number == 2 and delivery.kind == "replacement"
    (disposal,) = actions.list_losses(by=keeper, centre=a_centre())
    assert (disposal.reason, disposal.lines.get().copy) == ("lost_by_reader", copy)
    approved_list(keeper, director, disposal)
    loss.refresh_from_db()
    copy.refresh_from_db()
    assert (loss.state, loss.disposal_id, loss.price, copy.state) == (
        "closed", disposal.pk, 45_000_00, "written_off",
    )  # fmt: skip
    rows = Movement.objects.filter(copy__in=(copy, new)).order_by("copy", "side")
    assert {(row.copy_id, row.side, row.copies, row.amount) for row in rows} == {
        (copy.pk, "in", 1, 45_000_00), (copy.pk, "out", -1, -45_000_00), (new.pk, "in", 1, 60_000_00),
    }  # fmt: skip
    gone = summary.part(copy.centre_id, clock.today().year, "out").total()
    assert gone.by["reason", "lost_by_reader"] == 1
    assert list(checks.verify()) == []


def test_several_losses_of_a_month_go_into_one_act(keeper, director):
    losses = [a_loss(keeper, one) for one in a_delivery(3, 10_000_00)]
    for loss in losses:
        a_paid_loss(keeper, loss)
    (disposal,) = actions.list_losses(by=keeper, centre=a_centre())
    assert disposal.lines.count() == 3
    assert codes_of(lambda: actions.list_losses(by=keeper, centre=a_centre())) == ("nothing_to_list",)
    approved_list(keeper, director, disposal)
    assert {loss.state for loss in Loss.objects.all()} == {"closed"}
    assert Movement.objects.filter(side="out").count() == 3
    assert list(checks.verify()) == []


def a_paid_loss(by, loss: Loss) -> Loss:
    return actions.take_money(
        by=by, loss=loss, amount=90_000_00, receipt_number="15", receipt_on=clock.today(), ground="12-A-son buyruq"
    )  # fmt: skip


def test_money_brings_nothing_into_the_books_and_the_copy_goes(keeper):
    loss = a_paid_loss(keeper, a_loss(keeper, a_copy(price=45_000_00)))
    assert (loss.state, loss.value, loss.write_off_reason) == ("settled", 90_000_00, "lost_by_reader")
    assert not Movement.objects.exists()


def test_what_a_fire_took_leaves_by_its_own_list(keeper):
    copy = a_copy(price=45_000_00)
    loss = actions.take_nothing(
        by=keeper, loss=a_loss(keeper, copy), reason="disaster", ground="FVB maʼlumotnomasi № 7"
    )
    worn = a_write_off(keeper)
    assert codes_of(lambda: scanned_onto(keeper, worn, copy)) == ("loss_leaves_otherwise",)
    (disposal,) = actions.list_losses(by=keeper, centre=a_centre(), loss=loss)
    assert disposal.reason == "disaster"


def scanned_onto(by, disposal: Disposal, copy: Copy):
    return write_offs.list_copies(by=by, disposal=disposal, codes=copy.inventory_number)


def test_what_a_reader_lost_leaves_by_its_row_only_and_when_it_is_made_good(keeper):
    copy, other = a_copy(price=100), a_copy(price=100)
    a_loss(keeper, copy)
    disposal = a_write_off(keeper, reason="lost_by_reader")
    assert codes_of(lambda: scanned_onto(keeper, disposal, copy)) == ("loss_not_made_good",)
    assert codes_of(lambda: scanned_onto(keeper, disposal, other)) == ("lost_without_row",)
    a_paid_loss(keeper, Loss.objects.get())
    assert scanned_onto(keeper, disposal, copy).added == 1


def test_a_wrong_receipt_is_taken_back_before_the_act(keeper):
    loss = a_paid_loss(keeper, a_loss(keeper, a_copy(price=100)))
    assert codes_of(lambda: actions.find_again(by=keeper, loss=loss, found_on=clock.today())) == (
        "found_after_settling",
    )
    loss = actions.reopen_loss(by=keeper, loss=loss)
    assert (loss.state, loss.way, loss.value) == ("open", "", None)
    a_paid_loss(keeper, loss)
    actions.list_losses(by=keeper, centre=a_centre())
    assert codes_of(lambda: actions.reopen_loss(by=keeper, loss=loss)) == ("lost_copy_on_write_off",)


@pytest.mark.parametrize("held, code", [("write_off", "on_another_write_off"), ("move", "on_another_move")])
def test_a_copy_on_a_list_is_first_taken_off_it(keeper, held, code):
    copy = a_copy(price=100)
    a_write_off(keeper, copy) if held == "write_off" else a_move(keeper, copy)
    assert codes_of(lambda: a_loss(keeper, copy)) == (code,)
    copy.refresh_from_db()
    assert (copy.state, Loss.objects.count()) == ("on_shelf", 0)


def test_a_copy_that_is_gone_cannot_be_lost(keeper):
    assert codes_of(lambda: a_loss(keeper, a_copy(price=100, state="written_off"))) == (
        "written_off_already",
    )


def test_a_waiting_replacement_bars_every_other_way(keeper):
    loss = a_loss(keeper, a_copy(price=100))
    delivery = a_replacement(keeper, loss, accept=False)
    assert codes_of(lambda: a_paid_loss(keeper, loss)) == ("replacement_is_coming",)
    assert codes_of(lambda: a_replacement(keeper, loss)) == ("replacement_is_coming",)
    assert codes_of(lambda: actions.find_again(by=keeper, loss=loss, found_on=clock.today())) == (
        "replacement_is_coming",
    )
    deliveries.cancel_delivery(by=keeper, delivery=delivery, reason="Yaroqsiz ekan")
    loss.refresh_from_db()
    assert loss.offer_id is None
    assert actions.find_again(by=keeper, loss=loss, found_on=clock.today()).state == "found"


def test_the_line_of_a_replacement_stays_one_copy_of_the_judged_book(keeper):
    loss = a_loss(keeper, a_copy(price=100))
    delivery = a_replacement(keeper, loss, accept=False)
    line = delivery.lines.get()
    given = {"by": keeper, "delivery": delivery, "service_point": line.service_point, "unit_price": 200}
    for wrong in ({"copies": 2}, {"is_individual": False}, {"title": a_title(title="Boshqa kitob")}):
        changed = {"title": line.title, "copies": 1, "line": line, **wrong}
        assert codes_of(lambda c=changed: deliveries.put_line(**given, **c)) == ("line_answers_a_loss",)
    head = {"kind": "gift"}
    refused = codes_of(
        lambda: deliveries.save_delivery(by=keeper, delivery=delivery, expected_edits=1, head=head)
    )
    assert refused == ("delivery_answers_losses",)
    deliveries.put_line(title=line.title, copies=1, line=line, **given)
    delivery.refresh_from_db()
    deliveries.accept_delivery(by=keeper, delivery=delivery, expected_edits=delivery.edits)
    loss.refresh_from_db()
    assert (loss.value, loss.replacement.price) == (200, 200)


def test_a_replacement_for_no_loss_is_not_accepted(keeper):
    commission = a_commission("acceptance", valid_from=date(2020, 1, 1))
    head = {
        "kind": "replacement", "source": "Karimov", "received_on": clock.today(), "commission": commission,
    }  # fmt: skip
    delivery = deliveries.enter_delivery(by=keeper, centre=a_centre(), head=head)
    copy = a_copy()
    deliveries.put_line(
        by=keeper,
        delivery=delivery,
        title=copy.title,
        copies=1,
        unit_price=5,
        service_point=copy.service_point,
    )
    refused = codes_of(lambda: deliveries.accept_delivery(by=keeper, delivery=delivery, expected_edits=1))
    assert refused == ("line_without_loss",)


def test_a_closed_month_takes_neither_movement_and_does_not_change(keeper, director):
    month = clock.today().replace(day=1) - timedelta(days=1)
    (copy,) = a_delivery(1, 45_000_00, on=month)
    Period.objects.create(centre=a_centre(), year=month.year, month=month.month, closed_at=clock.now())
    stood = books.movement(a_centre().pk, month.replace(day=1), month)
    loss = a_loss(keeper, copy, lost_on=month)
    a_replacement(keeper, loss, received_on=month)
    (disposal,) = actions.list_losses(by=keeper, centre=a_centre())
    approved_list(keeper, director, disposal)
    assert books.movement(a_centre().pk, month.replace(day=1), month) == stood
    late = Movement.objects.get(delivery__kind="replacement")
    assert (late.happened_on, late.month) == (month, clock.today().month)
    assert list(checks.verify()) == []


def test_the_four_figures_agree_after_a_replacement(keeper, director):
    (copy,) = a_delivery(1, 45_000_00)
    a_replacement(keeper, a_loss(keeper, copy))
    approved_list(keeper, director, *actions.list_losses(by=keeper, centre=a_centre()))
    four = balance.four_figures(a_centre().pk)
    assert four.catalogue_side == four.summary and four.summary.copies == 1


# --- what the database itself refuses


def test_the_database_lets_a_copy_be_lost_once_at_a_time(keeper):
    loss = a_loss(keeper, a_copy(price=100))
    with pytest.raises(IntegrityError), transaction.atomic():
        loss.pk, loss.number, loss._state.adding = None, 2, True
        Loss.objects.create(
            **{f.attname: getattr(loss, f.attname) for f in Loss._meta.fields if f.name != "id"}
        )


def test_the_database_lets_a_replacement_answer_one_loss(keeper):
    first, second = (a_loss(keeper, a_copy(price=100)) for _ in range(2))
    a_replacement(keeper, first)
    a_replacement(keeper, second)
    first.refresh_from_db()
    with pytest.raises(IntegrityError), transaction.atomic():
        Loss.objects.filter(pk=second.pk).update(replacement=first.replacement)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "closed", "closed_on": TODAY},
        {"state": "settled"},
        {"state": "settled", "way": "money", "value": 5, "settled_on": TODAY, "write_off_reason": "lost_by_reader"},
        {"state": "settled", "way": "replacement", "value": 5, "settled_on": TODAY},
        {"state": "found"},
        {"reader_name": ""},
    ],
)  # fmt: skip
def test_the_database_wants_both_acts_of_a_row_that_is_over(keeper, change):
    loss = a_loss(keeper, a_copy(price=100))
    with pytest.raises(IntegrityError), transaction.atomic():
        Loss.objects.filter(pk=loss.pk).update(**change)


def test_a_row_that_is_over_never_changes_or_goes(keeper):
    loss = actions.find_again(by=keeper, loss=a_loss(keeper, a_copy(price=100)), found_on=clock.today())
    for deed in (
        lambda: Loss.objects.filter(pk=loss.pk).update(reader_name="Boshqa"),
        lambda: Loss.objects.filter(pk=loss.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


def test_the_checks_name_a_loss_whose_copy_is_elsewhere(keeper):
    loss = a_loss(keeper, a_copy(price=100))
    Copy.objects.update(state="on_shelf")
    assert any(f"loss {loss} is not over" in one for one in checks.verify())


def test_a_delivery_of_another_title_needs_the_librarians_word(keeper):
    loss = a_loss(keeper, a_copy(price=100))
    other = a_title(title="Ufq romani")
    assert codes_of(lambda: a_replacement(keeper, loss, title=other)) == ("replacement_without_judgement",)
    a_replacement(keeper, loss, title=other, judgement="Kutubxonachi: mazmuni va narxi teng")
    loss.refresh_from_db()
    assert loss.replacement.title_id == other.pk and Delivery.objects.count() == 1


def test_a_lost_copy_that_a_stocktaking_finds_is_back_and_what_was_made_good_for_stays(keeper):
    point = a_service_point()
    here, paid, shelved = many_copies(3, service_point=point)
    a_loss(keeper, here)
    a_paid_loss(keeper, a_loss(keeper, paid))
    session = a_session(point)
    assert codes_of(lambda: a_loss(keeper, shelved)) == ("copy_in_stocktaking",)
    for copy in (here, paid, shelved):
        scan(session, copy.barcode, the_shelf(session, copy.shelf))
    stocktaking.end_counting(by=BY, stocktaking=session)
    stocktaking.draft_act(by=BY, stocktaking=session)
    session.refresh_from_db()
    the_approval(session)
    states = {loss.copy_id: loss.state for loss in Loss.objects.all()}
    assert states == {here.pk: "found", paid.pk: "settled"}
    assert dict(Copy.objects.values_list("pk", "state")) == {
        here.pk: "on_shelf", paid.pk: "lost", shelved.pk: "on_shelf",
    }  # fmt: skip
    assert "xatlovda topildi" in Loss.objects.get(copy=here).found_note
    assert list(checks.verify()) == []
