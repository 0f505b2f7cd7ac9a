"""`javon user`: accounts from the server's own keyboard, for the first sign-in and for whoever locked everybody out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from javon.config.commands import Failed, say, start_django


def add_to(commands: Any) -> None:
    """Declare the commands of this group."""
    user = commands.add_parser(
        "user",
        help="accounts: create, reset, lock, unlock, list",
        description="Accounts for signing in. A new account and a reset print a one-time link, good for 72 hours: "
        "whoever opens it chooses the password.",
    )
    deeds = user.add_subparsers(dest="deed", metavar="DEED", required=True)
    create = deeds.add_parser(
        "create", help="a new account", description="Makes an account and prints its link."
    )
    create.add_argument("name", metavar="NAME", help="the login")
    create.add_argument("--display-name", default="", metavar="TEXT", help="the name that colleagues see")
    create.add_argument("--reader", action="store_true", help="not one of the staff")
    _password_of(create)
    create.set_defaults(run=create_user)
    reset = deeds.add_parser(
        "reset", help="a forgotten password", description="Prints a one-time link for an account."
    )
    reset.add_argument("name", metavar="NAME")
    _password_of(reset)
    reset.set_defaults(run=reset_user)
    for deed, text in (("lock", "end an account's access at once"), ("unlock", "give it back")):
        parser = deeds.add_parser(deed, help=text, description=f"{text[0].upper()}{text[1:]}.")
        parser.add_argument("name", metavar="NAME")
        parser.set_defaults(run=lock_user if deed == "lock" else unlock_user)
    token = deeds.add_parser(
        "token",
        help="a token for a program",
        description="Prints a bearer token for the API with that account's rights; an earlier one stops working.",
    )
    token.add_argument("name", metavar="NAME")
    token.add_argument("--revoke", action="store_true", help="end the token instead")
    token.set_defaults(run=token_of_user)
    listed = deeds.add_parser("list", help="every account", description="Lists every account, staff first.")
    listed.add_argument("--json", action="store_true", help="one JSON object a line")
    listed.set_defaults(run=list_users)


def _password_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input; no link is made"
    )


def create_user(given: argparse.Namespace) -> int:
    """Make an account; print its link unless a password came with it."""
    start_django()
    from javon.core.accounts import actions
    from javon.core.database import writing

    by, password = _by(), _password(given)
    # One transaction: an account whose link could not be made would be one that nobody can enter.
    with _in_words(), writing():
        user = actions.create_user(
            by=by,
            username=given.name,
            password=password,
            display_name=given.display_name,
            is_staff=not given.reader,
        )
        link = None if password else actions.issue_sign_in_link(by=by, username=user.username)
    say(f"{user.username}: the account is made")
    _tell(link)
    return 0


def reset_user(given: argparse.Namespace) -> int:
    """A link for an account, or a new password at once."""
    start_django()
    from javon.core.accounts import actions

    password = _password(given)
    with _in_words():
        if password:
            user = actions.reset_password(by=_by(), username=given.name, password=password)
            say(f"{user.username}: the password is set; open sessions have ended")
            return 0
        _tell(actions.issue_sign_in_link(by=_by(), username=given.name))
    return 0


def lock_user(given: argparse.Namespace) -> int:
    """End an account's access."""
    start_django()
    from javon.core.accounts import actions

    with _in_words():
        user = actions.lock_user(by=_by(), username=given.name)
    say(f"{user.username}: locked, signed out everywhere")
    return 0


def unlock_user(given: argparse.Namespace) -> int:
    """Give an account its access back."""
    start_django()
    from javon.core.accounts import actions

    with _in_words():
        user = actions.unlock_user(by=_by(), username=given.name)
    say(f"{user.username}: open")
    return 0


def token_of_user(given: argparse.Namespace) -> int:
    """A new token, printed alone on its line; or the end of one."""
    start_django()
    from javon.core.accounts import actions

    with _in_words():
        if given.revoke:
            user = actions.revoke_api_token(by=_by(), username=given.name)
            say(f"{user.username}: the token has ended")
            return 0
        say(actions.issue_api_token(by=_by(), username=given.name).token)
    return 0


def list_users(given: argparse.Namespace) -> int:
    """Every account, in columns or as JSON."""
    start_django()
    from javon.core.accounts import queries

    listed: Any = queries.accounts()
    for user in listed:
        facts = {
            "name": user.username,
            "display_name": user.display_name,
            "staff": user.is_staff,
            "active": user.is_active,
            "last_seen": user.seen_at.isoformat() if user.seen_at else None,
            "pin": user.has_pin,
            "second_factor": user.has_factor,
        }
        state = " ".join(
            word for word, holds in (("staff", user.is_staff), ("locked", not user.is_active), ("PIN", user.has_pin),
                                     ("second factor", user.has_factor)) if holds
        )  # fmt: skip
        say(
            json.dumps(facts, ensure_ascii=False)
            if given.json
            else f"{user.username:24} {state:28} {user.display_name}"
        )
    return 0


def _by() -> Any:
    from javon.core.access import machine

    return machine("javon user")


def _password(given: argparse.Namespace) -> str:
    if not given.password_stdin:
        return ""
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise Failed("standard input held no password; nothing was changed")
    return password


def _tell(link: Any) -> None:
    """Print the address of a link; the host is the one that this home listens on."""
    if link is None:
        return
    from django.conf import settings

    from javon.core.accounts import links

    machine = settings.ENVIRONMENT
    say("Open this once within 72 hours to choose the password:")
    say(f"    http://{machine.host}:{machine.port}{links.path_of(link.token)}")


@contextmanager
def _in_words() -> Iterator[None]:
    """Refusals of accounts as the sentences that people know."""
    from django.utils import translation

    from javon.core.accounts import wording
    from javon.core.verdict import Refused

    try:
        yield
    except Refused as refused:
        with translation.override("en"):
            raise Failed(" ".join(wording.sentences(refused.verdict))) from None
