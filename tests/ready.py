"""What many tests begin from is made once and handed out as copies: a migrated database, a prepared home, a demo library.

Each lies in .pytest_cache/ready under the digest of everything it is made from, so what has changed is made anew, by
one process while the others wait; `make clean` throws all of it away.
"""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
from django.apps import apps
from django.db import connection

from javon.config.home import _prepare_folder
from javon.core import clock
from javon.core.database.gate import gate_of

ROOT = Path(__file__).resolve().parent.parent
SHELF = ROOT / ".pytest_cache" / "ready"
PATIENCE = 900.0  # seconds that one process waits while another makes what both want
KEPT = 2  # of one kind: this digest's and the one before


def made_once(kind: str, digest: str, make: Callable[[Path], None], *, shelf: Path = SHELF) -> Path:
    """The folder that `make` filled; whoever comes first makes it. Only for reading: work on a copy."""
    shelf.mkdir(parents=True, exist_ok=True)
    done = shelf / f"{kind}-{digest[:20]}"
    with gate_of(str(shelf / kind)).turn(PATIENCE):
        if not done.exists():
            begun = Path(tempfile.mkdtemp(prefix="begun-", dir=shelf))
            try:
                make(begun)
                begun.rename(done)
            finally:
                shutil.rmtree(begun, ignore_errors=True)
        done.touch()
        for old in sorted(shelf.glob(f"{kind}-*/"), key=lambda folder: folder.stat().st_mtime)[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
    return done


def digest_of(files: Iterable[Path], *facts: object) -> str:
    """Of the contents and the places of these files, and of what else counts."""
    seen = hashlib.sha256(repr((sys.version, *facts)).encode())
    for file in sorted(set(files)):
        content = file.read_bytes()
        seen.update(f"{file}\0{len(content)}\0".encode() + content)
    return seen.hexdigest()


# --- a migrated database --------------------------------------------------------------------------------------------


def schema_digest(vendor: str) -> str:
    """Of every migration of every application, and of every module of ours that they lean on, however far away."""
    migrations = [file for app in apps.get_app_configs() for file in Path(app.path).glob("migrations/*.py")]
    backend = (ROOT / "javon" / "core" / "database").glob("**/*.py")
    return digest_of(
        {*with_what_they_lean_on(migrations), *backend}, vendor, django.VERSION, sqlite3.sqlite_version
    )


def with_what_they_lean_on(modules: Iterable[Path], *, root: Path = ROOT) -> set[Path]:
    """These files and the files of `javon` that they import, at their top or inside, and what those import."""
    found: set[Path] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += _imported(module, root)
    return found


def _imported(module: Path, root: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(module.read_bytes())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            if name.partition(".")[0] == "javon":
                place = root.joinpath(*name.split("."))
                yield from (
                    file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()
                )


def migrated_database() -> str:
    """Where a database lies in which all migrations have run: a file of SQLite, or a name of PostgreSQL."""
    return _migrated_on_postgresql() if connection.vendor == "postgresql" else str(migrated_file())


def migrated_file() -> Path:
    """A file of SQLite in which all migrations have run."""
    return made_once("schema", schema_digest("sqlite"), _migrate_a_file) / "schema.sqlite3"


def _migrate_a_file(folder: Path) -> None:
    _migrate(JAVON_HOME=str(folder))
    with closing(sqlite3.connect(folder / "javon.sqlite3")) as database:
        # One whole file without a log beside it.
        database.execute("VACUUM INTO ?", [str(folder / "schema.sqlite3")])


def _migrated_on_postgresql() -> str:
    name, begun = f"javon_ready_{schema_digest('postgresql')[:20]}", "javon_ready_begun"
    SHELF.mkdir(parents=True, exist_ok=True)
    with gate_of(str(SHELF / "postgresql")).turn(PATIENCE), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'javon_ready_%%'")
        there = {row[0] for row in cursor.fetchall()}
        if name not in there:
            for old in there:
                cursor.execute(f"DROP DATABASE {old}")
            cursor.execute(f"CREATE DATABASE {begun}")
            address = urlsplit(os.environ["JAVON_DATABASE_URL"])
            with tempfile.TemporaryDirectory() as home:
                _migrate(JAVON_HOME=home, JAVON_DATABASE_URL=urlunsplit(address._replace(path=f"/{begun}")))
            cursor.execute(f"ALTER DATABASE {begun} RENAME TO {name}")
    return name


def _migrate(**environment: str) -> None:
    _run([str(ROOT / "manage.py"), "migrate", "--verbosity", "0"], environment)


def _run(command: list[str], environment: dict[str, str]) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JAVON_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, *command], env={**kept, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout}{done.stderr}"


def schema_of(database: Path) -> list[tuple[str, ...]]:
    """Every table, index and trigger of a file of SQLite, with the statement that makes it."""
    with closing(sqlite3.connect(database)) as opened:
        return opened.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()


# --- homes ----------------------------------------------------------------------------------------------------------


def home_digest() -> str:
    """Of the whole program but its tests, of what it needs, and of the day: homes are made around today."""
    program = (
        file
        for file in (ROOT / "javon").glob("**/*")
        if file.is_file() and file.suffix not in {".mo", ".pyc"} and "tests" not in file.parts
    )
    return digest_of([*program, ROOT / "requirements" / "run.lock"], clock.today())


def prepared_home() -> Path:
    """A home that `javon init` made, with the migrations already run."""

    def init(folder: Path) -> None:
        _prepare_folder(folder / "home")
        shutil.copyfile(migrated_file(), folder / "home" / "javon.sqlite3")
        _javon(folder / "home", "init")

    return made_once("home", home_digest(), init) / "home"


def demo_home(scale: float) -> Path:
    """The demo library of this size in such a home."""

    def fill(folder: Path) -> None:
        shutil.copytree(prepared_home(), folder / "home")
        _javon(folder / "home", "demo", "--scale", str(scale))

    return made_once(f"demo-{scale}", home_digest(), fill) / "home"


def _javon(home: Path, *arguments: str) -> None:
    _run(["-m", "javon.config.cli", *arguments], {"JAVON_HOME": str(home)})
