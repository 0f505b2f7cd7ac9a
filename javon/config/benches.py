"""`javon bench`: the project's own benchmarks, one table, with the machine's state beside them.

A bench is a function that answers rows of (what, figure); it works on its own data or reads the home's, and
says so.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

Row = tuple[str, str]  # what was measured, and the figure with its unit


def machine() -> list[Row]:
    """Load average and the time of one fsync: without them no figure of a shared machine means anything."""
    rows = [("cores", str(os.cpu_count()))]
    if hasattr(os, "getloadavg"):
        rows.append(("load average (1, 5, 15 min)", " ".join(f"{load:.2f}" for load in os.getloadavg())))
    return [*rows, ("fsync of 4 KB in the home, median of 21", f"{_fsync_ms():.2f} ms")]


def _fsync_ms() -> float:
    from javon.config.environment import Environment

    home = Environment.read().home
    taken = []
    with tempfile.NamedTemporaryFile(dir=home if home.is_dir() else None) as file:
        for _ in range(21):
            file.write(b"x" * 4096)
            file.flush()
            begun = time.perf_counter()
            os.fsync(file.fileno())
            taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)[10]


def gate(size: int | None) -> Iterable[Row]:
    """Writers waiting at the gate: 8 processes of 16 threads beside an import, in a folder of its own.

    `size`: seconds.
    """
    from javon.core.database import bench

    figures = bench.measure(seconds=size or 60)
    yield f"writers (8 processes of 16 threads, {size or 60} s)", str(figures.writers)
    yield (
        "writes a second; import beside them, rows a second",
        (f"{figures.writes_per_second:.0f}; {figures.imported_per_second:.0f}"),
    )
    waits = (figures.wait_median, figures.wait_p95, figures.wait_worst)
    yield "wait for the gate: median, p95, worst", " ".join(f"{wait * 1000:.0f}" for wait in waits) + " ms"
    yield "asked to committed, worst", f"{figures.done_worst * 1000:.0f} ms"
    yield "reading beside them, p95", f"{figures.reads_p95 * 1000:.1f} ms"
    yield "fairness (1 is perfect)", f"{figures.fairness:.2f}"
    yield "errors (database is locked, …)", "; ".join(figures.errors) or "none"


def uzbek(_size: int | None) -> Iterable[Row]:
    """How fast text is folded and transliterated."""
    from javon.core import uzbek as words

    text = "Oʻtkan kunlar: roman. Абдулла Қодирий, Ўткан кунлар; ҳикоялар, yoʻqlik va yoʻlovchi " * 10
    for name in ("fold", "to_latin", "to_cyrillic", "sort_key"):
        change: Callable[[str], str] = getattr(words, name)
        begun, rounds = time.perf_counter(), 0
        while time.perf_counter() - begun < 0.5:
            change(text)
            rounds += 1
        seconds = time.perf_counter() - begun
        yield f"uzbek: {name}", f"{rounds * len(text) / seconds / 1e6:.2f} million characters/s"


def pages(_size: int | None) -> Iterable[Row]:
    """What each public page of this home weighs and costs."""
    from javon.places.public import bench

    return bench.run()


def records(size: int | None) -> Iterable[Row]:
    """An import from the file to searchable titles, in a home of its own; `size`: records."""
    from javon.collection.stock.import_bench import watched, write_file
    from javon.config import desk_bench

    wanted = size or 100_000
    with tempfile.TemporaryDirectory(prefix="import-bench-") as name:
        file = Path(name) / "records.mrc"
        write_file(file, wanted)
        yield f"{wanted} made-up records", f"{file.stat().st_size / 1e6:.0f} MB"
        environment = desk_bench.environment_of(Path(name) / "home")
        desk_bench.command(environment, "init")
        for what in ("first import", "the same file again"):
            before, begun = _children(), time.monotonic()
            importing = desk_bench.start(environment, "import", str(file), "--json")
            with watched(importing.pid) as memory:
                said, _ = importing.communicate()
            if importing.returncode:
                raise RuntimeError(f"javon import ended with {importing.returncode}")
            told = json.loads(said.splitlines()[-1])
            took = time.monotonic() - begun
            after = _children()
            yield (
                what,
                f"{wanted / told['seconds']:.0f} records/s ({took:.1f} s with the start), "
                f"created {told['created']}, unchanged {told['unchanged']}",
            )
            if before is not None and after is not None:
                worked = (after - before) / wanted * 1000
                yield f"{what}: processor", f"{worked:.2f} s for 1,000 records, all processes"
            if memory:
                yield f"{what}: most memory", str(memory)
        desk_bench.command(environment, "check")
        yield "javon check", "clean"


def _children() -> float | None:
    """Processor seconds of the processes that have ended."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def search(size: int | None) -> Iterable[Row]:
    """Questions of every kind to an index of its own; `size`: records."""
    from javon.collection.stock import search_bench

    for line in search_bench.run(size or 100_000):
        figures = f"p50 {line.p50:.1f}  p95 {line.p95:.1f}  worst {line.worst:.1f} ms"
        yield line.kind, f"{figures}  (processor p95 {line.cpu_p95:.1f}; {line.questions} questions)"


