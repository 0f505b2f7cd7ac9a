"""`migrate`, which makes a new database at once (see :mod:`javon.core.database.fresh`), then goes Django's way."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as DjangoCommand
from django.db import connections

from javon.core.database import fresh


class Command(DjangoCommand):
    """Django's command; an empty database is not led through the project's whole past."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        """With an app, a state or a plan named, or migrations only to be noted, it is Django's alone."""
        told = (
            "app_label",
            "migration_name",
            "plan",
            "check_unapplied",
            "fake",
            "fake_initial",
            "run_syncdb",
            "prune",
        )
        if not any(options.get(name) for name in told):
            fresh.create(connections[options["database"]])
        return super().handle(*args, **options)
