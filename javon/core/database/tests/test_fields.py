"""Identifiers made many at once are as good as those made one by one."""

from __future__ import annotations

from uuid import UUID

from javon.core.database.fields import uuid7, uuid7_bytes


def test_identifiers_in_bulk_are_version_7_and_strictly_increasing_among_all_others() -> None:
    before = uuid7()
    made = [UUID(bytes=raw) for raw in uuid7_bytes(5000)]
    after = uuid7()
    assert all(one.version == 7 and one.variant == before.variant for one in made)
    assert [before, *made, after] == sorted({before, *made, after})
