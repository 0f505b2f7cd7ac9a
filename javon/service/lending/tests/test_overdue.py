"""Late readers: the dated number, the list in its orders, calls, the papers that leave the house."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation.tests.characters import a_centre, an_employee, the_actor
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import machine
from javon.core.audit.models import Entry
from javon.core.messaging import recipients
from javon.core.messaging import rights as messaging
from javon.core.messaging.models import Address, Message
from javon.core.verdict import Refused
from javon.service.lending import notices
from javon.service.lending.actions.calls import log_call
from javon.service.lending.actions.desk import renew, take_back
from javon.service.lending.models import Call, Loan
from javon.service.lending.queries import overdue as queries
from javon.service.lending.rules.calling import CallFacts, may_log_call
from javon.service.lending.tests.characters import a_borrower, a_child, a_desk_librarian, a_loan
from javon.service.lending.tests.test_notices import due, grown_up, lent, on, sms, work
from javon.service.readers.actions.erasing import erase_reader
from javon.service.readers.contacts import recipient_of
from javon.service.readers.tests.characters import a_mahalla, a_school

pytestmark = pytest.mark.django_db
__all__ = ["sms"]
TODAY = date(2026, 11, 28)


def late(reader, days=3, copy=None) -> Loan:
    """A loan of `reader` that is late by so many days today."""
    loan = Loan.objects.get(pk=a_loan(copy or a_copy(), reader).loan_id)
    day = clock.today() - timedelta(days=days)
    Loan.objects.filter(pk=loan.pk).update(due_on=day, lent_on=day - timedelta(days=15))
    loan.refresh_from_db()
    return loan


def a_caller() -> object:
    return a_desk_librarian("gulnoza", messaging.DELIVER)


# --- the dated number


@pytest.mark.parametrize(
    ("days_late", "debtors"), [(0, 0), (1, 0), (30, 0), (31, 1), (300, 1)], ids=lambda one: str(one)
)
def test_a_debtor_is_late_by_more_than_the_days_of_the_terms(days_late, debtors):
    loan = lent(grown_up())
    assert loan.debtor_days == 30
    assert queries.debtors_on(a_centre().pk, due(loan, days_late)).readers == debtors


def test_the_number_of_an_old_day_stays_what_it_was():
    reader = grown_up()
    loan, other = lent(reader), lent(reader)
    day, centre, house = due(loan, 31), a_centre().pk, machine("test", a_centre().pk)
    assert queries.debtors_on(centre, day) == queries.Debtors(1, 2)
    with on(day + timedelta(days=1)):
        renew(by=house, loan=loan, override_reason="telefon")
    with on(day + timedelta(days=2)):
        take_back(by=house, copy=other.copy)
    assert queries.debtors_on(centre, day) == queries.Debtors(1, 2)
    assert queries.debtors_on(centre, day + timedelta(days=1)) == queries.Debtors(1, 1)
    assert queries.debtors_on(centre, day + timedelta(days=2)) == queries.Debtors(0, 0)
    assert queries.debtors_on(centre, loan.lent_on - timedelta(days=1)) == queries.Debtors(0, 0)


def test_of_today_the_open_loans_say_the_same_as_all_of_them():
    reader, other = a_borrower(), a_borrower()
    take_back(by=machine("test", a_centre().pk), copy=late(other, 40).copy)
    late(reader, 3), late(other, 45)
    renewed = late(a_borrower(), 20)
    renew(by=machine("test", a_centre().pk), loan=renewed, override_reason="telefon")
    today, centre = clock.today(), a_centre().pk
    now, then = queries._late_now(centre, today), queries._late_then(centre, today)
    assert {(one.pk, one.due_then) for one in now} == {(one.pk, one.due_then) for one in then} != set()
    assert queries.debtors_on(centre, today) == queries.Debtors(1, 1)


def test_the_days_frozen_on_the_loan_decide():
    loan = lent(grown_up())
    Loan.objects.update(debtor_days=10)
    assert queries.debtors_on(a_centre().pk, due(loan, 11)).readers == 1


@pytest.mark.parametrize("state", ["undone", "lost"])
def test_what_never_was_or_is_settled_otherwise_makes_no_debtor(state):
    loan = lent(grown_up())
    Loan.objects.update(state=state)
    assert queries.debtors_on(a_centre().pk, due(loan, 60)).copies == 0


# --- the rules of a call


@pytest.mark.parametrize(
    ("outcome", "promised", "codes"),
    [
        ("brings", TODAY, ()),
        ("brings", TODAY + timedelta(days=60), ()),
        ("brings", None, ("promise_without_day",)),
        ("brings", TODAY - timedelta(days=1), ("promise_unreal",)),
        ("brings", TODAY + timedelta(days=61), ("promise_unreal",)),
        ("not_answered", None, ()),
        ("wrong_number", TODAY - timedelta(days=9), ()),
        ("", None, ("call_without_outcome",)),
        ("shouted", TODAY, ("call_without_outcome",)),
    ],
)
def test_what_may_be_written_down_of_a_call(outcome, promised, codes):
    assert tuple(may_log_call(CallFacts(outcome, promised, TODAY)).codes) == codes


def test_a_call_ticks_the_line_of_the_call_list(sms):
    sms.is_on = False
    reader = grown_up()
    loan = lent(reader)
    work(due(loan, 1))
    assert Message.objects.get().state == "listed"
    with on(due(loan, 1), 10):
        log_call(by=the_actor(a_caller()), reader=reader, outcome="brings", promised_on=due(loan, 2))
    assert Message.objects.get().state == "delivered"
    assert Entry.objects.filter(verb="reader_called").exists()


def test_a_wrong_number_is_asked_for_anew(sms):
    reader = grown_up()
    loan = lent(reader)
    work(due(loan, 1))
    with on(due(loan, 1), 10):
        log_call(by=the_actor(a_caller()), reader=reader, outcome="wrong_number")
    assert Address.objects.get().state == "dead"


def test_who_may_not_deliver_writes_no_call():
    with pytest.raises(Refused):
        log_call(by=the_actor(a_desk_librarian()), reader=a_borrower(), outcome="not_answered")
    assert not Call.objects.exists()


def test_the_database_refuses_a_promise_without_a_day():
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.create(centre=a_centre(), reader=a_borrower(), called_at=clock.now(), outcome="brings")


def test_calls_go_with_the_person():
    reader, house = a_borrower(), machine("test", a_centre().pk)
    log_call(by=house, reader=reader, outcome="not_answered")
    erase_reader(by=house, reader=reader)
    assert not Call.objects.exists()


# --- the pages


@pytest.fixture
def desk(client):
    client.force_login(a_caller().user)
    return client


def test_nobody_is_late(desk):
    page = desk.get("/overdue/")
    assert page.status_code == 200
    assert "Kechikkan kitob yoʻq" in page.content.decode()


def test_the_list_stands_by_school_and_class_by_mahalla_and_by_days(desk):
    ten, five = a_school("10-maktab"), a_school("5-maktab")
    late(a_child(school=ten, surname="Aliyeva", grade=3), 9)
    late(a_child(school=five, surname="Botirova", grade=9), 2)
    late(a_child(school=five, surname="Valiyeva", grade=5), 5)
    late(a_borrower(surname="Zokirova", mahalla=a_mahalla()), 40)

    def order(by):
        text = desk.get(f"/overdue/?by={by}").content.decode()
        names = ("Aliyeva", "Botirova", "Valiyeva", "Zokirova")
        return sorted(names, key=lambda name: text.index(f">{name} "))

    assert order("school") == ["Valiyeva", "Botirova", "Aliyeva", "Zokirova"]
    assert order("mahalla")[0] == "Zokirova"
    assert order("days") == ["Zokirova", "Aliyeva", "Valiyeva", "Botirova"]
    assert order("nonsense&page=0&group=x") == order("school")


def test_a_call_is_written_down_in_one_press(desk):
    reader = a_borrower(phone="998901112233")
    late(reader)
    day = clock.today() + timedelta(days=2)
    given = {"request_id": str(uuid4()), "outcome": "brings", "promised_on": day.isoformat(), "by": "days"}
    answer = desk.post(f"/overdue/{reader.number}/call/", given)
    assert answer.status_code == 303
    assert answer["Location"] == f"/overdue/?by=days#r{reader.number}"
    desk.post(f"/overdue/{reader.number}/call/", given)
    assert Call.objects.get().promised_on == day
    assert "Keltiradi" in desk.get("/overdue/").content.decode()


@pytest.mark.parametrize(
    "given",
    [{"outcome": "brings", "promised_on": "kecha"}, {"outcome": "brings"}, {"outcome": "x"}, {},
     {"outcome": "brings", "promised_on": "2020-01-01", "page": "999999999999", "group": "'"}],
)  # fmt: skip
def test_a_call_that_says_nothing_is_refused_in_words(desk, given):
    reader = a_borrower()
    late(reader)
    answer = desk.post(f"/overdue/{reader.number}/call/", given)
    assert answer.status_code == 422
    assert "Qoʻngʻiroq yozilmadi" in answer.content.decode()
    assert not Call.objects.exists()


@pytest.mark.parametrize("number", ["0", "999998", "99999999999999999999"])
def test_a_reader_who_is_not_there(desk, number):
    assert desk.get(f"/overdue/{number}/").status_code == 404
    assert desk.post(f"/overdue/{number}/call/", {"outcome": "not_answered"}).status_code == 404


def test_one_reader_s_page_tells_what_was_said_and_asks_for_a_number(desk, sms):
    reader = grown_up()
    loan = lent(reader)
    work(due(loan, 1))
    recipients.declare_dead(recipient_of(reader.pk), "sms", "bad_address")
    text = desk.get(f"/overdue/{reader.number}/").content.decode()
    assert "1-eslatma" in text
    assert "ishlamaydi" in text


def test_a_sheet_of_those_who_go_to_no_school_speaks_to_no_teacher(desk):
    late(a_borrower())
    text = desk.get("/overdue/print/").content.decode()
    assert "Maktabda oʻqimaydiganlar" in text
    assert "Sinf rahbarlariga" not in text


def test_titles_are_left_out_of_messages_and_of_papers_when_a_reader_asks(desk):
    reader = a_borrower()
    loan = late(reader)
    shown = loan.copy.title.title
    assert shown in desk.get("/overdue/print/").content.decode()
    desk.post(f"/overdue/{reader.number}/titles/", {"hides": "yes"})
    assert notices.wants_no_titles(recipient_of(reader.pk))
    assert shown not in desk.get("/overdue/print/").content.decode()
    assert shown in desk.get("/overdue/").content.decode()
    with zipfile.ZipFile(io.BytesIO(desk.get("/overdue/list.xlsx").content)) as book:
        assert all(shown.encode() not in book.read(name) for name in book.namelist())
    assert Entry.objects.filter(verb="late_list_taken").count() == 3


def test_lists_of_one_school_hold_nobody_else(desk):
    five = a_school("5-maktab")
    late(a_child(school=five, surname="Botirova"))
    late(a_child(school=a_school("10-maktab"), surname="Aliyeva"))
    for form in ("", "print/"):
        text = desk.get(f"/overdue/{form}?by=school&group={five.pk}").content.decode()
        assert "Botirova" in text
        assert "Aliyeva" not in text


def test_the_page_asks_no_more_questions_for_more_readers(desk):
    late(a_borrower())
    desk.get("/overdue/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        desk.get("/overdue/")
    for _ in range(6):
        late(a_child())
    with CaptureQueriesContext(connection) as many:
        desk.get("/overdue/")
    assert len(many) <= len(few) + 1


def test_without_the_right_the_list_is_closed(client):
    client.force_login(an_employee("begona").user)
    for address in ("/overdue/", "/overdue/print/", "/overdue/list.xlsx", "/overdue/1/"):
        assert client.get(address).status_code == 403
