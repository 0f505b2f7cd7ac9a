"""A living demo library served by `javon serve` itself, for journeys and for looking at pages."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ready import demo_home

JAVON = [sys.executable, "-m", "javon.config.cli"]


@dataclass(frozen=True, slots=True)
class Site:
    """Where the served library answers, and its home."""

    address: str
    home: Path


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def a_served_demo(home: Path, *, scale: float = 0.25) -> Iterator[Site]:
    """`javon serve` on a demo library of its own in `home`, stopped at the end."""
    port = a_free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("JAVON_", "DJANGO_"))},
        "JAVON_HOME": str(home),
        "JAVON_PORT": str(port),
    }
    shutil.copytree(demo_home(scale), home)
    server = subprocess.Popen([*JAVON, "serve"], env=environment, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_ready(f"{address}/readyz", server)
        yield Site(address, home)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait_until_ready(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"{address} never answered")
