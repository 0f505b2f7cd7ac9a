"""The supervisor: one command that keeps the web process and one niced worker alive, and leaves nothing
behind.

Plain Python without Django, so that it stays small and outlives whatever its children do. One server per home
(a locked file says so); a child that dies is started again, each time a little later; when the supervisor
itself is killed, the children notice (lifeline) and stop.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import IO, Any

from javon.config import practice
from javon.config.children import FIRST_PAUSE, Child, answers
from javon.config.environment import Environment
from javon.config.home import read_mark
from javon.config.terminal import Failed, WrongUsage, say, tell

LOCK = "serve.lock"
SECONDS_TO_STOP = 6.0  # then the children are killed
SECONDS_TO_READY = 60.0
ATTEMPTS_BEFORE_READY = 3
SECONDS_BETWEEN_LOOKS = 900.0  # at the addresses of this computer


@contextlib.contextmanager
def only_server(home: Path, address: str) -> Iterator[None]:
    """Hold the home's lock; a second server on one home is refused in words."""
    path = home / LOCK
    with path.open("a+", encoding="utf-8") as file:
        try:
            _lock(file)
        except OSError:
            file.seek(0)
            raise Failed(f"this home is already served{_who(file.read())}") from None
        file.truncate(0)
        file.write(json.dumps({"pid": os.getpid(), "address": address}))
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _who(text: str) -> str:
    try:
        holder = json.loads(text)
        return f" at {holder['address']} (process {holder['pid']})"
    except (ValueError, KeyError, TypeError):
        return ""


def _lock(file: IO[str]) -> None:
    if os.name == "nt":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_served(home: Path) -> bool:
    """Does a server hold this home now?"""
    path = home / LOCK
    if not path.exists():
        return False
    with path.open("a+", encoding="utf-8") as file:
        try:
            _lock(file)
        except OSError:
            return True
    return False


def require_port(host: str, port: int) -> None:
    """Refuse in words when the address cannot be had."""
    deadline = time.monotonic() + 2  # children of a server that was just killed need a moment to notice
    while True:
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind, protocol) as trial:
                if os.name == "posix":
                    trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind(address)
            return
        except socket.gaierror:
            raise WrongUsage(f"JAVON_HOST is {host!r}, which is no address of this computer") from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE and time.monotonic() < deadline:
                time.sleep(0.2)
                continue
            raise Failed(_why_not(error, host, port)) from None


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use by another program; choose another with JAVON_PORT"
    if error.errno == errno.EACCES:
        return f"no rights to listen on port {port}; choose one above 1023 with JAVON_PORT"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"JAVON_HOST is {host!r}, which is no address of this computer"
    return f"cannot listen on {host} port {port}: {error.strerror}"


