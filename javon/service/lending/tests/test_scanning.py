"""The one box: any code, in any state and order, and what it means. ux.md 3.2."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock.codes import barcode_of
from javon.collection.stock.tests.characters import a_copy
from javon.core.verdict import Refused
from javon.service.lending.actions.scanning import Scan, renew_all, scan
from javon.service.lending.actions.undoing import undo
from javon.service.lending.models import Deed, Loan
from javon.service.lending.rules.scanning import ScanFacts, Step, What, step_of
from javon.service.lending.tests.characters import a_borrower, a_child, a_loan, at_the_desk
from javon.service.readers.models import Card


@pytest.mark.parametrize(
    ("case", "facts", "step"),
    [
        ("a card", ScanFacts(What.READER), Step.OPEN_READER),
        ("a book in, nobody open", ScanFacts(What.COPY), Step.ASK_WHO),
        ("a book out, nobody open", ScanFacts(What.COPY, "on_loan", has_loan=True), Step.TAKE_BACK),
        ("a book in, a reader open", ScanFacts(What.COPY, reader_is_open=True), Step.LEND),
        ("their own book", ScanFacts(What.COPY, "on_loan", True, True, True), Step.ASK_WHICH),
        ("their own book, renew", ScanFacts(What.COPY, "on_loan", True, True, True, answer="renew"), Step.RENEW),
        ("their own book, return", ScanFacts(What.COPY, "on_loan", True, True, True, answer="return"), Step.TAKE_BACK),
        ("another's book", ScanFacts(What.COPY, "on_loan", True, False, True), Step.PASS_ON),
        ("returns only, a reader open", ScanFacts(What.COPY, "on_loan", True, True, True, True), Step.TAKE_BACK),
        ("returns only, a book in", ScanFacts(What.COPY, returns_only=True), Step.TAKE_BACK),
        ("a missing book, nobody open", ScanFacts(What.COPY, "missing"), Step.TAKE_BACK),
        ("a missing book, a reader open", ScanFacts(What.COPY, "missing", reader_is_open=True), Step.LEND),
        ("a lost book, a reader open", ScanFacts(What.COPY, "lost", reader_is_open=True), Step.PASS_ON),
        ("out on paper, a reader open", ScanFacts(What.COPY, "on_loan", reader_is_open=True), Step.PASS_ON),
        ("withdrawn, nobody open", ScanFacts(What.COPY, "written_off"), Step.ASK_WHO),
        ("read twice", ScanFacts(What.COPY, "on_loan", True, True, True, seconds_since=1.0), Step.READ_TWICE),
        ("answered at once", ScanFacts(What.COPY, "on_loan", True, True, True, answer="return", seconds_since=1.0), Step.TAKE_BACK),
        ("four seconds later", ScanFacts(What.COPY, "on_loan", True, True, True, seconds_since=4.0), Step.ASK_WHICH),
        ("several copies", ScanFacts(What.COPIES), Step.CHOOSE),
        ("a seat", ScanFacts(What.SEAT), Step.SEAT),
        ("words", ScanFacts(What.WORDS), Step.SEARCH),
        ("nobody's code", ScanFacts(What.UNKNOWN), Step.UNKNOWN),
        ("nothing", ScanFacts(What.NOTHING), Step.NOTHING),
    ],
)  # fmt: skip
def test_what_a_scan_means(case: str, facts: ScanFacts, step: Step) -> None:
    assert step_of(facts) is step, case


pytestmark = pytest.mark.django_db


def _scan(by: Any, typed: str, **stands: Any) -> Any:
    request_id = stands.pop("request_id", None) or uuid4()
    return scan(by=by, centre=a_centre(), scan=Scan(typed, **stands), request_id=request_id)


def _card(reader: Any) -> str:
    return Card.objects.get(reader=reader, ended_on=None).code


def _passed() -> None:
    """Some time has gone by: the next scan of the same copy is no slip of the scanner."""
    from datetime import timedelta

    from javon.core import clock

    Deed.objects.update(at=clock.now() - timedelta(seconds=30))


def test_card_then_books_and_books_then_card_come_to_the_same():
    by, reader = at_the_desk(), a_borrower()
    first, second, third = a_copy(), a_copy(), a_copy()
    assert _scan(by, _card(reader)).step == "open_reader"
    assert _scan(by, first.inventory_number, card=_card(reader)).done[0].verb == "lent"
    assert _scan(by, second.inventory_number).step == "ask_who"
    assert not Loan.objects.filter(copy=second).exists()
    both = _scan(by, _card(reader), waiting=(second.inventory_number, third.inventory_number))
    assert [one.verb for one in both.done] == ["lent", "lent"]
    assert Loan.objects.filter(reader=reader, state="open").count() == 3


@pytest.mark.parametrize("shown", ["K{:06d}", "К{:06d}", "k-{:06d}", "л{:06d}"])
def test_a_card_is_read_with_any_keyboard_layout(shown):
    reader = a_borrower()
    number = Card.objects.get(reader=reader).number
    assert _scan(at_the_desk(), shown.format(number)).step == "open_reader"


def test_a_barcode_is_read_with_what_a_scanner_puts_before_it():
    copy = a_copy(barcode=barcode_of(77))
    assert _scan(at_the_desk(), "]C0" + copy.barcode, card=_card(a_borrower())).done[0].copy_id == copy.pk


def test_the_same_scan_sent_twice_lends_once_although_the_copy_is_out_by_then():
    by, reader, copy, request_id = at_the_desk(), a_borrower(), a_copy(), uuid4()
    first = _scan(by, copy.inventory_number, card=_card(reader), request_id=request_id)
    assert _scan(by, copy.inventory_number, card=_card(reader), request_id=request_id) == first
    assert Loan.objects.count() == 1
    assert Loan.objects.get().state == "open"


def test_a_copy_read_twice_within_a_moment_stays_lent():
    by, reader, copy = at_the_desk(), a_borrower(), a_copy()
    _scan(by, copy.inventory_number, card=_card(reader))
    assert _scan(by, copy.inventory_number, card=_card(reader)).step == "read_twice"
    assert Loan.objects.get().state == "open"


def test_ones_own_book_is_asked_about_once():
    by, reader, copy = at_the_desk(), a_borrower(), a_copy()
    a_loan(copy, reader)
    _passed()
    assert _scan(by, copy.inventory_number, card=_card(reader)).step == "ask_which"
    answered = _scan(by, copy.inventory_number, card=_card(reader), answer="return")
    assert answered.done[0].verb == "returned"


def test_anothers_book_goes_back_and_out_in_one_deed_and_is_undone_in_one():
    by, before, now_, copy = at_the_desk(), a_borrower(), a_borrower(), a_copy()
    a_loan(copy, before)
    _passed()
    request_id = uuid4()
    passed = _scan(by, copy.inventory_number, card=_card(now_), request_id=request_id)
    assert [one.verb for one in passed.done] == ["returned", "lent"]
    assert Loan.objects.get(copy=copy, state="open").reader == now_
    assert undo(by=by, centre=a_centre(), undone=request_id) == 2
    assert Loan.objects.get(copy=copy, state="open").reader == before


def test_anothers_book_stays_returned_when_the_next_reader_may_not_have_it():
    by, before, child, copy = at_the_desk(), a_borrower(), a_child(7), a_copy(of=a_title())
    copy.title.__class__.objects.filter(pk=copy.title_id).update(age_mark="16+")
    a_loan(copy, before)
    _passed()
    passed = _scan(by, copy.inventory_number, card=_card(child))
    assert [one.verb for one in passed.done] == ["returned"]
    assert passed.stopped[0].verdict.codes == ("too_young",)
    assert not Loan.objects.filter(copy=copy, state="open").exists()


def test_of_waiting_books_the_one_that_may_not_go_says_why_and_the_others_go():
    by, child = at_the_desk(), a_child(9)
    allowed, forbidden = a_copy(), a_copy(loanable=False)
    both = _scan(by, _card(child), waiting=(allowed.inventory_number, forbidden.inventory_number))
    assert [one.copy_id for one in both.done] == [allowed.pk]
    assert both.stopped[0].verdict.codes == ("reading_room_only",)


def test_an_isbn_scanned_instead_of_the_label_finds_the_copy_or_asks_which():
    by, reader, title = at_the_desk(), a_borrower(), a_title()
    title.__class__.objects.filter(pk=title.pk).update(isbn="9789943013179")
    only = a_copy(of=title)
    assert _scan(by, "978-9943-01-317-9", card=_card(reader)).done[0].copy_id == only.pk
    other = a_copy(of=title)
    assert _scan(by, "9789943013179", card=_card(a_borrower())).step == "choose"
    chosen = _scan(by, "9789943013179", card=_card(a_borrower()), copy_id=other.pk)
    assert chosen.done[0].copy_id == other.pk


@pytest.mark.parametrize(
    ("typed", "step"),
    [("00000000", "unknown"), ("K999999", "unknown"), ("J12", "seat"), ("Р3", "search"), ("Karimova", "search"), ("", "nothing"), ("\x00\x1b", "nothing"), ("'; DROP TABLE", "search")],
)  # fmt: skip
def test_whatever_is_typed_has_a_step_and_changes_nothing(typed, step):
    assert _scan(at_the_desk(), typed).step == step
    assert not Deed.objects.exists()


def test_renewing_all_tells_the_result_of_each_book():
    from datetime import timedelta

    from javon.core import clock

    by, reader = at_the_desk(), a_borrower()
    with clock.at(clock.now() - timedelta(days=12)):
        a_loan(a_copy(), reader)
    a_loan(a_copy(), reader)
    renewed = renew_all(by=by, reader=reader, request_id=uuid4())
    assert len(renewed.done) == 1
    assert renewed.stopped[0].verdict.codes == ("renewal_gains_nothing",)


def test_a_stranger_to_lending_scans_nothing():
    from javon.centre.organisation.tests.characters import an_employee, the_actor

    with pytest.raises(Refused) as refused:
        _scan(the_actor(an_employee("kataloger")), "1")
    assert refused.value.verdict.codes == ("no_right",)
