"""Triggers that make the database itself refuse to change or remove what was once approved.

A fixed version (approved, in force, superseded) keeps its text, number, hash and approver; its clauses and the rights
they give stay; its state only moves on. A registration number once given stays, and a document that has a fixed
version is not deleted. A table rebuilt by a later migration on SQLite loses its triggers: such a migration ends with
``create_triggers`` again, and `javon check` says so when one is missing.
"""

from __future__ import annotations

from typing import Any

REFUSAL = "an approved paper never changes"
FIXED = "('approved', 'in_force', 'superseded')"
TEXT = (
    "id", "document_id", "number", "title", "preamble", "place", "ending", "prepared_by_id", "effective_on",
    "approved_by_id", "approver_name", "approver_office", "approved_at", "approved_on", "content_hash",
)  # fmt: skip
ADDED = ("enclosed",)  # columns of the text that came after the guards were first set
NUMBER = ("register_id", "year", "sequence", "number")
_OF_VERSION = "(SELECT state FROM documents_version WHERE id = {row}.version_id) IN " + FIXED
_OF_CLAUSE = (
    "(SELECT v.state FROM documents_version v JOIN documents_clause c ON c.version_id = v.id "
    "WHERE c.id = {row}.clause_id) IN " + FIXED
)
_APPROVED_ONCE = (
    "EXISTS (SELECT 1 FROM documents_version WHERE document_id = {row}.id AND state IN " + FIXED + ")"
)


def _changed(names: tuple[str, ...], differs: str) -> str:
    return " OR ".join(f'OLD."{name}" {differs} NEW."{name}"' for name in names)


def _guards(differs: str, text: tuple[str, ...] = (*TEXT, *ADDED)) -> tuple[tuple[str, str, str, str], ...]:
    """(name, table, event, condition) of every guard; `differs` is the database's null-safe "is another"."""
    printed = " OR ".join(
        f"(OLD.{name} IS NOT NULL AND OLD.{name} {differs} NEW.{name})" for name in ("pdf_id", "docx_id")
    )
    version = f"OLD.state IN {FIXED} AND (NEW.state NOT IN {FIXED} OR {_changed(text, differs)} OR {printed})"
    number = f"OLD.sequence IS NOT NULL AND ({_changed(NUMBER, differs)} OR OLD.kind {differs} NEW.kind)"
    return (
        ("version_keeps_text", "documents_version", "UPDATE", version),
        ("version_stays", "documents_version", "DELETE", f"OLD.state IN {FIXED}"),
        ("clause_keeps_text", "documents_clause", "UPDATE", _OF_VERSION.format(row="OLD")),
        ("clause_stays", "documents_clause", "DELETE", _OF_VERSION.format(row="OLD")),
        ("clause_is_not_added", "documents_clause", "INSERT", _OF_VERSION.format(row="NEW")),
        ("clause_right_stays", "documents_clausegrant", "DELETE", _OF_CLAUSE.format(row="OLD")),
        ("clause_right_keeps", "documents_clausegrant", "UPDATE", _OF_CLAUSE.format(row="OLD")),
        ("clause_right_is_not_added", "documents_clausegrant", "INSERT", _OF_CLAUSE.format(row="NEW")),
        ("document_keeps_number", "documents_document", "UPDATE", number),
        ("document_stays", "documents_document", "DELETE", _APPROVED_ONCE.format(row="OLD")),
    )


NAMES = tuple(guard[0] for guard in _guards("IS NOT"))


def _statements(vendor: str, text: tuple[str, ...]) -> list[str]:
    if vendor != "postgresql":
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for name, table, event, condition in _guards("IS NOT", text)
        ]
    # A condition that asks another table cannot stand in WHEN there: each guard has its own function.
    made = []
    for name, table, event, condition in _guards("IS DISTINCT FROM", text):
        passed = "OLD" if event == "DELETE" else "NEW"
        made.append(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN "
            f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END IF; RETURN {passed}; END $$"
        )
        made.append(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    return made


def set_guards(connection: Any, text: tuple[str, ...] = (*TEXT, *ADDED)) -> None:
    """Set the guards anew; those that are there are replaced. `text`: the columns that hold what was approved."""
    remove_guards(connection)
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor, text):
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


def create_first_triggers(apps: Any, schema_editor: Any) -> None:
    """Forward, in the migration that was written before papers could enclose lists."""
    set_guards(schema_editor.connection, TEXT)


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
