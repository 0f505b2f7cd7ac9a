"""A GET with a deadline, a size limit and narrow redirections: all that SRU needs of HTTP.

Invariant: only http and https; a redirection leads to the same host or nowhere; nothing is sent that was not asked
for (no cookies, no proxies, no credentials from the surroundings).
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from javon.collection.sources.elsewhere.address import connect
from javon.collection.sources.elsewhere.limits import Deadline
from javon.collection.sources.elsewhere.trouble import Trouble, Unanswered, shortened

MOST_REDIRECTS = 3
_PORTS = {"http": 80, "https": 443}
_CHUNK = 1 << 16
_LONGEST_ADDRESS = 8000


def get(address: str, deadline: Deadline, headers: dict[str, str] | None = None) -> bytes:
    """The body of what stands at `address`; raises :class:`Unanswered`."""
    first = parts_of(address)
    place = first
    for _ in range(MOST_REDIRECTS + 1):
        status, location, body = _asked(place, deadline, headers or {})
        if status not in (301, 302, 303, 307, 308):
            return _checked(status, body)
        place = _followed(first, place, location)
    raise Unanswered(Trouble.MOVED, to=shortened(place.geturl()))


def parts_of(address: str) -> SplitResult:
    """A web address in its parts; raises :class:`Unanswered` for any other kind."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as problem:
        raise Unanswered(Trouble.UNREACHABLE, problem="no web address") from problem
    if parts.scheme not in _PORTS or not parts.hostname or port == 0 or parts.username is not None:
        raise Unanswered(Trouble.UNREACHABLE, problem="no web address")
    if len(address) > _LONGEST_ADDRESS or any(letter <= " " or letter == "\x7f" for letter in address):
        raise Unanswered(Trouble.UNREACHABLE, problem="no web address")
    return parts


def _followed(first: SplitResult, place: SplitResult, location: str) -> SplitResult:
    """Where a redirection leads, if that is the same host on its own or a usual port."""
    to = urljoin(place.geturl(), quote(location, safe="/:?#[]@!$&'()*+,;=%~-._", encoding="latin-1"))
    try:
        parts = parts_of(to)
    except Unanswered as problem:
        raise Unanswered(Trouble.MOVED, to=shortened(location)) from problem
    is_same_port = (parts.port or _PORTS[parts.scheme]) in {_port(first), *_PORTS.values()}
    if parts.hostname != first.hostname or not is_same_port:
        raise Unanswered(Trouble.MOVED, to=shortened(location))
    # A connection that was closed to listeners does not become open again.
    if place.scheme == "https" and parts.scheme == "http":
        raise Unanswered(Trouble.MOVED, to=shortened(location))
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or _PORTS[parts.scheme]


def _checked(status: int, body: bytes) -> bytes:
    if status == 200:
        return body
    if status in (401, 403, 407):
        raise Unanswered(Trouble.NOT_LET_IN, number=status, told="")
    if status in (404, 410):
        raise Unanswered(Trouble.NO_DATABASE, number=status, told="")
    if status in (429, 502, 503, 504):
        raise Unanswered(Trouble.BUSY, number=status, told="")
    raise Unanswered(Trouble.DIAGNOSTIC, number=status, told="HTTP")


def _asked(place: SplitResult, deadline: Deadline, headers: dict[str, str]) -> tuple[int, str, bytes]:
    """Status, address of a redirection, body."""
    host = place.hostname or ""
    connection = http.client.HTTPConnection(host, _port(place))
    try:
        plain = connect(host, _port(place), deadline)
        connection.sock = _Timed(
            _secured(plain, host, deadline) if place.scheme == "https" else plain, deadline
        )
        path = (place.path or "/") + (f"?{place.query}" if place.query else "")
        connection.request(
            "GET", path, headers={"Accept-Encoding": "identity", "User-Agent": "Javon", **headers}
        )
        # Left open, an answer that was given up would hold the connection until somebody collects it.
        with connection.getresponse() as response:
            location = response.getheader("Location", "") or ""
            return response.status, location, _body(response, deadline)
    except TimeoutError as problem:
        raise deadline.passed() from problem
    except (http.client.HTTPException, UnicodeError) as problem:
        raise Unanswered(Trouble.NOT_UNDERSTOOD, problem=type(problem).__name__) from problem
    except OSError as problem:
        raise Unanswered(Trouble.CLOSED, problem=str(problem.strerror or problem)[:80]) from problem
    finally:
        connection.close()


def _body(response: http.client.HTTPResponse, deadline: Deadline) -> bytes:
    limit = deadline.limits.message
    found = bytearray()
    while chunk := response.read(min(_CHUNK, limit + 1 - len(found))):
        found += chunk
        if len(found) > limit:
            raise Unanswered(Trouble.TOO_LARGE, limit=limit)
    return bytes(found)


def _secured(plain: socket.socket, host: str, deadline: Deadline) -> socket.socket:
    try:
        plain.settimeout(deadline.remaining(deadline.limits.connect))
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except TimeoutError:
        plain.close()
        raise
    except (OSError, ValueError) as problem:
        plain.close()
        raise Unanswered(Trouble.UNREACHABLE, problem=type(problem).__name__) from problem


class _Timed:
    """A socket as ``http.client`` uses it, each wait of which ends with the deadline."""

    def __init__(self, opened: socket.socket, deadline: Deadline) -> None:
        self._socket = opened
        self._deadline = deadline

    def sendall(self, data: Any) -> None:
        self._socket.settimeout(self._deadline.remaining(self._deadline.limits.read))
        self._socket.sendall(data)

    def makefile(self, *_mode: Any, **_more: Any) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self._socket, self._deadline))

    def close(self) -> None:
        self._socket.close()


class _Incoming(io.RawIOBase):
    def __init__(self, opened: socket.socket, deadline: Deadline) -> None:
        super().__init__()
        self._socket = opened
        self._raw = opened.makefile("rb", buffering=0)
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._socket.settimeout(self._deadline.remaining(self._deadline.limits.read))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()
