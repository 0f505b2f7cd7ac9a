"""A home on the disk and the `javon` command as its own process: nothing here is imitated."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.ready import prepared_home

COMMAND = [sys.executable, "-m", "javon.config.cli"]
Javon = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment, pointed at `home` and at no database elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JAVON_")}
    return {**kept, "JAVON_HOME": str(home), **(more or {})}


def run_javon(
    *arguments: str | Path,
    home: Path,
    typed: str | bytes = "",
    more: Mapping[str, str] | None = None,
    timeout: float = 120,
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    given = typed.encode() if isinstance(typed, str) else typed
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)], env=environment(home, more), input=given, capture_output=True,
        timeout=timeout, check=False,
    )  # fmt: skip
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="session")
def prepared() -> Path:
    """A home that `javon init` made, once; tests work on copies."""
    return prepared_home()


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Path:
    """A prepared home of the test's own."""
    own = tmp_path / "home"
    shutil.copytree(prepared, own)
    return own


@pytest.fixture
def javon(home: Path) -> Javon:
    """`javon(…)` on the test's home."""

    def run(*arguments: str | Path, home: Path = home, **more: object) -> subprocess.CompletedProcess[str]:
        return run_javon(*arguments, home=home, **more)  # type: ignore[arg-type]

    return run


def django(home: Path, script: str) -> str:
    """Run a few lines with the applications of `home` loaded; answers what they printed."""
    begin = "import django; django.setup()\n"
    done = subprocess.run(
        [sys.executable, "-c", begin + script],
        env={"DJANGO_SETTINGS_MODULE": "javon.config.settings", **environment(home)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def has_come_true(question: Callable[[], object], seconds: float = 15) -> bool:
    """Ask until the answer is yes or the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if question():
            return True
        time.sleep(0.05)
    return bool(question())


class Served:
    """A running `javon serve`."""

    def __init__(self, home: Path, *arguments: str, port: int | None = None) -> None:
        self.home, self.port = home, port or free_port()
        home.parent.mkdir(parents=True, exist_ok=True)
        self.log = home.parent / f"serve-{self.port}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "serve", *arguments], env=environment(home, {"JAVON_PORT": str(self.port)}),
                stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            )  # fmt: skip

    def said(self) -> str:
        """What it has printed so far."""
        return self.log.read_text("utf-8")

    def is_ready(self) -> bool:
        """It says that it answers, within a minute."""
        return has_come_true(
            lambda: "Javon answers at" in self.said() or self.process.poll() is not None, 60
        ) and (self.process.poll() is None)

    def answer(self, path: str = "/healthz") -> int:
        """The status of one page; 0 while nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as page:
                return int(page.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def children(self) -> dict[int, str]:
        """Every process that it started, and that those started: number → command line."""
        return {pid: _command(pid) for pid in _descendants(self.process.pid)}

    def child(self, word: str) -> int:
        """The number of the direct child whose command line holds `word`."""
        return next(pid for pid in _children_of(self.process.pid) if word in _command(pid))

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to stop; answers the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(20)


def _children_of(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                after_name = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(after_name[1]) == pid and after_name[0] != "Z":
                    found.append(int(entry.name))
    return found


def _descendants(pid: int) -> list[int]:
    direct = _children_of(pid)
    return direct + [far for near in direct for far in _descendants(near)]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def is_alive(pid: int) -> bool:
    """Is the process there, and not only its death notice?"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def serve(home: Path) -> Iterator[Callable[..., Served]]:
    """`serve(…)` starts a server on the test's home; whatever is left is ended with the test."""
    running: list[Served] = []

    def start(*arguments: str, home: Path = home, port: int | None = None) -> Served:
        running.append(Served(home, *arguments, port=port))
        return running[-1]

    yield start
    for served in running:
        family = [served.process.pid, *served.children()]
        with contextlib.suppress(subprocess.TimeoutExpired):
            served.stop()
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                if is_alive(pid):
                    os.kill(pid, signal.SIGKILL)
        served.process.wait(5)


def lines(text: str) -> Sequence[str]:
    """The lines that hold something."""
    return [line for line in text.splitlines() if line.strip()]
