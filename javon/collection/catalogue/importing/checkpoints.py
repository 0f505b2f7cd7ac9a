"""The write-ahead log of SQLite carried into the database beside an import, and not in front of the desk.

Left alone, whoever commits when the log is long copies it into the database inside the writers' gate, and a loan
waits behind that. A passive checkpoint needs no gate: it stops neither writers nor readers. Invariant: nothing here
decides what is durable; the log is synced at every commit as always (FULL). Nizom 2.11.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from contextlib import AbstractContextManager

from django.db import connection

_LONG = 2000  # pages in the log (8 MB) from which carrying them over is worth a sync of the database
_SECONDS_BETWEEN_LOOKS = 0.3
_SECONDS_OF_PAUSE = 1.0  # at most, between two turns


class Checkpoints(AbstractContextManager["Checkpoints"]):
    """A thread that carries the log over for as long as a bulk writer works; does nothing on other databases."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._wants_pause = threading.Event()
        self._is_done = threading.Event()
        self._thread: threading.Thread | None = None
        self._before: dict[str, int] = {}

    def __enter__(self) -> Checkpoints:
        if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]
            path = str(connection.settings_dict["NAME"])
            # Pages read through the map count as this process's memory: an import walks over all of them and would
            # seem to need as much memory as the database has. It has a larger cache of its own instead.
            self._set({"mmap_size": 0, "cache_size": -48_000, "wal_autocheckpoint": 4 * _LONG})
            self._thread = threading.Thread(target=self._run, args=[path], name="checkpoints", daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._thread is not None:
            self._stop.set()
            self._thread.join()
            self._set(self._before)

    def between_turns(self) -> None:
        """Call it with the gate free: the log begins anew only if it was carried over while nobody wrote."""
        if self._wants_pause.is_set():
            self._wants_pause.clear()
            self._is_done.wait(_SECONDS_OF_PAUSE)

    def _set(self, pragmas: dict[str, int]) -> None:
        with connection.cursor() as cursor:
            for name, value in pragmas.items():
                self._before.setdefault(name, cursor.execute(f"PRAGMA {name}").fetchone()[0])
                cursor.execute(f"PRAGMA {name} = {value}")

    def _run(self, path: str) -> None:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as own:
            while not self._stop.wait(_SECONDS_BETWEEN_LOOKS):
                with contextlib.suppress(
                    sqlite3.OperationalError
                ):  # another checkpoint runs, or the disk is full
                    self._carry_over(own)

    def _carry_over(self, own: sqlite3.Connection) -> None:
        _busy, pages, _carried = own.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        if pages < _LONG:
            return
        self._is_done.clear()
        self._wants_pause.set()
        # The importing thread clears the wish when it has stopped between two turns.
        while self._wants_pause.is_set() and not self._stop.wait(0.002):
            pass
        try:
            own.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        finally:
            self._is_done.set()
