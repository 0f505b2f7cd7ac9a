"""Planning: the ledger holds each step once, whatever days the program runs and however often."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from javon.core.messaging import planning, recipients
from javon.core.messaging.kinds import Candidate
from javon.core.messaging.models import Message, Notice
from javon.core.messaging.queries import notices_of
from javon.core.messaging.tests import conftest
from javon.core.messaging.tests.conftest import ANVAR, CENTRE, LADDER, LOLA

DUE = date(2026, 12, 10)


def ledger(number: str = "1") -> list[tuple[str, str, str]]:
    return [(row.step, row.state, row.reason) for row in notices_of("test.loan", number)]


def test_ten_days_of_power_cut_neither_flood_nor_vanish(house):
    for number in range(40):
        house.lend(str(number), DUE - timedelta(days=number % 3), holder=(LOLA, ANVAR)[number % 2])
    house.at(DUE - timedelta(days=4))
    house.run()
    house.at(DUE + timedelta(days=8))
    house.run()
    # Forty books, two people: each hears once, of all books, and of each only the last step.
    assert len(house.sent) == 2 + 2
    assert {step for step, state, _ in ledger() if state == "sent"} == {"late_7"}
    assert ledger()[0] == ("soon", "skipped_late", "skipped_late")
    again = len(house.sent)
    for _ in range(3):
        house.run()
    assert len(house.sent) == again


def test_planning_twice_plans_once(house):
    house.lend("1", DUE)
    house.at(DUE)
    assert house.plan() == 1
    assert house.plan() == 0
    assert Message.objects.count() == Notice.objects.count() == 1


def test_the_database_itself_refuses_a_step_twice(house):
    house.lend("1", DUE)
    house.at(DUE)
    house.plan()
    row = Notice.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(**{
            field.attname: getattr(row, field.attname) for field in Notice._meta.fields if field.name != "id"
        })  # fmt: skip


def test_a_new_due_date_begins_afresh_and_withdraws_what_waits(house):
    loan = house.lend("1", DUE)
    house.at(DUE + timedelta(days=1))
    house.plan()
    loan.due = DUE + timedelta(days=14)
    house.plan()
    assert ledger() == [("soon", "skipped_late", "skipped_late"), ("late_1", "dropped", "superseded")]
    assert Message.objects.get().state == "dropped"
    house.at(loan.due - timedelta(days=1))
    house.run()
    house.at(loan.due + timedelta(days=1))
    house.run()
    assert [state for _, state, _ in ledger()[2:]] == ["sent", "sent"]


def test_a_due_date_moved_to_and_fro_repeats_no_step(house):
    loan = house.lend("1", DUE)
    house.at(DUE + timedelta(days=1))
    house.run()
    loan.due = DUE + timedelta(days=14)
    house.run()
    loan.due = DUE
    house.run()
    assert len(house.sent) == 1


def test_a_higher_step_takes_the_place_of_one_that_never_got_out(house):
    house.lend("1", DUE)
    house.sms.is_on = False
    conftest.settings(order=["sms", "call_list"])
    house.at(DUE + timedelta(days=1))
    house.run()
    assert Message.objects.get().state == "listed"
    house.at(DUE + timedelta(days=7))
    house.run()
    assert [row[:2] for row in ledger()] == [
        ("soon", "skipped_late"),
        ("late_1", "skipped_late"),
        ("late_7", "planned"),
    ]
    assert sorted(Message.objects.values_list("state", flat=True)) == ["dropped", "listed"]


def test_who_wants_no_message_gets_none_and_the_ledger_says_why(house):
    house.lend("1", DUE)
    for channel in ("telegram", "sms", "email", "call_list", "paper"):
        recipients.keep_preference(LOLA, "loans", channel, False, centre_id=CENTRE)
    house.at(DUE)
    assert house.plan() == 0
    assert ledger() == [("soon", "dropped", "declined")]


def test_who_gave_no_address_comes_on_the_list_for_paper(house):
    recipients.keep_address(LOLA, "sms", "", centre_id=CENTRE)
    house.lend("1", DUE)
    house.at(DUE, 21)
    house.run()
    message = Message.objects.get()
    assert (message.channel, message.state, message.address) == ("paper", "listed", "")
    assert "Oʻtkan kunlar" in message.text


def test_a_subject_without_a_ladder_is_a_fault_of_the_program(house):
    stranger = Candidate(CENTRE, "test.nothing", "1", "1", DUE, LOLA)
    with pytest.raises(LookupError):
        planning.plan([stranger])


def test_planning_asks_few_questions_however_many_candidates(house, django_assert_max_num_queries):
    for number in range(50):
        house.lend(str(number), DUE)
    house.at(DUE - timedelta(days=9))
    with django_assert_max_num_queries(8):
        house.plan()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("days"), st.integers(1, 14)),
        st.tuples(st.just("renew"), st.integers(1, 20)),
        st.tuples(st.just("return"), st.just(0)),
        st.tuples(st.just("cut"), st.integers(1, 3)),  # planned, then the power goes before sending
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_sequence_of_days_renewals_and_returns(house, sequence):
    """No step twice, none of an old version, at most one message about a thing a run, none after its return."""
    Notice.objects.all().delete()
    Message.objects.all().delete()
    house.loans.clear()
    house.sms.given.clear()
    loan = house.lend("1", DUE)
    house.at(DUE - timedelta(days=5))
    order = [step.code for step in LADDER.steps]
    for deed, number in sequence:
        before = len(house.sent)
        if deed == "renew" and not loan.is_over:
            loan.due += timedelta(days=number)
        elif deed == "return":
            loan.is_over = True
        house.at(house.now.date() + timedelta(days=number if deed in {"days", "cut"} else 0))
        house.plan()
        house.pass_by(hours=1)
        if deed != "cut":
            house.send()
        assert len(house.sent) - before <= 1
        if len(house.sent) > before:
            assert not loan.is_over
            assert loan.due.isoformat() in house.sent[-1]
    rows = Notice.objects.filter(state="sent").order_by("planned_at")
    for version in {row.version for row in rows}:
        said = [order.index(row.step) for row in rows if row.version == version]
        assert said == sorted(set(said))
