"""The identifier of every row that travels: UUIDv7, made where the row is made.

16 raw bytes on SQLite (half the size of Django's text form, and in time order), ``uuid`` on PostgreSQL.
"""

from __future__ import annotations

import os
import threading
import time
import uuid
from typing import Any

from django.db import models

_lock = threading.Lock()
_last = 0


def uuid7() -> uuid.UUID:
    """A new RFC 9562 version 7 identifier; identifiers made in one process are strictly increasing.

    The 12 bits after the version carry a sub-millisecond counter (method 3 of the RFC), so that rows
    made in one millisecond still sort in the order of their making.
    """
    global _last
    with _lock:
        stamp = time.time_ns() * 4096 // 1_000_000  # milliseconds with 12 fractional bits
        _last = stamp = max(stamp, _last + 1)
    value = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62
    value |= int.from_bytes(os.urandom(8), "big") >> 2
    return uuid.UUID(int=value)


def uuid7_bytes(count: int) -> list[bytes]:
    """`count` new identifiers as 16 raw bytes each, in their order: bulk writers need thousands a second."""
    global _last
    with _lock:
        stamp = max(time.time_ns() * 4096 // 1_000_000, _last + 1)
        _last = stamp + count - 1
    chance = os.urandom(8 * count)
    made = []
    for place in range(count):
        high = stamp + place
        high = (high >> 12) << 16 | 0x7000 | high & 0xFFF
        first = chance[8 * place] & 0x3F | 0x80
        made.append(
            high.to_bytes(8, "big") + first.to_bytes(1, "big") + chance[8 * place + 1 : 8 * place + 8]
        )
    return made


class UUIDv7Field(models.UUIDField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A UUID column, raw bytes where the database has no UUID type of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("primary_key"):
            kwargs.setdefault("default", uuid7)
            kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        # Under the name "UUIDField" Django's SQLite backend would read the raw bytes as hexadecimal text.
        return "UUIDv7Field"

    def db_type(self, connection: Any) -> str:
        return "uuid" if connection.features.has_native_uuid_field else "BLOB"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        if not isinstance(value, uuid.UUID):
            value = self.to_python(value)
        return value if connection.features.has_native_uuid_field else value.bytes

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> uuid.UUID | None:
        if value is None or isinstance(value, uuid.UUID):
            return value
        return uuid.UUID(bytes=bytes(value)) if not isinstance(value, str) else uuid.UUID(value)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, (bytes, memoryview)):
            return uuid.UUID(bytes=bytes(value))
        return super().to_python(value)
