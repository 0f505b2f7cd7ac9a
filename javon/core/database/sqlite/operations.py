"""Emptying tables that guard themselves: the guards step aside and come back."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.backends.sqlite3 import operations as django_operations


class DatabaseOperations(django_operations.DatabaseOperations):
    """Django's, with a flush that knows triggers. Only tests and `manage.py flush` empty tables."""

    def sql_flush(self, style: Any, tables: Any, **options: Any) -> list[str]:
        statements = super().sql_flush(style, tables, **options)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
            guards = [(name, sql) for name, sql, table in cursor.fetchall() if table in set(tables)]
        away = [f"DROP TRIGGER {self.quote_name(name)}" for name, _ in guards]
        return [*away, *statements, *(sql for _, sql in guards)] if statements else statements

    def convert_uuidfield_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """UUIDs lie here as 16 bytes; Django's own columns hold 32 hexadecimal digits."""
        return (
            uuid.UUID(bytes=value)
            if isinstance(value, bytes)
            else super().convert_uuidfield_value(value, expression, connection)
        )
