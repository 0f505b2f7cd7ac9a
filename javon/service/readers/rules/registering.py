"""May this person be registered, corrected, registered again? Dossier 2.1, 3.3, 4.2, 6.8, 8.3.

Asked for is what serving and counting need, and nothing else. Names are never required to have three parts: some
people have one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from javon.core.card_code import LAST_NUMBER
from javon.core.verdict import Refusal, Verdict, Weight
from javon.service.readers.rules import ages

PERSON, COLLECTIVE = "person", "collective"
PUPIL = "pupil"
LAST_GRADE = 11
MOST_HEADS = 2000
LONGEST = {
    "surname": 80,
    "given_name": 80,
    "patronymic": 80,
    "class_letter": 4,
    "workplace": 160,
    "address": 200,
    "note": 300,
}


# Letters that both scripts draw and read alike: 5-«А» and 5-«A» are one class, whichever keyboard wrote it.
_ALIKE = str.maketrans("АЕКМОТ", "AEKMOT")


def letter_of_class(typed: str) -> str:
    """The letter of a class as it is kept and asked for."""
    return typed.strip().upper().translate(_ALIKE)[: LONGEST["class_letter"]]


@dataclass(frozen=True, slots=True)
class ReaderData:
    """What is written down of a reader, cleaned: phone by ``phones.phone_of`` (None: it is no number)."""

    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    kind: str = PERSON
    birth_date: date | None = None
    sex: str = ""
    category: str = ""
    school_id: UUID | None = None
    grade: int | None = None
    class_letter: str = ""
    workplace: str = ""
    mahalla_id: UUID | None = None
    address: str = ""
    phone: str | None = ""
    head_count: int | None = None
    note: str = ""
    is_visually_impaired: bool = False


@dataclass(frozen=True, slots=True)
class GuardianData:
    """The adult of a child, or who answers for a group: a reader (`reader_id`), or a name and a phone."""

    name: str = ""
    phone: str | None = ""
    relation: str = "guardian"
    reader_id: UUID | None = None

    @property
    def is_somebody(self) -> bool:
        """Something is known of this person."""
        return bool(self.name.strip() or self.reader_id)

    @property
    def is_empty(self) -> bool:
        """Nothing was typed."""
        return not self.is_somebody and self.phone == ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A reader who may be the same person: the number on the card, and how sure that is."""

    number: int
    is_same: bool  # same name and birth date; else it only looks so


@dataclass(frozen=True, slots=True)
class RegistrationFacts:
    """Everything the decision needs. The defaults are a grown-up with nothing wrong."""

    data: ReaderData
    today: date
    registered_on: date
    guardian: GuardianData = field(default_factory=GuardianData)
    has_consent: bool = True
    has_consent_text: bool = True
    card_number: int | None = None  # scanned; None: the next one is given
    card_belongs_to: int | None = None  # the number of the reader who has that card
    likenesses: tuple[Likeness, ...] = ()
    is_another: bool = False  # the clerk has looked: another person

    @property
    def age(self) -> int | None:
        """On the day of registration."""
        return ages.age_on(self.data.birth_date, self.registered_on)


def _refuse(code: str, weight: Weight = Weight.FORBIDS, **details: object) -> Refusal:
    return Refusal(code, weight, dict(details))


# --- the person ---------------------------------------------------------------------------------------------------


def surname_is_missing(data: ReaderData) -> Refusal | None:
    """Somebody is called something that can be read and said: no dash, no invisible sign."""
    if any(map(str.isalnum, data.surname)):
        return None
    return _refuse("group_without_name" if data.kind == COLLECTIVE else "surname_missing")


def birth_date_is_unreal(data: ReaderData, today: date) -> Refusal | None:
    """A person was born on a day; a group was not."""
    if data.kind == COLLECTIVE:
        return None
    if data.birth_date is None:
        return _refuse("birth_date_missing")
    if data.birth_date > today:
        return _refuse("born_in_future", day=data.birth_date)
    age = ages.age_on(data.birth_date, today)
    return _refuse("born_too_long_ago", day=data.birth_date) if age is None or age > ages.OLDEST else None


