"""Triggers that make the database itself keep the ledger and the book of replacements.

Rows of the ledger never change or go, none is added to a closed month; a loss that is over never changes or goes, except that an
erased reader is no longer named in it.
A table rebuilt by a later migration on SQLite loses its triggers: such a migration ends with ``create_triggers``
(or ``create_loss_triggers``) again, and `javon check` says so when one is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

REFUSAL = "the ledger of the stock is only added to, in open months"
LOSS_REFUSAL = "a loss that is closed or found again never changes"
_CLOSED = (
    "EXISTS (SELECT 1 FROM periods_period p WHERE p.centre_id = NEW.centre_id AND p.year = NEW.year "
    "AND p.month IN (0, NEW.month) AND p.reopened_at IS NULL)"
)
_OVER = "OLD.state IN ('closed', 'found')"


class Guard(NamedTuple):
    """One trigger: before which event, when, and what it says."""

    name: str
    event: str
    condition: str
    table: str = "stock_movement"
    refusal: str = REFUSAL


GUARDS = (
    Guard("movement_never_changes", "UPDATE", "1 = 1"),
    Guard("movement_stays", "DELETE", "1 = 1"),
    Guard("movement_in_open_month", "INSERT", _CLOSED),
)
# What an erased reader's row may still lose, and only for the sign of nobody (actions/forgetting.py).
_OF_THE_READER = ("reader_name", "reader_card", "circumstances")
_OF_THE_ROW = (
    "id", "centre_id", "year", "number", "written_on", "copy_id", "came_from", "lost_on", "due_on", "price",
    "declared_by_id", "state", "way", "offer_id", "replacement_id", "judgement", "value", "receipt_number",
    "receipt_on", "ground", "write_off_reason", "settled_on", "disposal_id", "closed_on", "found_on", "found_note",
)  # fmt: skip
_NOT_FORGETTING = (
    f"{_OVER} AND NOT (NEW.reader_name = '—' AND NEW.reader_card = '' AND NEW.circumstances = '—')"
)
LOSS_GUARDS = (
    Guard(
        "loss_over_never_changes", f"UPDATE OF {', '.join(_OF_THE_ROW)}", _OVER, "stock_loss", LOSS_REFUSAL
    ),
    Guard(
        "loss_over_keeps_its_reader",
        f"UPDATE OF {', '.join(_OF_THE_READER)}",
        _NOT_FORGETTING,
        "stock_loss",
        LOSS_REFUSAL,
    ),
    Guard("loss_over_stays", "DELETE", _OVER, "stock_loss", LOSS_REFUSAL),
)
NAMES = tuple(guard.name for guard in (*GUARDS, *LOSS_GUARDS))


def set_guards(connection: Any, guards: Sequence[Guard] = GUARDS) -> None:
    """Set the guards anew; those that are there are replaced."""
    remove_guards(connection, guards)
    with connection.cursor() as cursor:
        for name, event, condition, table, refusal in guards:
            if connection.vendor != "postgresql":
                cursor.execute(
                    f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
                    f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
                )
                continue
            passed = "OLD" if event == "DELETE" else "NEW"
            cursor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN "
                f"RAISE EXCEPTION '{refusal}' USING ERRCODE = 'restrict_violation'; END IF; RETURN {passed}; END $$"
            )
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )


def remove_guards(connection: Any, guards: Sequence[Guard] = GUARDS) -> None:
    """Take the guards away."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for guard in guards:
            on = f" ON {guard.table}" if is_postgresql else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")
            if is_postgresql:
                cursor.execute(f"DROP FUNCTION IF EXISTS {guard.name}()")


def create_triggers(apps: Any, schema_editor: Any) -> None:
    """Forward, in a migration: the ledger's."""
    set_guards(schema_editor.connection)


def drop_triggers(apps: Any, schema_editor: Any) -> None:
    """Backward, in a migration: the ledger's."""
    remove_guards(schema_editor.connection)


def create_loss_triggers(apps: Any, schema_editor: Any) -> None:
    """Forward, in a migration: those of the book of replacements."""
    set_guards(schema_editor.connection, LOSS_GUARDS)


def drop_loss_triggers(apps: Any, schema_editor: Any) -> None:
    """Backward, in a migration: those of the book of replacements."""
    remove_guards(schema_editor.connection, LOSS_GUARDS)


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
