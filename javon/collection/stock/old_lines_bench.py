"""What a retyped inventory book of 40,000 rows costs: handed in, checked, entered, taken back, in a home of its own.

The rows are made up as such files are: authors and titles that come again, prices in four spellings, a slip in fifty.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import xlsxwriter

from javon.centre.organisation.models import ServicePoint
from javon.centre.organisation.queries import the_centre
from javon.collection.runs import turns
from javon.collection.runs.queries import reported
from javon.collection.stock import jobs
from javon.collection.stock.actions import old_lines as actions
from javon.collection.stock.import_bench import some, vocabulary
from javon.collection.stock.models import OldLinesRun
from javon.collection.stock.old_lines_file import described
from javon.collection.stock.old_lines_paper import report
from javon.collection.stock.queries import old_lines as queries
from javon.core.access import machine
from javon.core.database.fields import uuid7
from javon.core.files.storage import keep

HEADS = (
    "T/r",
    "Inv. №",
    "Sana",
    "Muallif va nomi",
    "Nashr joyi",
    "Yili",
    "Narxi",
    "Indeks",
    "Chiqim",
    "Izoh",
)
Row = tuple[str, str]


def write_workbook(path: Path, rows: int, *, seed: int = 5) -> None:
    """A workbook of `rows` lines below a heading."""
    chance = random.Random(seed)
    words = vocabulary(chance, 8_000)
    authors = [
        f"{name.capitalize()} {other[0].upper()}."
        for name, other in zip(words[:900], words[900:1800], strict=True)
    ]
    books = [
        f"{chance.choice(authors)} {' '.join(some(chance, words, 3)).capitalize()}"
        for _ in range(rows * 6 // 10)
    ]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Inventar")
        sheet.write_row(2, 0, HEADS)
        for at in range(rows):
            price = chance.choice((1.2, "2-40", "3 р. 10 к.", "45 000 so'm"))
            day = f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.{chance.randint(1955, 2020)}"
            slip = chance.random() < 0.02
            cells = (at + 1, "" if slip else at + 1, day, books[int(len(books) * chance.random() ** 1.4)], "T.",
                     chance.randint(1950, 2020), price, "84(5O')", "", "")  # fmt: skip
            sheet.write_row(at + 3, 0, cells)


class _Timed:
    """A turn that remembers how long each took: so long the gate was held."""

    def __init__(self, turn: Callable[..., Any]) -> None:
        self._turn = turn
        self.seconds: list[float] = []

    def __call__(self, *given: Any) -> Any:
        begun = time.perf_counter()
        answer = self._turn(*given)
        self.seconds.append(time.perf_counter() - begun)
        return answer

    def __str__(self) -> str:
        ordered = sorted(self.seconds) or [0.0]
        middle, worst = ordered[int(len(ordered) * 0.95)], ordered[-1]
        return f"{len(ordered)} turns, p95 {middle * 1000:.0f} ms, worst {worst * 1000:.0f} ms"


def measured(rows: int, folder: Path) -> Iterator[Row]:
    """Every step of one file, in the order in which a librarian takes them."""
    centre = the_centre()
    assert centre is not None
    by, path = machine("bench", centre.pk), folder / "lines.xlsx"
    write_workbook(path, rows)
    begun = time.perf_counter()
    sheets = described(path)
    yield f"{rows} rows handed in, {path.stat().st_size / 1e6:.1f} MB", f"{time.perf_counter() - begun:.2f} s"
    with path.open("rb") as stream:
        file = keep(stream, name=path.name)
    point = ServicePoint.objects.filter(centre=centre).earliest("position")
    run = actions.begin_old_lines(
        by=by, centre=centre, run_id=uuid7(), file=file, sheets=sheets, service_point=point
    )
    layout = {
        "sheet": 0,
        "every": False,
        **{name: sheets[0][name] for name in ("head", "captions", "columns")},
    }
    for name, turn, begin in (
        ("checked", "write", lambda: actions.check_old_lines(by=by, run=run, layout=layout)),
        ("entered", "take", lambda: actions.enter_old_lines(by=by, run=run)),
        ("taken back", "take", lambda: actions.take_old_lines_back(by=by, run=run)),
    ):
        begin()
        timed, begun = _Timed(getattr(turns, turn)), time.perf_counter()
        with patch.object(turns, turn, timed):
            jobs.carry_on_old_lines(run_id=str(run.pk))
        took = time.perf_counter() - begun
        yield name, f"{rows / took:.0f} lines/s ({took:.1f} s); {timed}; most memory so far {_most():.0f} MB"
        run.refresh_from_db()
        if name == "entered":
            yield "copies and records made", " and ".join(map(str, queries.made(run)))
            begun = time.perf_counter()
            report(run, reported(OldLinesRun.objects.get(pk=run.pk)))
            yield "the report as a workbook", f"{time.perf_counter() - begun:.2f} s"


def _most() -> float:
    """Megabytes that this process has had resident at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(rows: int) -> None:
    """Print the rows of the table as JSON, for ``javon bench old-lines``."""
    with tempfile.TemporaryDirectory(prefix="old-lines-bench-") as name:
        sys.stdout.write(json.dumps(list(measured(rows, Path(name)))) + "\n")
