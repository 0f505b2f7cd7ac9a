"""The PIN: set, asked for, counted when wrong, never written down."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django import forms
from django.db import connection, transaction
from django.test import Client, RequestFactory

from javon.core import clock
from javon.core.access import Actor, machine
from javon.core.accounts import actions, pins, queries
from javon.core.accounts.forms import ConfirmedByPin
from javon.core.accounts.models import Pin, WrongPin
from javon.core.accounts.tests.characters import PASSWORD, PIN, a_colleague, a_librarian, a_proof
from javon.core.audit.models import Entry
from javon.core.database import action
from javon.core.database.models import ClaimedRequest
from javon.core.verdict import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


def a_request(user, address="10.0.0.5"):
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    request.user = user
    return request


def refused(user, typed, **where):
    with pytest.raises(Refused) as caught:
        pins.confirm(a_request(user, **where), typed)
    return caught.value.verdict.refusals[0]


def by(user):
    return Actor(user_id=user.pk, label=user.username)


def test_the_right_pin_gives_a_proof_of_its_owner():
    user = a_colleague()
    proof = pins.confirm(a_request(user), PIN)
    assert proof.user_id == user.pk
    pins.require_proof(by(user), proof)
    assert not WrongPin.objects.exists()


def test_the_password_answers_the_same_field_with_and_without_a_pin():
    for user in (a_colleague(), a_librarian()):
        assert pins.confirm(a_request(user), PASSWORD).user_id == user.pk
        assert refused(user, "xato-parol").code == "password_wrong"


def test_an_account_without_a_pin_is_told_so():
    assert refused(a_librarian(), "4711").code == "pin_not_set"
    assert refused(a_librarian(), "").code == "pin_missing"


def test_five_wrong_pins_pause_the_account_at_that_address_for_fifteen_minutes(time):
    user = a_colleague()
    for left in (4, 3, 2, 1):
        refusal = refused(user, "9035")
        assert (refusal.code, refusal.details) == ("pin_wrong", {"left": left})
    assert refused(user, "9035").details == {"minutes": 15}
    time.go(minutes=5)
    refusal = refused(user, PIN)  # even the right one
    assert (refusal.code, refusal.details) == ("pin_locked", {"minutes": 10})
    assert pins.confirm(a_request(user, address="10.0.0.6"), PIN)
    time.go(minutes=10)
    assert pins.confirm(a_request(user), PIN)
    assert refused(user, "9035").details == {"left": 4}


def test_the_password_lifts_the_pause():
    user = a_colleague()
    for _ in range(5):
        refused(user, "9035")
    assert queries.pin_asked(user, "10.0.0.5").is_paused
    assert pins.confirm(a_request(user), PASSWORD)
    assert queries.pin_asked(user, "10.0.0.5").takes_pin
    assert pins.confirm(a_request(user), PIN)


def test_twenty_wrong_pins_in_a_row_leave_only_the_password(time):
    user = a_colleague()
    for _ in range(4):
        for _ in range(5):
            refused(user, "9035")
        time.go(minutes=15)
    time.go(days=30)
    assert refused(user, PIN).code == "pin_exhausted"
    assert pins.confirm(a_request(user), PASSWORD)
    assert pins.confirm(a_request(user), PIN)


def test_a_wrong_pin_counts_although_the_deed_is_refused():
    user = a_colleague()
    refused(user, "9035")
    assert WrongPin.objects.get(user=user).tries == 1


@pytest.mark.django_db(transaction=True)
def test_confirming_inside_a_transaction_is_refused_at_once():
    user = a_colleague()
    with pytest.raises(RuntimeError), transaction.atomic():
        pins.confirm(a_request(user), "9035")


@pytest.mark.django_db(transaction=True)
def test_wrong_pins_sent_at_once_are_all_counted():
    user = a_colleague()
    codes = []

    def attempt():
        try:
            codes.append(refused(user, "9035").code)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert WrongPin.objects.get(user=user).in_a_row == 5
    assert sorted(codes) == ["pin_locked"] * 4 + ["pin_wrong"] * 4


def test_a_proof_is_refused_when_absent_old_or_of_somebody_else():
    user, other = a_colleague(), a_colleague()
    for proof, now in (
        (None, None),
        (a_proof(other), None),
        (a_proof(user), clock.now() + timedelta(minutes=3)),
    ):
        with pytest.raises(Refused) as caught:
            pins.require_proof(by(user), proof, now=now)
        assert caught.value.verdict.codes == ("pin_needed",)
    pins.require_proof(machine("javon init"), None)


def test_the_same_request_with_a_newer_proof_is_the_same_request():
    from javon.core.database.fields import uuid7

    user, done = a_colleague(), []

    @action
    def approve(*, by, proof):
        pins.require_proof(by, proof)
        done.append(by)

    request_id = uuid7()
    approve(by=by(user), proof=a_proof(user), request_id=request_id)
    approve(by=by(user), proof=a_proof(user), request_id=request_id)
    assert len(done) == 1


@pytest.mark.parametrize("pin, code", [("1234", "pin_guessable"), ("12", "pin_no_digits")])
def test_a_refused_pin_changes_nothing(pin, code):
    user = a_colleague()
    before = Pin.objects.get(pk=user.pk).sealed
    with pytest.raises(Refused) as caught:
        actions.set_pin(by=by(user), username=user.username, pin=pin)
    assert caught.value.verdict.codes == (code,)
    assert Pin.objects.get(pk=user.pk).sealed == before


def test_nobody_sets_or_clears_the_pin_of_another_without_the_right():
    user, other = a_colleague(), a_colleague()
    for deed, more in ((actions.set_pin, {"pin": "8035"}), (actions.clear_pin, {})):
        with pytest.raises(Refused) as caught:
            deed(by=by(other), username=user.username, **more)
        assert caught.value.verdict.codes == ("no_right",)
    assert pins.confirm(a_request(user), PIN)


def test_clearing_takes_the_pin_and_its_wrong_tries_and_writes_one_line():
    user = a_colleague()
    refused(user, "9035")
    before = Entry.objects.count()
    actions.clear_pin(by=machine("test"), username=user.username)
    assert not Pin.objects.exists() and not WrongPin.objects.exists()
    assert Entry.objects.count() == before + 1
    actions.clear_pin(by=machine("test"), username=user.username)
    assert Entry.objects.count() == before + 1


def test_the_pin_is_written_nowhere_as_it_was_typed(caplog):
    user = a_colleague(pin="739152")
    refused(user, "915273")
    tables = [Pin, WrongPin, Entry, ClaimedRequest]
    everything = " ".join(str(list(model.objects.values())) for model in tables) + caplog.text
    assert "739152" not in everything
    assert "915273" not in everything
    assert "739152" not in repr(a_proof(user))


def test_a_form_that_asks_for_the_pin_hands_over_the_proof():
    class ApproveForm(ConfirmedByPin):
        remark = forms.CharField(required=False)

    user = a_colleague()
    good = ApproveForm({"pin": PIN, "remark": "Roziman"}, request=a_request(user))
    assert good.is_valid() and good.proof.user_id == user.pk
    assert good.cleaned_data["pin"] == ""
    wrong = ApproveForm({"pin": "9035"}, request=a_request(user))
    assert not wrong.is_valid() and wrong.proof is None
    assert wrong.errors.as_data()["pin"][0].code == "pin_wrong"
    assert "9035" not in str(wrong)


# --- the page -------------------------------------------------------------------------------------------


def signed_in(user) -> Client:
    client = Client()
    client.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    return client


def test_right_after_the_password_a_pin_is_set_without_it():
    user = a_librarian()
    client = signed_in(user)
    assert 'name="password"' not in client.get("/account/security/pin/").content.decode()
    answer = client.post("/account/security/pin/", {"new_pin": "8035"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account/security/")
    assert pins.confirm(a_request(user), "8035")


def test_later_the_password_is_asked_for_and_must_be_right(time):
    user = a_librarian()
    client = signed_in(user)
    time.go(minutes=11)
    client.get("/account/security/")
    assert client.post("/account/security/pin/", {"new_pin": "8035"}).status_code == 422
    wrong = client.post("/account/security/pin/", {"new_pin": "8035", "password": "xato"})
    assert wrong.status_code == 422 and not Pin.objects.exists()
    assert "8035" not in wrong.content.decode()
    assert client.post("/account/security/pin/", {"new_pin": "8035", "password": PASSWORD}).status_code == 303


def test_a_guessable_pin_is_told_beside_its_field():
    client = signed_in(a_librarian())
    answer = client.post("/account/security/pin/", {"new_pin": "1984"})
    assert answer.status_code == 422
    assert "PIN-kod yilga oʻxshaydi" in answer.content.decode()


def test_a_person_removes_the_pin():
    client = signed_in(a_colleague())
    assert client.post("/account/security/pin/clear/").status_code == 303
    assert not Pin.objects.exists()


@pytest.mark.parametrize("path", ["pin/", "pin/clear/", "sessions/close/", "later/"])
def test_a_visitor_is_sent_to_sign_in(client, path):
    assert client.post(f"/account/security/{path}").headers["Location"].startswith("/sign-in/")
