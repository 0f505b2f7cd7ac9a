"""Who is to read what, who has, who is late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from javon.centre.documents.models import Acknowledgement, Document, Reader, Version
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre, Person
from javon.core.days import NoOpenDay, add_open_days

CALENDAR_AHEAD = 400  # days


def readers_at(document: Document, day: date) -> dict[Person, int]:
    """Everybody who must read `document` on `day`, with the open days given; the shortest where two rows speak."""
    found: dict[Person, int] = {}
    here: list[Person] | None = None
    for row in document.readers.select_related("post", "unit"):
        if row.post is not None:
            people: Iterable[Person] = organisation.holders_of(row.post, day)
        elif row.unit is not None:
            people = [person for person in _here(document, day) if row.unit_id in _units(person, day)]
        else:
            here = here if here is not None else _here(document, day)
            people = here
        for person in people:
            found[person] = min(found.get(person, row.days), row.days)
    return found


def _here(document: Document, day: date) -> list[Person]:
    return list(organisation.people_at(day).filter(centre_id=document.centre_id))


def _units(person: Person, day: date) -> set[object]:
    return {held.post.unit_id for held in organisation.posts_of(person, day)}


def due_on(centre: Centre, day: date, days: int) -> date:
    """The last day to read: `days` open days after `day`; calendar days where no hours are entered."""
    is_open = organisation.calendar(centre, day, day + timedelta(days=CALENDAR_AHEAD))
    try:
        return add_open_days(day, days, is_open)
    except NoOpenDay:
        return day + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The acknowledgement sheet of a version: who has read, who has not, who is late."""

    read: tuple[Acknowledgement, ...]
    waiting: tuple[Acknowledgement, ...]
    late: tuple[Acknowledgement, ...]

    @property
    def asked(self) -> int:
        return len(self.read) + len(self.waiting) + len(self.late)

    @property
    def unread(self) -> tuple[Acknowledgement, ...]:
        return (*self.late, *self.waiting)


def sheet_of(version: Version, day: date) -> Sheet:
    """The sheet as it stands on `day`; who was excused unread is not on it."""
    rows = version.acknowledgements.select_related("person", "scan").order_by("person_name")
    read: list[Acknowledgement] = []
    waiting: list[Acknowledgement] = []
    late: list[Acknowledgement] = []
    for row in rows:
        if row.at is not None or row.is_paper:
            read.append(row)
        elif not row.is_excused:
            (late if row.due_on is not None and row.due_on < day else waiting).append(row)
    return Sheet(tuple(read), tuple(waiting), tuple(late))


def _unread() -> QuerySet[Acknowledgement]:
    return Acknowledgement.objects.filter(
        at=None, is_paper=False, is_excused=False, version__state=Version.State.IN_FORCE
    ).select_related("version__document", "person")


def to_read(person: Person) -> QuerySet[Acknowledgement]:
    """What `person` has yet to read, the soonest first. `reminded_at` is set where somebody reminded."""
    return _unread().filter(person=person).order_by("due_on", "asked_on")


def overdue_readings(centre_id: UUID, day: date) -> QuerySet[Acknowledgement]:
    """Who is late with reading what, for the director."""
    return (
        _unread()
        .filter(version__document__centre_id=centre_id, due_on__lt=day)
        .order_by("due_on", "person_name")
    )


def asked(version: Version, person: Person | None) -> Acknowledgement | None:
    """The line of `person` on the sheet of `version`."""
    return version.acknowledgements.filter(person=person).first() if person is not None else None


def unread_of_readers(person: Person, day: date) -> list[tuple[Version, Reader]]:
    """Versions in force that `person`, as appointed on `day`, must read and was never asked to."""
    if person not in organisation.people_at(day):
        return []  # the region's observer looks, and is bound by none of our papers
    posts = {held.post.pk for held in organisation.posts_of(person, day)}
    units = _units(person, day)
    asked_for = Acknowledgement.objects.filter(person=person).values("version_id")
    rows = Reader.objects.filter(
        document__centre_id=person.centre_id,
        document__status__in=Document.BINDING,
        document__is_model_text=False,  # nobody acknowledges what the director has not approved
    ).select_related("document")
    found: dict[object, tuple[Version, Reader]] = {}
    for row in rows:
        speaks = (row.post_id in posts) or (row.unit_id in units if row.unit_id else row.post_id is None)
        if not speaks:
            continue
        version = row.document.versions.filter(state=Version.State.IN_FORCE).exclude(pk__in=asked_for).first()
        if version is not None and version.pk not in found:
            found[version.pk] = (version, row)
    return list(found.values())
