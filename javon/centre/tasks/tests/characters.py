"""Who plays in the tests of execution: a director, a head, two librarians, and a task."""

from __future__ import annotations

from datetime import date
from typing import Any

from javon.centre.organisation.models import Person, Post
from javon.centre.organisation.tests.characters import a_post, a_unit, an_employee, the_actor
from javon.centre.tasks import actions, rights
from javon.centre.tasks.models import Task
from javon.core import clock
from javon.core.access import Actor, machine

EVERYONE = (rights.EXECUTE, rights.CONFIRM_ORAL)
OF_A_HEAD = (*EVERYONE, rights.ASSIGN)
OF_A_DIRECTOR = (
    rights.ISSUE,
    rights.CONTROL,
    rights.GRANT_EXTENSION,
    rights.CONFIRM_ORAL,
    rights.SEE_DISCIPLINE,
    rights.OVERRIDE_SHORT_DEADLINE,
)


def a_director(username: str = "sherzod") -> Person:
    """The director, who stands over every service."""
    post = a_post("director", title="Direktor", kind=Post.Kind.DIRECTOR, unit=a_unit("management"))
    return an_employee(username, *OF_A_DIRECTOR, post=post)


def a_head(username: str = "barno") -> Person:
    """The head of the service."""
    post = a_post("head", title="Xizmat rahbari", kind=Post.Kind.HEAD)
    return an_employee(username, *OF_A_HEAD, post=post)


def a_librarian(username: str = "gulnoza", **deviations: Any) -> Person:
    """A librarian of the service."""
    return an_employee(username, *EVERYONE, **deviations)


def a_task(executor: Person | None = None, giver: Person | None = None, **deviations: Any) -> Task:
    """Given by the director to a librarian, due 2026-11-30, unless said otherwise."""
    given = {
        "what": "Bolalar boʻlimi javonlarini tartibga keltirish va roʻyxatini topshirish",
        "due_on": date(2026, 11, 30),
        "kind": Task.Kind.DIRECTIVE,
        "today": clock.today(),
    }
    by: Actor = the_actor(giver) if giver is not None else machine("test")
    task: Task = actions.issue(by=by, executor=executor or a_librarian(), **{**given, **deviations})
    return task