class Network:
    """What `lan` says about the local network, asked in a process of its own, and again every quarter of an
    hour.

    A router that gives the computer another address, or a year that passes, makes a new certificate necessary
    while the server runs.
    """

    def __init__(self, home: Path, port: int, tls_port: int) -> None:
        self.command = [sys.executable, "-m", "javon.config.lan", str(home), str(port), str(tls_port)]
        self.place = self._ask()
        self.ask_again_at = time.monotonic() + SECONDS_BETWEEN_LOOKS

    def _ask(self) -> dict[str, Any]:
        done = subprocess.run(self.command, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            why = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise Failed(f"the certificate for the local network could not be made: {why}")
        place: dict[str, Any] = json.loads(done.stdout)
        return place

    def has_changed(self) -> bool:
        """Is there another certificate than before?"""
        if time.monotonic() < self.ask_again_at:
            return False
        self.ask_again_at = time.monotonic() + SECONDS_BETWEEN_LOOKS
        before = self.place
        with contextlib.suppress(Failed):  # the old certificate serves until the next look
            self.place = self._ask()
        return before != self.place


class Supervisor:
    """Keeps the children alive until told to stop."""

    def __init__(
        self,
        children: list[Child],
        probes: list[tuple[str, int, bool]],
        network: Network | None = None,
        keeper: practice.Keeper | None = None,
    ) -> None:
        self.children = children
        self.probes = probes
        self.network = network
        self.keeper = keeper
        self.stopping = False
        self.ready = False

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask for a clean end (signal handler)."""
        self.stopping = True

    def run(self, welcome: Sequence[str]) -> None:
        """Start the children and watch them until asked to stop."""
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self.stop)
        try:
            for child in self.children:
                child.start()
            begun = time.monotonic()
            while not self.stopping:
                self._watch()
                if not self.ready:
                    self._welcome_when_ready(begun, welcome)
                if self.network is not None and self.network.has_changed():
                    self._restart("tls")
                if self.ready and self.keeper is not None:
                    self.keeper.look()
                time.sleep(0.1)
        finally:
            self._end()

    def _watch(self) -> None:
        for child in self.children:
            code = child.look()
            if code is not None:
                if child.name == "web" and not self.ready and child.deaths >= ATTEMPTS_BEFORE_READY:
                    raise Failed("the web process does not start; the lines above say why")
                pause = child.start_again_at - time.monotonic()
                tell(f"javon serve: the {child.name} process ended ({_ending(code)}); again in {pause:.1f} s")
            elif child.process is None and time.monotonic() >= child.start_again_at:
                child.start()

    def _restart(self, name: str) -> None:
        for child in self.children:
            if child.name == name and child.process is not None:
                child.ask_to_stop()
                child.pause = FIRST_PAUSE

    def _welcome_when_ready(self, begun: float, welcome: Sequence[str]) -> None:
        if all(answers(host, port, tls=tls) for host, port, tls in self.probes):
            self.ready = True
            for line in welcome:
                say(line)
        elif time.monotonic() - begun > SECONDS_TO_READY:
            raise Failed(
                f"the site did not answer within {SECONDS_TO_READY:.0f} s; the lines above may say why"
            )

    def _end(self) -> None:
        for child in self.children:
            child.ask_to_stop()
        if self.keeper is not None:
            self.keeper.end()
        deadline = time.monotonic() + SECONDS_TO_STOP
        for child in self.children:
            if child.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.0, deadline - time.monotonic()))
            # Whatever the child left in its group goes too.
            child.kill()


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"code {code}"


def run(environment: Environment, *, lan: bool, tls_port: int, with_worker: bool) -> int:
    """`javon serve`: prepare the home, then supervise until asked to stop."""
    host = "0.0.0.0" if lan else environment.host
    address = f"http://{_shown(host)}:{environment.port}"
    _prepare(environment.home)
    with only_server(environment.home, address):
        require_port(host, environment.port)
        children = [_web("web", ["--host", host, "--port", str(environment.port)])]
        probes = [(host, environment.port, False)]
        welcome = [f"Javon answers at {address}", "Ctrl-C stops it."]
        network = None
        if lan:
            require_port(host, tls_port)
            network = Network(environment.home, environment.port, tls_port)
            tls = ["--host", host, "--port", str(tls_port), "--certificate", network.place["certificate"]]
            children.append(_web("tls", [*tls, "--key", network.place["key"]]))
            probes.append((host, tls_port, True))
            welcome = [*welcome[:1], *network.place["welcome"], *welcome[1:]]
        welcome[-1:-1] = _demo_accounts(environment.home)
        if with_worker:
            work = [sys.executable, "-m", "javon.config.cli", "work"]
            children.append(Child("worker", work, {}, below_normal=True))
        for child in children:
            child.environment["JAVON_ON_NETWORK"] = "1" if lan else ""
        keeper = None
        if not environment.practice:  # exercises have no exercises of their own
            keeper = practice.Keeper(environment.home, host, environment.practice_port)
        Supervisor(children, probes, network, keeper).run(welcome)
    say("Javon has stopped.")
    return 0


def _demo_accounts(home: Path) -> list[str]:
    """In the demo library only: who may sign in, and with which password."""
    demo = read_mark(home).get("demo")
    if not isinstance(demo, dict):
        return []
    return [
        "This is the demo library. Sign in at /sign-in/ as any of",
        f"    {', '.join(demo['accounts'])}",
        f"    with the password {demo['password']}"
        + (f" and the PIN {demo['pin']}" if demo.get("pin") else ""),
        *(
            [f"    Readers: any card from K000001 (a mother of two readers) on, PIN {demo['reader_pin']}"]
            if demo.get("reader_pin")
            else []
        ),
    ]


def _prepare(home: Path) -> None:
    """Prepare the home in a process of its own, which takes Django's memory with it when it ends."""
    if is_served(home):
        with only_server(home, ""):
            return
    done = subprocess.run([sys.executable, "-m", "javon.config.cli", "init", "--quiet"], check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def _web(name: str, arguments: list[str]) -> Child:
    return Child(name, [sys.executable, "-m", "javon.config.web", *arguments], {})


def _shown(host: str) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)
    return f"[{shown}]" if ":" in shown and not shown.startswith("[") else shown
