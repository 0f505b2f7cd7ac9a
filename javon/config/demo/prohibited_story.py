"""Prohibited publications in the demo library: an invented list, a check with its act, and one alarm of today.

Every title and author of the list is made up; none of them exists.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from javon.centre.documents import actions as documents
from javon.centre.documents.canonical import content_hash
from javon.centre.documents.queries import approval as routes
from javon.centre.documents.queries.reading import newest_version
from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.catalogue.actions import create_record
from javon.collection.catalogue.models import Title
from javon.collection.stock.actions import deliveries, prohibited, prohibited_checks
from javon.collection.stock.models import ProhibitedCheck, ProhibitedList
from javon.collection.stock.prohibited_paper import EntryRow
from javon.collection.stock.queries.commissions import serving
from javon.config.demo.staff import acting, holder_of, open_day
from javon.core import clock
from javon.core.accounts.pins import PinProof
from javon.core.database.fields import uuid7

Story = Iterator[datetime]

ENTERED_DAYS_AGO, CHECKED_DAYS_AGO = 58, 51
DECISION = "00-sonli namunaviy xulosa"
LIST = (
    EntryRow(
        "Soʻnggi yoʻlning boshi", "Oʻylabtopilganov, Namuna", "Yoʻq nashriyot", "2009", decision=DECISION
    ),
    EntryRow("Adashgan karvon qissasi", "Xayoliy, Namuna", "Yoʻq nashriyot", "2011", decision=DECISION),
    EntryRow(
        "Путь к выдуманной вершине",
        "Примеров, Н.",
        "",
        "2013",
        other_names="Oʻylab topilgan choʻqqiga yoʻl",
        decision=DECISION,
    ),
    EntryRow("Borsa kelmas kechuvi", "Namunaviy, Misol", "", "2007", decision=DECISION),
)
WITHDRAWN = {
    "title": "Сўнгги йўлнинг боши",
    "author": "Ўйлабтопилганов, Намуна",
    "year": "2009",
    "publisher": "Йўқ нашриёт",
    "place": "Тошкент",
    "language": "uzb",
    "bbk": "86.38",
    "extent": "96 б.",
}
ANOTHER = {
    "title": "Adashgan karvon qissasi",
    "author": "Muallif, Boshqa",
    "subtitle": "ertak",
    "year": "2016",
    "publisher": "Namuna",
    "place": "Toshkent",
    "language": "uzb",
    "bbk": "84(5Oʻzb)6",
    "audience": "children",
    "extent": "24 b.",
}
TODAYS = {
    "title": "Borsa kelmas kechuvi haqida",
    "author": "Muallif, Yana Boshqa",
    "year": "2021",
    "publisher": "Namuna",
    "place": "Toshkent",
    "language": "uzb",
    "extent": "120 b.",
}


def stories(centre: Centre, today: date) -> list[Story]:
    """The two books come, the list comes, the commission checks; yesterday another book was catalogued."""
    return [_story(centre, today)]


def _at(centre: Centre, day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(open_day(centre, day), time(hour, minute), clock.TASHKENT)


def _story(centre: Centre, today: date) -> Story:
    cataloguer, head = acting(holder_of("cataloguer")), acting(holder_of("head-stock"))
    point = ServicePoint.objects.filter(centre=centre).order_by("position", "code").first()
    if point is None:
        return
    yield _at(centre, today - timedelta(days=ENTERED_DAYS_AGO + 90), 10)
    books = [_entered(centre, WITHDRAWN), _entered(centre, ANOTHER)]
    _received(centre, books, point)
    day = today - timedelta(days=ENTERED_DAYS_AGO)
    yield _at(centre, day, 9, 40)
    version = prohibited.enter_list(
        by=head,
        centre=centre,
        kind=ProhibitedList.Kind.WHOLE,
        paper="Namunaviy roʻyxat (oʻylab topilgan), 1-son",
        dated_on=day - timedelta(days=8),
        rows=LIST,
    )
    while prohibited.carry_on_look(by=head, list_id=version.pk):
        pass
    day = today - timedelta(days=CHECKED_DAYS_AGO)
    yield _at(centre, day, 14)
    yield from _checked(centre, books, day)
    yield _at(centre, today - timedelta(days=1), 11, 20)
    create_record(by=cataloguer, centre_id=centre.pk, values=TODAYS, request_id=uuid7())


def _entered(centre: Centre, values: dict[str, str]) -> Title:
    by = acting(holder_of("cataloguer"))
    return create_record(by=by, centre_id=centre.pk, values=values, request_id=uuid7())


def _received(centre: Centre, books: list[Title], point: ServicePoint) -> None:
    """Two copies of each, on one invoice."""
    by, price = acting(holder_of("head-stock")), 9_000_00
    head = {
        "source": "Fuqarolardan sotib olingan kitoblar",
        "paper_number": "14",
        "received_on": clock.today(),
        "declared_copies": 2 * len(books),
        "declared_amount": 2 * len(books) * price,
    }
    delivery = deliveries.enter_delivery(by=by, centre=centre, head=head)
    for book in books:
        deliveries.put_line(
            by=by, delivery=delivery, title=book, copies=2, unit_price=price, service_point=point
        )
    delivery.refresh_from_db()
    deliveries.accept_delivery(by=by, delivery=delivery, expected_edits=delivery.edits)
    deliveries.shelve_delivery(by=by, delivery=delivery)


def _checked(centre: Centre, books: list[Title], day: date) -> Story:
    """One book is withdrawn from use, the other one is another publication."""
    by = acting(holder_of("head-stock"))
    (commission,) = serving(centre.pk, "preservation", clock.today())
    check = prohibited_checks.begin_check(by=by, centre=centre, commission=commission)
    for match in check.matches.select_related("title"):
        is_it = match.title_id == books[0].pk
        prohibited_checks.write_finding(
            by=by,
            check=check,
            match=match,
            finding="withdrawn" if is_it else "different",
            note="" if is_it else "Boshqa muallifning bolalar uchun ertagi, faqat nomi bir xil.",
        )
    yield _at(centre, day, 15, 30)
    check = prohibited_checks.draft_check_act(
        by=by, check=check, kept_at="Fondlar xizmati rahbari xonasidagi qulflanadigan shkaf"
    )
    yield from _approved(centre, check, day)


def _approved(centre: Centre, check: ProhibitedCheck, day: date) -> Story:
    author, director = acting(holder_of("head-stock")), holder_of("director")
    assert check.act is not None and director.user_id is not None
    version = newest_version(check.act)
    documents.submit(by=author, version=version, expected_edits=version.edits)
    while (station := routes.current_station(version)) is not None and station.kind == "agree":
        yield _at(centre, day + timedelta(days=1), 10)
        agreeing = acting(holder_of(station.post.code))
        documents.agree(by=agreeing, version=version, expected_number=version.number)
    yield _at(centre, day + timedelta(days=1), 11, 30)
    documents.approve(
        by=acting(director),
        version=version,
        expected_number=version.number,
        expected_hash=content_hash(newest_version(check.act)),
        proof=PinProof(director.user_id, clock.now()),
    )
