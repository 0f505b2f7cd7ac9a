"""Connection and cursor that pass the writers' gate: in before a write begins, out when it has ended.

Everything that Django, or any program of ours, sends to the database goes through these two classes; so
a session saved outside any transaction queues like a loan does. Readers are never looked at twice.
"""

from __future__ import annotations

import re
import sqlite3
from enum import Enum, auto
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from javon.core.database.gate import LONGEST_WAIT, Gate, Ticket


class Kind(Enum):
    """What a statement means for the gate."""

    READS = auto()
    WRITES = auto()  # alone outside a transaction: the gate for as long as it runs
    BEGINS = auto()  # the gate until the transaction ends
    ENDS = auto()


_WRITING_WORD = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
_WRITING_PRAGMA = re.compile(
    r"PRAGMA\s+(\w+\.)?(optimize|wal_checkpoint|incremental_vacuum|journal_mode\s*=|user_version\s*=|application_id\s*=)",
    re.IGNORECASE,
)
_BEGINS_TO_WRITE = re.compile(r"BEGIN\s+(IMMEDIATE|EXCLUSIVE)", re.IGNORECASE)
_COMMENTS = re.compile(r"\A(\s+|--[^\n]*\n|/\*.*?\*/)+", re.DOTALL)
_FIRST_WORD = re.compile(r"[A-Za-z]+")


@lru_cache(maxsize=4096)
def kind_of(statement: str) -> Kind:
    """Whether `statement` needs the gate; in doubt it does."""
    text = _COMMENTS.sub("", statement)
    word = match.group().upper() if (match := _FIRST_WORD.match(text)) else ""
    match word:
        case "SELECT" | "EXPLAIN" | "VALUES" | "SAVEPOINT" | "RELEASE" | "ATTACH" | "DETACH":
            return Kind.READS
        case "WITH":
            return Kind.WRITES if _WRITING_WORD.search(text) else Kind.READS
        case "PRAGMA":
            return Kind.WRITES if _WRITING_PRAGMA.match(text) else Kind.READS
        case "BEGIN":
            return (
                Kind.BEGINS if re.match(r"BEGIN\s+(IMMEDIATE|EXCLUSIVE)", text, re.IGNORECASE) else Kind.READS
            )
        case "ROLLBACK" if re.search(r"\bTO\b", text, re.IGNORECASE):
            return Kind.READS  # back to a savepoint: the transaction goes on
        case "COMMIT" | "END" | "ROLLBACK":
            return Kind.ENDS
    return Kind.WRITES


class GatedConnection(sqlite3.Connection):
    """A connection that holds at most one ticket of the gate."""

    gate: Gate | None = None  # None: a database in memory, which nobody else can write to
    patience: float = LONGEST_WAIT
    _ticket: Ticket | None = None

    def enter_gate(self) -> None:
        if self.gate is not None and self._ticket is None:
            self._ticket = self.gate.enter(self.patience)

    def leave_gate(self) -> None:
        if self._ticket is not None and self.gate is not None:
            ticket, self._ticket = self._ticket, None
            self.gate.leave(ticket)

    def leave_gate_if_done(self) -> None:
        # A COMMIT that failed may leave its transaction open; the gate stays ours until it is rolled back.
        if self._ticket is not None and not self.in_transaction:
            self.leave_gate()

    def commit(self) -> None:
        try:
            super().commit()
        finally:
            self.leave_gate_if_done()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self.leave_gate_if_done()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self.leave_gate()

    def __del__(self) -> None:
        # A thread that ends without closing takes its connection with it; SQLite rolls back, we step aside.
        self.leave_gate()


class GatedCursor(SQLiteCursorWrapper):
    """Django's cursor, in the queue when it writes."""

    connection: GatedConnection
    _returned: list[Any] | None = None

    def execute(self, query: str, params: Any = None) -> Any:
        kind = kind_of(query)
        if kind is Kind.READS:
            return super().execute(query, params)
        return self._through_gate(kind, query, lambda: super(GatedCursor, self).execute(query, params))

    def executemany(self, query: str, param_list: Any) -> Any:
        return self._through_gate(kind_of(query), query, lambda: self._all_or_none(query, param_list))

    def executescript(self, script: str) -> Any:
        return self._through_gate(Kind.WRITES, "", lambda: super(GatedCursor, self).executescript(script))

    def _all_or_none(self, query: str, param_list: Any) -> Any:
        # Outside a transaction SQLite would commit, and wait for the disk, after every single row.
        if self.connection.in_transaction:
            return super().executemany(query, param_list)
        super().execute("BEGIN IMMEDIATE")
        try:
            result = super().executemany(query, param_list)
            sqlite3.Connection.commit(self.connection)
        except BaseException:
            sqlite3.Connection.rollback(self.connection)
            raise
        return result

    def _through_gate(self, kind: Kind, query: str, run: Any) -> Any:
        connection = self.connection
        if kind is Kind.ENDS or (kind is Kind.WRITES and connection.in_transaction):
            try:
                return run()
            finally:
                connection.leave_gate_if_done()
        connection.enter_gate()
        try:
            result = run()
            if kind is Kind.WRITES and "RETURNING" in query.upper():
                # SQLite ends such a statement only when its last row is fetched: fetch before leaving.
                self._hand_over(super().fetchall())
            return result
        finally:
            connection.leave_gate_if_done()

    def _hand_over(self, rows: list[Any]) -> None:
        remaining = iter(rows)
        self._returned = rows
        self.fetchone = lambda: next(remaining, None)  # type: ignore[method-assign]
        self.fetchall = lambda: list(remaining)  # type: ignore[method-assign]
        self.fetchmany = lambda size=None: list(  # type: ignore[method-assign]
            islice(remaining, self.arraysize if size is None else size)
        )

    def __iter__(self) -> Any:
        return iter(self.fetchall()) if self._returned is not None else super().__iter__()
