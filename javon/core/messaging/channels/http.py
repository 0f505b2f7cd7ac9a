"""One request to a gateway, with the one thing told apart that matters: could it have arrived?"""

from __future__ import annotations

import http.client
import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from javon.core import practice

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 20.0
LARGEST_ANSWER = 64 * 1024
LONGEST_WAIT = timedelta(hours=6)


class NotSent(Exception):
    """Nothing reached the other side."""


class NoAnswer(Exception):
    """It was sent, and nobody knows what became of it. `args[0]` is the reason's code."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer of the other side."""

    status: int
    body: bytes
    retry_after: timedelta | None = None

    def fields(self) -> dict[str, Any]:
        """The JSON object of the body; {} when it is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def ask(
    method: str,
    url: str,
    *,
    form: Mapping[str, str] | None = None,
    token: str = "",
    connect_seconds: float = CONNECT_SECONDS,
    answer_seconds: float = ANSWER_SECONDS,
) -> Reply:
    """One request, no redirect followed. Raises :class:`NotSent` or :class:`NoAnswer`."""
    parts = urlsplit(url)
    connection = _connected(parts.scheme, parts.hostname or "", parts.port, connect_seconds)
    try:
        body = urlencode(form).encode() if form is not None else None
        headers = {"Accept": "application/json", "Connection": "close"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return _exchanged(connection, method, parts.path or "/", body, headers, answer_seconds)
    finally:
        connection.close()


def _connected(scheme: str, host: str, port: int | None, seconds: float) -> http.client.HTTPConnection:
    if practice.is_on():
        raise NotSent("cannot_connect")
    if scheme == "https":
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            host, port, timeout=seconds, context=ssl.create_default_context()
        )
    else:
        connection = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        connection.connect()
    except (OSError, UnicodeError, http.client.HTTPException) as error:
        raise NotSent("cannot_connect") from error
    return connection


def _exchanged(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: bytes | None,
    headers: dict[str, str],
    seconds: float,
) -> Reply:
    until = time.monotonic() + seconds
    try:
        connection.sock.settimeout(seconds)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return Reply(answer.status, _read(answer, until), _wait(answer.getheader("Retry-After")))
    except TimeoutError as error:
        raise NoAnswer("timeout") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise NoAnswer("broken_answer") from error


def _read(answer: http.client.HTTPResponse, until: float) -> bytes:
    """The body; an answer without end, or one that drips, is not waited for."""
    read = b""
    while piece := answer.read1(8192):
        read += piece
        if len(read) > LARGEST_ANSWER:
            raise ValueError("the answer has no end")
        if time.monotonic() > until:
            raise TimeoutError
    return read


def _wait(header: str | None) -> timedelta | None:
    if header is None or not header.strip().isascii() or not header.strip().isdigit():
        return None
    return min(timedelta(seconds=min(int(header), 10**6)), LONGEST_WAIT)
