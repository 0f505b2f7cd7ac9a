"""Everything that waits for one person today, gathered from the modules below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from javon.centre.documents import rights as document_rights
from javon.centre.documents.models import Acknowledgement, ApprovalStep, BasisLink, Document
from javon.centre.documents.queries import overdue_readings, papers_to_check, to_decide, to_read
from javon.centre.documents.queries.letters import answers_due, waiting_for_resolution
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Absence, Centre, Person
from javon.centre.organisation.queries.calendar import Timetable
from javon.centre.organisation.queries.people import HeldPost
from javon.centre.organisation.queries.roster import PointToday, absent_on, where_everyone_is
from javon.centre.tasks import queries as tasks
from javon.centre.tasks import rights as task_rights
from javon.centre.tasks.models import Task
from javon.centre.tasks.queries.lists import Waiting
from javon.core.access import Actor

LOOK_AHEAD = 7  # days for closed days and answers


@dataclass(frozen=True, slots=True)
class Today:
    """What waits for one person. Lists that another person's work fills are empty without the right to see it."""

    to_decide: list[ApprovalStep]
    letters: list[Document]  # no resolution yet
    to_read: list[Acknowledgement]
    tasks: list[Waiting]
    answers: list[Document]  # due within a week, unanswered
    late_tasks: list[Task]  # of everybody, for whoever controls execution
    late_readings: list[Acknowledgement]
    papers_to_check: list[BasisLink]
    points: list[PointToday]
    absent: list[Absence]
    stands_in: list[HeldPost]
    closed_soon: list[tuple[date, str]]

    @property
    def waiting(self) -> int:
        """How many things wait for this very person."""
        return len(self.to_decide) + len(self.letters) + len(self.to_read) + len(self.tasks)


def today_of(by: Actor, person: Person, now: datetime) -> Today:
    """The Today page of `person`."""
    day, centre = now.date(), person.centre
    resolves, controls = by.may(task_rights.ISSUE), by.may(task_rights.CONTROL)
    sees_sheets = by.may(document_rights.SEE_ACKNOWLEDGEMENTS)
    waiting = tasks.waiting_for(person, day)
    own_late = {one.task.pk for one in waiting}
    late = tasks.overdue_for_director(centre.pk, day) if controls else []
    return Today(
        to_decide=list(to_decide(person, day)),
        letters=list(waiting_for_resolution(by)[:20]) if resolves else [],
        to_read=list(to_read(person)),
        tasks=waiting,
        answers=list(answers_due(by, day + timedelta(days=LOOK_AHEAD))[:20])
        if resolves or by.may(document_rights.REGISTER)
        else [],
        late_tasks=[task for task in late if task.pk not in own_late],
        late_readings=list(overdue_readings(centre.pk, day)[:50]) if sees_sheets else [],
        papers_to_check=list(papers_to_check(centre.pk)[:20]) if by.may(document_rights.APPROVE) else [],
        points=where_everyone_is(centre, now),
        absent=absent_on(centre, day),
        stands_in=[one for one in organisation.posts_of(person, day) if one.instead_of is not None],
        closed_soon=closed_days(centre, day),
    )


def closed_days(centre: Centre, day: date) -> list[tuple[date, str]]:
    """Special days of the coming week on which the house is closed, with the reason that readers see."""
    last = day + timedelta(days=LOOK_AHEAD)
    book = Timetable.of(centre, day, last)
    return [(one, book.reason(one)) for one in sorted(book.special) if book.reason(one)]


@dataclass(frozen=True, slots=True)
class Badges:
    """What waits for me, as the rail counts it."""

    decide: int
    read: int
    tasks: int


def badges_of(person: Person, day: date) -> Badges:
    """Three counts; as few queries as lists of a handful need."""
    return Badges(to_decide(person, day).count(), to_read(person).count(), tasks.how_many_wait(person, day))
