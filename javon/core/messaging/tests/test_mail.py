"""E-mail: what a mail server says, taken for what it is."""

from __future__ import annotations

import smtplib
from datetime import date

import pytest
from django.core import mail
from django.core.mail.backends import locmem

from javon.core.access import machine
from javon.core.messaging import actions, channels, recipients
from javon.core.messaging.channels import Parcel
from javon.core.messaging.channels.mail import EmailChannel
from javon.core.messaging.models import Address, Message
from javon.core.messaging.queries import dead_addresses, dead_addresses_of, settings_of
from javon.core.messaging.rules.answers import Answer
from javon.core.messaging.tests.conftest import CENTRE, LOLA
from javon.core.verdict import Refused

BY = machine("test", CENTRE)
PARCEL = Parcel("1", "lola@example.uz", "Salom", "uz")


@pytest.fixture
def account(db):
    return actions.set_email(
        by=BY,
        centre_id=CENTRE,
        is_on=True,
        host="smtp.akm.uz",
        login="akm",
        password="p",
        sender="akm@akm.uz",
    )


def test_a_letter_goes_out_with_its_text_as_it_is(account):
    assert EmailChannel().send(account, PARCEL).answer is Answer.ACCEPTED
    [letter] = mail.outbox
    assert (letter.to, letter.body, letter.from_email) == (["lola@example.uz"], "Salom", "akm@akm.uz")
    assert letter.subject


@pytest.mark.parametrize(
    ("opening", "sending", "answer", "why"),
    [
        (ConnectionRefusedError(), None, Answer.NOT_TAKEN, "cannot_connect"),
        (smtplib.SMTPAuthenticationError(535, b"no"), None, Answer.NOT_TAKEN, "login_refused"),
        (None, smtplib.SMTPRecipientsRefused({}), Answer.BAD_ADDRESS, "bad_address"),
        (None, smtplib.SMTPDataError(451, b"later"), Answer.NOT_TAKEN, "busy"),
        (None, smtplib.SMTPDataError(554, b"spam"), Answer.REFUSED, "refused"),
        (None, smtplib.SMTPServerDisconnected(), Answer.UNKNOWN, "timeout"),
        (None, TimeoutError(), Answer.UNKNOWN, "timeout"),
    ],
)
def test_each_trouble_is_taken_for_what_it_is(account, monkeypatch, opening, sending, answer, why):
    def raising(error):
        def fail(*args, **kwargs):
            if error:
                raise error

        return fail

    monkeypatch.setattr(locmem.EmailBackend, "open", raising(opening))
    monkeypatch.setattr(locmem.EmailBackend, "send_messages", raising(sending))
    found = EmailChannel().send(account, PARCEL)
    assert (found.answer, found.why) == (answer, why)


def test_a_letter_that_came_back_makes_its_address_dead_and_goes_another_way(house, account):
    channels.learn_channels([EmailChannel()])
    recipients.keep_address(LOLA, "sms", "", centre_id=CENTRE)
    recipients.keep_address(LOLA, "email", "lola@example.uz", centre_id=CENTRE)
    house.lend("1", date(2026, 12, 10))
    house.at(date(2026, 12, 11))
    house.run()
    message = Message.objects.get()
    assert (message.channel, message.state) == ("email", "sent")
    actions.mark_bounced(by=BY, message_id=message.pk, now=house.now)
    assert [row.channel for row in dead_addresses(CENTRE)] == ["email"]
    assert [row.why for row in dead_addresses_of(LOLA)] == ["bounced"]
    house.send()
    assert (Message.objects.get().channel, Message.objects.get().state) == ("paper", "listed")
    actions.revive_address(by=BY, address_id=Address.objects.get(channel="email").pk)
    assert not dead_addresses(CENTRE)


def test_an_account_without_its_server_or_password_is_refused(db):
    with pytest.raises(Refused, match="mail_server_missing, mail_sender_wrong"):
        actions.set_email(by=BY, centre_id=CENTRE, is_on=True, host="", sender="akm")
    with pytest.raises(Refused, match="password_needed"):
        actions.set_email(by=BY, centre_id=CENTRE, is_on=True, host="h", login="a", sender="a@akm.uz")
    actions.set_email(by=BY, centre_id=CENTRE, is_on=False, host="", sender="")
    assert not EmailChannel().is_ready(settings_of(CENTRE))
