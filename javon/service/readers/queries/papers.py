"""What the papers of readers say: facts from the rows, in the language of the page. Dossier 2.1-2.3.

Places are written in the page's script; the name of a person as it was registered: docs/decisions/0025.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from javon.centre.documents.queries.reading import shown
from javon.centre.organisation.models import Centre, LocalBody
from javon.core.uzbek import short_date
from javon.service.readers import phones
from javon.service.readers.codes import card_barcode
from javon.service.readers.models import (
    Card,
    Deposit,
    Guardianship,
    IdentityDocument,
    Reader,
    Registration,
    SheetScan,
)
from javon.service.readers.papers.card import CardFacts
from javon.service.readers.papers.formulary import Formulary
from javon.service.readers.papers.journal import LINES_A_VOLUME, JournalRow
from javon.service.readers.papers.letters import Addressed, DepositFacts, GroupFacts
from javon.service.readers.papers.registration_sheet import GuardianFacts, SheetFacts
from javon.service.readers.queries.consents import standing, text_in_force
from javon.service.readers.rules import ages

UNPRINTED_SHOWN = 200
WITHOUT_SHEET_SHOWN = 100


def reader_with_papers(centre_id: UUID, number: int) -> Reader | None:
    """The reader with this number, with what papers ask of the row."""
    rows = Reader.objects.filter(centre_id=centre_id, number=number, erased_at=None)
    return rows.select_related("school", "mahalla", "centre", "sheet__file").first()


def named(centre: Centre) -> str:
    """The centre's name in the script of the page."""
    return shown(centre.name, centre.name_cyrl)


def named_shortly(centre: Centre) -> str:
    """The same in the line at the head of a page."""
    return shown(centre.short_name) or named(centre)


# --- cards


def cards_to_print(centre_id: UUID) -> QuerySet[Card]:
    """Cards in use that nobody has on paper yet, the oldest first."""
    rows = Card.objects.filter(centre_id=centre_id, ended_on=None, printed_at=None, reader__erased_at=None)
    return rows.select_related("reader").order_by("number")


def cards_of(centre_id: UUID, numbers: Sequence[int]) -> list[Card]:
    """The cards in use among these numbers."""
    rows = Card.objects.filter(
        centre_id=centre_id, number__in=numbers[:500], ended_on=None, reader__erased_at=None
    )
    return list(rows.select_related("reader").order_by("number"))


def card_in_use(reader: Reader) -> Card | None:
    """The card that the reader has."""
    return Card.objects.filter(reader=reader, ended_on=None).select_related("reader").first()


def card_facts(centre: Centre, cards: Iterable[Card]) -> list[CardFacts]:
    """Each as it is printed."""
    return [
        CardFacts(named(centre), centre.phone, card.reader.short_name, card_barcode(card.number), card.shown)
        for card in cards
    ]


# --- the sheet


def sheet_facts(reader: Reader, today: date) -> SheetFacts:
    """The registration sheet of a reader."""
    consent = standing(reader).first()
    text = consent.text if consent is not None else text_in_force(reader.centre_id, today)
    years = reader.registrations.order_by("year")
    return SheetFacts(
        shown=f"K-{reader.number:06d}",
        on=reader.registered_on,
        name=reader.full_name,
        born=short_date(reader.birth_date) if reader.birth_date else "",
        sex=str(reader.get_sex_display()) if reader.sex else "",
        occupation=str(reader.get_category_display()),
        work=work_of(reader),
        address=address_of(reader),
        phone=phones.shown(reader.phone),
        document=_document(reader),
        is_child=ages.needs_guardian(ages.age_on(reader.birth_date, today)),
        guardian=_guardian(reader),
        consent=text.text if text else "",
        consent_version=str(text.version) if text else "",
        years=tuple((str(one.year), one.registered_on, str(one.number)) for one in years),
    )


def blank_sheet(centre_id: UUID, today: date, *, is_child: bool) -> SheetFacts:
    """A sheet for the pen."""
    text = text_in_force(centre_id, today)
    return SheetFacts(
        is_child=is_child,
        consent=text.text if text else "",
        consent_version=str(text.version) if text else "",
    )


def _document(reader: Reader) -> str:
    row = IdentityDocument.objects.filter(reader=reader).first()
    return f"{row.get_kind_display()}, {row.mask}" if row is not None else ""


def _guardian(reader: Reader) -> GuardianFacts | None:
    row = Guardianship.objects.filter(reader=reader, ended_on=None).select_related("guardian").first()
    if row is None:
        return None
    name = row.guardian.full_name if row.guardian else row.name
    phone = row.guardian.phone if row.guardian else row.phone
    return GuardianFacts(str(row.get_relation_display()), name, phones.shown(phone))


def sheets_tally(centre_id: UUID, year: int) -> tuple[int, int]:
    """How many of the readers of a year have their signed sheet, and how many there are: 1 038 / 1 041."""
    people = _registered(centre_id, year)
    return people.filter(Exists(SheetScan.objects.filter(reader=OuterRef("reader")))).count(), people.count()


def without_sheet(centre_id: UUID, year: int) -> QuerySet[Registration]:
    """Lines of the journal whose reader's signed sheet is missing."""
    rows = _registered(centre_id, year).exclude(Exists(SheetScan.objects.filter(reader=OuterRef("reader"))))
    return rows.select_related("reader", "reader__school").order_by("number")


