"""A reader is registered, registered again each year, corrected, closed. Nizom 2.11; dossier 2.1, 2.2, 8.3."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from javon.centre.organisation.models import Centre
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce
from javon.core.uzbek import normalise
from javon.core.verdict import Refused, Verdict
from javon.service.readers import names, numbers, phones, rights
from javon.service.readers.happened import (
    ReaderCorrected,
    ReaderLeft,
    ReaderRegistered,
    ReaderRegisteredAgain,
)
from javon.service.readers.models import Card, Consent, Guardianship, Reader, Registration
from javon.service.readers.obligations import obligations_of
from javon.service.readers.queries import consents, journals, likenesses, portrait
from javon.service.readers.rules import ages
from javon.service.readers.rules import registering as rules
from javon.service.readers.rules.likeness import Sure
from javon.service.readers.rules.registering import GuardianData, ReaderData


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """That the reader, or a parent, has agreed: to the text in force, in this way."""

    way: str = Consent.Way.SHEET


def columns_of(data: ReaderData) -> dict[str, Any]:
    """The columns of a reader after what was written down, with the keys that follow from them."""
    texts = {name: normalise(getattr(data, name)).strip()[:most] for name, most in rules.LONGEST.items()}
    phone = data.phone or ""
    is_group = data.kind == Reader.Kind.COLLECTIVE
    return {
        **texts,
        "birth_date": None if is_group else data.birth_date,
        "sex": data.sex,
        "category": data.category,
        "school_id": data.school_id,
        "grade": data.grade,
        "class_letter": rules.letter_of_class(texts["class_letter"]),
        "mahalla_id": data.mahalla_id,
        "phone": phone,
        "phone_key": phones.phone_key(phone),
        "head_count": data.head_count if is_group else None,
        "is_visually_impaired": data.is_visually_impaired,
        **keys_of(texts["surname"], texts["given_name"], texts["patronymic"]),
    }


def keys_of(surname: str, given_name: str, patronymic: str) -> dict[str, str]:
    """The columns by which a name is found and put in order."""
    return {
        "search_key": names.search_key(surname, given_name)[:300],
        "given_key": names.name_key(given_name)[:160],
        "sort_key": names.sort_key(surname, given_name, patronymic),
    }


@action
def register(
    *,
    by: Actor,
    centre: Centre,
    data: ReaderData,
    guardian: GuardianData | None = None,
    consent: ConsentGiven | None = None,
    card_number: int | None = None,
    registered_on: date | None = None,
    is_another: bool = False,
    request_id: UUID | None = None,
) -> Reader:
    """A new reader with a card, this year's line of the journal, the adult who answers and the consent: all or nothing.

    `card_number` was scanned; None gives the next one. `is_another`: the clerk has looked at the likeness that was
    shown and says that it is somebody else. Raises Refused with every objection of ``rules.may_register``.
    """
    require(by, rights.REGISTER_READERS)
    today = clock.today()
    day = registered_on or today
    answering = guardian or GuardianData()
    # Two desks that register one child at once: the second waits here and then sees the first.
    Centre.objects.select_for_update().get(pk=centre.pk)
    text = consents.text_in_force(centre.pk, day)
    verdict = rules.may_register(
        rules.RegistrationFacts(
            data=data,
            today=today,
            registered_on=day,
            guardian=answering,
            has_consent=consent is not None,
            has_consent_text=text is not None,
            card_number=card_number,
            card_belongs_to=_owner_of(centre.pk, card_number),
            likenesses=_likenesses(centre.pk, data),
            is_another=is_another,
        )
    )
    verdict.enforce()
    reader = _create(by, centre, data, card_number or numbers.free_card(centre.pk), day)
    if answering.is_somebody:
        put_guardian(reader, answering, day)
    if consent is not None and text is not None and data.kind == rules.PERSON:
        is_child = ages.needs_guardian(ages.age_on(data.birth_date, day))
        Consent.objects.create(
            reader=reader,
            text=text,
            given_by=Consent.Giver.GUARDIAN if is_child else Consent.Giver.SELF,
            way=consent.way,
            given_on=day,
            taken_at=clock.now(),
            taken_by_id=by.user_id,
        )
    line = _write_line(by, reader, day, Registration.Kind.NEW)
    audit.record(by, "reader_registered", reader)
    announce(ReaderRegistered(reader.pk, line.pk))
    return reader


def _create(by: Actor, centre: Centre, data: ReaderData, number: int, day: date) -> Reader:
    reader = Reader.objects.create(
        centre=centre,
        number=number,
        kind=data.kind,
        registered_on=day,
        created_at=clock.now(),
        created_by_id=by.user_id,
        **columns_of(data),
    )
    Card.objects.create(centre=centre, reader=reader, number=number, issued_on=day)
    return reader


def _owner_of(centre_id: UUID, number: int | None) -> int | None:
    """The number of the reader who has, or has had, a card of this number."""
    if number is None:
        return None
    card = Card.objects.filter(centre_id=centre_id, number=number).select_related("reader").first()
    if card is not None:
        return card.reader.number
    return number if Reader.objects.filter(centre_id=centre_id, number=number).exists() else None


def _likenesses(centre_id: UUID, data: ReaderData) -> tuple[rules.Likeness, ...]:
    if data.kind != rules.PERSON:
        return ()
    face = likenesses.face(data.surname, data.given_name, data.patronymic, data.birth_date, data.phone or "")
    found = likenesses.alike(centre_id, face)
    return tuple(rules.Likeness(reader.number, sure is Sure.SAME) for reader, sure in found)


def put_guardian(reader: Reader, guardian: GuardianData, day: date) -> Guardianship:
    """The adult of a reader, written down."""
    row = guardian_row(reader, guardian, day)
    row.save()
    return row


def guardian_row(reader: Reader, guardian: GuardianData, day: date) -> Guardianship:
    """The adult of a reader, as a row to be kept. Of an adult who is a reader, name and phone are read there."""
    words = {} if guardian.reader_id else {"name": normalise(guardian.name).strip()[:200]}
    phone = "" if guardian.reader_id else guardian.phone or ""
    relation = guardian.relation
    if reader.kind == Reader.Kind.COLLECTIVE:
        relation = Guardianship.Relation.RESPONSIBLE
    return Guardianship(
        reader=reader,
        guardian_id=guardian.reader_id,
        relation=relation,
        phone=phone,
        phone_key=phones.phone_key(phone),
        since=day,
        **words,
    )


def _write_line(by: Actor, reader: Reader, day: date, kind: str) -> Registration:
    """The line of the journal that is open for `day`: of a closed month it stands in the open one and names the day."""
    counted_on = journals.counting_day(reader.centre, day, clock.today())
    return Registration.objects.create(
        centre_id=reader.centre_id,
        reader=reader,
        year=counted_on.year,
        number=numbers.journal_line(reader.centre_id, counted_on.year),
        kind=kind,
        registered_on=counted_on,
        paper_day=day if counted_on != day else None,
        entered_at=clock.now(),
        by_user_id=by.user_id,
        heads=reader.head_count or 1,
        **portrait(reader, day),
    )


def locked(reader: Reader) -> Reader:
    """The row itself, locked: of two deeds on one reader the second sees what the first did."""
    return Reader.objects.select_for_update(of=("self",)).select_related("centre").get(pk=reader.pk)


@action
def register_again(
    *, by: Actor, reader: Reader, on: date | None = None, request_id: UUID | None = None
) -> Registration:
    """The reader comes for the first time this year: a new line of the journal. Who had left is here again.

    Raises Refused with every objection of ``rules.may_register_again``; ``registered_already`` names the line.
    """
    require(by, rights.REGISTER_READERS)
    reader = locked(reader)
    today = clock.today()
    day = on or today
    this_year = journals.line_for(reader, day, journals.counting_day(reader.centre, day, today))
    facts = rules.AgainFacts(
        today=today,
        on=day,
        registered_as=this_year.number if this_year else None,
        registered_on=this_year.registered_on if this_year else None,
        is_gone=is_gone(reader),
    )
    rules.may_register_again(facts).enforce()
    if reader.left_on is not None:
        reader.left_on, reader.left_because = None, ""
        reader.save(update_fields=["left_on", "left_because"])
    line = _write_line(by, reader, day, Registration.Kind.AGAIN)
    audit.record(by, "reader_registered_again", reader)
    announce(ReaderRegisteredAgain(reader.pk, line.pk))
    return line


def is_gone(reader: Reader) -> bool:
    """Nobody stands behind the row any more: joined to another one, or erased."""
    return reader.merged_into_id is not None or reader.erased_at is not None


@action
def correct_reader(
    *, by: Actor, reader: Reader, data: ReaderData, expected_edits: int, request_id: UUID | None = None
) -> Reader:
    """What is known of a reader is put right. `expected_edits`: of the reader as the corrector saw it.

    Raises Refused with every objection of ``rules.may_correct``; ``reader_changed_meanwhile`` when somebody was faster.
    """
    require(by, rights.REGISTER_READERS)
    reader = locked(reader)
    data = replace(data, kind=reader.kind)  # a correction makes no group of a person
    verdict = rules.may_correct(
        data, clock.today(), edits=reader.edits, expected_edits=expected_edits, is_gone=is_gone(reader)
    )
    verdict.enforce()
    columns = columns_of(data)
    changed = {name: value for name, value in columns.items() if getattr(reader, name) != value}
    if not changed:
        return reader
    for name, value in changed.items():
        setattr(reader, name, value)
    reader.edits += 1
    reader.save(update_fields=[*(name.removesuffix("_id") for name in changed), "edits"])
    audit.record(
        by, "reader_corrected", reader, **{n: v for n, v in changed.items() if not n.endswith("_key")}
    )
    announce(ReaderCorrected(reader.pk))
    return reader


@action
def close_reader(
    *, by: Actor, reader: Reader, because: str, on: date | None = None, request_id: UUID | None = None
) -> Reader:
    """The reader has moved away or died: the card ends, nothing is erased; coming back is registering again.

    Raises Refused of ``rules.may_close`` and with whatever is still on loan (``obligations``).
    """
    require(by, rights.REGISTER_READERS)
    reader = locked(reader)
    today = clock.today()
    day = on or today
    verdict = rules.may_close(
        on=day, today=today, because=because, is_here=reader.is_here, registered_on=reader.registered_on
    )
    Verdict.of([*verdict.refusals, *obligations_of(reader.pk)]).enforce()
    reader.left_on = day
    reader.left_because = normalise(because).strip()[:120]
    reader.save(update_fields=["left_on", "left_because"])
    for card in Card.objects.filter(reader=reader, ended_on=None):
        card.ended_on, card.ended_because = max(day, card.issued_on), Card.Ended.LEFT
        card.save(update_fields=["ended_on", "ended_because"])
    audit.record(by, "reader_left", reader)
    announce(ReaderLeft(reader.pk))
    return reader


@action
def reopen_reader(*, by: Actor, reader: Reader, request_id: UUID | None = None) -> Reader:
    """A reader was closed by mistake: takes the closing back, card included."""
    require(by, rights.REGISTER_READERS)
    reader = locked(reader)
    if reader.left_on is None or is_gone(reader):
        raise Refused.because("reader_is_here")
    reader.left_on, reader.left_because = None, ""
    reader.save(update_fields=["left_on", "left_because"])
    last = Card.objects.filter(Q(ended_because=Card.Ended.LEFT), reader=reader).order_by("-number").first()
    if last is not None and not Card.objects.filter(reader=reader, ended_on=None).exists():
        last.ended_on, last.ended_because = None, ""
        last.save(update_fields=["ended_on", "ended_because"])
    audit.record(by, "reader_reopened", reader)
    return reader
