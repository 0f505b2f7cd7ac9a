"""A new database gets its tables at once, as they are now, not step by step as they came to be.

Replaying every migration on an empty database takes Django a dozen seconds of processor, and more with each month
of the project: after each of many hundred steps it builds the classes of half the models anew. On an old computer
the first start would be a minute of nothing. Here the classes are built once, every table is made with its
columns, constraints and indexes, then the steps that only code can tell (triggers, first rows) run in their
order, and all migrations are noted as done. From there on the database is moved by migrations like any other.

Both ways must come to the same tables: `tests/operations/test_fresh_database.py` compares them to the letter.
Whoever writes a migration: code that only moves rows says ``elidable=True`` and is not run here, for there are no
rows; other code (triggers, first rows) sees the models as they are at the end, not as they were at its time. A
migration that cannot live with that says ``atomic = False``, and new databases are then built step by step.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython
from django.db.migrations.operations.base import Operation


def create(connection: Any) -> bool:
    """Make all tables of an empty database; False, with nothing changed, where it is not empty or cannot be so made."""
    if connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    migrations = [migration for migration, _backwards in plan]
    if not all(migration.atomic and _followed(migration.operations) for migration in migrations):
        return False
    state = executor.loader.project_state(executor.loader.graph.leaf_nodes())
    # One transaction: a power cut leaves all of it or an empty database.
    with connection.schema_editor(atomic=True) as editor:
        for model in state.apps.get_models(include_swapped=True):
            if model._meta.can_migrate(connection) and not model._meta.swapped:
                editor.create_model(model)
        editor.create_model(executor.recorder.Migration)
        for migration in migrations:
            for operation in migration.operations:
                if isinstance(operation, RunPython) and not operation.elidable:
                    operation.database_forwards(migration.app_label, editor, state, state)
            for app, name in migration.replaces or [(migration.app_label, migration.name)]:
                executor.recorder.record_applied(app, name)
    return True


def _followed(operations: Sequence[Operation]) -> bool:
    """Whether each step is one that a model's state tells, or code that runs after all tables stand."""
    return all(
        isinstance(operation, RunPython)
        or (
            type(operation).__module__.startswith("django.db.migrations.operations.")
            and type(operation).__name__ not in {"RunSQL", "SeparateDatabaseAndState"}
        )
        for operation in operations
    )
