"""Questions about tasks: what is known before a deed, whose tasks, what waits, how a month went."""

from javon.centre.tasks.queries.facts import deed_facts, giving_facts, pending_extension, reach, warnings_of
from javon.centre.tasks.queries.lists import (
    Choice,
    counts,
    filtered,
    history,
    how_many_wait,
    judged,
    may_see,
    of_document,
    overdue_for_director,
    task_numbered,
    visible,
    waiting_for,
)
from javon.centre.tasks.queries.monthly import Discipline, discipline
from javon.centre.tasks.queries.people import controllers, givers
from javon.centre.tasks.queries.possible import Possible, possible
from javon.centre.tasks.queries.reminders import reminders_due

__all__ = [
    "Choice",
    "Discipline",
    "Possible",
    "controllers",
    "counts",
    "deed_facts",
    "discipline",
    "filtered",
    "givers",
    "giving_facts",
    "history",
    "how_many_wait",
    "judged",
    "may_see",
    "of_document",
    "overdue_for_director",
    "pending_extension",
    "possible",
    "reach",
    "reminders_due",
    "task_numbered",
    "visible",
    "waiting_for",
    "warnings_of",
]
