"""How long writers wait at the gate: many processes and threads writing at once, beside an import.

Run by ``javon bench gate``; works in a folder of its own, never in the home.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.db.utils import ConnectionHandler

TABLES = (
    "CREATE TABLE loan (id INTEGER PRIMARY KEY, copy INTEGER, reader INTEGER, note TEXT)",
    "CREATE TABLE place (copy INTEGER PRIMARY KEY, loan INTEGER)",
    "CREATE TABLE title (id INTEGER PRIMARY KEY, record TEXT, key TEXT)",
    "CREATE INDEX title_key ON title (key)",
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run measured; seconds unless said otherwise."""

    seconds: float
    writers: int
    writes_per_second: float
    wait_median: float
    wait_p95: float
    wait_worst: float
    done_worst: float  # the whole transaction, from asking to committed
    fewest: int  # writes of the least lucky writer
    most: int
    imported_per_second: float
    reads_p95: float
    errors: tuple[str, ...]
    load: tuple[float, float, float]

    @property
    def fairness(self) -> float:
        """Writes of the least lucky writer per write of the luckiest; 1 is perfectly fair."""
        return self.fewest / self.most if self.most else 0.0


def _open(path: str) -> Any:
    database = {"ENGINE": "javon.core.database.sqlite", "NAME": path}
    return ConnectionHandler({"default": database})["default"]


def _transaction(connection: Any, work: Callable[[Any], None]) -> tuple[float, float]:
    """Seconds waited for the gate, seconds until committed."""
    asked = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        entered = time.perf_counter()
        try:
            work(cursor)
        except BaseException:
            connection.connection.rollback()
            raise
    connection.connection.commit()
    return entered - asked, time.perf_counter() - asked


def _lend(cursor: Any) -> None:
    cursor.execute("SELECT loan FROM place WHERE copy = %s", [7])
    cursor.fetchone()
    cursor.execute("INSERT INTO loan (copy, reader, note) VALUES (%s, %s, %s)", [7, os.getpid(), "x" * 60])
    cursor.execute(
        "INSERT INTO place VALUES (%s, %s) ON CONFLICT (copy) DO UPDATE SET loan = excluded.loan",
        [7, cursor.lastrowid],
    )


def _writer(path: str, until: float, results: list[Any]) -> None:
    waits, done, errors = [], [], []
    connection = _open(path)
    while time.time() < until:
        try:
            waited, finished = _transaction(connection, _lend)
        except DatabaseError as error:
            errors.append(str(error))
            continue
        waits.append(waited)
        done.append(finished)
    connection.close()
    results.append({"waits": waits, "done": done, "errors": errors})


def _reader(path: str, until: float, results: list[Any]) -> None:
    took, errors = [], []
    connection = _open(path)
    while time.time() < until:
        begun = time.perf_counter()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT COUNT(*) FROM (SELECT id FROM title ORDER BY id DESC LIMIT 100)")
                cursor.fetchall()
        except DatabaseError as error:
            errors.append(str(error))
        took.append(time.perf_counter() - begun)
        time.sleep(0.01)
    connection.close()
    results.append({"reads": took, "errors": errors})


def _insert_titles(batch: list[tuple[str, str]], cursor: Any) -> None:
    cursor.executemany("INSERT INTO title (record, key) VALUES (%s, %s)", batch)


def _import(path: str, until: float, results: list[Any]) -> None:
    from javon.core.database.transactions import bulk_writing

    connection = _open(path)
    bulk = bulk_writing()
    errors: list[str] = []
    rows = 0
    record = "x" * 1200
    while time.time() < until:
        batch = [(record, f"{rows + n:x}") for n in range(bulk.rows)]
        try:
            waited, finished = _transaction(
                connection,
                partial(_insert_titles, batch),
            )
        except DatabaseError as error:
            errors.append(str(error))
            continue
        bulk.held(len(batch), finished - waited)
        rows += len(batch)
    connection.close()
    results.append({"imported": rows, "errors": errors})


