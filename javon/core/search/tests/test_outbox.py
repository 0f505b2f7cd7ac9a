from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection, transaction

from javon.core.database.fields import uuid7
from javon.core.search import question as q
from javon.core.search.index import Document, Index, Writer
from javon.core.search.models import Outbox
from javon.core.search.outbox import (
    Follower,
    bulk_indexing,
    compare,
    note_change,
    note_changes_in_bulk,
    rebuild,
    waiting,
)
from javon.core.search.schema import Field, Kind, Schema

pytestmark = pytest.mark.django_db(transaction=True)

SCHEMA = Schema("notes", 1, (Field("text", Kind.TEXT),))


class Shelf:
    """Stands for the database's own objects: id -> (version, text)."""

    def __init__(self) -> None:
        self.notes: dict[UUID, tuple[int, str]] = {}

    def put(self, text: str, *, key: UUID | None = None, batch: UUID | None = None) -> UUID:
        key = key or uuid7()
        with transaction.atomic():
            self.notes[key] = (self.notes.get(key, (0, ""))[0] + 1, text)
            note_change("note", key, batch=batch)
        return key

    def document(self, key: UUID) -> Document:
        version, text = self.notes[key]
        if text == "unreadable":
            raise ValueError("this note cannot be read")
        return {"id": key.hex, "version": version, "text": 5 if text == "wrong" else text}

    def documents(self, keys: Sequence[UUID]) -> dict[UUID, Document]:
        return {key: self.document(key) for key in keys if key in self.notes}

    def versions(self) -> list[tuple[UUID, int]]:
        return [(key, version) for key, (version, _text) in self.notes.items()]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "index", SCHEMA)


@pytest.fixture
def follower(index: Index, shelf: Shelf) -> Follower:
    return Follower(index, {"note": shelf.documents})


def found(index: Index, word: str) -> int:
    return index.snapshot().count(q.Word("text", word))


def test_what_is_saved_is_found_and_what_is_deleted_is_not(
    index: Index, shelf: Shelf, follower: Follower
) -> None:
    kept, gone = shelf.put("salom dunyo"), shelf.put("xayr dunyo")
    assert follower.catch_up() == 2
    assert (found(index, "dunyo"), waiting()) == (2, 0)
    del shelf.notes[gone]
    note_change("note", gone)
    shelf.put("salom olam", key=kept)
    follower.catch_up()
    assert (found(index, "dunyo"), found(index, "olam"), index.snapshot().size) == (0, 1, 1)
    assert not compare(index, shelf.versions())


def test_a_transaction_that_fails_asks_for_nothing(shelf: Shelf) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        note_change("note", uuid7())
        raise ZeroDivisionError
    assert waiting() == 0


def test_many_changes_of_one_note_make_one_document(index: Index, shelf: Shelf, follower: Follower) -> None:
    key = shelf.put("bir")
    shelf.put("ikki", key=key)
    shelf.put("uch", key=key)
    follower.catch_up()
    assert (index.snapshot().size, found(index, "uch")) == (1, 1)


