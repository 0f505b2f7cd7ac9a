"""Triggers that make the database itself refuse to change terms of lending that were put into force. Nizom 1.5.

A set that is no draft keeps its lines, its first day and its paper, and is not deleted; its state only moves on to
"replaced". What a home of an earlier version had without a paper may be tied to one, once. A table rebuilt by a later
migration on SQLite loses its triggers: such a migration ends with ``create_triggers`` again, and `javon check` says so
when one is missing.
"""

from __future__ import annotations

from typing import Any

REFUSAL = "terms of lending that were in force never change"
SET = (
    "id", "centre_id", "number", "valid_from", "created_at", "created_by_id", "entered_into_force_at", "edits",
)  # fmt: skip
PAPER = ("basis_document_id", "basis_label", "basis_clause")
LINE = (
    "id", "terms_id", "position", "category", "age_from", "age_to", "kind", "fund", "service_point_id",
    "newer_than_days", "may_leave", "loan_days", "most_copies", "counts", "renewals", "renewal_days", "renewal_base",
    "most_holds", "hold_days", "keep_place_days", "debtor_days",
)  # fmt: skip
_DECIDED = "(SELECT state FROM lending_termsset WHERE id = {row}.terms_id) <> 'draft'"


def _changed(names: tuple[str, ...], differs: str) -> str:
    return " OR ".join(f'OLD."{name}" {differs} NEW."{name}"' for name in names)


def _guards(differs: str) -> tuple[tuple[str, str, str, str], ...]:
    """(name, table, event, condition) of every guard; `differs` is the database's null-safe "is another"."""
    tied = f"((OLD.basis_document_id IS NOT NULL OR OLD.basis_label <> '') AND ({_changed(PAPER, differs)}))"
    back = "NEW.state = 'draft' OR (OLD.state = 'replaced' AND NEW.state <> 'replaced')"
    kept = f"OLD.state <> 'draft' AND ({_changed(SET, differs)} OR {tied} OR {back})"
    line = f"({_changed(LINE, differs)} OR (OLD.clause <> '' AND OLD.clause <> NEW.clause))"
    return (
        ("terms_keep", "lending_termsset", "UPDATE", kept),
        ("terms_stay", "lending_termsset", "DELETE", "OLD.state <> 'draft'"),
        ("terms_line_keeps", "lending_termsrow", "UPDATE", f"{_DECIDED.format(row='OLD')} AND {line}"),
        ("terms_line_stays", "lending_termsrow", "DELETE", _DECIDED.format(row="OLD")),
        ("terms_line_is_not_added", "lending_termsrow", "INSERT", _DECIDED.format(row="NEW")),
    )


NAMES = tuple(guard[0] for guard in _guards("IS NOT"))


def _statements(vendor: str) -> list[str]:
    if vendor != "postgresql":
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for name, table, event, condition in _guards("IS NOT")
        ]
    # A condition that asks another table cannot stand in WHEN there: each guard has its own function.
    made = []
    for name, table, event, condition in _guards("IS DISTINCT FROM"):
        passed = "OLD" if event == "DELETE" else "NEW"
        made.append(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN "
            f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END IF; RETURN {passed}; END $$"
        )
        made.append(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    return made


def set_guards(connection: Any) -> None:
    """Set the guards anew; those that are there are replaced."""
    remove_guards(connection)
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def remove_guards(connection: Any) -> None:
    """Take the guards away."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for name, table, _event, _condition in _guards("IS NOT"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if is_postgresql else ""))
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
