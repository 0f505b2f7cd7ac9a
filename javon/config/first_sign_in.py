"""The first person in a new home: an account for the director and a one-time link, for nobody has a password yet."""

from __future__ import annotations

from django.urls import reverse

from javon.centre.organisation.actions import appointments, people
from javon.centre.organisation.models import Centre, Person, Post
from javon.core import clock
from javon.core.access import machine
from javon.core.accounts import actions as accounts
from javon.core.accounts.models import User
from javon.core.database.transactions import writing

LOGIN = "direktor"


def link_for(centre: Centre) -> str:
    """The path of the link of a home in which nobody has an account; "" in every other.

    The staff card bears the name of the post until the director writes the own one: no name is invented.
    """
    if User.objects.exists() or Person.objects.exists():
        return ""
    post = Post.objects.filter(centre=centre, kind=Post.Kind.DIRECTOR).first()
    if post is None:
        return ""
    by, today = machine("javon init", centre.pk), clock.today()
    with writing():
        accounts.create_user(by=by, username=LOGIN, display_name=post.title, is_staff=True)
        person = people.register_person(
            by=by, centre_id=centre.pk, values={"surname": post.title, "given_name": "–"}, today=today
        )
        people.link_account(by=by, person=person, username=LOGIN)
        appointments.appoint(by=by, person=person, post=post, from_day=today)
        link = accounts.issue_sign_in_link(by=by, username=LOGIN)
    return reverse("welcome", args=[link.token])
