"""What is on our shelf that a batch of incoming records may be: look-ups for many records at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from javon.collection.catalogue.authorities import raw_id
from javon.collection.catalogue.matching import Face
from javon.collection.catalogue.prepared import Prepared

_AT_ONCE = 400
_HELD = "t.id, t.title, t.subtitle, t.year"
# A record that another stands for since a merge is met as that other one.
_KEPT = "JOIN catalogue_title t ON t.id = COALESCE(m.merged_into_id, m.id)"


@dataclass(slots=True)
class Held:
    """A title that an incoming record may be."""

    key: Any  # raw identifier in the database; a number for what a dry run would have made
    face: Face


@dataclass(slots=True)
class Found:
    """Candidates for a batch, by what they were found by."""

    digests: set[bytes]
    numbers: dict[tuple[str, str], list[Held]]
    isbns: dict[str, list[Held]]
    fingerprints: dict[str, list[Held]]


@dataclass(slots=True)
class Stored:
    """A title about to be changed, as it is now."""

    title_id: UUID
    number: int
    version: int
    marc: str
    digest: bytes
    added_on: date
    is_untouched: bool  # nobody but imports has written it, and it stands for no other record


class Shelf:
    """The titles of one centre, own or donor; look-ups happen in the caller's transaction.

    ``NOT (x = '')`` is written as the partial indexes have it: SQLite takes them for no other wording.
    """

    def __init__(self, centre_id: UUID, *, is_donor: bool) -> None:
        self._scope = (raw_id(centre_id), is_donor)

    def look(self, records: Sequence[Prepared]) -> Found:
        """All candidates for these records, in at most five questions."""
        digests = {
            bytes(row[0])
            for row in self._ask(
                "o.digest", "catalogue_origin o", "o.digest", [one.digest for one in records]
            )
        }
        unknown = [one for one in records if one.digest not in digests]
        held: dict[Any, Held] = {}
        numbers: dict[tuple[str, str], list[Held]] = {}
        wanted = {one.control for one in unknown if one.control[1]}
        rows = self._ask(
            f"o.source, o.number, {_HELD}",
            "catalogue_origin o",
            "NOT (o.number = '') AND o.number",
            {number for _source, number in wanted},
        )
        for source, number, *row in rows:
            if (source, number) in wanted:
                self._add(numbers, (source, number), held, row)
        isbns: dict[str, list[Held]] = {}
        rows = self._ask(
            f"i.value, {_HELD}",
            "catalogue_identifier i",
            "i.kind = 'isbn' AND i.value",
            {isbn for one in unknown for isbn in one.isbns},
        )
        for isbn, *row in rows:
            self._add(isbns, isbn, held, row)
        fingerprints: dict[str, list[Held]] = {}
        rows = self._ask(
            f"m.fingerprint, {_HELD}",
            "",
            "NOT (m.fingerprint = '') AND m.fingerprint",
            {one.fingerprint for one in unknown if one.fingerprint},
        )
        for mark, *row in rows:
            self._add(fingerprints, mark, held, row)
        if held:
            self._add_numbers(held)
        return Found(digests, numbers, isbns, fingerprints)

    def stored(self, keys: Sequence[Any]) -> dict[Any, Stored]:
        """The titles behind these keys as they are now."""
        answer: dict[Any, Stored] = {}
        with connection.cursor() as cursor:
            for part in _parts(list(keys)):
                cursor.execute(
                    "SELECT t.id, t.number, t.version, t.marc, t.digest, t.added_on, EXISTS (SELECT 1 FROM catalogue_origin o"
                    " WHERE o.title_id = t.id AND o.digest = t.digest)"
                    " AND NOT EXISTS (SELECT 1 FROM catalogue_title m WHERE m.merged_into_id = t.id)"
                    " FROM catalogue_title t"
                    f" WHERE t.id IN ({_marks(part)})",
                    part,
                )
                for key, number, version, marc, digest, added_on, untouched in cursor.fetchall():
                    identifier = key if isinstance(key, UUID) else UUID(bytes=bytes(key))
                    day = added_on if isinstance(added_on, date) else date.fromisoformat(added_on)
                    answer[key] = Stored(
                        identifier, number, version, marc, bytes(digest), day, bool(untouched)
                    )
        return answer

    def _ask(self, columns: str, table: str, condition: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        alias = table[-1:]
        source = (
            f"{table} JOIN catalogue_title m ON m.id = {alias}.title_id" if table else "catalogue_title m"
        )
        with connection.cursor() as cursor:
            for part in _parts(sorted(values)):
                cursor.execute(
                    f"SELECT {columns} FROM {source} {_KEPT} WHERE {condition} IN ({_marks(part)})"
                    " AND t.centre_id = %s AND t.is_donor = %s",
                    [*part, *self._scope],
                )
                rows += cursor.fetchall()
        return rows

    @staticmethod
    def _add(found: dict[Any, list[Held]], by: Any, held: dict[Any, Held], row: list[Any]) -> None:
        key, title, subtitle, year = row
        one = held.get(key)
        if one is None:
            one = held[key] = Held(key, Face(title, subtitle, year, frozenset()))
        if one not in found.setdefault(by, []):
            found[by].append(one)

    @staticmethod
    def _add_numbers(held: dict[Any, Held]) -> None:
        numbers: dict[Any, set[tuple[str, str]]] = {}
        with connection.cursor() as cursor:
            for part in _parts(list(held)):
                cursor.execute(
                    f"SELECT title_id, source, number FROM catalogue_origin WHERE title_id IN ({_marks(part)})"
                    " UNION ALL SELECT m.merged_into_id, o.source, o.number FROM catalogue_title m"
                    f" JOIN catalogue_origin o ON o.title_id = m.id WHERE m.merged_into_id IN ({_marks(part)})",
                    [*part, *part],
                )
                for key, source, number in cursor.fetchall():
                    numbers.setdefault(key, set()).add((source, number))
        for key, found in numbers.items():
            one = held[key]
            one.face = Face(one.face.title, one.face.subtitle, one.face.year, frozenset(found))


def _parts(values: list[Any]) -> Iterable[list[Any]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


class Notebook:
    """What a dry run would have written, so that it recognises it later in the same files.

    A temporary SQLite file of its own: the memory stays the same for any number of records.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._database = sqlite3.connect("")
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE known (kind TEXT, value, key);"
            "CREATE INDEX known_value ON known (value, kind); CREATE INDEX known_key ON known (key);"
            "CREATE TABLE title (key PRIMARY KEY, marc, digest, is_untouched, title, subtitle, year) WITHOUT ROWID;"
        )
        self._last = 0

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    def look(self, records: Sequence[Prepared]) -> Found:
        """Candidates from the database and from what this run would have made."""
        found = self._shelf.look(records)
        held: dict[Any, Held] = {}
        for one in records:
            for _key in self._keys("digest", one.digest):
                found.digests.add(one.digest)
            if one.digest in found.digests:
                continue
            self._collect(found.numbers, one.control, "number", "\n".join(one.control), held)
            for isbn in one.isbns:
                self._collect(found.isbns, isbn, "isbn", isbn, held)
            if one.fingerprint:
                self._collect(found.fingerprints, one.fingerprint, "fingerprint", one.fingerprint, held)
        return found

    def stored(self, keys: Sequence[Any]) -> dict[Any, Stored]:
        """As the run would have left them."""
        answer = self._shelf.stored([key for key in keys if not isinstance(key, int)])
        for key in keys:
            row = self._database.execute(
                "SELECT marc, digest, is_untouched FROM title WHERE key = ?", [_plain(key)]
            ).fetchone()
            if row:
                known = answer.get(key)
                answer[key] = Stored(
                    known.title_id if known else UUID(int=0), 0, 0, row[0], row[1], date.min, bool(row[2])
                )
        return answer

    def learn(self, key: Any, prepared: Prepared, origin: Prepared) -> None:
        """Note that `prepared` would now be the record of the title `key` (None: of a new one), taken from
        `origin`.
        """
        if key is None:
            self._last += 1
            key = self._last
        face = prepared.face
        self._database.execute(
            "INSERT OR REPLACE INTO title VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                _plain(key),
                prepared.marc,
                prepared.digest,
                prepared.digest == origin.digest,
                face.title,
                face.subtitle,
                face.year,
            ],
        )
        known = [("digest", origin.digest), *(("isbn", isbn) for isbn in prepared.isbns)]
        known += [("number", "\n".join(origin.control))] if origin.control[1] else []
        known += [("fingerprint", prepared.fingerprint)] if prepared.fingerprint else []
        self._database.executemany(
            "INSERT INTO known VALUES (?, ?, ?)", [(*pair, _plain(key)) for pair in known]
        )

    def learn_origin(self, key: Any, origin: Prepared) -> None:
        """Note that `origin` was seen and added nothing."""
        self._database.execute("INSERT INTO known VALUES ('digest', ?, ?)", [origin.digest, _plain(key)])

    def _keys(self, kind: str, value: Any) -> list[Any]:
        rows = self._database.execute(
            "SELECT DISTINCT key FROM known WHERE value = ? AND kind = ?", [value, kind]
        )
        return [row[0] for row in rows]

    def _collect(
        self, found: dict[Any, list[Held]], by: Any, kind: str, value: str, held: dict[Any, Held]
    ) -> None:
        for key in self._keys(kind, value):
            if key not in held:
                title, subtitle, year = self._database.execute(
                    "SELECT title, subtitle, year FROM title WHERE key = ?", [key]
                ).fetchone()
                rows = self._database.execute(
                    "SELECT value FROM known WHERE key = ? AND kind = 'number'", [key]
                )
                numbers = frozenset((row[0].partition("\n")[0], row[0].partition("\n")[2]) for row in rows)
                held[key] = Held(
                    key if isinstance(key, int) else _raw(key), Face(title, subtitle, year, numbers)
                )
            if held[key] not in found.setdefault(by, []):
                found[by].append(held[key])


def _plain(key: Any) -> Any:
    return key.bytes if isinstance(key, UUID) else key


def _raw(key: bytes) -> Any:
    return UUID(bytes=key) if connection.features.has_native_uuid_field else key