def _process(path: str, begin: float, until: float, threads: int, work: str, results: Any) -> None:
    warnings.simplefilter("ignore", RuntimeWarning)  # these processes need the backend, not the applications
    time.sleep(max(0.0, begin - time.time()))
    found: list[Any] = []
    task = {"write": _writer, "read": _reader, "import": _import}[work]
    crew = [threading.Thread(target=task, args=(path, until, found)) for _ in range(threads)]
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join()
    results.put(found)


def measure(seconds: float = 60, processes: int = 8, threads: int = 16) -> Figures:
    """`processes` writers of one thread each, one process of `threads` writers, one reader, one import."""
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="javon-bench-") as folder:
        path = str(Path(folder) / "javon.sqlite3")
        connection = _open(path)
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(table)
        connection.close()
        results = spawn.Queue()
        begin = time.time() + 0.3 * (processes + 3)  # the processes need a moment to start
        until = begin + seconds
        kinds = [(1, "write")] * processes + [(threads, "write"), (1, "read"), (1, "import")]
        crew = [
            spawn.Process(target=_process, args=(path, begin, until, count, kind, results))
            for count, kind in kinds
        ]
        for process in crew:
            process.start()
        found = [result for _ in crew for result in results.get()]
        for process in crew:
            process.join()
    return _figures(seconds, found)


def _figures(seconds: float, found: list[dict[str, Any]]) -> Figures:
    waits = sorted(wait for result in found for wait in result.get("waits", ()))
    reads = sorted(took for result in found for took in result.get("reads", ()))
    counts = [len(result["waits"]) for result in found if "waits" in result]
    return Figures(
        seconds=seconds,
        writers=len(counts),
        writes_per_second=len(waits) / seconds,
        wait_median=statistics.median(waits) if waits else 0.0,
        wait_p95=_p95(waits),
        wait_worst=max(waits, default=0.0),
        done_worst=max((done for result in found for done in result.get("done", ())), default=0.0),
        fewest=min(counts, default=0),
        most=max(counts, default=0),
        imported_per_second=sum(result.get("imported", 0) for result in found) / seconds,
        reads_p95=_p95(reads),
        errors=tuple(sorted({error for result in found for error in result["errors"]})),
        load=os.getloadavg() if hasattr(os, "getloadavg") else (0.0, 0.0, 0.0),
    )


def _p95(ordered: list[float]) -> float:
    return ordered[int(len(ordered) * 0.95)] if ordered else 0.0


def run(seconds: float = 60, processes: int = 8, threads: int = 16, *, as_json: bool = False) -> int:
    """Measure and print; the exit code is 1 when any writer saw an error."""
    figures = measure(seconds, processes, threads)
    out = sys.stdout
    if as_json:
        out.write(json.dumps(asdict(figures) | {"fairness": figures.fairness}) + "\n")
        return 1 if figures.errors else 0
    out.write(
        f"writers   {figures.writers} ({processes} processes and {threads} threads) for {seconds:.0f} s, "
        f"beside an import and a reader; load {figures.load[0]:.1f}\n"
        f"writes    {figures.writes_per_second:.0f} a second, "
        f"import {figures.imported_per_second:.0f} rows a second\n"
        f"waited    median {figures.wait_median * 1000:.0f} ms, p95 {figures.wait_p95 * 1000:.0f} ms, "
        f"worst {figures.wait_worst * 1000:.0f} ms; "
        f"asked to committed: worst {figures.done_worst * 1000:.0f} ms\n"
        f"fairness  {figures.fairness:.2f} (fewest {figures.fewest}, most {figures.most} writes per writer)\n"
        f"reading   p95 {figures.reads_p95 * 1000:.1f} ms\n"
        f"errors    {'; '.join(figures.errors) or 'none'}\n"
    )
    return 1 if figures.errors else 0