def desk(size: int | None) -> Iterable[Row]:
    """Loans and returns over HTTP, alone and by sixteen desks beside a report; `size`: scale of the demo library."""
    from javon.config import lending_bench

    return lending_bench.run(size or 1)


def beside(size: int | None) -> Iterable[Row]:
    """Searches and saves at a server of its own, quiet, beside an import, beside a busy worker; `size`: records."""
    from javon.config import desk_bench

    return desk_bench.run(size or 100_000)


def stock(size: int | None) -> Iterable[Row]:
    """The pages and prints of the stock with ten years in the books, in a home of its own; `size`: copies."""
    from javon.collection.stock.import_bench import write_file
    from javon.config import desk_bench

    with tempfile.TemporaryDirectory(prefix="stock-bench-") as name:
        environment = desk_bench.environment_of(Path(name) / "home")
        write_file(Path(name) / "held.mrc", 2_000)
        desk_bench.command(environment, "init")
        desk_bench.command(environment, "import", str(Path(name) / "held.mrc"), "--json")
        words = "import sys, django; django.setup(); from javon.collection.stock.stock_bench import main; main(int(sys.argv[1]))"
        done = subprocess.run(
            [sys.executable, "-c", words, str(size or 100_000)],
            env=environment,
            capture_output=True,
            check=True,
        )
        yield from ((what, figure) for what, figure in json.loads(done.stdout.splitlines()[-1]))


def old_lines(size: int | None) -> Iterable[Row]:
    """An old inventory book handed in as a spreadsheet, checked, entered, taken back, in a home of its own; `size`: rows."""
    from javon.collection.stock.import_bench import write_file
    from javon.config import desk_bench

    with tempfile.TemporaryDirectory(prefix="old-lines-bench-") as name:
        environment = desk_bench.environment_of(Path(name) / "home")
        write_file(Path(name) / "held.mrc", 5_000)
        desk_bench.command(environment, "init")
        desk_bench.command(environment, "import", str(Path(name) / "held.mrc"), "--json")
        words = "import sys, django; django.setup(); from javon.collection.stock.old_lines_bench import main; main(int(sys.argv[1]))"
        done = subprocess.run(
            [sys.executable, "-c", words, str(size or 40_000)],
            env=environment,
            capture_output=True,
            check=True,
        )
        yield from ((what, figure) for what, figure in json.loads(done.stdout.splitlines()[-1]))
        desk_bench.command(environment, "check")
        yield "javon check", "clean"


BENCHES: dict[str, Callable[[int | None], Iterable[Row]]] = {
    "uzbek": uzbek,
    "gate": gate,
    "pages": pages,
    "import": records,
    "search": search,
    "desk": desk,
    "beside": beside,
    "stock": stock,
    "old-lines": old_lines,
}
