"""Messages with the names of whom they are for: core knows recipients as keys only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from javon.core.messaging.models import Address, Message
from javon.core.messaging.showing import AddressLine, Line, address_line, line_of
from javon.service.readers.contacts import READER
from javon.service.readers.models import Reader


@dataclass(frozen=True, slots=True)
class Row:
    """A message and its reader; None where the recipient was forgotten or is no reader."""

    line: Line
    reader: Reader | None


@dataclass(frozen=True, slots=True)
class DeadRow:
    """An address that does not work, and whose it is."""

    line: AddressLine
    reader: Reader | None


def _readers(keys: Iterable[tuple[str, str]]) -> dict[str, Reader]:
    ids = [UUID(key) for kind, key in keys if kind == READER and key]
    rows = Reader.objects.filter(pk__in=ids, erased_at=None).select_related("school", "mahalla")
    return {str(reader.pk): reader for reader in rows}


def with_readers(messages: Iterable[Message]) -> list[Row]:
    """Messages with their readers, in one question more."""
    rows = list(messages)
    readers = _readers((row.recipient_type, row.recipient_id) for row in rows)
    return [Row(line_of(row), readers.get(row.recipient_id)) for row in rows]


def dead_with_readers(addresses: Iterable[Address]) -> list[DeadRow]:
    """Addresses with their readers, in one question more."""
    rows = list(addresses)
    readers = _readers((row.recipient_type, row.recipient_id) for row in rows)
    return [DeadRow(address_line(row), readers.get(row.recipient_id)) for row in rows]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Papers that go by one hand: a school's, a mahalla's, or the desk's own."""

    name: str
    rows: tuple[Row, ...]


def bundled(rows: Iterable[Row]) -> list[Bundle]:
    """Papers by school, else by mahalla, else for the desk; 5-maktab before 10-maktab, the desk last."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        reader = row.reader
        body = (reader.school or reader.mahalla) if reader is not None else None
        found.setdefault(body.name if body is not None else "", []).append(row)
    names = sorted(found, key=lambda name: (not name, _number(name), name))
    return [Bundle(name, tuple(found[name])) for name in names]


def _number(name: str) -> int:
    digits = re.match(r"\d{1,6}", name)
    return int(digits.group()) if digits else 10**6
