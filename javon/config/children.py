"""A process that the supervisor keeps, and the question whether a site answers. Plain Python, without Django."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from javon.config import lifeline

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # between starts of a child that keeps dying
STEADY = 60.0  # a child that lived so long begins again with the first pause


@dataclass(slots=True)
class Child:
    """One supervised process and its history."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    below_normal: bool = False
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE
    start_again_at: float = 0.0
    deaths: int = field(default=0)

    def start(self) -> None:
        """Start the process in a group of its own, holding the other end of its standard input."""
        flags = {}
        if os.name == "nt":
            flags["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP | (  # type: ignore[attr-defined]
                subprocess.BELOW_NORMAL_PRIORITY_CLASS if self.below_normal else 0  # type: ignore[attr-defined]
            )
        else:
            # Ctrl-C at the terminal must reach the supervisor alone, which then asks the children in order.
            flags["process_group"] = 0
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            env={**os.environ, **self.environment, lifeline.SUPERVISED: "1"},
            **flags,  # type: ignore[call-overload]
        )
        self.started_at = time.monotonic()

    def look(self) -> int | None:
        """The exit code, once, when the process has ended; it is then planned to start again."""
        if self.process is None or self.process.poll() is None:
            return None
        code = self.process.returncode
        self.kill()
        self.process = None
        if time.monotonic() - self.started_at > STEADY:
            self.pause = FIRST_PAUSE
        self.start_again_at = time.monotonic() + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        self.deaths += 1
        return code

    def ask_to_stop(self) -> None:
        """SIGTERM, or on Windows the end of the lifeline."""
        if self.process is None:
            return
        if os.name == "nt":
            assert self.process.stdin is not None
            self.process.stdin.close()
        else:
            with contextlib.suppress(ProcessLookupError):
                self.process.terminate()

    def kill(self) -> None:
        """End the process and whatever it started."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.name == "posix":
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()
        self.process.wait()


def answers(host: str, port: int, *, tls: bool) -> bool:
    """Does the site answer there (any HTTP answer will do)?"""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    try:
        with socket.create_connection((host, port), timeout=2) as plain:
            stream: socket.socket = plain
            if tls:
                trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
                stream = trusting.wrap_socket(plain)
            stream.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return stream.recv(5) == b"HTTP/"
    except OSError:
        return False
