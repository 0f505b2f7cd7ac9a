"""Test databases are files, as in life: a database in memory has no write-ahead log and no gate."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import creation as django_creation


class DatabaseCreation(django_creation.DatabaseCreation):
    """Makes each test run its own folder, so that runs beside one another never meet."""

    _folder: str = ""

    def _get_test_db_name(self) -> str:
        name = str(self.connection.settings_dict["TEST"].get("NAME") or "test.sqlite3")
        if self.is_in_memory_db(name):
            return name
        if not self._folder:
            self._folder = tempfile.mkdtemp(prefix="javon-test-")
        return str(Path(self._folder) / Path(name).name)

    def _create_test_db(self, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        """An empty file, or a copy of the one that TEST's TEMPLATE names, as on PostgreSQL."""
        name = str(super()._create_test_db(verbosity, autoclobber, keepdb))  # type: ignore[misc]
        template = self.connection.settings_dict["TEST"].get("TEMPLATE")
        if template and not self.is_in_memory_db(name):
            shutil.copyfile(template, name)
        return name

    def _destroy_test_db(self, test_database_name: Any, verbosity: int) -> None:
        with contextlib.suppress(FileNotFoundError):
            super()._destroy_test_db(test_database_name, verbosity)  # type: ignore[misc]
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""
