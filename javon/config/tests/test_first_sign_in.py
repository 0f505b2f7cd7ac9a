"""A new home: its foundation counts itself on the first day, its director is greeted once."""

from __future__ import annotations

import pytest
from django.test import Client

from javon.centre.organisation import rights
from javon.centre.organisation.models import Person
from javon.centre.organisation.tests.characters import a_centre
from javon.config import first_sign_in, foundation
from javon.core import clock
from javon.core.access import Actor, actor_for
from javon.core.accounts.models import User
from javon.places.setup.steps import steps_of

pytestmark = pytest.mark.django_db


def test_steps_count_what_is_there_and_never_more_than_all():
    centre = a_centre()
    before = {step.code: step for step in steps_of(centre, clock.today())}
    foundation.lay(centre)
    after = {step.code: step for step in steps_of(centre, clock.today())}
    assert not before["staffing"].done and after["staffing"].state == "done"
    assert after["papers"].done == 1  # the Regulation alone came approved
    assert all(step.done <= step.total for step in after.values())
    assert [code for code, step in after.items() if step.is_must] == ["letterhead", "staff"]


def test_a_new_home_greets_its_director_once(client: Client):
    centre = a_centre()
    foundation.lay(centre)
    path = first_sign_in.link_for(centre)
    assert path.startswith("/welcome/") and client.get(path).status_code == 200
    assert first_sign_in.link_for(centre) == ""
    person = Person.objects.get(user__username="direktor")
    by: Actor = actor_for(User.objects.get(username="direktor"), centre_id=centre.pk)
    assert by.may(rights.MANAGE_STRUCTURE) and person.appointments.get().post.kind == "director"
