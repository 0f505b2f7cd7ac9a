"""The reader's door: card and PIN, pauses, sessions, and that the staff's rights never mix with a reader's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings

from javon.core import clock
from javon.core.access import reader_actor
from javon.core.audit.models import Entry
from javon.core.verdict import Refused
from javon.places.cabinet.tests.characters import PIN, card_of, come_in, signed_in, with_pin
from javon.service.lending.tests.characters import a_borrower, a_desk_librarian, at_the_desk
from javon.service.readers.actions.doors import choose_own_pin, reset_reader_pin
from javon.service.readers.models import Card, Reader, ReaderPin, ReaderSession, WrongReaderPin

pytestmark = pytest.mark.django_db


def _words(answer) -> str:
    return " ".join(answer.content.decode().split())


def _alert(answer) -> str:
    return _words(answer).split('class="alert__items">')[1].split("</ul>")[0]


def test_card_and_pin_open_the_readers_own_pages(client):
    reader = with_pin(a_borrower())
    came = come_in(client, reader)
    assert (came.status_code, came["Location"]) == (303, "/account/")
    assert reader.given_name in client.get("/account/").content.decode()


@pytest.mark.parametrize("typed", ["k-{0:06d}", "К{0:06d}", "{0}", " K{0:06d} "])
def test_the_card_is_understood_as_people_type_it(client, typed):
    reader = with_pin(a_borrower())
    number = Card.objects.get(reader=reader).number
    came = client.post("/sign-in/card/", {"card": typed.format(number), "pin": PIN})
    assert came.status_code == 303


def test_the_qr_code_of_a_slip_fills_the_card_in(client):
    assert 'value="K000127"' in client.get("/sign-in/card/?card=K000127").content.decode()
    assert "/sign-in/card/?card=K000127" in client.get("/sign-in/?card=K000127").content.decode()


def test_a_visitor_is_asked_for_the_card_and_brought_back(client):
    came = client.get("/account/history/")
    assert came["Location"] == "/sign-in/card/?next=%2Faccount%2Fhistory%2F"
    reader = with_pin(a_borrower())
    assert come_in(client, reader, next="/account/history/")["Location"] == "/account/history/"
    assert come_in(client, reader, next="https://else.where/")["Location"] == "/account/"


def test_a_wrong_pin_and_a_card_that_nobody_has_are_answered_alike(client):
    reader = with_pin(a_borrower())
    without = a_borrower()
    left = with_pin(a_borrower(left_on=clock.today()))
    wrong = [come_in(client, reader, "9999"), come_in(client, without), come_in(client, left)]
    wrong.append(client.post("/sign-in/card/", {"card": "K987654", "pin": PIN}))
    assert {answer.status_code for answer in wrong} == {422}
    assert len({_alert(answer) for answer in wrong}) == 1


def test_an_old_card_opens_nothing(client):
    reader = with_pin(a_borrower())
    old = card_of(reader)
    Card.objects.filter(reader=reader).update(ended_on=clock.today(), ended_because="lost")
    Card.objects.create(centre_id=reader.centre_id, reader=reader, number=900_001, issued_on=clock.today())
    assert client.post("/sign-in/card/", {"card": old, "pin": PIN}).status_code == 422
    assert client.post("/sign-in/card/", {"card": "K900001", "pin": PIN}).status_code == 303


def test_five_wrong_pins_pause_this_card_at_this_address_and_no_other(client):
    reader, friend = with_pin(a_borrower()), with_pin(a_borrower())
    for _try in range(5):
        come_in(client, reader, "9999")
    assert "15" in _alert(come_in(client, reader))  # the right PIN too: the pause says nothing of it
    assert not ReaderSession.objects.exists()
    assert come_in(client, friend).status_code == 303
    at_home = client.post("/sign-in/card/", {"card": card_of(reader), "pin": PIN}, REMOTE_ADDR="192.168.7.7")
    assert at_home.status_code == 303


def test_a_pause_for_a_card_that_nobody_has_is_the_same_pause(client):
    with_pin(a_borrower())
    for _try in range(5):
        client.post("/sign-in/card/", {"card": "K987654", "pin": "9999"})
    assert "15" in _alert(client.post("/sign-in/card/", {"card": "K987654", "pin": "9999"}))


def test_whoever_tries_card_after_card_is_paused_as_an_address(client):
    now = clock.now()
    WrongReaderPin.objects.bulk_create(
        WrongReaderPin(card=number, address="127.0.0.1", tries=4, in_a_row=4, last_at=now)
        for number in range(500_001, 500_026)
    )
    assert come_in(client, with_pin(a_borrower())).status_code == 422


def test_what_was_mistyped_yesterday_is_forgotten(client):
    reader = with_pin(a_borrower())
    WrongReaderPin.objects.create(
        card=Card.objects.get(reader=reader).number, address="127.0.0.1", tries=5, in_a_row=20,
        last_at=clock.now() - timedelta(hours=25),
    )  # fmt: skip
    assert come_in(client, reader).status_code == 303
    assert not WrongReaderPin.objects.exists()


@pytest.mark.parametrize(
    "given", [{}, {"card": "", "pin": ""}, {"card": "x\x00y", "pin": "1"}, {"card": "🐈" * 30, "pin": "🐈"},
              {"card": "9" * 40, "pin": "1"}, {"card": "K000127", "pin": "1" * 4000}],
)  # fmt: skip
def test_nonsense_is_answered_in_words(client, given):
    assert client.post("/sign-in/card/", given).status_code in {400, 422}


# --- the session


def test_a_session_ends_after_ten_idle_minutes(client):
    reader = with_pin(a_borrower())
    come_in(client, reader)
    assert client.cookies[settings.READER_COOKIE_NAME]["max-age"] == ""
    with clock.at(clock.now() + timedelta(minutes=9)):
        assert client.get("/account/").status_code == 200
    with clock.at(clock.now() + timedelta(minutes=18)):
        assert client.get("/account/").status_code == 200
    with clock.at(clock.now() + timedelta(minutes=29)):
        assert client.get("/account/").status_code == 302


def test_on_ones_own_phone_it_lasts_thirty_days_and_only_if_asked_for(client):
    come_in(client, with_pin(a_borrower()), remember="on")
    assert client.cookies[settings.READER_COOKIE_NAME]["max-age"] == 30 * 24 * 3600
    with clock.at(clock.now() + timedelta(days=29)):
        assert client.get("/account/").status_code == 200
    with clock.at(clock.now() + timedelta(days=30)):
        assert client.get("/account/").status_code == 302


def test_the_cookie_is_out_of_reach_of_scripts_and_its_secret_lies_nowhere(client):
    come_in(client, with_pin(a_borrower()))
    cookie = client.cookies[settings.READER_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert cookie.value not in str(ReaderSession.objects.values_list())


def test_signing_out_ends_it(client):
    come_in(client, with_pin(a_borrower()))
    secret = client.cookies[settings.READER_COOKIE_NAME].value
    client.post("/account/sign-out/")
    client.cookies[settings.READER_COOKIE_NAME] = secret
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "gone", [{"left_on": True}, {"merged": True}, {"erased": True}], ids=["left", "merged", "erased"]
)
def test_who_has_left_was_joined_or_erased_is_signed_out(gone):
    reader = with_pin(a_borrower())
    client = signed_in(reader)
    if "left_on" in gone:
        Reader.objects.filter(pk=reader.pk).update(left_on=clock.today())
    elif "merged" in gone:
        Reader.objects.filter(pk=reader.pk).update(merged_into=a_borrower())
    else:
        words = (
            "given_name",
            "patronymic",
            "phone",
            "address",
            "note",
            "search_key",
            "given_key",
            "phone_key",
        )
        nothing = dict.fromkeys(words, "")
        Reader.objects.filter(pk=reader.pk).update(**nothing, birth_date=None, erased_at=clock.now())
    assert client.get("/account/").status_code == 302


# --- the staff


def test_where_staff_is_signed_in_no_reader_comes_in(client):
    reader = with_pin(a_borrower())
    client.force_login(a_desk_librarian().user)
    came = come_in(client, reader)
    assert came.status_code == 409
    assert settings.READER_COOKIE_NAME not in client.cookies
    assert client.get("/account/")["Location"] == "/account/security/"


def test_a_reader_who_is_in_is_nobody_where_staff_signs_in():
    reader = with_pin(a_borrower())
    client = signed_in(reader)
    client.force_login(a_desk_librarian().user)
    assert reader.given_name not in client.get("/account/card/").content.decode()
    assert client.get("/desk/").status_code == 200


def test_a_reader_holds_no_right_at_all():
    client = signed_in(with_pin(a_borrower()))
    for address in ("/desk/", "/readers/papers/", "/accounts/", "/journal/", "/readers/requests/"):
        assert client.get(address).status_code in {302, 403}, address
    assert client.get("/desk/").status_code == 403


# --- PINs


def test_the_desk_gives_a_pin_once_and_the_old_sessions_end(client):
    reader = with_pin(a_borrower())
    phone = signed_in(reader)
    client.force_login(a_desk_librarian().user)
    assert client.get(f"/readers/{reader.number}/pin/").status_code == 200
    before = ReaderPin.objects.get().sealed
    slip = client.post(f"/readers/{reader.number}/pin/").content.decode()
    pin = slip.split("</span><b>")[1].split("</b>")[0]
    assert len(pin) == 4
    assert ReaderPin.objects.get().sealed != before
    assert phone.get("/account/").status_code == 302
    assert signed_in(reader, pin=pin)
    assert pin not in str(Entry.objects.values_list())


def test_the_first_slip_brings_the_pin_and_the_next_one_does_not(client):
    reader = a_borrower()
    client.force_login(a_desk_librarian().user)
    asked = {"card": card_of(reader)}
    assert "slip__qr" not in client.get("/desk/slip/", asked).content.decode(), "to look changes nothing"
    assert not ReaderPin.objects.exists()
    slip = client.post("/desk/slip/", asked).content.decode()
    pin = slip.split("</span><b>")[1].split("</b>")[0]
    assert signed_in(reader, pin=pin).get("/account/").status_code == 200
    again = client.post("/desk/slip/", asked).content.decode()
    assert "slip__qr" not in again
    assert signed_in(reader, pin=pin).get("/account/").status_code == 200
    assert pin not in str(Entry.objects.values_list())


def test_a_new_pin_lifts_the_pause(client):
    reader = with_pin(a_borrower())
    for _try in range(6):
        come_in(client, reader, "9999")
    pin = reset_reader_pin(by=at_the_desk(), reader=reader)
    assert come_in(client, reader, pin).status_code == 303


def test_a_reader_gives_no_pins():
    reader = with_pin(a_borrower())
    with pytest.raises(Refused) as refused:
        reset_reader_pin(by=reader_actor(reader.pk), reader=reader)
    assert refused.value.verdict.codes == ("no_right",)


def test_ones_own_pin_is_changed_with_the_present_one():
    reader = with_pin(a_borrower())
    phone, computer = signed_in(reader), signed_in(reader)
    assert phone.post("/account/pin/", {"pin": "9999", "new_pin": "7392"}).status_code == 422
    assert phone.post("/account/pin/", {"pin": PIN, "new_pin": "1234"}).status_code == 422
    assert phone.post("/account/pin/", {"pin": PIN, "new_pin": "7392"}).status_code == 303
    assert phone.get("/account/").status_code == 200
    assert computer.get("/account/").status_code == 302
    assert signed_in(reader, pin="7392")


def test_nobody_chooses_the_pin_of_another():
    reader, other = with_pin(a_borrower()), a_borrower()
    with pytest.raises(Refused) as refused:
        choose_own_pin(by=reader_actor(other.pk), reader=reader, pin="7392")
    assert refused.value.verdict.codes == ("not_yours",)