@pytest.mark.parametrize("moment", ["commit", "replace", "close"])
def test_a_process_killed_at_any_moment_loses_nothing(
    index: Index, shelf: Shelf, follower: Follower, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    class Killed(BaseException):
        pass

    def die(*_args: object, **_options: object) -> None:
        raise Killed

    shelf.put("bir")
    follower.catch_up()
    shelf.put("ikki")
    with monkeypatch.context() as patch:
        patch.setattr(Writer, moment, die)
        with pytest.raises(Killed):
            follower.catch_up()
    follower.catch_up()
    assert (found(index, "bir"), found(index, "ikki"), waiting()) == (1, 1, 0)
    assert not compare(index, shelf.versions())


def test_rows_stay_until_the_index_has_them(
    index: Index, shelf: Shelf, follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put("bir")
    waiting_at_commit: list[int] = []
    commit = Writer.commit

    def watched(writer: Writer) -> None:
        waiting_at_commit.append(waiting())
        commit(writer)

    monkeypatch.setattr(Writer, "commit", watched)
    follower.catch_up()
    assert waiting_at_commit == [1]


@pytest.mark.parametrize("bad", ["wrong", "unreadable"])
def test_one_bad_note_does_not_keep_the_others_out(
    index: Index, shelf: Shelf, follower: Follower, bad: str
) -> None:
    shelf.put("bir")
    key = shelf.put(bad)
    shelf.put("ikki")
    follower.catch_up()
    assert (found(index, "bir"), found(index, "ikki")) == (1, 1)
    row = Outbox.objects.get()
    assert row.object_id == key
    assert row.error
    assert follower.catch_up() == 0  # it is not tried for ever
    assert compare(index, shelf.versions()).missing == [key]
    shelf.put("mended", key=key)
    follower.catch_up()
    assert found(index, "mended") == 1


def test_a_change_of_a_kind_nobody_knows_is_kept_with_its_reason(follower: Follower) -> None:
    note_change("unheard", uuid7())
    follower.catch_up()
    assert "nobody" in Outbox.objects.get().error


def test_the_follower_finds_a_saved_note_within_a_second(
    index: Index, shelf: Shelf, follower: Follower
) -> None:
    shelf.put("birinchi")
    follower.catch_up()
    follower_may_stop = threading.Event()
    thread = threading.Thread(target=_follow, args=(follower, follower_may_stop))
    thread.start()
    try:
        shelf.put("ikkinchi")
        saved = time.monotonic()
        while not found(index, "ikkinchi"):
            assert time.monotonic() - saved < 20  # generous: a shared machine's time never fails a unit test
            time.sleep(0.01)
    finally:
        follower_may_stop.set()
        thread.join()


def test_a_follower_that_holds_the_index_lets_go_of_it_when_asked(
    index: Index, shelf: Shelf, follower: Follower
) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=_follow, args=(follower, stop))
    thread.start()
    try:
        for word in ("bir", "ikki"):
            shelf.put(word)
            while not (index.state() == "ready" and found(index, word)):
                time.sleep(0.01)
            with Index(index.root, SCHEMA).writing(wait=30) as writer:
                writer.commit()
    finally:
        stop.set()
        thread.join()


def test_many_short_turns_do_not_leave_many_segments(index: Index, shelf: Shelf, follower: Follower) -> None:
    for number in range(40):
        shelf.put(f"nota {number}")
        follower.catch_up()
    assert index.snapshot().size == 40
    assert index.snapshot().segments < 16


def _follow(follower: Follower, stop: threading.Event) -> None:
    from django.db import connection

    try:
        follower.run(stop)
    finally:
        connection.close()


def test_a_bulk_run_feeds_the_index_itself_and_clears_its_rows(index: Index, shelf: Shelf) -> None:
    batch = uuid7()
    with bulk_indexing(index, batch, {"note": shelf.documents}) as bulk:
        for chunk in range(3):
            keys = [uuid7() for _ in range(10)]
            with transaction.atomic():
                shelf.notes |= dict.fromkeys(keys, (1, f"chunk{chunk}"))
                note_changes_in_bulk("note", keys, batch)
            bulk.add(shelf.document(key) for key in keys)
            assert waiting() == 10 * (chunk + 1)
    assert waiting() == 0
    assert not compare(index, shelf.versions())


def test_a_bulk_run_that_was_killed_is_finished_by_the_follower(
    index: Index, shelf: Shelf, follower: Follower
) -> None:
    keys = [uuid7() for _ in range(10)]
    with pytest.raises(ZeroDivisionError), bulk_indexing(index, uuid7(), {"note": shelf.documents}) as bulk:
        with transaction.atomic():
            shelf.notes |= dict.fromkeys(keys, (1, "salom"))
            note_changes_in_bulk("note", keys, bulk.batch)
        bulk.add(shelf.document(key) for key in keys[:5])
        raise ZeroDivisionError
    assert waiting() == 10
    follower.catch_up()
    assert waiting() == 0
    assert not compare(index, shelf.versions())


def test_what_others_save_during_a_bulk_run_is_applied_by_it(
    index: Index, shelf: Shelf, follower: Follower
) -> None:
    with bulk_indexing(index, uuid7(), {"note": shelf.documents}) as bulk:
        shelf.put("desk")
        assert follower.catch_up() == 0  # the lease is taken
        bulk._looked -= 10
        bulk.add([])
        assert found(index, "desk") == 1
    assert waiting() == 0


def test_a_rebuilt_index_agrees_with_the_database(index: Index, shelf: Shelf, follower: Follower) -> None:
    for number in range(30):
        shelf.put(f"nota {number}")
    assert rebuild(index, (shelf.document(key) for key in shelf.notes)) == 30
    assert not compare(index, shelf.versions())
    follower.catch_up()  # what waited is applied again: the same documents, once each
    assert not compare(index, shelf.versions())


def test_disagreements_are_named(index: Index, shelf: Shelf, follower: Follower) -> None:
    good, stale, extra = shelf.put("bir"), shelf.put("ikki"), shelf.put("uch")
    follower.catch_up()
    missing = uuid7()
    found_out = compare(index, [(good, 1), (stale, 2), (missing, 1)])
    assert found_out
    assert found_out.compared == 3
    assert (found_out.stale, found_out.missing, found_out.extra) == ([stale], [missing], [extra.hex])
    with index.writing() as writer:
        writer.add(shelf.document(good))
        writer.commit()
    assert compare(index, shelf.versions()).twice == [good.hex]


def test_whoever_feeds_the_index_reads_the_database_without_a_map(index: Index, shelf: Shelf) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite maps its database")
    sizes: list[int] = []

    def looking(keys: Sequence[UUID]) -> dict[UUID, Document]:
        with connection.cursor() as cursor:
            sizes.append(cursor.execute("PRAGMA mmap_size").fetchone()[0])
        return shelf.documents(keys)

    key = shelf.put("bir")
    Follower(index, {"note": looking}).catch_up()
    with bulk_indexing(index, uuid7(), {"note": looking}):
        looking([])
    rebuild(index, (document for _ in range(1) for document in looking([key]).values()))
    assert sizes == [0, 0, 0]
    looking([])
    assert sizes[-1] > 0
