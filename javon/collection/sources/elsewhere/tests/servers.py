"""Servers that tests talk to: one that plays a part, and real ones where they are installed."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from javon.collection.sources.elsewhere import Address, Protocol
from javon.collection.sources.elsewhere.ber import (
    CONTEXT,
    EXTERNAL,
    INTEGER,
    OID,
    UNIVERSAL,
    VISIBLE_STRING,
    Element,
    encoded,
    number_bytes,
    oid_bytes,
)

Part = Callable[[socket.socket], None]


@contextlib.contextmanager
def played(part: Part, *, times: int = 1) -> Iterator[int]:
    """A port at which `part` is played to whoever comes; its mistakes are nobody's."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(5)

    def serve() -> None:
        for _ in range(times):
            with contextlib.suppress(OSError):
                caller, _place = listening.accept()
                with caller, contextlib.suppress(OSError):
                    caller.settimeout(5)
                    part(caller)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)  # wakes whoever still waits for a caller
        listening.close()
        thread.join(6)


def answering(*answers: bytes) -> Part:
    """A part: after whatever is heard, the next of these bytes."""

    def part(caller: socket.socket) -> None:
        for answer in answers:
            if not caller.recv(1 << 16):
                return
            caller.sendall(answer)
        caller.recv(1 << 16)

    return part


def at(port: int, **more: object) -> Address:
    """The address of a Z39.50 server on this machine."""
    return Address(Protocol.Z3950, "127.0.0.1", port, **more)  # type: ignore[arg-type]


# --- messages of a server


def put(number: int, content: bytes | tuple[Element, ...]) -> Element:
    return Element(CONTEXT, number, content)


def number(tag: int, value: int) -> Element:
    return put(tag, number_bytes(value))


def welcome(
    *, result: bytes = b"\xff", options: bytes = b"\x00\xc0", more: tuple[Element, ...] = ()
) -> bytes:
    """The answer to init."""
    parts = (
        put(3, b"\x00\xe0"),
        put(4, options),
        number(5, 1 << 20),
        number(6, 1 << 20),
        put(12, result),
        *more,
    )
    return encoded(put(21, parts))


def found(count: int, *more: Element, status: bytes = b"\xff") -> bytes:
    """The answer to search."""
    return encoded(put(23, (number(23, count), number(24, 0), number(25, 1), put(22, status), *more)))


def diagnostic(condition: int, told: str = "") -> tuple[Element, ...]:
    return (
        Element(UNIVERSAL, OID, oid_bytes("1.2.840.10003.4.1")),
        Element(UNIVERSAL, INTEGER, number_bytes(condition)),
        Element(UNIVERSAL, VISIBLE_STRING, told.encode()),
    )


def record(raw: bytes, syntax: str = "1.2.840.10003.5.10") -> Element:
    """One record inside an answer to present."""
    external = Element(
        UNIVERSAL, EXTERNAL, (Element(UNIVERSAL, OID, oid_bytes(syntax)), put(1, raw))
    )  # fmt: skip
    return Element(UNIVERSAL, 16, (put(0, b"Default"), put(1, (put(1, (external,)),))))


def surrogate(condition: int, told: str = "") -> Element:
    inside = Element(UNIVERSAL, 16, diagnostic(condition, told))
    return Element(UNIVERSAL, 16, (put(1, (put(2, (inside,)),)),))


def presented(*records: Element) -> bytes:
    """The answer to present."""
    return encoded(put(25, (number(24, len(records)), number(25, 0), number(27, 0), put(28, records))))


# --- HTTP


def http_answer(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


# --- real servers


@contextlib.contextmanager
def running(command: list[str], port: int) -> Iterator[int]:
    """A program that listens at `port`; ended by its id."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(5)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        if server.poll() is not None:
            pytest.skip("the server did not start")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    pytest.skip("the server does not listen")


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
