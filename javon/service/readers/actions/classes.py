"""A class at once: its list registered, its readers registered for the year, the school a step up. Issue D; dossier 8.3."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from javon.centre.organisation.models import Centre, LocalBody
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.database.transactions import writing
from javon.core.verdict import Refusal, Refused, Weight
from javon.service.readers import rights
from javon.service.readers.actions.registering import ConsentGiven, register, register_again
from javon.service.readers.models import Category, ClassStep, Reader
from javon.service.readers.queries import classes as queries
from javon.service.readers.rules import class_lists as rules
from javon.service.readers.rules.class_lists import ClassLine
from javon.service.readers.rules.registering import LAST_GRADE, GuardianData, ReaderData


@dataclass(frozen=True, slots=True)
class OfClass:
    """The answer to a list: how many were done, and each line that was not, with why."""

    done: int
    refused: tuple[tuple[str, tuple[Refusal, ...]], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As a claimed request keeps it: counts and codes, never a name."""
        return {"done": self.done}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> OfClass:
        """What was kept."""
        return cls(kept["done"])


@action(keep=OfClass.to_json, restore=OfClass.from_json)
def register_class(
    *,
    by: Actor,
    centre: Centre,
    school: LocalBody,
    grade: int,
    letter: str,
    lines: Sequence[ClassLine],
    teacher: str,
    has_consents: bool,
    request_id: UUID | None = None,
) -> OfClass:
    """Each line a new reader of this class; a line that is refused changes nothing and is answered with its reasons.

    `teacher` answers where a line names no parent. Raises Refused ``nobody_in_list``,
    ``class_list_too_long``.
    """
    require(by, rights.REGISTER_READERS)
    if not lines:
        raise Refused.because("nobody_in_list", most=rules.MOST_LINES)
    if len(lines) > rules.MOST_LINES:
        raise Refused.because("class_list_too_long", count=len(lines), most=rules.MOST_LINES)
    done, refused = 0, []
    for line in lines:
        try:
            with writing():
                register(
                    by=by,
                    centre=centre,
                    data=_data(line, school, grade, letter),
                    guardian=_guardian(line, teacher),
                    consent=ConsentGiven() if has_consents else None,
                )
            done += 1
        except Refused as stopped:
            refused.append((line.text, stopped.verdict.stops))
    audit.record(by, "class_registered", school)
    return OfClass(done, tuple(refused))


def _data(line: ClassLine, school: LocalBody, grade: int, letter: str) -> ReaderData:
    return ReaderData(
        surname=line.surname,
        given_name=line.given_name,
        patronymic=line.patronymic,
        birth_date=line.birth_date,
        sex=line.sex,
        category=Category.PUPIL,
        school_id=school.pk,
        grade=grade,
        class_letter=letter,
        mahalla_id=school.mahalla_id,
    )


def _guardian(line: ClassLine, teacher: str) -> GuardianData:
    if line.guardian or line.phone:
        return GuardianData(name=line.guardian or teacher, phone=line.phone)
    return GuardianData(name=teacher, relation="teacher") if teacher.strip() else GuardianData()


@action(keep=OfClass.to_json, restore=OfClass.from_json)
def register_class_again(*, by: Actor, readers: Sequence[Reader], request_id: UUID | None = None) -> OfClass:
    """Everybody ticked is registered for this year. Who is registered already is passed over.

    Raises Refused ``nobody_ticked``.
    """
    require(by, rights.REGISTER_READERS)
    if not readers:
        raise Refused.because("nobody_ticked")
    done, refused = 0, []
    for reader in readers:
        try:
            with writing():
                register_again(by=by, reader=reader)
            done += 1
        except Refused as stopped:
            refused.append((reader.full_name, stopped.verdict.stops))
    return OfClass(done, tuple(refused))


@action
def step_up(
    *,
    by: Actor,
    school: LocalBody,
    year: int,
    leavers: Mapping[str, str] | None = None,
    request_id: UUID | None = None,
) -> ClassStep:
    """Every class of the school a step up; of the leaving class `leavers` says what each does now (id → category).

    Raises Refused ``classes_stepped_already``, ``nobody_to_step``, ``leavers_without_category`` (how many).
    """
    require(by, rights.REGISTER_READERS)
    school = LocalBody.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if queries.step_of(school.pk, year) is not None:
        raise Refused.because("classes_stepped_already", year=year)
    pupils = list(queries.to_step(school.centre_id, school.pk).select_related(None).select_for_update())
    if not pupils:
        raise Refused.because("nobody_to_step")
    chosen = leavers or {}
    open_to = set(Category.values) - {Category.PUPIL}
    unsaid = [one for one in pupils if one.grade == LAST_GRADE and chosen.get(str(one.pk)) not in open_to]
    if unsaid:
        raise Refused.because("leavers_without_category", Weight.HOLDS, count=len(unsaid))
    moves = []
    for reader in pupils:
        assert reader.grade is not None  # nobody else is asked for
        leaves = reader.grade == LAST_GRADE
        category = chosen[str(reader.pk)] if leaves else reader.category
        moves.append([str(reader.pk), reader.grade, reader.class_letter, category])
        reader.category = category
        reader.grade = None if leaves else reader.grade + 1
        reader.class_letter = "" if leaves else reader.class_letter
        reader.edits += 1
    Reader.objects.bulk_update(pupils, ["category", "grade", "class_letter", "edits"], batch_size=200)
    step = ClassStep.objects.create(
        school=school, year=year, moves=moves, done_at=clock.now(), done_by_id=by.user_id
    )
    audit.record(by, "classes_stepped", school)
    return step


@action
def undo_step(*, by: Actor, step: ClassStep, request_id: UUID | None = None) -> ClassStep:
    """The step is taken back for everybody whom nobody has corrected since. Raises Refused ``step_undone_already``."""
    require(by, rights.REGISTER_READERS)
    step = ClassStep.objects.select_for_update(of=("self",)).select_related("school").get(pk=step.pk)
    if step.undone_at is not None:
        raise Refused.because("step_undone_already")
    back = []
    for key, grade, letter, category in step.moves:
        reader = Reader.objects.filter(pk=UUID(key), erased_at=None, merged_into=None).first()
        after = None if grade == LAST_GRADE else grade + 1
        if reader is not None and (reader.grade, reader.category) == (after, category):
            reader.grade = grade
            reader.class_letter = letter
            reader.category = Category.PUPIL
            reader.edits += 1
            back.append(reader)
    Reader.objects.bulk_update(back, ["category", "grade", "class_letter", "edits"], batch_size=200)
    step.undone_at, step.undone_by_id = clock.now(), by.user_id
    step.save(update_fields=["undone_at", "undone_by_id"])
    audit.record(by, "classes_step_undone", step.school)
    return step
