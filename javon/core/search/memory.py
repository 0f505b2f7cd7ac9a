"""A process that writes the index stays small: mapped files are kept out of its memory.

The engine maps the segments it merges, and SQLite the database. Every page read through a map counts as memory of
the process until the system wants it back, and a system with room to spare never does: after a million documents that
would be most of the index and of the database. Such pages are copies of the disk, so giving them back loses nothing.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

MOST_RESIDENT = 48 * 1024 * 1024  # bytes of mapped files; 22 MB of them are the program's own libraries
_SECONDS_BETWEEN_LOOKS = 0.1  # a merge reads some 15 MB in that time
# Not MADV_DONTNEED: a map may end after it was seen, and its addresses then belong to other data, which that advice
# would wipe out. This one loses nothing whatever lies there.
_PAGEOUT = 21
_MAP = re.compile(rb"([0-9a-f]+)-([0-9a-f]+) r--s \S+ \S+ \S+ +(/.*)")

_folders: set[bytes] = set()
_starting = threading.Lock()


def keep_few_resident(folder: Path) -> None:
    """From now on, whenever this process holds more than MOST_RESIDENT of mapped files, those in `folder` are given up.

    For the life of the process, because the engine goes on merging after its writer is closed. Linux only; elsewhere
    the system alone decides. A page that another process reads too stays, and costs nothing more for it.
    """
    if not sys.platform.startswith("linux"):
        return
    with _starting:
        is_first = not _folders
        _folders.add(os.fsencode(folder.resolve()) + b"/")
        if is_first:
            threading.Thread(target=_watch, name="index-memory", daemon=True).start()


def resident() -> int:
    """Bytes of mapped files that this process has in memory. Linux only."""
    return int(Path("/proc/self/statm").read_bytes().split()[2]) * mmap.PAGESIZE


def give_back(folders: tuple[bytes, ...]) -> None:
    """Let go of the pages of files mapped from below these folders. Linux only."""
    advise = ctypes.CDLL(None).madvise
    advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for line in Path("/proc/self/maps").read_bytes().splitlines():
        found = _MAP.fullmatch(line)
        if found and found[3].startswith(folders):
            begin, end = int(found[1], 16), int(found[2], 16)
            advise(begin, end - begin, _PAGEOUT)  # refused by an old system: then nothing happens


def _watch() -> None:
    while True:
        if resident() > MOST_RESIDENT:
            give_back(tuple(_folders))
        time.sleep(_SECONDS_BETWEEN_LOOKS)


@contextmanager
def database_unmapped() -> Iterator[None]:
    """This thread's connection reads the database without a map; for work that walks over much of it."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]
        yield
        return
    before = _map_size()
    _map_at_most(0)
    try:
        yield
    finally:
        _map_at_most(before)


def _map_size() -> int:
    with connection.cursor() as cursor:
        return int(cursor.execute("PRAGMA mmap_size").fetchone()[0])


def _map_at_most(size: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA mmap_size = {size}")
