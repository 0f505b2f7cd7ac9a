"""count("search"): one more of something today, without making anybody wait.

Counts are added up in this process's memory and written together by one thread every few seconds and when
the process ends in order. A page view thus never stands at the writers' gate, and a thousand searches are one
small write. A process killed with -9 loses the counts of the last seconds: they are figures about a year, not
facts, and no page is worth a write to save them. The thread, not the next request, writes: a quiet library
would otherwise keep the last visit of the evening in memory all night.
"""

from __future__ import annotations

import atexit
import logging
import threading
from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import connection

from javon.core import clock
from javon.core.counts.models import DailyCount
from javon.core.database import execute_many, writing

logger = logging.getLogger(__name__)

SESSION = "session"  # one browser, one calendar day, on the public site
SEARCH = "search"
SEARCH_EMPTY = "search_without_result"
TITLE_VIEW = "title_view"
# Families of names: one figure a day for each thing of the family, "opened:" and the key of a file.
FAMILIES = ("opened",)
LONGEST_KEY = 32
NAMES = (SESSION, SEARCH, SEARCH_EMPTY, TITLE_VIEW)

EVERY = 5.0  # seconds between two writes

_lock = threading.Lock()
_pending: Counter[tuple[date, str]] = Counter()


def count(name: str, how_many: int = 1, *, day: date | None = None) -> None:
    """`how_many` more of `name` on `day` (today). Returns at once; raises ValueError for an unknown name."""
    if name not in NAMES:
        raise ValueError(f"{name!r} is not counted; the names are {', '.join(NAMES)}")
    _more((day or clock.today(), name), how_many)


def count_one_of(family: str, key: str) -> None:
    """One more today of the thing `key` of `family`. Returns at once; raises ValueError for what is not counted."""
    if family not in FAMILIES or not key or len(key) > LONGEST_KEY:
        raise ValueError(f"{family!r} is not counted by {key!r}")
    _more((clock.today(), f"{family}:{key}"), 1)


def _more(place: tuple[date, str], how_many: int) -> None:
    with _lock:
        _pending[place] += how_many


def flush() -> int:
    """Write what has been counted since the last time; returns how many rows. A failure keeps the counts."""
    with _lock:
        taken = dict(_pending)
        _pending.clear()
    if not taken:
        return 0
    try:
        _write((day, name, number) for (day, name), number in sorted(taken.items()))
    except Exception:
        with _lock:
            _pending.update(taken)
        raise
    return len(taken)


def pending() -> dict[tuple[date, str], int]:
    """What is counted and not yet written."""
    with _lock:
        return dict(_pending)


def _write(rows: Iterable[tuple[date, str, int]]) -> None:
    table = connection.ops.quote_name(DailyCount._meta.db_table)
    statement = (
        f"INSERT INTO {table} (day, name, count) VALUES (%s, %s, %s) "
        f"ON CONFLICT (day, name) DO UPDATE SET count = {table}.count + excluded.count"
    )
    with writing():
        execute_many(statement, [(day.isoformat(), name, number) for day, name, number in rows])


def keep_writing() -> None:
    """Begin the thread that writes every few seconds. Called once by each web process, by nothing else."""
    stop = threading.Event()
    writer = threading.Thread(target=_write_now_and_then, args=(stop,), name="counts", daemon=True)
    atexit.register(_write_the_last, stop)
    writer.start()


def _write_now_and_then(stop: threading.Event) -> None:
    while not stop.wait(EVERY):
        if pending():
            _flush_quietly()


def _write_the_last(stop: threading.Event) -> None:
    stop.set()
    if pending():
        _flush_quietly()


def _flush_quietly() -> None:
    try:
        flush()
    except Exception:
        logger.exception("daily counts could not be written; they are kept and tried again")
    finally:
        connection.close()  # a thread that sleeps holds no connection
