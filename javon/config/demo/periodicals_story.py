"""The newspapers and journals of the demo library, told with real actions: records, sheets, a subscription, daily ticks.

Eight titles are subscribed for the current half-year; some issues did not come, one journal had a double issue, one
quarter of a newspaper is bound and one letter went to the Post.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.catalogue.actions.records import correct_marc, create_record
from javon.collection.catalogue.models import Title
from javon.collection.periodicals import rules
from javon.collection.periodicals.actions import counting, subscribing, ticking
from javon.collection.periodicals.actions.ticking import Tick
from javon.collection.periodicals.models import Issue, Periodical
from javon.collection.periodicals.queries import sheets
from javon.collection.sources.record import Record
from javon.config.demo.staff import acting, holder_of, open_day
from javon.core import clock
from javon.core.database.fields import uuid7

Story = Iterator[datetime]

# title, publisher, place, kind, frequency, weekdays, index, copies, soʻm a month
TITLES = (
    ("Xalq soʻzi", "«Xalq soʻzi» tahririyati", "Toshkent", "newspaper", "five_a_week", "23456", "211", 2, 68_000),
    ("Yangi Oʻzbekiston", "«Yangi Oʻzbekiston» tahririyati", "Toshkent", "newspaper", "five_a_week", "23456", "236", 1, 72_000),
    ("Andijonnoma", "Andijon viloyati hokimligi", "Andijon", "newspaper", "two_a_week", "36", "68", 2, 31_000),
    ("Maʼrifat", "Maktabgacha va maktab taʼlimi vazirligi", "Toshkent", "newspaper", "weekly", "3", "149", 1, 29_000),
    ("Yoshlik", "Oʻzbekiston Yozuvchilar uyushmasi", "Toshkent", "journal", "monthly", "", "822", 1, 34_000),
    ("Gʻuncha", "«Yangi asr avlodi» nashriyoti", "Toshkent", "journal", "monthly", "", "833", 2, 24_000),
    ("Jahon adabiyoti", "Oʻzbekiston Yozuvchilar uyushmasi", "Toshkent", "journal", "monthly", "", "828", 1, 41_000),
    ("Saodat", "Xotin-qizlar qoʻmitasi", "Toshkent", "journal", "bimonthly", "", "844", 1, 19_000),
)  # fmt: skip


def stories(centre: Centre, today: date) -> list[Story]:
    """One after the other: what is ticked must be subscribed."""
    return [_half_year(centre, today)]


def _at(centre: Centre, day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(open_day(centre, day), time(hour, minute), clock.TASHKENT)


def _half_year(centre: Centre, today: date) -> Story:
    half = 1 if today.month <= 6 else 2
    begins = date(today.year, 1 if half == 1 else 7, 1)
    keeper = acting(holder_of("head-stock"))
    yield _at(centre, begins - timedelta(days=40), 10)
    records = [_record(centre, name, publisher, place) for name, publisher, place, *_rest in TITLES]
    kept = [
        subscribing.keep_periodical(
            by=keeper,
            centre=centre,
            title=record,
            kind=kind,
            frequency=frequency,
            weekdays=days,
            post_index=index,
        )
        for record, (_n, _p, _l, kind, frequency, days, index, _c, _s) in zip(records, TITLES, strict=True)
    ]
    yield _at(centre, begins - timedelta(days=28), 15)
    made = subscribing.begin_subscription(
        by=keeper,
        centre=centre,
        year=today.year,
        half=half,
        supplier=counting.POST,
        contract="44-son idoraviy obuna",
    )
    for periodical, title in zip(kept, TITLES, strict=True):
        subscribing.subscribe(
            by=keeper,
            subscription=made,
            periodical=periodical,
            first_month=begins.month,
            last_month=begins.month + 5,
            copies=title[7],
            month_price=title[8] * 100,
        )
    subscribing.order_subscription(
        by=keeper, subscription=made, ordered_on=clock.today(), receipt=f"OB-{today.year % 100}{half}0417"
    )
    yield from _daily_post(centre, kept, begins, today)
    yield from _next_half(centre, kept, today, half)


def _record(centre: Centre, name: str, publisher: str, place: str) -> Title:
    """The record of a periodical: entered as any other, then its leader says «serial»."""
    by = acting(holder_of("cataloguer"))
    values = {"title": name, "publisher": publisher, "place": place, "language": "uzb", "audience": "adults"}
    title = create_record(
        by=by, centre_id=centre.pk, values=values, request_id=uuid7(), override_reason="davriy nashr"
    )
    record = Record.from_json(title.marc)
    serial = Record(f"{record.leader[:7]}s{record.leader[8:]}", record.fields)
    return correct_marc(
        by=by, title=title, marc=serial.to_json(), expected_version=title.version, request_id=uuid7()
    )


def _daily_post(centre: Centre, kept: list[Periodical], begins: date, today: date) -> Story:
    """Each working day the reading room ticks what came; one issue in twenty-five is lost on the way."""
    chance = random.Random(7)
    by = acting(holder_of("librarian-reading-room"))
    awaited = [
        (day, Tick(one.pk, copies, day=day))
        for one, copies in _newspapers(kept)
        for day in _days(one, begins, today)
    ]
    awaited += [
        (date(today.year, month, 12 + place), Tick(one.pk, copies, number=number))
        for place, (one, copies) in enumerate(_journals(kept))
        for number in range(1, rules.TIMES_A_YEAR[one.frequency] + 1)
        for month in (rules.month_of(number, rules.TIMES_A_YEAR[one.frequency]),)
        if begins <= date(today.year, month, 12 + place) <= today
    ]
    by_day: dict[date, list[Tick]] = {}
    for day, tick in awaited:
        arrives = open_day(centre, day)
        if arrives <= today and chance.random() > 0.04:
            by_day.setdefault(arrives, []).append(tick)
    is_bound = is_claimed = False
    for day in sorted(by_day):
        yield _at(centre, day, 9, 20)
        ticking.tick_post(by=by, centre=centre, arrived_on=clock.today(), ticks=by_day[day])
        if not is_bound and day >= begins + timedelta(days=98):
            is_bound = True
            _bind(centre, kept[0], begins)
        if not is_claimed and day >= begins + timedelta(days=105):
            is_claimed = True
            _claim(centre, day)


def _newspapers(kept: list[Periodical]) -> list[tuple[Periodical, int]]:
    return [(one, title[7]) for one, title in zip(kept, TITLES, strict=True) if one.kind == "newspaper"]


def _journals(kept: list[Periodical]) -> list[tuple[Periodical, int]]:
    return [(one, title[7]) for one, title in zip(kept, TITLES, strict=True) if one.kind == "journal"]


def _days(one: Periodical, begins: date, today: date) -> list[date]:
    days = rules.expected_days(today.year, one.weekdays, range(begins.month, today.month + 1))
    return [day for day in days if day <= today]


def _bind(centre: Centre, periodical: Periodical, begins: date) -> None:
    """The first quarter of the half-year sewn together; its delivery waits to be accepted."""
    by = acting(holder_of("cataloguer"))
    months = range(begins.month, begins.month + 3)
    issues = Issue.objects.filter(periodical=periodical, day__month__in=months, supplement="")
    point = ServicePoint.objects.filter(centre=centre, code="OQUVZAL").first()
    counting.bind_volume(
        by=by,
        periodical=periodical,
        year=begins.year,
        issues=list(issues),
        label=f"{'I' if begins.month == 1 else 'III'} chorak",
        price=204_000_00,
        service_point=point or ServicePoint.objects.filter(centre=centre).order_by("position")[0],
    )


def _claim(centre: Centre, day: date) -> None:
    """A letter about everything that has not come until then."""
    missing = [
        Tick(periodical.pk, 0, day=cell.slot[0], number=cell.slot[1])
        for periodical, cells in sheets.gaps(centre.pk, day.year, clock.today())
        for cell in cells
    ]
    if missing:
        by = acting(holder_of("librarian-reading-room"))
        ticking.write_claim(
            by=by,
            centre=centre,
            year=day.year,
            addressee=f"«{counting.POST}» AJ Qoʻrgʻontepa filiali",
            missing=missing,
        )


def _next_half(centre: Centre, kept: list[Periodical], today: date, half: int) -> Story:
    """The campaign for the next half-year has begun: a draft with the first titles."""
    yield _at(centre, today - timedelta(days=4), 16)
    by = acting(holder_of("head-stock"))
    year, following = (today.year, 2) if half == 1 else (today.year + 1, 1)
    made = subscribing.begin_subscription(
        by=by, centre=centre, year=year, half=following, supplier=counting.POST
    )
    first = 7 if following == 2 else 1
    for periodical, title in list(zip(kept, TITLES, strict=True))[:3]:
        subscribing.subscribe(
            by=by,
            subscription=made,
            periodical=periodical,
            first_month=first,
            last_month=first + 5,
            copies=title[7],
            month_price=title[8] * 105,
        )
