"""Schools and their classes as readers fill them. Issue D: class lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from javon.centre.organisation.models import LocalBody
from javon.service.readers.models import ClassStep, Reader, Registration
from javon.service.readers.queries.finding import readers_of
from javon.service.readers.queries.listing import with_state
from javon.service.readers.rules.registering import letter_of_class


@dataclass(slots=True)
class ClassCount:
    """One class: how many readers, how many of them not yet registered this year."""

    grade: int
    letter: str
    pupils: int
    missing: int


@dataclass(slots=True)
class SchoolCount:
    """One school with its classes in their order."""

    school: LocalBody
    classes: list[ClassCount] = field(default_factory=list)

    @property
    def pupils(self) -> int:
        """Readers of the school who sit in a class."""
        return sum(one.pupils for one in self.classes)


def pupils_of(centre_id: UUID, school_id: UUID | None = None) -> QuerySet[Reader]:
    """Readers who sit in a class, here and not left."""
    found = readers_of(centre_id).filter(kind=Reader.Kind.PERSON, left_on=None).exclude(grade=None)
    return found.filter(school_id=school_id) if school_id else found.exclude(school=None)


def schools(centre_id: UUID, today: date) -> list[SchoolCount]:
    """Every school of the directory, also one that nobody reads from yet; two queries."""
    lines = Registration.objects.filter(reader=OuterRef("pk"), year=today.year)
    rows = pupils_of(centre_id).select_related(None).annotate(is_registered=Exists(lines)).order_by()
    grouped = rows.values("school_id", "grade", "class_letter").annotate(
        pupils=Count("pk"), missing=Count("pk", filter=Q(is_registered=False))
    )
    found: dict[UUID, list[ClassCount]] = {}
    for row in grouped:
        grade = row["grade"] or 0  # never empty here: only pupils of a class are asked for
        one = ClassCount(grade, row["class_letter"], row["pupils"], row["missing"])
        found.setdefault(row["school_id"], []).append(one)
    bodies = LocalBody.objects.filter(centre_id=centre_id, kind=LocalBody.Kind.SCHOOL, valid_to=None)
    return [
        SchoolCount(body, sorted(found.get(body.pk, []), key=lambda one: (one.grade, one.letter)))
        for body in sorted(bodies, key=lambda body: in_order(body.name))
    ]


def in_order(name: str) -> tuple[int, str]:
    """The place of a school among others: 2-maktab before 10-maktab, those without a number after them."""
    digits = "".join(letter for letter in name.split("-")[0] if letter.isdecimal())
    return (int(digits) if digits else 10**6, name)


def class_of(centre_id: UUID, school_id: UUID, grade: int, letter: str, today: date) -> QuerySet[Reader]:
    """The readers of one class in the order of the alphabet, with `is_registered` and `is_blocked`."""
    found = with_state(pupils_of(centre_id, school_id), today)
    return found.filter(grade=grade, class_letter=letter_of_class(letter)).order_by("sort_key", "number")


def step_of(school_id: UUID, year: int) -> ClassStep | None:
    """The step of the school year that began in `year`, unless it was taken back."""
    return ClassStep.objects.filter(school_id=school_id, year=year, undone_at=None).first()


def to_step(centre_id: UUID, school_id: UUID) -> QuerySet[Reader]:
    """Whom a step would move, the leaving class first."""
    return pupils_of(centre_id, school_id).order_by("-grade", "class_letter", "sort_key")
