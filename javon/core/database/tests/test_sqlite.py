"""Our SQLite backend: settings, the gate at every write, readers who never wait."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sqlite3
import threading
import time

import pytest
from django.db import OperationalError, connection, transaction
from django.db.utils import ConnectionHandler

from javon.core.database import WriteWhileReading, reading, writing
from javon.core.database.errors import explain
from javon.core.database.gate import GateTimeout, gate_of
from javon.core.database.sqlite.connection import Kind, kind_of

spawn = multiprocessing.get_context("spawn")


def open_database(path):
    database = {"ENGINE": "javon.core.database.sqlite", "NAME": str(path)}
    return ConnectionHandler({"default": database})["default"]


@pytest.fixture(autouse=True)
def any_database_may_be_opened(django_db_blocker):
    # Most tests here open databases of their own; the blocker only knows the project's.
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def database(tmp_path):
    opened = open_database(tmp_path / "javon.sqlite3")
    with opened.cursor() as cursor:
        cursor.execute("CREATE TABLE fact (id INTEGER PRIMARY KEY, word TEXT)")
    yield opened
    opened.close()


def _pragma(database, name):
    with database.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def _words(database):
    with database.cursor() as cursor:
        cursor.execute("SELECT word FROM fact ORDER BY id")
        return [word for (word,) in cursor.fetchall()]


def _write(database, word):
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO fact (word) VALUES (%s)", [word])


def _gate_is_free(database):
    try:
        with gate_of(str(database.settings_dict["NAME"])).turn(timeout=0.02):
            return True
    except GateTimeout:
        return False


def test_the_database_survives_a_power_cut_and_lets_readers_read(database):
    assert _pragma(database, "journal_mode") == "wal"
    assert _pragma(database, "synchronous") == 2
    assert _pragma(database, "busy_timeout") == 30000
    assert _pragma(database, "foreign_keys") == 1


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("SELECT 1", Kind.READS),
        ("  -- a remark\n SELECT 1", Kind.READS),
        ("/* update */ SELECT 1", Kind.READS),
        ("WITH x AS (SELECT 1) SELECT * FROM x", Kind.READS),
        ("WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x", Kind.WRITES),
        ("PRAGMA table_info(x)", Kind.READS),
        ("PRAGMA wal_checkpoint(TRUNCATE)", Kind.WRITES),
        ("EXPLAIN QUERY PLAN DELETE FROM t", Kind.READS),
        ("INSERT INTO t VALUES (1)", Kind.WRITES),
        ("create table t (x)", Kind.WRITES),
        ("VACUUM", Kind.WRITES),
        ("", Kind.WRITES),
        ("BEGIN", Kind.READS),
        ("BEGIN DEFERRED", Kind.READS),
        ("begin immediate", Kind.BEGINS),
        ("COMMIT", Kind.ENDS),
        ("ROLLBACK", Kind.ENDS),
        ('ROLLBACK TO SAVEPOINT "s1"', Kind.READS),
        ('SAVEPOINT "s1"', Kind.READS),
    ],
)
def test_what_a_statement_means_for_the_gate(statement, kind):
    assert kind_of(statement) is kind


def test_a_write_outside_a_transaction_queues_too(database):
    with gate_of(str(database.settings_dict["NAME"])).turn():
        written = threading.Event()

        def write():
            other = open_database(database.settings_dict["NAME"])
            _write(other, "queued")
            other.close()
            written.set()

        thread = threading.Thread(target=write)
        thread.start()
        assert not written.wait(0.1)
        assert _words(database) == []  # and a reader does not wait
    thread.join(20)
    assert _words(database) == ["queued"]
    assert _gate_is_free(database)


def test_rows_given_back_by_a_write_are_all_there_after_the_gate(database):
    for fetch in (
        lambda cursor: cursor.fetchall(),
        lambda cursor: list(cursor),
        lambda cursor: cursor.fetchmany(2),
        lambda cursor: [cursor.fetchone(), cursor.fetchone()],
    ):
        with database.cursor() as cursor:
            cursor.execute("INSERT INTO fact (word) VALUES ('a'), ('b') RETURNING word")
            assert _gate_is_free(database)
            assert sorted(fetch(cursor)) == [("a",), ("b",)]
            assert cursor.fetchone() is None


def test_the_gate_is_held_from_begin_to_commit_and_given_back_by_a_rollback(database):
    database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert not _gate_is_free(database)
    _write(database, "first")
    database.connection.commit()
    database.set_autocommit(True)
    assert _gate_is_free(database)
    with database.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("INSERT INTO fact (word) VALUES ('lost')")
        assert not _gate_is_free(database)
        cursor.execute("ROLLBACK")
    assert _gate_is_free(database)
    assert _words(database) == ["first"]


def test_a_script_and_many_rows_pass_the_gate(database):
    with database.cursor() as cursor:
        cursor.executemany("INSERT INTO fact (word) VALUES (%s)", [["a"], ["b"]])
        cursor.cursor.executescript(
            "INSERT INTO fact (word) VALUES ('c'); INSERT INTO fact (word) VALUES ('d');"
        )
    assert _words(database) == ["a", "b", "c", "d"]
    assert _gate_is_free(database)


def test_a_failed_write_gives_the_gate_back(database):
    with pytest.raises(OperationalError), database.cursor() as cursor:
        cursor.execute("INSERT INTO nowhere VALUES (1)")
    assert _gate_is_free(database)


def test_a_connection_closed_or_forgotten_inside_a_transaction_gives_the_gate_back(database):
    for forget in (lambda opened: opened.close(), lambda opened: None):
        other = open_database(database.settings_dict["NAME"])
        with other.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
        forget(other)
        del other, cursor
        gc.collect()  # Django's connection refers to itself
        assert _gate_is_free(database)


def test_a_full_disk_leaves_nothing_and_frees_the_gate(database):
    with database.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(OperationalError) as failed, database.cursor() as cursor:
        cursor.executemany("INSERT INTO fact (word) VALUES (%s)", [["x" * 4000] for _ in range(50)])
    assert explain(failed.value).code == "disk_full"
    assert _gate_is_free(database)
    assert _words(database) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_read_and_the_first_write_says_so(database, tmp_path):
    database.close()
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OperationalError) as failed:
            _write(open_database(database.settings_dict["NAME"]), "x")
        assert explain(failed.value).code == "read_only"
    finally:
        tmp_path.chmod(0o700)


def _write_and_wait(path, begun):
    opened = open_database(path)
    with opened.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("INSERT INTO fact (word) VALUES ('half done')")
        begun.set()
        time.sleep(60)


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")
def test_a_writer_killed_inside_its_transaction_leaves_nothing_and_nobody_waits(database):
    begun = spawn.Event()
    process = spawn.Process(target=_write_and_wait, args=(database.settings_dict["NAME"], begun))
    process.start()
    assert begun.wait(20)
    os.kill(process.pid, signal.SIGKILL)
    process.join(20)
    began = time.monotonic()
    _write(database, "next")
    assert time.monotonic() - began < 5
    assert _words(database) == ["next"]
    assert _pragma(database, "integrity_check") == "ok"


def _write_many(path, count, notes):
    opened = open_database(path)
    try:
        for number in range(count):
            with opened.cursor() as cursor:
                cursor.execute("BEGIN IMMEDIATE")
                cursor.execute("SELECT COUNT(*) FROM fact")
                cursor.fetchone()
                cursor.execute("INSERT INTO fact (word) VALUES (%s)", [f"{os.getpid()} {number}"])
            opened.connection.commit()
            _write(opened, "alone")
    except Exception as error:
        notes.put(repr(error))
    else:
        notes.put("")


def test_processes_and_threads_write_at_once_and_nobody_hears_that_it_is_locked(database):
    notes = spawn.Queue()
    path = database.settings_dict["NAME"]
    processes = [spawn.Process(target=_write_many, args=(path, 20, notes)) for _ in range(3)]
    threads = [threading.Thread(target=_write_many, args=(path, 20, notes)) for _ in range(6)]
    for one in (*processes, *threads):
        one.start()
    for one in (*processes, *threads):
        one.join(60)
    assert [notes.get(timeout=10) for _ in range(9)] == [""] * 9
    assert len(_words(database)) == 9 * 40


def _open_new(path, notes):
    try:
        opened = open_database(path)
        with opened.cursor() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS fact (id INTEGER PRIMARY KEY, word TEXT)")
        _write(opened, "new")
    except Exception as error:
        notes.put(repr(error))
    else:
        notes.put("")


def test_processes_that_open_a_new_database_at_once_all_succeed(tmp_path):
    notes = spawn.Queue()
    crew = [spawn.Process(target=_open_new, args=(str(tmp_path / "new.sqlite3"), notes)) for _ in range(4)]
    for process in crew:
        process.start()
    for process in crew:
        process.join(30)
    assert [notes.get(timeout=10) for _ in crew] == [""] * 4


def test_a_database_in_memory_has_no_gate():
    opened = open_database(":memory:")
    with opened.cursor() as cursor:
        cursor.execute("CREATE TABLE fact (id INTEGER PRIMARY KEY, word TEXT)")
    assert opened.connection.gate is None


def test_an_error_of_sqlite_itself_is_still_sqlites(database):
    with pytest.raises(sqlite3.OperationalError):
        database.connection.execute("SELECT * FROM nowhere")


# --- reading() and writing() on the project's own database ---------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_reading_sees_one_moment_and_never_waits():
    from javon.core.jobs.models import Slot

    def write(name):
        with writing():
            Slot.objects.create(name=name, at="2026-01-01T00:00:00Z")
        connection.close()

    Slot.objects.create(name="before", at="2026-01-01T00:00:00Z")
    with reading():
        thread = threading.Thread(target=write, args=("meanwhile",))
        thread.start()
        thread.join(20)
        assert list(Slot.objects.values_list("name", flat=True)) == ["before"]
        with reading():  # a question inside a question sees the same moment
            assert Slot.objects.count() == 1
    assert Slot.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_reading_refuses_to_write():
    from javon.core.jobs.models import Slot

    with pytest.raises(WriteWhileReading), reading(), writing():
        pass
    with pytest.raises(Exception) as refused, reading():
        Slot.objects.create(name="x", at="2026-01-01T00:00:00Z")
    assert explain(refused.value).code in {"write_while_reading", "read_only"}
    with writing():
        Slot.objects.create(name="x", at="2026-01-01T00:00:00Z")
    assert Slot.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_reading_inside_writing_sees_what_was_just_written():
    from javon.core.jobs.models import Slot

    with writing():
        Slot.objects.create(name="x", at="2026-01-01T00:00:00Z")
        with reading():
            assert Slot.objects.count() == 1
        Slot.objects.create(name="y", at="2026-01-01T00:00:00Z")
    assert Slot.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_what_one_wrote_inside_a_failed_block_is_gone_and_what_was_around_it_stays():
    from javon.core.jobs.models import Slot

    with writing():
        Slot.objects.create(name="x", at="2026-01-01T00:00:00Z")
        with pytest.raises(ZeroDivisionError), writing():
            Slot.objects.create(name="y", at="2026-01-01T00:00:00Z")
            raise ZeroDivisionError
    assert [slot.name for slot in Slot.objects.all()] == ["x"]
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Slot.objects.create(name="z", at="2026-01-01T00:00:00Z")
        raise ZeroDivisionError
    assert Slot.objects.count() == 1
