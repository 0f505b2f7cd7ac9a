"""Triggers that make the database itself keep the ledger: rows never change or go, none is added to a closed month.

A table rebuilt by a later migration on SQLite loses its triggers: such a migration ends with ``create_triggers``
again, and `javon check` says so when one is missing.
"""

from __future__ import annotations

from typing import Any

REFUSAL = "the ledger of the stock is only added to, in open months"
_CLOSED = (
    "EXISTS (SELECT 1 FROM periods_period p WHERE p.centre_id = NEW.centre_id AND p.year = NEW.year "
    "AND p.month IN (0, NEW.month) AND p.reopened_at IS NULL)"
)
GUARDS = (
    ("movement_never_changes", "UPDATE", "1 = 1"),
    ("movement_stays", "DELETE", "1 = 1"),
    ("movement_in_open_month", "INSERT", _CLOSED),
)
NAMES = tuple(name for name, _event, _condition in GUARDS)


def set_guards(connection: Any) -> None:
    """Set the guards anew; those that are there are replaced."""
    remove_guards(connection)
    with connection.cursor() as cursor:
        for name, event, condition in GUARDS:
            if connection.vendor != "postgresql":
                cursor.execute(
                    f"CREATE TRIGGER {name} BEFORE {event} ON stock_movement WHEN {condition} "
                    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )
                continue
            passed = "OLD" if event == "DELETE" else "NEW"
            cursor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN "
                f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END IF; RETURN {passed}; END $$"
            )
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON stock_movement FOR EACH ROW EXECUTE FUNCTION {name}()"
            )


def remove_guards(connection: Any) -> None:
    """Take the guards away."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for name in NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (" ON stock_movement" if is_postgresql else ""))
            if is_postgresql:
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def create_triggers(apps: Any, schema_editor: Any) -> None:
    """Forward, in a migration."""
    set_guards(schema_editor.connection)


def drop_triggers(apps: Any, schema_editor: Any) -> None:
    """Backward, in a migration."""
    remove_guards(schema_editor.connection)


def missing_triggers(connection: Any) -> list[str]:
    """Names of guards that the database has lost."""
    catalogue = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        present = {name for (name,) in cursor.fetchall()}
    return [name for name in NAMES if name not in present]
