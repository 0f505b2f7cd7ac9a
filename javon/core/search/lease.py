"""One writer at a time: a lock file that the operating system frees when its holder dies, however it dies."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class IndexBusy(Exception):
    """Somebody else writes the index now; the message names the process for a person."""


SECONDS_WANTED = 3.0  # a wish older than this belongs to a process that is gone


def is_wanted(path: Path) -> bool:
    """Whether another process is waiting for the lease: a holder with time lets go of it."""
    try:
        return time.time() - path.with_suffix(".wanted").stat().st_mtime < SECONDS_WANTED
    except OSError:
        return False


@contextmanager
def lease(path: Path, *, wait: float = 0.0) -> Iterator[None]:
    """Hold the lock file, waiting at most so many seconds for it. Raises :class:`IndexBusy`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a+b")  # the lock lives as long as the file is open
    try:
        until = time.monotonic() + wait
        while not _locked(file):
            if time.monotonic() >= until:
                raise IndexBusy(f"another process is writing the search index ({_holder(path)})")
            path.with_suffix(".wanted").touch()
            time.sleep(0.05)
        path.with_suffix(".wanted").unlink(missing_ok=True)
        _say_who(path)
        yield
    finally:
        file.close()  # closing frees the lock on every system


def _holder(path: Path) -> str:
    try:
        return f"process {int(path.with_suffix('.who').read_text())}"
    except (OSError, ValueError):
        return "its number is unknown"


def _say_who(path: Path) -> None:
    # Windows forbids reading a locked file, so the number lies in a file of its own.
    path.with_suffix(".who").write_text(str(os.getpid()))


if os.name == "nt":
    import msvcrt

    def _locked(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
