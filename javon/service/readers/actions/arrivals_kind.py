"""What is a file of readers' own among the files in turns: how a row is looked at, entered, taken back."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from pathlib import Path
from typing import Any

from javon.collection.runs.kind import Kind
from javon.collection.runs.remarks import kept
from javon.core import audit, clock
from javon.core.access import Actor
from javon.core.messaging import recipients
from javon.core.reactions import announce
from javon.core.verdict import Refusal, Weight
from javon.service.readers import numbers, phones
from javon.service.readers.actions.registering import columns_of, put_guardian
from javon.service.readers.arrivals_file import rows_of
from javon.service.readers.codes import number_typed
from javon.service.readers.contacts import recipient_of
from javon.service.readers.happened import ReaderRegistered, ReadersRunMovesOn
from javon.service.readers.models import (
    Card,
    Consent,
    ConsentText,
    Guardianship,
    Reader,
    ReaderLine,
    ReadersRun,
    Registration,
)
from javon.service.readers.queries import arrivals as queries
from javon.service.readers.queries.consents import text_in_force
from javon.service.readers.queries.portraits import portrait
from javon.service.readers.rules import ages
from javon.service.readers.rules import arrivals as rules
from javon.service.readers.rules.arrivals import Said
from javon.service.readers.rules.arrivals_columns import what_is_missing
from javon.service.readers.rules.registering import GuardianData, ReaderData

Outcome = ReaderLine.Outcome


class FileOfReaders(Kind[ReadersRun, ReaderLine, Said]):
    """A line becomes a reader, a card, a line of this year's journal, the consent on paper, the parent."""

    model = ReadersRun
    name, worker = "readers_file", "readers"
    moves_on = ReadersRunMovesOn
    own_fields = ("reader",)
    may_go_on = staticmethod(rules.may_go_on)
    what_is_missing = staticmethod(what_is_missing)

    def looked_at(self, run: ReadersRun, path: Path) -> Iterator[ReaderLine]:
        """Whoever has the name and the birth date of a row above is the same person."""
        above = queries.Above()
        for sheet, row, cells in rows_of(path, run.layout):
            said = rules.understand(cells, run.layout["columns"], clock.today())
            outcome, objections = rules.judged(said, queries.standing(run.centre_id, said, above))
            above.add(said, row)
            yield ReaderLine(
                run=run, sheet=sheet, row=row, cells=cells, outcome=outcome,
                key=queries.key_of(said),
                remarks=kept(objections), has_remarks=bool(objections),
            )  # fmt: skip

    def __init__(self) -> None:
        self._cards: tuple[Any, frozenset[int]] = (None, frozenset())

    def cards_told(self, run: ReadersRun) -> frozenset[int]:
        """The numbers of cards in the file, read once for all its turns."""
        key = (run.pk, run.layout)
        if self._cards[0] != key:
            self._cards = (key, queries.cards_told(run))
        return self._cards[1]

    def prepared(self, run: ReadersRun, line: ReaderLine) -> Said:
        """What its cells say."""
        self.cards_told(run)
        return rules.understand(line.cells, run.layout["columns"], clock.today())

    def enter(self, by: Actor, run: ReadersRun, said: Mapping[ReaderLine, Said]) -> Collection[ReaderLine]:
        """Whoever was registered at the desk since the check is known, and not entered twice."""
        bodies, text = queries.Bodies(run.centre_id), text_in_force(run.centre_id, run.registered_on)
        kept_cards = self.cards_told(run)
        for line, one in said.items():
            now = queries.standing(run.centre_id, one, queries.Above())
            if now.known_as:
                line.outcome = Outcome.KNOWN
                line.remarks = kept([Refusal("line_known", Weight.WARNS, {"reader": now.known_as})])
            else:
                line.reader, objections = _enter(by, run, one, bodies, text, kept_cards)
                line.outcome, line.remarks = Outcome.ENTERED, [*line.remarks, *kept(objections)]
        return said.keys()

    def take_back(self, by: Actor, run: ReadersRun, lines: list[ReaderLine]) -> Collection[ReaderLine]:
        """Who has anything since stays. The line of the journal stays too, struck out: its numbers have no gaps."""
        readers = Reader.objects.in_bulk([line.reader_id for line in lines if line.reader_id is not None])
        used = queries.what_uses(list(readers.values()))
        for line in lines:
            reasons: list[Refusal] = []
            if line.reader_id is not None:
                reader = readers[line.reader_id]
                is_changed, used_by = queries.is_changed(reader), used.get(reader.pk, "")
                reasons = list(rules.may_take_back(used_by=used_by, is_changed=is_changed).stops)
                if not reasons:
                    line.reader = None
                    ReaderLine.objects.filter(pk=line.pk).update(reader=None)
                    _take_back(reader)
            line.outcome = Outcome.STAYED if reasons else Outcome.BACK
            line.remarks = [one for one in line.remarks if not one[0].startswith("reader_")] + kept(reasons)
        return lines


