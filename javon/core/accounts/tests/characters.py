"""People for tests: ordinary, valid, made when asked for."""

from __future__ import annotations

import itertools
from typing import Any

from javon.core import clock
from javon.core.access import machine
from javon.core.accounts import actions
from javon.core.accounts.models import User
from javon.core.accounts.pins import PinProof

PASSWORD = "qalamdon-2026"
_numbers = itertools.count(1)


def an_account(username: str = "", **facts: Any) -> User:
    """An account with :data:`PASSWORD`; not staff unless said so."""
    facts.setdefault("password", PASSWORD)
    return actions.create_user(by=machine("test"), username=username or f"xodim{next(_numbers)}", **facts)


def a_librarian(username: str = "", **facts: Any) -> User:
    """Gulnoza, who works at the desk."""
    return an_account(username, is_staff=True, **{"display_name": "Gulnoza", **facts})


PIN = "4711"


def a_colleague(username: str = "", *, pin: str = PIN, **facts: Any) -> User:
    """A librarian who has set a PIN."""
    user = a_librarian(username, **facts)
    if pin:
        actions.set_pin(by=machine("test"), username=user.username, pin=pin)
    return user


def a_proof(user: User) -> PinProof:
    """What an action is given after `user` typed the PIN."""
    return PinProof(user.pk, clock.now())
