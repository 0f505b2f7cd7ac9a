"""explain(error): what went wrong with the database or the folder, in one sentence a person can act on.

Used by the command line ("javon: the disk is full; nothing was changed") and by the page for errors.
"""

from __future__ import annotations

import errno
import sqlite3
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from javon.core.database.gate import GateTimeout
from javon.core.database.transactions import WriteWhileReading


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code for machines and tests, a sentence for people, and whether trying again may help."""

    code: str
    sentence: Any
    is_passing: bool = False

    def __str__(self) -> str:
        return str(self.sentence)


EXPLANATIONS = {
    explanation.code: explanation
    for explanation in (
        Explanation("disk_full", _("the disk is full; nothing was changed")),
        Explanation(
            "database_busy",
            _("another program is writing to the database; nothing was changed, try again in a minute"),
            is_passing=True,
        ),
        Explanation("read_only", _("the data folder cannot be written to; nothing was changed")),
        Explanation("no_database", _("the database cannot be opened; check that the data folder exists")),
        Explanation(
            "older_schema",
            _("the data was written by an older version of Javon; stop Javon and start it again to update"),
        ),
        Explanation("damaged", _("the database is damaged; restore the last backup")),
        Explanation(
            "write_while_reading", _("the program tried to write while reading; nothing was changed")
        ),
    )
}

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_BUSY: "database_busy",
    sqlite3.SQLITE_LOCKED: "database_busy",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CANTOPEN: "no_database",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    # The write-ahead log of a disk without one free page; a failing disk says the same.
    sqlite3.SQLITE_IOERR: "disk_full",
}
_BY_ERRNO = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.ENOENT: "no_database",
}
# The classes and codes of PostgreSQL that mean the same (its manual, appendix A).
_BY_SQLSTATE = {
    "53100": "disk_full",
    "55P03": "database_busy",
    "40P01": "database_busy",
    "53300": "database_busy",
    "57P03": "database_busy",
    "25006": "read_only",
    "42P01": "older_schema",
    "XX001": "damaged",
    "XX002": "damaged",
    "3D000": "no_database",
}


def explain(error: BaseException) -> Explanation | None:
    """The explanation of `error` or of what caused it; None for an error of another kind (our mistake)."""
    seen: BaseException | None = error
    while seen is not None:
        if code := _code_of(seen):
            return EXPLANATIONS[code]
        seen = seen.__cause__ or seen.__context__
    return None


def _code_of(error: BaseException) -> str:
    if isinstance(error, GateTimeout):
        return "database_busy"
    if isinstance(error, WriteWhileReading):
        return "write_while_reading"
    if isinstance(error, sqlite3.Error):
        if "no such table" in str(error) or "no such column" in str(error):
            return "older_schema"
        # The lowest byte is the primary code; the others only tell how it came about.
        return _BY_SQLITE_CODE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "")
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0, "")
    sqlstate = getattr(error, "sqlstate", None)
    if sqlstate:
        return _BY_SQLSTATE.get(sqlstate, "no_database" if sqlstate.startswith("08") else "")
    if isinstance(error, DatabaseError) and error.__cause__ is None and "connection" in str(error):
        return "no_database"
    return ""
