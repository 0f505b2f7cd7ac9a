"""`javon bench`: the project's own benchmarks, one table, with the machine's state beside them.

A bench is a function that answers rows of (what, figure); it works on its own data or reads the home's, and
says so.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterable

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


def gate() -> Iterable[Row]:
    """Writers waiting at the gate: 8 processes of 16 threads beside an import, in a folder of its own."""
    from javon.core.database import bench

    figures = bench.measure()
    yield "writers (8 processes of 16 threads, 60 s)", str(figures.writers)
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


def uzbek() -> Iterable[Row]:
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


def pages() -> Iterable[Row]:
    """What each public page of this home weighs and costs."""
    from javon.places.public import bench

    return bench.run()


BENCHES: dict[str, Callable[[], Iterable[Row]]] = {"uzbek": uzbek, "gate": gate, "pages": pages}
NEEDS_NO_HOME = {"uzbek", "gate"}
