"""The database file written anew after somebody was erased: nothing of them is left in its gaps. docs/algorithms/personal-data.md.

A deleted row stays legible in the file until its bytes are used again, and in the write-ahead log until it is
overwritten. VACUUM writes the file from what is there, and the truncating checkpoint empties the log. It runs at
night before the backup, and only when somebody was erased since the last time.
"""

from __future__ import annotations

from typing import Final

from django.db import connection

from javon.core.access import machine
from javon.service.readers.actions.erasing import note_wiping
from javon.service.readers.queries.erasing import erased_since_wiping

# On PostgreSQL a table is written anew under a lock that keeps readers out too: only those that had something to lose.
TABLES: Final = (
    "readers_reader", "readers_guardianship", "readers_consent", "readers_identitydocument", "readers_block",
    "readers_readerline", "readers_readersrun", "files_storedfile", "stock_loss", "stock_delivery", "audit_salt",
    "lending_loan", "lending_renewal",
)  # fmt: skip


class LogInUse(Exception):
    """Somebody still reads an older state of the database: the log could not be emptied now."""


def wipe_traces() -> int:
    """Write the database anew where readers were erased since the last time; how many they were. Raises LogInUse."""
    erased = erased_since_wiping()
    if not erased:
        return 0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(table)}")
    else:
        _rewrite_sqlite()
    note_wiping(by=machine("wiping"), erased=erased)
    return erased


def _rewrite_sqlite() -> None:
    with connection.cursor() as cursor:
        # The copy is as large as the database: on the disk, not in memory as small temporary tables are.
        cursor.execute("PRAGMA temp_store = FILE")
        try:
            cursor.execute("VACUUM")
        finally:
            cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = cursor.fetchone()[0]
    if busy:
        raise LogInUse
