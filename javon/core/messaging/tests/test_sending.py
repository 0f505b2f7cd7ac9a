"""Sending: asked once more, frozen, claimed before the network and marked after it."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest
from django.db import connection

from javon.core.messaging import channels, planning, recipients, sending
from javon.core.messaging.models import Address, ChannelRest, Message, Notice
from javon.core.messaging.queries import last_run
from javon.core.messaging.rules.answers import Answer, Outcome, Report
from javon.core.messaging.tests import conftest
from javon.core.messaging.tests.conftest import ANVAR, CENTRE, LOLA, Recorder, settings

DUE = date(2026, 12, 10)


def the_message() -> Message:
    return Message.objects.get()


def given_late(house, day: int = 1, **more):
    loan = house.lend("1", DUE, **more)
    house.at(DUE + timedelta(days=day))
    return loan


# --- what is said -----------------------------------------------------------------------------------------


def test_a_message_tells_step_title_date_and_who_writes_in_ascii(house):
    settings(signature="Qoʻrgʻontepa AKM")
    given_late(house)
    house.run()
    assert house.sent == ["Lola, muddati o'tdi (1-eslatma): \"O'tkan kunlar\", 2026-12-10. Qo'rg'ontepa AKM"]
    assert (the_message().state, the_message().parts, the_message().provider_id) == ("sent", 1, "p1")
    assert house.sms.given[0].address == "998901234567"


def test_titles_are_left_out_where_the_recipient_says_so(house):
    given_late(house, hides_titles=True)
    house.run()
    assert house.sent == ["Lola, muddati o'tdi (1-eslatma): 2026-12-10. "]


def test_several_notices_of_one_hour_become_one_message(house):
    settings(signature="AKM")
    for number in range(3):
        house.lend(str(number), DUE - timedelta(days=number), title=f"Kitob {number}")
    house.lend("x", DUE, holder=ANVAR)
    house.at(DUE + timedelta(days=1))
    house.run()
    assert len(house.sent) == 2
    lines = house.sent[0].splitlines()
    assert (len(lines), lines[1], lines[-1]) == (5, '- "Kitob 0" - 2026-12-10 (1-eslatma)', "AKM")


def test_a_digest_of_forty_books_keeps_to_its_parts(house):
    settings(sms_parts=2)
    for number in range(40):
        house.lend(str(number), DUE, title=f"Kitobning uzun nomi {number}")
    house.at(DUE)
    house.run()
    assert the_message().parts == 2
    lines = house.sent[0].splitlines()
    assert len(lines) - 2 + int(re.sub(r"\D", "", lines[-1])) == 40
    assert len(lines) > 5
    assert Notice.objects.filter(state="sent").count() == 40


def test_a_book_returned_between_plan_and_sending_is_not_spoken_of(house):
    loan = given_late(house)
    house.lend("2", DUE, title="Qolgan kitob")
    house.plan()
    loan.is_over = True
    house.pass_by(hours=1)
    house.send()
    assert len(house.sent) == 1
    assert "Qolgan kitob" in house.sent[0]
    assert "kunlar" not in house.sent[0]
    assert Notice.objects.get(subject_id="1", state="dropped").reason == "returned"


def test_a_message_with_nothing_left_to_say_is_dropped(house):
    loan = given_late(house)
    house.plan()
    loan.is_over = True
    house.pass_by(hours=1)
    house.send()
    assert (the_message().state, the_message().reason, the_message().text) == ("dropped", "returned", "")
    assert not house.sent


def test_a_notice_past_its_time_is_never_sent(house):
    given_late(house)
    house.plan()
    house.pass_by(days=6)
    house.send()
    assert (the_message().state, the_message().reason) == ("dropped", "expired")


def test_a_kind_that_brings_too_few_words_is_dropped_and_one_that_raises_waits(house, caplog):
    given_late(house)
    house.tokens = {"name"}
    house.run()
    assert (the_message().state, the_message().reason) == ("dropped", "token_missing")
    house.lend("2", DUE)
    house.tokens = {"name", "title", "due"}
    house.plan()
    waiting = house.loans.pop("2")  # the kind's own question will raise KeyError
    house.pass_by(hours=1)
    house.send()
    again = Message.objects.get(state="planned")
    assert again.send_after > house.now
    assert "kunlar" not in caplog.text
    house.loans["2"] = waiting
    house.pass_by(hours=2)
    house.send()
    assert len(house.sent) == 1


# --- when -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hour", "minute", "sent"), [(19, 59, 1), (20, 0, 0), (7, 59, 0), (8, 0, 1)])
def test_nobody_is_disturbed_in_quiet_hours_also_when_the_power_comes_back_at_night(
    house, hour, minute, sent
):
    given_late(house)
    house.plan()
    house.at(DUE + timedelta(days=2), hour, minute)
    house.send()
    assert len(house.sent) == sent
    if not sent:
        assert the_message().send_after.astimezone(house.now.tzinfo).time() == time(8)


def test_the_weekly_cap_holds_back_what_is_not_urgent(house):
    settings(weekly_cap=2)
    for day in range(4):
        house.lend(str(day), DUE - timedelta(days=1) + timedelta(days=day))
        house.at(DUE + timedelta(days=day))
        house.run()
    assert len(house.sent) == 2
    assert set(Message.objects.filter(state="planned").values_list("reason", flat=True)) == {"weekly_cap"}
    house.lend("shelf", house.now.date())
    planning.plan([house.candidate("shelf", "test.hold")], now=house.now)
    house.send()
    assert len(house.sent) == 3


def test_what_the_cap_would_hold_beyond_its_time_is_dropped(house):
    settings(weekly_cap=1)
    given_late(house)
    house.run()
    house.lend("2", DUE)
    house.run()
    assert Message.objects.filter(state="dropped", reason="weekly_cap").count() == 1


def test_an_urgent_message_goes_at_once(house):
    house.lend("1", DUE)
    house.at(DUE, 10, 17)
    planning.plan([house.candidate("1", "test.hold")], now=house.now)
    house.send()
    assert len(house.sent) == 1


# --- what the other side answers ----------------------------------------------------------------------------


def test_a_gateway_that_is_down_is_tried_again_and_not_hammered(house):
    for number in range(5):
        house.lend(str(number), DUE, holder=conftest.Recipient("test.person", str(number)))
        recipients.keep_address(house.loans[str(number)].holder, "sms", f"90123456{number}", centre_id=CENTRE)
    house.at(DUE)
    house.sms.answers = [Outcome(Answer.NOT_TAKEN, "cannot_connect")]
    turn = house.run()
    assert (len(house.sms.given), turn.problem) == (1, "cannot_connect")
    assert ChannelRest.objects.get().why == "cannot_connect"
    house.pass_by(minutes=6)
    house.send()
    assert Message.objects.filter(state="sent").count() == 5
    assert not ChannelRest.objects.exists()


def test_a_gateway_down_for_a_day_lets_the_next_channel_have_it(house):
    given_late(house)
    house.sms.answers = [Outcome(Answer.NOT_TAKEN, "no_money")] * 20
    house.plan()
    for _ in range(30):
        house.pass_by(hours=1)
        house.send()
    message = the_message()
    assert (message.channel, message.state) == ("call_list", "listed")
    assert len(house.sms.given) <= 5


def test_a_wrong_number_goes_on_by_another_channel_and_three_failures_make_it_dead(house):
    settings(weekly_cap=0)
    for number in range(3):
        house.lend(str(number), DUE + timedelta(days=number))
        house.at(DUE + timedelta(days=number + 1))
        house.sms.answers = [Outcome(Answer.BAD_ADDRESS, "bad_address")]
        house.run()
    address = Address.objects.get(recipient_id="lola")
    assert (address.state, address.failures, address.why) == ("dead", 3, "bad_address")
    assert Message.objects.filter(channel="call_list", state="listed").count() == 3
    house.lend("9", DUE + timedelta(days=9))
    house.at(DUE + timedelta(days=9))
    house.run()
    assert len(house.sms.given) == 3


def test_silence_is_never_sent_again_by_itself(house):
    given_late(house)
    house.sms.answers = [Outcome(Answer.UNKNOWN, "timeout")]
    house.run()
    assert (the_message().state, the_message().reason) == ("unsure", "timeout")
    for _ in range(40):
        house.pass_by(hours=5)
        house.plan()
        house.send()
    assert [text.count("(1-eslatma)") for text in house.sent].count(1) == 1


def test_an_error_of_theirs_is_tried_once_more_and_no_further(house):
    given_late(house)
    house.sms.answers = [Outcome(Answer.DOUBTFUL, "gateway_error")] * 5
    house.run()
    for _ in range(4):
        house.pass_by(hours=1)
        house.send()
    assert (len(house.sent), the_message().state) == (2, "unsure")


class Killed(BaseException):
    """What a kill looks like from inside."""


@pytest.mark.django_db(transaction=True)
def test_whoever_is_killed_between_sending_and_marking_doubles_nothing(house):
    given_late(house)

    def die():
        raise Killed

    house.sms.before = die
    house.plan()
    house.pass_by(hours=1)
    with pytest.raises(Killed):
        house.send()
    assert the_message().state == "sending"
    house.sms.before = None
    house.send()
    assert the_message().state == "sending"  # its sender may be alive still
    house.pass_by(minutes=16)
    house.send()
    assert (the_message().state, the_message().reason) == ("unsure", "interrupted")
    assert not house.sent
    assert Notice.objects.filter(state="sent").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_gate_is_free_while_the_network_is_busy(house):
    given_late(house)
    seen = []
    house.sms.before = lambda: seen.append(connection.in_atomic_block)
    house.run()
    assert seen == [False]


def test_an_answer_that_comes_after_the_claim_ran_out_still_counts_when_it_is_yes(house):
    given_late(house)
    late = []

    def slow():
        house.pass_by(minutes=20)
        late.append(sending.settle_abandoned(house.now))

    house.sms.before = slow
    house.run()
    assert late == [1]
    assert the_message().state == "sent"


def test_two_senders_send_a_message_once(house):
    given_late(house)

    def other():
        house.sms.before = None
        sending.send_due(moment=house.moment)

    house.sms.before = other
    house.run()
    assert len(house.sent) == 1


# --- what became of it ------------------------------------------------------------------------------------


def test_a_delivered_message_makes_its_address_good(house):
    given_late(house)
    house.run()
    assert sending.take_report("p1", Report.DELIVERED, now=house.now)
    assert the_message().state == "delivered"
    assert Address.objects.get(recipient_id="lola").state == "good"
    assert not sending.take_report("p1", Report.UNDELIVERED, now=house.now)
    assert not sending.take_report("", Report.DELIVERED, now=house.now)
    assert not sending.take_report("nobody's", Report.DELIVERED, now=house.now)


def test_an_undelivered_message_is_still_asked_about_and_goes_on_by_another_channel(house):
    loan = given_late(house)
    house.run()
    sending.take_report("p1", Report.UNDELIVERED, now=house.now)
    assert (the_message().channel, the_message().state) == ("call_list", "planned")
    assert Address.objects.get(recipient_id="lola").failures == 1
    loan.is_over = True
    house.send()
    assert (the_message().state, the_message().reason) == ("dropped", "returned")


def test_reports_are_asked_for_in_turn(house):
    told = {}

    class Asked(Recorder):
        def ask(self, settings, provider_id):
            return told.get(provider_id)

    channel = Asked()
    channels.learn_channels([channel])
    for number, holder in enumerate((LOLA, ANVAR)):
        house.lend(str(number), DUE, holder=holder)
    house.at(DUE)
    house.run()
    told["p2"] = Report.DELIVERED
    assert sending.ask_for_reports(moment=house.moment) == 0  # the first gave no answer: the turn ends
    house.pass_by(minutes=30)
    assert sending.ask_for_reports(moment=house.moment) == 1  # the one that was not asked comes first


def test_the_card_says_when_messages_last_went_and_what_waits(house):
    found = last_run(CENTRE, house.now)
    assert (found.sent_at, found.is_late, found.waiting) == (None, True, 0)
    given_late(house)
    house.plan()
    assert last_run(CENTRE, house.now).waiting == 1


def test_a_channel_that_is_off_now_is_not_used_for_what_was_planned(house):
    given_late(house)
    house.plan()
    house.sms.is_on = False
    house.pass_by(hours=1)
    house.send()
    assert (the_message().channel, the_message().state) == ("call_list", "listed")


def test_what_comes_back_undelivered_after_a_later_step_is_not_said_again(house):
    given_late(house, 3)
    house.run()
    house.at(DUE + timedelta(days=7))
    house.run()
    assert len(house.sent) == 2
    sending.take_report("p1", Report.UNDELIVERED, now=house.now)
    house.send()
    first = Message.objects.order_by("planned_at").first()
    assert (first.state, first.reason) == ("dropped", "skipped_late")


def test_a_chat_that_its_owner_blocked_is_dead_at_once_and_the_next_channel_has_it(house):
    telegram = Recorder("telegram", answers=[Outcome(Answer.GONE, "bad_address")])
    channels.learn_channels([telegram, house.sms])
    recipients.keep_address(LOLA, "telegram", "123456", centre_id=CENTRE)
    given_late(house)
    house.run()
    assert (len(telegram.given), len(house.sent)) == (1, 1)
    assert "Oʻtkan kunlar" in telegram.given[0].text
    assert Address.objects.get(channel="telegram").state == "dead"
    assert (the_message().channel, the_message().tried) == ("sms", ["telegram"])


def test_the_card_names_what_stands_in_the_way_as_long_as_a_channel_rests(house):
    given_late(house)
    house.sms.answers = [Outcome(Answer.NOT_TAKEN, "no_money")]
    house.run()
    house.pass_by(minutes=2)
    assert house.send().problem == ""
    assert last_run(CENTRE, house.now).problem == "no_money"
