"""Seats and computers: who sits where, who waits, a class, a fault."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from javon.centre.organisation.tests.characters import a_centre, the_actor
from javon.core import clock
from javon.core.audit.models import Entry
from javon.core.booking.models import Booking, Resource
from javon.core.booking.tests.characters import overlaps
from javon.core.verdict import Refused
from javon.service.readers.tests.characters import a_reader, blocked, dilnoza, rustam_ota
from javon.service.readingroom import rights
from javon.service.readingroom.actions import places, sessions
from javon.service.readingroom.models import Computer, Seat, Visit
from javon.service.readingroom.queries import hall
from javon.service.readingroom.tests.characters import (
    a_hall_librarian,
    a_room,
    at,
    card_of,
    the_machine,
    the_place,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return a_room()


@pytest.fixture
def by(room):
    return the_actor(a_hall_librarian())


def refused(function, **given):
    with pytest.raises(Refused) as found:
        function(**given)
    return found.value.verdict.codes


def sat(by, code, reader, **more):
    return sessions.sit_down(by=by, place=the_place(code), card=card_of(reader), **more)


def test_sitting_down_is_a_session_and_a_visit(room, by):
    girl = dilnoza()
    with at(10):
        session = sat(by, "P1", girl)
    with at(10, 20):
        seen = hall.hall(room, clock.now())
    spot = seen.spot("P1")
    assert (spot.look, spot.session.reader, spot.session.minutes_left) == ("busy", girl, 40)
    assert (session.state, Visit.objects.get().how) == ("in_use", "room")
    assert [one.look for one in seen.spots].count("free") == 7


def test_a_card_that_is_not_served_changes_nothing(room, by):
    reader = a_reader()
    blocked(reader, "computer")
    place = the_place("P1")
    assert refused(sessions.sit_down, by=by, place=place, card="K999999") == ("card_unknown",)
    assert refused(sessions.sit_down, by=by, place=place, card=card_of(reader)) == ("reader_is_restricted",)
    assert not Booking.objects.exists() and not Visit.objects.exists()
    assert sat(by, "J1", reader).state == "in_use"  # only computers are closed to them


def test_a_queue_moves_on_and_the_plan_says_so(room, by):
    girl, old = dilnoza(), rustam_ota()
    with at(10):
        uses = [sat(by, f"P{number}", a_reader()) for number in (1, 2, 3, 4)]
        first = sessions.wait_for(by=by, room=room, kind="computer", card=card_of(girl))
        sessions.wait_for(by=by, room=room, kind="computer", card=card_of(old))
    with at(10, 30):
        sessions.end_session(by=by, session=uses[1])
        seen = hall.hall(room, clock.now())
        assert (seen.spot("P2").look, seen.spot("P2").session.reader) == ("held", girl)
        assert [one.reader for one in seen.groups[0].waiting] == [old]
    with at(10, 46):  # she did not come: the place has gone on by itself
        assert hall.hall(room, clock.now()).spot("P2").session.reader == old
        assert refused(sessions.check_in_session, by=by, session=first)
        assert sat(by, "P2", old).state == "in_use"


def test_half_an_hour_more_and_past_the_queue_with_a_reason(room, by):
    with at(10):
        uses = [sat(by, f"P{number}", a_reader()) for number in (1, 2, 3, 4)]
        assert sessions.extend_session(by=by, session=uses[0]).extensions == 1
        sessions.wait_for(by=by, room=room, kind="computer", card=card_of(dilnoza()))
        assert refused(sessions.extend_session, by=by, session=uses[1]) == ("booking_others_wait",)
        head = the_actor(a_hall_librarian("head", rights.PASS_QUEUE))
        why = "Imtihon tugayapti"
        made = sessions.extend_session(by=head, session=uses[1], override_reason=why)
    assert made.overruled == ["booking_others_wait"]
    entry = Entry.objects.filter(verb="session_extended").latest("id")
    assert entry.overruled == ["booking_others_wait"] and why not in str(entry.digests)


def test_the_quota_of_the_day(room, by):
    places.set_hall_terms(
        by=the_machine(), centre=a_centre(), kind="computer", use_minutes=60, hold_minutes=15, extension_minutes=30,
        daily_minutes=60, basis="41-son buyruq",
    )  # fmt: skip
    girl = dilnoza()
    with at(10):
        use = sat(by, "P1", girl)
        assert refused(sessions.extend_session, by=by, session=use) == ("booking_quota_reached",)
    with at(11):
        place = the_place("P2")
        assert refused(sessions.sit_down, by=by, place=place, card=card_of(girl)) == (
            "booking_quota_reached",
        )
        assert sat(by, "J1", girl).state == "in_use"  # a seat is no computer
        head = the_actor(a_hall_librarian("head", rights.EXCEED_QUOTA))
        assert sat(head, "P2", girl, override_reason="Diplom ishi").overruled == ["booking_quota_reached"]


def hour(moment):
    return datetime.combine(clock.today(), time(moment), clock.TASHKENT)


def test_a_class_hour_takes_the_places_of_its_room(room, by):
    other = a_room("P11 P12", name="Kichik zal")
    given = {"by": by, "room": room, "kind": "computer", "starts_at": hour(14), "ends_at": hour(15)}
    with at(10):
        assert refused(sessions.set_class_hour, **given, count=5, label="5-B") == ("booking_too_few_free",)
        assert sessions.set_class_hour(**given, count=3, label="5-B, informatika") == 3
        (told,) = hall.class_hours(a_centre().pk, room, clock.now())
        assert told.places == 3 and not hall.class_hours(a_centre().pk, other, clock.now())
    with at(13, 30):
        assert sat(by, "P1", dilnoza()).ends_at == hour(14)
    with at(14, 10):
        looks = {spot.code: spot.look for spot in hall.hall(room, clock.now()).spots}
        assert [looks[f"P{number}"] for number in (1, 2, 3, 4)] == ["block", "block", "block", "free"]
        assert sessions.end_class_hour(by=by, hour=told) == 3
        assert hall.hall(room, clock.now()).spot("P1").look == "free"
    assert overlaps() == []


def test_a_fault_ends_the_session_and_is_mended(room, by):
    girl = dilnoza()
    with at(10):
        use = sat(by, "P1", girl)
        place = places.call_faulty(by=by, place=the_place("P1"), note="Yoqilmayapti")
        assert (place.state, place.note) == ("faulty", "Yoqilmayapti")
        assert Booking.objects.get(pk=use.pk).state == "done"
        assert hall.hall(room, clock.now()).spot("P1").look == "faulty"
        assert refused(sessions.sit_down, by=by, place=place, card=card_of(girl)) == ("booking_closed",)
        assert refused(places.call_faulty, by=by, place=place, note="Yana") == ("place_faulty_already",)
        assert places.mend(by=by, place=place).note == ""
        assert sat(by, "P1", girl).state == "in_use"
        assert refused(places.mend, by=by, place=place) == ("place_not_faulty",)


def test_a_plan_drawn_anew_moves_keeps_and_takes_away(room, by):
    before = {one.code: one.pk for one in hall.places_of(room)}
    kept = a_room("P2 P1 J9", room=room, name="Katta zal")
    after = {one.code: (one.pk, one.column) for one in hall.places_of(kept)}
    assert after["P1"] == (before["P1"], 2) and after["P2"] == (before["P2"], 1) and "J9" in after
    assert set(after) == {"P1", "P2", "J9"} and Seat.objects.filter(removed_on=None).count() == 1
    assert hall.plan_text(kept, hall.places_of(kept)) == "P2 P1 J9"
    again = a_room("P1 P2 P3", room=kept)
    assert {one.code: one.pk for one in hall.places_of(again)}["P3"] == before["P3"]
    assert Resource.objects.get(code="P3").is_open and Computer.objects.count() == 4


def test_a_place_that_somebody_has_stays_on_the_plan(room, by):
    sat(by, "P1", dilnoza())
    assert refused(
        places.keep_room, by=the_machine(), centre=a_centre(), name="Zal", service_point=room.service_point, plan="P2",
        room=room,
    ) == ("place_is_busy",)  # fmt: skip
    assert refused(
        places.keep_room, by=the_machine(), centre=a_centre(), name="Oʻquv zali", service_point=None, plan="P1 X",
    ) == ("room_name_taken", "room_without_point", "plan_unread", "plan_code_elsewhere")  # fmt: skip


def test_nobody_serves_or_draws_without_the_right(room):
    nobody = the_actor(a_hall_librarian("other"))
    assert refused(
        places.keep_room, by=nobody, centre=a_centre(), name="Z", service_point=room.service_point, plan="P9"
    ) == ("no_right",)
