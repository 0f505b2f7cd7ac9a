"""The database itself refuses two bookings of one thing that overlap.

PostgreSQL: an exclusion constraint (with its own extension btree_gist, which an owner of the database may create).
SQLite: two triggers; it lets one writer in at a time, so what a trigger sees is the truth. A table rebuilt by a later
migration on SQLite loses them: such a migration ends with ``create_guards``; `javon check` names what is missing.
"""

from __future__ import annotations

from typing import Any

NAME = "booking_overlaps_none"
REFUSAL = "the thing is booked at that time"
_OCCUPIES = "('held', 'in_use', 'done')"
TABLE = "booking_booking"

# Django keeps moments on SQLite as text of one shape, in UTC: their order as text is their order in time.
_OVERLAP = (
    f"NEW.state IN {_OCCUPIES} AND NEW.starts_at < NEW.free_at AND EXISTS (SELECT 1 FROM {TABLE} b "
    f"WHERE b.resource_id = NEW.resource_id AND b.free_at > NEW.starts_at AND b.starts_at < NEW.free_at "
    f"AND b.state IN {_OCCUPIES} AND b.starts_at < b.free_at AND b.id <> NEW.id)"
)
SQLITE = {
    f"{NAME}_new": f"BEFORE INSERT ON {TABLE}",
    f"{NAME}_moved": f"BEFORE UPDATE OF state, resource_id, starts_at, free_at ON {TABLE}",
}
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    f"ALTER TABLE {TABLE} ADD CONSTRAINT {NAME} EXCLUDE USING gist "
    f"(resource_id WITH =, tstzrange(starts_at, free_at) WITH &&) WHERE (state IN {_OCCUPIES})",
)


def set_guards(connection: Any) -> None:
    """Set the guards anew."""
    remove_guards(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in POSTGRESQL:
                cursor.execute(statement)
            return
        for name, event in SQLITE.items():
            cursor.execute(
                f"CREATE TRIGGER {name} {event} WHEN {_OVERLAP} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )


def remove_guards(connection: Any) -> None:
    """Take the guards away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {TABLE} DROP CONSTRAINT IF EXISTS {NAME}")
            return
        for name in SQLITE:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def missing_guards(connection: Any) -> list[str]:
    """Names of guards that the database has lost."""
    is_postgresql = connection.vendor == "postgresql"
    wanted = (NAME,) if is_postgresql else tuple(SQLITE)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'x'"
            if is_postgresql
            else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        )
        present = {name for (name,) in cursor.fetchall()}
    return [name for name in wanted if name not in present]


def create_guards(apps: Any, schema_editor: Any) -> None:
    """Forward, in a migration."""
    set_guards(schema_editor.connection)


def drop_guards(apps: Any, schema_editor: Any) -> None:
    """Backward, in a migration."""
    remove_guards(schema_editor.connection)
