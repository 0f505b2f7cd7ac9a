"""One import: batches from the parsing process are matched and written, a few records per turn at the gate.

Invariant: a record, its origin, its names, its copies and its outbox row are written in one transaction, and
an origin
is what a record is recognised by; so a killed import that runs again ends where an unbroken one would have.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from javon.collection.catalogue import matching, placing, rights
from javon.collection.catalogue.bulk import Change, TitleWriter, Written
from javon.collection.catalogue.importing import parsing
from javon.collection.catalogue.importing.checkpoints import Checkpoints
from javon.collection.catalogue.importing.counting import Counts, Fault, Outcome, Progress
from javon.collection.catalogue.importing.shelf import Found, Held, Notebook, Shelf
from javon.collection.catalogue.matching import By
from javon.collection.catalogue.models import Import, Quarantined
from javon.collection.catalogue.numbers import take_turn
from javon.collection.catalogue.prepared import Prepared, prepare
from javon.collection.sources.record import Record
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import bulk_writing, reading, writing
from javon.core.database.fields import uuid7

_BATCHES_AHEAD = 4  # parsed and waiting in memory: at most 4 × 4 MB
_SECONDS_BETWEEN_PROGRESS = 0.2


class Companion(Protocol):
    """What travels with titles: their copies and their place in the search index."""

    preparing: str  # "module:function" (record, derived, prepared) -> payload, run in the parsing process
    batch: UUID | None  # marks the outbox rows when the companion feeds the index itself

    def prepare(self, record: Record, prepared: Prepared) -> Any:
        """The same for a record made here, by joining two."""

    def write(self, written: Sequence[Written]) -> int:
        """In the transaction of the titles; how many copies are new."""

    def after(self, written: Sequence[Written]) -> None:
        """After that transaction, with the gate free."""


class ImportBroken(Exception):
    """The parsing process ended without a word: killed, or out of memory. What was written stays; run it
    again.
    """


def run(
    paths: Iterable[Path],
    *,
    by: Actor,
    centre_id: UUID,
    companion: Companion | None,
    format: str = "auto",
    encoding: str = "auto",
    columns: dict[str, str] | None = None,
    donor: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Import these files one after the other. Raises Refused (``no_right``) and :class:`ImportBroken`."""
    require(by, rights.IMPORT_RECORDS)
    begun = time.monotonic()
    paths = [Path(path) for path in paths]
    outcome = Outcome(dry_run=dry_run)
    sizes = [path.stat().st_size if path.is_file() else 0 for path in paths]
    turns = _DryTurns(centre_id, donor) if dry_run else _Turns(centre_id, donor, by, companion)
    tasks = [
        parsing.Task(
            str(path),
            format,
            encoding,
            dict(columns) if columns else None,
            companion.preparing if companion else "",
        )
        for path in paths
    ]
    with turns, _parsed(tasks) as messages:
        for place, task in enumerate(tasks):
            meter = _Meter(progress, sum(sizes[:place]), sum(sizes), outcome.counts)
            _import_file(task, messages, turns, outcome, meter)
        turns.find_hosts()
    outcome.copies_added = turns.copies_added
    outcome.seconds = time.monotonic() - begun
    return outcome


class _Meter:
    """Tells the progress callback, not too often."""

    def __init__(self, progress: Progress | None, before: int, total: int, counts: Counts) -> None:
        self._progress = progress
        self._before = before
        self._total = total
        self._counts = counts
        self._told = 0.0

    def reached(self, position: int, *, is_end: bool = False) -> None:
        now = time.monotonic()
        if self._progress and (is_end or now - self._told >= _SECONDS_BETWEEN_PROGRESS):
            self._told = now
            self._progress(min(self._before + position, self._total), self._total, self._counts)


