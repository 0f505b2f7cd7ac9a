"""Django's SQLite backend with our manners: write-ahead log, the gate, nothing lost at a power cut."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base as django_sqlite
from django.db.backends.sqlite3 import features as django_features

from javon.core.database.gate import gate_of
from javon.core.database.sqlite.connection import GatedConnection, GatedCursor
from javon.core.database.sqlite.creation import DatabaseCreation
from javon.core.database.sqlite.operations import DatabaseOperations

# Reads of a catalogue of a million records come from the system's page cache through the map; the cache
# of each connection stays small because every thread has its own.
CONNECTION_PRAGMAS = (
    "PRAGMA busy_timeout = 30000",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -16000",  # 16 MB
    "PRAGMA mmap_size = 1073741824",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 67108864",
)


class DatabaseFeatures(django_features.DatabaseFeatures):
    """What is known needs no question: Django would open the database, and a write transaction, to ask."""

    supports_json_field = True


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """One connection of one thread."""

    creation_class = DatabaseCreation
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
    is_reading = False  # inside reading(): a transaction that begins stays out of the gate

    def get_connection_params(self) -> dict[str, Any]:
        parameters = super().get_connection_params()
        self.transaction_mode = "IMMEDIATE"
        parameters.setdefault("timeout", 30)
        parameters["factory"] = GatedConnection
        parameters.setdefault("cached_statements", 256)
        return parameters

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        for pragma in CONNECTION_PRAGMAS:
            connection.execute(pragma)
        if not self.is_in_memory_db():
            connection.gate = gate_of(str(self.settings_dict["NAME"]))
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                self._begin_write_ahead_log(connection)
        return connection

    def _begin_write_ahead_log(self, connection: Any) -> None:
        # Two processes that change the journal at once fail without waiting; so they queue. A folder that
        # cannot be written keeps its old journal: reading works there, the first write says what is wrong.
        if not os.access(Path(os.path.realpath(str(self.settings_dict["NAME"]))).parent, os.W_OK):
            return
        with connection.gate.turn():
            connection.execute("PRAGMA journal_mode = WAL")

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=GatedCursor)

    def _start_transaction_under_autocommit(self) -> None:
        if self.is_reading:
            self.cursor().execute("BEGIN DEFERRED")
        else:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
