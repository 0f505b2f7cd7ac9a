"""A database made at once is the one that all migrations come to, one after another.

`javon.core.database.fresh` spares a new home a dozen seconds of replaying the past. Here both ways are walked and
what they leave is compared: every table with every column, constraint and index, every trigger, every first row.
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.ready import ROOT

#: Steps through the past as Django does, on a home of its own.
STEPWISE = """
import django
django.setup()
from django.core.management.commands.migrate import Command
Command.requires_system_checks = []
from django.core.management import call_command
call_command(Command(), verbosity=0, interactive=False)
"""
AT_ONCE = STEPWISE.replace("django.core.management.commands", "javon.core.database.management.commands")
#: Moments of making are not compared, nor counters of rows that came and went.
MOMENTS = {"django_migrations": "id, applied", "sqlite_sequence": "name, seq"}


def made(folder: Path, program: str) -> Path:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JAVON_")}
    settings = {"JAVON_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "javon.config.settings"}
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**kept, **settings}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return folder / "javon.sqlite3"


def parts(statement: str | None) -> list[str]:
    """A statement's parts between outer commas, sorted: the order of columns is nobody's business."""
    text = re.sub(r"\s+", " ", statement or "")
    found, depth, begun = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 1:
            found.append(text[begun:place].strip())
            begun = place + 1
    head, _, first = (found[0] if found else text).partition("(")
    last = text[begun:].strip().removesuffix(")")
    return sorted([head, first, *found[1:], last]) if found else [text]


def schema(database: Path) -> dict[tuple[str, str], list[str]]:
    with closing(sqlite3.connect(database)) as opened:
        rows = opened.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return {(kind, name): parts(statement) for kind, name, statement in rows}


def rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(database)) as opened:
        tables = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for table in tables:
            columns = sorted(row[1] for row in opened.execute(f'PRAGMA table_info("{table}")'))
            asked = ", ".join(f'"{name}"' for name in columns if name not in MOMENTS.get(table, ""))
            if asked:
                found[table] = sorted(opened.execute(f'SELECT {asked} FROM "{table}"').fetchall(), key=repr)
    return found


@pytest.mark.slow
def test_made_at_once_or_step_by_step_it_is_one_database(tmp_path):
    at_once, stepwise = made(tmp_path / "once", AT_ONCE), made(tmp_path / "steps", STEPWISE)
    assert len(schema(at_once)) > 500
    assert schema(at_once) == schema(stepwise)
    assert {table: found for table, found in rows(at_once).items() if found} == {
        table: found for table, found in rows(stepwise).items() if found
    }


def test_a_database_that_has_tables_is_left_to_django(tmp_path):
    program = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "from javon.core.database import fresh\n"
        "connection.cursor().execute('CREATE TABLE somebody (id integer)')\n"
        "assert fresh.create(connection) is False\n"
        "assert connection.introspection.table_names() == ['somebody']\n"
    )
    made(tmp_path / "home", program)
