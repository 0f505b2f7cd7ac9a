"""Where another library's catalogue answers, and in what it is spoken to.

Invariant: no connection is made to an address that cannot be a library's: link-local ones (where clouds keep their
secrets), multicast, and the unspecified one. A catalogue in the centre's own network, or on this very machine, may be
asked: whoever may enter addresses holds a right of their own for it.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from javon.collection.sources.elsewhere.limits import Deadline
from javon.collection.sources.elsewhere.question import By
from javon.collection.sources.elsewhere.trouble import Trouble, Unanswered
from javon.core import practice


class Protocol(StrEnum):
    """The two ways of asking."""

    Z3950 = "z3950"
    SRU = "sru"


# Record syntaxes of Z39.50 by their names here; registered under 1.2.840.10003.5.
SYNTAXES: dict[str, str] = {
    "marc21": "1.2.840.10003.5.10",
    "unimarc": "1.2.840.10003.5.1",
    "rusmarc": "1.2.840.10003.5.28",
    "xml": "1.2.840.10003.5.109.10",
    "sutrs": "1.2.840.10003.5.101",
}
# Use attributes of bib-1.
USE_ATTRIBUTES: dict[By, str] = {By.TITLE: "4", By.AUTHOR: "1003", By.ISBN: "7", By.ANY: "1016"}
# Indexes of CQL as most servers name them.
CQL_INDEXES: dict[By, str] = {
    By.TITLE: "dc.title", By.AUTHOR: "dc.creator", By.ISBN: "bath.isbn", By.ANY: "cql.anywhere",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """One catalogue that can be asked.

    `host` is a name or an IP address for Z39.50, and the whole ``http(s)://…`` address for SRU. `syntax` is a name of
    ``SYNTAXES`` for Z39.50 (the format asked for first), the record schema for SRU. `encoding` is a codec's name or
    ``auto``: the letters of its records, and of the words sent to it. `indexes` replaces the usual names.
    """

    protocol: Protocol
    host: str
    port: int = 210
    database: str = "Default"
    syntax: str = "marc21"
    encoding: str = "auto"
    version: str = "1.1"  # of SRU
    user: str = ""
    password: str = field(default="", repr=False)
    indexes: Mapping[By, str] = field(default_factory=dict)

    def index(self, by: By) -> str:
        """The name, or number, of an index at this library."""
        usual = USE_ATTRIBUTES if self.protocol is Protocol.Z3950 else CQL_INDEXES
        return self.indexes.get(by) or usual[by]


def connect(host: str, port: int, deadline: Deadline) -> socket.socket:
    """A connection to the first address of `host` that answers; raises :class:`Unanswered`.

    In the training mode nothing leaves the house: no address answers there.
    """
    if practice.is_on():
        raise Unanswered(Trouble.UNREACHABLE, problem="training mode")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise Unanswered(Trouble.UNREACHABLE, problem=_said(problem)) from problem
    last: Exception | None = None
    for family, kind, number, _name, place in found[:4]:
        if not is_allowed(str(place[0])):
            raise Unanswered(Trouble.FORBIDDEN_ADDRESS, address=str(place[0]))
        opened = socket.socket(family, kind, number)
        try:
            opened.settimeout(deadline.remaining(deadline.limits.connect))
            opened.connect(place)
        except TimeoutError as problem:
            opened.close()
            last = problem
        except OSError as problem:
            opened.close()
            last = problem
        except Unanswered:
            opened.close()
            raise
        else:
            return opened
    if isinstance(last, TimeoutError):
        raise deadline.passed() from last
    raise Unanswered(Trouble.UNREACHABLE, problem=_said(last)) from last


def is_allowed(address: str) -> bool:
    """Whether a library's server may have this IP address."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    ip = mapped or ip
    return not (ip.is_link_local or ip.is_multicast or ip.is_unspecified)


def _said(problem: Exception | None) -> str:
    return str(getattr(problem, "strerror", None) or problem or "no address")[:80]
