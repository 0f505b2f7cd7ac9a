"""What the accounts may know of the house: a person's post, and who is asked to turn a second factor on."""

from __future__ import annotations

from typing import Any

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Post
from javon.core import clock

ASKED_FOR_A_SECOND_FACTOR = (Post.Kind.DIRECTOR, Post.Kind.HEAD)


def post_of(user: Any) -> str:
    """The title of the first post that the holder of an account has today; "" for nobody's account."""
    person = organisation.person_of_user(user)
    return organisation.office_of(person, clock.today()) if person is not None else ""


def is_asked_for_a_second_factor(user: Any) -> bool:
    """Director and heads of services approve and see most: the house asks them, and forces nobody."""
    person = organisation.person_of_user(user)
    if person is None:
        return False
    return any(
        held.post.kind in ASKED_FOR_A_SECOND_FACTOR for held in organisation.posts_of(person, clock.today())
    )
