"""The stocktakings of the demo library: the children's stock counted last year, the reading room's half-way today."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from javon.centre.documents import actions as documents
from javon.centre.documents.canonical import content_hash
from javon.centre.documents.models import Document
from javon.centre.documents.queries import approval as routes
from javon.centre.documents.queries.reading import newest_version
from javon.centre.organisation.models import Centre, Person, ServicePoint
from javon.collection.stock.actions import counting
from javon.collection.stock.actions import stocktaking as actions
from javon.collection.stock.models import (
    Commission,
    CommissionMember,
    Copy,
    CountedShelf,
    Stocktaking,
    Whereabouts,
)
from javon.collection.stock.rules.stocktaking import Scope
from javon.config.demo.staff import SINCE, acting, holder_of, open_day
from javon.core import clock
from javon.core.accounts.pins import PinProof
from javon.core.database.transactions import writing

Story = Iterator[datetime]

LAST_YEAR = 290  # days ago: after the texts that give everybody their rights
SHARE_SEEN = 0.31  # of the reading room, now
BY_HAND = 40  # the newest scans, one by one; those before them came as lists of a handheld scanner


def stocktakings_of(centre: Centre, today: date) -> list[Story]:
    """Both stories; nothing where the demo has no such desks."""
    points = {point.code: point for point in ServicePoint.objects.filter(centre=centre)}
    _let_stays_be_older()
    found = []
    if "BOLALAR" in points:
        found.append(_finished(centre, points["BOLALAR"], today))
    if "OQUVZAL" in points:
        found.append(_half_way(centre, points["OQUVZAL"]))
    return found


def _let_stays_be_older() -> None:
    """The copies stood where they stand long before the evening on which the demo was made."""
    with writing():
        Whereabouts.objects.filter(until=None).update(since=datetime.combine(SINCE, time(9), clock.TASHKENT))


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), clock.TASHKENT)


def _commission(centre: Centre, day: date) -> Commission:
    found = Commission.objects.create(
        centre=centre,
        name="Fondni tekshirish komissiyasi",
        purposes=[Commission.Purpose.STOCKTAKING],
        order_label="17-A-son buyruq",
        valid_from=day,
    )
    people = [holder_of(code) for code in ("head-stock", "librarian-children", "cataloguer")]
    for place, person in enumerate(people):
        role = CommissionMember.Role.MEMBER if place else CommissionMember.Role.CHAIR
        CommissionMember.objects.create(commission=found, person=person, role=role, position=place)
    return found


def _shelves_with_codes(session: Stocktaking) -> Iterator[tuple[CountedShelf, list[str]]]:
    """The codes that stand on each shelf, in their order."""
    for shelf in session.shelves.all():
        rows = Copy.objects.filter(service_point=shelf.point, shelf=shelf.name, state=Copy.State.ON_SHELF)
        codes = [row.code or row.inventory_number for row in rows.order_by("inventory_order")]
        if codes:
            yield shelf, codes


def _finished(centre: Centre, point: ServicePoint, today: date) -> Story:
    """Counted by two people in three days; two books not found, the act approved by the director."""
    day = open_day(centre, today - timedelta(days=LAST_YEAR))
    leader = holder_of("head-stock")
    yield _at(day, 9)
    session = actions.open_stocktaking(
        by=acting(leader),
        centre=centre,
        scope=Scope(points=(point.pk,)),
        deed=actions.Deed(
            "17-A-son buyruq",
            commission=_commission(centre, day),
            liable_before=holder_of("librarian-children"),
        ),
    )
    counters = [holder_of("librarian-children"), leader]
    chance = random.Random(7)
    for turn, (shelf, codes) in enumerate(_shelves_with_codes(session)):
        yield _at(day, 9, 20) + timedelta(minutes=35 * turn)
        lost = set(chance.sample(codes, 1)) if turn in (1, 4) and len(codes) > 1 else set()
        seen = "\n".join(code for code in codes if code not in lost)
        by = acting(counters[turn % 2])
        counting.scan_list(by=by, stocktaking=session, text=seen, shelf=shelf)
        counting.finish_shelf(by=by, shelf=shelf)
    after = open_day(centre, day + timedelta(days=2))
    yield _at(after, 16)
    session = actions.end_counting(by=acting(leader), stocktaking=session)
    document = actions.draft_act(by=acting(leader), stocktaking=session)
    yield from approved_act(document, leader, _at(after, 16, 30))


def approved_act(document: Document, author: Person, moment: datetime) -> Story:
    """An act of the stock on its way: sent, agreed, and approved by the director with the PIN."""
    version = newest_version(document)
    documents.submit(by=acting(author), version=version, expected_edits=version.edits)
    while (station := routes.current_station(version)) is not None and station.kind == "agree":
        yield moment
        by = acting(holder_of(station.post.code))
        documents.agree(by=by, version=version, expected_number=version.number)
    yield moment + timedelta(minutes=40)
    director = holder_of("director")
    documents.approve(
        by=acting(director),
        version=version,
        expected_number=version.number,
        expected_hash=content_hash(version),
        proof=PinProof(director.user_id or 0, clock.now()),
    )


def _half_way(centre: Centre, point: ServicePoint) -> Story:
    """Opened two hours ago; a third is seen, and a few books did not stand where they should."""
    begun = clock.now() - timedelta(hours=2)
    leader, counter = holder_of("head-stock"), holder_of("librarian-reading-room")
    yield begun
    session = actions.open_stocktaking(
        by=acting(leader),
        centre=centre,
        scope=Scope(points=(point.pk,)),
        deed=actions.Deed("61-A-son buyruq", liable_before=counter),
    )
    shelves = list(_shelves_with_codes(session))
    codes = [(shelf, code) for shelf, ones in shelves for code in ones]
    seen = codes[: round(len(codes) * SHARE_SEEN)]
    by = acting(counter)
    lists: dict[CountedShelf, list[str]] = {}
    for shelf, code in seen[:-BY_HAND]:
        lists.setdefault(shelf, []).append(code)
    for shelf, ones in lists.items():
        yield begun + timedelta(minutes=20)
        counting.scan_list(by=by, stocktaking=session, text="\n".join(ones), shelf=shelf)
        counting.finish_shelf(by=by, shelf=shelf)
    moment = begun + timedelta(minutes=110)
    for turn, (shelf, code) in enumerate(seen[-BY_HAND:]):
        yield moment + timedelta(seconds=3 * turn)
        # Every twelfth stands on the last shelf, whatever its record says.
        here = shelves[-1][0] if turn % 12 == 5 else shelf
        counting.scan(by=by, stocktaking=session, code=code, shelf=here)
    yield moment + timedelta(seconds=3 * BY_HAND)
    counting.scan(by=by, stocktaking=session, code="7000013", shelf=seen[-1][0] if seen else None)
