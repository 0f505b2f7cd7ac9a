"""The reading room of the demo library: its plan, a year of visits in bulk, and the hall as it is at this moment.

Nine of fourteen computers are in use, two do not work, three are promised to a class that comes in a few minutes, and so
two people wait. Books lie before readers; one was not given back yesterday.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Min

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.stock.models import Copy
from javon.config.demo.staff import acting, holder_of, open_day
from javon.core import clock
from javon.core.access import Actor, machine
from javon.service.lending.models import Loan
from javon.service.readers.models import Reader, Registration
from javon.service.readers.queries.finding import current_card
from javon.service.readingroom.actions import in_house, places, sessions
from javon.service.readingroom.actions.following import IN_PERSON
from javon.service.readingroom.bulk import Came, write_visits
from javon.service.readingroom.models import Place, Room, Visit
from javon.service.readingroom.queries.hall import place_by_code

HALL = """\
P1 P2 P3 P4 P5 P6 P7
P8 P9 P10 P11 P12 P13 P14

J1 J2 . J3 J4 . J5 J6
J7 J8 . J9 J10 . J11 J12

J13 J14 . J15 J16 . J17 J18
J19 J20 . J21 J22 . J23 J24"""
A_DAY = 45  # who come into the hall with a card on an ordinary day at scale 1
NAMELESS = 14
VIRTUAL = 3
AT_COMPUTERS = ("P1", "P2", "P5", "P6", "P8", "P9", "P10", "P13", "P14")
FAULTY = (("P4", "Yoqilmayapti: quvvat bloki kuygan"), ("P11", "Sichqonchasi ishlamaydi"))
FOR_THE_CLASS = 3
AT_SEATS = ("J1", "J2", "J5", "J8", "J10", "J15", "J16")
# Of the months, January first: schools are busy in spring and autumn, July is quiet.
BUSY = (0.9, 1.0, 1.1, 1.15, 1.0, 0.7, 0.5, 0.6, 1.2, 1.25, 1.2, 1.0)


def fill_hall(centre: Centre, today: date, scale: float) -> None:
    """Draw the hall, count a year, seat whoever is there now. Where there are no readers yet only the nameless come."""
    point = ServicePoint.objects.filter(centre=centre, code="OQUVZAL").select_related("centre").first()
    if point is None:
        return
    by = acting(holder_of("librarian-reading-room"))
    room = _drawn(centre, point, today)
    readers = list(_readers(centre, today))
    write_visits(_at_the_desk(centre), by=machine("javon demo", centre.pk))
    write_visits(_year(centre, point, readers, today, scale), by=machine("javon demo", centre.pk))
    for code, note in FAULTY:
        places.call_faulty(by=by, place=_place(centre, code), note=note)
    if len(readers) > len(AT_COMPUTERS) + len(AT_SEATS) + 4:
        _seat(centre, room, by, readers)
        _books(centre, point, by, readers, today)


def _drawn(centre: Centre, point: ServicePoint, today: date) -> Room:
    head = machine("javon demo", centre.pk)
    with clock.at(datetime.combine(open_day(centre, today - timedelta(days=360)), time(10), clock.TASHKENT)):
        room = places.keep_room(by=head, centre=centre, name="Oʻquv zali", service_point=point, plan=HALL)
        for kind, minutes, daily in (("computer", 60, 120), ("seat", 240, None)):
            places.set_hall_terms(
                by=head, centre=centre, kind=kind, use_minutes=minutes, hold_minutes=15, extension_minutes=30,
                daily_minutes=daily, basis="Kutubxonadan foydalanish qoidalari, 4-band",
            )  # fmt: skip
    return room


def _readers(centre: Centre, today: date) -> Iterator[Reader]:
    """Whoever is registered this year and may be served, in the order of their numbers."""
    rows = Reader.objects.filter(
        centre=centre, kind=Reader.Kind.PERSON, left_on=None, merged_into=None, erased_at=None, blocks=None,
        pk__in=Registration.objects.filter(year=today.year).values("reader"), cards__ended_on=None,
    )  # fmt: skip
    yield from rows.order_by("number").distinct()


def _at_the_desk(centre: Centre) -> Iterator[Came]:
    """Who took a book home was there: as many deeds lean on the visit as there were loans that day."""
    loans = Loan.objects.filter(centre=centre, channel__in=IN_PERSON, reader__isnull=False).exclude(
        state="undone"
    )
    rows = loans.values("reader", "service_point", "lent_on").annotate(
        first=Min("lent_at"), loans=Count("pk")
    )
    people = Reader.objects.in_bulk({row["reader"] for row in rows})
    points = ServicePoint.objects.filter(centre=centre).select_related("centre").in_bulk()
    for row in rows.order_by("lent_on", "first"):
        point = points[row["service_point"]]
        yield Came(point, row["first"], Visit.How.DESK, people[row["reader"]], deeds=row["loans"])


def _year(
    centre: Centre, point: ServicePoint, readers: list[Reader], today: date, scale: float
) -> Iterator[Came]:
    chance = random.Random(11)
    first = today - timedelta(days=365)
    is_open = organisation.calendar(centre, first, today)
    for number in range(365):
        day = first + timedelta(days=number)
        if not is_open(day):
            continue
        share = scale * BUSY[day.month - 1] * chance.uniform(0.7, 1.3)
        there = [one for one in readers if one.registered_on <= day]
        for reader in chance.sample(there, min(len(there), round(A_DAY * share))):
            yield Came(point, _moment(day, chance), Visit.How.ROOM, reader)
        for _each in range(round(NAMELESS * share)):
            audience = chance.choices(("child", "adult"), (2, 1))[0]
            yield Came(point, _moment(day, chance), Visit.How.TALLY, None, audience)
        for reader in chance.sample(there, min(len(there), round(VIRTUAL * share))):
            yield Came(point, _moment(day, chance), Visit.How.VIRTUAL, reader)


def _moment(day: date, chance: random.Random) -> datetime:
    hour = time(chance.randint(9, 17), chance.randint(0, 59))
    return datetime.combine(day, hour, clock.TASHKENT)


def _place(centre: Centre, code: str) -> Place:
    found = place_by_code(centre.pk, code[0], int(code[1:]))
    assert found is not None  # it stands on the plan above
    return found


def _card(reader: Reader) -> str:
    card = current_card(reader)
    return card.code if card is not None else ""


def _seat(centre: Centre, room: Room, by: Actor, readers: list[Reader]) -> None:
    """Who sits where now, since when; the class that comes in twenty minutes; the two who wait."""
    now, chance = clock.now(), random.Random(3)
    coming = iter(chance.sample(readers, len(AT_COMPUTERS) + len(AT_SEATS) + 2))
    ago = {code: chance.randint(3, 35) for code in AT_COMPUTERS} | {
        code: chance.randint(3, 90) for code in AT_SEATS
    }
    for code in sorted(ago, key=lambda one: -ago[one]):
        with clock.at(now - timedelta(minutes=ago[code])):
            sessions.sit_down(by=by, place=_place(centre, code), card=_card(next(coming)))
    begins = now + timedelta(minutes=20)
    sessions.set_class_hour(
        by=by, room=room, kind="computer", count=FOR_THE_CLASS, starts_at=begins, ends_at=begins + timedelta(minutes=45),
        label="7-«A», informatika",
    )  # fmt: skip
    for reader in coming:
        sessions.wait_for(by=by, room=room, kind="computer", card=_card(reader))


def _books(centre: Centre, point: ServicePoint, by: Actor, readers: list[Reader], today: date) -> None:
    """Four books are being read; one of yesterday was not given back."""
    at_hand = Copy.objects.filter(centre=centre, state=Copy.State.ON_SHELF).exclude(inventory_number="")
    copies = list(at_hand.order_by("title__number", "inventory_number")[:40:8])
    for copy, reader in zip(copies[:1], readers[-1:], strict=True):
        with clock.at(datetime.combine(today - timedelta(days=1), time(16, 20), clock.TASHKENT)):
            in_house.give_in_house(by=by, reader=reader, point=point, code=copy.inventory_number)
            in_house.close_evening(by=by, centre=centre)
    for copy, reader in zip(copies[1:], readers, strict=False):
        in_house.give_in_house(by=by, reader=reader, point=point, code=copy.inventory_number)
