"""Lending, taking back, renewing, undoing: the effect, and the absence of effect."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation.tests.characters import a_centre, ordinary_hours, the_actor
from javon.centre.periods.models import Period
from javon.collection.stock.actions.losses import declare_loss
from javon.collection.stock.models import Copy, Loss, Whereabouts
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import machine
from javon.core.audit.models import Entry
from javon.core.verdict import Refused
from javon.service.lending.actions.desk import lend, renew, take_back
from javon.service.lending.actions.losing import note_damage
from javon.service.lending.actions.refusals import refuse_request
from javon.service.lending.actions.undoing import undo
from javon.service.lending.models import Deed, Loan, Renewal
from javon.service.lending.queries.terms import terms_in_force
from javon.service.lending.tests.characters import a_borrower, a_child, a_head, a_loan, at_the_desk
from javon.service.lending.wording import sentences, why_this_date
from javon.service.readers.models import Card

pytestmark = pytest.mark.django_db


def _codes(refused: Any) -> tuple[str, ...]:
    return tuple(refused.value.verdict.codes)


def test_a_loan_moves_the_copy_freezes_the_terms_and_who_the_reader_was():
    ordinary_hours()
    copy, child, by = a_copy(), a_child(11), at_the_desk()
    answer = lend(by=by, copy=copy, reader=child, request_id=uuid4())
    loan = Loan.objects.get()
    assert (loan.loan_days, loan.renewals_allowed, loan.age, loan.grade, loan.sex) == (10, 1, 11, 5, "female")
    assert loan.due_on >= loan.lent_on + timedelta(days=10)
    assert loan.due_on.weekday() != 6
    assert (answer.verb, answer.due_on, answer.state) == ("lent", loan.due_on, "on_loan")
    copy.refresh_from_db()
    assert copy.state == "on_loan"
    assert Whereabouts.objects.filter(copy=copy, until=None).get().cause_id == str(loan.pk)
    assert Entry.objects.filter(verb="lent").count() == 1


def test_without_terms_a_sentence_says_who_helps():
    with pytest.raises(Refused) as refused:
        terms_in_force(uuid4(), clock.today())  # a centre that has none
    assert _codes(refused) == ("no_terms",)
    assert "«" in sentences(refused.value.verdict.stops)[0]


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (
            lambda by: refuse_request(by=by, centre=a_centre(), wanted=" ", why="on_loan"),
            "refusal_of_nothing",
        ),
        (
            lambda by: refuse_request(by=by, centre=a_centre(), wanted="Hamsa", why="?"),
            "refusal_without_reason",
        ),
        (lambda by: note_damage(by=by, copy=a_copy(), words=" "), "damage_without_words"),
    ],
)
def test_what_says_nothing_is_not_written_down(deed, code):
    with pytest.raises(Refused) as refused:
        deed(at_the_desk())
    assert _codes(refused) == (code,)


def test_a_refused_loan_leaves_no_trace():
    copy, reader, by = a_copy(loanable=False), a_borrower(), at_the_desk()
    with pytest.raises(Refused) as refused:
        lend(by=by, copy=copy, reader=reader, request_id=uuid4())
    assert _codes(refused) == ("reading_room_only",)
    assert not Loan.objects.exists()
    assert not Deed.objects.exists()
    assert not Entry.objects.filter(verb="lent").exists()


def test_the_same_request_lends_once_and_answers_the_same():
    copy, reader, by, request_id = a_copy(), a_borrower(), at_the_desk(), uuid4()
    first = lend(by=by, copy=copy, reader=reader, request_id=request_id)
    assert lend(by=by, copy=copy, reader=reader, request_id=request_id) == first
    with pytest.raises(Refused) as refused:
        lend(by=by, copy=a_copy(), reader=reader, request_id=request_id)
    assert _codes(refused) == ("request_id_reused",)
    assert Loan.objects.count() == 1


def test_an_objection_is_overruled_only_by_whoever_may_and_with_a_reason():
    reader = a_borrower()
    for _ in range(5):
        a_loan(a_copy(), reader)
    copy = a_copy()
    with pytest.raises(Refused) as refused:
        lend(by=at_the_desk(), copy=copy, reader=reader, override_reason="oʻqituvchi soʻradi")
    assert _codes(refused) == ("limit_reached",)
    head = the_actor(a_head())
    with pytest.raises(Refused):
        lend(by=head, copy=copy, reader=reader)
    answer = lend(by=head, copy=copy, reader=reader, override_reason="oʻqituvchi soʻradi")
    loan = Loan.objects.get(pk=answer.loan_id)
    assert (loan.overruled, loan.override_reason) == (["limit_reached"], "oʻqituvchi soʻradi")
    assert Entry.objects.get(verb="lent", object_id=str(loan.pk)).overruled == ["limit_reached"]


def test_a_replaced_card_is_told_with_the_one_in_use():
    reader = a_borrower()
    old = Card.objects.get(reader=reader)
    Card.objects.filter(pk=old.pk).update(ended_on=clock.today(), ended_because="lost")
    Card.objects.create(centre=a_centre(), reader=reader, number=900001, issued_on=clock.today())
    old.refresh_from_db()
    with pytest.raises(Refused) as refused:
        lend(by=at_the_desk(), copy=a_copy(), reader=reader, card=old)
    assert _codes(refused) == ("card_out_of_use",)
    assert "K-900001" in sentences(refused.value.verdict.stops)[0]


def test_taking_back_ends_the_loan_whoever_brought_it():
    copy, reader, by = a_copy(), a_borrower(), at_the_desk()
    a_loan(copy, reader)
    answer = take_back(by=by, copy=copy, request_id=uuid4())
    loan = Loan.objects.get()
    assert (loan.state, loan.returned_on, loan.returned_counted_on) == (
        "returned",
        clock.today(),
        clock.today(),
    )
    assert (answer.verb, answer.state, answer.reader_id) == ("returned", "on_shelf", reader.pk)


def test_a_copy_read_twice_is_taken_back_once():
    copy, by = a_copy(), at_the_desk()
    a_loan(copy, a_borrower())
    take_back(by=by, copy=copy)
    again = take_back(by=by, copy=copy)
    assert [note.code for note in again.notes] == ["read_twice"]
    assert Deed.objects.filter(kind="returned").count() == 1


@pytest.mark.parametrize(
    ("state", "code", "place"),
    [
        ("on_loan", "no_loan_behind", "on_shelf"),  # the paper system had it out
        ("missing", "found_missing", "on_shelf"),
        ("on_shelf", "not_on_loan", "on_shelf"),
        ("in_repair", "not_on_loan", "in_repair"),
    ],
)
def test_a_copy_never_lent_comes_back(state, code, place):
    copy = a_copy(state=state)
    answer = take_back(by=at_the_desk(), copy=copy)
    assert ([note.code for note in answer.notes], answer.state) == ([code], place)
    assert answer.loan_id is None


def test_a_lost_copy_that_is_brought_back_closes_its_row_of_losses():
    by = machine("test", a_centre().pk)
    copy, reader = a_copy(price=45_000_00), a_borrower()
    loan_id = a_loan(copy, reader).loan_id
    loss = declare_loss(
        by=by, centre=a_centre(), code=copy.inventory_number, reader_name="Karimova Nargiza",
        lost_on=clock.today(), circumstances="avtobusda qolgan", due_on=clock.today() + timedelta(days=30),
    )  # fmt: skip
    Loan.objects.filter(pk=loan_id).update(state="lost", loss=loss)
    answer = take_back(by=at_the_desk_with_losses(), copy=Copy.objects.get(pk=copy.pk))
    loss.refresh_from_db()
    assert (loss.state, answer.state) == (Loss.State.FOUND, "on_shelf")
    assert Loan.objects.get(pk=loan_id).state == "returned"


def at_the_desk_with_losses() -> Any:
    from javon.collection.stock import rights as stock_rights
    from javon.service.lending.tests.characters import a_desk_librarian

    return the_actor(a_desk_librarian("kutubxonachi3", stock_rights.DECLARE_LOSSES))


def test_a_renewal_moves_the_date_on_once():
    ordinary_hours()
    copy, reader, by = a_copy(), a_borrower(), at_the_desk()
    with clock.at(clock.now() - timedelta(days=14)):
        loan_id = a_loan(copy, reader).loan_id
    loan = Loan.objects.get(pk=loan_id)
    before = loan.due_on
    answer = renew(by=by, loan=loan, request_id=uuid4())
    loan.refresh_from_db()
    assert answer.due_on == loan.due_on > before
    assert (loan.renewals_made, loan.due_version) == (1, 2)
    with pytest.raises(Refused) as refused:
        renew(by=by, loan=loan)
    assert "renewals_used_up" in _codes(refused)
    assert Renewal.objects.count() == 1


def test_renewing_on_the_day_of_lending_gains_nothing():
    loan = Loan.objects.get(pk=a_loan(a_copy(), a_borrower()).loan_id)
    with pytest.raises(Refused) as refused:
        renew(by=at_the_desk(), loan=loan)
    assert _codes(refused) == ("renewal_gains_nothing",)


def test_undoing_a_loan_puts_everything_back():
    copy, by, request_id = a_copy(), at_the_desk(), uuid4()
    lend(by=by, copy=copy, reader=a_borrower(), request_id=request_id)
    assert undo(by=by, centre=a_centre(), undone=request_id, request_id=uuid4()) == 1
    copy.refresh_from_db()
    assert (copy.state, Loan.objects.get().state) == ("on_shelf", "undone")
    with pytest.raises(Refused) as refused:
        undo(by=by, centre=a_centre(), undone=request_id)
    assert _codes(refused) == ("undone_already",)


def test_undoing_a_return_makes_the_loan_what_it_was():
    copy, by, request_id = a_copy(), at_the_desk(), uuid4()
    a_loan(copy, a_borrower())
    before = Loan.objects.values().get()
    take_back(by=by, copy=copy, request_id=request_id)
    undo(by=by, centre=a_centre(), undone=request_id)
    assert Loan.objects.values().get() == before
    copy.refresh_from_db()
    assert copy.state == "on_loan"


def test_undoing_a_renewal_gives_the_old_date_back_and_notices_begin_anew():
    copy, by, request_id = a_copy(), at_the_desk(), uuid4()
    with clock.at(clock.now() - timedelta(days=10)):
        a_loan(copy, a_borrower())
    before = Loan.objects.get().due_on
    renew(by=by, loan=Loan.objects.get(), request_id=request_id)
    undo(by=by, centre=a_centre(), undone=request_id)
    loan = Loan.objects.get()
    assert (loan.due_on, loan.renewals_made, loan.due_version) == (before, 0, 3)


def test_a_deed_is_undone_within_ten_minutes_by_its_doer_or_the_head():
    by, head = at_the_desk(), the_actor(a_head())
    other = the_actor(_another())
    request_id = uuid4()
    lend(by=by, copy=a_copy(), reader=a_borrower(), request_id=request_id)
    with pytest.raises(Refused) as refused:
        undo(by=other, centre=a_centre(), undone=request_id)
    assert _codes(refused) == ("done_by_another",)
    Deed.objects.update(at=clock.now() - timedelta(minutes=11))
    with pytest.raises(Refused) as refused:
        undo(by=head, centre=a_centre(), undone=request_id)
    assert _codes(refused) == ("too_long_ago",)
    Deed.objects.update(at=clock.now())
    assert undo(by=head, centre=a_centre(), undone=request_id) == 1


def _another() -> Any:
    from javon.service.lending.tests.characters import a_desk_librarian

    return a_desk_librarian("kutubxonachi2")


def test_what_came_after_is_undone_first():
    copy, by, first = a_copy(), at_the_desk(), uuid4()
    lend(by=by, copy=copy, reader=a_borrower(), request_id=first)
    take_back(by=by, copy=copy, request_id=uuid4())
    with pytest.raises(Refused) as refused:
        undo(by=by, centre=a_centre(), undone=first)
    assert _codes(refused) == ("something_came_after",)


def test_the_paper_day_keeps_when_it_happened_and_when_it_was_entered():
    copy, reader, by = a_copy(), a_borrower(), at_the_desk()
    yesterday = clock.today() - timedelta(days=1)
    answer = lend(by=by, copy=copy, reader=reader, happened_on=yesterday)
    loan = Loan.objects.get(pk=answer.loan_id)
    assert (loan.lent_on, clock.day_of(loan.lent_at)) == (yesterday, clock.today())
    take_back(by=by, copy=copy, happened_on=yesterday)
    assert Loan.objects.get().returned_on == yesterday


def test_a_fact_of_a_closed_month_counts_in_the_open_one():
    today = clock.today()
    before = (today.replace(day=1) - timedelta(days=1)).replace(day=15)
    Period.objects.create(centre=a_centre(), year=before.year, month=before.month, closed_at=clock.now())
    reader = a_borrower(registered=True)
    answer = a_loan(a_copy(), reader, happened_on=before, override_reason="qogʻoz kuni")
    loan = Loan.objects.get(pk=answer.loan_id)
    assert loan.lent_on == before
    assert (loan.lent_counted_on.year, loan.lent_counted_on.month) == (today.year, today.month)


def test_nothing_was_lent_before_its_reader_was_born_whoever_overrules_it() -> None:
    child = a_borrower(birth_date=date(2015, 3, 21))
    with pytest.raises(Refused) as refused:
        a_loan(a_copy(), child, happened_on=date(1990, 1, 1), override_reason="qogʻoz kuni")
    assert "before_birth" in refused.value.verdict.codes and not Loan.objects.exists()
    assert sentences(refused.value.verdict.stops)
    assert "21.03.2015" in " ".join(sentences(refused.value.verdict.stops))


def test_a_clock_set_back_is_asked_not_trusted():
    copy, reader, by = a_copy(), a_borrower(), at_the_desk()
    a_loan(a_copy(), reader)
    Entry.objects.model._base_manager.model.objects.bulk_create(
        [Entry(at=clock.now() + timedelta(days=1), verb="lent", object_type="x", object_id="1")]
    )
    with pytest.raises(Refused) as refused:
        lend(by=by, copy=copy, reader=reader)
    assert "clock_behind" in _codes(refused)
    assert lend(by=by, copy=copy, reader=reader, happened_on=clock.today()).verb == "lent"


def test_the_database_lets_a_copy_have_one_open_loan_only():
    copy = a_copy()
    loan = Loan.objects.get(pk=a_loan(copy, a_borrower()).loan_id)
    loan.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        loan.save(force_insert=True)


def test_why_this_date_explains_itself_in_words():
    ordinary_hours()
    saturday = date(2026, 11, 28)
    answer = a_loan(
        a_copy(), a_borrower(registered=True), happened_on=saturday if clock.today() >= saturday else None
    )
    loan = Loan.objects.get(pk=answer.loan_id)
    told = why_this_date(loan.due_on, loan.reasons)
    assert "15" in told
    assert ("13.12.2026" in told) is (loan.lent_on == saturday)


def test_a_loan_asks_the_database_for_little():
    ordinary_hours()
    copy, reader, by = a_copy(), a_borrower(), at_the_desk()
    a_loan(a_copy(), reader)  # the terms are read once in the life of a process
    with CaptureQueriesContext(
        connection,
    ) as asked:
        lend(by=by, copy=copy, reader=reader, request_id=uuid4())
    assert len(asked) <= 32
    with CaptureQueriesContext(connection) as asked:
        take_back(by=by, copy=copy, request_id=uuid4())
    assert len(asked) <= 26
