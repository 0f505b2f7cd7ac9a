"""The ticket with which somebody who has signed in to the real program comes into the training mode: once, within a minute.

It says who comes and with which rights; no password and nothing else of the real database crosses over.
"""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Final

from django.core import signing

from javon.places.practice.folder import Folder

SECONDS: Final = 60
SALT: Final = "javon.places.practice.ticket"

_address_on_network: Callable[[], str] = lambda: ""  # noqa: E731


def learn_address_from(address: Callable[[], str]) -> None:
    """Config tells, once at start, who knows this computer's number on the local network ("" = nobody)."""
    global _address_on_network
    _address_on_network = address


@dataclass(frozen=True, slots=True)
class Guest:
    """Who comes in: login and name as in the real program, codes of rights, and the address to go back to."""

    login: str
    name: str
    rights: tuple[str, ...]
    back: str


class NoTicket(Exception):
    """The ticket is none of ours, too old, or was used already."""


def written(folder: Folder, guest: Guest) -> str:
    """A ticket for `guest`."""
    return signing.dumps(
        {**asdict(guest), "number": secrets.token_hex(12)}, key=folder.key(), salt=SALT, compress=True
    )


def torn(folder: Folder, ticket: str) -> Guest:
    """Whom `ticket` lets in, for the first time it is shown. Raises :class:`NoTicket`."""
    try:
        said = signing.loads(ticket, key=folder.key(), salt=SALT, max_age=SECONDS)
        number = str(said.pop("number"))
        guest = Guest(
            str(said["login"]), str(said["name"]), tuple(map(str, said["rights"])), str(said["back"])
        )
    except (signing.BadSignature, KeyError, TypeError, ValueError, AttributeError):
        raise NoTicket from None
    if not number.isalnum() or not folder.use_ticket(number):
        raise NoTicket
    return guest


def address_of(host: str, port: int, *, is_secure: bool) -> str:
    """Where the training mode is for a browser that reached us as `host`: never TLS, on a port of its own.

    A name that was once reached over TLS may not be asked in the open for a week (HSTS); a number may.
    """
    name = host.rpartition(":")[0] if ":" in host and not host.endswith("]") else host
    if is_secure and not _is_number(name):
        name = _address_on_network() or name
    return f"http://{name}:{port}"


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
