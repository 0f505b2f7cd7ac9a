"""What staff do: lists, doubtful messages, settings; and what is left of a person who was forgotten."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.utils.translation import override

from javon.core.access import VISITOR, machine
from javon.core.jobs import stop_requested
from javon.core.messaging import actions, jobs, kinds, recipients, retention, wording
from javon.core.messaging.kinds import Recipient
from javon.core.messaging.models import Address, Message, Notice, Preference
from javon.core.messaging.queries import (
    addresses_of,
    call_list,
    last_run,
    messages_of,
    paper_list,
    preferences_of,
    sent_between,
    settings_of,
    unsure_messages,
)
from javon.core.messaging.rules.answers import Answer, Outcome
from javon.core.messaging.tests.conftest import ANVAR, CENTRE, LOLA, settings
from javon.core.verdict import Refused

BY = machine("test", CENTRE)
DUE = date(2026, 12, 10)


def listed(house, channel: str = "call_list"):
    settings(order=[channel, "paper"])
    loan = house.lend("1", DUE)
    house.at(DUE + timedelta(days=1))
    house.run()
    return loan, Message.objects.get()


def test_a_list_is_looked_over_before_it_is_printed(house):
    loan, _message = listed(house)
    house.lend("2", DUE, holder=ANVAR)
    house.run()
    assert [row.address for row in call_list(CENTRE)] == ["998901234567", "998917654321"]
    loan.is_over = True
    lines = [row.pk for row in call_list(CENTRE)]
    assert actions.refresh_list(by=BY, centre_id=CENTRE, message_ids=lines, now=house.now) == 1
    assert [row.recipient_id for row in call_list(CENTRE)] == ["anvar"]
    with pytest.raises(ValueError, match="51 lines"):
        actions.refresh_list(by=BY, centre_id=CENTRE, message_ids=[uuid4()] * 51)


def test_a_call_that_was_answered_is_delivered(house):
    _loan, message = listed(house)
    actions.tick(by=BY, message_id=message.pk, now=house.now)
    assert Message.objects.get().state == "delivered"
    with pytest.raises(Refused, match="message_not_on_list"):
        actions.tick(by=BY, message_id=message.pk)


def test_a_call_unanswered_three_times_becomes_paper(house):
    _loan, message = listed(house)
    for _ in range(2):
        actions.tick(by=BY, message_id=message.pk, outcome="not_answered", now=house.now)
        assert call_list(CENTRE).count() == 1
    actions.tick(by=BY, message_id=message.pk, outcome="not_answered", now=house.now)
    house.send()
    assert [row.pk for row in paper_list(CENTRE)] == [message.pk]
    actions.tick(by=BY, message_id=message.pk, now=house.now)
    assert Message.objects.get().state == "sent"


def test_a_wrong_number_is_dead_at_once(house):
    recipients.keep_address(LOLA, "call_list", "74 123 45 67", centre_id=CENTRE)
    _loan, message = listed(house)
    actions.tick(by=BY, message_id=message.pk, outcome="wrong_number", now=house.now)
    assert Address.objects.get(channel="call_list").state == "dead"


@pytest.mark.parametrize(("was_sent", "state"), [(True, "sent"), (False, "planned")])
def test_a_person_says_what_became_of_a_doubtful_message(house, was_sent, state):
    house.lend("1", DUE)
    house.at(DUE + timedelta(days=1))
    house.sms.answers = [Outcome(Answer.UNKNOWN, "timeout")]
    house.run()
    [message] = unsure_messages(CENTRE)
    assert last_run(CENTRE, house.now).unsure == 1
    actions.settle_unsure(by=BY, message_id=message.pk, was_sent=was_sent, now=house.now)
    assert Message.objects.get().state == state
    with pytest.raises(Refused, match="message_not_unsure"):
        actions.settle_unsure(by=BY, message_id=message.pk, was_sent=was_sent)
    house.pass_by(hours=1)
    house.send()
    assert len(house.sent) == (1 if was_sent else 2)


def test_manners_are_set_and_refused(house):
    manners = {"quiet_from": time(21), "quiet_until": time(9), "weekly_cap": 5, "order": ["sms", "paper"]}
    row = actions.set_manners(by=BY, centre_id=CENTRE, signature=" Qoʻrgʻontepa  AKM ", **manners)
    assert row.signature == "Qoʻrgʻontepa AKM"
    with pytest.raises(Refused, match="weekly_cap_unreal, channel_order_wrong"):
        actions.set_manners(by=BY, centre_id=CENTRE, **{**manners, "weekly_cap": 99, "order": ["pigeon"]})
    with pytest.raises(Refused, match="no_right"):
        actions.set_manners(by=VISITOR, centre_id=CENTRE, **manners)
    actions.wake_channel(by=BY, centre_id=CENTRE, channel="sms")
    assert settings_of(CENTRE).weekly_cap == 5
    assert settings_of(uuid4()).weekly_cap == 3


def test_what_is_not_there_any_more_is_said_so(db):
    with pytest.raises(Refused, match="no_such_message"):
        actions.mark_bounced(by=BY, message_id=uuid4())
    with pytest.raises(Refused, match="no_such_address"):
        actions.revive_address(by=BY, address_id=uuid4())


# --- oblivion ---------------------------------------------------------------------------------------------


def everything_kept() -> str:
    return " ".join(
        str(row) for model in apps.get_app_config("messaging").get_models() for row in model.objects.values()
    )


def test_of_a_forgotten_recipient_only_counts_are_left(house):
    recipients.keep_preference(LOLA, "loans", "email", False, centre_id=CENTRE)
    house.lend("1", DUE)
    house.lend("2", DUE + timedelta(days=30))
    house.at(DUE + timedelta(days=1))
    house.run()
    house.at(DUE + timedelta(days=29))
    house.plan()
    for known in ("lola", "998901234567", "kunlar"):
        assert known in everything_kept()
    recipients.forget(LOLA, now=house.now)
    for known in ("lola", "998901234567", "kunlar", "p1"):
        assert known not in everything_kept()
    assert not messages_of(LOLA)
    house.pass_by(hours=1)
    house.send()
    assert len(house.sent) == 1
    assert sent_between(CENTRE, house.now - timedelta(days=60), house.now) == {"sms": 1}
    assert set(Message.objects.values_list("state", "reason")) == {("sent", ""), ("dropped", "forgotten")}


def test_who_is_forgotten_while_a_message_is_on_its_way_leaves_nothing_behind(house):
    house.lend("1", DUE)
    house.at(DUE)
    house.sms.before = lambda: recipients.forget(LOLA, now=house.now)
    for outcome in (Outcome(Answer.ACCEPTED, provider_id="p9"),):
        house.sms.answers = [outcome]
        house.run()
        assert Message.objects.get().state == "sent"
    assert "p9" not in everything_kept()


def test_a_forgotten_recipient_is_not_tried_again(house):
    house.lend("1", DUE)
    house.at(DUE)
    house.sms.before = lambda: recipients.forget(LOLA, now=house.now)
    house.sms.answers = [Outcome(Answer.NOT_TAKEN, "busy")]
    house.run()
    assert (Message.objects.get().state, Message.objects.get().reason) == ("dropped", "forgotten")


def test_two_recipients_who_were_one_person_are_told_once(house):
    twin = Recipient("test.person", "lola-2")
    recipients.keep_address(twin, "sms", "901112233", centre_id=CENTRE)
    recipients.keep_address(twin, "email", "lola@example.uz", centre_id=CENTRE)
    recipients.keep_preference(twin, "holds", "sms", False, centre_id=CENTRE)
    recipients.keep_preference(LOLA, "loans", "email", False, centre_id=CENTRE)
    recipients.keep_preference(twin, "loans", "email", True, centre_id=CENTRE)
    house.lend("1", DUE, holder=twin)
    house.at(DUE)
    house.plan()
    recipients.move(old=twin, new=LOLA)
    house.loans["1"].holder = LOLA
    house.pass_by(hours=1)
    house.run()
    assert [parcel.address for parcel in house.sms.given] == ["998901234567"]
    assert [row.value for row in addresses_of(LOLA)] == ["lola@example.uz", "998901234567"]
    assert preferences_of(LOLA) == {("loans", "email"): False, ("holds", "sms"): False}
    assert not Preference.objects.filter(recipient_id="lola-2").exists()


def test_an_address_told_again_stays_as_it_is_and_another_one_begins_anew(house):
    Address.objects.filter(recipient_id="lola").update(state="dead", failures=3)
    assert recipients.keep_address(LOLA, "sms", "+998901234567", centre_id=CENTRE).state == "dead"
    assert recipients.keep_address(LOLA, "sms", "+998901234568", centre_id=CENTRE).state == "unknown"
    wrong = recipients.keep_address(LOLA, "sms", "12", centre_id=CENTRE)
    assert (wrong.state, wrong.why, wrong.value) == ("dead", "malformed", "12")


# --- jobs and words ---------------------------------------------------------------------------------------


def test_the_jobs_plan_and_send_and_leave_their_heartbeat(house, monkeypatch):
    house.lend("1", DUE)
    monkeypatch.setattr("javon.core.clock.now", house.moment)
    monkeypatch.setattr(jobs.sending.send_due, "__kwdefaults__", {"moment": house.moment, "most": 100})
    house.at(DUE, 7)
    jobs.plan_notices()
    jobs.send_messages()
    jobs.ask_for_reports()
    assert not house.sent  # quiet hours
    house.at(DUE, 8)
    jobs.send_messages()
    found = last_run(CENTRE, house.now)
    assert (found.sent, found.sent_at, found.is_late, found.problem) == (1, house.now, False, "")
    assert found.planned_at is not None
    house.pass_by(minutes=31)
    assert last_run(CENTRE, house.now).is_late
    assert not stop_requested()


def test_every_reason_and_refusal_has_its_sentence_in_four_languages(house):
    said = {}
    for language in kinds.LANGUAGES:
        with override(language):
            said[language] = [wording.reason(code) for code in wording.REASONS]
            said[language] += [str(words) for words in wording.SENTENCES.values()]
            said[language] += [wording.digest_opening(language), wording.and_more(3, language)]
    assert len({tuple(words) for words in said.values()}) == 4
    assert wording.reason("returned", {"returned": "Kitob qaytarilgan."}) == "Kitob qaytarilgan."
    assert Notice.State.SKIPPED_LATE.label


def test_after_ninety_days_nobody_can_read_who_was_told_what(house):
    house.lend("1", DUE)
    listed(house)
    house.lend("2", DUE, holder=ANVAR, title="Sarob")
    settings(order=["sms"])
    house.run()
    assert sorted(Message.objects.values_list("state", flat=True)) == ["listed", "sent"]
    house.pass_by(days=88)
    assert retention.forget_old(house.now) == 0
    house.pass_by(days=3)
    house.lend("3", house.now.date(), title="Yangi kitob")
    house.plan()
    assert retention.forget_old(house.now) == 2
    kept = everything_kept()
    assert "Sarob" not in kept
    assert "kunlar" not in kept
    assert set(Message.objects.values_list("state", "reason", "recipient_id")) == {
        ("dropped", "expired", ""),
        ("sent", "", ""),
        ("planned", "", "lola"),
    }
    house.pass_by(hours=1)
    house.send()
    assert house.sent[-1].count("Yangi kitob") == 1
    assert retention.forget_old(house.now) == 0
