"""The pages of the hall: who gets in, what they show, what they answer to bad input, how many questions they ask."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation.tests.characters import a_centre, an_employee, the_actor
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.booking.models import Booking
from javon.service.readers.tests.characters import a_reader, blocked, dilnoza
from javon.service.readingroom import rights
from javon.service.readingroom.actions import in_house, places, sessions
from javon.service.readingroom.models import InHouseUse, Room, Visit
from javon.service.readingroom.tests.characters import (
    PLAN,
    a_hall_librarian,
    a_point,
    a_room,
    card_of,
    the_machine,
    the_place,
)

pytestmark = pytest.mark.django_db
HALL = "/reading-room/"


@pytest.fixture(autouse=True)
def house(tmp_path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person.user, backend="javon.core.accounts.backends.AccountBackend")
    return client


@pytest.fixture
def librarian():
    return a_hall_librarian()


@pytest.fixture
def desk(librarian) -> Client:
    return signed_in(librarian)


@pytest.fixture
def head() -> Client:
    return signed_in(a_hall_librarian("rahbar", rights.SET_UP, rights.PASS_QUEUE, rights.EXCEED_QUOTA))


def text(answer) -> str:
    return answer.content.decode()


def busy_hall(librarian) -> None:
    """Three at computers, one waiting, a fault, a class hour to come, a book out."""
    room, by = a_room(), the_actor(librarian)
    for code in ("P1", "P2", "P3"):
        sessions.sit_down(by=by, place=the_place(code), card=card_of(a_reader()))
    places.call_faulty(by=by, place=the_place("P4"), note="Yoqilmayapti")
    sessions.wait_for(by=by, room=room, kind="computer", card=card_of(dilnoza()))
    begins = clock.now() + timedelta(minutes=90)
    sessions.set_class_hour(
        by=by, room=room, kind="seat", count=2, starts_at=begins, ends_at=begins + timedelta(minutes=45), label="5-B",
    )  # fmt: skip
    in_house.give_in_house(by=by, reader=a_reader(), point=a_point(), code=a_copy().inventory_number)


def test_every_page_answers_and_none_asks_more_as_the_hall_fills(head, librarian):
    a_room()
    addresses = [
        HALL,
        f"{HALL}?place=J1",
        f"{HALL}books/",
        f"{HALL}class-hours/",
        f"{HALL}visits/",
        f"{HALL}set-up/",
    ]

    def questions(address):
        head.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert head.get(address).status_code == 200, address
        return len(asked)

    empty = [questions(address) for address in addresses]
    busy_hall_in(librarian)
    full = [questions(address) for address in addresses]
    assert all(after <= before + 2 for before, after in zip(empty, full, strict=True)), (empty, full)
    assert max(full) <= 60, full


def busy_hall_in(librarian) -> None:
    Room.objects.update(name="Eski")
    room, by = Room.objects.get(), the_actor(librarian)
    for code in ("P1", "P2", "P3", "J1", "J2"):
        sessions.sit_down(by=by, place=the_place(code), card=card_of(a_reader()))
    places.call_faulty(by=by, place=the_place("P4"), note="Yoqilmayapti")
    for _person in range(3):
        sessions.wait_for(by=by, room=room, kind="computer", card=card_of(a_reader()))
        in_house.give_in_house(by=by, reader=a_reader(), point=a_point(), code=a_copy().inventory_number)


def test_without_a_room_the_page_says_what_to_do(head, desk):
    assert "set-up" in text(head.get(HALL)) and 'href="/reading-room/set-up/"' not in text(desk.get(HALL))
    for address in ("books/", "class-hours/"):
        assert desk.get(HALL + address).status_code == 404
    assert desk.post(f"{HALL}tally/", {"who": "child"}).status_code == 404


def test_a_free_place_and_a_card_are_two_actions(desk):
    a_room()
    girl = dilnoza()
    chosen = text(desk.get(f"{HALL}?room=1&place=J2"))
    assert 'action="/reading-room/take/"' in chosen and 'name="place" value="J2"' in chosen
    answer = desk.post(f"{HALL}take/", {"room": "1", "place": "J2", "card": card_of(girl)}, follow=True)
    assert answer.redirect_chain[-1][1] == 303 and "Dilnoza" in text(answer)
    assert Booking.objects.get().state == "in_use" and Visit.objects.get().reader == girl


def test_the_plan_says_the_same_in_the_drawing_and_in_the_list(desk, librarian):
    busy_hall(librarian)
    page = text(desk.get(HALL))
    assert page.count('class="spot spot--busy"') == 3 and page.count('class="spot spot--faulty"') == 1
    assert page.count("hall-list__one--busy") == 3 and page.count("hall-list__one--faulty") == 1
    assert "Yoqilmayapti" in page and "Dilnoza Karimova" in page


def test_the_page_asks_for_the_plan_alone(desk, librarian):
    busy_hall(librarian)
    piece = text(desk.get(HALL, headers={"HX-Request": "true"}))
    assert piece.strip().startswith('<div class="hall"') and "<html" not in piece and "barcode" not in piece


def test_a_card_alone_is_a_visit_and_the_code_of_a_place_chooses_it(desk):
    a_room()
    girl = dilnoza()
    for expected in (1, 1):
        desk.post(f"{HALL}visit/", {"card": card_of(girl)})
        assert Visit.objects.count() == expected
    answer = desk.post(f"{HALL}visit/", {"card": "p-3"})
    assert answer["Location"] == "/reading-room/?room=1&place=P3"


@pytest.mark.parametrize("card", ["", "K999999", "yoʻq", "\x00", "'; DROP", "9" * 500, "K0000001"])
def test_a_card_that_is_nobodys_is_told_so(desk, card):
    a_room()
    for address, more in (("take/", {"place": "J1"}), ("queue/", {"kind": "seat"}), ("visit/", {})):
        answer = desk.post(HALL + address, {"card": card, **more})
        assert answer.status_code == 409 and 'role="alert"' in text(answer), address
    assert not Booking.objects.exists() and not Visit.objects.exists()


@pytest.mark.parametrize("place", ["", "J99", "X1", "J", "P-", "<b>"])
def test_a_place_that_is_not_there_is_told_so(desk, place):
    a_room()
    answer = desk.post(f"{HALL}take/", {"place": place, "card": card_of(dilnoza())})
    assert answer.status_code == 409
    assert desk.get(HALL, {"place": place}).status_code == 200


def test_past_the_queue_with_a_reason_from_the_page(desk, head, librarian):
    busy_hall(librarian)
    session = Booking.objects.filter(state="in_use").first()
    address = f"{HALL}sessions/{session.pk}/extend/"
    refused = desk.post(address, {"room": "1"})
    assert refused.status_code == 409 and "override_reason" not in text(refused)
    refused = head.post(address, {"room": "1"})
    assert refused.status_code == 409 and "override_reason" in text(refused)
    assert head.post(address, {"room": "1", "override_reason": "Imtihon"}).status_code == 303
    session.refresh_from_db()
    assert session.extensions == 1 and session.override_reason == "Imtihon"


def test_getting_up_calls_the_next_who_comes(desk, librarian):
    busy_hall(librarian)
    session = Booking.objects.filter(state="in_use").first()
    assert desk.post(f"{HALL}sessions/{session.pk}/end/", {"room": "1"}).status_code == 303
    called = Booking.objects.get(state="held", is_block=False)
    assert desk.post(f"{HALL}sessions/{called.pk}/come/", {"room": "1"}).status_code == 303
    assert desk.post(f"{HALL}sessions/{called.pk}/come/", {"room": "1"}).status_code == 409
    assert desk.post(f"{HALL}sessions/{called.pk}/leave/", {"room": "1"}).status_code == 409
    assert desk.post(f"{HALL}sessions/{called.pk}/fly/", {"room": "1"}).status_code == 404
    assert desk.post(f"{HALL}sessions/{uuid4()}/end/", {"room": "1"}).status_code == 404
    assert desk.get(f"{HALL}sessions/{called.pk}/end/").status_code == 405


def test_the_tally_and_its_undoing(desk):
    a_room()
    for who in ("child", "child", "adult", "undo"):
        assert desk.post(f"{HALL}tally/", {"who": who}).status_code == 303
    assert Visit.objects.filter(undone_at=None).count() == 2
    assert desk.post(f"{HALL}tally/", {"who": "cat"}).status_code == 409


def test_a_fault_is_flagged_and_cleared(desk):
    a_room()
    address = f"{HALL}places/P1/fault/"
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"note": ""}).status_code == 422
    assert desk.post(address, {"note": "Yoqilmayapti"}).status_code == 303
    assert desk.post(address, {"note": "Yana"}).status_code == 409
    assert desk.post(f"{HALL}places/P1/mend/").status_code == 303
    assert desk.post(f"{HALL}places/P1/mend/").status_code == 409
    for code in ("P99", "X", "J0"):
        assert desk.get(f"{HALL}places/{code}/fault/").status_code == 404


def test_a_class_hour_from_the_form(desk):
    a_room()
    day = clock.today() + timedelta(days=1)
    form = {
        "room": "1",
        "kind": "computer",
        "count": "3",
        "day": day.isoformat(),
        "begins": "10:00",
        "ends": "10:45",
        "label": "5-B",
    }
    assert desk.post(f"{HALL}class-hours/", {**form, "count": "9"}).status_code == 409
    assert desk.post(f"{HALL}class-hours/", {**form, "day": "x", "label": ""}).status_code == 422
    assert desk.post(f"{HALL}class-hours/", form).status_code == 303
    hour = Booking.objects.filter(is_block=True).first()
    assert "5-B" in text(desk.get(f"{HALL}class-hours/"))
    assert desk.post(f"{HALL}class-hours/{hour.pk}/end/").status_code == 303
    assert desk.post(f"{HALL}class-hours/{hour.pk}/end/").status_code == 409


def test_card_then_books_then_a_book_alone_comes_back(desk):
    a_room()
    girl, copy = dilnoza(), a_copy()
    address, card = f"{HALL}books/", card_of(girl)
    refused = desk.post(address, {"code": copy.inventory_number})
    assert refused.status_code == 409 and copy.inventory_number in text(refused)
    answer = desk.post(address, {"code": card})
    assert answer["Location"].endswith(f"card={card}") and "Dilnoza" in text(desk.get(answer["Location"]))
    assert desk.post(address, {"card": card, "code": copy.inventory_number}).status_code == 303
    assert InHouseUse.objects.get().state == "open"
    assert desk.post(address, {"code": copy.inventory_number}).status_code == 303
    assert InHouseUse.objects.get().state == "returned"
    assert desk.post(address, {"card": card, "code": "yoʻq"}).status_code == 409
    blocked(girl)
    assert desk.post(address, {"card": card, "code": copy.inventory_number}).status_code == 409


def test_the_evenings_list(desk, librarian):
    busy_hall(librarian)
    in_house.close_evening(by=the_machine(), centre=a_centre())
    use = InHouseUse.objects.get()
    assert f"/reading-room/books/{use.pk}/" in text(desk.get(f"{HALL}books/"))
    assert desk.post(f"{HALL}books/{use.pk}/", {"found": "no"}).status_code == 303
    assert desk.post(f"{HALL}books/{use.pk}/", {"found": "yes"}).status_code == 409
    assert desk.post(f"{HALL}books/{uuid4()}/", {"found": "yes"}).status_code == 404


def test_a_room_is_entered_on_one_page(head):
    point = a_point()
    form = {"name": "Oʻquv zali", "service_point": str(point.pk), "plan": PLAN}
    assert head.post(f"{HALL}set-up/room/", {**form, "plan": "P1 Z"}).status_code == 409
    assert "P1 Z" in text(head.post(f"{HALL}set-up/room/", {**form, "plan": "P1 Z"}))
    assert head.post(f"{HALL}set-up/room/", {**form, "service_point": "x"}).status_code == 422
    assert head.post(f"{HALL}set-up/room/", form).status_code == 303
    assert head.post(f"{HALL}set-up/room/", {**form, "room": "1", "plan": "P1 J1"}).status_code == 303
    assert Room.objects.get().columns == 2
    minutes = {"use_minutes": "60", "hold_minutes": "15", "extension_minutes": "30", "daily_minutes": "30"}
    assert head.post(f"{HALL}set-up/minutes/seat/", minutes).status_code == 409
    assert head.post(f"{HALL}set-up/minutes/seat/", {**minutes, "daily_minutes": ""}).status_code == 303
    assert head.post(f"{HALL}set-up/minutes/seat/", {**minutes, "use_minutes": "x"}).status_code == 422
    assert head.post(f"{HALL}set-up/minutes/kit/", minutes).status_code == 404


@pytest.mark.parametrize("month", ["", "2026-11", "1800-01", "9999-12", "x", "2026-13", "2026-1-1"])
def test_any_month_of_visits_answers(desk, month):
    assert desk.get(f"{HALL}visits/", {"month": month}).status_code == 200


def test_visits_of_a_month_day_by_day(desk):
    a_room()
    desk.post(f"{HALL}tally/", {"who": "child"})
    desk.post(f"{HALL}visit/", {"card": card_of(dilnoza())})
    page = text(desk.get(f"{HALL}visits/"))
    assert page.count("<b>2</b>") == 2  # the day and the month


def test_who_holds_no_right_is_sent_to_whoever_does():
    stranger = signed_in(an_employee("begona"))
    watcher = signed_in(an_employee("koruvchi", rights.SEE_HALL))
    a_room()
    assert stranger.get(HALL).status_code == 403 and watcher.get(HALL).status_code == 200
    assert 'name="card"' not in text(watcher.get(HALL)) and 'name="who"' not in text(watcher.get(HALL))
    for address in ("take/", "queue/", "visit/", "tally/", "places/P1/mend/", "set-up/room/"):
        assert watcher.post(HALL + address).status_code == 403, address
    assert Client().get(HALL).status_code == 302


@pytest.mark.parametrize("language", ["uz", "uz-cyrl", "ru", "en"])
def test_the_hall_speaks_four_languages(desk, librarian, language):
    busy_hall(librarian)
    desk.cookies["django_language"] = language
    assert desk.get(HALL).status_code == 200


def test_a_room_that_an_address_invents_is_the_first_one(desk):
    a_room()
    for number in ("7", "-1", "x", "9" * 30):
        assert desk.get(HALL, {"room": number}).status_code == 200
