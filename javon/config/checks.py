"""`javon check`: what proves the data, in one table; each check answers the sentences that are not true.

Checks read; they never repair. A check that cannot run is a problem, not a pass.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

SAMPLE = 300  # titles whose derived columns are computed again
LONGEST_WAIT = 10.0  # seconds for changes on their way to the index
LONGEST_LIST = 20  # problems of one check that are shown; the rest is counted


@dataclass(frozen=True, slots=True)
class Result:
    """One check that ran."""

    name: str
    problems: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Found:
    """All that a run of the checks found."""

    results: tuple[Result, ...]

    @property
    def problems(self) -> list[str]:
        """Every problem, with the name of its check."""
        return [f"{result.name}: {problem}" for result in self.results for problem in result.problems]

    def summary(self) -> str:
        """One line for a person."""
        seconds = sum(result.seconds for result in self.results)
        bad = sum(1 for result in self.results if result.problems)
        names = ", ".join(result.name for result in self.results)
        return f"{len(self.results)} checks in {seconds:.1f} s, {bad or 'none'} with problems ({names})"


def run() -> Found:
    """Run every check of the table; none stops the others."""
    return Found(tuple(_run_one(name, check) for name, check in CHECKS.items()))


def _run_one(name: str, check: Callable[[], Iterable[str]]) -> Result:
    begun = time.perf_counter()
    problems: list[str] = []
    try:
        found = iter(check())
        problems = list(islice(found, LONGEST_LIST))
        rest = sum(1 for _ in found)
        if rest:
            problems.append(f"and {rest} more")
    except Exception as error:  # a check that breaks must not hide the others
        problems.append(f"could not be finished: {type(error).__name__}: {error}")
    return Result(name, tuple(problems), time.perf_counter() - begun)


# --- the checks ---------------------------------------------------------------------------------------------


def database_is_whole() -> Iterator[str]:
    """SQLite's own proof of every page, index and foreign key; PostgreSQL keeps these promises itself."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        yield from (row[0] for row in cursor.fetchall() if row[0] != "ok")
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, parent, _number in cursor.fetchall():
            yield f"{table} row {row} points to a row of {parent} that is not there"


def centre_is_entered() -> Iterator[str]:
    """A home has its centre and its service points."""
    from javon.centre.organisation.models import Centre, ServicePoint

    if not Centre.objects.exists():
        yield "the centre is missing; `javon init` enters it"
    elif not ServicePoint.objects.exists():
        yield "the centre has no service point"


def imports_add_up() -> Iterator[str]:
    """What an import read is the sum of what became of it, and its quarantine is there to see."""
    from django.db.models import Count, F, Q

    from javon.collection.catalogue.models import Import

    runs = Import.objects.annotate(kept=Count("quarantine", filter=Q(quarantine__is_taken=False)))
    for run in runs.exclude(read=F("created") + F("updated") + F("unchanged") + F("quarantined")):
        yield f"import of {run.file_name}: {run.read} read, but the parts make another sum"
    # The same bad bytes met again are kept once, in the run that met them first: fewer rows than counted is
    # possible, more is not.
    for run in runs.filter(finished_at__isnull=False, kept__gt=F("quarantined")):
        yield f"import of {run.file_name}: {run.quarantined} in quarantine counted, {run.kept} kept"


def copies_have_a_place() -> Iterator[str]:
    """Every copy has a state that exists and belongs to the centre of its title and of its service point."""
    from django.db.models import F, Q

    from javon.collection.stock.models import Copy

    for copy in Copy.objects.exclude(state__in=Copy.State.values).iterator():
        yield f"copy {copy.barcode or copy.pk} is in a state that does not exist: {copy.state!r}"
    foreign = Copy.objects.filter(~Q(centre=F("title__centre")) | ~Q(centre=F("service_point__centre")))
    for copy in foreign.iterator():
        yield f"copy {copy.barcode or copy.pk} belongs to another centre than its title or its service point"


def journal_is_unbroken() -> Iterator[str]:
    """The journal's chain of seals holds, from the first line to the last."""
    from javon.core.audit import journal

    yield from journal.verify()


def files_are_present() -> Iterator[str]:
    """Every stored file lies on the disk with the bytes it was given with."""
    from javon.core.files import storage

    yield from storage.verify()


