"""The only ways to touch the database for longer than one statement: writing(), reading(), bulk_writing().

A page that only reads never opens a write transaction; a page that writes does it through an action.
On PostgreSQL the gate does not exist: its row locks do this work.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction

BULK_ROWS = 200
BULK_SECONDS = 0.020  # how long a bulk writer may keep a reader's loan waiting

Item = TypeVar("Item")


class WriteWhileReading(OperationalError):
    """A write was tried inside reading(); nothing was changed."""


def writing(using: str = DEFAULT_DB_ALIAS, *, durable: bool = False) -> AbstractContextManager[None]:
    """One write transaction through the gate; inside another one, a savepoint of it."""
    if getattr(connections[using], "is_reading", False):
        raise WriteWhileReading("a write transaction cannot begin inside reading()")
    return transaction.atomic(using, durable=durable)


@contextmanager
def reading(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """One consistent view of the database for several questions; never waits, never writes.

    Inside a write transaction it is that transaction's own view. A write in the block raises
    :class:`WriteWhileReading` on SQLite and a database error on PostgreSQL.
    """
    connection: Any = connections[using]
    if getattr(connection, "is_reading", False):
        yield
    elif connection.vendor == "sqlite":
        yield from _reading_sqlite(connection, using)
    else:
        is_outermost = not connection.in_atomic_block
        with transaction.atomic(using):
            if is_outermost:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                    cursor.execute("SELECT 1")  # the view begins now, not at the first question
            connection.is_reading = True
            try:
                yield
            finally:
                connection.is_reading = False


def _reading_sqlite(connection: Any, using: str) -> Iterator[None]:
    connection.is_reading = True
    try:
        with transaction.atomic(using):
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA query_only = ON")
                cursor.execute(
                    "SELECT 1 FROM sqlite_master LIMIT 1"
                )  # the view begins now, not at the first row
            try:
                yield
            finally:
                if connection.connection is not None:
                    connection.connection.execute("PRAGMA query_only = OFF")
    except OperationalError as error:
        if "readonly" in str(error):
            raise WriteWhileReading("a write was tried inside reading()") from error
        raise
    finally:
        connection.is_reading = False


class BulkWriting:
    """How a bulk writer takes turns: small transactions, the gate given back after each.

    The size of the next batch follows from how long the last turn held the gate. Prepare rows outside
    the turn; inside it, only write.
    """

    def __init__(self, rows_per: int, seconds: float, using: str) -> None:
        self._most = rows_per
        self._seconds = seconds
        self._using = using
        self._taken = 0
        self.rows = min(rows_per, 50)  # of the next batch

    def batches(self, items: Iterable[Item]) -> Iterator[list[Item]]:
        """`items` in lists, each small enough for one turn."""
        source = iter(items)
        while batch := list(islice(source, self.rows)):
            self._taken = len(batch)
            yield batch

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One write transaction; afterwards whoever has been waiting goes first."""
        with writing(self._using):
            begun = time.monotonic()
            yield
            held = time.monotonic() - begun
        self.held(self._taken or self.rows, held)

    def held(self, rows: int, seconds: float) -> None:
        """Learn from a turn that wrote `rows` and held the gate for `seconds`."""
        fitting = int(rows * self._seconds / seconds) if seconds > 0 else self._most
        # One slow turn (a checkpoint, a busy disk) halves the next, one fast turn doubles it: no more.
        self.rows = max(1, min(self._most, max(rows // 2, min(rows * 2, fitting))))


def bulk_writing(
    rows_per: int = BULK_ROWS, *, seconds: float = BULK_SECONDS, using: str = DEFAULT_DB_ALIAS
) -> BulkWriting:
    """The turns of a bulk writer::

    bulk = bulk_writing()
    for batch in bulk.batches(prepared):
        with bulk.turn():
            execute_many(sql, batch)
    """
    return BulkWriting(rows_per, seconds, using)


def execute_many(sql: str, rows: Sequence[Sequence[Any]], *, using: str = DEFAULT_DB_ALIAS) -> int:
    """Run one prepared statement for every row; returns how many rows were written.

    `sql` marks its values with ``%s`` (or ``?``) on both databases. Inside a transaction of the caller.
    """
    if not rows:
        return 0
    with connections[using].cursor() as cursor:
        cursor.executemany(sql.replace("?", "%s") if "%s" not in sql else sql, rows)
        return int(cursor.rowcount)
