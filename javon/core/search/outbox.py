"""The index follows the database: a change is noted in its own transaction and applied within a second.

A row leaves the outbox only after the commit of the index that holds its document, and applying it twice is
applying it once; so a process killed at any moment loses nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection

from javon.core.database.transactions import writing
from javon.core.search.index import Document, DocumentRefused, Index, IndexDamaged, IndexOutdated, Writer
from javon.core.search.lease import IndexBusy
from javon.core.search.memory import database_unmapped
from javon.core.search.models import Outbox

log = logging.getLogger("javon.search")

# Reads the database as it is now; an id that has no document (deleted, hidden) is left out of the answer.
Builder = Callable[[Sequence[UUID]], Mapping[UUID, Document]]

ROWS_PER_COMMIT = 500
ROWS_PER_DELETE = 1000  # ~2 ms on SQLite: the desk never waits behind it
SECONDS_BETWEEN_LOOKS = 0.25


def note_change(kind: str, *object_ids: UUID, batch: UUID | None = None) -> None:
    """Ask for new documents; call it inside the transaction that changes the objects."""
    Outbox.objects.bulk_create(
        [Outbox(kind=kind, object_id=object_id, batch=batch) for object_id in object_ids], batch_size=200
    )


def note_changes_in_bulk(kind: str, object_ids: Iterable[UUID], batch: UUID) -> None:
    """The same for bulk writers: one prepared statement, inside the caller's transaction."""
    prepare = Outbox._meta.get_field("object_id").get_db_prep_value
    owner = prepare(batch, connection)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_outbox (kind, object_id, batch, error) VALUES (%s, %s, %s, '')",
            [(kind, prepare(object_id, connection), owner) for object_id in object_ids],
        )


def waiting() -> int:
    """How many changes the index has not yet taken over."""
    return Outbox.objects.count()


class Follower:
    """Applies the outbox to the index. The worker runs one; a command may catch up once."""

    def __init__(
        self, index: Index, builders: Mapping[str, Builder], after: Callable[[], None] | None = None
    ) -> None:
        self._index = index
        self._builders = builders
        self._after = after  # called after each burst of changes
        self._held: ExitStack | None = None
        self._writer: Writer | None = None
        self._complained = -60.0

    def catch_up(self, *, wait: float = 0.0) -> int:
        """Apply all that waits, once; how many changes it took. 0 also while another process writes."""
        if not _is_waiting():
            return 0
        try:
            with self._index.writing(wait=wait) as writer, database_unmapped():
                return self._apply_all(writer)
        except IndexBusy:
            return 0

    def run(self, stop: threading.Event) -> None:
        """Follow until told to stop. Troubles are said once a minute and tried again.

        The writer stays open, so that segments are merged behind the changes, and is given up as soon as an
        import, a reindex or a check asks for it.
        """
        try:
            while not stop.is_set():
                try:
                    self._look()
                except (IndexDamaged, IndexOutdated, DatabaseError, OSError) as error:
                    self._let_go()
                    if time.monotonic() - self._complained > 60:
                        self._complained = time.monotonic()
                        log.error("the search index is not being updated: %s", error)
                stop.wait(SECONDS_BETWEEN_LOOKS)
        finally:
            self._let_go()

    def _look(self) -> None:
        if self._index.is_wanted:
            self._let_go()
        elif _is_waiting():
            if self._writer is None:
                held = ExitStack()
                try:
                    self._writer = held.enter_context(self._index.writing(finish_merging=False))
                except IndexBusy:
                    return  # an import holds the lease; it applies the changes of others itself
                self._held = held
            with database_unmapped():
                self._apply_all(self._writer)

    def _let_go(self) -> None:
        held, self._held, self._writer = self._held, None, None
        if held is not None:
            try:
                held.close()
            except IndexDamaged as error:
                log.error("the search index could not be closed: %s", error)

    def _apply_all(self, writer: Writer) -> int:
        done = 0
        while rows := _next_rows():
            done += apply(writer, rows, self._builders)
            if self._index.is_wanted:
                break
        if done and self._after:
            self._after()
        return done


def _is_waiting() -> bool:
    return Outbox.objects.filter(error="").exists()


def apply(writer: Writer, rows: Sequence[Outbox], builders: Mapping[str, Builder]) -> int:
    """Write the documents of these rows, commit the index, then drop the rows."""
    refused: dict[int, str] = {}
    for kind in dict.fromkeys(row.kind for row in rows):
        of_kind = [row for row in rows if row.kind == kind]
        ids = list(dict.fromkeys(row.object_id for row in of_kind))
        for object_id, why in _write(writer, ids, builders.get(kind)).items():
            refused |= {row.seq: why for row in of_kind if row.object_id == object_id}
    writer.commit()
    _drop([row.seq for row in rows if row.seq not in refused])
    for seq, why in refused.items():
        log.error("no search document for change %s: %s", seq, why)
        with writing():
            Outbox.objects.filter(seq=seq).update(error=why[:300])
    return len(rows)


def _write(writer: Writer, ids: list[UUID], build: Builder | None) -> dict[UUID, str]:
    """Replace or delete each; the ids for which that failed, with the reason."""
    if build is None:
        return dict.fromkeys(ids, "nobody builds documents of this kind")
    try:
        documents = build(ids)
    except DatabaseError:
        raise
    except Exception as error:
        if len(ids) == 1:
            return {ids[0]: repr(error)}
        # One object that cannot be read must not keep the others out of the index.
        return {bad: why for one in ids for bad, why in _write(writer, [one], build).items()}
    failed = {}
    for object_id in ids:
        document = documents.get(object_id)
        try:
            if document is None:
                writer.delete(object_id.hex)
            else:
                writer.replace(document)
        except DocumentRefused as error:
            failed[object_id] = str(error)
    return failed


