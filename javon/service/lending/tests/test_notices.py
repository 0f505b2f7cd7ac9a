"""Notices about loans: what is said, to whom, what is looked at once more. Peers E3, issue D part 6."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from javon.centre.organisation.tests.characters import a_centre, ordinary_hours
from javon.collection.stock.models import Copy
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import machine
from javon.core.clock import TASHKENT
from javon.core.messaging import channels, jobs, recipients, sending
from javon.core.messaging.models import Address, Heartbeat, Message, Notice
from javon.core.messaging.queries import notices_of
from javon.core.messaging.rules.sms import plain
from javon.core.messaging.tests.conftest import Recorder
from javon.service.lending import notices
from javon.service.lending.actions.desk import renew, take_back
from javon.service.lending.models import Loan
from javon.service.lending.rules.telling import is_sensitive
from javon.service.lending.tests.characters import a_borrower, a_child, a_loan
from javon.service.readers.actions.erasing import erase_reader
from javon.service.readers.actions.merging import merge_readers
from javon.service.readers.contacts import keep_contacts, recipient_of
from javon.service.readers.models import Block, Guardianship, Reader

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 9, 7)


@contextmanager
def on(day: date, hour: int = 9) -> Iterator[None]:
    with clock.at(datetime.combine(day, time(hour), TASHKENT)):
        yield


@pytest.fixture
def sms() -> Iterator[Recorder]:
    """A gateway that takes everything and remembers it; the house is open from Monday to Saturday."""
    ordinary_hours()
    recorder, before = Recorder(), tuple(channels.channels().values())
    channels.learn_channels([recorder])
    yield recorder
    channels.learn_channels(before)


def work(day: date) -> None:
    """What the jobs of one day do: contacts, planning, sending."""
    with on(day, 7):
        keep_contacts()
        jobs.plan_notices()
    with on(day, 9):
        sending.send_due()


def lent(reader: Reader, day: date = MONDAY, copy: Copy | None = None) -> Loan:
    with on(day):
        return Loan.objects.get(pk=a_loan(copy or a_copy(), reader).loan_id)


def due(loan: Loan, days: int = 0) -> date:
    loan.refresh_from_db()
    return loan.due_on + timedelta(days=days)


def title(loan: Loan) -> str:
    """As an SMS writes it."""
    return plain(loan.copy.title.title)


def grown_up(**given: Any) -> Reader:
    with on(MONDAY):
        return a_borrower(**{"phone": "998901112233", **given})


def child(**given: Any) -> Reader:
    with on(MONDAY):
        return a_child(**given)


def ledger(loan: Loan) -> list[tuple[str, str]]:
    return [(row.step, row.state) for row in notices_of(notices.LOAN, str(loan.pk))]


def test_two_days_before_a_reader_is_told_and_that_it_can_be_renewed(sms):
    loan = lent(grown_up())
    work(due(loan, -2))
    (parcel,) = sms.given
    assert parcel.address == "998901112233"
    day = loan.due_on.strftime("%d.%m.%Y")
    assert parcel.text.startswith(f'Hurmatli Nargiza, "{title(loan)}" kitobini {day} gacha')
    assert "Muddatni uzaytirish mumkin." in parcel.text


def test_who_may_not_renew_is_not_told_that_it_is_possible(sms):
    reader = grown_up()
    loan = lent(reader)
    Block.objects.create(
        reader=reader, deed="renewal", reason="kechikkan", starts_on=MONDAY, placed_at=clock.now()
    )
    work(due(loan, -1))
    assert "Muddat boshqa uzaytirilmaydi." in sms.given[0].text


@pytest.mark.parametrize(
    ("days", "reminder"), [(1, "1-eslatma"), (7, "2-eslatma"), (14, "3-eslatma"), (30, "4-eslatma")]
)
def test_every_reminder_says_which_it_is(sms, days, reminder):
    loan = lent(grown_up())
    work(due(loan, days))
    assert sms.given[0].text.startswith(f"{reminder}. Hurmatli Nargiza,")
    assert f"({days} kun)" in sms.given[0].text


def test_a_child_s_mother_is_asked_to_help(sms):
    loan = lent(child())
    work(due(loan, 1))
    (parcel,) = sms.given
    assert parcel.address == "998901234567"
    assert f'Dilnoza olgan "{title(loan)}" kitobining muddati' in parcel.text
    assert parcel.text.rstrip().endswith("Iltimos, yordam bering.")
    assert "Karimova" not in parcel.text


def test_of_a_group_whoever_answers_is_told(sms):
    group = grown_up(
        kind="collective", surname="5-«B» sinf", given_name="", birth_date=None, head_count=28, phone=""
    )
    Guardianship.objects.create(
        reader=group, relation="responsible", name="Oʻqituvchi", phone="998935554433", since=MONDAY
    )
    loan = lent(group)
    work(due(loan, 1))
    (parcel,) = sms.given
    assert parcel.address == "998935554433"
    assert '5-"B" sinf olgan' in parcel.text


def test_two_books_of_one_reader_are_one_message(sms):
    reader = grown_up()
    first, second = lent(reader), lent(reader)
    work(due(first, 1))
    assert len(sms.given) == 1
    assert title(first) in sms.given[0].text
    assert title(second) in sms.given[0].text


def test_titles_are_left_out_for_who_asked_and_for_what_is_nobody_else_s_business(sms):
    reader = grown_up()
    loan = lent(reader)
    recipients.keep_preference(
        recipient_of(reader.pk), notices.TITLES, notices.EVERY, False, centre_id=a_centre().pk
    )
    work(due(loan, 1))
    assert title(loan) not in sms.given[0].text
    assert "kutubxona kitobining muddati" in sms.given[0].text
    other = lent(grown_up(phone="998907776655"))
    type(other.copy.title).objects.filter(pk=other.copy.title_id).update(udc="616.89")
    work(due(other, 7))
    assert title(other) not in sms.given[-1].text


@pytest.mark.parametrize(
    ("udc", "bbk", "expected"),
    [("28-1", "", True), ("", "86.38", True), ("618.2", "", True), ("821.512.133", "84(5Ў)", False),
     ("347.6", "67.4", True), ("51", "22.1", False), ("", "", False), ("", "53.4", True)],
)  # fmt: skip
def test_health_religion_and_law_are_sensitive(udc, bbk, expected):
    assert is_sensitive(udc, bbk) is expected


CHANGES = {
    "returned": lambda loan: take_back(by=machine("test", loan.centre_id), copy=loan.copy),
    "renewed": lambda loan: renew(by=machine("test", loan.centre_id), loan=loan, override_reason="telefon"),
    "claimed": lambda loan: Loan.objects.filter(pk=loan.pk).update(claimed_returned_on=clock.today()),
    "lost": lambda loan: Loan.objects.filter(pk=loan.pk).update(state="lost"),
    "undone": lambda loan: Loan.objects.filter(pk=loan.pk).update(state="undone"),
    "of_another": lambda loan: Loan.objects.filter(pk=loan.pk).update(reader=grown_up(phone="")),
    "gone": lambda loan: Loan.objects.filter(pk=loan.pk).update(state="lost", reader=None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_between_planning_and_sending_is_not_said(sms, change):
    loan = lent(grown_up())
    day = due(loan, 1)
    with on(day, 7):
        keep_contacts()
        jobs.plan_notices()
    assert Notice.objects.get(step="late_1").state == "planned"
    with on(day, 8):
        CHANGES[change](loan)
    with on(day, 9):
        sending.send_due()
    assert sms.given == []
    assert Notice.objects.get(step="late_1").reason == f"loan_{change}"


def test_a_renewal_begins_the_ladder_anew(sms):
    loan = lent(grown_up())
    work(due(loan, 1))
    with on(due(loan, 1), 15):
        renew(by=machine("test", loan.centre_id), loan=loan)
    work(due(loan, 1))
    assert [text.text[:10] for text in sms.given] == ["1-eslatma.", "1-eslatma."]


def test_nobody_is_called_for_a_book_that_is_not_late(sms):
    sms.is_on = False
    loan = lent(grown_up())
    work(due(loan, -2))
    assert not Message.objects.exists()
    work(due(loan, 1))
    message = Message.objects.get()
    assert (message.channel, message.state, message.address) == ("call_list", "listed", "998901112233")


def test_loans_of_long_ago_do_not_flood_a_house_that_begins(sms):
    loan = lent(grown_up())
    work(due(loan, 61))
    assert sms.given == []
    assert ledger(loan) == []


def test_a_changed_telephone_is_followed_and_a_dead_one_stays_dead_until_then(sms):
    reader = grown_up()
    with on(MONDAY):
        keep_contacts()
    Address.objects.update(state="dead")
    with on(MONDAY):
        keep_contacts()
    assert Address.objects.get().state == "dead"
    Reader.objects.filter(pk=reader.pk).update(phone="998901119999")
    with on(MONDAY):
        keep_contacts()
    assert (Address.objects.get().value, Address.objects.get().state) == ("998901119999", "unknown")
    Reader.objects.filter(pk=reader.pk).update(phone="")
    with on(MONDAY):
        keep_contacts()
    assert not Address.objects.exists()


def test_who_has_no_telephone_comes_on_the_paper_list(sms):
    loan = lent(grown_up(phone=""))
    work(due(loan, 1))
    assert Message.objects.get().channel == "paper"


def test_the_end_of_the_registration_is_told_in_december_once_and_to_nobody_by_a_call(sms):
    reader, silent = grown_up(), grown_up(phone="")
    for day in (date(2026, 12, 16), date(2026, 12, 17), date(2026, 12, 30)):
        work(day)
    (parcel,) = sms.given
    assert parcel.text.startswith("Nargiza: kutubxonaga yozilish muddati 31.12.2026 kuni tugaydi.")
    assert not Message.objects.exclude(recipient_id=str(reader.pk)).exists()
    assert silent.pk != reader.pk


def test_ten_days_without_power_neither_flood_nor_vanish(sms):
    """Twelve loans of six people: due soon, late, renewed and returned in between, joined, erased."""
    people = [grown_up(phone=f"99890111{number:04}") for number in range(4)]
    mother_of, group = child(), grown_up(phone="998909990000")
    loans = [lent(person) for person in people for _ in range(2)]
    loans += [lent(mother_of), lent(group), lent(group), lent(mother_of)]
    base, house = due(loans[0]), machine("test", a_centre().pk)
    work(base - timedelta(days=2))
    told_before = len(sms.given)
    assert (
        told_before == 6
    )  # each once, of all books; the child's were due earlier and are late by three days
    # The power goes. By hand, on paper, a few things happen and are entered when it is back.
    with on(base + timedelta(days=8)):
        take_back(by=house, copy=loans[0].copy)
        take_back(by=house, copy=loans[1].copy)
        renew(by=house, loan=loans[2])
        merge_readers(by=house, kept=people[3], gone=people[2])
        for copy in Copy.objects.filter(pk__in=[loans[9].copy_id, loans[10].copy_id]):
            take_back(by=house, copy=copy)
        erase_reader(by=house, reader=group)
    for _ in range(3):  # the worker comes up, falls, comes up
        work(base + timedelta(days=8))
    told = sms.given[told_before:]
    addresses = [parcel.address for parcel in told]
    # Returned: silent. Renewed: only the book that was not. Joined: the four books in one message. The child: once.
    assert sorted(addresses) == sorted(["998901110001", "998901110003", "998901234567"])
    assert all("2-eslatma" in parcel.text for parcel in told)
    assert not Message.objects.filter(state__in=["planned", "sending", "unsure"]).exists()
    for row in Notice.objects.exclude(state="sent"):
        assert row.reason or row.state == "skipped_late"
    # And the days after it say nothing new until the next step has come.
    for days in range(9, 14):
        work(base + timedelta(days=days))
    texts = [parcel.text for parcel in sms.given[told_before + 3 :]]
    assert all("3-eslatma" in text for text in texts)
    assert Heartbeat.objects.filter(name="plan").exists()
