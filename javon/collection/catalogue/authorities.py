"""Authorities grow from the records: one entry per name key, every script and spelling on it.

Who is who among persons is decided so (docs/algorithms/import.md): a name without years belongs to the entry
of that
name; a name with years belongs to the entry with the same year of birth, else to one that has no years yet,
which
takes them; only a namesake born in another year gets an entry of its own. Nizom 5.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import connection

from javon.collection.catalogue.numbers import generation_of_names, next_numbers
from javon.collection.catalogue.prepared import Named
from javon.core.database import execute_many
from javon.core.database.fields import uuid7, uuid7_bytes

_LOOKED_UP_AT_ONCE = 400
_REMEMBERED = 60_000  # entries: about 30 MB


class _Entry:
    """An authority as the book of authorities remembers it while it works."""

    __slots__ = ("birth", "dates", "key", "names", "number", "raw_id")

    def __init__(self, raw_id: Any, number: int, key: str, dates: str, birth: str) -> None:
        self.raw_id = raw_id
        self.number = number
        self.key = key
        self.dates = dates
        self.birth = birth
        self.names: set[str] = set()


def raw_id(identifier: UUID) -> Any:
    """An identifier as the database driver takes it in raw statements."""
    return identifier if connection.vendor == "postgresql" else identifier.bytes


def raw_ids() -> Callable[[UUID], Any]:
    """:func:`raw_id` for a loop of thousands: which database it is, is asked once."""
    return (lambda identifier: identifier) if connection.vendor == "postgresql" else attrgetter("bytes")


def raw_keys(count: int) -> Sequence[Any]:
    """So many new identifiers as the database driver takes them."""
    if connection.vendor == "postgresql":
        return [uuid7() for _ in range(count)]
    return uuid7_bytes(count)


def birth_of(dates: str) -> str:
    """The first year of four digits in the dates of a person; "" without one."""
    digits = "".join(character if character.isdecimal() else " " for character in dates).split()
    return next((number for number in digits if len(number) == 4), "")


class AuthorityBook:
    """Finds or makes the authorities of names, a batch at a time, inside the caller's transaction.

    It remembers what it has found, so one object serves a whole import. After a rolled back transaction call
    :meth:`forget`: what it remembers was never written.
    """

    def __init__(self, centre_id: UUID) -> None:
        self._centre = raw_id(centre_id)
        self._known: dict[tuple[str, str], _Entry] = {}
        self._generation = (
            -1
        )  # of the names, when they were looked up: a merge beside an import makes them untrue

    def forget(self) -> None:
        """Remember nothing."""
        self._known.clear()

    def resolve(self, names: Iterable[Named]) -> dict[Named, tuple[Any, int]]:
        """The raw identifier and the number of each name's authority; missing ones are made, new spellings are hung on."""
        wanted = list(dict.fromkeys(names))
        generation = generation_of_names()
        if len(self._known) > _REMEMBERED or generation != self._generation:
            self.forget()
        self._generation = generation
        self._look_up(wanted)
        entries: dict[Named, _Entry] = {}
        made: list[tuple[_Entry, Named]] = []
        spellings: list[tuple[Any, str, str]] = []
        dated: list[tuple[str, Any]] = []
        for named in wanted:
            entry = self._fitting(named)
            if entry is None:
                entry = self._new(named)
                made.append((entry, named))
            elif named.birth and not entry.dates:
                entry.dates, entry.birth = named.dates, named.birth
                dated.append((named.dates, entry.raw_id))
            entries[named] = entry
            for name, script in ((named.name, named.script), *named.variants):
                if name not in entry.names:
                    entry.names.add(name)
                    spellings.append((entry.raw_id, name[:300], script))
        self._write(made, spellings, dated)
        return {named: (entry.raw_id, entry.number) for named, entry in entries.items()}

    def find(self, named: Named) -> tuple[Any, int] | None:
        """The raw identifier and the number of a name's authority; None when there is none. Nothing is made."""
        self._look_up([named])
        entry = self._fitting(named)
        return (entry.raw_id, entry.number) if entry is not None else None

    def _fitting(self, named: Named) -> _Entry | None:
        first = self._known.get((named.kind, named.key))
        if first is None or not named.birth or not first.birth or first.birth == named.birth:
            return first
        return self._known.get((named.kind, f"{named.key} {named.birth}"))

    def _new(self, named: Named) -> _Entry:
        key = f"{named.key} {named.birth}" if (named.kind, named.key) in self._known else named.key
        entry = self._known[named.kind, key] = _Entry(raw_keys(1)[0], 0, key, named.dates, named.birth)
        return entry

    def _look_up(self, names: list[Named]) -> None:
        by_kind: dict[str, set[str]] = {}
        for named in names:
            for key in (named.key, f"{named.key} {named.birth}") if named.birth else (named.key,):
                if (named.kind, key) not in self._known:
                    by_kind.setdefault(named.kind, set()).add(key)
        with connection.cursor() as cursor:
            for kind, keys in by_kind.items():
                listed = sorted(keys)
                for start in range(0, len(listed), _LOOKED_UP_AT_ONCE):
                    part = listed[start : start + _LOOKED_UP_AT_ONCE]
                    wanted = [self._centre, kind, *part]
                    marks = ", ".join(["%s"] * len(part))
                    # A merged entry's key, and a further key, lead to the entry that stands.
                    cursor.execute(
                        "SELECT COALESCE(m.id, a.id), COALESCE(m.number, a.number), a.key, COALESCE(m.dates, a.dates)"
                        " FROM catalogue_authority a LEFT JOIN catalogue_authority m ON m.id = a.merged_into_id"
                        f" WHERE a.centre_id = %s AND a.kind = %s AND a.key IN ({marks}) UNION ALL"
                        " SELECT COALESCE(m.id, a.id), COALESCE(m.number, a.number), k.key, COALESCE(m.dates, a.dates)"
                        " FROM catalogue_authoritykey k JOIN catalogue_authority a ON a.id = k.authority_id"
                        " LEFT JOIN catalogue_authority m ON m.id = a.merged_into_id"
                        f" WHERE k.centre_id = %s AND k.kind = %s AND k.key IN ({marks})",
                        [*wanted, *wanted],
                    )
                    for identifier, number, key, dates in cursor.fetchall():
                        self._known[kind, key] = _Entry(identifier, number, key, dates, birth_of(dates))

    def _write(
        self,
        made: list[tuple[_Entry, Named]],
        spellings: list[tuple[Any, str, str]],
        dated: list[tuple[str, Any]],
    ) -> None:
        if made:
            first = next_numbers("authority", len(made))
            for place, (entry, _named) in enumerate(made):
                entry.number = first + place
            execute_many(
                "INSERT INTO catalogue_authority (id, centre_id, number, kind, key, heading, dates)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s)",
                [
                    (
                        entry.raw_id,
                        self._centre,
                        entry.number,
                        named.kind,
                        entry.key,
                        named.name,
                        named.dates,
                    )
                    for entry, named in made
                ],
            )
        if dated:
            execute_many("UPDATE catalogue_authority SET dates = %s WHERE id = %s", dated)
        if spellings:
            execute_many(
                "INSERT INTO catalogue_authorityname (authority_id, name, script) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                spellings,
            )