def index_agrees() -> Iterator[str]:
    """The search index holds exactly the titles of the database, each in its newest version.

    Changes on their way to the index are let through first: they are work in hand, not a disagreement.
    """
    from javon.collection.catalogue.search import catalogue_index
    from javon.collection.stock import documents
    from javon.core.search import outbox

    index = catalogue_index()
    if (state := index.state()) != "ready":
        yield f"it is {state}; `javon reindex` makes it anew"
        return
    _let_index_catch_up(index)
    found = outbox.compare(index, documents.all_versions())
    for word, ids in (
        ("missing", found.missing),
        ("too many", found.extra),
        ("old", found.stale),
        ("double", found.twice),
    ):
        if ids:
            yield f"{len(ids)} titles {word}, the first {ids[0]}; `javon reindex` makes it anew"
    if differing := documents.sample_that_differs(index.snapshot()):
        # A save while we looked is no disagreement: only what still differs after its turn is told.
        _let_index_catch_up(index)
        differing = documents.those_that_differ(index.snapshot(), differing)
    if differing:
        yield (
            f"{len(differing)} titles of a sample stand there with other words, the first {differing[0]}; "
            "`javon reindex` makes it anew"
        )


def _let_index_catch_up(index: Any) -> None:
    """Wait for the worker's follower, or do its work where no worker runs."""
    from javon.collection.stock import documents
    from javon.core.search import outbox

    follower = outbox.Follower(index, {documents.KIND: documents.documents_of})
    until = time.monotonic() + LONGEST_WAIT
    while outbox.waiting() and time.monotonic() < until:
        if not follower.catch_up():
            time.sleep(0.2)


def derived_columns_agree() -> Iterator[str]:
    """What lists show of a title is what its MARC record says; a sample spread over the catalogue."""
    from javon.collection.catalogue.models import Title
    from javon.collection.catalogue.prepared import COLUMNS, prepare
    from javon.collection.sources.record import Record

    numbers = Title.objects.order_by("number").values_list("number", flat=True)
    step = max(1, numbers.count() // SAMPLE)
    for title in Title.objects.filter(number__in=list(numbers[::step])[: SAMPLE + 1]).iterator():
        record = Record.from_json(title.marc)
        if bytes(title.digest) != record.digest():
            yield f"title {title.number}: the digest is not that of its record"
        wanted = dict(zip(COLUMNS, prepare(record).columns, strict=True))
        wrong = [name for name, value in wanted.items() if getattr(title, name) != value]
        if wrong:
            yield f"title {title.number}: {', '.join(wrong)} differ from the record"


def papers_are_whole() -> Iterator[str]:
    """Approved papers are what was approved, their numbers have no gap, what cites them is not mistaken."""
    from javon.centre.documents.checks import verify

    yield from verify()


def stock_books_are_true() -> Iterator[str]:
    """Each copy is in one place; the ledger and the copies agree; numbers have no gap."""
    from javon.collection.stock import checks

    yield from checks.verify()


def no_thing_is_booked_twice() -> Iterable[str]:
    """Bookings of one thing never overlap, and the database still refuses that they do."""
    from javon.core.booking import checks

    return checks.verify()


def loans_agree_with_places() -> Iterable[str]:
    """Who has what, and where the copies are, say the same."""
    from javon.service.lending import checks

    return checks.verify()


def reservations_agree() -> Iterable[str]:
    """Reservations, what happened to them and the shelf of reservations agree."""
    from javon.service.lending import checks_holds

    return checks_holds.verify()


def readers_are_true() -> Iterator[str]:
    """One registration a year, numbers without a gap, one card in use, nobody left of whoever was erased."""
    from javon.service.readers import checks

    yield from checks.verify()


# The table: the name a person sees, and the function that answers what is not true.
CHECKS: dict[str, Callable[[], Iterable[str]]] = {
    "database": database_is_whole,
    "centre": centre_is_entered,
    "index": index_agrees,
    "journal": journal_is_unbroken,
    "files": files_are_present,
    "imports": imports_add_up,
    "records": derived_columns_agree,
    "copies": copies_have_a_place,
    "papers": papers_are_whole,
    "stock": stock_books_are_true,
    "loans": loans_agree_with_places,
    "readers": readers_are_true,
    "bookings": no_thing_is_booked_twice,
    "holds": reservations_agree,
}


def rebuild_index() -> int:
    """Rebuild the search index from the database; answers how many titles it holds."""
    from javon.collection.catalogue.search import catalogue_index
    from javon.collection.stock import documents
    from javon.core.search import outbox

    return outbox.rebuild(catalogue_index(), documents.all_documents())
