"""Pages of messages: lists that are worked through, doubts, dead numbers, channels, the heartbeat."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.audit.models import Entry
from javon.core.messaging import channels, jobs, sending
from javon.core.messaging import rights as messaging
from javon.core.messaging.models import Address, Message, MessageSettings
from javon.core.messaging.rules.answers import Answer, Outcome
from javon.core.messaging.secrets import SMS_PASSWORD
from javon.core.messaging.tests.conftest import Recorder
from javon.core.sealing import unseal
from javon.service.lending.models import Loan
from javon.service.lending.tests.characters import a_borrower, a_loan
from javon.service.readers.contacts import keep_contacts
from javon.service.readers.tests.characters import a_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def sms():
    recorder, before = Recorder(), tuple(channels.channels().values())
    channels.learn_channels([recorder])
    yield recorder
    channels.learn_channels(before)


@pytest.fixture
def desk(client):
    client.force_login(an_employee("gulnoza", messaging.DELIVER).user)
    return client


@pytest.fixture
def it(client):
    client.force_login(an_employee("texnik", messaging.CONFIGURE).user)
    return client


def late_reader(**given):
    """A reader whose book is three days late, told as the jobs would tell."""
    reader = a_borrower(**{"phone": "998901112233", **given})
    loan = a_loan(a_copy(), reader)
    day = clock.today() - timedelta(days=3)
    Loan.objects.filter(pk=loan.loan_id).update(due_on=day, lent_on=day - timedelta(days=15))
    return reader


def told() -> None:
    """What the jobs do, at noon: by night nobody would be disturbed."""
    with clock.at(clock.now().replace(hour=12, minute=0)):
        keep_contacts()
        jobs.plan_notices()
    with clock.at(clock.now().replace(hour=14)):
        sending.send_due()


PAGES = ("", "calls/", "paper/", "unsure/", "dead/")


@pytest.mark.parametrize("page", PAGES)
def test_pages_stand_empty_and_say_so(desk, page):
    assert desk.get(f"/messages/{page}").status_code == 200


@pytest.mark.parametrize("page", [*PAGES, "settings/"])
def test_without_a_right_nothing_opens(client, page):
    client.force_login(an_employee("begona").user)
    answer = client.get(f"/messages/{page}", follow=True)
    assert answer.status_code == 403


def test_who_only_sets_the_channels_is_led_there(it):
    assert it.get("/messages/")["Location"] == "/messages/settings/"


def test_the_outbox_tells_to_whom_what_went_and_why_not(desk, sms):
    reader = late_reader()
    told()
    text = desk.get("/messages/?state=sent").content.decode()
    assert reader.full_name in text
    assert "1-eslatma" in text
    assert reader.full_name not in desk.get("/messages/?state=failed").content.decode()
    assert desk.get("/messages/?state=nonsense").status_code == 200


def test_a_call_list_is_printed_and_ticked(desk, sms):
    sms.is_on = False
    reader = late_reader()
    told()
    message = Message.objects.get()
    assert reader.full_name in desk.get("/messages/calls/").content.decode()
    assert "+998901112233" in desk.post("/messages/paper/print/", {"list": "calls"}).content.decode()
    assert desk.post(f"/messages/{message.pk}/done/", {"outcome": "not_answered"}).status_code == 303
    assert desk.post(f"/messages/{message.pk}/done/", {"outcome": "done"}).status_code == 303
    message.refresh_from_db()
    assert message.state == "delivered"
    again = desk.post(f"/messages/{message.pk}/done/", {"outcome": "done"})
    assert again.status_code == 409
    assert "roʻyxatda yoʻq" in again.content.decode()


def test_what_came_back_meanwhile_is_not_printed(desk, sms):
    reader = late_reader(phone="")
    told()
    assert Message.objects.get().channel == "paper"
    Loan.objects.filter(reader=reader).update(state="lost")
    assert reader.full_name not in desk.post("/messages/paper/print/", {"list": "paper"}).content.decode()
    assert Message.objects.get().state == "dropped"


def test_papers_lie_school_by_school(desk, sms):
    late_reader(phone="", school=a_school("10-maktab"), surname="Aliyeva")
    late_reader(phone="", school=a_school("5-maktab"), surname="Botirova")
    late_reader(phone="", surname="Valiyeva")
    told()
    text = desk.get("/messages/paper/").content.decode()
    assert text.index("5-maktab") < text.index("10-maktab") < text.index("Valiyeva")


def test_a_doubt_is_settled_by_a_person(desk, sms):
    late_reader()
    sms.answers = [Outcome(Answer.UNKNOWN, "timeout")]
    told()
    message = Message.objects.get()
    assert message.state == "unsure"
    assert desk.get("/messages/unsure/").content.decode().count("+998") <= 1
    assert desk.post(f"/messages/unsure/{message.pk}/", {"was_sent": "yes"}).status_code == 303
    message.refresh_from_db()
    assert message.state == "sent"
    assert desk.post(f"/messages/unsure/{message.pk}/", {"was_sent": "no"}).status_code == 409
    assert desk.post(f"/messages/unsure/{uuid4()}/", {}).status_code == 409


def test_a_dead_number_is_listed_and_revived(desk, sms):
    reader = late_reader()
    told()
    Address.objects.update(state="dead", why="bad_address")
    assert reader.full_name in desk.get("/messages/dead/").content.decode()
    address = Address.objects.get()
    assert desk.post(f"/messages/dead/{address.pk}/").status_code == 303
    assert Address.objects.get().state == "unknown"
    assert desk.post(f"/messages/dead/{uuid4()}/").status_code == 409


SMS = {
    "sms-is_on": "on", "sms-base_url": "https://notify.eskiz.uz/api/", "sms-login": "akm@example.uz",
    "sms-password": "maxfiy-soʻz-77", "sms-sender": "4546", "sms-callback_url": "",
}  # fmt: skip


def test_a_password_is_sealed_shown_to_nobody_and_kept_when_left_empty(it):
    assert it.post("/messages/settings/sms/", SMS).status_code == 303
    row = MessageSettings.objects.get()
    assert "maxfiy" not in row.sms_password
    assert unseal(row.sms_password, purpose=SMS_PASSWORD) == "maxfiy-soʻz-77"
    text = it.get("/messages/settings/").content.decode()
    assert "maxfiy" not in text
    assert row.sms_password not in text
    it.post("/messages/settings/sms/", {**SMS, "sms-password": "", "sms-sender": "AKM"})
    assert MessageSettings.objects.get().sms_password == row.sms_password
    assert all("maxfiy" not in str(one.__dict__) for one in Entry.objects.all())


@pytest.mark.parametrize(
    ("part", "given"),
    [
        ("sms", {**SMS, "sms-base_url": "http://notify.eskiz.uz"}),
        ("sms", {**SMS, "sms-password": ""}),
        ("sms", {**SMS, "sms-sender": "Kutubxonamiz-juda-uzun"}),
        ("email", {"email-is_on": "on", "email-host": "", "email-port": "587"}),
        ("email", {"email-port": "99999999"}),
        ("manners", {"manners-weekly_cap": "3"}),
        ("try", {"try-number": "12"}),
        ("try", {"try-number": "998901112233"}),  # no account yet
    ],
)
def test_what_cannot_be_is_refused_in_words_and_keeps_what_was_typed(it, part, given):
    answer = it.post(f"/messages/settings/{part}/", given)
    assert answer.status_code == 422
    assert not MessageSettings.objects.filter(sms_is_on=True).exists()


def test_manners_are_kept(it):
    given = {
        "manners-signature": "Qoʻrgʻontepa AKM, 74 123-45-67", "manners-quiet_from": "21:00", "manners-quiet_until": "07:30",
        "manners-weekly_cap": "2", "manners-sms_parts": "2", "manners-order": ["paper", "sms"],
    }  # fmt: skip
    assert it.post("/messages/settings/manners/", given).status_code == 303
    row = MessageSettings.objects.get()
    assert (row.weekly_cap, row.order, row.centre_id) == (2, ["sms", "paper"], a_centre().pk)
    assert it.post("/messages/settings/nothing/", given).status_code == 404


def test_a_trial_goes_to_the_gateway_and_its_refusal_is_told(it, sms):
    it.post("/messages/settings/try/", {"try-number": "90 111 22 33"})
    assert sms.given[0].address == "998901112233"
    sms.answers = [Outcome(Answer.NOT_TAKEN, "no_money")]
    answer = it.post("/messages/settings/try/", {"try-number": "90 111 22 33"})
    assert answer.status_code == 422
    assert "Xabar yuborilmadi" in answer.content.decode()


def test_the_staff_home_tells_whether_messages_live(desk):
    assert "hali ishga tushmagan" in desk.get("/today/").content.decode()
    jobs.send_messages()
    assert "ishlayapti" in desk.get("/today/").content.decode()
