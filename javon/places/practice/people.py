"""Guests of the training mode: an account without a password, and the rights that the real program told at the door.

The rights lie in the training mode's own home, a file for an account, and go with it when everything begins anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from javon.core.access import machine
from javon.core.accounts import actions
from javon.core.accounts.models import User
from javon.core.accounts.queries import account
from javon.places.practice.tickets import Guest

LABEL: Final = "mashq"
LONGEST_LOGIN, LONGEST_NAME = 64, 120


def welcome(guest: Guest) -> User:
    """The account of `guest`, made on the first visit; rights are those of this visit."""
    login = f"{LABEL}.{guest.login}"[:LONGEST_LOGIN].lower()
    user = account(login) or actions.create_user(
        by=machine(LABEL), username=login, display_name=guest.name[:LONGEST_NAME], is_staff=True
    )
    place = _place(user)
    place.parent.mkdir(exist_ok=True, mode=0o700)
    part = place.with_suffix(".part")
    part.write_text(json.dumps(sorted(guest.rights)), "utf-8")
    part.replace(place)
    return user


def rights_of(user: Any) -> frozenset[str]:
    """What the real program said of whoever `user` is; nothing where it said nothing."""
    try:
        return frozenset(json.loads(_place(user).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return frozenset()


def _place(user: Any) -> Path:
    home: Path = settings.HOME
    return home / "practice-rights" / f"{int(user.pk or 0)}.json"
