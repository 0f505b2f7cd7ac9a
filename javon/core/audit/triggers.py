"""Triggers that make the database itself refuse to change or remove a row of the journal."""

from __future__ import annotations

from typing import Any

TABLE = "audit_entry"
WRITTEN_ONCE = (
    "id", "at", "actor_id", "actor_label", "centre_id", "verb", "object_type", "object_id", "subject",
    "overruled", "digests",
)  # fmt: skip
NAMES = ("journal_keeps_rows", "journal_removes_none")
REFUSAL = "the journal only grows"

_CHANGED_SQLITE = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in WRITTEN_ONCE)
# jsonb has no order of keys, so equal documents are equal; a seal is set once and together with its place.
_CHANGED_POSTGRESQL = " OR ".join(f'OLD."{name}" IS DISTINCT FROM NEW."{name}"' for name in WRITTEN_ONCE)
_NOT_SEALING = "OLD.seq IS NOT NULL OR NEW.seq IS NULL OR NEW.seal = ''"

SQLITE = (
    f"CREATE TRIGGER {NAMES[0]} BEFORE UPDATE ON {TABLE} WHEN {_NOT_SEALING} OR {_CHANGED_SQLITE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER {NAMES[1]} BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)
POSTGRESQL = (
    f"CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
    f"CREATE TRIGGER {NAMES[0]} BEFORE UPDATE ON {TABLE} FOR EACH ROW "
    f"WHEN ({_NOT_SEALING} OR {_CHANGED_POSTGRESQL}) EXECUTE FUNCTION journal_refuses()",
    f"CREATE TRIGGER {NAMES[1]} BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION journal_refuses()",
)


def set_guards(connection: Any) -> None:
    """Set the guards."""
    with connection.cursor() as cursor:
        for statement in POSTGRESQL if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement)


def remove_guards(connection: Any) -> None:
    """Take the guards away."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for name in NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {TABLE}" if is_postgresql else ""))
        if is_postgresql:
            cursor.execute("DROP FUNCTION IF EXISTS journal_refuses()")


def create_triggers(apps: Any, schema_editor: Any) -> None:
    """Forward, in a migration."""
    set_guards(schema_editor.connection)


def drop_triggers(apps: Any, schema_editor: Any) -> None:
    """Backward, in a migration."""
    remove_guards(schema_editor.connection)


def missing_triggers(connection: Any) -> list[str]:
    """Names of guards that the database has lost (a rebuilt table loses them on SQLite)."""
    catalogue = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        present = {name for (name,) in cursor.fetchall()}
    return [name for name in NAMES if name not in present]
