"""The SMS gateway in all its moods: over a real line, to a server of our own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest

from javon.core import sealing
from javon.core.access import machine
from javon.core.messaging import actions, channels, sending
from javon.core.messaging.channels.gateway import Account, Gateway
from javon.core.messaging.channels.sms import SmsChannel, callback_with_secret
from javon.core.messaging.models import Message, MessageSettings
from javon.core.messaging.rules.answers import Answer, Report
from javon.core.messaging.tests.conftest import CENTRE
from javon.core.messaging.tests.gateway_stand_in import standing_in
from javon.core.verdict import Refused

BY = machine("test", CENTRE)


@pytest.fixture
def server() -> Iterator:
    with standing_in() as gateway:
        yield gateway


@pytest.fixture
def gateway(server) -> Gateway:
    return Gateway(Account(server.url, "a@akm.uz", "sirli soʻz", "4546", answer_seconds=0.3))


def test_it_signs_in_once_and_sends(server, gateway):
    first, second = gateway.send("998901234567", "Salom"), gateway.send("998901234567", "Yana")
    assert (first.answer, first.provider_id) == (Answer.ACCEPTED, "id-1")
    assert second.provider_id == "id-2"
    assert server.paths() == ["auth/login", "message/sms/send", "message/sms/send"]
    assert server.asked[1][2] == {"mobile_phone": "998901234567", "message": "Salom", "from": "4546"}


def test_an_old_token_is_renewed_and_the_message_sent_once(server, gateway):
    kept = []
    gateway.token, gateway._keep = "old", kept.append
    assert gateway.send("998901234567", "Salom").answer is Answer.ACCEPTED
    assert server.paths() == ["message/sms/send", "auth/login", "message/sms/send"]
    assert kept == ["token-1"]


def test_a_token_refused_twice_is_not_asked_for_for_ever(server, gateway):
    server.answers = [(401, {}), (401, {})]
    found = gateway.send("998901234567", "Salom")
    assert (found.answer, found.why) == (Answer.NOT_TAKEN, "login_refused")
    assert len(server.asked) == 4


def test_a_wrong_password_is_told_as_such(server):
    wrong = Gateway(Account(server.url, "a@akm.uz", "boshqa", "4546"))
    found = wrong.send("998901234567", "Salom")
    assert (found.answer, found.why) == (Answer.NOT_TAKEN, "login_refused")
    assert server.paths() == ["auth/login"]


@pytest.mark.parametrize(
    ("answer", "expected", "why"),
    [
        ((429, {}, {"Retry-After": "120"}), Answer.NOT_TAKEN, "busy"),
        ((503, b"<html>"), Answer.NOT_TAKEN, "busy"),
        ((500, {"message": "Server Error"}), Answer.DOUBTFUL, "gateway_error"),
        ((502, b"<html>Bad gateway</html>"), Answer.DOUBTFUL, "gateway_error"),
        ((200, b"<html>welcome</html>"), Answer.UNKNOWN, "broken_answer"),
        ((200, b"\xff\xfe\x00"), Answer.UNKNOWN, "broken_answer"),
        ((200, []), Answer.UNKNOWN, "broken_answer"),
        ((200, {"id": {"a": 1}}), Answer.UNKNOWN, "broken_answer"),
        ((200, {"id": "x" * 5000}), Answer.UNKNOWN, "broken_answer"),
        ((400, {"message": {"mobile_phone": ["wrong"]}}), Answer.BAD_ADDRESS, "bad_address"),
        ((422, {"message": "text is not approved"}), Answer.REFUSED, "refused"),
        ((400, {"message": "Insufficient balance"}), Answer.NOT_TAKEN, "no_money"),
        ((402, {}), Answer.NOT_TAKEN, "no_money"),
        ((302, b"", {"Location": "http://127.0.0.1:1/"}), Answer.NOT_TAKEN, "gateway_error"),
        ((404, {}), Answer.NOT_TAKEN, "gateway_error"),
        (("silence",), Answer.UNKNOWN, "timeout"),
        (("hang up",), Answer.UNKNOWN, "broken_answer"),
        (("drip",), Answer.UNKNOWN, "timeout"),
        (("endless",), Answer.UNKNOWN, "broken_answer"),
    ],
)  # fmt: skip
def test_each_answer_is_taken_for_what_it_is(server, gateway, answer, expected, why):
    gateway.token = server.token
    server.answers = [answer]
    found = gateway.send("998901234567", "Salom")
    assert (found.answer, found.why) == (expected, why)
    assert len(server.asked) == 1
    if why == "busy" and len(answer) > 2:
        assert found.wait == timedelta(seconds=120)


def test_where_nobody_listens_nothing_was_sent():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    found = Gateway(Account(f"http://127.0.0.1:{port}/", "a", "b")).send("998901234567", "Salom")
    assert (found.answer, found.why) == (Answer.NOT_TAKEN, "cannot_connect")
    nowhere = Gateway(Account("http://no-such-host.invalid/", "a", "b")).send("998901234567", "Salom")
    assert nowhere.why == "cannot_connect"


def test_it_says_what_became_of_a_message(server, gateway):
    server.states = {"id-1": "DELIVERED", "id-2": "EXPIRED", "id-3": "waiting"}
    found = [gateway.ask(f"id-{number}") for number in (1, 2, 3, 4)]
    assert found == [Report.DELIVERED, Report.UNDELIVERED, Report.ON_THE_WAY, None]
    assert gateway.ask("../../auth/user") is None


def test_a_whole_conversation_from_the_loan_to_the_report(server, house):
    channels.learn_channels([SmsChannel()])
    actions.set_sms(
        by=BY, centre_id=CENTRE, is_on=True, base_url=server.url, login="a@akm.uz", password="sirli soʻz"
    )
    house.lend("1", date(2026, 12, 10))
    house.at(date(2026, 12, 11))
    house.run()
    message = Message.objects.get()
    assert (message.state, message.provider_id) == ("sent", "id-1")
    assert server.asked[-1][2]["message"] == message.text
    row = MessageSettings.objects.get()
    assert sealing.unseal(row.sms_token, purpose="messaging.sms_token") == "token-1"
    assert "sirli" not in row.sms_password
    server.states = {"id-1": "DELIVRD"}
    assert sending.ask_for_reports(moment=house.moment) == 1
    assert Message.objects.get().state == "delivered"
    assert server.paths().count("auth/login") == 1


def test_a_password_that_cannot_be_read_any_more_is_asked_for(server, house, settings):
    channels.learn_channels([SmsChannel()])
    actions.set_sms(
        by=BY, centre_id=CENTRE, is_on=True, base_url=server.url, login="a", password="sirli soʻz"
    )
    settings.SECRET_KEY = "another home's"
    house.lend("1", date(2026, 12, 10))
    house.at(date(2026, 12, 11))
    assert house.run().problem == "password_unreadable"
    assert not server.asked
    with pytest.raises(sealing.Unreadable):
        sealing.unseal("not sealed", purpose="x")


def test_a_kept_password_is_not_sent_to_another_server(db):
    known = {"by": BY, "centre_id": CENTRE, "is_on": True, "login": "a"}
    with pytest.raises(Refused, match="password_needed"):
        actions.set_sms(**known, base_url="https://one.uz/")
    actions.set_sms(**known, base_url="https://one.uz/", password="p")
    actions.set_sms(**known, base_url="https://one.uz/", sender="AKM")
    with pytest.raises(Refused, match="password_needed"):
        actions.set_sms(**known, base_url="https://other.uz/")


def test_the_gateway_learns_where_to_report_only_when_it_can_be_reached_over_tls():
    row = MessageSettings(centre_id=UUID(int=1), callback_url="http://akm.uz/sms", callback_secret="s")
    assert callback_with_secret(row) == ""
    row.callback_url = "https://akm.uz/sms/"
    assert callback_with_secret(row) == "https://akm.uz/sms/s"
