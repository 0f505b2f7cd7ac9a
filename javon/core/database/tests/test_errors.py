"""Every trouble of disk and database is told in one sentence."""

from __future__ import annotations

import errno
import sqlite3

import pytest
from django.db import DatabaseError, OperationalError, ProgrammingError

from javon.core.database import WriteWhileReading
from javon.core.database.errors import EXPLANATIONS, explain
from javon.core.database.gate import GateClosed, GateTimeout
from javon.core.database.wording import SENTENCES


def caused_by(cause, outer=OperationalError):
    try:
        raise outer(str(cause)) from cause
    except outer as error:
        return error


def sqlite(code, text=""):
    error = sqlite3.OperationalError(text)
    error.sqlite_errorcode = code
    return error


def postgresql(sqlstate):
    error = Exception("from the server")
    error.sqlstate = sqlstate
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (caused_by(sqlite(sqlite3.SQLITE_FULL)), "disk_full"),
        (caused_by(sqlite(sqlite3.SQLITE_BUSY | 2 << 8)), "database_busy"),
        (caused_by(sqlite(sqlite3.SQLITE_READONLY)), "read_only"),
        (caused_by(sqlite(sqlite3.SQLITE_CANTOPEN)), "no_database"),
        (caused_by(sqlite(sqlite3.SQLITE_CORRUPT)), "damaged"),
        (caused_by(sqlite(sqlite3.SQLITE_ERROR, "no such table: loan")), "older_schema"),
        (caused_by(OSError(errno.ENOSPC, "no space"), GateClosed), "disk_full"),
        (caused_by(PermissionError(errno.EACCES, "denied"), GateClosed), "read_only"),
        (OSError(errno.EROFS, "read-only"), "read_only"),
        (GateTimeout("too long"), "database_busy"),
        (WriteWhileReading("no"), "write_while_reading"),
        (caused_by(postgresql("53100")), "disk_full"),
        (caused_by(postgresql("25006")), "read_only"),
        (caused_by(postgresql("08006")), "no_database"),
        (caused_by(postgresql("42P01"), ProgrammingError), "older_schema"),
        (OperationalError("connection refused"), "no_database"),
    ],
)
def test_a_trouble_has_its_explanation(error, code):
    assert explain(error).code == code
    assert str(explain(error))


@pytest.mark.parametrize(
    "error",
    [
        ValueError("a mistake of ours"),
        caused_by(sqlite(sqlite3.SQLITE_CONSTRAINT), DatabaseError),
        caused_by(postgresql("23505"), DatabaseError),
        OSError(errno.EINTR, "interrupted"),
    ],
)
def test_a_mistake_of_ours_is_not_explained_away(error):
    assert explain(error) is None


def test_each_sentence_is_there():
    assert all(str(explanation) for explanation in EXPLANATIONS.values())
    assert all(str(sentence) for sentence in SENTENCES.values())