def _registered(centre_id: UUID, year: int) -> QuerySet[Registration]:
    return Registration.objects.filter(
        centre_id=centre_id, year=year, is_struck=False, reader__kind=Reader.Kind.PERSON
    )


# --- the journal and the head of the formulary


def years_of_journal(centre_id: UUID) -> list[tuple[int, int]]:
    """Years that have a journal, the newest first, each with its last number."""
    rows = Registration.objects.filter(centre_id=centre_id).order_by("-year", "-number")
    found: dict[int, int] = {}
    for year, number in rows.values_list("year", "number").iterator(chunk_size=2000):
        found.setdefault(year, number)
    return list(found.items())


def journal_rows(centre_id: UUID, year: int, volume: int) -> list[JournalRow]:
    """The lines of one volume of a year, in their order. One query."""
    first = (volume - 1) * LINES_A_VOLUME + 1
    rows = Registration.objects.filter(
        centre_id=centre_id, year=year, number__gte=first, number__lt=first + LINES_A_VOLUME
    )
    related = rows.select_related(
        "reader", "reader__school", "reader__mahalla", "school", "mahalla", "double_of"
    )
    return [_journal_row(one) for one in related.order_by("number")]


def _journal_row(line: Registration) -> JournalRow:
    """Category, school and class are those of that day; name, address and phone those that are known now."""
    reader = line.reader
    struck = _("(struck out)") if line.is_struck else ""
    if line.double_of:
        struck = _("(struck out, see no. %(number)s)") % {"number": line.double_of.number}
    at_school = f"{line.grade}" if line.grade is not None else ""
    school = ", ".join(part for part in (_body(line.school), at_school) if part)
    return JournalRow(
        number=line.number,
        on=line.registered_on,
        name=" ".join(part for part in (reader.full_name if reader else struck, _of_paper_day(line)) if part),
        born=str(reader.birth_date.year) if reader and reader.birth_date else "",
        category=str(line.get_category_display()),
        work=(work_of(reader) if reader else "") or school,
        address=address_of(reader) if reader else _body(line.mahalla),
        phone=phones.shown(reader.phone) if reader else "",
    )


def _of_paper_day(line: Registration) -> str:
    """Of a line that stands in another month than its day: the day."""
    return _("(by paper of %(day)s)") % {"day": short_date(line.paper_day)} if line.paper_day else ""


def formulary_head(reader: Reader, year: int, today: date) -> Formulary:
    """The first page of the card; whoever knows the loans adds the lines."""
    line = Registration.objects.filter(reader=reader, year=year).first()
    card = card_in_use(reader)
    return Formulary(
        centre=named(reader.centre),
        number=str(line.number) if line else "",
        year=str(year),
        shown=card.shown if card else "",
        code=card_barcode(card.number) if card else "",
        name=reader.full_name,
        born=str(reader.birth_date.year) if reader.birth_date else "",
        work=work_of(reader) or str(reader.get_category_display()),
        address=address_of(reader),
        phone=phones.shown(reader.phone),
        since=short_date(reader.registered_on),
        is_child=ages.needs_guardian(ages.age_on(reader.birth_date, today)),
    )


def work_of(reader: Reader) -> str:
    """Where somebody works or learns, in the script of the page: "12-maktab, 5-«B»"."""
    parts = (_body(reader.school), shown(reader.class_name), shown(reader.workplace))
    return ", ".join(part for part in parts if part)


def address_of(reader: Reader) -> str:
    """Mahalla, street and house, in the script of the page."""
    return ", ".join(part for part in (_body(reader.mahalla), shown(reader.address)) if part)


def _body(body: LocalBody | None) -> str:
    return shown(body.name, body.name_cyrl) if body is not None else ""


# --- letters


def addressed(reader: Reader) -> Addressed:
    """Whom a letter speaks of."""
    card = card_in_use(reader)
    return Addressed(reader.full_name, card.shown if card else f"K-{reader.number:06d}", work_of(reader))


def group_facts(reader: Reader) -> GroupFacts:
    """A collective reader for its letter of guarantee."""
    adult = _guardian(reader)
    return GroupFacts(
        name=reader.surname,
        shown=f"K-{reader.number:06d}",
        heads=reader.head_count or 0,
        body=_body(reader.school) or _body(reader.mahalla),
        responsible=adult.name if adult else "",
        phone=adult.phone if adult else "",
    )


def deposit(centre_id: UUID, year: int, number: int) -> Deposit | None:
    """The deposit of this number."""
    rows = Deposit.objects.filter(centre_id=centre_id, year=year, number=number)
    return rows.select_related("reader", "reader__school", "reader__mahalla").first()


def deposits(centre_id: UUID, *, held_only: bool = False) -> QuerySet[Deposit]:
    """Every deposit, those that are held first."""
    rows = Deposit.objects.filter(centre_id=centre_id).select_related("reader")
    if held_only:
        rows = rows.filter(returned_on=None)
    return rows.order_by(F("returned_on").desc(nulls_first=True), "-year", "-number")


def deposits_of(reader: Reader) -> list[Deposit]:
    """Those of one reader."""
    return list(Deposit.objects.filter(Q(reader=reader)).order_by("-year", "-number"))


def deposit_facts(row: Deposit) -> DepositFacts:
    """One for its papers."""
    return DepositFacts(row.shown, row.amount, str(row.get_reason_display()), row.taken_on, row.returned_on)


def held_sum(reader: Reader) -> int:
    """Tiyin that the centre holds of a reader."""
    return sum(one.amount for one in deposits_of(reader) if one.returned_on is None)