def _import_file(
    task: parsing.Task,
    messages: Iterator[Any],
    turns: _Turns | _DryTurns,
    outcome: Outcome,
    meter: _Meter,
) -> None:
    size = 0
    has_ended = False
    for message in messages:
        match message:
            case parsing.Opened():
                size = message.size
                turns.begin(Path(task.path).name, message)
            case parsing.Batch():
                for counts in turns.take(message):
                    outcome.counts.add(counts)
                    meter.reached(message.position)
                for refusal in message.refusals:
                    if not refusal.is_taken:
                        outcome.reasons[refusal.reason] = outcome.reasons.get(refusal.reason, 0) + 1
            case parsing.Failed():
                outcome.faults.append(Fault(task.path, message.code, message.details))
                has_ended = True
            case parsing.Ended():
                has_ended = True
        if has_ended:
            break
    if not has_ended:
        raise ImportBroken(f"the process that reads {Path(task.path).name} ended before the file did")
    outcome.import_ids += turns.finish()
    meter.reached(size, is_end=True)


@contextmanager
def _parsed(tasks: Sequence[parsing.Task]) -> Iterator[Iterator[Any]]:
    """Messages of one parsing process for all files, in their order: it reads the next file while this one is
    written. The process is gone when the block ends, however it ends.
    """
    package = str(Path(__file__).resolve().parents[4])
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH")))),
    }
    child = subprocess.Popen(
        [sys.executable, "-c", f"from {parsing.__name__} import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    )
    assert child.stdin and child.stdout
    waiting: queue.Queue[Any] = queue.Queue(_BATCHES_AHEAD)
    is_over = threading.Event()

    def fetch() -> None:
        try:
            for message in parsing.read_frames(child.stdout):  # type: ignore[arg-type]
                while not is_over.is_set():
                    try:
                        waiting.put(message, timeout=0.5)
                        break
                    except queue.Full:
                        continue
        except (EOFError, OSError, ValueError):
            pass  # the stream was cut: the missing last message says so
        finally:
            while not is_over.is_set():
                try:
                    waiting.put(None, timeout=0.5)
                    break
                except queue.Full:
                    continue

    def hand_over() -> None:
        # In a thread: a thousand tasks do not fit into a pipe whose reader is waiting to be read itself.
        with contextlib.suppress(OSError):
            for task in tasks:
                parsing.write_message(child.stdin, task)  # type: ignore[arg-type]
            child.stdin.close()  # type: ignore[union-attr]

    fetcher = threading.Thread(target=fetch, name="import-fetch", daemon=True)
    handing = threading.Thread(target=hand_over, name="import-tasks", daemon=True)
    try:
        fetcher.start()
        handing.start()
        # Unpacked here and not in the fetching thread: two threads would only take turns at the interpreter.
        yield map(parsing.opened, iter(waiting.get, None))
    finally:
        is_over.set()
        child.kill()
        child.wait()
        for thread in (fetcher, handing):
            if thread.ident:
                thread.join()
        child.stdout.close()


# --- deciding


@dataclass(slots=True)
class _Plan:
    """What becomes of the first `size` records of a chunk."""

    size: int = 0
    creates: list[Prepared] = field(default_factory=list)
    matches: list[tuple[Prepared, By, Held]] = field(default_factory=list)
    seen: int = 0  # recognised by their very content


def recognise(one: Prepared, found: Found) -> tuple[By, Held] | None:
    """The title that `one` is, and by what we know it; None for a new one."""
    face = one.face
    for by, candidates, agrees in (
        (By.CONTROL_NUMBER, found.numbers.get(one.control, ()), matching.is_same_by_control_number),
        (
            By.ISBN,
            [held for isbn in one.isbns for held in found.isbns.get(isbn, ())],
            matching.is_same_by_isbn,
        ),
        (By.FINGERPRINT, found.fingerprints.get(one.fingerprint, ()), matching.is_same_by_fingerprint),
    ):
        fitting = [held for held in candidates if agrees(face, held.face)]
        if fitting:
            # Identifiers are in the order of their making: of several, the oldest, so that every run chooses
            # alike.
            return by, min(fitting, key=lambda held: (isinstance(held.key, int), held.key))
    return None


def _plan(records: Sequence[Prepared], found: Found) -> _Plan:
    """Decide as far as records do not depend on each other; at the first that may be one just decided,
    stop.
    """
    plan = _Plan()
    pending: set[Any] = set()
    for one in records:
        own = {one.digest, *one.isbns}
        if one.control[1]:
            own.add(one.control)
        if one.fingerprint:
            own.add(one.fingerprint)
        if one.digest in found.digests:
            plan.seen += 1
        elif not pending.isdisjoint(own):
            return plan
        else:
            known = recognise(one, found)
            if known is None:
                plan.creates.append(one)
            elif known[1].key in pending:
                return plan
            else:
                plan.matches.append((one, *known))
                pending.add(known[1].key)
            pending |= own
        plan.size += 1
    return plan


@dataclass(slots=True)
class _Joined:
    """A record that is one of ours: `prepared` is what ours becomes, None when it adds nothing."""

    held: Held
    origin: Prepared
    prepared: Prepared | None


def _join(plan: _Plan, shelf: Shelf | Notebook, companion: Companion | None) -> Iterator[tuple[_Joined, Any]]:
    stored = shelf.stored([held.key for _one, _by, held in plan.matches])
    for one, by, held in plan.matches:
        ours = stored[held.key]
        if by is By.CONTROL_NUMBER and ours.is_untouched:
            # The source itself has a newer version of what it gave us, and nobody here has worked on it.
            yield _Joined(held, one, None if one.digest == ours.digest else one), ours
            continue
        merged = matching.enriched(Record.from_json(ours.marc), Record.from_json(one.marc))
        prepared = None
        if merged is not None:
            prepared = prepare(merged)
            if companion is not None:
                prepared = prepared._replace(companion=companion.prepare(merged, prepared))
        yield _Joined(held, one, prepared), ours


# --- writing


class _Turns(AbstractContextManager["_Turns"]):
    """Writes what was decided, in turns at the gate."""

    def __init__(self, centre_id: UUID, donor: bool, by: Actor, companion: Companion | None) -> None:
        self._centre_id = centre_id
        self._donor = donor
        self._by = by
        self._companion = None if donor else companion
        batch = self._companion.batch if self._companion else None
        self._writer = TitleWriter(centre_id, is_donor=donor, batch=batch, by_user_id=by.user_id)
        self._shelf = Shelf(centre_id, is_donor=donor)
        self._bulk = bulk_writing()
        self._run: Import | None = None
        self._total = Counts()
        self.copies_added = 0
        self._checkpoints = Checkpoints()

    def __enter__(self) -> _Turns:
        self._checkpoints.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        self._checkpoints.__exit__(*exception)

    def begin(self, file_name: str, opened: parsing.Opened) -> None:
        """The row of this file's import."""
        self._total = Counts()
        self._run = Import(
            id=uuid7(),
            centre_id=self._centre_id,
            file_name=file_name[:300],
            file_size=opened.size,
            format=opened.format[:16],
            encoding=opened.encoding[:16],
            is_donor=self._donor,
            started_at=clock.now(),
        )
        with writing():
            self._run.save(force_insert=True)

    def take(self, batch: parsing.Batch) -> Iterator[Counts]:
        """Write one parsed batch; the counts of each turn as soon as it is committed."""
        refusals = batch.refusals
        left = batch.records
        while left:
            # Even shares: a turn costs a wait for the disk, however few records it has.
            share = -(-len(left) // -(-len(left) // self._bulk.rows))
            for chunk in self._bulk.batches(left[:share]):
                yield self._turn(chunk, refusals)
                refusals = []
            left = left[share:]
        if refusals:
            yield self._turn([], refusals)

    def finish(self) -> list[str]:
        """The file is done: its import row closed, one line in the journal."""
        if self._run is None:
            return []
        with writing():
            self._run.finished_at = clock.now()
            self._run.save(update_fields=["finished_at"])
            audit.record(self._by, "imported", self._run)
        done, self._run = self._run, None
        return [str(done.pk)]

    def find_hosts(self) -> None:
        """Once all files are read: parts whose host has come, with this run or before, are led to it."""
        if self._donor:
            return
        for found in placing.find_hosts(self._centre_id):
            for chunk in self._bulk.batches(found):
                with self._bulk.turn():
                    placing.save_hosts(chunk)
                self._checkpoints.between_turns()

    def _turn(self, chunk: list[Prepared], refusals: list[parsing.Refusal]) -> Counts:
        counts = Counts()
        written: list[Written] = []
        copies = 0
        try:
            with self._bulk.turn():
                take_turn()
                counts.quarantined = self._quarantine(refusals)
                while chunk:
                    plan = _plan(chunk, self._shelf.look(chunk))
                    done = self._write(plan, counts)
                    if self._companion is not None and done:
                        copies += self._companion.write(done)
                    written += done
                    chunk = chunk[plan.size :]
                self._total.add(counts)
                self._save_counts()
        except BaseException:
            self._writer.forget()
            raise
        self.copies_added += copies
        self._checkpoints.between_turns()
        if self._companion is not None and written:
            self._companion.after(written)
        return counts

    def _write(self, plan: _Plan, counts: Counts) -> list[Written]:
        counts.unchanged += plan.seen
        counts.created += len(plan.creates)
        written = self._writer.create(plan.creates)
        changes: list[Change] = []
        origins: list[tuple[UUID, tuple[str, str], bytes]] = []
        for joined, ours in _join(plan, self._shelf, self._companion) if plan.matches else ():
            origins.append((ours.title_id, joined.origin.control, joined.origin.digest))
            if joined.prepared is None:
                counts.unchanged += 1
            else:
                counts.updated += 1
                changes.append(
                    Change(
                        ours.title_id, ours.number, ours.version, ours.marc, ours.added_on, joined.prepared
                    )
                )
        written += self._writer.change(changes, cause="imported")
        self._writer.record_origins(origins)
        return written

    def _quarantine(self, refusals: list[parsing.Refusal]) -> int:
        if not refusals or self._run is None:
            return 0
        Quarantined.objects.bulk_create(
            [
                Quarantined(
                    run=self._run,
                    file_name=self._run.file_name,
                    position=refusal.position,
                    ordinal=refusal.ordinal,
                    reason=refusal.reason[:40],
                    details=_sayable(refusal.details),
                    raw=refusal.raw,
                    digest=blake2b(refusal.raw, digest_size=16).digest(),
                    is_taken=refusal.is_taken,
                )
                for refusal in refusals
            ],
            ignore_conflicts=True,  # the same bytes of the same file are kept once
        )
        return sum(not refusal.is_taken for refusal in refusals)

    def _save_counts(self) -> None:
        if self._run is None:
            return
        total = self._total
        with connection.cursor() as cursor:
            cursor.execute(
                'UPDATE catalogue_import SET "read" = %s, created = %s, updated = %s, unchanged = %s, quarantined = %s WHERE id = %s',
                [
                    total.read,
                    total.created,
                    total.updated,
                    total.unchanged,
                    total.quarantined,
                    self._run.pk if connection.features.has_native_uuid_field else self._run.pk.bytes,
                ],
            )


class _DryTurns(AbstractContextManager["_DryTurns"]):
    """Decides like :class:`_Turns` and writes nothing."""

    copies_added = 0

    def __init__(self, centre_id: UUID, donor: bool) -> None:
        self._notebook = Notebook(Shelf(centre_id, is_donor=donor))

    def __exit__(self, *exception: object) -> None:
        self._notebook.close()

    def begin(self, file_name: str, opened: parsing.Opened) -> None:
        """Nothing is kept of a dry run."""

    def finish(self) -> list[str]:
        return []

    def find_hosts(self) -> None:
        """Nothing was written that could be a host."""

    def take(self, batch: parsing.Batch) -> Iterator[Counts]:
        counts = Counts(quarantined=sum(not refusal.is_taken for refusal in batch.refusals))
        chunk = batch.records
        with reading():
            while chunk:
                plan = _plan(chunk, self._notebook.look(chunk))
                counts.unchanged += plan.seen
                counts.created += len(plan.creates)
                for one in plan.creates:
                    self._notebook.learn(None, one, one)
                for joined, _ours in list(_join(plan, self._notebook, None)) if plan.matches else ():
                    if joined.prepared is None:
                        counts.unchanged += 1
                        self._notebook.learn_origin(joined.held.key, joined.origin)
                    else:
                        counts.updated += 1
                        self._notebook.learn(joined.held.key, joined.prepared, joined.origin)
                chunk = chunk[plan.size :]
        yield counts


def _sayable(details: dict[str, Any]) -> dict[str, Any]:
    """Details as JSON that any database takes: no half characters, no NUL."""
    return {
        key: value.encode("utf-8", "replace").decode().replace("\x00", "␀")[:1000]
        if isinstance(value, str)
        else value
        for key, value in details.items()
    }
