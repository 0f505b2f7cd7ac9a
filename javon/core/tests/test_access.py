"""Who may do and see what."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest

from javon.core import access
from javon.core.access import (
    VISITOR,
    Actor,
    Right,
    actor_for,
    learn_rights_from,
    machine,
    require,
    visible_to,
)
from javon.core.verdict import Refused

LEND = Right("lending.lend", "Lend books", nizom="2.6")


def a_user(**different):
    told = {"is_authenticated": True, "is_active": True, "pk": 7, "get_username": lambda: "nodira"}
    return SimpleNamespace(**(told | different))


@pytest.fixture(autouse=True)
def rights_as_before(monkeypatch):
    monkeypatch.setattr(access, "_rights_of", access._rights_of)


def test_who_holds_the_right_may_and_who_does_not_is_refused():
    assert Actor(rights=frozenset({LEND.code})).may(LEND)
    require(Actor(rights=frozenset({LEND.code})), LEND)
    with pytest.raises(Refused) as refused:
        require(VISITOR, LEND)
    assert refused.value.verdict.codes == ("no_right",)
    assert refused.value.verdict.refusals[0].details == {"right": LEND.code}


def test_the_machine_may_everything_and_has_a_name():
    assert machine("javon import").may(LEND)
    assert machine("javon import").label == "javon import"


def test_a_user_has_the_rights_that_config_knows_and_no_more():
    learn_rights_from(lambda user: frozenset({LEND.code}))
    centre = uuid4()
    actor = actor_for(a_user(), centre_id=centre)
    assert (actor.user_id, actor.label, actor.centre_id) == (7, "nodira", centre)
    assert actor.may(LEND)
    learn_rights_from(lambda user: frozenset())
    assert not actor_for(a_user()).may(LEND)


@pytest.mark.parametrize("user", [None, object(), a_user(is_authenticated=False), a_user(is_active=False)])
def test_nobody_signed_in_is_a_visitor(user):
    actor = actor_for(user)
    assert (actor.user_id, actor.label, actor.rights) == (None, "visitor", frozenset())


def test_rows_of_other_centres_are_not_seen():
    class Rows:
        asked = None

        def filter(self, **asked):
            self.asked = asked
            return self

    centre = uuid4()
    assert visible_to(Actor(centre_id=centre), Rows()).asked == {"centre_id": centre}
    assert visible_to(VISITOR, Rows()).asked is None
