"""What happened is told to those whom the table lists, in its order."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from javon.core import reactions
from javon.core.reactions import announce, listen


@dataclass(frozen=True)
class CopyReturned:
    copy_id: int


@dataclass(frozen=True)
class CopyLost(CopyReturned):
    pass


@pytest.fixture(autouse=True)
def table_as_before(monkeypatch):
    monkeypatch.setattr(reactions, "_table", {})


def test_the_listeners_hear_in_the_order_of_the_table():
    heard = []
    listen({CopyReturned: [lambda fact: heard.append(("a", fact)), lambda fact: heard.append(("b", fact))]})
    announce(CopyReturned(1))
    assert heard == [("a", CopyReturned(1)), ("b", CopyReturned(1))]


def test_only_the_very_thing_that_happened_is_told():
    heard = []
    listen({CopyReturned: [heard.append]})
    announce(CopyLost(1))
    announce("something else")
    assert heard == []


def test_a_reaction_that_fails_undoes_the_deed():
    def fail(fact):
        raise ZeroDivisionError

    heard = []
    listen({CopyReturned: [fail, heard.append]})
    with pytest.raises(ZeroDivisionError):
        announce(CopyReturned(1))
    assert heard == []