def _next_rows(**wanted: object) -> list[Outbox]:
    return list(Outbox.objects.filter(error="", **wanted).order_by("seq")[:ROWS_PER_COMMIT])


def _drop(seqs: Sequence[int]) -> None:
    for start in range(0, len(seqs), ROWS_PER_DELETE):
        with writing():
            Outbox.objects.filter(seq__in=seqs[start : start + ROWS_PER_DELETE]).delete()


class BulkIndexer:
    """Feeds documents straight into the index while holding its lease; made by :func:`bulk_indexing`.

    The law of its use: the rows of a chunk and its outbox rows (with this `batch`) are committed first, then
    its documents are fed; when :meth:`commit` is called, every outbox row of the batch has its document fed.
    Changes that others save meanwhile are applied from here, for the worker cannot have the lease.
    """

    def __init__(self, writer: Writer, batch: UUID, builders: Mapping[str, Builder]) -> None:
        self._writer = writer
        self._builders = builders
        self._looked = time.monotonic()
        self.batch = batch

    def add(self, documents: Iterable[Document]) -> None:
        """Feed documents of objects that are new to the index."""
        for document in documents:
            self._writer.add(document)
        self._mind_the_others()

    def replace(self, documents: Iterable[Document]) -> None:
        """Feed documents that may stand in the index already."""
        for document in documents:
            self._writer.replace(document)
        self._mind_the_others()

    def delete(self, object_ids: Iterable[UUID]) -> None:
        """Take objects out."""
        for object_id in object_ids:
            self._writer.delete(object_id.hex)

    def commit(self) -> None:
        """Make all that was fed searchable, then drop the batch's outbox rows."""
        last = Outbox.objects.filter(batch=self.batch).order_by("-seq").values_list("seq", flat=True).first()
        self._writer.commit()
        while last is not None:
            rows = Outbox.objects.filter(batch=self.batch, seq__lte=last, error="").order_by("seq")
            seqs = list(rows.values_list("seq", flat=True)[:ROWS_PER_DELETE])
            if not seqs:
                return
            _drop(seqs)

    def _mind_the_others(self) -> None:
        if time.monotonic() - self._looked < SECONDS_BETWEEN_LOOKS:
            return
        while rows := _next_rows(batch=None):
            # This commits the fed documents too; their rows stay until commit() and are dropped then.
            apply(self._writer, rows, self._builders)
        self._looked = time.monotonic()


@contextmanager
def bulk_indexing(
    index: Index, batch: UUID, builders: Mapping[str, Builder], *, wait: float = 10.0
) -> Iterator[BulkIndexer]:
    """Hold the index for a bulk run. Left without an exception, everything fed is committed.

    Raises IndexBusy when another bulk run holds it: then only note the changes, and the index follows later.
    """
    with database_unmapped(), index.writing(wait=wait) as writer:
        bulk = BulkIndexer(writer, batch, builders)
        yield bulk
        bulk.commit()


def rebuild(index: Index, documents: Iterable[Document], *, wait: float = 10.0) -> int:
    """A new index from the database in the place of the old one; how many documents it has.

    Readers keep the old one until the swap. Changes saved meanwhile wait in the outbox and follow after it.
    """
    count = 0
    with database_unmapped(), index.rebuilding(wait=wait) as writer:
        for document in documents:
            writer.add(document)
            count += 1
    return count


@dataclass(slots=True)
class Disagreement:
    """Where index and database differ; empty when they agree. At most a hundred of each are named."""

    missing: list[UUID] = field(default_factory=list)  # in the database, not in the index
    extra: list[str] = field(default_factory=list)  # in the index, not in the database
    stale: list[UUID] = field(default_factory=list)  # in both, of another version
    twice: list[str] = field(default_factory=list)  # more than once in the index
    compared: int = 0

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.stale or self.twice)


def compare(index: Index, in_database: Iterable[tuple[UUID, int]]) -> Disagreement:
    """Prove that the index holds exactly these objects in these versions. Memory: 20 bytes per object."""
    buckets: dict[str, bytearray] = {f"{number:02x}": bytearray() for number in range(256)}
    for object_id, version in in_database:
        # The last byte of an identifier is random, so the buckets come out even.
        buckets[object_id.hex[-2:][::-1]] += object_id.bytes + version.to_bytes(4, "big")
    snapshot = index.snapshot()
    found = Disagreement()
    for prefix, bucket in buckets.items():
        wanted = {
            UUID(bytes=bytes(bucket[at : at + 16])).hex: int.from_bytes(bucket[at + 16 : at + 20], "big")
            for at in range(0, len(bucket), 20)
        }
        found.compared += len(wanted)
        _compare_bucket(found, wanted, snapshot.stamps(prefix))
    return found


def _compare_bucket(
    found: Disagreement, wanted: dict[str, int], stamps: list[tuple[str, int, str, int]]
) -> None:
    seen: set[str] = set()
    for identifier, version, _digest, times in stamps:
        if identifier in seen or times > 1:
            _add(found.twice, identifier)
        elif identifier not in wanted:
            _add(found.extra, identifier)
        elif wanted[identifier] != version:
            _add(found.stale, UUID(identifier))
        seen.add(identifier)
    for identifier in wanted.keys() - seen:
        _add(found.missing, UUID(identifier))


def _add(names: list[Any], name: UUID | str) -> None:
    if len(names) < 100:
        names.append(name)
