"""The one writer of titles: every row that a record becomes, a batch at a time, inside the caller's
transaction.

Prepared statements instead of the ORM: an import writes some nine rows per record. The record corrected by
hand takes
the same way with a batch of one, so that there is no second truth of what a title is made of. Nizom 5.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from javon.collection.catalogue import placing, short_records
from javon.collection.catalogue.authorities import AuthorityBook, raw_ids
from javon.collection.catalogue.numbers import next_numbers
from javon.collection.catalogue.prepared import COLUMNS, Named, Prepared
from javon.core import clock
from javon.core.database import execute_many
from javon.core.database.fields import uuid7
from javon.core.search.outbox import note_change, note_changes_in_bulk

OUTBOX_KIND = "title"

_CREATED = (
    "id",
    "centre_id",
    "number",
    "marc",
    "digest",
    "version",
    "is_donor",
    "is_hidden",
    *COLUMNS,
    "added_on",
    "updated_at",
)
_INSERT = f"INSERT INTO catalogue_title ({', '.join(_CREATED)}) VALUES ({', '.join(['%s'] * len(_CREATED))})"
_CHANGED = ("marc", "digest", "version", *COLUMNS, "updated_at")
_UPDATE = f"UPDATE catalogue_title SET {', '.join(f'{name} = %s' for name in _CHANGED)} WHERE id = %s"
_ORIGIN = "INSERT INTO catalogue_origin (title_id, source, number, digest) VALUES (%s, %s, %s, %s)"
_IDENTIFIER = "INSERT INTO catalogue_identifier (title_id, kind, value) VALUES (%s, %s, %s)"
_LINK = (
    "INSERT INTO catalogue_titleauthority (title_id, authority_id, role, position, name) VALUES (%s, %s, %s, %s, %s)"
    " ON CONFLICT DO NOTHING"
)
_REVISION = (
    "INSERT INTO catalogue_revision (title_id, version, marc, at, by_user_id, cause, reason)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)


class Change(NamedTuple):
    """A title that gets another record. `marc` and `version` are those it has now."""

    title_id: UUID
    number: int
    version: int
    marc: str
    added_on: date
    prepared: Prepared


class Written(NamedTuple):
    """A title as it stands after the batch."""

    title_id: UUID
    number: int
    version: int
    added_on: date
    prepared: Prepared
    is_new: bool
    authorities: tuple[tuple[Named, Any, int], ...] = ()  # (name, raw identifier and number of its authority)


class TitleWriter:
    """Creates and changes titles of one centre. One object serves a whole import.

    `batch` marks the outbox rows of a run that feeds the index itself; None leaves them to the follower.
    """

    def __init__(
        self,
        centre_id: UUID,
        *,
        is_donor: bool = False,
        batch: UUID | None = None,
        by_user_id: int | None = None,
    ) -> None:
        self.centre_id = centre_id
        self.is_donor = is_donor
        self.batch = batch
        self.by_user_id = by_user_id
        self._raw = raw_ids()
        self._raw_centre = self._raw(centre_id)
        self._authorities = AuthorityBook(centre_id)

    def forget(self) -> None:
        """After a transaction that was rolled back: nothing remembered from it is true."""
        self._authorities.forget()

    def create(self, records: Sequence[Prepared], *, today: date | None = None) -> list[Written]:
        """New titles with the next numbers, their identifiers, names and origins."""
        if not records:
            return []
        day, now = today or clock.today(), self._moment(clock.now())
        raw_day = connection.ops.adapt_datefield_value(day)
        first = next_numbers("title", len(records))
        written, rows = [], []
        for place, prepared in enumerate(records):
            identifier = uuid7()
            rows.append(
                (
                    self._raw(identifier),
                    self._raw_centre,
                    first + place,
                    prepared.marc,
                    prepared.digest,
                    1,
                    self.is_donor,
                    False,
                    *prepared.columns,
                    raw_day,
                    now,
                )
            )
            written.append(Written(identifier, first + place, 1, day, prepared, True))
        execute_many(_INSERT, rows)
        self.record_origins([(one.title_id, one.prepared.control, one.prepared.digest) for one in written])
        return self._finish(written)

    def change(
        self, changes: Sequence[Change], *, cause: str, reason: str = "", now: datetime | None = None
    ) -> list[Written]:
        """Titles with another record: the old one kept as a revision, everything derived made anew."""
        if not changes:
            return []
        at = self._moment(now or clock.now())
        execute_many(
            _REVISION,
            [
                (self._raw(one.title_id), one.version, one.marc, at, self.by_user_id, cause, reason[:300])
                for one in changes
            ],
        )
        execute_many(
            _UPDATE,
            [
                (
                    one.prepared.marc,
                    one.prepared.digest,
                    one.version + 1,
                    *one.prepared.columns,
                    at,
                    self._raw(one.title_id),
                )
                for one in changes
            ],
        )
        short_records.follow([(one.title_id, one.prepared) for one in changes])
        keys = [(self._raw(one.title_id),) for one in changes]
        execute_many("DELETE FROM catalogue_identifier WHERE title_id = %s", keys)
        execute_many("DELETE FROM catalogue_titleauthority WHERE title_id = %s", keys)
        if not self.is_donor:
            placing.forget(keys)
        return self._finish(
            [
                Written(one.title_id, one.number, one.version + 1, one.added_on, one.prepared, False)
                for one in changes
            ]
        )

    def relink(self, titles: Sequence[tuple[UUID, Prepared]]) -> None:
        """The names of these titles resolved anew; their records stay, and no revision is made."""
        execute_many(
            "DELETE FROM catalogue_titleauthority WHERE title_id = %s",
            [(self._raw(title_id),) for title_id, _prepared in titles],
        )
        ids = self._authorities.resolve(named for _title, prepared in titles for named in prepared.names)
        execute_many(
            _LINK,
            [
                (self._raw(title_id), ids[named][0], named.role, place, named.name)
                for title_id, prepared in titles
                for place, named in enumerate(prepared.names)
            ],
        )
        self._note([title_id for title_id, _prepared in titles])

    def take_back(self, title_ids: Sequence[UUID]) -> None:
        """Titles that were made by mistake are no more; their numbers stay unused.

        The caller has seen that nothing besides their own rows knows them: what does lets the transaction fail.
        """
        keys = [(self._raw(title_id),) for title_id in title_ids]
        for table in ("origin", "identifier", "titleauthority", "shortrecord"):
            execute_many(f"DELETE FROM catalogue_{table} WHERE title_id = %s", keys)
        execute_many("DELETE FROM catalogue_title WHERE id = %s", keys)
        note_change(OUTBOX_KIND, *title_ids)

    def record_origins(self, origins: Sequence[tuple[UUID, tuple[str, str], bytes]]) -> None:
        """(title, (003, 001), digest) of records taken into titles."""
        execute_many(_ORIGIN, [(self._raw(title), *control, digest) for title, control, digest in origins])

    def _finish(self, written: list[Written]) -> list[Written]:
        execute_many(
            _IDENTIFIER,
            [
                (self._raw(one.title_id), kind, value)
                for one in written
                for kind, value in one.prepared.numbers
            ],
        )
        ids = (
            {}
            if self.is_donor
            else self._authorities.resolve(named for one in written for named in one.prepared.names)
        )
        # A donor record is no book of ours: neither authors' pages nor the index may know it.
        if self.is_donor:
            return written
        linked = [
            one._replace(authorities=tuple((named, *ids[named]) for named in one.prepared.names))
            for one in written
        ]
        execute_many(
            _LINK,
            [
                (self._raw(one.title_id), authority, named.role, place, named.name)
                for one in linked
                for place, (named, authority, _number) in enumerate(one.authorities)
            ],
        )
        self._place(linked)
        self._note([one.title_id for one in linked])
        return linked

    def _place(self, written: list[Written]) -> None:
        """What they are parts of and the series that they belong to. An import looks for hosts when it has ended."""
        rows = [(one.title_id, one.prepared.host, one.prepared.series) for one in written]
        parts = placing.write([row for row in rows if row[1] is not None or row[2]])
        if parts and self.batch is None:
            for found in placing.find_hosts(self.centre_id, parts):
                placing.save_hosts(found)

    def _note(self, title_ids: list[UUID]) -> None:
        if self.batch is None:
            note_change(OUTBOX_KIND, *title_ids)
        else:
            note_changes_in_bulk(OUTBOX_KIND, title_ids, self.batch)

    @staticmethod
    def _moment(moment: datetime) -> Any:
        return connection.ops.adapt_datetimefield_value(moment)
