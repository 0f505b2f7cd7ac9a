"""Writing many readers at once, each with the same rows that the action gives one. For the demo and for benches.

Proved equal to ``actions.register`` on a sample (tests/test_bulk.py). Nothing is journalled or announced row by row: one
line says how many came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from javon.centre.organisation.models import Centre
from javon.collection.stock import counters
from javon.core import audit, clock
from javon.core.access import Actor
from javon.core.database.transactions import writing
from javon.service.readers import numbers
from javon.service.readers.actions.registering import columns_of, guardian_row
from javon.service.readers.models import Card, Consent, ConsentText, Guardianship, Reader, Registration
from javon.service.readers.queries import portrait
from javon.service.readers.queries.consents import text_in_force
from javon.service.readers.rules import ages
from javon.service.readers.rules.registering import GuardianData, ReaderData

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Known:
    """One reader as known from paper: the days of each year's registration, the first of them the very first."""

    data: ReaderData
    registered: tuple[date, ...]
    guardian: GuardianData | None = None
    family: int | None = None  # the place in the list of who answers, where that is a reader too


def write(*, by: Actor, centre: Centre, known: Sequence[Known]) -> list[Reader]:
    """Every one of `known` as a reader with card, lines of the journals, consent and guardian; in the same order.

    Numbers follow the first registration, lines of a journal the day. Only where no reader has a number beyond the
    counter, that is in a home that nobody works in yet.
    """
    with writing():
        readers = _readers(by, centre, known)
        _create(Reader, readers)
        day_of = {reader.pk: one.registered[0] for reader, one in zip(readers, known, strict=True)}
        _create(Card, [
            Card(centre=centre, reader=one, number=one.number, issued_on=day_of[one.pk]) for one in readers
        ])  # fmt: skip
        _create(Registration, _lines(by, readers, known))
        _create(Consent, _consents(by, readers, known))
        _create(Guardianship, _guardians(readers, known))
        audit.record(by, "readers_taken_over", centre)
    return readers


def _create(model: Any, rows: Sequence[Any]) -> None:
    model.objects.bulk_create(rows, batch_size=AT_ONCE)


def _at(day: date) -> datetime:
    return min(datetime.combine(day, time(10), clock.TASHKENT), clock.now())


def _readers(by: Actor, centre: Centre, known: Sequence[Known]) -> list[Reader]:
    first = counters.take(f"reader-cards/{centre.pk.hex}", len(known)) if known else 0
    in_order = sorted(range(len(known)), key=lambda place: known[place].registered[0])
    number = {place: first + at for at, place in enumerate(in_order)}
    return [
        Reader(
            centre=centre,
            number=number[place],
            kind=one.data.kind,
            registered_on=one.registered[0],
            created_at=_at(one.registered[0]),
            created_by_id=by.user_id,
            **columns_of(one.data),
        )
        for place, one in enumerate(known)
    ]


def _lines(by: Actor, readers: Sequence[Reader], known: Sequence[Known]) -> list[Registration]:
    days = sorted(
        (day, reader.number, reader, day == one.registered[0])
        for reader, one in zip(readers, known, strict=True)
        for day in one.registered
    )
    lines: list[Registration] = []
    for year in sorted({day.year for day, *_rest in days}):
        of_year = [row for row in days if row[0].year == year]
        first = numbers.journal_line(readers[0].centre_id, year, len(of_year))
        lines += [
            Registration(
                centre_id=reader.centre_id,
                reader=reader,
                year=year,
                number=first + place,
                kind=Registration.Kind.NEW if is_new else Registration.Kind.AGAIN,
                registered_on=day,
                entered_at=_at(day),
                by_user_id=by.user_id,
                heads=reader.head_count or 1,
                **portrait(reader, day),
            )
            for place, (day, _number, reader, is_new) in enumerate(of_year)
        ]
    return lines


def _consents(by: Actor, readers: Sequence[Reader], known: Sequence[Known]) -> list[Consent]:
    consents: list[Consent] = []
    texts: dict[date, ConsentText | None] = {}
    for reader, one in zip(readers, known, strict=True):
        day = one.registered[0]
        if day not in texts:
            texts[day] = (
                text_in_force(reader.centre_id, day)
                or ConsentText.objects.filter(centre_id=reader.centre_id).first()
            )
        text = texts[day]
        if text is None or reader.kind == Reader.Kind.COLLECTIVE:
            continue
        is_child = ages.needs_guardian(ages.age_on(one.data.birth_date, day))
        consents.append(
            Consent(
                reader=reader,
                text=text,
                given_by=Consent.Giver.GUARDIAN if is_child else Consent.Giver.SELF,
                way=Consent.Way.SHEET,
                given_on=day,
                taken_at=_at(day),
                taken_by_id=by.user_id,
            )
        )
    return consents


def _guardians(readers: Sequence[Reader], known: Sequence[Known]) -> list[Guardianship]:
    rows: list[Guardianship] = []
    for reader, one in zip(readers, known, strict=True):
        answering = one.guardian
        if one.family is not None:
            relation = answering.relation if answering else "guardian"
            answering = GuardianData(relation=relation, reader_id=readers[one.family].pk)
        if answering is not None and answering.is_somebody:
            rows.append(guardian_row(reader, answering, one.registered[0]))
    return rows