def sex_is_missing(data: ReaderData) -> Refusal | None:
    """Reports count it."""
    return None if data.sex or data.kind == COLLECTIVE else _refuse("sex_missing")


def category_is_missing(data: ReaderData) -> Refusal | None:
    """Reports count it."""
    return None if data.category else _refuse("category_missing")


def class_is_unreal(data: ReaderData) -> Refusal | None:
    """Classes are 1 to 11, and only pupils sit in them."""
    if data.grade is not None and not 1 <= data.grade <= LAST_GRADE:
        return _refuse("grade_unreal", grade=data.grade)
    if data.kind == PERSON and data.grade is not None and data.category != PUPIL:
        return _refuse("grade_of_no_pupil")
    return _refuse("pupil_without_grade") if _is_pupil_without_grade(data) else None


def _is_pupil_without_grade(data: ReaderData) -> bool:
    return data.kind == PERSON and data.category == PUPIL and data.grade is None


def phone_is_unreal(data: ReaderData) -> Refusal | None:
    """Nine digits after the country's, or none at all."""
    return _refuse("phone_unreal") if data.phone is None else None


def heads_are_unreal(data: ReaderData) -> Refusal | None:
    """A group has so many heads; a person has no such number."""
    if data.kind != COLLECTIVE:
        return None
    if data.head_count is None or not 1 <= data.head_count <= MOST_HEADS:
        return _refuse("heads_unreal", most=MOST_HEADS)
    return None


def of_the_person(data: ReaderData, today: date) -> list[Refusal | None]:
    """Every objection to what is written down, whoever writes it and why."""
    return [
        surname_is_missing(data),
        birth_date_is_unreal(data, today),
        sex_is_missing(data),
        category_is_missing(data),
        class_is_unreal(data),
        phone_is_unreal(data),
        heads_are_unreal(data),
    ]


# --- registration -------------------------------------------------------------------------------------------------


def guardian_is_missing(f: RegistrationFacts) -> Refusal | None:
    """A child has an adult who answers, and so has a group."""
    if f.guardian.phone is None:
        return _refuse("guardian_phone_unreal")
    if f.guardian.is_somebody:
        return None
    if f.data.kind == COLLECTIVE:
        return _refuse("group_without_responsible")
    if ages.needs_guardian(f.age) or not f.guardian.is_empty:
        return _refuse("guardian_missing", age=ages.GUARDIAN_TO + 1)
    return None


def consent_is_missing(f: RegistrationFacts) -> Refusal | None:
    """Nothing is kept of a person who, or whose parent, has not agreed."""
    if f.data.kind == COLLECTIVE:
        return None
    if not f.has_consent_text:
        return _refuse("no_consent_text")
    if f.has_consent:
        return None
    return _refuse("guardian_consent_missing" if ages.needs_guardian(f.age) else "consent_missing")


def card_is_taken(f: RegistrationFacts) -> Refusal | None:
    """A card is one reader's, also after it was lost."""
    if f.card_number is not None and not 1 <= f.card_number <= LAST_NUMBER:
        return _refuse("card_unreal")
    if f.card_belongs_to is None:
        return None
    return _refuse("card_taken", card=f"K-{f.card_number:06d}", reader=f"K-{f.card_belongs_to:06d}")


def day_is_unreal(f: RegistrationFacts) -> Refusal | None:
    """Nobody is registered on a day to come, nor in a year long past."""
    if f.registered_on > f.today:
        return _refuse("registered_in_future", day=f.registered_on)
    return _refuse("registered_long_ago") if is_long_past(f.registered_on, f.today) else None


def is_long_past(day: date, today: date) -> bool:
    """A late paper day of last year is still entered, in the journal that is open for it; an earlier year is not."""
    return day.year < today.year - 1


