"""A house as a new centre has it: standard structure, texts and journals, and one person in every post."""

from __future__ import annotations

from javon.centre.organisation.models import Person, Post
from javon.centre.organisation.queries import rights_of
from javon.centre.organisation.tests.characters import a_person, an_appointment
from javon.config import foundation, home
from javon.core import clock
from javon.core.access import VISITOR, Actor
from javon.core.accounts.tests.characters import a_librarian

# The roles of the matrix: their post, or "" for an account that belongs to nobody.
ROLES = {
    "director": "director",
    "head": "head",
    "lending": "librarian-lending",
    "children": "librarian-children",
    "reading room": "librarian-reading-room",
    "events": "librarian-events",
    "cataloguer": "cataloguer",
    "IT": "it-specialist",
    "clerk": "clerk",
    "observer": "observer",
    "nobody": "",
}


def login_of(role: str) -> str:
    return f"role-{role.split()[0].lower()}"


def opened() -> dict[str, Person | None]:
    """Role → who holds it; each with an account."""
    home.prepare_centre()
    from javon.centre.organisation.queries import the_centre

    centre = the_centre()
    assert centre is not None
    foundation.lay(centre)
    people: dict[str, Person | None] = {}
    for role, code in ROLES.items():
        user = a_librarian(login_of(role))
        if not code:
            people[role] = None
            continue
        person = a_person(role.capitalize(), user=user, centre=centre)
        an_appointment(person, Post.objects.get(centre=centre, code=code), valid_from=clock.today())
        people[role] = person
    return people


def actor_of(person: Person | None, role: str) -> Actor:
    """Who acts in that role; the nobody is signed in and holds no post."""
    if role == "visitor":
        return VISITOR
    if person is None:
        return Actor(user_id=2**31 - 1, label="nobody")
    return Actor(person.user_id, str(person), person.centre_id, rights_of(person, clock.today()))