FILE_OF_READERS = FileOfReaders()


def _enter(
    by: Actor,
    run: ReadersRun,
    said: Said,
    bodies: queries.Bodies,
    text: ConsentText | None,
    kept_cards: Container[int],
) -> tuple[Reader, list[Refusal]]:
    number, objections = _card_number(run, said, kept_cards)
    data, unclear = _data(said, bodies)
    objections += unclear
    day = run.registered_on
    reader = Reader.objects.create(
        centre_id=run.centre_id, number=number, kind=data.kind, registered_on=day, created_at=clock.now(),
        created_by_id=run.created_by_id, **columns_of(data),
    )  # fmt: skip
    Card.objects.create(centre_id=run.centre_id, reader=reader, number=number, issued_on=day)
    line = Registration.objects.create(
        centre_id=run.centre_id, reader=reader, year=day.year, number=numbers.journal_line(run.centre_id, day.year),
        kind=Registration.Kind.NEW, registered_on=day, entered_at=clock.now(), by_user_id=run.created_by_id,
        **portrait(reader, day),
    )  # fmt: skip
    is_child = ages.needs_guardian(ages.age_on(reader.birth_date, day))
    if text is not None:
        giver = Consent.Giver.GUARDIAN if is_child else Consent.Giver.SELF
        Consent.objects.create(
            reader=reader, text=text, given_by=giver, way=Consent.Way.IMPORT, given_on=day, taken_at=clock.now(),
            taken_by_id=run.created_by_id,
        )  # fmt: skip
    if said.guardian:
        phone = next(iter(phones.phones_in(said.guardian_phone)), "")
        put_guardian(reader, GuardianData(name=said.guardian, phone=phone), day)
    elif is_child:
        objections.append(Refusal("line_child_without_guardian", Weight.WARNS))
    announce(ReaderRegistered(reader.pk, line.pk))
    return reader, objections


def _card_number(run: ReadersRun, said: Said, kept_cards: Container[int]) -> tuple[int, list[Refusal]]:
    """The number that the list gives, when it is one and free; else the next."""
    if not said.card:
        return numbers.free_card(run.centre_id, kept_cards), []
    number = number_typed(said.card)
    if number is None:
        return numbers.free_card(run.centre_id, kept_cards), [
            Refusal("line_card_unreal", Weight.WARNS, {"text": said.card})
        ]
    taken = Card.objects.filter(centre_id=run.centre_id, number=number).exists()
    if taken or Reader.objects.filter(centre_id=run.centre_id, number=number).exists():
        return numbers.free_card(run.centre_id, kept_cards), [
            Refusal("line_card_taken", Weight.WARNS, {"card": f"K-{number:06d}"})
        ]
    return number, []


def _data(said: Said, bodies: queries.Bodies) -> tuple[ReaderData, list[Refusal]]:
    """The reader's columns; a school or mahalla that the directory does not know is kept as words."""
    found: list[Refusal] = []
    school = bodies.school(said.school) if said.school else None
    mahalla = bodies.mahalla(said.mahalla) if said.mahalla else None
    workplace, address = said.workplace, said.address
    if said.school and school is None:
        found.append(Refusal("line_school_unknown", Weight.WARNS, {"text": said.school[:40]}))
        workplace = ", ".join(part for part in (said.school, workplace) if part)
    if said.mahalla and mahalla is None:
        found.append(Refusal("line_mahalla_unknown", Weight.WARNS, {"text": said.mahalla[:40]}))
        address = ", ".join(part for part in (said.mahalla, address) if part)
    numbers_told = phones.phones_in(said.phone)
    if said.phone and not numbers_told:
        found.append(Refusal("line_phone_unclear", Weight.WARNS, {"text": said.phone[:20]}))
    others = ", ".join(map(phones.shown, numbers_told[1:]))
    data = ReaderData(
        surname=said.surname, given_name=said.given_name, patronymic=said.patronymic, birth_date=said.birth_date,
        sex=said.sex, category=said.category, school_id=school.pk if school else None,
        grade=said.grade if said.category == "pupil" else None, class_letter=said.class_letter, workplace=workplace,
        mahalla_id=mahalla.pk if mahalla else None, address=address, phone=next(iter(numbers_told), ""),
        note="; ".join(part for part in (said.note, others) if part),
    )  # fmt: skip
    return data, found


def _take_back(reader: Reader) -> None:
    Registration.objects.filter(reader=reader).update(reader=None, is_struck=True)
    Guardianship.objects.filter(reader=reader).delete()
    Consent.objects.filter(reader=reader).delete()
    Card.objects.filter(reader=reader).delete()
    audit.forget(reader)
    recipients.forget(recipient_of(reader.pk))
    Reader.objects.filter(pk=reader.pk).delete()