def is_there_already(f: RegistrationFacts) -> Refusal | None:
    """The same name and birth date: the same person, unless the clerk has looked and says otherwise."""
    same = next((one for one in f.likenesses if one.is_same), None)
    if same is None or f.is_another:
        return None
    return _refuse("registered_under", Weight.HOLDS, reader=f"K-{same.number:06d}")


def may_register(f: RegistrationFacts) -> Verdict:
    """Every objection to a new registration."""
    return Verdict.of(
        [
            *of_the_person(f.data, f.today),
            guardian_is_missing(f),
            consent_is_missing(f),
            card_is_taken(f),
            day_is_unreal(f),
            is_there_already(f),
        ]
    )


# --- every year ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AgainFacts:
    """A reader comes for the first time in a year."""

    today: date
    on: date
    registered_as: int | None = None  # the number of this year's line, if there is one
    registered_on: date | None = None
    is_gone: bool = False  # merged into another row, or erased


def may_register_again(f: AgainFacts) -> Verdict:
    """Once a year, and only who is here. Who has left comes back by it."""
    found: list[Refusal | None] = []
    if f.is_gone:
        found.append(_refuse("reader_is_gone"))
    if f.registered_as is not None:
        found.append(_refuse("registered_already", number=f.registered_as, day=f.registered_on))
    if f.on > f.today:
        found.append(_refuse("registered_in_future", day=f.on))
    elif is_long_past(f.on, f.today):
        found.append(_refuse("registered_long_ago"))
    return Verdict.of(found)


def may_correct(data: ReaderData, today: date, *, edits: int, expected_edits: int, is_gone: bool) -> Verdict:
    """What is written down must still be whole, and the corrector must have seen the last correction."""
    return Verdict.of(
        [
            _refuse("reader_is_gone") if is_gone else None,
            _refuse("reader_changed_meanwhile", Weight.HOLDS) if edits != expected_edits else None,
            *of_the_person(data, today),
        ]
    )


# --- cards, blocks, leaving ---------------------------------------------------------------------------------------


def may_block(*, reason: str, starts_on: date | None, ends_on: date | None, today: date) -> Verdict:
    """A restriction has its reason and, if it has an end, one that is still to come."""
    ends_early = ends_on is not None and (ends_on < today or (starts_on is not None and ends_on < starts_on))
    return Verdict.of(
        [
            None if reason.strip() else _refuse("block_without_reason"),
            _refuse("block_ends_too_early") if ends_early else None,
            _refuse("block_without_beginning") if starts_on is None else None,
        ]
    )


def may_lift(*, is_lifted: bool, because: str) -> Verdict:
    """Once, and with a reason."""
    return Verdict.of(
        [
            _refuse("block_lifted_already") if is_lifted else None,
            None if because.strip() else _refuse("lift_without_reason"),
        ]
    )


def may_end_card(*, has_card: bool, is_gone: bool) -> Verdict:
    """Only a card in use ends."""
    return Verdict.of(
        [
            _refuse("reader_is_gone") if is_gone else None,
            None if has_card else _refuse("no_card_in_use"),
        ]
    )


def may_have_another_card(
    *, is_gone: bool, is_reason: bool, is_unreal: bool, taken_number: int | None
) -> Verdict:
    """Another card for whoever is here, for a reason, of a number that nobody has or had."""
    taken = None if taken_number is None else _refuse("card_in_use", card=f"K-{taken_number:06d}")
    return Verdict.of(
        [
            _refuse("reader_is_gone") if is_gone else None,
            None if is_reason else _refuse("card_reason_missing"),
            _refuse("card_unreal") if is_unreal else taken,
        ]
    )


def may_close(*, on: date, today: date, because: str, is_here: bool, registered_on: date) -> Verdict:
    """Who leaves leaves on a day, for a reason, and has been here. What is still held objects elsewhere."""
    is_unreal = on > today or on < registered_on
    return Verdict.of(
        [
            None if is_here else _refuse("reader_left_already"),
            _refuse("left_on_unreal_day") if is_unreal else None,
            None if because.strip() else _refuse("left_without_reason"),
        ]
    )
