"""What the desk feels while the machine works: searches and saves beside an import and beside a busy worker.

A server of its own on a home of its own in a temporary folder; one client over HTTP, which also saves through the
action in its own process, as the gate must keep the peace between processes. Run by ``javon bench beside``.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

_CLIENT = "from javon.config.desk_bench import client; client()"
# The work of a large report: nothing but arithmetic, as far back in the queue as the worker stands.
_BUSY = "import os; os.nice(10)\nwhile True: sum(n * n for n in range(100_000))"
_PAUSE = 0.03  # between two questions of the client: a brisk desk, not an attack


@dataclass(slots=True)
class Times:
    """Milliseconds of one kind of thing in one phase."""

    values: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        if not self.values:
            return "none"
        ordered = sorted(self.values)
        p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
        return f"p50 {ordered[len(ordered) // 2]:.0f}  p95 {p95:.0f}  worst {ordered[-1]:.0f} ms  ({len(ordered)})"


def run(records: int = 20_000, *, held: int = 5_000, seconds: float = 8) -> Iterator[tuple[str, str]]:
    """Rows of the table. `held` titles stand in the home before; `records` are imported beside the desk."""
    from javon.collection.stock.import_bench import write_file

    with tempfile.TemporaryDirectory(prefix="desk-bench-") as name:
        folder = Path(name)
        write_file(folder / "held.mrc", held)
        write_file(folder / "new.mrc", records, seed=12, first=1_000_001)
        environment = environment_of(folder / "home", port=free_port())
        command(environment, "init")
        command(environment, "import", str(folder / "held.mrc"), "--json")
        with server(environment):
            yield from _phase("quiet", environment, folder, seconds, None)
            importing = start(environment, "import", str(folder / "new.mrc"), "--json")
            began = time.monotonic()
            yield from _phase("import beside", environment, folder, 0, importing)
            took = time.monotonic() - began
            told = json.loads((importing.communicate()[0] or b"{}").splitlines()[-1])
            yield (
                "import beside server and desk",
                f"{told['created'] / told['seconds']:.0f} records/s to searchable ({took:.0f} s with the start)",
            )
            found = _total(int(environment["JAVON_PORT"]))
            yield "titles found by the server right after it", f"{found} of {held + told['created']}"
            busy = subprocess.Popen([sys.executable, "-c", _BUSY])
            try:
                yield from _phase("busy worker beside", environment, folder, seconds, None)
            finally:
                busy.kill()
                busy.wait()


def environment_of(home: Path, *, port: int = 0, database: str = "") -> dict[str, str]:
    """The environment of commands on a home of their own: on SQLite whatever the caller uses, or on the `database` named
    by its address.
    """
    environment = {**os.environ, "JAVON_HOME": str(home), "DJANGO_SETTINGS_MODULE": "javon.config.settings"}
    environment.pop("JAVON_DATABASE_URL", None)
    if database:
        environment["JAVON_DATABASE_URL"] = database
    if port:
        environment |= {"JAVON_PORT": str(port), "JAVON_HOST": "127.0.0.1"}
    return environment


def start(environment: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    """A command of ours, running."""
    return subprocess.Popen(
        [sys.executable, "-m", "javon.config.cli", *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def command(environment: dict[str, str], *words: str) -> bytes:
    """The output of a command of ours. Raises RuntimeError when it failed."""
    running = start(environment, *words)
    output, _ = running.communicate()
    if running.returncode:
        raise RuntimeError(f"javon {words[0]} ended with {running.returncode}")
    return output


def _phase(
    name: str,
    environment: dict[str, str],
    folder: Path,
    seconds: float,
    beside: subprocess.Popen[bytes] | None,
) -> Iterator[tuple[str, str]]:
    stop = folder / f"stop-{name.partition(' ')[0]}"
    run = subprocess.Popen(
        [sys.executable, "-c", _CLIENT, str(stop), str(random.randrange(10**9))],
        env=environment,
        stdout=subprocess.PIPE,
    )
    until = time.monotonic() + seconds
    while beside.poll() is None if beside else time.monotonic() < until:
        time.sleep(0.1)
    stop.touch()
    output, _ = run.communicate()
    for what, values in json.loads(output).items():
        yield f"{name}: {what}", str(Times(values))


@contextlib.contextmanager
def server(environment: dict[str, str]) -> Iterator[None]:
    """A server of ours on that home, until the block ends."""
    server = subprocess.Popen(
        [sys.executable, "-m", "javon.config.cli", "serve"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while True:
            try:
                if (
                    _get(HTTPConnection("127.0.0.1", int(environment["JAVON_PORT"]), timeout=5), "/healthz")[
                        0
                    ]
                    == 200
                ):
                    break
            except OSError:
                pass
            if time.monotonic() > until or server.poll() is not None:
                raise RuntimeError("the server did not begin to answer")
            time.sleep(0.2)
        yield
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _get(server: HTTPConnection, path: str) -> tuple[int, bytes]:
    server.request("GET", path, headers={"Accept": "application/json" if "/api/" in path else "text/html"})
    answer = server.getresponse()
    return answer.status, answer.read()


def _total(port: int) -> int:
    return int(
        json.loads(_get(HTTPConnection("127.0.0.1", port, timeout=30), "/api/v1/titles?limit=1")[1])["count"]
    )


def client() -> None:
    """The desk, in a process of its own: searches, pages of answers, saves, and how soon a save is found."""
    import django

    django.setup()
    from javon.collection.catalogue.models import Title

    stop = Path(sys.argv[1])
    rng = random.Random(int(sys.argv[2]))
    port = int(os.environ["JAVON_PORT"])
    server = HTTPConnection("127.0.0.1", port, timeout=30)
    words = [
        word for title in Title.objects.values_list("title", flat=True)[:2000] for word in title.split()[:2]
    ]
    times: dict[str, list[float]] = {"search, JSON": [], "search, page": [], "save": [], "saved to found": []}
    from urllib.parse import quote

    def timed(what: str, call: Any) -> Any:
        began = time.perf_counter()
        result = call()
        times[what].append((time.perf_counter() - began) * 1000)
        return result

    while not stop.exists():
        for what, path in (("search, JSON", "/api/v1/titles?q="), ("search, page", "/search?q=")):
            status, _body = timed(what, lambda path=path: _get(server, path + quote(rng.choice(words))))
            if status != 200:
                times.setdefault(f"{what}: answer {status}", []).append(0)
        word = f"qz{rng.randrange(10**9)}"
        timed("save", lambda word=word: _save(rng, word))
        if rng.random() < 0.2:
            timed("saved to found", lambda word=word: _wait_for(server, word))
        time.sleep(_PAUSE)
    sys.stdout.write(json.dumps(times))


def _save(rng: random.Random, word: str) -> None:
    """Correct the title of one of the first thousand records through the action, as the page does."""
    from javon.collection.catalogue.actions import correct_record
    from javon.collection.catalogue.editing import shown
    from javon.collection.catalogue.models import Title
    from javon.collection.sources.record import Record
    from javon.core.access import machine
    from javon.core.database.fields import uuid7

    title = Title.objects.get(number=rng.randrange(1, 1000))
    changes = {**shown(Record.from_json(title.marc)), "subtitle": word}
    correct_record(
        by=machine("bench"), title=title, changes=changes, expected_version=title.version, request_id=uuid7()
    )


def _wait_for(server: HTTPConnection, word: str) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        status, body = _get(server, f"/api/v1/titles?q={word}&limit=1")
        if status == 200 and json.loads(body)["count"]:
            return
        time.sleep(0.02)
    raise RuntimeError("what was saved was not found within 30 seconds")
