"""Copies that tests play with."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from javon.centre.documents.actions import agree, submit
from javon.centre.documents.queries.approval import current_station
from javon.centre.documents.tests.characters import LIBRARIAN_RIGHTS, approved_by, newest
from javon.centre.organisation.models import Person, ServicePoint
from javon.centre.organisation.tests.characters import (
    a_centre,
    a_person,
    a_service_point,
    an_employee,
    the_actor,
)
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock import rights as stock_rights
from javon.collection.stock.actions import deliveries, losses, moves, write_offs
from javon.collection.stock.codes import barcode_of
from javon.collection.stock.dimensions import counted_title, order_of
from javon.collection.stock.models import (
    Commission,
    CommissionMember,
    Copy,
    Delivery,
    Disposal,
    Loss,
    Transfer,
)
from javon.collection.stock.whereabouts import open_stays
from javon.core import clock
from javon.core.access import Actor, machine

_numbers = count(1)


def a_copy(of: Title | None = None, **deviations: Any) -> Copy:
    """A copy on its shelf that may be lent."""
    title = of or a_title()
    given = {
        "centre_id": title.centre_id,
        "title": title,
        "service_point": deviations.pop("service_point", None) or a_service_point(),
        "inventory_number": f"{next(_numbers):06}",
        "shelf_mark": "84(5Oʻzb) Q-57",
    }
    given |= counted_title(title)._asdict()
    copy = Copy.objects.create(**{**given, **deviations})
    copy.inventory_order = order_of(copy.inventory_number)
    copy.save(update_fields=["inventory_order"])
    open_stays([copy], place=copy.state, since=clock.now(), by=machine("test"))
    return copy


def a_commission(purpose: str = "preservation", **deviations: Any) -> Commission:
    """A chair and two members, set up by an order on paper since long ago."""
    given = {
        "centre": a_centre(),
        "name": "Fondlarni saqlash komissiyasi",
        "purposes": [purpose],
        "order_label": "14-A-son buyruq, 2026-yil 9-yanvar",
        "valid_from": date(2026, 1, 9),
    }
    commission = Commission.objects.create(**{**given, **deviations})
    for place, (surname, given_name) in enumerate(
        (("Nazarova", "Shahnoza"), ("Karimova", "Dilnoza"), ("Ergashev", "Gʻayrat"))
    ):
        CommissionMember.objects.create(
            commission=commission,
            person=a_person(surname, given_name),
            role="member" if place else "chair",
            position=place,
        )
    return commission


def a_stock_keeper(username: str = "fondchi") -> Person:
    """Lists, drafts, sends, moves, enters commissions; approves nothing."""
    rights_held = (*stock_rights.RIGHTS, *LIBRARIAN_RIGHTS)
    return an_employee(username, *rights_held, surname="Xolmatova", given_name="Nodira")


def a_write_off(by: Actor, *copies: Copy, reason: str = "worn", price: int | None = None) -> Disposal:
    """A list with these copies."""
    disposal = write_offs.begin_write_off(by=by, centre=a_centre(), reason=reason)
    if copies:
        codes = "\n".join(copy.inventory_number for copy in copies)
        write_offs.list_copies(by=by, disposal=disposal, codes=codes, price=price)
    return disposal


def with_minutes(
    by: Actor, disposal: Disposal, commission: Commission | None = None, **typed: Any
) -> Disposal:
    """Laid before a commission, which has found that the copies may go."""
    chosen = commission or a_commission()
    write_offs.lay_before_commission(by=by, disposal=disposal, commission=chosen)
    given = {"number": "3", "on": clock.today(), "conclusion": "Taʼmirlab boʻlmaydi, hisobdan chiqarilsin."}
    return write_offs.write_minutes(by=by, disposal=disposal, **{**given, **typed})


def with_act_sent(by: Actor, disposal: Disposal) -> Disposal:
    """The act is drafted and on its way to the director."""
    disposal = write_offs.draft_act(by=by, disposal=disposal)
    assert disposal.act is not None
    version = newest(disposal.act)
    submit(by=by, version=version, expected_edits=version.edits)
    return disposal


def approved_write_off(by: Actor, director: Actor, *copies: Copy, **given: Any) -> Disposal:
    """The whole way: scanned, looked at, drafted, approved by the director and so booked."""
    return approved_list(by, director, a_write_off(by, *copies, **given))


def approved_list(by: Actor, director: Actor, disposal: Disposal) -> Disposal:
    """The way of a list that is scanned already, to its line of part 2."""
    disposal = with_act_sent(by, with_minutes(by, disposal))
    assert disposal.act is not None
    version = newest(disposal.act)
    station = current_station(version)
    if station is not None and station.kind == "agree":
        head = Person.objects.get(appointments__post=station.post)
        agree(by=the_actor(head), version=version, expected_number=version.number)
    approved_by(director, version)
    disposal.refresh_from_db()
    return disposal


def a_move(by: Actor, *copies: Copy, to: ServicePoint | None = None) -> Transfer:
    """A list of these copies, from their point to the reading room."""
    from_point = copies[0].service_point if copies else a_service_point()
    room = to or a_service_point("ZAL", name="Oʻquv zali", kind=ServicePoint.Kind.READING_ROOM)
    transfer = moves.begin_move(by=by, centre=a_centre(), from_point=from_point, to_point=room)
    if copies:
        codes = "\n".join(copy.inventory_number for copy in copies)
        moves.list_for_move(by=by, transfer=transfer, codes=codes)
    return transfer


def a_loss(by: Actor, copy: Copy, **said: Any) -> Loss:
    """A reader has lost this copy; one without any number gets its label first."""
    if not (copy.code or copy.inventory_number):
        copy.barcode = barcode_of(500_000 + next(_numbers))
        copy.save(update_fields=["barcode"])
    given = {
        "code": copy.code or copy.inventory_number,
        "reader_name": "Karimova Nodira",
        "reader_card": "118",
        "lost_on": clock.today(),
        "circumstances": "Avtobusda qoldirgan",
        "due_on": clock.today() + timedelta(days=30),
    }
    return losses.declare_loss(by=by, centre=a_centre(), **{**given, **said})


def a_replacement(by: Actor, loss: Loss, *, accept: bool = True, **offered: Any) -> Delivery:
    """A copy is brought in its place and accepted into the books."""
    commission = Commission.objects.filter(purposes__icontains="acceptance").first()
    given = {
        "title": loss.copy.title,
        "value": 60_000_00,
        "received_on": clock.today(),
        "service_point": loss.copy.service_point,
        "commission": commission or a_commission("acceptance", valid_from=date(2020, 1, 1)),
    }
    delivery = losses.offer_replacement(by=by, loss=loss, **{**given, **offered})
    if accept:
        delivery = deliveries.accept_delivery(by=by, delivery=delivery, expected_edits=delivery.edits)
    return delivery


def many_copies(
    count: int, *, shelves: tuple[str, ...] = ("1-javon", "2-javon"), first: int = 1, **deviations: Any
) -> list[Copy]:
    """So many copies of one title with barcodes from the `first` on, dealt out to the shelves in equal runs."""
    title = deviations.pop("title", None) or a_title()
    point = deviations.pop("service_point", None) or a_service_point()
    counted = counted_title(title)._asdict()
    copies = [
        Copy(
            centre_id=title.centre_id,
            title=title,
            service_point=point,
            barcode=barcode_of(number),
            inventory_number=f"{100_000 + number}",
            inventory_order=100_000 + number,
            shelf=shelves[place * len(shelves) // count],
            shelf_mark="84(5Oʻzb) Q-57",
            price=45_000_00,
            **{**counted, **deviations},
        )
        for place, number in enumerate(range(first, first + count))
    ]
    Copy.objects.bulk_create(copies, batch_size=200)
    open_stays(copies, place=copies[0].state, since=clock.now(), by=machine("test"))
    return copies
