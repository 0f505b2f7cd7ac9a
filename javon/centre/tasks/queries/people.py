"""Between whom a person may choose: who gives tasks, who controls them."""

from __future__ import annotations

from datetime import date

from javon.centre.organisation.models import Person
from javon.centre.organisation.queries import holders_of_right, people_at
from javon.centre.tasks import rights
from javon.core.access import Actor


def givers(by: Actor, today: date) -> list[Person]:
    """Who could have said it: everybody who gives tasks to anyone, the director first of all."""
    return holders_of_right(rights.ISSUE.code, today, among=list(people_at(today, centre_id=by.centre_id)))


def controllers(by: Actor, today: date) -> list[Person]:
    """Who may control another's task: whoever gives tasks or takes them off control."""
    people = list(people_at(today, centre_id=by.centre_id))
    may = {
        person.pk
        for right in (rights.ASSIGN, rights.ISSUE, rights.CONTROL)
        for person in holders_of_right(right.code, today, among=people)
    }
    return [person for person in people if person.pk in may]
