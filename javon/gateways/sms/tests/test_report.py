"""What a gateway posts about a message, and what anybody else posts there."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client

from javon.core.access import machine
from javon.core.messaging import actions
from javon.core.messaging.models import Message

CENTRE, OTHER = UUID(int=1), UUID(int=2)


@pytest.fixture
def address(db) -> str:
    row = actions.set_sms(
        by=machine("test"),
        centre_id=CENTRE,
        is_on=True,
        base_url="https://gateway.uz/api/",
        login="a",
        password="p",
        callback_url="https://akm.uz/sms/report",
    )
    return f"/sms/report/{row.callback_secret}"


def sent(centre_id: UUID = CENTRE) -> Message:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    return Message.objects.create(
        centre_id=centre_id, recipient_type="test.person", recipient_id="1", channel="sms", state="sent",
        planned_at=now, send_after=now, claimed_at=now, sent_at=now, provider_id="id-1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("word", "state"), [("DELIVRD", "delivered"), ("ENROUTE", "sent"), ("?" * 500, "sent")]
)
@pytest.mark.parametrize("kind", ["application/json", "form"])
def test_a_report_is_taken_however_it_is_posted(address, word, state, kind):
    message = sent()
    told = {"request_id": "id-1", "message_id": 4385062, "status": word, "phone_number": "998901234567"}
    client = Client(enforce_csrf_checks=True)
    answer = (
        client.post(address, told)
        if kind == "form"
        else client.post(address, json.dumps(told), content_type=kind)
    )
    assert answer.status_code == 204
    message.refresh_from_db()
    assert message.state == state


def test_a_report_told_twice_changes_nothing_and_an_unknown_one_is_answered_alike(address):
    sent()
    for identifier in ("id-1", "id-1", "nobody's"):
        assert Client().post(address, {"id": identifier, "status": "DELIVRD"}).status_code == 204
    assert Message.objects.get().state == "delivered"


def test_one_centres_secret_says_nothing_of_another_centres_message(address):
    message = sent(OTHER)
    assert Client().post(address, {"id": "id-1", "status": "DELIVRD"}).status_code == 204
    message.refresh_from_db()
    assert message.state == "sent"


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"\xff\x00", b"{" * 2000, b"[" * 100_000, b'{"id": {}, "status": 1}', b'{"id": "' + b"x" * 99 + b'", "status": "a"}'],
)  # fmt: skip
def test_what_is_no_report_is_refused(address, body):
    sent()
    assert Client().post(address, body, content_type="application/json").status_code == 400
    assert Message.objects.get().state == "sent"


@pytest.mark.parametrize("secret", ["x", "%00", "None", "a" * 300])
def test_without_the_secret_there_is_nothing_here(address, secret):
    assert Client().post(f"/sms/report/{secret}", {"id": "id-1", "status": "DELIVRD"}).status_code in {
        400,
        404,
    }


def test_it_is_no_page(address):
    assert Client().get(address).status_code == 405
